//! What an answer means: the controller's yes, its no, or somebody else's words.

use bytes::Bytes;
use controller_api::{ControllerError, ErrorCode};
use serde::Deserialize;
use serde_json::error::Category;

use crate::{Error, Kind, excerpt::excerpt, locate, outgoing::Outgoing};

/// An answer whose body is all here, unpacked.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Bytes,
}

impl Answer {
    /// The answer if it is a yes, else the failure that it stands for.
    pub(crate) fn judge(self, out: &Outgoing) -> Result<Self, Error> {
        if (200..300).contains(&self.status) {
            return Ok(self);
        }
        let unauthorized = matches!(self.status, 401 | 408);
        let error = Box::new(match refusal(&self.body) {
            Some(error) => error,
            None if unauthorized && self.body.is_empty() => ControllerError::new(ErrorCode::Unauthorized),
            None => return Err(self.foreign(out)),
        });
        let status = self.status;
        Err(out.fail(if unauthorized {
            Kind::Unauthorized { status, error }
        } else {
            Kind::Refused { status, error }
        }))
    }

    /// The failure of an answer that no controller gave.
    pub(crate) fn foreign(&self, out: &Outgoing) -> Error {
        out.fail(Kind::NotTheController {
            status: self.status,
            content_type: self.content_type.clone(),
            excerpt: excerpt(&self.body, out.secret(), out.body.is_some()),
        })
    }

    /// The failure of a yes whose body is not what we know.
    pub(crate) fn undecodable(&self, out: &Outgoing, error: &serde_json::Error) -> Error {
        let is_json = self.content_type.as_deref().is_some_and(|kind| kind.contains("json"));
        if !is_json && error.classify() == Category::Syntax {
            return self.foreign(out);
        }
        let at = locate::path(&self.body, error.line(), error.column());
        let kind = Kind::BadAnswer { status: self.status, at, detail: without_values(&error.to_string()) };
        tracing::error!(error = %out.fail(kind.clone()), "the controller's answer is not understood");
        out.fail(kind)
    }
}

/// The controller's error in a body. Its extras are left out where they are not what we know: rather the code
/// and the text alone than nothing.
fn refusal(body: &[u8]) -> Option<ControllerError> {
    #[derive(Deserialize)]
    struct Plain {
        code: ErrorCode,
        #[serde(default)]
        error: Option<String>,
        #[serde(default)]
        message: Option<String>,
    }
    serde_json::from_slice(body).ok().or_else(|| {
        let plain: Plain = serde_json::from_slice(body).ok()?;
        let mut error = ControllerError::new(plain.code);
        error.error = plain.error.unwrap_or(error.error);
        error.message = plain.message.unwrap_or(error.message);
        Some(error)
    })
}

/// serde quotes what it did not expect, and an answer may hold a token or a person's data.
fn without_values(text: &str) -> String {
    match (text.find('"'), text.rfind('"')) {
        (Some(first), Some(last)) if first < last => format!("{}\"…\"{}", &text[..first], &text[last + 1..]),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use controller_api::{Method, Query};

    use super::*;
    use crate::{Credential, Scope};

    fn judged(status: u16, content_type: &str, body: &str) -> Result<Answer, Kind> {
        let body = Bytes::copy_from_slice(body.as_bytes());
        Answer { status, content_type: Some(content_type.to_owned()), body }
            .judge(&out())
            .map_err(|e| e.kind().clone())
    }

    fn out() -> Outgoing {
        Outgoing::new(&Credential::None, &Scope::Local, Method::Get, "/v1/group", &Query::new(), None)
            .expect("sendable")
    }

    #[test]
    fn an_error_is_kept_even_if_its_extras_are_strange() {
        let body = r#"{"code":14,"error":"Weak","message":"Too short","password_profile_basic":"?"}"#;
        match judged(400, "application/json", body).err() {
            Some(Kind::Refused { status: 400, error }) => {
                assert_eq!((error.code, error.message.as_str()), (ErrorCode::WeakPassword, "Too short"));
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn json_without_a_code_is_not_the_controllers() {
        let kind = judged(503, "application/json", r#"{"message":"no healthy upstream"}"#).err();
        assert!(matches!(kind, Some(Kind::NotTheController { status: 503, .. })), "{kind:?}");
    }

    #[test]
    fn no_value_of_the_answer_is_quoted() {
        let body = r#"{"token":"jwt.\"secret\".jwt"}"#;
        #[derive(Debug, Deserialize)]
        struct Wanted {
            #[allow(dead_code, reason = "only its absence is of interest")]
            token: u32,
        }
        let error = serde_json::from_str::<Wanted>(body).expect_err("a text is no number");
        let answer = judged(200, "application/json", body).expect("200 is a yes");
        let shown = answer.undecodable(&out(), &error).to_string();
        assert!(shown.contains("at token: invalid type") && !shown.contains("secret"), "{shown}");
    }
}
