//! Columns as values.
use std::{any::Any, marker::PhantomData, sync::Arc};

use leptos::prelude::*;

/// How wide a column is. Each grows a little with the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// 76–128 px: counts.
    Xs,
    /// 94–168 px: short words.
    S,
    /// 120–216 px: badges, times.
    #[default]
    M,
    /// 152–320 px: namespaces, images.
    L,
    /// What is left over, to 640 px: names, comments. One in every table.
    Xl,
}

impl Width {
    const fn class(self) -> &'static str {
        match self {
            Self::Xs => "w-xs",
            Self::S => "w-s",
            Self::M => "w-m",
            Self::L => "w-l",
            Self::Xl => "w-xl",
        }
    }
}

/// How long a column stays when the table gets narrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Priority {
    /// Always.
    #[default]
    Always,
    /// Leaves under 640 px.
    High,
    /// Leaves under 940 px.
    Medium,
    /// Leaves under 1160 px.
    Low,
}

impl Priority {
    const fn class(self) -> &'static str {
        match self {
            Self::Always => "",
            Self::High => "p2",
            Self::Medium => "p3",
            Self::Low => "p4",
        }
    }
}

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// A to Z, few to many.
    Ascending,
    /// Z to A, many to few.
    Descending,
}

impl Direction {
    pub(crate) const fn aria(self) -> &'static str {
        match self {
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }
}

/// How a column is sorted now, and the address of the page where choosing it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Sorted by this column, the other way round if it is already.
    pub href: String,
    /// None while the table is sorted by another column.
    pub direction: Option<Direction>,
}

type Cell = Arc<dyn Fn(&dyn Any) -> AnyView + Send + Sync>;

#[derive(Clone)]
pub(crate) struct AnyColumn {
    pub header: String,
    /// Classes of the cells and, after the width's, of the `<col>`.
    pub cell_class: String,
    pub col_class: String,
    pub sort: Option<Signal<Sort>>,
    /// Whether the cell's content is the link to the row.
    pub main: bool,
    pub cell: Cell,
}

/// A column of a table whose rows are made from `T`.
pub struct Column<T> {
    header: String,
    width: Width,
    priority: Priority,
    end: bool,
    mono: bool,
    sort: Option<Signal<Sort>>,
    main: bool,
    cell: Cell,
    value: PhantomData<fn(&T)>,
}

impl<T: Send + Sync + 'static> Column<T> {
    /// A column with its header and what stands in a row's cell.
    pub fn new(header: impl Into<String>, cell: impl Fn(&T) -> AnyView + Send + Sync + 'static) -> Self {
        Self {
            header: header.into(),
            width: Width::default(),
            priority: Priority::default(),
            end: false,
            mono: false,
            sort: None,
            main: false,
            cell: Arc::new(move |value| value.downcast_ref().map(&cell).into_any()),
            value: PhantomData,
        }
    }

    /// A column of plain text.
    pub fn text(header: impl Into<String>, text: impl Fn(&T) -> String + Send + Sync + 'static) -> Self {
        Self::new(header, move |value| text(value).into_any())
    }

    /// How wide it is.
    pub fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// How long it stays when the table gets narrow.
    pub fn priority(mut self, priority: Priority) -> Self {
        self.priority = priority;
        self
    }

    /// Aligned right: for numbers.
    pub fn end(mut self) -> Self {
        self.end = true;
        self
    }

    /// Set in the monospaced face: for ids, paths and rules.
    pub fn mono(mut self) -> Self {
        self.mono = true;
        self
    }

    /// Sortable: the header becomes a link.
    pub fn sort(mut self, sort: impl Into<Signal<Sort>>) -> Self {
        self.sort = Some(sort.into());
        self
    }

    /// Its content becomes the link to the row (`Row::href`), which Enter and a click anywhere in the row follow.
    pub fn main(mut self) -> Self {
        self.main = true;
        self
    }

    pub(super) fn erase(self) -> AnyColumn {
        let priority = self.priority.class();
        let names = [if self.end { "end" } else { "" }, if self.mono { "mono" } else { "" }, priority];
        let cell_class = names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ");
        let col_class = format!("{} {priority}", self.width.class()).trim_end().to_owned();
        AnyColumn {
            header: self.header,
            cell_class,
            col_class,
            sort: self.sort,
            main: self.main,
            cell: self.cell,
        }
    }
}
