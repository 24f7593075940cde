//! The table of all entries, as it is downloaded: it is read as it comes, and the console watched meanwhile.
use std::{
    io::{BufRead, BufReader},
    slice,
};

use anyhow::{Result, ensure};

use super::{list, named};
use crate::{
    bench::{
        Value, http,
        stand::{Stand, resident},
    },
    clock,
};

const PATH: &str = "/files/events/security.csv";

/// After how many bytes the console's memory is looked at.
const LOOK: usize = 1 << 20;

/// All rows of the list.
pub fn whole(stand: &Stand) -> Result<Vec<Value>> {
    let console = stand.console.0.id();
    let total = || list::total(&list::page(stand, "security", "")?);
    let least = total()?;
    let before = resident(console)?;
    let mut most = before;
    let begin = clock::now();
    let mut table =
        BufReader::new(http::open(&stand.address, "GET", PATH, slice::from_ref(&stand.cookie), "")?);
    let (mut rows, mut bytes, mut looked) = (Rows::default(), 0, 0);
    let mut line = Vec::new();
    while table.read_until(b'\n', &mut line)? > 0 {
        rows.take(&line);
        bytes += line.len();
        line.clear();
        if bytes - looked >= LOOK {
            looked = bytes;
            most = most.max(resident(console)?);
        }
    }
    let time = begin.elapsed().as_secs_f64();
    // The first one names the columns.
    let rows = rows.ended.saturating_sub(1);
    // The demo controller goes on living: what happens meanwhile may be in the file or not.
    let most_rows = total()?;
    ensure!(
        (least..=most_rows).contains(&rows),
        "{PATH} has {rows} rows, and the list had {least} before and {most_rows} after"
    );
    Ok(vec![
        Value::new(named("CSV, rows"), rows as f64, "rows"),
        Value::new(named("CSV"), bytes as f64 / 1e6, "MB"),
        Value::new(named("CSV, until it is read"), time, "s"),
        Value::new(named("CSV, growth of memory"), most - before, "MB"),
    ])
}

/// Counts rows by their ends. An end of a line within quotes is a cell's.
#[derive(Default)]
struct Rows {
    quoted: bool,
    ended: u64,
}

impl Rows {
    fn take(&mut self, line: &[u8]) {
        // Most lines have no quotes, and looking for one is quicker than counting.
        let quotes = if line.contains(&b'"') { line.iter().filter(|&&byte| byte == b'"').count() } else { 0 };
        // A quote within quotes is written twice.
        self.quoted ^= quotes % 2 == 1;
        self.ended += u64::from(!self.quoted && line.ends_with(b"\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_may_have_lines_in_its_cells() {
        let mut rows = Rows::default();
        let table = "a,b\r\n\"x, \"\"y\"\"\r\nz\",1\r\n\"one\",2\r\nbroken";
        table.as_bytes().split_inclusive(|byte| *byte == b'\n').for_each(|line| rows.take(line));
        assert_eq!(rows.ended, 3);
    }
}
