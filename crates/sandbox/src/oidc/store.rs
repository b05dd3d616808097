//! What a provider remembers: requests being answered, codes, access tokens, sessions, ids it has seen.

use std::collections::{HashMap, HashSet};

use super::request::Request;

/// How long a code may wait (docs/sources.md#nhsl-eis), in seconds.
pub const CODE_LIFE: i64 = 600;
/// How long an access token lives (docs/sources.md#nhsl-eis), in seconds.
pub const TOKEN_LIFE: i64 = 300;
/// How long a sign-in page may stay open, in seconds.
const PAGE_LIFE: i64 = 1800;
/// How long somebody stays signed in at the provider itself, in seconds.
const SESSION_LIFE: i64 = 12 * 3600;

/// Somebody signed in at the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Cast id.
    pub person: String,
    /// `sid` of the ID tokens.
    pub sid: String,
    /// When they signed in, Unix seconds.
    pub signed_in: i64,
    /// CIS2: the role chosen.
    pub role: Option<String>,
}

/// A request that waits for its person.
#[derive(Clone)]
pub struct Pending {
    /// The request.
    pub request: Request,
    /// Who signed in on its page, if anybody yet.
    pub session: Option<Session>,
    expires: i64,
}

/// What a code (and then an access token) stands for.
#[derive(Clone)]
pub struct Grant {
    /// The request it answers.
    pub request: Request,
    /// Who signed in.
    pub session: Session,
    /// NHS login: the vector reached. CIS2: the `acr` reached, empty where none was asked for.
    pub reached: String,
}

/// An ID token that was given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// The client it was given to.
    pub client_id: String,
    /// Cast id of the person it is about.
    pub person: String,
    /// When they signed in, Unix seconds.
    pub signed_in: i64,
    /// When it ends, Unix seconds.
    pub expires: i64,
}

/// What somebody links an account at their practice with: handed over to an approved client.
#[derive(Clone)]
pub struct Linkage {
    /// Number of the account.
    pub user_id: String,
    /// The key.
    pub linkage_key: String,
    /// ODS code of the practice.
    pub ods_code: String,
}

/// The memory itself.
#[derive(Default)]
pub struct Store {
    pending: HashMap<String, Pending>,
    codes: HashMap<String, (Grant, i64)>,
    spent: HashMap<String, (String, i64)>,
    tokens: HashMap<String, (Grant, i64)>,
    sessions: HashMap<String, (Session, i64)>,
    seen: HashMap<String, i64>,
    issued: HashMap<String, Issued>,
    consents: HashSet<(String, String)>,
    linkages: HashMap<String, Linkage>,
    is_partner: bool,
}

impl Store {
    /// Knows from now on with what somebody of the cast links their account.
    pub fn note_linkage(&mut self, person: String, linkage: Linkage) {
        self.linkages.insert(person, linkage);
    }

    /// Our client is approved to be told of linkage.
    pub fn approve(&mut self) {
        self.is_partner = true;
    }

    /// With what somebody links their account.
    pub fn linkage(&self, person: &str) -> Option<Linkage> {
        self.linkages.get(person).cloned()
    }

    /// Whether our client is approved to be told of linkage.
    pub fn tells_linkage(&self) -> bool {
        self.is_partner
    }

    /// Keeps a request until its person has answered.
    pub fn await_person(&mut self, id: String, request: Request, session: Option<Session>, now: i64) {
        self.forget_expired(now);
        self.pending.insert(id, Pending { request, session, expires: now + PAGE_LIFE });
    }

    /// The request with this id, if it still waits.
    pub fn pending(&self, id: &str, now: i64) -> Option<Pending> {
        self.pending.get(id).filter(|pending| pending.expires > now).cloned()
    }

    /// Notes who signed in for a waiting request.
    pub fn identify(&mut self, id: &str, session: &Session) {
        if let Some(pending) = self.pending.get_mut(id) {
            pending.session = Some(session.clone());
        }
    }

    /// Ends the wait.
    pub fn answered(&mut self, id: &str) {
        self.pending.remove(id);
    }

