//! Orders: what comes first, by one sort for all of them; every other one is some kilobytes of program.

/// What has a rank, by falling rank; what has the same, ascending.
pub fn falling(ranked: impl Iterator<Item = (u64, u32)>) -> Vec<u32> {
    let mut ranked: Vec<(u64, u32)> = ranked.map(|(rank, thing)| (!rank, thing)).collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, thing)| thing).collect()
}

/// The rank of a size, which is not negative.
pub fn size(size: f32) -> u64 {
    u64::from(size.max(0.0).to_bits())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_comes_first_and_of_the_same_the_first() {
        let sizes = [2.5, 0.0, 1e9, 2.5, 0.3, -1.0];
        let ranked = sizes.iter().zip(0..).map(|(one, at)| (size(*one), at));
        assert_eq!(falling(ranked), [2, 0, 3, 4, 1, 5]);
        assert!(falling(std::iter::empty()).is_empty());
    }
}
