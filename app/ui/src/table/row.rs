//! Rows as values.
use std::{any::Any, marker::PhantomData, sync::Arc};

/// A row made from a `T`.
pub struct Row<T> {
    row: AnyRow,
    value: PhantomData<fn(&T)>,
}

/// Whether and how a row can be selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pick {
    /// The accessible name of its checkbox.
    pub label: String,
    /// Why it cannot be selected, if so.
    pub blocked: Option<String>,
}

#[derive(Clone)]
pub(crate) struct AnyRow {
    pub key: String,
    pub href: Option<String>,
    pub open: bool,
    pub pick: Option<Pick>,
    pub value: Arc<dyn Any + Send + Sync>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for AnyRow {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
            && self.open == other.open
            && self.href == other.href
            && self.pick == other.pick
            && (self.same)(&*self.value, &*other.value)
    }
}

impl<T: PartialEq + Send + Sync + 'static> Row<T> {
    /// A row; `key` tells it from the others and is its value as a form control.
    pub fn new(key: impl Into<String>, value: T) -> Self {
        let row = AnyRow {
            key: key.into(),
            href: None,
            open: false,
            pick: None,
            value: Arc::new(value),
            same: |a, b| a.downcast_ref::<T>().zip(b.downcast_ref::<T>()).is_some_and(|(a, b)| a == b),
        };
        Self { row, value: PhantomData }
    }

    /// Where its main column leads, usually to this page with its panel open.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.row.href = Some(href.into());
        self
    }

    /// Whether its panel is open.
    pub fn open(mut self, open: bool) -> Self {
        self.row.open = open;
        self
    }

    /// Makes it selectable: the accessible name of its checkbox ("Select nv.web"), and whether it may be, or why not.
    pub fn pick(mut self, label: impl Into<String>, allowed: Result<(), String>) -> Self {
        self.row.pick = Some(Pick { label: label.into(), blocked: allowed.err() });
        self
    }

    pub(super) fn erase(self) -> AnyRow {
        self.row
    }
}
