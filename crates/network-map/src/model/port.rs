//! Ports: `tcp/443`, as one number.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Protocol, Protocols};

/// A protocol with its port, such as `tcp/443`; without a number (`icmp`) it means the whole protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Port {
    /// The protocol.
    pub protocol: Protocol,
    /// The number; 0 = none.
    pub number: u16,
}

impl Port {
    /// The port as one number, as it stands in a graph's sets.
    pub const fn packed(self) -> u32 {
        (self.protocol.code() as u32) << 16 | self.number as u32
    }

    /// The port for such a number; an unknown protocol is [`Protocol::Other`].
    pub fn unpacked(packed: u32) -> Self {
        let code = u8::try_from(packed >> 16).unwrap_or(u8::MAX);
        Self {
            protocol: Protocol::from_code(code).unwrap_or(Protocol::Other),
            number: u16::try_from(packed & 0xffff).unwrap_or(0),
        }
    }
}

impl Protocol {
    /// The protocol as a set of one.
    pub const fn mark(self) -> Protocols {
        match self {
            Self::Tcp => Protocols::TCP,
            Self::Udp => Protocols::UDP,
            Self::Icmp => Protocols::ICMP,
            Self::Sctp => Protocols::SCTP,
            Self::Other => Protocols::OTHER,
        }
    }
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            0 => write!(f, "{}", self.protocol),
            number => write!(f, "{}/{number}", self.protocol),
        }
    }
}

/// A text is no port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPort;

impl fmt::Display for NotAPort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a port is written like tcp/443 or icmp")
    }
}

impl std::error::Error for NotAPort {}

impl FromStr for Port {
    type Err = NotAPort;

    fn from_str(text: &str) -> Result<Self, NotAPort> {
        let (protocol, number) = text.split_once('/').unwrap_or((text, "0"));
        let protocol = Protocol::parse(protocol).ok_or(NotAPort)?;
        let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        match number.parse() {
            Ok(number) if digits => Ok(Self { protocol, number }),
            _ => Err(NotAPort),
        }
    }
}

impl Serialize for Port {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Port {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_reads_back_from_its_text_and_its_number() {
        for text in ["tcp/443", "udp/53", "icmp", "sctp/65535", "other"] {
            let port: Port = text.parse().expect(text);
            assert_eq!((port.to_string().as_str(), Port::unpacked(port.packed())), (text, port));
        }
        for text in ["", "tcp/", "tcp/65536", "tcp/+1", "443", "tcp/1/2", "any"] {
            assert_eq!(text.parse::<Port>(), Err(NotAPort), "{text}");
        }
    }
}
