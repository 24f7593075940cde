//! Backup and restore.

use controller_api::{
    Method,
    access::Permission,
    config_file::{PATH, Section},
};

use crate::{
    backup,
    clock::stamp,
    core::Ctx,
    refusal::Refusal,
    router::{Body, Reply, Routes},
};

pub(crate) fn add(routes: &mut Routes) {
    routes.raw(Method::Get, PATH, |ctx, _, _| export(ctx));
    routes.raw(Method::Post, PATH, |ctx, _, body| match ctx.head.transaction.clone() {
        Some(tid) => poll(ctx, &tid),
        None => import(ctx, body),
    });
}

fn export(ctx: &mut Ctx<'_>) -> Result<Reply, Refusal> {
    ctx.must_read(&Permission::Config)?;
    let section = match ctx.query().get("section") {
        None | Some("" | "all") => Section::All,
        Some("user") => Section::User,
        Some("policy") => Section::Policy,
        Some(_) => return Err(Refusal::bad_request()),
    };
    ctx.core.imports.must_not_run(ctx.now)?;
    let file = backup::write(&ctx.core.world, section);
    ctx.log("Export configuration", &serde_json::Value::Null);
    if ctx.query().is("raw", "true") {
        return Ok(file_reply("application/x-gzip".to_owned(), file));
    }
    let boundary = ctx.world().rng.hex(60);
    let name = format!("NV{}.conf.gz", stamp(ctx.now));
    Ok(envelope(&boundary, "configuration", &name, "application/x-gzip", &file))
}

/// A file as the one part of an answer in parts, as the controller gives files.
pub(super) fn envelope(boundary: &str, part: &str, name: &str, kind: &str, file: &[u8]) -> Reply {
    let mut body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"{part}\"; filename=\"{name}\"\r\n\
         Content-Type: {kind}\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    file_reply(format!("multipart/form-data; boundary={boundary}"), body)
}

fn file_reply(content_type: String, file: Vec<u8>) -> Reply {
    Reply { headers: vec![("content-type", content_type)], body: Body::File(file), ..Reply::empty() }
}

fn import(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<Reply, Refusal> {
    if !ctx.is_admin() {
        return Err(Refusal::denied());
    }
    let (user, now) = (ctx.caller()?.name.clone(), ctx.now);
    let file = part_of(&ctx.head.content_type, body);
    match ctx.core.begin_import(&user, file, now)? {
        Some(task) => {
            ctx.log("Import configurations", &serde_json::Value::Null);
            Ok(Reply::json(206, task))
        }
        None => Ok(Reply { body: Body::Drop, ..Reply::empty() }),
    }
}

fn poll(ctx: &mut Ctx<'_>, tid: &str) -> Result<Reply, Refusal> {
    let progress = ctx.core.poll_import(tid, ctx.now)?;
    Ok(Reply { after: progress.after, ..Reply::json(progress.status, progress.task) })
}

/// The file in a multipart body; the body itself when it is none.
fn part_of<'a>(content_type: &str, body: &'a [u8]) -> &'a [u8] {
    let Some((kind, parameters)) = content_type.split_once(';') else { return body };
    let Some(boundary) = parameters.trim().strip_prefix("boundary=") else { return body };
    if kind.trim() != "multipart/form-data" {
        return body;
    }
    let end = format!("\r\n--{}", boundary.trim_matches('"'));
    let find = |haystack: &[u8], needle: &[u8]| haystack.windows(needle.len()).position(|w| w == needle);
    let Some(start) = find(body, b"\r\n\r\n").map(|at| at + 4) else { return body };
    let length = find(&body[start..], end.as_bytes()).unwrap_or(body.len() - start);
    &body[start..start + length]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_within_its_envelope() {
        let body = b"--x\r\nContent-Disposition: form-data; name=\"configuration\"\r\n\r\n\x1f\x8b\r\n1\r\n--x--\r\n";
        assert_eq!(part_of("multipart/form-data; boundary=x", body), b"\x1f\x8b\r\n1");
        assert_eq!(part_of("application/x-gzip", b"\x1f\x8b"), b"\x1f\x8b");
    }
}
