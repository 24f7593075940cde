//! The lines of a list as a table on paper, as markup: thousands of rows that nobody works with need no life of their own in
//! the browser. Leptos writes it, and so escapes every word. On the server only.

use leptos::prelude::*;

use crate::log::export::{Column, Record, Value};

/// The table; nothing where there are no lines.
pub fn html(columns: &[Column], records: &[Record<'_>]) -> String {
    if records.is_empty() {
        let nothing = view! { <p class="muted">{text::print::nothing()}</p> };
        return nothing.into_view().to_html();
    }
    let heads: Vec<_> = columns
        .iter()
        .map(|column| view! { <th scope="col">{column.title.clone()}</th> }.into_any())
        .collect();
    let rows: Vec<_> = records.iter().map(|record| row(columns, *record)).collect();
    let table = view! {
        <table aria-labelledby="entries-title">
            <thead><tr>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    };
    // The marks by which a browser's program would find its way are for nobody here.
    table.into_view().to_html().replace("<!>", "")
}

fn row(columns: &[Column], record: Record<'_>) -> AnyView {
    let cells: Vec<_> = columns.iter().map(|column| cell(&column.value(record))).collect();
    view! { <tr>{cells}</tr> }.into_any()
}

fn cell(value: &Value<'_>) -> AnyView {
    match value {
        Value::Text(text) => view! { <td>{text.to_string()}</td> }.into_any(),
        Value::Number(number) => view! { <td class="end">{text::number(*number)}</td> }.into_any(),
        Value::Moment(at) => {
            view! { <td><time datetime=kit::date::machine(*at)>{kit::date::moment_exact(*at)}</time></td> }
                .into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use controller_api::security_log::Incident;
    use event_log::{Decisions, Entry, Log};

    use super::*;
    use crate::log::{Which, export::for_print};

    #[test]
    fn what_others_wrote_is_text_and_no_markup() {
        let incident = Incident {
            id: "i".into(),
            name: "<script>alert(1)</script>".into(),
            level: "Critical".into(),
            message: "a & b".into(),
            reported_timestamp: 1_795_380_350,
            ..Incident::default()
        };
        let (entry, decisions) = (Entry::from(&incident), Decisions::default());
        let mut log = Log::new();
        log.extend([entry.clone()]);
        let record = Record::of_row(log.find(entry.id).expect("it is there"), &decisions);
        let owner = Owner::new();
        let html = owner.with(|| {
            provide_context(text::Language::English);
            html(&for_print(Which::Security, false), &[record])
        });
        assert!(!html.contains("<script>") && html.contains("&lt;script&gt;"), "{html}");
        assert!(html.contains("a &amp; b") && html.contains("datetime=\"2026-11-22T20:45:50Z\""), "{html}");
        assert_eq!(html.matches("<tr").count(), 2);
    }
}
