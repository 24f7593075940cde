//! Packets: made-up ones with true headers, as threats and captures hold them. Pure.

use std::net::Ipv4Addr;

/// The headers of a file of captured packets: version 2.4, microseconds, Ethernet.
const FILE: [u8; 24] =
    [0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 1, 0, 0, 0];

/// An end of a packet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct End {
    pub(crate) ip: Ipv4Addr,
    pub(crate) port: u16,
}

impl End {
    /// An address as texts have it; none that is no address becomes `0.0.0.0`.
    pub(crate) fn new(ip: &str, port: u16) -> Self {
        Self { ip: ip.parse().unwrap_or(Ipv4Addr::UNSPECIFIED), port }
    }

    fn mac(self) -> [u8; 6] {
        let [a, b, c, d] = self.ip.octets();
        [0x02, 0x42, a, b, c, d]
    }
}

/// The address of the interface behind an address of the network, as sessions show it.
pub(crate) fn mac(ip: &str) -> String {
    End::new(ip, 0).mac().map(|byte| format!("{byte:02x}")).join(":")
}

/// A frame of Ethernet with IPv4 and TCP, or UDP, in it.
pub(crate) fn frame(from: End, to: End, udp: bool, payload: &[u8]) -> Vec<u8> {
    let transport: usize = if udp { 8 } else { 20 };
    let short = |number: usize| u16::try_from(number).unwrap_or(u16::MAX).to_be_bytes();
    let mut ip = Vec::with_capacity(20);
    ip.extend([0x45, 0]);
    ip.extend(short(20 + transport + payload.len()));
    ip.extend([0x1d, 0x94, 0x40, 0, 64, if udp { 17 } else { 6 }, 0, 0]);
    ip.extend(from.ip.octets());
    ip.extend(to.ip.octets());
    let sum = checksum(&ip).to_be_bytes();
    ip[10..12].copy_from_slice(&sum);

    let mut frame = Vec::with_capacity(14 + 20 + transport + payload.len());
    frame.extend(to.mac());
    frame.extend(from.mac());
    frame.extend([0x08, 0x00]);
    frame.extend(ip);
    frame.extend(from.port.to_be_bytes());
    frame.extend(to.port.to_be_bytes());
    if udp {
        frame.extend(short(8 + payload.len()));
        // No checksum, which IPv4 allows.
        frame.extend([0, 0]);
    } else {
        // Sequence and acknowledgement, 20 bytes of header, PSH and ACK, a window, no checksum.
        frame.extend([0, 0, 0x10, 0x01, 0, 0, 0x20, 0x02, 0x50, 0x18, 0x01, 0xf5, 0, 0, 0, 0]);
    }
    frame.extend_from_slice(payload);
    frame
}

fn checksum(header: &[u8]) -> u16 {
    let words = header.chunks(2).map(|pair| u32::from(pair[0]) << 8 | u32::from(*pair.get(1).unwrap_or(&0)));
    let mut sum: u32 = words.sum();
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    !u16::try_from(sum).expect("folded into 16 bits")
}

/// A file of captured packets. Each has the time when it was seen, in milliseconds since 1970.
pub(crate) fn pcap<'a>(frames: impl IntoIterator<Item = (i64, &'a [u8])>) -> Vec<u8> {
    let mut file = FILE.to_vec();
    let number = |number: i64| u32::try_from(number).unwrap_or_default().to_le_bytes();
    for (at, frame) in frames {
        let length = u32::try_from(frame.len()).unwrap_or_default().to_le_bytes();
        file.extend(number(at.div_euclid(1000)));
        file.extend(number(at.rem_euclid(1000) * 1000));
        file.extend(length);
        file.extend(length);
        file.extend_from_slice(frame);
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_has_headers_that_agree_with_its_length() {
        let (from, to) = (End::new("10.42.0.1", 40_001), End::new("10.42.0.2", 80));
        for (udp, header) in [(false, 20), (true, 8)] {
            let frame = frame(from, to, udp, b"hello");
            assert_eq!(frame.len(), 14 + 20 + header + 5);
            assert_eq!(usize::from(u16::from_be_bytes([frame[16], frame[17]])), frame.len() - 14);
            assert_eq!(checksum(&frame[14..34]), 0, "the sum over a whole header is nothing");
            assert_eq!(frame[34..36], 40_001_u16.to_be_bytes());
            assert!(frame.ends_with(b"hello"));
        }
    }

    #[test]
    fn a_file_has_its_magic_and_every_frame() {
        let frames = [vec![1_u8; 60], vec![2; 61]];
        let file = pcap(frames.iter().map(|frame| (1_500, frame.as_slice())));
        assert_eq!(file[..4], 0xa1b2_c3d4_u32.to_le_bytes());
        assert_eq!(file.len(), 24 + 2 * 16 + 60 + 61);
        assert_eq!(file[24..32], [1, 0, 0, 0, 0x20, 0xa1, 7, 0], "a second and 500,000 microseconds");
    }
}
