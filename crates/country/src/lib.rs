//! Which country an address is registered in, offline, and what that country is called.
//!
//! The table is that of the crate `iptocc`: what the five regional registries have delegated, of which the Number Resource
//! Organization (nro.net) holds the rights, under CC BY 4.0. It tells where an address is *registered*: a cloud's address
//! counts as its owner's country, wherever the machine stands. docs/adr/0009 says why this table. For the server only; it is
//! 1.3 MB of the program, takes no memory of its own, and a look-up takes nanoseconds.

mod names;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use names::NAMES;

/// A country, or a territory with a code of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(
    /// Its place in [`NAMES`].
    u8,
);

impl Country {
    /// Where an address is registered. None for addresses that are nobody's in particular (private, loopback, link-local,
    /// multicast, documentation…), for those that no registry has given out, and for those that were given to a region
    /// rather than to a country ("EU", "AP"). An IPv4 address in the clothes of IPv6 (mapped, or behind NAT64) counts as
    /// what it is.
    pub fn of(address: IpAddr) -> Option<Self> {
        let address = plain(address);
        if is_special(address) {
            return None;
        }
        Self::from_code(iptocc::country_code(address)?)
    }

    /// The country of an ISO 3166-1 code of two letters, upper or lower case.
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.to_ascii_uppercase();
        let place = NAMES.binary_search_by_key(&code.as_str(), |(code, ..)| code).ok()?;
        u8::try_from(place).ok().map(Self)
    }

    /// Its ISO 3166-1 code: two upper-case letters.
    pub const fn code(self) -> &'static str {
        NAMES[self.0 as usize].0
    }

    /// What it is called in a language by its code; in English where we have no names in that language.
    pub fn name(self, language: &str) -> &'static str {
        let (_, english, russian) = NAMES[usize::from(self.0)];
        if language == "ru" { russian } else { english }
    }
}

/// The address without IPv6's ways of carrying IPv4.
fn plain(address: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = address else { return address };
    match v6.segments() {
        // NAT64's well-known prefix (RFC 6052).
        [0x64, 0xff9b, 0, 0, 0, 0, ..] => {
            let [.., a, b, c, d] = v6.octets();
            IpAddr::V4(Ipv4Addr::new(a, b, c, d))
        }
        _ => address.to_canonical(),
    }
}

/// Whether an address means another machine in every network, or none. No registry gives these out; the table is not asked.
fn is_special(address: IpAddr) -> bool {
    address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || match address {
            IpAddr::V4(v4) => is_special_v4(v4),
            IpAddr::V6(v6) => is_special_v6(v6),
        }
}

fn is_special_v4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    address.is_private()
        || address.is_link_local()
        || address.is_documentation()
        || first == 0
        // Shared behind carriers' NAT (RFC 6598), benchmarks (RFC 2544), reserved with broadcast at its end.
        || (first == 100 && second & 0xc0 == 64)
        || (first == 198 && second & 0xfe == 18)
        || first >= 240
}

fn is_special_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    address.is_unique_local()
        || address.is_unicast_link_local()
        // Documentation (RFC 3849, RFC 9637).
        || (first == 0x2001 && second == 0xdb8)
        || (first == 0x3fff && second < 0x1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> Option<&'static str> {
        Country::of(address.parse().expect("an address")).map(Country::code)
    }

    #[test]
    fn addresses_are_where_they_are_registered() {
        for (address, code) in [
            ("8.8.8.8", "US"),
            ("77.88.8.8", "RU"),
            ("193.0.6.139", "NL"),
            ("200.160.2.3", "BR"),
            ("133.11.0.1", "JP"),
            ("2001:4860:4860::8888", "US"),
            ("2a02:6b8::1", "RU"),
            // IPv4 as IPv6 carries it.
            ("::ffff:77.88.8.8", "RU"),
            ("64:ff9b::4d58:808", "RU"),
        ] {
            assert_eq!(of(address), Some(code), "{address}");
        }
    }

    #[test]
    fn nobodys_addresses_have_no_country() {
        for address in [
            "10.0.0.1",
            "172.16.9.9",
            "172.31.255.255",
            "192.168.1.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "169.254.169.254",
            "192.0.2.1",
            "198.51.100.7",
            "203.0.113.7",
            "198.18.0.1",
            "0.0.0.0",
            "224.0.0.251",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "2001:db8::1",
            "3fff::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
        ] {
            assert_eq!(of(address), None, "{address}");
        }
        // And beside them there are countries.
        for address in ["172.15.255.255", "100.63.255.255", "100.128.0.1", "198.20.0.1", "223.255.0.1"] {
            assert_ne!(of(address), None, "{address}");
        }
    }

    #[test]
    fn every_country_of_the_table_has_a_name() {
        let starts = (0..1_u32 << 16).map(|block| IpAddr::V4((block << 16).into()));
        let codes: std::collections::BTreeSet<_> = starts.filter_map(iptocc::country_code).collect();
        assert!(codes.len() > 150, "{codes:?}");
        let unknown: Vec<_> = codes.into_iter().filter(|code| Country::from_code(code).is_none()).collect();
        // Regions, which are no countries.
        assert!(unknown.iter().all(|code| ["AP", "EU"].contains(code)), "{unknown:?}");
    }

    #[test]
    fn names_are_there_in_every_language() {
        assert!(NAMES.is_sorted_by(|(a, ..), (b, ..)| a < b), "they are searched by code");
        for (code, english, russian) in NAMES {
            assert!(code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase()), "{code}");
            assert!(!english.is_empty() && russian.chars().any(|c| ('А'..='я').contains(&c)), "{code}");
            assert_eq!(Country::from_code(code).map(Country::code), Some(code));
        }
        let country = Country::from_code("de").expect("there is one");
        assert_eq!((country.code(), country.name("en"), country.name("ru")), ("DE", "Germany", "Германия"));
        assert_eq!(country.name("fr"), "Germany");
        for code in ["", "D", "DEU", "EU", "ZZ", "Д"] {
            assert_eq!(Country::from_code(code), None, "{code}");
        }
    }
}
