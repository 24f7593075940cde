//! The table of words: which section's pages say what the files of `app/locales/<language>` hold.
//!
//! Words travel with their section: the browser loads a section's words when one of its pages is first shown, and has
//! them before it draws. The sign-in page, which everybody loads first, says the words of `gate` alone; pages within
//! the frame have those of `gate` and `frame` besides their own, so what `kit` says stands there. What a package below
//! several sections says stands with each of them: it travels twice to whoever visits two. The build reads this table,
//! and so does tidy, which knows who uses what.

/// Each section with its files, in the order in which a browser meets them.
pub const SECTIONS: [(&str, &[&str]); 7] = [
    ("gate", &["common", "sign-in"]),
    ("frame", &["can", "error", "group", "mode", "nav", "profile", "switching", "time"]),
    ("overview", &["dashboard"]),
    (
        "network",
        &["capture", "conversation", "details", "filter", "map", "map-table", "review", "vulnerability"],
    ),
    ("policy", &["groups"]),
    (
        "activity",
        &[
            "act", "bundle", "entry", "events", "export", "filters", "live", "memory", "print", "review",
            "sentence", "timeline", "triage", "views",
        ],
    ),
    ("settings", &["configuration"]),
];
