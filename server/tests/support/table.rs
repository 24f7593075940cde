//! Tables as comma-separated values, read back.

use super::browser::Answer;

/// A table: the names of its columns, and its rows.
pub struct Table(pub Vec<String>, pub Vec<Vec<String>>);

impl Table {
    /// Reads one as a program does that was not written by us.
    pub fn of(answer: &Answer) -> Self {
        assert_eq!(answer.status, 200, "{}", answer.text());
        let text = answer.body.strip_prefix("\u{feff}".as_bytes()).expect("it says that it is UTF-8");
        let mut reader = csv::ReaderBuilder::new().from_reader(text);
        let line = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let head = line(reader.headers().expect("it has a first line"));
        let rows = reader.records().map(|record| line(&record.expect("all rows are as long as the first")));
        Self(head, rows.collect())
    }

    /// A column's cells.
    pub fn column(&self, name: &str) -> Vec<&str> {
        let at = self.0.iter().position(|column| column == name).unwrap_or_else(|| panic!("{name}"));
        self.1.iter().map(|row| row[at].as_str()).collect()
    }
}
