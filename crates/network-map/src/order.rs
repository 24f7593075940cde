//! Orders: what comes first, by one sort for all of them; every other one is some kilobytes of program.

/// Things by falling rank, and those of one rank by their number.
pub fn falling(ranked: impl Iterator<Item = (u64, u32)>) -> Vec<u32> {
    rising(ranked.map(|(rank, thing)| (!rank, thing)))
}

/// Things by rising rank, and those of one rank by their number.
pub fn rising(ranked: impl Iterator<Item = (u64, u32)>) -> Vec<u32> {
    let mut ranked: Vec<(u64, u32)> = ranked.collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, thing)| thing).collect()
}

/// The rank of a number: a smaller one has a smaller rank.
pub fn rank(number: f32) -> u64 {
    // Bits of positive numbers rise with them; those of negative ones fall.
    let bits = number.to_bits();
    u64::from(if bits >> 31 == 0 { bits | 1 << 31 } else { !bits })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_comes_first_and_of_the_same_the_first() {
        let sizes = [2.5, 0.0, 1e9, 2.5, 0.3, -1.0];
        let ranked = || sizes.iter().zip(0..).map(|(one, at)| (rank(*one), at));
        assert_eq!(falling(ranked()), [2, 0, 3, 4, 1, 5]);
        assert_eq!(rising(ranked()), [5, 1, 4, 0, 3, 2]);
        assert!(falling(std::iter::empty()).is_empty());
    }

    #[test]
    fn ranks_are_in_the_order_of_their_numbers() {
        let numbers = [f32::NEG_INFINITY, -1e9, -2.0, -1e-9, -0.0, 0.0, 1e-9, 0.5, 7.0, f32::INFINITY];
        assert!(numbers.map(rank).is_sorted());
        assert!(rank(-2.0) < rank(-1.0) && rank(1.0) < rank(2.0));
    }
}
