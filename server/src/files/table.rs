//! Tables as comma-separated values.

use axum::body::{Body, Bytes};
use csv::{Terminator, WriterBuilder};
use futures::{Stream, StreamExt, stream};
use kit::AppError;
use overview::files::cell::Cell;

/// The content type. The first line names the columns.
pub const CONTENT_TYPE: &str = "text/csv; charset=utf-8; header=present";

/// Says that what follows is UTF-8. Excel takes a file without it for the reader's own old code page and garbles names that are
/// not English; LibreOffice, Numbers and the usual libraries pass over it (in Python it is called `utf-8-sig`). The file
/// is for spreadsheets first; for programs there is JSON.
pub const MARK: &[u8] = "\u{feff}".as_bytes();

/// A table whose rows come in batches. Nothing is kept of a batch that was sent, and none is asked for before there is
/// room for it. An error breaks the answer off, so that a browser keeps no half table as a whole one.
pub fn body<const N: usize>(
    columns: [&'static str; N],
    batches: impl Stream<Item = Result<Vec<[Cell; N]>, AppError>> + Send + 'static,
) -> Body {
    let content = batches.map(|batch| batch.map(|rows| Bytes::from(lines(&rows))));
    Body::from_stream(stream::iter([Ok(Bytes::from(head(columns)))]).chain(content))
}

/// What a table begins with: the mark, and the line of its columns.
pub fn head<T: Into<String>>(columns: impl IntoIterator<Item = T>) -> Vec<u8> {
    let names: Vec<Cell> = columns.into_iter().map(Cell::text).collect();
    [MARK, &lines(&[names])].concat()
}

/// Lines as RFC 4180 has them. All rows are of one length.
pub fn lines<R: AsRef<[Cell]>>(rows: &[R]) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        let cells = row.as_ref().iter().map(Cell::written);
        writer
            .write_record(cells.map(|cell| cell.into_owned()))
            .expect("all rows are as long as the first, and memory takes them");
    }
    writer.into_inner().expect("memory takes them")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_cell_is_kept_in_it() {
        let rows = [
            [Cell::text("a,b"), Cell::number(7_u32), Cell::Nothing],
            [Cell::text("say \"x\"\r\nand more"), Cell::text("=1+1"), Cell::text("ж")],
        ];
        assert_eq!(
            String::from_utf8(lines(&rows)).expect("text"),
            "\"a,b\",7,\r\n\"say \"\"x\"\"\r\nand more\",'=1+1,ж\r\n"
        );
        assert_eq!(lines::<[Cell; 1]>(&[]), b"");
        assert_eq!(head(["a", "b, c"]), "\u{feff}a,\"b, c\"\r\n".as_bytes());
    }
}
