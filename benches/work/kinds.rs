//! What is asked: each kind of request with the limit that it is held against and what was agreed for it.

use std::sync::Arc;

use anyhow::Result;
use serde_json::json;
use sqlx::PgPool;

use super::people::{CASES, INVITATIONS, People, SYSTEM};
use super::tokens;
use crate::access;
use crate::copies::delegation;
use crate::load::Ask;
use crate::report::Agreed;
use crate::side::Side;

/// What else made of the same parts reaches in the same run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Bare axum with a page of 16 kB.
    Page,
    /// Bare axum with one prepared read.
    Read,
    /// Bare axum with that and a durable insert.
    Write,
    /// `pgbench -S`: reads of one row by its key, without HTTP.
    Pgbench,
}

/// One kind of request.
pub struct Kind {
    /// What it is called.
    pub name: &'static str,
    /// What it is held against.
    pub limit: Limit,
    /// What was agreed.
    pub agreed: Agreed,
    /// The status of a good answer.
    pub status: u16,
    /// True where each request can be made once only.
    pub once: bool,
}

impl Kind {
    const fn new(name: &'static str, limit: Limit, agreed: Agreed) -> Kind {
        Kind { name, limit, agreed, status: 200, once: false }
    }
}

const NOTHING: Agreed = Agreed::NOTHING;

/// All of them, in the order in which they are asked: what changes something comes last.
pub const KINDS: [Kind; 16] = [
    Kind::new("start page", Limit::Page, Agreed { times: Some(5.0), ..NOTHING }),
    Kind { status: 303, ..Kind::new("sign-in, start", Limit::Write, NOTHING) },
    Kind::new(
        "home, 20 delegations",
        Limit::Read,
        Agreed {
            times: Some(3.0),
            processor: Some((0.30, 0.15)),
            statements: Some(2.0),
            p99: Some(6.0),
            ..NOTHING
        },
    ),
    Kind::new("home, none", Limit::Read, NOTHING),
    Kind::new("detail of a delegation", Limit::Read, Agreed { times: Some(2.0), ..NOTHING }),
    Kind::new("worklist, 2,000 cases", Limit::Read, Agreed { times: Some(2.5), ..NOTHING }),
    Kind::new("case", Limit::Write, Agreed { times: Some(3.0), statements: Some(4.0), ..NOTHING }),
    Kind::new("confirm, its form", Limit::Read, NOTHING),
    Kind::new("account page", Limit::Write, Agreed { statements: Some(6.0), ..NOTHING }),
    Kind::new("accept, its form", Limit::Read, NOTHING),
    Kind::new("/access", Limit::Pgbench, Agreed { part: Some(0.5), statements: Some(1.0), ..NOTHING }),
    Kind::new("/roles", Limit::Read, Agreed { times: Some(2.5), statements: Some(1.0), ..NOTHING }),
    Kind::new("feed, 20 events", Limit::Read, Agreed { times: Some(2.5), statements: Some(1.0), ..NOTHING }),
    Kind {
        once: true,
        ..Kind::new("token (private_key_jwt)", Limit::Write, Agreed { times: Some(3.0), ..NOTHING })
    },
    Kind {
        once: true,
        status: 303,
        ..Kind::new(
            "accept by page",
            Limit::Write,
            Agreed { times: Some(2.0), part: Some(0.4), statements: Some(4.0), ..NOTHING },
        )
    },
    Kind {
        once: true,
        ..Kind::new(
            "accept by API",
            Limit::Write,
            Agreed { times: Some(4.0), part: Some(0.45), statements: Some(6.0), p99: Some(10.0), ..NOTHING },
        )
    },
];

