//! Every problem of the published list is met by a real call, and nothing is left behind by what is refused.

use std::collections::BTreeSet;

use domain::OdsCode;
use domain::account::SwitchOffReason;
use proxy_access::actions::accounts::settle;
use proxy_access::api::Kind;
use proxy_access::storage::accounts::kept;
use serde_json::{Value, json};
use time::Duration;

use crate::program::Answer;
use crate::speaker::{Speaker, code, confirmation, expect, for_david, with};
use crate::story::count;
use crate::support::world::{World, world_with};

/// The problems that were met.
#[derive(Default)]
struct Met(BTreeSet<String>);

impl Met {
    /// The call was refused with this problem, as the list says.
    fn note(&mut self, answer: &Answer, problem: &str) {
        let kind = Kind::ALL.iter().find(|kind| kind.code() == problem).expect("a published problem");
        assert_eq!(code(answer), problem, "{answer:?}");
        assert_eq!(answer.status, kind.status(), "{answer:?}");
        assert_eq!(answer.headers["content-type"], "application/problem+json");
        assert_eq!(
            (&answer.body["status"], &answer.body["title"]),
            (&json!(kind.status().as_u16()), &json!(kind.title()))
        );
        if matches!(answer.status.as_u16(), 429 | 503) {
            assert!(answer.headers.contains_key("retry-after"), "{answer:?}");
        }
        self.0.insert(problem.to_owned());
    }
}

fn for_number(text: &str) -> Value {
    with(for_david(), "/delegate/nhs_number", json!(text))
}

/// What the request itself, or how it is sent, can be refused for; nothing of it is kept.
async fn as_it_is_sent(margaret: &Speaker<'_>, world: &World, met: &mut Met) {
    let path = "/api/v1/delegations";
    let cases = [
        (with(for_david(), "/free_of_pressure", json!(false)), "under-pressure"),
        (with(for_number("9990000018"), "/delegate/birth_date", json!("1952-03-01")), "same-person"),
        (with(for_david(), "/delegate/birth_date", json!("2015-01-01")), "delegate-too-young"),
        (with(for_david(), "/declaration", json!(false)), "body"),
        (json!({}), "body"),
    ];
    for (body, problem) in cases {
        met.note(&margaret.sends(path, &body).await, problem);
    }
    let (http, bearer) = (&margaret.http, format!("Bearer {}", margaret.token));
    let headers =
        [("authorization", bearer.as_str()), ("idempotency-key", "text"), ("content-type", "text/plain")];
    met.note(&http.sends_raw(path, "for David", &headers).await, "not-json");
    met.note(&http.sends(&margaret.token, path, &for_david(), &[]).await, "parameter");
    met.note(&http.sends("no token", path, &for_david(), &[("idempotency-key", "a")]).await, "token");
    assert_eq!((count(world, "event").await, count(world, "draft").await), (0, 0), "nothing was kept");
    let traces = "answered_call where answer::text like '%pressure%'";
    assert_eq!(count(world, traces).await, 0, "whether somebody is pressed is kept nowhere");
}

/// What the same call again can be refused for. Gives the id of a request for David.
async fn as_it_is_sent_again(margaret: &Speaker<'_>, world: &World, met: &mut Met) -> String {
    let (path, key) = ("/api/v1/delegations", [("idempotency-key", "first")]);
    let sends = async |body: Value| margaret.http.sends(&margaret.token, path, &body, &key).await;
    let first = sends(for_david()).await;
    expect(&first, 201, "checking");
    met.note(&sends(with(for_david(), "/relationship", json!("friend"))).await, "idempotency-key-reused");
    let begun = "update answered_call set status = null, answer = null";
    sqlx::query(begun).execute(&world.app.db).await.expect("as if it were under way");
    met.note(&sends(for_david()).await, "under-way");
    met.note(&margaret.sends(path, &for_david()).await, "already-open");
    first.body["id"].as_str().expect("an id").to_owned()
}

