//! Filters, order and pages of lists, as the controller understands them: what it does not understand it passes over.

use std::{cmp::Ordering, sync::Arc};

use serde::Serialize;
use serde_json::Value;

use crate::{core::Params, refusal::Refusal};

/// How many filters count.
const MOST_FILTERS: usize = 8;

/// Which objects are asked for. Any word but `local` and `fed` is refused.
pub(crate) fn scope(query: &Params) -> Result<Option<&str>, Refusal> {
    match query.get("scope") {
        None | Some("") => Ok(None),
        Some(word @ ("local" | "fed")) => Ok(Some(word)),
        Some(other) => Err(Refusal::invalid(format!("Invalid value '{other}' for query parameter 'scope'"))),
    }
}

/// The rows between `start` and `start + limit`; all of them where these are no numbers. Below zero, `start`
/// counts as its distance from it, and `limit` as none.
pub(crate) fn page<T>(rows: impl Iterator<Item = T>, query: &Params) -> impl Iterator<Item = T> {
    rows.skip(start(query)).take(limit(query))
}

/// How many rows are left out before the page.
pub(crate) fn start(query: &Params) -> usize {
    size(number(query, "start").unwrap_or_default())
}

/// How many rows the page has at most.
pub(crate) fn limit(query: &Params) -> usize {
    size(number(query, "limit").filter(|limit| *limit > 0).unwrap_or(i64::MAX))
}

fn number(query: &Params, name: &str) -> Option<i64> {
    query.get(name)?.parse().ok()
}

fn size(count: i64) -> usize {
    usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX)
}

/// A filter: a field, how it is compared, and with what.
struct Filter<'a> {
    field: &'a str,
    op: &'a str,
    value: &'a str,
}

impl Filter<'_> {
    fn keeps(&self, row: &Value) -> bool {
        field_of(row, self.field).is_none_or(|field| self.admits(field))
    }

    fn admits(&self, field: &Value) -> bool {
        let text = match field {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let order = compare(field, self.value);
        match self.op {
            "neq" => text != self.value,
            "in" => self.value.split('|').any(|part| text.contains(part)),
            "notin" => !self.value.split('|').any(|part| text.contains(part)),
            "gt" => order == Ordering::Greater,
            "gte" => order != Ordering::Less,
            "lt" => order == Ordering::Less,
            "lte" => order != Ordering::Greater,
            "prefix" => text.starts_with(self.value),
            _ => text == self.value,
        }
    }
}

/// A row's field; of a workload in the second version of its shape, one of its parts' fields.
fn field_of<'a>(row: &'a Value, name: &str) -> Option<&'a Value> {
    let parts = ["brief", "security", "rt_attributes"];
    row.get(name).or_else(|| parts.iter().find_map(|part| row.get(part)?.get(name)))
}

/// Whether the filters on this field, if there are any, let this text through; so that rows that are dear need not be
/// made to be left out.
pub(crate) fn admits(query: &Params, field: &str, text: &str) -> bool {
    let on_it = filters(query).into_iter().filter(|filter| filter.field == field);
    on_it.into_iter().all(|filter| filter.admits(&Value::from(text)))
}

fn compare(field: &Value, value: &str) -> Ordering {
    match (field.as_f64(), value.parse::<f64>()) {
        (Some(a), Ok(b)) => a.total_cmp(&b),
        _ => field.as_str().unwrap_or_default().cmp(value),
    }
}

fn filters(query: &Params) -> Vec<Filter<'_>> {
    const OPS: [&str; 9] = ["eq", "neq", "in", "notin", "gt", "gte", "lt", "lte", "prefix"];
    let filter = |(name, value): &'_ (String, String)| -> Option<(usize, usize)> {
        name.strip_prefix("f_")?;
        Some((2, value.split_once(',').filter(|(op, _)| OPS.contains(op)).map_or(0, |(op, _)| op.len() + 1)))
    };
    let found = query.0.iter().filter_map(|pair| Some((pair, filter(pair)?)));
    found
        .map(|((name, value), (field, operand))| Filter {
            field: &name[field..],
            op: if operand == 0 { "eq" } else { &value[..operand - 1] },
            value: &value[operand..],
        })
        .take(MOST_FILTERS)
        .collect()
}

