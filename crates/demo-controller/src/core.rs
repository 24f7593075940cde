//! What a handler works with: the world, the sessions and who calls.

use controller_api::access::Permission;
use percent_encoding::percent_decode_str;

use crate::{
    clock::Millis,
    federation::Federation,
    gate::{Caller, CallerKind, Gate},
    import::Imports,
    kept::Shelf,
    refusal::Refusal,
    world::World,
};

/// Everything that a reset puts back.
#[derive(Debug)]
pub(crate) struct Core {
    pub(crate) world: World,
    pub(crate) gate: Gate,
    pub(crate) federation: Federation,
    pub(crate) imports: Imports,
    /// Answers that are kept.
    pub(crate) shelf: Shelf,
}

/// A request without its body, as handlers see it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    pub(crate) method: String,
    /// The path, still escaped.
    pub(crate) path: String,
    pub(crate) query: Params,
    pub(crate) token: Option<String>,
    pub(crate) content_type: String,
    pub(crate) transaction: Option<String>,
    /// Where the call came from.
    pub(crate) address: String,
}

impl Head {
    /// The path with its query, by which kept answers are found.
    pub(crate) fn target(&self) -> String {
        let pairs = self.query.0.iter().map(|(name, value)| format!("&{name}={value}"));
        std::iter::once(self.path.clone()).chain(pairs).collect()
    }
}

/// A query, unescaped.
#[derive(Clone, Debug, Default)]
pub(crate) struct Params(pub(crate) Vec<(String, String)>);

impl Params {
    pub(crate) fn parse(query: &str) -> Self {
        let decode =
            |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        Self(
            pairs
                .map(|pair| {
                    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                    (decode(name), decode(value))
                })
                .collect(),
        )
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }
}

/// A call in progress.
pub(crate) struct Ctx<'a> {
    pub(crate) core: &'a mut Core,
    pub(crate) head: &'a Head,
    /// Who calls; none where no sign-in is needed.
    pub(crate) caller: Option<Caller>,
    pub(crate) now: Millis,
}

impl Ctx<'_> {
    pub(crate) fn world(&mut self) -> &mut World {
        &mut self.core.world
    }

    pub(crate) fn query(&self) -> &Params {
        &self.head.query
    }

    /// Who calls, or 401.
    pub(crate) fn caller(&self) -> Result<&Caller, Refusal> {
        self.caller.as_ref().ok_or_else(Refusal::unauthorized)
    }

    /// The caller may read this in the whole cluster, or 403.
    pub(crate) fn must_read(&self, permission: &Permission) -> Result<(), Refusal> {
        if self.caller()?.access.reads(permission) { Ok(()) } else { Err(Refusal::denied()) }
    }

    /// The caller may read this in that namespace. What may not be read is left out of lists in silence.
    pub(crate) fn reads_in(&self, permission: &Permission, domain: &str) -> bool {
        self.caller.as_ref().is_some_and(|caller| caller.access.reads_in(permission, domain))
    }

    /// The caller is an administrator of everything.
    pub(crate) fn is_admin(&self) -> bool {
        let caller = self.caller.as_ref();
        caller.is_some_and(|caller| {
            caller
                .roles
                .iter()
                .any(|(domain, role)| domain.is_empty() && matches!(role.as_str(), "admin" | "fedAdmin"))
        })
    }

    /// The caller signed in, or 403: an API key is nobody.
    pub(crate) fn must_be_user(&self) -> Result<&Caller, Refusal> {
        let caller = self.caller()?;
        if caller.kind == CallerKind::User { Ok(caller) } else { Err(Refusal::denied()) }
    }

    /// Writes an event about this call.
    pub(crate) fn log(&mut self, message: &str, body: &serde_json::Value) {
        let Some(caller) = self.caller.clone() else { return };
        let call = (self.head.method.as_str(), self.head.path.as_str(), body);
        self.core.world.log_write(message, call, &caller, &self.head.address, self.now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_unescaped() {
        let params = Params::parse("f_domain=in%2Cpay%7Cstore&brief=true&odd&q=a+b");
        assert_eq!(params.get("f_domain"), Some("in,pay|store"));
        assert!(params.is("brief", "true") && params.is("odd", "") && params.is("q", "a b"));
    }
}
