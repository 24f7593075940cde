//! A line of what something that is no controller answered, for a person to recognise it by.

/// How much of it is shown, in characters.
const LENGTH: usize = 120;

/// What Go's server says, of which the controller is made, when it is called by http:// instead of https://.
const WRONG_SCHEME: &str = "Client sent an HTTP request to an HTTPS server.";

/// An HTML page's title, or the first line of another text. Nothing of it is kept that holds `secret`, and
/// nothing but a title where `said_more`: a request with a body may have held a password, and echoes exist.
pub(crate) fn excerpt(body: &[u8], secret: Option<&str>, said_more: bool) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(64 * 1024)]);
    let line = match title(&text) {
        _ if text.starts_with(WRONG_SCHEME) => WRONG_SCHEME,
        Some(title) => title,
        None if said_more || text.trim_start().starts_with('<') => "",
        None => text.trim_start().lines().next().unwrap_or_default(),
    };
    if secret.is_some_and(|secret| !secret.is_empty() && line.contains(secret)) {
        return String::new();
    }
    let words = line.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let line = words.collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LENGTH) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

fn title(html: &str) -> Option<&str> {
    // ASCII case only, so that offsets in the copy are offsets in the original.
    let lower = html.to_ascii_lowercase();
    let tag = lower.find("<title")?;
    let start = tag + lower[tag..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    Some(html[start..end].trim())
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn a_page_is_known_by_its_title_and_a_text_by_its_first_line() {
        let page =
            b"<!doctype html>\n<html><head><TITLE lang=en>\n 502 Bad\n Gateway</TITLE></head><body>x</body>";
        assert_eq!(excerpt(page, None, true), "502 Bad Gateway");
        assert_eq!(excerpt(b"  upstream timed out\nmore", None, false), "upstream timed out");
        assert_eq!(excerpt(b"<p>no title</p>", None, false), "");
        assert_eq!(excerpt("é".repeat(500).as_bytes(), None, false).chars().count(), 121);
    }

    #[test]
    fn the_wrong_scheme_is_said_whatever_was_sent() {
        let text = "Client sent an HTTP request to an HTTPS server.";
        assert_eq!(excerpt(format!("{text}\n").as_bytes(), None, true), text);
    }

    #[test]
    fn what_may_be_an_echo_of_a_secret_is_not_quoted() {
        assert_eq!(excerpt(b"X-Auth-Token: jwt.jwt", Some("jwt.jwt"), false), "");
        assert_eq!(excerpt(br#"{"password":"hunter2"}"#, None, true), "");
    }
}