/// What commands can be refused for, until the practice has confirmed.
async fn on_the_way(margaret: &Speaker<'_>, world: &World, met: &mut Met, id: &str) {
    let change = json!({ "access": for_david()["access"] });
    met.note(&margaret.tells(id, "change-request", &change).await, "wrong-stage");
    world.deliver_everything().await;
    met.note(&margaret.tells(id, "resending", &json!({})).await, "resent-lately");
    let yes = json!({ "declaration": true });
    let nadia = Speaker::citizen(world, "nadia").await;
    met.note(&nadia.tells(id, "acceptance", &yes).await, "not-found");
    met.note(&nadia.tells(id, "confirmation", &confirmation()).await, "scope");
    let david = Speaker::citizen(world, "david").await;
    sqlx::query("update invitation set birth_date = '1950-01-01'").execute(&world.app.db).await.unwrap();
    met.note(&david.tells(id, "acceptance", &yes).await, "not-the-invited-person");
    sqlx::query("update invitation set birth_date = '1949-11-02'").execute(&world.app.db).await.unwrap();
    let (path, old) =
        (format!("/api/v1/delegations/{id}/acceptance"), [("if-match", "\"1\""), ("idempotency-key", "old")]);
    met.note(&david.http.sends(&david.token, &path, &yes, &old).await, "changed");
    expect(&david.tells(id, "acceptance", &yes).await, 200, "with_practice");
    let rachel = Speaker::staff(world, "reception-a").await;
    let over = json!({ "services": ["book_appointments"], "starts": "2026-01-01", "ends": "2026-02-01" });
    let late = with(confirmation(), "/access", over);
    met.note(&rachel.tells(id, "confirmation", &late).await, "end-date-passed");
}

/// What a practice can be refused for the safety of people: access that grows, and a reason that never goes to the other.
async fn for_safety(world: &World, met: &mut Met) {
    let pair = crate::people::pair(world).await;
    let waiting = crate::people::with_practice(world, pair.delegator, pair.delegate).await.to_string();
    let rachel = Speaker::staff(world, "reception-a").await;
    let everything = json!({ "services": ["view_record"], "record_level": "full", "no_end": true });
    let more = with(confirmation(), "/access", everything.clone());
    met.note(&rachel.tells(&waiting, "confirmation", &more).await, "more-than-asked");
    let refusal =
        json!({ "reason": "safeguarding", "tell": { "delegator": "nothing", "delegate": "reason" } });
    met.note(&rachel.tells(&waiting, "refusal", &refusal).await, "never-told");
    let pair = crate::people::pair(world).await;
    let set = crate::people::active(world, pair.delegator, pair.delegate).await.to_string();
    met.note(&rachel.tells(&set, "change", &json!({ "access": everything })).await, "checks-needed");
}

/// What the trusted person's account keeps a practice from confirming for: it is switched off, or nobody knows who they are.
async fn by_the_account(world: &World, met: &mut Met) {
    let rachel = Speaker::staff(world, "reception-a").await;
    let ends = (world.clock.today_in_london() + Duration::days(30)).to_string();
    let access = json!({ "services": ["book_appointments"], "ends": ends });
    let body = with(confirmation(), "/access", access);
    let pair = crate::people::pair(world).await;
    crate::people::active(world, pair.delegator, pair.delegate).await;
    let practice = OdsCode::parse("A81001").expect("an ODS code");
    let account = kept::of(&world.app.db, pair.delegate, &practice).await.unwrap().expect("an account");
    let (staff, misuse) = (crate::people::staff(), SwitchOffReason::Misuse);
    settle::switch_off(&world.app, staff, account, misuse, None).await.unwrap();
    let other = crate::people::pair(world).await;
    let waiting = crate::people::with_practice(world, other.delegator, pair.delegate).await.to_string();
    met.note(&rachel.tells(&waiting, "confirmation", &body).await, "account-off");
    let nobody = crate::people::pair(world).await;
    let waiting = crate::people::with_practice(world, nobody.delegator, nobody.delegate).await.to_string();
    let nameless = "update person set given_name = null, family_name = null where id = $1";
    sqlx::query(nameless).bind(nobody.delegate.0).execute(&world.app.db).await.unwrap();
    met.note(&rachel.tells(&waiting, "confirmation", &body).await, "identity-not-verified");
}

