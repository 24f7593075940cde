//! The URL is the state: reading it, and making links that change one thing and keep the rest.

use leptos_router::params::ParamsMap;

/// The parameters of a page's URL, in the order in which a link writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Those of the present URL.
    pub fn of(map: &ParamsMap) -> Self {
        let mut pairs: Vec<(String, String)> =
            map.clone().into_iter().map(|(key, value)| (key.to_string(), value)).collect();
        pairs.retain(|(_, value)| !value.is_empty());
        Self(pairs)
    }

    /// Those of a query such as `?q=a%20b&sel=x`, with or without its mark.
    pub fn parse(query: &str) -> Self {
        let pairs = query.strip_prefix('?').unwrap_or(query).split('&');
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let pairs = pairs.map(|(key, value)| (unescape(key), unescape(value)));
        Self(pairs.filter(|(key, value)| !key.is_empty() && !value.is_empty()).collect())
    }

    /// The first value of a parameter; `""` = none.
    pub fn get(&self, key: &str) -> &str {
        self.0.iter().find(|(k, _)| k == key).map_or("", |(_, value)| value)
    }

    /// All values of a parameter.
    pub fn all(&self, key: &str) -> Vec<String> {
        self.0.iter().filter(|(k, _)| k == key).map(|(_, value)| value.clone()).collect()
    }

    /// The pairs.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The same without a parameter.
    #[must_use]
    pub fn without(&self, key: &str) -> Self {
        Self(self.0.iter().filter(|(k, _)| k != key).cloned().collect())
    }

    /// The same with a parameter that has this value only; `""` takes it away.
    #[must_use]
    pub fn with(&self, key: &str, value: &str) -> Self {
        let mut params = self.without(key);
        if !value.is_empty() {
            params.0.push((key.to_owned(), value.to_owned()));
        }
        params
    }

    /// The same with one more value of a parameter.
    #[must_use]
    pub fn and(&self, key: &str, value: &str) -> Self {
        let mut params = self.clone();
        params.0.push((key.to_owned(), value.to_owned()));
        params
    }

    /// The same without one value of a parameter.
    #[must_use]
    pub fn minus(&self, key: &str, value: &str) -> Self {
        Self(self.0.iter().filter(|(k, v)| k != key || v != value).cloned().collect())
    }

    /// The link to `path` with these parameters.
    pub fn link(&self, path: &str) -> String {
        let mut link = path.to_owned();
        for (at, (key, value)) in self.0.iter().enumerate() {
            link.push(if at == 0 { '?' } else { '&' });
            link.push_str(&escape(key));
            link.push('=');
            link.push_str(&escape(value));
        }
        link
    }
}

/// Escapes a text for a query: everything but letters, digits and `-._~` (UTF-8 bytes as `%XX`).
pub fn escape(text: &str) -> String {
    use std::fmt::Write as _;
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

/// A part of a query without its escapes: `%XX` and `+`. What is no escape stays, what is no UTF-8 is replaced.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digits =
            after.get(..2).filter(|digits| *first == b'%' && digits.iter().all(u8::is_ascii_hexdigit));
        let byte = digits.and_then(|digits| {
            u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok().map(|byte| (byte, 2))
        });
        let (byte, taken) = byte.unwrap_or((if *first == b'+' { b' ' } else { *first }, 0));
        bytes.push(byte);
        rest = &after[taken..];
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The way to sign-in and back to `here`.
pub fn sign_in(here: &str) -> String {
    if is_local(here) && here != "/" {
        format!("/sign-in?to={}", escape(here))
    } else {
        "/sign-in".to_owned()
    }
}

/// The same, saying that a session ended.
pub fn sign_in_again(here: &str) -> String {
    let way = sign_in(here);
    let mark = if way.contains('?') { '&' } else { '?' };
    format!("{way}{mark}why=expired")
}

/// Whether a path stays on this console: whoever can choose where a sign-in leads must not lead it elsewhere.
/// Browsers read `//host` and `/\host` as another host, and drop tabs and line ends before they look.
pub fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control)
        && !path.starts_with("/sign-in")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_changes_one_thing_and_keeps_the_rest() {
        let params = Params::default().with("q", "a b").and("sel", "x").and("sel", "y");
        assert_eq!(params.link("/p"), "/p?q=a%20b&sel=x&sel=y");
        assert_eq!(params.minus("sel", "x").with("q", "").link("/p"), "/p?sel=y");
        assert_eq!(Params::default().link("/p"), "/p");
    }

    #[test]
    fn a_query_reads_back() {
        let params = Params::default().with("q", "a b&c=\u{436}+%").and("sel", "x").and("sel", "y");
        assert_eq!(Params::parse(&params.link("")), params);
        assert_eq!(Params::parse("q=a+b&x=%zz%4&=1&y&&z=%ff").link(""), "?q=a%20b&x=%25zz%254&z=%EF%BF%BD");
        assert_eq!(Params::parse("?"), Params::default());
    }

    #[test]
    fn a_sign_in_leads_nowhere_else() {
        assert!(is_local("/policy/groups?q=1"));
        for elsewhere in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "x",
            "/sign-in?to=/",
        ] {
            assert!(!is_local(elsewhere), "{elsewhere:?}");
        }
        assert_eq!(sign_in("//evil.example"), "/sign-in");
        assert_eq!(sign_in_again("/"), "/sign-in?why=expired");
        assert_eq!(sign_in_again("/profile"), "/sign-in?to=%2Fprofile&why=expired");
    }
}
