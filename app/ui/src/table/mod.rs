//! The data table: columns and rows are values, order and selection live in the address and in form controls, so that it
//! works without a script. j/k, space and Enter come from `keys`; every state a list can be in has its look here.
mod column;
mod row;
mod select;
mod view;

pub use column::{Column, Direction, Priority, Sort, Width};
pub use row::Row;
pub use select::{BulkBar, Selection};
pub use view::DataTable;

use std::{any::Any, sync::Arc};

use leptos::prelude::*;

use crate::{
    command::Command,
    notice::{Failure, Notice},
};
use column::AnyColumn;
use row::AnyRow;

/// What a table shows.
#[derive(Clone, Debug)]
pub enum TableState {
    /// Nothing has arrived yet: as many grey rows, in the columns' shape.
    Loading(usize),
    /// The rows.
    Ready,
    /// There is nothing yet: what this list is, how to get some. Also for "nothing matches", with the way to clear the filters.
    Empty(Notice),
    /// It could not be read: what failed, how to try again.
    Failed(Failure),
}

/// What gives a row its menu: the accessible name of the menu's button, and the actions.
type RowActions = Arc<dyn Fn(&dyn Any) -> (String, Vec<Command>) + Send + Sync>;

/// A table's columns and rows. Typed for whoever makes it, erased inside, so that a page more costs little code.
#[derive(Clone)]
pub struct TableModel {
    pub(crate) columns: Arc<[AnyColumn]>,
    pub(crate) rows: Memo<Vec<AnyRow>>,
    pub(crate) actions: Option<RowActions>,
}

impl TableModel {
    /// `rows` is read again whenever a signal in it changes; rows are told apart by their keys, and only those whose value
    /// changed are drawn again.
    pub fn new<T>(columns: Vec<Column<T>>, rows: impl Fn() -> Vec<Row<T>> + Send + Sync + 'static) -> Self
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Self {
            columns: columns.into_iter().map(Column::erase).collect(),
            rows: Memo::new(move |_| rows().into_iter().map(Row::erase).collect()),
            actions: None,
        }
    }

    /// Gives every row a menu: the accessible name of its button ("Actions for nv.web"), and its actions.
    pub fn actions<T>(
        mut self,
        actions: impl Fn(&T) -> (String, Vec<Command>) + Send + Sync + 'static,
    ) -> Self
    where
        T: Send + Sync + 'static,
    {
        self.actions =
            Some(Arc::new(move |value: &dyn Any| value.downcast_ref().map(&actions).unwrap_or_default()));
        self
    }
}
