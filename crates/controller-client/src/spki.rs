//! The public key within a certificate, for certificates that are trusted by what they are.
//!
//! webpki reads certificates of version 3 only, but many self-signed ones are of version 1 (`openssl x509 -req`
//! without extensions makes such). Where the whole certificate is known, only its key is needed, to see that
//! the other side holds the private half.

use rustls::pki_types::{CertificateDer, SubjectPublicKeyInfoDer};

const SEQUENCE: u8 = 0x30;
/// The tag of the optional version field, which comes first.
const VERSION: u8 = 0xa0;

/// `SubjectPublicKeyInfo` out of `Certificate { TBSCertificate { [version], serial, signature algorithm, issuer,
/// validity, subject, SubjectPublicKeyInfo, … }, … }` (RFC 5280, 4.1). `None` if it is no certificate.
pub(crate) fn public_key<'a>(certificate: &'a CertificateDer<'_>) -> Option<SubjectPublicKeyInfoDer<'a>> {
    let (certificate, _) = element(certificate.as_ref(), Some(SEQUENCE))?;
    let (mut fields, _) = element(certificate.content, Some(SEQUENCE)).map(|(tbs, _)| (tbs.content, ()))?;
    if fields.first() == Some(&VERSION) {
        (_, fields) = element(fields, None)?;
    }
    for _ in ["serial", "signature algorithm", "issuer", "validity", "subject"] {
        (_, fields) = element(fields, None)?;
    }
    let (key, _) = element(fields, Some(SEQUENCE))?;
    Some(SubjectPublicKeyInfoDer::from(key.whole))
}

/// One DER element: with its tag and length, and without.
struct Element<'a> {
    whole: &'a [u8],
    content: &'a [u8],
}

/// The element that `der` begins with, and what follows it.
fn element(der: &[u8], tag: Option<u8>) -> Option<(Element<'_>, &[u8])> {
    let (&first, rest) = der.split_first()?;
    if tag.is_some_and(|tag| tag != first) {
        return None;
    }
    let (&short, rest) = rest.split_first()?;
    let (length, rest) = match short {
        0..=0x7f => (usize::from(short), rest),
        // A length of more than four bytes would be no certificate; 0x80 is not DER.
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(short & 0x7f))?;
            (digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)), rest)
        }
        _ => return None,
    };
    let (content, after) = rest.split_at_checked(length)?;
    Some((Element { whole: &der[..der.len() - after.len()], content }, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_found_and_is_the_right_one() {
        let key = rcgen::KeyPair::generate().expect("a key");
        let params = rcgen::CertificateParams::new(vec!["controller".to_owned()]).expect("a name");
        let certificate = params.self_signed(&key).expect("a certificate");
        let found = public_key(certificate.der()).expect("a key is in it");
        assert_eq!(found.as_ref(), rcgen::PublicKeyData::subject_public_key_info(&key));
    }

    #[test]
    fn what_is_no_certificate_has_no_key() {
        for der in
            [&b""[..], b"\x30", b"\x30\x05ab", b"\x30\x80\x00\x00", b"\x30\x84\xff\xff\xff\xff", b"\x30\x00"]
        {
            assert!(public_key(&CertificateDer::from(der)).is_none(), "{der:?}");
        }
        let mut cut =
            rcgen::generate_simple_self_signed(["x".to_owned()]).expect("a certificate").cert.der().to_vec();
        cut.truncate(cut.len() / 2);
        assert!(public_key(&CertificateDer::from(cut)).is_none());
    }
}