/// The requests of each kind, in the same order; none where this build cannot have any.
pub async fn asks(side: &Side, people: &People) -> Result<Vec<Option<Ask>>> {
    let made = people.made;
    let account = account(&side.db).await;
    let access = side.token(access::CLIENT, "user.roles.view", None)?;
    let system = side.token(SYSTEM, "user.roles.view", None)?;
    let assertions = tokens::settle(side).await?;
    let after = feed_place(&side.db).await?;
    let half = INVITATIONS.to / 2;
    let (case_reader, confirmer, asker) = (people.staff.clone(), people.staff.clone(), access.clone());
    let (invited, accepting, app) = (people.invited.clone(), people.invited.clone(), people.app.clone());
    let case = |n: u32| delegation(CASES.from + n % (CASES.to - CASES.from));
    Ok(vec![
        Some(same(browser("/", ""))),
        Some(same(browser("/auth/nhs-login/start", ""))),
        Some(same(browser("/home", &people.many))),
        Some(same(browser("/home", &people.none))),
        Some(same(browser(&format!("/delegations/{made}"), &people.many))),
        Some(same(browser("/staff", &people.staff))),
        Some(each(move |n| browser(&format!("/staff/cases/{}", case(n)), &case_reader))),
        Some(each(move |n| browser(&format!("/staff/cases/{}/confirm", case(n)), &confirmer))),
        account.map(|account| same(browser(&format!("/staff/accounts/{account}"), &people.staff))),
        Some(each(move |n| browser(&format!("/delegations/{}/accept", delegation(1 + n % half)), &invited))),
        Some(each(move |n| program(&access::path_of(n), &asker))),
        Some(each(move |n| program(&access::roles_path_of(n), &access))),
        Some(same(program(&format!("/api/v1/events?after={after}"), &system))),
        Some(once(move |n| assertions.get(usize::try_from(n).ok()?).cloned())),
        Some(once(move |n| {
            (n < half).then(|| form(&format!("/delegations/{}/accept", delegation(n + 1)), &accepting))
        })),
        Some(once(move |n| {
            let last = INVITATIONS.to - half;
            (n < last).then(|| {
                command(&format!("/api/v1/delegations/{}/acceptance", delegation(half + n + 1)), &app, n)
            })
        })),
    ])
}

fn same(request: Vec<u8>) -> Ask {
    Arc::new(move |_| Some(request.clone()))
}

fn each(request: impl Fn(u32) -> Vec<u8> + Send + Sync + 'static) -> Ask {
    Arc::new(move |n| Some(request(n)))
}

fn once(request: impl Fn(u32) -> Option<Vec<u8>> + Send + Sync + 'static) -> Ask {
    Arc::new(request)
}

/// As browsers of today ask.
pub fn browser(path: &str, cookie: &str) -> Vec<u8> {
    let cookie = if cookie.is_empty() { String::new() } else { format!("cookie: {cookie}\r\n") };
    format!(
        "GET {path} HTTP/1.1\r\nhost: localhost\r\naccept: text/html,*/*;q=0.8\r\naccept-encoding: gzip, deflate, br\r\n\
         sec-fetch-site: same-origin\r\nsec-fetch-mode: navigate\r\nsec-fetch-dest: document\r\n{cookie}\r\n"
    )
    .into_bytes()
}

/// As a program asks, with its token.
pub fn program(path: &str, token: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n\r\n").into_bytes()
}

fn form(path: &str, cookie: &str) -> Vec<u8> {
    let body = "declare=yes";
    format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\naccept: text/html\r\naccept-encoding: gzip, deflate, br\r\n\
         sec-fetch-site: same-origin\r\nsec-fetch-mode: navigate\r\nsec-fetch-dest: document\r\ncookie: {cookie}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn command(path: &str, token: &str, n: u32) -> Vec<u8> {
    let body = json!({ "declaration": true }).to_string();
    format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\nidempotency-key: accept-{n}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// An online service account of the practice, where this build knows such.
async fn account(db: &PgPool) -> Option<uuid::Uuid> {
    let found = sqlx::query_scalar("select id from account where practice = 'A81001' order by id limit 1");
    found.fetch_optional(db).await.ok().flatten()
}

/// Behind this place of the feed there are twenty events.
async fn feed_place(db: &PgPool) -> Result<i64> {
    let read = sqlx::query_scalar(
        "select coalesce(min(seq), 1) - 1 from
             (select seq from event where practice = 'A81001' order by seq desc limit 20) as latest",
    );
    Ok(read.fetch_one(db).await?)
}