    /// Keeps a code.
    pub fn issue_code(&mut self, code: String, grant: Grant, now: i64) {
        self.codes.insert(code, (grant, now + CODE_LIFE));
    }

    /// Takes a code out, once. Presenting it again also withdraws the access token it gave (RFC 6749 §4.1.2).
    pub fn redeem(&mut self, code: &str, now: i64) -> Option<Grant> {
        if let Some((token, _)) = self.spent.get(code) {
            self.tokens.remove(token);
        }
        self.codes.remove(code).filter(|(_, expires)| *expires > now).map(|(grant, _)| grant)
    }

    /// Keeps the access token that a code gave.
    pub fn issue_token(&mut self, code: &str, token: String, grant: Grant, now: i64) {
        self.spent.insert(code.to_owned(), (token.clone(), now + CODE_LIFE));
        self.tokens.insert(token, (grant, now + TOKEN_LIFE));
    }

    /// What a living access token stands for.
    pub fn token(&self, token: &str, now: i64) -> Option<Grant> {
        self.tokens.get(token).filter(|(_, expires)| *expires > now).map(|(grant, _)| grant.clone())
    }

    /// Keeps a session under its cookie's value.
    pub fn start_session(&mut self, cookie: String, session: Session, now: i64) {
        self.sessions.insert(cookie, (session, now + SESSION_LIFE));
    }

    /// The session of a cookie.
    pub fn session(&self, cookie: &str, now: i64) -> Option<Session> {
        self.sessions.get(cookie).filter(|(_, expires)| *expires > now).map(|(session, _)| session.clone())
    }

    /// Notes the role chosen in a session.
    pub fn choose_role(&mut self, sid: &str, role: &str) {
        for (session, _) in self.sessions.values_mut().filter(|(session, _)| session.sid == sid) {
            session.role = Some(role.to_owned());
        }
    }

    /// Ends every session of a person and tells their `sid`s, newest first.
    pub fn end_sessions(&mut self, person: &str) -> Vec<String> {
        let mut ended: Vec<Session> = self
            .sessions
            .values()
            .map(|(session, _)| session)
            .filter(|s| s.person == person)
            .cloned()
            .collect();
        self.sessions.retain(|_, (session, _)| session.person != person);
        ended.sort_by(|a, b| (b.signed_in, &b.sid).cmp(&(a.signed_in, &a.sid)));
        ended.into_iter().map(|session| session.sid).collect()
    }

    /// Remembers an id until it expires; false if it was there already.
    pub fn first_use(&mut self, id: &str, expires: i64) -> bool {
        self.seen.insert(id.to_owned(), expires).is_none()
    }

    /// Remembers an ID token by its `jti`.
    pub fn note_id_token(&mut self, jti: String, issued: Issued) {
        self.issued.insert(jti, issued);
    }

    /// The living ID token with this `jti`.
    pub fn id_token(&self, jti: &str, now: i64) -> Option<Issued> {
        self.issued.get(jti).filter(|issued| issued.expires > now).cloned()
    }

    /// Remembers that a person agreed to share with a client.
    pub fn consent(&mut self, client_id: &str, person: &str) {
        self.consents.insert((client_id.to_owned(), person.to_owned()));
    }

    /// Whether they have.
    pub fn has_consented(&self, client_id: &str, person: &str) -> bool {
        self.consents.contains(&(client_id.to_owned(), person.to_owned()))
    }

    fn forget_expired(&mut self, now: i64) {
        if self.pending.len() + self.codes.len() + self.tokens.len() + self.seen.len() + self.issued.len()
            < 5_000
        {
            return;
        }
        self.pending.retain(|_, pending| pending.expires > now);
        self.codes.retain(|_, (_, expires)| *expires > now);
        self.spent.retain(|_, (_, expires)| *expires > now);
        self.tokens.retain(|_, (_, expires)| *expires > now);
        self.sessions.retain(|_, (_, expires)| *expires > now);
        self.seen.retain(|_, expires| *expires > now);
        self.issued.retain(|_, issued| issued.expires > now);
    }
}