/// Two may be open, three asked for in a day; David's is the first.
async fn too_many(margaret: &Speaker<'_>, met: &mut Met) {
    let nth =
        |n: u32| with(for_number(&crate::people::number_of(700 + n)), "/delegate/given_name", json!("Alex"));
    let asks = async |n| margaret.sends("/api/v1/delegations", &nth(n)).await;
    expect(&asks(0).await, 201, "checking");
    let last = asks(1).await;
    expect(&last, 201, "checking");
    met.note(&asks(2).await, "too-many-open");
    let id = last.body["id"].as_str().expect("an id");
    expect(&margaret.tells(id, "withdrawal", &json!({})).await, 200, "withdrawn");
    met.note(&asks(2).await, "too-many-today");
}

/// One stream may be open, and one call made in a second.
async fn of_the_program(met: &mut Met) {
    let world = world_with(&[("PROGRAM_STREAMS", "1")]).await;
    let system = Speaker::system(&world).await;
    let _open = system.http.follows(&system.token, "/api/v1/events", &[]).await;
    met.note(&system.reads("/api/v1/events?wait=1").await, "too-many-streams");
    let world = world_with(&[("PROGRAM_CALLS_A_SECOND", "1")]).await;
    let system = Speaker::system(&world).await;
    let answers = futures::future::join_all((0..20).map(|_| system.reads("/api/v1/delegations"))).await;
    let refused = answers.iter().find(|answer| answer.status == 429);
    met.note(refused.expect("twenty at once are too many"), "too-often");
}

async fn set_practice(world: &World, enabled: bool) {
    let set = sqlx::query("update practice set enabled = $1 where ods_code = 'A81001'").bind(enabled);
    set.execute(&world.app.db).await.expect("set");
}

#[tokio::test]
async fn every_problem_of_the_list_is_met_by_a_call() {
    let world = world_with(&[("LIMIT_OPEN_INVITATIONS", "2"), ("LIMIT_REQUESTS_A_DAY", "3")]).await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let mut met = Met::default();
    as_it_is_sent(&margaret, &world, &mut met).await;
    let id = as_it_is_sent_again(&margaret, &world, &mut met).await;
    on_the_way(&margaret, &world, &mut met, &id).await;
    too_many(&margaret, &mut met).await;
    for_safety(&world, &mut met).await;
    by_the_account(&world, &mut met).await;
    of_the_program(&mut met).await;

    // George's practice takes part, but that of the patient who asks him no longer does.
    let asker = Speaker::citizen(&world, "nadia").await;
    let george = with(for_number("9990000131"), "/delegate/given_name", json!("George"));
    let george = with(
        with(george, "/delegate/family_name", json!("Owusu")),
        "/delegate/birth_date",
        json!("1984-04-04"),
    );
    let asked = asker.sends("/api/v1/delegations", &george).await;
    expect(&asked, 201, "checking");
    world.deliver_everything().await;
    let accepts = Speaker::citizen(&world, "george").await;
    set_practice(&world, false).await;
    let asked = asked.body["id"].as_str().expect("an id");
    met.note(&accepts.tells(asked, "acceptance", &json!({ "declaration": true })).await, "practice-left");
    met.note(&margaret.sends("/api/v1/delegations", &for_david()).await, "scope");
    expect(&margaret.tells(&id, "withdrawal", &json!({})).await, 200, "withdrawn");

    world.app.db.close().await;
    met.note(&margaret.reads("/api/v1/delegations").await, "unavailable");
    let all: BTreeSet<String> = Kind::ALL.iter().map(|kind| kind.code().to_owned()).collect();
    assert_eq!(met.0, all);
}