/// Whether rows must be looked at to know which are wanted, and in which order.
pub(crate) fn chooses(query: &Params) -> bool {
    query.0.iter().any(|(name, _)| name.starts_with("f_") || name.starts_with("s_"))
}

/// The rows that meet all `f_` filters, in the order of `s_`.
pub(crate) fn chosen<T: Serialize>(rows: Vec<T>, query: &Params) -> Vec<T> {
    let filters = filters(query);
    let order = query.0.iter().find_map(|(name, value)| Some((name.strip_prefix("s_")?, value == "desc")));
    if filters.is_empty() && order.is_none() {
        return rows;
    }
    let seen = rows.into_iter().map(|row| (serde_json::to_value(&row).unwrap_or_default(), row));
    let mut kept: Vec<(Value, T)> =
        seen.filter(|(json, _)| filters.iter().all(|filter| filter.keeps(json))).collect();
    if let Some((field, descending)) = order {
        let key = |json: &Value| field_of(json, field).cloned().unwrap_or_default();
        kept.sort_by(|(a, _), (b, _)| {
            let (a, b) = (key(a), key(b));
            let order = match (a.as_f64(), b.as_f64()) {
                (Some(a), Some(b)) => a.total_cmp(&b),
                _ => a.as_str().unwrap_or_default().cmp(b.as_str().unwrap_or_default()),
            };
            if descending { order.reverse() } else { order }
        });
    }
    kept.into_iter().map(|(_, row)| row).collect()
}

/// A log's rows: filtered, in order, and of those the page. Only what is given out is copied.
pub(crate) fn rows<'a, T>(mine: impl Iterator<Item = &'a Arc<T>>, query: &Params) -> Vec<T>
where
    T: Clone + Serialize + 'a,
{
    let copy = |row: &'a Arc<T>| T::clone(row);
    if chooses(query) {
        let kept = chosen(mine.map(|row| &**row).collect(), query);
        return page(kept.into_iter(), query).cloned().collect();
    }
    page(mine, query).map(copy).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize, Debug, PartialEq)]
    struct Row {
        domain: &'static str,
        count: u32,
    }

    fn rows() -> Vec<Row> {
        [("payments", 3), ("storefront", 1), ("batch", 2)].map(|(domain, count)| Row { domain, count }).into()
    }

    fn domains(query: &str) -> Vec<&'static str> {
        chosen(rows(), &Params::parse(query)).into_iter().map(|row| row.domain).collect()
    }

    #[test]
    fn filters_are_understood_or_passed_over() {
        assert_eq!(domains("f_domain=in,pay|store"), ["payments", "storefront"]);
        assert_eq!(domains("f_domain=batch"), ["batch"]);
        assert_eq!(domains("f_count=gte,2"), ["payments", "batch"]);
        assert_eq!(domains("f_nothing=1").len(), 3);
        assert_eq!(domains("s_count=desc"), ["payments", "batch", "storefront"]);
        let admits = |text: &str| admits(&Params::parse("f_domain=in,pay|store&f_count=9"), "domain", text);
        assert!(admits("payments") && !admits("batch"));
    }

    #[test]
    fn pages_that_are_none_are_everything() {
        let page = |query: &str| super::page(0..10, &Params::parse(query)).collect::<Vec<_>>();
        assert_eq!(page("start=3&limit=2"), [3, 4]);
        assert_eq!(page("start=abc&limit=xyz").len(), 10);
        assert_eq!(page("start=-1&limit=3"), [1, 2, 3]);
        assert!(page("start=99").is_empty());
    }

    #[test]
    fn only_two_scopes_exist() {
        assert_eq!(scope(&Params::parse("scope=fed")).expect("one of them"), Some("fed"));
        let refused = scope(&Params::parse("scope=bogus")).expect_err("no such scope");
        assert_eq!(refused.error.message, "Invalid value 'bogus' for query parameter 'scope'");
    }
}
