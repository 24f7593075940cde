//! Events about memory that runs short: their message is a document of numbers, which the controller and its enforcers
//! write of themselves. Pure, on the server only.

use std::borrow::Cow;

use serde::Deserialize;

/// What such an event says. What was not said is 0 or `""`; amounts are in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Memory {
    /// What happened, in English.
    pub description: String,
    /// How bad the kernel says it is: 0 = it is over, 2 = worst.
    pub level: u64,
    /// How much may be used; 0 = as much as the node has.
    pub usage_limit: u64,
    /// How much is used that cannot simply be given back.
    pub net_usage: u64,
    /// The most that ever was.
    pub max_usage: u64,
    /// Memory of processes that was used lately.
    pub active_anon: u64,
    /// The rest of it.
    pub inactive_anon: u64,
    /// Files that are kept in memory.
    pub cache: u64,
    /// Memory of processes that is really there.
    #[serde(rename = "RSS")]
    pub rss: u64,
    /// How often the limit was hit.
    pub failcnt: u64,
    /// Page faults.
    pub page_faults: u64,
    /// Older ones: of the node's memory, how much is used, in percent.
    pub percentage: u64,
    /// Of older ones: how much is used.
    pub usage: u64,
    /// Of older ones: how much memory the node has.
    pub system_total: u64,
    /// Of older ones: how much of it is free.
    pub system_free: u64,
}

/// Beyond this a limit is none: the kernel writes the greatest number of pages there is.
const NO_LIMIT: u64 = 1 << 60;

impl Memory {
    /// What an event of this name says; none when it is about something else, or its message is no such document.
    pub fn of(name: &str, message: &str) -> Option<Self> {
        if !name.ends_with(".Memory.Pressure") && !name.ends_with(".Memory.Overusage") {
            return None;
        }
        serde_json::from_str(message).ok()
    }

    /// How much is used.
    pub fn used(&self) -> u64 {
        if self.net_usage > 0 { self.net_usage } else { self.usage }
    }

    /// Of how much; none where there is no limit, or it was not said.
    pub fn limit(&self) -> Option<u64> {
        let limit = if self.usage_limit > 0 { self.usage_limit } else { self.system_total };
        (limit > 0 && limit < NO_LIMIT).then_some(limit)
    }

    /// What happened, in the reader's language.
    pub fn sentence(&self) -> String {
        let used = text::bytes(self.used());
        let Some(limit) = self.limit() else { return text::memory::used(&used) };
        let share = u128::from(self.used()) * 100 / u128::from(limit);
        text::memory::used_of(&used, &text::bytes(limit), &share.to_string())
    }
}

/// An event's message as one can read it.
pub fn readable<'a>(name: &str, message: &'a str) -> Cow<'a, str> {
    match Memory::of(name, message) {
        Some(memory) => Cow::Owned(memory.sentence()),
        None => Cow::Borrowed(message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As an enforcer writes it, its line end included.
    const PRESSURE: &str = "{\"ActiveAnon\":1048576,\"Cache\":4096,\"Description\":\"Memory usage[900.00 MB] is more than 90 % of the \
        container memory limit[1.00 GB]\",\"Failcnt\":3,\"InactiveAnon\":0,\"Level\":2,\"MaxUsage\":990000000,\"NetUsage\":900000000,\
        \"PageFaults\":12345,\"RSS\":800000000,\"UsageLimit\":1000000000}\n";

    #[test]
    fn a_message_of_numbers_is_read() {
        let memory = Memory::of("Agent.Memory.Pressure", PRESSURE).expect("it is one");
        assert_eq!((memory.level, memory.used(), memory.limit()), (2, 900_000_000, Some(1_000_000_000)));
        assert_eq!((memory.rss, memory.failcnt, memory.page_faults), (800_000_000, 3, 12_345));
        assert_eq!(memory.sentence(), text::memory::used_of("900 MB", "1.0 GB", "90"));
    }

    #[test]
    fn without_a_limit_there_is_no_share_of_it() {
        for message in [r#"{"NetUsage":5000000}"#, r#"{"NetUsage":5000000,"UsageLimit":9223372036854771712}"#]
        {
            let memory = Memory::of("Controller.Memory.Pressure", message).expect("it is one");
            assert_eq!((memory.limit(), memory.sentence()), (None, text::memory::used("5.0 MB")));
        }
        let memory = r#"{"Percentage":80,"SystemTotal":1000000,"Usage":800000,"SystemFree":200000}"#;
        let memory = Memory::of("Agent.Memory.Overusage", memory).expect("it is one");
        assert_eq!((memory.used(), memory.limit()), (800_000, Some(1_000_000)));
    }

    #[test]
    fn every_other_message_stays_as_it_is() {
        for (name, message) in [
            ("User.Login", "User admin login"),
            ("User.Login", r#"{"NetUsage":5}"#),
            ("Agent.Memory.Pressure", "Memory is short"),
            ("Agent.Memory.Pressure", r#"{"NetUsage":-5}"#),
            ("Agent.Memory.Pressure", ""),
        ] {
            assert_eq!(readable(name, message), message, "{name}");
        }
    }
}
