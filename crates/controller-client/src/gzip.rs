//! Sees, while bytes pass by, whether they are a whole gzip file.

use std::io::{self, Write};

use flate2::write::MultiGzDecoder;

/// What every gzip file begins with: its magic number and the only compression method there is.
pub(crate) const MAGIC: [u8; 3] = [0x1f, 0x8b, 0x08];

/// Inflates what it is shown into nothing. What it finds is wrong is `Err` with a text for people.
pub(crate) struct Checker {
    inflater: MultiGzDecoder<io::Sink>,
    seen: u64,
}

impl Checker {
    pub(crate) fn new() -> Self {
        Self { inflater: MultiGzDecoder::new(io::sink()), seen: 0 }
    }

    /// Looks at more bytes.
    pub(crate) fn look(&mut self, bytes: &[u8]) -> Result<(), String> {
        let outcome = self.inflater.write_all(bytes);
        let before = self.seen;
        self.seen += bytes.len() as u64;
        outcome.map_err(|error| format!("broken gzip between bytes {before} and {}: {error}", self.seen))
    }

    /// Says whether what was seen is a whole file: its checksum and length stand at its end, and are right.
    pub(crate) fn finish(mut self) -> Result<(), String> {
        self.inflater
            .try_finish()
            .map_err(|_| format!("the gzip file is cut short after {} bytes", self.seen))
    }
}

#[cfg(test)]
mod tests {
    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).expect("memory takes it");
        encoder.finish().expect("memory takes it")
    }

    fn check(bytes: &[u8], step: usize) -> Result<(), String> {
        let mut checker = Checker::new();
        bytes.chunks(step).try_for_each(|chunk| checker.look(chunk))?;
        checker.finish()
    }

    fn sample() -> Vec<u8> {
        let lines: String =
            (0..2000).map(|n| format!("/object/config/group/{n}\n{{\"name\":\"{}\"}}\n", n * 7919)).collect();
        gzip(lines.as_bytes())
    }

    #[test]
    fn a_whole_file_passes_however_it_is_cut_into_pieces() {
        let file = sample();
        for step in [1, 7, 1024, file.len()] {
            assert_eq!(check(&file, step), Ok(()), "pieces of {step}");
        }
        let two = [sample(), gzip(b"more")].concat();
        assert_eq!(check(&two, 1000), Ok(()), "two members make one file");
    }

    #[test]
    fn a_file_that_is_cut_short_anywhere_does_not_pass() {
        let file = sample();
        for length in (0..40).chain([file.len() / 2]).chain(file.len() - 12..file.len()) {
            assert!(check(&file[..length], 64).is_err(), "{length} of {} bytes", file.len());
        }
    }

    #[test]
    fn a_changed_byte_or_more_at_the_end_does_not_pass() {
        let file = sample();
        for at in [0, 1, 2, file.len() / 2, file.len() - 8, file.len() - 1] {
            let mut changed = file.clone();
            changed[at] ^= 0x10;
            assert!(check(&changed, 512).is_err(), "byte {at}");
        }
        assert!(check(&[file, b"<html>".to_vec()].concat(), 512).is_err());
    }
}
