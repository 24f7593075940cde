//! How many entries there were when.

use super::{Counts, Found};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;

/// How wide buckets are, unless it takes several weeks.
const WIDTHS: [i64; 9] = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, WEEK];

/// Weeks begin on a Monday, and this was the first.
const MONDAY: i64 = 4 * DAY;

/// Which stretch of time is looked at, in buckets of one width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// When the first bucket begins, in unix seconds: on a round moment of UTC.
    pub start: i64,
    /// How many seconds a bucket is wide.
    pub width: i64,
    /// How many buckets there are.
    pub buckets: usize,
}

impl Plan {
    /// At most so many buckets from one moment to another, which is left out: of the least round width that is enough,
    /// from a minute to a week, or to as many weeks as a power of two says. One bucket at least.
    pub fn fitting(from: i64, to: i64, most: usize) -> Self {
        let most = most.max(1);
        let wider = std::iter::successors(Some(WEEK), |width| width.checked_mul(2)).skip(1);
        let plans = WIDTHS.into_iter().chain(wider).map(|width| {
            let origin = if width < WEEK { 0 } else { MONDAY };
            let before = (i128::from(from) - i128::from(origin)).rem_euclid(i128::from(width));
            let start = i128::from(from) - before;
            let buckets =
                (i128::from(to) - start + i128::from(width) - 1).div_euclid(i128::from(width)).max(1);
            // The least moments of all have no round one before them.
            let start = i64::try_from(start).unwrap_or(i64::MIN);
            Self { start, width, buckets: usize::try_from(buckets).unwrap_or(usize::MAX) }
        });
        let mut widest = Self { start: from, width: i64::MAX, buckets: 1 };
        for plan in plans {
            widest = plan;
            if plan.buckets <= most {
                break;
            }
        }
        widest
    }

    /// In which bucket a moment is.
    pub fn bucket(&self, at: i64) -> Option<usize> {
        let since = i128::from(at) - i128::from(self.start);
        let bucket = usize::try_from(since.div_euclid(i128::from(self.width))).ok()?;
        (bucket < self.buckets).then_some(bucket)
    }

    /// When a bucket begins, in unix seconds.
    pub fn begin(&self, bucket: usize) -> i64 {
        let bucket = i64::try_from(bucket).unwrap_or(i64::MAX);
        self.start.saturating_add(self.width.saturating_mul(bucket))
    }
}

/// How many entries there were in each bucket of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histogram {
    /// The plan.
    pub plan: Plan,
    /// By bucket.
    pub bars: Vec<Counts>,
}

impl Found<'_> {
    /// How many there were when. What was before or after the plan's buckets is not counted.
    pub fn histogram(&self, plan: &Plan) -> Histogram {
        let mut bars = vec![Counts::default(); plan.buckets];
        for (block, bits) in self.parts.iter().flat_map(|part| part.blocks()) {
            // Rows are sorted by time: where a bucket begins and ends is worked out once for all that are in it.
            let (mut bucket, mut span) = (None, 0..0);
            for row in bits.iter() {
                let at = block.at(row);
                if !span.contains(&at) {
                    bucket = plan.bucket(at);
                    span = bucket.map_or(at..at, |bucket| plan.begin(bucket)..plan.begin(bucket + 1));
                }
                if let Some(bucket) = bucket {
                    bars[bucket].add(block.frames[row]);
                }
            }
        }
        Histogram { plan: *plan, bars }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_as_fine_as_it_may_be() {
        // 2026-11-22T20:15:50Z, a Sunday.
        let now = 1_795_378_550;
        let plan = |seconds: i64, most| {
            let plan = Plan::fitting(now - seconds, now, most);
            assert!(plan.start <= now - seconds && plan.buckets <= most, "{plan:?}");
            assert_eq!(plan.bucket(now - seconds), Some(0), "{plan:?}");
            assert_eq!(plan.bucket(now - 1), Some(plan.buckets - 1), "{plan:?}");
            assert_eq!(plan.begin(0), plan.start);
            (plan.width, plan.buckets)
        };
        assert_eq!(plan(HOUR, 100), (MINUTE, 61));
        assert_eq!(plan(HOUR, 60), (5 * MINUTE, 13));
        assert_eq!(plan(DAY, 100), (15 * MINUTE, 97));
        assert_eq!(plan(30 * DAY, 61), (12 * HOUR, 61));
        assert_eq!(plan(365 * DAY, 60), (WEEK, 53));
        assert_eq!(plan(3650 * DAY, 60).0, 16 * WEEK);
        assert_eq!(plan(0, 60), (MINUTE, 1));
        assert_eq!(Plan::fitting(now, now + 1, 0).buckets, 1);
    }

    #[test]
    fn buckets_begin_at_round_moments_of_utc() {
        let thursday = 1_795_046_400;
        assert_eq!(Plan::fitting(thursday + 5, thursday + 3 * DAY, 4).start, thursday);
        let monday = thursday - 3 * DAY;
        assert_eq!(Plan::fitting(thursday, thursday + 50 * DAY, 10).start, monday);
        assert_eq!(Plan::fitting(-1, 1, 10).start, -MINUTE);
    }

    #[test]
    fn no_moment_is_too_far() {
        for (from, to) in [(i64::MIN, i64::MAX), (i64::MIN, i64::MIN + 1), (i64::MAX - 1, i64::MAX), (5, -5)]
        {
            let plan = Plan::fitting(from, to, 50);
            assert!((1..=50).contains(&plan.buckets), "{plan:?}");
            assert_eq!(plan.bucket(from), Some(0), "{plan:?}");
        }
        let plan = Plan { start: 0, width: 60, buckets: 2 };
        assert_eq!(
            [-1, 0, 59, 60, 119, 120].map(|at| plan.bucket(at)),
            [None, Some(0), Some(0), Some(1), Some(1), None]
        );
    }
}
