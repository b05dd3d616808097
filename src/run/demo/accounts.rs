//! Online service accounts that whoever tries the demo finds at Riverside: of a patient for themselves, of somebody of another practice
//! who acts for a patient, and of a parent for their child. What is left to do at each is what the sandbox's first page says to try.

use anyhow::Context;
use secrecy::ExposeSecret;
use time::macros::date;
use time::{Date, Duration};

use crate::actions::accounts::associate::{Wish, associate};
use crate::actions::accounts::link::{Typed, link, signed_in};
use crate::actions::accounts::trace::{Described, trace};
use crate::actions::accounts::{keys, open, settle};
use crate::app::App;
use crate::storage::accounts::kept;
use crate::storage::staff;
use domain::account::{
    AccountId, AccountNumber, Checked, Document, Evidence, Ground, Proof, ResetReason, Tie, Verification,
    Vouching,
};
use domain::delegation::ConsentMethod;
use domain::{Access, Actor, NhsNumber, OdsCode, PersonId, PersonName, RecordLevel, Relationship, Service};
use sandbox::Sandbox;

/// The practice.
const PRACTICE: &str = "A81001";
/// Who makes them: CIS2 user id and name of its manager.
const MANAGER: (&str, &str) = ("555000000102", "Mark Moore");

/// Somebody of the cast: NHS number, names, and when they were born.
type Somebody = (&'static str, &'static str, &'static str, Date);

const MARGARET: Somebody = ("9990000018", "Margaret", "O'Neill", date!(1951 - 03 - 12));
const DAVID: Somebody = ("9990000026", "David", "O'Neill", date!(1949 - 11 - 02));
const SIAN: Somebody = ("9990000034", "Siân", "Llewellyn-Jones", date!(1980 - 02 - 29));
const NADIA: Somebody = ("9990000123", "Nadia", "Hussain", date!(1992 - 12 - 24));
const SAMI: Somebody = ("9990000174", "Sami", "Hussain", date!(2019 - 04 - 02));

/// An account, and whether it was just made.
struct Made {
    id: AccountId,
    person: PersonId,
    is_new: bool,
}

/// Makes those that are not there yet, and has NHS login hand over what links David's.
///
/// # Errors
/// When PDS of the sandbox or the database fails.
pub async fn furnish(app: &App, sandbox: &Sandbox) -> anyhow::Result<()> {
    let (sub, name) = MANAGER;
    let id = staff::upsert(&app.db, app.clock.new_id(), sub, name, app.clock.now()).await?;
    let by = Actor::Staff { id, practice: OdsCode::parse(PRACTICE).ok().context(PRACTICE)? };
    of_themselves(app, sandbox, &by).await?;
    of_another_practice(app, &by).await?;
    of_a_parent(app, &by).await
}

/// David, for himself. He has a key each time anew: those of the last time were hashed with another secret.
async fn of_themselves(app: &App, sandbox: &Sandbox, by: &Actor) -> anyhow::Result<()> {
    let made = make(app, by, DAVID).await?;
    if made.is_new {
        verify(app, by, made.id, Proof::Vouching(Vouching::Personal)).await?;
        let wish = Wish { tie: Tie::Own, access: access(app)? };
        associate(app, by, (made.id, made.person), wish, None).await?;
    }
    sandbox.make_partner();
    let account = kept::load(&app.db, made.id).await?.context("it was made")?;
    if !account.linkages.is_empty() {
        return Ok(());
    }
    let key = match account.key_since {
        None => keys::issue(app, by, made.id).await?,
        Some(_) => keys::reset(app, by, made.id, (ResetReason::Lost, None)).await?,
    };
    let key = key.context("a key")?.key;
    sandbox.hand_over("david", [&AccountNumber::of(made.id).grouped(), key.expose_secret(), PRACTICE]);
    Ok(())
}

/// Siân, whose own practice is another one, for Margaret.
async fn of_another_practice(app: &App, by: &Actor) -> anyhow::Result<()> {
    let made = make(app, by, SIAN).await?;
    if !made.is_new {
        return Ok(());
    }
    verify(app, by, made.id, Proof::Documents { seen: vec![Document::Passport], copy: None }).await?;
    let ground = Ground::Consent { method: ConsentMethod::InWriting };
    let tie = Tie::Proxy { relationship: Relationship::Child, ground };
    let margaret = known(app, by, MARGARET).await?;
    associate(app, by, (made.id, margaret), Wish { tie, access: access(app)? }, None).await?;
    Ok(())
}

/// Nadia, for her child; she has linked hers.
async fn of_a_parent(app: &App, by: &Actor) -> anyhow::Result<()> {
    let made = make(app, by, NADIA).await?;
    if !made.is_new {
        return Ok(());
    }
    verify(app, by, made.id, Proof::Vouching(Vouching::Information)).await?;
    let review_on = app.clock.today_in_london() + Duration::days(365);
    let ground = Ground::ParentalResponsibility(Checked { evidence: Evidence::LegalDocument, review_on });
    let tie = Tie::Proxy { relationship: Relationship::Parent, ground };
    let sami = known(app, by, SAMI).await?;
    associate(app, by, (made.id, sami), Wish { tie, access: access(app)? }, None).await?;
    let key = keys::issue(app, by, made.id).await?.context("the first key")?.key;
    let (_, _, family_name, birth_date) = NADIA;
    let typed = Typed {
        number: AccountNumber::of(made.id).grouped(),
        practice: PRACTICE.to_owned(),
        key: key.expose_secret().to_owned(),
        family_name: family_name.to_owned(),
        birth_date,
    };
    link(app, made.person, signed_in(made.person), &typed).await?;
    Ok(())
}

async fn make(app: &App, by: &Actor, whose: Somebody) -> anyhow::Result<Made> {
    let person = known(app, by, whose).await?;
    let practice = OdsCode::parse(PRACTICE).ok().context(PRACTICE)?;
    if let Some(id) = kept::of(&app.db, person, &practice).await? {
        return Ok(Made { id, person, is_new: false });
    }
    let id = open::open(app, by, person).await?.after.id;
    Ok(Made { id, person, is_new: true })
}

/// Somebody whom PDS knows.
async fn known(
    app: &App,
    by: &Actor,
    (number, given, family, birth_date): Somebody,
) -> anyhow::Result<PersonId> {
    let number = NhsNumber::parse(number).ok().context("an NHS number")?;
    let described = Described {
        title: String::new(),
        name: PersonName::new(given, family),
        birth_date,
        address: String::new(),
        phone: String::new(),
        email: None,
    };
    trace(app, by, (&number, &described), "demo").await?.context("PDS of the sandbox knows the cast")
}

async fn verify(app: &App, by: &Actor, id: AccountId, proof: Proof) -> anyhow::Result<()> {
    let verification = Verification { on: app.clock.today_in_london(), proof };
    settle::verify(app, by, id, verification, None).await?;
    Ok(())
}

/// From today on.
fn access(app: &App) -> anyhow::Result<Access> {
    let services = [Service::BookAppointments, Service::OrderPrescriptions, Service::ViewRecord];
    let access = Access::new(services, RecordLevel::Detailed, app.clock.today_in_london(), None);
    access.ok().context("access")
}
