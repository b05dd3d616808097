//! Who asks: people of the cast, who signed in and made one delegation by the pages; and many copies of what came of it.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use sqlx::PgPool;
use uuid::Uuid;

use crate::browser::Browser;
use crate::copies::{self, Pattern, Range};
use crate::page::Page;
use crate::side::Side;

/// Invitations that wait for an answer: half are accepted by pages, half by the API.
pub const INVITATIONS: Range = Range { from: 1, to: 16_000 };
/// Cases of the practice.
pub const CASES: Range = Range { from: 100_001, to: 102_000 };
/// People whom one patient lets act; with the one that was made by the pages these are twenty.
pub const OF_ONE: Range = Range { from: 200_001, to: 200_019 };
/// How long the worker may take for one invitation.
const PATIENCE: u32 = 600;
/// Programs that ask: a practice's own system, an app of citizens.
pub const SYSTEM: &str = "work-system";
const APP: &str = "work-app";
/// What the app may do.
const SCOPES: &str = "proxy.request.respond proxy.view";

/// Who asks, by the cookies and tokens that their requests bring.
#[derive(Clone)]
pub struct People {
    /// A patient with twenty delegations.
    pub many: String,
    /// A patient with none.
    pub none: String,
    /// Who was invited many times.
    pub invited: String,
    /// Somebody of the practice.
    pub staff: String,
    /// The same invited person's app.
    pub app: String,
    /// The one delegation that was made by the pages.
    pub made: Uuid,
}

/// Signs them in and fills the database; a build whose pages are too different gets none.
pub async fn settle(side: &mut Side) -> Result<People> {
    side.serve(true).await?;
    let (url, db) = (side.url.clone(), side.db.clone());
    // Pages that are not as expected end the task, and no more.
    let people = tokio::spawn(Box::pin(journey(url, db))).await.context("its pages are different")??;
    let [many, none, invited, staff] = people.cookies;
    let app = app_of(side, people.delegate).await?;
    sqlx::query("vacuum analyze").execute(&side.db).await?;
    side.serve(false).await?;
    Ok(People { many, none, invited, staff, app, made: people.made })
}

struct Found {
    cookies: [String; 4],
    delegate: Uuid,
    made: Uuid,
}

async fn journey(url: String, db: PgPool) -> Result<Found> {
    let mut margaret = signed_in(&url, "margaret").await;
    invite(&mut margaret, "summary").await?;
    let made = invited(&db).await?;
    copies::write(&db, made, INVITATIONS, (true, false)).await?;
    let david = accepted(&url, made).await?;
    copies::write(&db, made, CASES, (true, true)).await?;
    copies::write(&db, made, OF_ONE, (false, true)).await?;
    let nadia = signed_in(&url, "nadia").await;
    // Without them, what staff ask is not answered, and the rest is.
    let staff = at_work(&url).await.ok();
    let staff = staff.as_ref().and_then(|browser| browser.cookie("session")).unwrap_or_default();
    let cookies = [&margaret, &nadia, &david].map(|browser| browser.cookie("session"));
    let [Some(many), Some(none), Some(invited)] = cookies else { bail!("no session") };
    let cookies = [many, none, invited, staff].map(|cookie| format!("session={cookie}"));
    Ok(Found { cookies, delegate: made.delegate, made: made.id })
}

/// David's browser, in which he has said yes.
pub async fn accepted(url: &str, made: Pattern) -> Result<Browser> {
    let mut david = signed_in(url, "david").await;
    david.get(&format!("/delegations/{}/accept", made.id)).await;
    good(&david.submit(&[("declare", "yes")]).await)?;
    Ok(david)
}

/// The browser of a receptionist of the practice.
pub async fn at_work(url: &str) -> Result<Browser> {
    let mut staff = Browser::new(url);
    staff.get("/auth/cis2/start").await;
    staff.submit(&[("person", "reception-a")]).await;
    good(&staff.get("/staff").await)?;
    Ok(staff)
}

/// Confirms access as it was asked for, by the pages of staff.
pub async fn confirmed(staff: &mut Browser, made: Pattern) -> Result<()> {
    staff.get(&format!("/staff/cases/{}/confirm", made.id)).await;
    let checked = ["spoke_to_patient", "coercion_considered", "safeguarding_looked", "identity_seen"];
    let mut fields: Vec<(&str, &str)> = checked.iter().map(|point| ("checklist", *point)).collect();
    fields.extend([("consent", "by_telephone"), ("how_long", "no_end")]);
    staff.submit(&fields).await;
    good(&staff.submit(&[]).await)
}

/// A browser in which this citizen of the cast has signed in.
pub async fn signed_in(url: &str, who: &str) -> Browser {
    let mut browser = Browser::new(url);
    browser.get("/auth/nhs-login/start").await;
    let page = browser.submit(&[("person", who)]).await;
    if page.forms().iter().any(|form| form.names.iter().any(|name| name == "consent")) {
        browser.submit(&[("consent", "share")]).await;
    }
    browser
}

/// Asks for David to see as much of the record, page by page, as a patient does.
pub async fn invite(browser: &mut Browser, record: &str) -> Result<()> {
    browser.get("/invite").await;
    browser.submit(&[]).await;
    let who = [
        ("given_name", "David"),
        ("family_name", "O'Neill"),
        ("born-day", "2"),
        ("born-month", "11"),
        ("born-year", "1949"),
        ("nhs_number", "9990000026"),
        ("email", "typed.by.margaret@example.test"),
    ];
    browser.submit(&who).await;
    browser.submit(&[("relationship", "partner")]).await;
    let services = [("services", "order_prescriptions"), ("services", "view_record"), ("record", record)];
    browser.submit(&services).await;
    browser.submit(&[("how_long", "no_end")]).await;
    browser.submit(&[("pressure", "no")]).await;
    browser.submit(&[]).await;
    good(&browser.submit(&[("declare", "yes")]).await)
}

/// Fails unless the page is as it should be.
pub fn good(page: &Page) -> Result<()> {
    if page.status == 200 { Ok(()) } else { bail!("{} at {}", page.status, page.path()) }
}

/// Waits until the worker has sent the one invitation.
pub async fn invited(db: &PgPool) -> Result<Pattern> {
    for _ in 0..PATIENCE {
        let read = sqlx::query_as::<_, (Uuid, Uuid, Uuid)>(
            "select id, delegator_id, delegate_id from delegation where stage = 'invited'",
        );
        if let Some((id, delegator, delegate)) = read.fetch_optional(db).await? {
            return Ok(Pattern { id, delegator, delegate });
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    bail!("the invitation was not sent")
}

/// Registers an app that may answer for this person; a token of theirs for it.
async fn app_of(side: &Side, person: Uuid) -> Result<String> {
    sqlx::query(
        "insert into client (id, name, acts_for, scopes, keys, practices, registered_at)
         values ($1, 'App', 'citizen', string_to_array($2, ' '), '{\"keys\":[]}', '{}', now())",
    )
    .bind(APP)
    .bind(SCOPES)
    .execute(&side.db)
    .await?;
    let grant = side.clock.new_id();
    sqlx::query(
        "insert into app_grant (id, client_id, holder_id, scopes, acr, signed_in_at, given_at, expires_at)
         values ($1, $2, $3, string_to_array($4, ' '), 'P9.Cp.Cd', now(), now(), now() + interval '1 day')",
    )
    .bind(grant)
    .bind(APP)
    .bind(person)
    .bind(SCOPES)
    .execute(&side.db)
    .await?;
    side.token(APP, SCOPES, Some((person, grant)))
}
