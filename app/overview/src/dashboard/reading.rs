//! A value and when it was read.

use kit::AppError;
use serde::{Deserialize, Serialize};

/// A value and when it was read from the controller, in unix seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading<T> {
    /// The value.
    pub value: T,
    /// When.
    pub read_at: i64,
}

impl<T> Reading<T> {
    /// Read now.
    pub fn now(value: T) -> Self {
        Self { value, read_at: kit::clock::now() }
    }

    /// Another value that was read with this one.
    pub fn map<U>(&self, value: impl FnOnce(&T) -> U) -> Reading<U> {
        Reading { value: value(&self.value), read_at: self.read_at }
    }
}

/// What a panel's server function answers.
pub type Answer<T> = Result<Reading<T>, AppError>;
