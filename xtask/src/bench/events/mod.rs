//! What a million events cost that the console has kept, beside logs that are full: pages of their list, the file of all
//! of them, and those who look on.
mod file;
mod list;
mod live;
mod store;

use anyhow::Result;

use super::{Value, http, stand::resident};
use crate::product::Product;

/// How many copies the store has when the console starts.
const ENTRIES: u64 = 1_000_000;

/// All of it. Aims: under 100 ms for a page; under 64 MB more memory while the file is sent, at whatever size; one poll of
/// the controller for 1,000 who look on, and under 100 MB more memory.
pub fn all(product: &Product) -> Result<Vec<Value>> {
    let (store, mut values) = store::filled(ENTRIES)?;
    let mut stand = store.stand(product)?;
    values.push(Value::new(named("read at the start"), store.wait(&stand)?, "s"));
    // To wait is no use of a session, and all that follows must be done in one.
    stand.cookie = http::sign_in(&stand.address)?;
    list::holds(&stand, ENTRIES)?;
    values.push(Value::new(named("memory"), resident(stand.console.0.id())?, "MB"));
    // What is left of one measurement in the memory of the console would hide what the next one needs: the least comes first.
    let live = live::viewers(&stand)?;
    let file = file::whole(&stand)?;
    values.extend(list::pages(&stand)?);
    values.extend(file);
    values.extend(live);
    values.extend(store::engine(ENTRIES)?);
    Ok(values)
}

fn named(what: &str) -> String {
    format!("1,000,000 events: {what}")
}
