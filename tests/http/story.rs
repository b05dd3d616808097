//! The steps of the story, so that tests say what happens and not which field is filled in.

use domain::DelegationId;
use time::Duration;
use uuid::Uuid;

use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::World;

/// Somebody as the delegator describes them.
#[derive(Debug, Clone, Copy)]
pub struct Described {
    /// First name.
    pub given: &'static str,
    /// Last name.
    pub family: &'static str,
    /// Day, month, year.
    pub born: (&'static str, &'static str, &'static str),
    /// NHS number.
    pub number: &'static str,
    /// Address as the delegator knows it.
    pub email: &'static str,
}

/// Margaret's husband, who has another address in PDS than the one she gives.
pub const DAVID: Described = Described {
    given: "David",
    family: "O'Neill",
    born: ("2", "11", "1949"),
    number: "9990000026",
    email: "typed.by.margaret@example.test",
};

/// Where PDS says that David reads mail.
pub const DAVIDS_MAIL: &str = "david.oneill@example.test";
/// Where PDS says that Nadia reads mail.
pub const NADIAS_MAIL: &str = "nadia.hussain@example.test";
/// The Riverside practice's mailbox, which is secure.
pub const RIVERSIDES_MAIL: &str = "riverside@nhs.net";
/// The Hillview surgery's mailbox, which is not.
pub const HILLVIEWS_MAIL: &str = "reception@hillview-surgery.example";
/// Where NHS login says that Margaret reads mail.
pub const MARGARETS_MAIL: &str = "margaret.oneill@example.test";

/// A friend with ordinary records everywhere.
pub const NADIA: Described = Described {
    given: "Nadia",
    family: "Hussain",
    born: ("24", "12", "1992"),
    number: "9990000123",
    email: "nadia@example.test",
};

/// Somebody whom no stand-in knows, to be given a number.
pub const ALEX: Described = Described {
    given: "Alex",
    family: "Smith",
    born: ("1", "2", "1980"),
    number: "",
    email: "alex@example.test",
};

impl Described {
    /// The fields of the first page.
    pub fn fields(&self) -> [(&'static str, &'static str); 7] {
        [
            ("given_name", self.given),
            ("family_name", self.family),
            ("born-day", self.born.0),
            ("born-month", self.born.1),
            ("born-year", self.born.2),
            ("nhs_number", self.number),
            ("email", self.email),
        ]
    }
}

/// A new draft; its id.
pub async fn begin(browser: &mut Browser) -> String {
    browser.get("/invite").await;
    let page = browser.submit(&[]).await;
    let path = page.path();
    path.split('/').nth(2).unwrap_or_else(|| panic!("no draft in {page}")).to_owned()
}

/// All pages up to the declaration, which is then shown; the draft's id.
pub async fn draft(browser: &mut Browser, who: &Described) -> String {
    draft_with(browser, &who.fields()).await
}

/// The same with these fields of the first page.
pub async fn draft_with(browser: &mut Browser, fields: &[(&str, &str)]) -> String {
    let draft = begin(browser).await;
    browser.submit(fields).await;
    browser.submit(&[("relationship", "partner")]).await;
    let services = [("services", "order_prescriptions"), ("services", "view_record"), ("record", "summary")];
    browser.submit(&services).await;
    browser.submit(&[("how_long", "no_end")]).await;
    browser.submit(&[("pressure", "no")]).await;
    browser.submit(&[]).await.expect(200, "Before you send this");
    draft
}

/// The whole invitation; the page after it.
pub async fn invite(browser: &mut Browser, who: &Described) -> Page {
    draft(browser, who).await;
    let page = browser.submit(&[("declare", "yes")]).await;
    page.expect(200, "Request sent");
    page
}

/// Tomasz asks for David too, and from now on his request, and any whose access is not set, is with Riverside.
pub async fn another_request(world: &World) {
    invite(&mut world.sign_in_as("tomasz").await, &DAVID).await;
    sqlx::query(
        "update delegation set stage = 'with_practice', practice = 'A81001', sent_to_practice_at = $1, stage_since = $1
         where stage <> 'active'",
    )
    .bind(world.clock.now())
    .execute(&world.app.db)
    .await
    .unwrap();
}

/// The only delegation that began with a request.
pub async fn the_delegation(world: &World) -> DelegationId {
    let ids: Vec<Uuid> = sqlx::query_scalar("select id from delegation where former is null")
        .fetch_all(&world.app.db)
        .await
        .unwrap();
    assert_eq!(ids.len(), 1, "one delegation");
    DelegationId(ids[0])
}

/// Names of the events of the only delegation, in order.
pub async fn events(world: &World) -> Vec<String> {
    sqlx::query_scalar("select name from event where kind = 'delegation' order by aggregate_id, version")
        .fetch_all(&world.app.db)
        .await
        .unwrap()
}

/// Each line of the ledger as `message to recipient: outcome`, oldest first.
pub async fn ledger(world: &World) -> Vec<String> {
    sqlx::query_scalar(
        "select message || ' to ' || recipient || ': ' || case
             when sent_at is not null then 'sent at try ' || attempts
             when muted_at is not null then 'switched off'
             when failed_at is not null then 'given up at try ' || attempts || ', ' || last_fault
             when last_fault is not null then 'tried ' || attempts || ', ' || last_fault
             else 'waits' end
         from message order by id",
    )
    .fetch_all(&world.app.db)
    .await
    .unwrap()
}

/// Rows of a table, for counts.
pub async fn count(world: &World, from: &'static str) -> i64 {
    sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {from}")))
        .fetch_one(&world.app.db)
        .await
        .unwrap()
}

/// Subjects of the mail to one address, oldest first.
pub fn subjects(world: &World, address: &str) -> Vec<String> {
    world.letters_to(address).into_iter().map(|letter| letter.subject).collect()
}

/// A long wait for whatever was put off, then all of it done.
pub async fn later(world: &World) -> usize {
    world.clock.advance(Duration::minutes(10));
    world.deliver_everything().await
}

/// The delegate opens the link of the invitation, signs in and says yes.
pub async fn accept(world: &World, who: &str, address: &str) -> Browser {
    let mut browser = answer(world, who, address, "yes").await;
    browser.submit(&[("declare", "yes")]).await.expect(200, "You have said yes");
    browser
}

/// The delegate opens the link of the newest invitation, signs in and answers; the next page is shown.
pub async fn answer(world: &World, who: &str, address: &str, answer: &str) -> Browser {
    let invitation = world.letters_to(address).pop().expect("an invitation");
    let mut browser = world.browser();
    browser.get(&world.link_in(&invitation)).await;
    browser.follow("Continue to NHS login").await;
    crate::support::world::nhs_login_as(&mut browser, who).await;
    browser.submit(&[("answer", answer)]).await;
    browser
}

/// Somebody of the practice opens the link of its newest letter and confirms what was asked for.
pub async fn confirm(world: &World, who: &str, address: &str) -> Browser {
    let mut browser = open_case(world, who, address).await;
    browser.follow("Confirm access").await.expect_text("What you have checked");
    let points = ["spoke_to_patient", "coercion_considered", "safeguarding_looked", "identity_seen"];
    let mut fields: Vec<(&str, &str)> = points.iter().map(|point| ("checklist", *point)).collect();
    fields.push(("consent", "by_telephone"));
    // "No end date" never stands there already.
    fields.push(("how_long", "no_end"));
    browser.submit(&fields).await.expect_text("Check your answers");
    browser.submit(&[]).await.expect(200, "Access confirmed");
    browser
}

/// Somebody of the practice opens the link of its newest letter and refuses out of worry, with a note; `tell` is what the
/// patient and the trusted person are told.
pub async fn refuse(world: &World, who: &str, address: &str, tell: (&str, &str)) -> Browser {
    let mut browser = open_case(world, who, address).await;
    browser.follow("Refuse").await.expect_text("Why do you refuse?");
    let reason = ("reason", "safeguarding");
    let fields = [reason, ("tell_patient", tell.0), ("tell_trusted", tell.1), ("note", "A note for us.")];
    browser.submit(&fields).await.expect_text("Check your answers");
    browser.submit(&[]).await.expect(200, "Request refused");
    browser
}

async fn open_case(world: &World, who: &str, address: &str) -> Browser {
    let letter = world.letters_to(address).pop().expect("a letter to the practice");
    let mut browser = world.staff_sign_in_as(who).await;
    browser.get(&world.link_in(&letter)).await.expect_text("NHS number");
    browser
}

/// Looks again and again until something is so; a minute is too long.
pub async fn until(is_so: impl AsyncFn() -> bool) {
    let looked = async {
        while !is_so().await {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), looked).await.expect("it becomes so");
}
