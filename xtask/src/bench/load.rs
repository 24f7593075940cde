//! What the server does under load, and what it costs per request.
use std::{fs, process::Command};

use anyhow::{Context, Result, ensure};

use super::{
    Value, http,
    stand::{Stand, folder, processor_time, resident},
};
use crate::{
    process::{self, Background},
    product::Product,
    tools,
};

/// How long a load lasts, as wrk takes it.
const DURATION: &str = "8s";

/// Drawing the groups page again and again for sixteen at once, who share the machine with the server and the controller.
pub fn groups(product: &Product) -> Result<Vec<Value>> {
    let stand = Stand::start(product, "small")?;
    let id = stand.console.0.id();
    let before = processor_time(id)?;
    let load = load(&stand.address, "/policy/groups", 16, &[&stand.cookie, "Accept-Encoding: gzip"])?;
    let spent = processor_time(id)? - before;
    Ok(vec![
        Value::new("groups page, 16 at once: pages per second", load.per_second, "1/s"),
        Value::new("groups page, 16 at once: processor time", spent / load.requests, "ms"),
        Value::new("groups page, 16 at once: memory", resident(id)?, "MB"),
    ])
}

/// A configuration backup, which passes through; nginx passing the same file of the same controller is the peer.
pub fn pass_through(product: &Product) -> Result<Vec<Value>> {
    let stand = Stand::start(product, "small")?;
    let ours = cost(stand.console.0.id(), &stand.address, "/files/configuration?section=all", &stand.cookie)?;

    let address = http::free_address()?;
    let nginx = nginx(&address, &stand.controller)?;
    let credentials = r#"{"password":{"username":"admin","password":"admin"}}"#;
    let answer = http::send(
        &stand.controller,
        "POST",
        "/v1/auth",
        &["Content-Type: application/json".to_owned()],
        credentials,
    )?;
    let answer = String::from_utf8_lossy(&answer.body).into_owned();
    let token = answer.split("\"token\":").nth(2).or_else(|| answer.split("\"token\":").nth(1));
    let token = token.and_then(|rest| rest.split('"').nth(1)).filter(|token| token.len() > 8);
    let token = token.with_context(|| format!("the demo controller gave no token: {answer}"))?;
    let theirs = cost(nginx.0.id(), &address, "/v1/file/config", &format!("X-Auth-Token: {token}"))?;
    Ok(vec![Value::new("a backup passes through: processor time", ours, "ms").beside(theirs)])
}

/// The milliseconds of processor time that a process spends on a request.
fn cost(id: u32, address: &str, path: &str, header: &str) -> Result<f64> {
    let once = http::send(address, "GET", path, &[header.to_owned()], "")?;
    ensure!(once.is_ok(), "{path}:\n{}", once.head);
    let before = processor_time(id)?;
    let load = load(address, path, 1, &[header])?;
    Ok((processor_time(id)? - before) / load.requests)
}

struct Load {
    requests: f64,
    per_second: f64,
}

/// Asks for a page as often as it is given, for so many at once.
fn load(address: &str, path: &str, at_once: u32, headers: &[&str]) -> Result<Load> {
    let mut wrk = Command::new(tools::debian("wrk", "wrk")?);
    wrk.args(["--threads", "1", "--duration", DURATION, "--connections", &at_once.to_string()]);
    headers.iter().for_each(|header| {
        wrk.args(["--header", header]);
    });
    let said = process::output(wrk.arg(format!("http://{address}{path}")))?;
    ensure!(!said.contains("Non-2xx"), "not every request was answered:\n{said}");
    let number = |text: Option<&str>| text.and_then(|text| text.trim().parse::<f64>().ok());
    let requests = said
        .lines()
        .find_map(|line| number(line.split(" requests in").next().filter(|_| line.contains(" requests in"))));
    let per_second = said.lines().find_map(|line| number(line.strip_prefix("Requests/sec:")));
    match (requests, per_second) {
        (Some(requests), Some(per_second)) if requests > 0.0 => Ok(Load { requests, per_second }),
        _ => anyhow::bail!("wrk said:\n{said}"),
    }
}

/// An nginx that passes everything on, as one process.
fn nginx(address: &str, upstream: &str) -> Result<Background> {
    let folder = folder()?;
    let file = folder.join("nginx.conf");
    let at = |name: &str| folder.join(name).display().to_string();
    let mut config = format!(
        "daemon off; master_process off; worker_processes 1; pid {}; error_log {} error;\nevents {{}}\nhttp {{\naccess_log off;\n",
        at("nginx.pid"),
        at("nginx.log")
    );
    for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
        config.push_str(&format!("{kind}_temp_path {};\n", at(kind)));
    }
    config.push_str(&format!(
        "upstream controller {{ server {upstream}; keepalive 8; }}\nserver {{ listen {address};\nlocation / {{ \
         proxy_pass http://controller; proxy_http_version 1.1; proxy_set_header Connection \"\"; }} }}\n}}\n"
    ));
    fs::write(&file, config)?;
    let mut nginx =
        Background::start(Command::new(tools::debian("nginx", "nginx-light")?).arg("-c").arg(&file))?;
    nginx.wait_until(|| std::net::TcpStream::connect(address).is_ok())?;
    Ok(nginx)
}
