//! Sessions: who is signed in, and until when.

use std::{collections::HashMap, time::Duration};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use controller_api::{access::Access, user::User};

use crate::{
    accounts::Accounts,
    clock::{Millis, millis},
    rng::Rng,
};

/// A token's life, whatever happens.
const HARD_LIFE: Duration = Duration::from_secs(6 * 60 * 60);
/// How far back a token is dated.
const BACKDATED: Duration = Duration::from_secs(30 * 60);
/// The life of a token that may only ask how an import stands.
const IMPORT_LIFE: Duration = Duration::from_secs(10 * 60);
/// Sessions that a user may have at once.
pub(crate) const MAX_SESSIONS: usize = 32;

/// A session.
#[derive(Clone, Debug)]
struct Session {
    user: String,
    /// As it stands in events.
    id: String,
    started: Millis,
    seen: Millis,
}

/// Who calls.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// The user's, or the API key's, name.
    pub(crate) name: String,
    /// `role` by namespace; `""` = everywhere.
    pub(crate) roles: Vec<(String, String)>,
    pub(crate) access: Access,
    /// The session, as it stands in events; `""` for an API key.
    pub(crate) session: String,
    pub(crate) kind: CallerKind,
}

/// How a caller came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CallerKind {
    User,
    Key,
    /// With a token that an import gave: may ask for nothing else.
    ImportStatus,
}

impl Caller {
    /// A user who signed in.
    pub(crate) fn user(user: &User, access: Access, session: String) -> Self {
        let global = (String::new(), user.role.as_str().to_owned());
        let domains = user
            .role_domains
            .iter()
            .flat_map(|(role, domains)| domains.iter().map(|domain| (domain.clone(), role.clone())));
        let roles = std::iter::once(global).filter(|(_, role)| !role.is_empty()).chain(domains).collect();
        Self { name: user.fullname.clone(), roles, access, session, kind: CallerKind::User }
    }
}

/// All sessions.
#[derive(Debug)]
pub(crate) struct Gate {
    sessions: HashMap<String, Session>,
    /// Tokens of imports that were not used yet: with when they end, and who imports.
    unused: HashMap<String, (Millis, String)>,
    /// Those that were.
    used: HashMap<String, (Millis, String)>,
    rng: Rng,
}

impl Gate {
    pub(crate) fn new(seed: u64) -> Self {
        Self { sessions: HashMap::new(), unused: HashMap::new(), used: HashMap::new(), rng: Rng::new(seed) }
    }

    /// Begins a session; none when the user has too many.
    pub(crate) fn begin(&mut self, user: &User, accounts: &Accounts, now: Millis) -> Option<String> {
        self.sessions.retain(|_, session| is_alive(session, accounts, now));
        if self.count(&user.fullname) >= MAX_SESSIONS {
            return None;
        }
        let token = self.token(&user.fullname, now);
        let session = Session { user: user.fullname.clone(), id: self.rng.hex(12), started: now, seen: now };
        self.sessions.insert(token.clone(), session);
        Some(token)
    }

    /// Who calls with this token; the call keeps the session alive.
    pub(crate) fn caller(&mut self, token: &str, accounts: &Accounts, now: Millis) -> Option<Caller> {
        if let Some(entry) = self.unused.remove(token) {
            self.used.insert(token.to_owned(), entry);
        }
        if let Some((until, name)) = self.used.get(token) {
            return (now < *until).then(|| Caller {
                name: name.clone(),
                roles: Vec::new(),
                access: Access::default(),
                session: String::new(),
                kind: CallerKind::ImportStatus,
            });
        }
        let session = self.sessions.get_mut(token)?;
        if !is_alive(session, accounts, now) {
            self.sessions.remove(token);
            return None;
        }
        session.seen = now;
        let user = &accounts.accounts.get(&session.user)?.user;
        Some(Caller::user(user, accounts.access(user), session.id.clone()))
    }

    /// Ends the session of this token.
    pub(crate) fn end(&mut self, token: &str) {
        self.sessions.remove(token);
        self.used.remove(token);
    }

