//! A captured packet as one reads it, and as a file that other programs read. Pure, on the server only.

use super::shown::PacketShown;

/// Bytes on a line.
const WIDTH: usize = 16;

/// Sixteen bytes a line: as hexadecimal numbers and as letters.
pub fn dump(packet: &[u8]) -> PacketShown {
    let lines = packet.chunks(WIDTH).enumerate().map(|(line, bytes)| {
        let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let letters = bytes
            .iter()
            .map(|byte| if byte.is_ascii_graphic() || *byte == b' ' { char::from(*byte) } else { '.' });
        (format!("{:04x}", line * WIDTH), hex.join(" "), letters.collect())
    });
    PacketShown { lines: lines.collect(), bytes: packet.len() }
}

/// A file of one packet in the classic format of pcap: microseconds, Ethernet. `at` in unix seconds.
pub fn pcap(packet: &[u8], at: i64) -> Vec<u8> {
    let word = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
    let mut file = Vec::with_capacity(40 + packet.len());
    file.extend([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    file.extend(word(65_535));
    file.extend(word(1));
    file.extend(u32::try_from(at).unwrap_or_default().to_le_bytes());
    file.extend(word(0));
    // How much is here, and how much there was: the controller does not say the latter.
    file.extend(word(packet.len()));
    file.extend(word(packet.len()));
    file.extend(packet);
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet_is_shown_in_lines_of_sixteen() {
        let packet: Vec<u8> = (0x3b..0x4c).collect();
        let shown = dump(&packet);
        assert_eq!((shown.bytes, shown.lines.len()), (17, 2));
        assert_eq!(shown.lines[0].2, ";<=>?@ABCDEFGHIJ");
        assert_eq!(shown.lines[1], ("0010".to_owned(), "4b".to_owned(), "K".to_owned()));
        assert_eq!(dump(b"a\n\xff").lines[0].2, "a..");
        assert_eq!(dump(&[]).lines, []);
    }

    #[test]
    fn a_file_of_one_packet_has_both_headers() {
        let file = pcap(&[1, 2, 3], 1_795_380_350);
        assert_eq!(file.len(), 24 + 16 + 3);
        assert_eq!(file[..4], [0xd4, 0xc3, 0xb2, 0xa1]);
        assert_eq!(file[24..28], 1_795_380_350_u32.to_le_bytes());
        assert_eq!(file[32..36], [3, 0, 0, 0]);
        assert_eq!(file[40..], [1, 2, 3]);
    }
}
