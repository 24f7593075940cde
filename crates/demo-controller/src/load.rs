//! Load: what a workload or a component uses. Made up: the same around the same time, and never quite the same.

use controller_api::stats::{Load, Stats, StatsShown};

use crate::{
    clock::{Millis, rfc3339},
    rng::{Rng, mix, number_of},
};

/// The shortest span, in seconds.
const INTERVAL: u32 = 5;

/// The load of something of this id that runs since `since`, in unix seconds.
pub(crate) fn of(id: &str, since: i64, now: Millis) -> StatsShown {
    let seconds = now / 1000;
    let own = number_of(id);
    let spans = u64::try_from((seconds - since).max(0)).unwrap_or_default() / u64::from(INTERVAL);
    let interval = u64::try_from(seconds).unwrap_or_default() / u64::from(INTERVAL);
    let mut rng = Rng::new(mix(own, interval));
    let swing = |usual: u64, rng: &mut Rng| usual / 2 + rng.below(usual.max(1));
    let span_1 = Load {
        cpu: swing(20 + own % 300, &mut rng) as f64 / 1000.0,
        memory: (32 + own % 480) * 1024 * 1024 + rng.below(1 << 20),
        session_in: swing(12, &mut rng),
        session_out: swing(8, &mut rng),
        packet_in: swing(1_500, &mut rng),
        packet_out: swing(2_000, &mut rng),
        byte_in: swing(400_000, &mut rng),
        byte_out: swing(600_000, &mut rng),
        ..Load::default()
    };
    let times = |times: u64| Load {
        session_in: span_1.session_in * times,
        session_out: span_1.session_out * times,
        packet_in: span_1.packet_in * times,
        packet_out: span_1.packet_out * times,
        byte_in: span_1.byte_in * times,
        byte_out: span_1.byte_out * times,
        ..span_1.clone()
    };
    let total = Load {
        cpu: 0.0,
        memory: 0,
        cur_session_in: Some(span_1.session_in / 2),
        cur_session_out: Some(span_1.session_out / 2),
        ..times(spans)
    };
    let stats = Stats { interval: INTERVAL, span_12: times(12), span_60: times(60), span_1, total };
    StatsShown { id: id.to_owned(), read_at: rfc3339(seconds), stats: Some(stats) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_spans_hold_more_and_the_same_moment_says_the_same() {
        let stats = of("a", 0, 9_000_000).stats.expect("it is measured");
        assert!(
            stats.span_1.byte_in < stats.span_12.byte_in && stats.span_12.byte_in < stats.span_60.byte_in
        );
        assert!(stats.total.byte_in > stats.span_60.byte_in && stats.span_1.cpu > 0.0);
        assert_eq!(of("a", 0, 9_000_000), of("a", 0, 9_000_000));
        assert_ne!(of("a", 0, 9_000_000).stats, of("a", 0, 9_006_000).stats);
    }
}