    /// Ends all sessions of a user, or of everybody, and says how many there were.
    pub(crate) fn end_all(&mut self, user: Option<&str>) -> usize {
        let before = self.sessions.len();
        self.sessions.retain(|_, session| user.is_some_and(|user| session.user != user));
        before - self.sessions.len()
    }

    /// What a successful import does: every session ends, a used token of an import too. An unused one lives on.
    pub(crate) fn end_for_import(&mut self) {
        self.sessions.clear();
        self.used.clear();
    }

    /// What a failed import does: its token dies, and everybody else's lives on.
    pub(crate) fn end_import_tokens(&mut self) {
        self.unused.clear();
        self.used.clear();
    }

    /// How many sessions a user has.
    pub(crate) fn count(&self, user: &str) -> usize {
        self.sessions.values().filter(|session| session.user == user).count()
    }

    /// A token that may only ask how an import stands.
    pub(crate) fn import_token(&mut self, user: &str, now: Millis) -> String {
        let token = self.token(user, now);
        self.unused.insert(token.clone(), (now + millis(IMPORT_LIFE), user.to_owned()));
        token
    }

    /// Something in the shape of the controller's tokens. It means nothing to anybody but us.
    fn token(&mut self, user: &str, now: Millis) -> String {
        let issued = (now - millis(BACKDATED)) / 1000;
        let expires = (now + millis(HARD_LIFE)) / 1000;
        let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"RS256","typ":"JWT"}"#);
        let body = serde_json::json!({
            "exp": expires, "iat": issued, "fullname": user, "nonce": self.rng.hex(32), "type": "user",
        });
        let signature = self.rng.hex(256);
        format!("{header}.{}.{}", URL_SAFE_NO_PAD.encode(body.to_string()), URL_SAFE_NO_PAD.encode(signature))
    }
}

fn is_alive(session: &Session, accounts: &Accounts, now: Millis) -> bool {
    let idle = accounts.accounts.get(&session.user).map_or(0, |account| i64::from(account.user.timeout));
    now - session.seen < idle * 1000 && now - session.started < millis(HARD_LIFE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::Account;

    fn accounts() -> Accounts {
        let mut accounts = Accounts::default();
        accounts.accounts.insert("ann".into(), Account::new("ann", "reader"));
        accounts
    }

    #[test]
    fn every_call_resets_the_idle_limit_and_none_the_hard_one() {
        let (accounts, mut gate) = (accounts(), Gate::new(1));
        let token = gate.begin(&accounts.accounts["ann"].user, &accounts, 0).expect("a first session");
        let mut now = 0;
        while now < millis(HARD_LIFE) - 299_000 {
            now += 299_000;
            assert!(gate.caller(&token, &accounts, now).is_some(), "alive at {now}");
        }
        assert!(gate.caller(&token, &accounts, millis(HARD_LIFE)).is_none());
    }

    #[test]
    fn an_idle_session_ends() {
        let (accounts, mut gate) = (accounts(), Gate::new(1));
        let token = gate.begin(&accounts.accounts["ann"].user, &accounts, 0).expect("a first session");
        assert!(gate.caller(&token, &accounts, 300_000).is_none());
    }

    #[test]
    fn a_user_has_32_sessions_at_most() {
        let (accounts, mut gate) = (accounts(), Gate::new(1));
        let user = &accounts.accounts["ann"].user;
        let tokens: Vec<_> = (0..40).map_while(|_| gate.begin(user, &accounts, 0)).collect();
        assert_eq!(tokens.len(), MAX_SESSIONS);
        gate.end(&tokens[0]);
        assert!(gate.begin(user, &accounts, 0).is_some());
    }

    #[test]
    fn an_import_ends_the_used_tokens_and_not_the_unused() {
        let (accounts, mut gate) = (accounts(), Gate::new(1));
        let (used, unused) = (gate.import_token("ann", 0), gate.import_token("ann", 0));
        assert!(gate.caller(&used, &accounts, 1).is_some());
        gate.end_for_import();
        assert!(gate.caller(&used, &accounts, 2).is_none());
        assert!(gate.caller(&unused, &accounts, 2).is_some());
    }
}
