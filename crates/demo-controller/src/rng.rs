//! Seeded randomness: the same seed gives the same world, on every platform and in every version.

use std::fmt::Write;

/// SplitMix64: small, fast, and good enough for made-up data. Not for secrets.
#[derive(Clone, Debug)]
pub(crate) struct Rng(u64);

/// Mixes two numbers into one that looks like neither.
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    Rng(a ^ b.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17)).next()
}

/// A number for a text, the same on every run.
pub(crate) fn number_of(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

impl Rng {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 when `end` is 0.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        if end == 0 { 0 } else { self.next() % end }
    }

    /// An index into something of this length.
    pub(crate) fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).expect("below a usize")
    }

    /// A lower-case hexadecimal text of `digits` digits.
    pub(crate) fn hex(&mut self, digits: usize) -> String {
        let mut text = String::with_capacity(digits + 16);
        while text.len() < digits {
            write!(text, "{:016x}", self.next()).expect("a string takes everything");
        }
        text.truncate(digits);
        text
    }

    /// A text in the shape of a UUID.
    pub(crate) fn uuid(&mut self) -> String {
        let hex = self.hex(32);
        format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        assert_eq!(Rng::new(7).hex(64), Rng::new(7).hex(64));
        assert_ne!(Rng::new(7).hex(64), Rng::new(8).hex(64));
        // Pinned: ids in tests and screenshots hang on it.
        assert_eq!(Rng::new(1).hex(16), "910a2dec89025cc1");
    }
}
