//! What changes in a component, in one kind of function for all of them.
//!
//! A closure in a view is a type of its own, and each such type brings its own copy of the code that draws, hydrates and
//! changes it: half a kilobyte for every attribute. Behind one pointer they share a single copy.
use std::sync::{Arc, Mutex};

use leptos::prelude::*;
use leptos::tachys::reactive_graph::SharedReactiveFunction;

/// The value of an attribute that changes; without one the attribute is absent.
pub fn attr<T: Into<Oco<'static, str>>>(
    mut value: impl FnMut() -> Option<T> + Send + 'static,
) -> SharedReactiveFunction<Option<String>> {
    Arc::new(Mutex::new(move || value().map(|value| value.into().into_owned())))
}

/// A part of a view that changes.
pub fn part(view: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let view: SharedReactiveFunction<AnyView> = Arc::new(Mutex::new(view));
    view.into_any()
}
