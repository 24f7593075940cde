//! A risk report as a table: a row a vulnerability or a check that failed.

use std::{borrow::Cow, sync::Arc};

use controller_api::audit::Audit;
use event_log::{Entry, Field, Id};
use kit::{AppError, upstream::Upstream};

use super::Value;
use crate::log::{
    found::{self, Finding, Grade, What},
    panel,
};

/// A report of which a table is made.
pub struct Report(Arc<Audit>);

/// The report of an id.
///
/// # Errors
/// [`AppError::NotFound`] when it is in no log any more, or not for this viewer; and whatever reading them gives.
pub async fn read(upstream: &Upstream, id: Id) -> Result<Report, AppError> {
    panel::read::report(upstream, id).await.map(Report)
}

/// The names of the columns, in the reader's language.
pub fn columns() -> [&'static str; 11] {
    [
        text::export::what(),
        text::events::level(),
        text::export::finding(),
        text::export::text(),
        text::export::link(),
        text::events::name(),
        text::events::about(),
        text::events::namespace(),
        text::events::image(),
        text::events::node(),
        text::events::time(),
    ]
}

impl Report {
    /// The rows, the gravest first; none of a report that found nothing. What the report is about stands in each of them, so
    /// that several of these files can be put together.
    pub fn rows(&self) -> Vec<[Value<'_>; 11]> {
        let entry = Entry::from(&*self.0);
        let about: [String; 4] = [Field::Source, Field::SourceNamespace, Field::Image, Field::Node]
            .map(|field| entry.word(field).to_owned());
        let row = |finding: &Finding<'_>| {
            let [source, namespace, image, node] = about.clone().map(|word| Value::Text(Cow::Owned(word)));
            [
                owned(what(finding.what)),
                owned(&grade(finding.grade)),
                owned(finding.name),
                owned(finding.text),
                Value::Text(Cow::Owned(found::record(finding.name))),
                Value::Text(Cow::Borrowed(&*self.0.name)),
                source,
                namespace,
                image,
                node,
                Value::Moment(self.0.reported_timestamp),
            ]
        };
        found::findings(&self.0).iter().map(row).collect()
    }
}

fn owned(word: &str) -> Value<'static> {
    Value::Text(Cow::Owned(word.to_owned()))
}

fn what(what: What) -> &'static str {
    match what {
        What::Cve => text::events::cve(),
        What::Check => text::export::check(),
    }
}

/// How grave something is, in words.
pub fn grade(grade: Grade<'_>) -> String {
    match grade {
        Grade::Critical => text::events::critical().to_owned(),
        Grade::High => text::export::high().to_owned(),
        Grade::Medium => text::export::medium().to_owned(),
        Grade::Check(level) => level.to_owned(),
    }
}
