//! What the server costs before anybody uses it.
use anyhow::Result;

use super::{
    Value, http, median,
    stand::{resident, serve, start as start_server},
};
use crate::{clock, product::Product, run};

/// How often a start is measured.
const STARTS: usize = 9;

/// A controller's address where nobody answers: the server must start without it.
const NOBODY: [&str; 2] = ["--controller", "https://127.0.0.1:9"];

/// From the start of the program until it says that it is ready.
pub fn start(product: &Product) -> Result<Vec<Value>> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let address = http::free_address()?;
        let begin = clock::now();
        let mut server = start_server(product, &address, &NOBODY)?;
        server.wait_until(|| run::ready(&address))?;
        times.push(begin.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(vec![Value::new("start until ready", median(times), "ms")])
}

/// What it holds in memory when it is ready, without the demo controller.
pub fn memory(product: &Product) -> Result<Vec<Value>> {
    let (server, _) = serve(product, &NOBODY)?;
    Ok(vec![Value::new("memory after start", resident(server.0.id())?, "MB")])
}
