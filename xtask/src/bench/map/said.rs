//! What the native program and the browser said about one size, as values with their peers.
use anyhow::{Context, Result, ensure};
use serde_json::Value as Json;

use super::super::Value;

/// Values about one number of pods. `native` is what the program said, `browser` what the driver did.
pub fn values(native: &Json, browser: &Json) -> Result<Vec<Value>> {
    let pods = number(native, "/pods")?;
    ensure!(Some(pods) == browser["pods"].as_f64(), "the browser measured other clusters");
    ensure!(browser["drawn"]["backend"] == "webgl2", "the map was drawn without WebGL2");
    let name = |what: &str| format!("{}: {what}", thousands(pods));
    let value = |what: &str, from: &Json, path: &str, per: f64, unit| -> Result<Value> {
        Ok(Value::new(name(what), number(from, path)? / per, unit))
    };
    let beside = |value: Value, path: &str, per: f64| {
        Ok::<_, anyhow::Error>(value.beside(number(browser, path)? / per))
    };
    let mut values = Vec::new();
    for (kind, grounds) in [("grounds", "with grounds"), ("plain", "edges only")] {
        for (from, place) in [(native, "natively"), (browser, "in Chromium")] {
            let layout =
                value(&format!("layout, {grounds}, {place}"), from, &format!("/{kind}/ms"), 1.0, "ms")?;
            values.push(beside(layout, "/peer/ms", 1.0)?);
        }
    }
    for (kind, grounds) in [("grounds", "with grounds"), ("plain", "edges only")] {
        for (path, what) in [("variance", "edge-length variance"), ("crossings", "crossings an edge")] {
            let quality = value(&format!("{what}, {grounds}"), native, &format!("/{kind}/{path}"), 1.0, "")?;
            values.push(beside(quality, &format!("/peer/{path}"), 1.0)?);
        }
    }
    values.push(value("ForceAtlas2", browser, "/peer/iterations", 1.0, "iterations")?);
    for (path, what) in [("median", "median"), ("late", "95 of 100")] {
        let frame =
            value(&format!("frame while panning, {what}"), browser, &format!("/drawn/{path}"), 1.0, "ms")?;
        values.push(beside(frame, &format!("/bare/{path}"), 1.0)?);
        let sigma = value(&format!("frame of sigma, {what}"), browser, &format!("/sigma/{path}"), 1.0, "ms")?;
        values.push(beside(sigma, &format!("/bare/{path}"), 1.0)?);
    }
    values.push(value("from first paint to picture", browser, "/drawn/shown", 1.0, "ms")?);
    values.push(value("longest task over 50 ms", browser, "/drawn/longest", 1.0, "ms")?);
    values.push(value("longest frame of our program", browser, "/drawn/longestFrame", 1.0, "ms")?);
    values.push(value("sent (brotli)", browser, "/sent", 1024.0, "KB")?);
    values.push(value("sent (as it is)", browser, "/raw", 1024.0, "KB")?);
    values.push(value("heap, natively", native, "/heap", 1024.0, "KB")?);
    values.push(value("heap, WebAssembly", browser, "/drawn/wasm", MEGABYTE, "MB")?);
    let page = value("heap, all of the page", browser, "/drawn/page", MEGABYTE, "MB")?;
    values.push(beside(page, "/sigma/page", MEGABYTE)?);
    Ok(values)
}

const MEGABYTE: f64 = 1024.0 * 1024.0;

/// `10,000 pods`.
fn thousands(pods: f64) -> String {
    if pods < 1000.0 {
        format!("{pods} pods")
    } else {
        format!("{},{:03} pods", (pods / 1000.0).floor(), pods % 1000.0)
    }
}

/// The number at a pointer such as `/plain/ms`.
fn number(json: &Json, path: &str) -> Result<f64> {
    json.pointer(path).and_then(Json::as_f64).with_context(|| format!("nothing was said of {path}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_missing_is_named() {
        let layout = json!({ "ms": 1.0, "variance": 0.5, "crossings": 2.0 });
        let native = json!({ "pods": 1000, "grounds": layout, "plain": layout, "heap": 2048 });
        let browser =
            json!({ "pods": 1000, "drawn": { "backend": "webgl2" }, "grounds": layout, "plain": layout });
        let error = values(&native, &browser).unwrap_err().to_string();
        assert!(error.contains("/peer/ms"), "{error}");
    }

    #[test]
    fn sizes_are_read_easily() {
        assert_eq!(
            [thousands(100.0), thousands(1000.0), thousands(20_000.0)],
            ["100 pods", "1,000 pods", "20,000 pods"]
        );
    }
}
