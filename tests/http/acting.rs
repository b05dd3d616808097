//! David's online account at Riverside, by which he acts for Margaret, and the session that an app of his begins.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::account::{AccountId, AssociationId};
use domain::{Access, NhsNumber, PersonId, PersonName, RecordLevel, Service};
use proxy_access::actions::accounts::associate::Wish;
use proxy_access::actions::accounts::link::{Typed, link, signed_in};
use proxy_access::actions::accounts::open;
use proxy_access::actions::accounts::trace::{Described, trace};
use serde_json::Value;
use time::Date;
use time::macros::date;
use uuid::Uuid;

use crate::accounts::support::{Holder, associated, by_consent, described, key_of, staff, typed, verify};
use crate::program::{Answer, Program};
use crate::support::world::World;

/// When David was born.
const DAVIDS: Date = date!(1949 - 11 - 02);

/// Who acts for whom.
pub struct Pair {
    pub margaret: PersonId,
    pub david: Holder,
    pub association: AssociationId,
}

async fn traced(world: &World, number: &str, given: &str, born: Date) -> PersonId {
    let written = Described { name: PersonName::new(given, "O'Neill"), ..described(born) };
    let number = NhsNumber::parse(number).expect("a number");
    trace(&world.app, &staff(), (&number, &written), "test").await.unwrap().expect("PDS confirms it")
}

/// David may book appointments for Margaret and see the summary of her record, without an end.
pub async fn david_acts(world: &World) -> Pair {
    let margaret = traced(world, "9990000018", "Margaret", date!(1951 - 03 - 12)).await;
    let person = traced(world, "9990000026", "David", DAVIDS).await;
    let id = open::open(&world.app, &staff(), person).await.unwrap().after.id;
    let david = Holder { person, id };
    verify(world, david).await;
    let services = [Service::BookAppointments, Service::ViewRecord];
    let today = world.clock.today_in_london();
    let access = Access::new(services, RecordLevel::Summary, today, None).unwrap();
    let association = associated(world, david, margaret, Wish { access, ..by_consent(world) }).await;
    let key = key_of(world, david).await;
    let letter = Typed { family_name: "O'Neill".to_owned(), birth_date: DAVIDS, ..typed(david, &key) };
    link(&world.app, person, signed_in(person), &letter).await.unwrap();
    Pair { margaret, david, association }
}

/// A letter is made for the account that a case has made of David.
pub async fn david_gets_a_letter(world: &World) {
    let of_david =
        "select a.person_id, a.id from account a join person p on p.id = a.person_id where p.nhs_number = $1";
    let found = sqlx::query_as::<_, (Uuid, Uuid)>(of_david).bind("9990000026").fetch_one(&world.app.db).await;
    let (person, id) = found.expect("an account");
    key_of(world, Holder { person: PersonId(person), id: AccountId(id) }).await;
}

/// What a token says.
pub fn claims(token: &str) -> Value {
    let claims = token.split('.').nth(1).expect("claims");
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).expect("base64")).expect("JSON")
}

/// Begins a session at Riverside, in the words of EMIS, with some headers changed; one that is empty is left out.
pub async fn begins(world: &World, http: &Program, (token, change): (&str, &[(&str, &str)])) -> Answer {
    let client = claims(token)["client_id"].as_str().expect("a program").to_owned();
    let (auth, request) = (format!("Bearer {token}"), world.clock.new_id().to_string());
    let to = format!("{}/im1/emis", world.url);
    let usual = [
        ("authorization", auth.as_str()),
        ("nhse-application-id", client.as_str()),
        ("nhse-request-id", request.as_str()),
        ("nhse-forward-to", to.as_str()),
        ("nhse-ods-code", "A81001"),
    ];
    let kept = usual.into_iter().filter(|(name, _)| change.iter().all(|(changed, _)| changed != name));
    let headers = kept.chain(change.iter().copied()).filter(|(_, value)| !value.is_empty());
    let headers: Vec<(&str, &str)> = headers.collect();
    http.sends_raw("/api/v1/im1/authenticate", "", &headers).await
}

/// The token by which the app acts for the only patient of a session.
pub fn link_in(session: &Answer) -> String {
    assert_eq!(session.status, 201, "{session:?}");
    let token = &session.body["patients"][0]["userPatientLinkToken"];
    token.as_str().expect("a token").to_owned()
}
