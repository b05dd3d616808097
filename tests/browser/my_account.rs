//! The account that a surgery made: its holder links it with the letter, reads what it is for, and unlinks it.

use domain::account::{AccountNumber, Ground, Proof, Tie, Verification, Vouching};
use domain::delegation::ConsentMethod;
use domain::{
    Access, Actor, NhsNumber, OdsCode, PersonId, PersonName, RecordLevel, Relationship, Service, StaffId,
};
use proxy_access::actions::accounts::associate::{Wish, associate};
use proxy_access::actions::accounts::trace::{Described, trace};
use proxy_access::actions::accounts::{keys, open, settle};
use proxy_access::locale::Language;
use secrecy::ExposeSecret;
use time::Date;
use time::macros::date;
use uuid::Uuid;

use super::driver::Scripts;
use super::person::Person;
use super::story::Story;
use super::support::world::World;

/// As keys look, and nobody's.
const NOBODYS: &str = "2222-2222-2222-2222";

/// What stands on the letter.
pub(super) struct Letter {
    number: String,
    pub(super) key: String,
}

/// Somebody at Riverside.
pub(super) fn staff() -> Actor {
    Actor::Staff { id: StaffId(Uuid::from_u128(0x55)), practice: OdsCode::parse("A81001").expect("a code") }
}

async fn traced(world: &World, given: &str, number: &str, birth_date: Date) -> PersonId {
    let number = NhsNumber::parse(number).expect("a number");
    let described = Described {
        title: String::new(),
        name: PersonName::new(given, "O'Neill"),
        birth_date,
        address: String::new(),
        phone: String::new(),
        email: None,
    };
    let found = trace(&world.app, &staff(), (&number, &described), "test").await.expect("an answer");
    found.expect("PDS confirms it")
}

/// The surgery makes an account for Margaret, by which she may act for David and sees his record so far, and a letter.
pub(super) async fn made(world: &World, level: RecordLevel) -> Letter {
    let margaret = traced(world, "Margaret", "9990000018", date!(1951 - 03 - 12)).await;
    let david = traced(world, "David", "9990000026", date!(1949 - 11 - 02)).await;
    let id = open::open(&world.app, &staff(), margaret).await.expect("an account").after.id;
    let on = world.clock.today_in_london();
    let verification = Verification { on, proof: Proof::Vouching(Vouching::Personal) };
    settle::verify(&world.app, &staff(), id, verification, None).await.expect("verified");
    let ground = Ground::Consent { method: ConsentMethod::InWriting };
    let services = [Service::OrderPrescriptions, Service::ViewRecord];
    let wish = Wish {
        tie: Tie::Proxy { relationship: Relationship::Partner, ground },
        access: Access::new(services, level, on, None).expect("access"),
    };
    associate(&world.app, &staff(), (id, david), wish, None).await.expect("associated");
    let made = keys::issue(&world.app, &staff(), id).await.expect("a key").expect("the first one");
    Letter { number: AccountNumber::of(id).grouped(), key: made.key.expose_secret().to_owned() }
}

/// Types what the letter says, with this key, and sends it.
pub(super) async fn links(margaret: &Person, letter: &Letter, key: &str) {
    let typed = [
        ("number", letter.number.as_str()),
        ("practice", "a81001"),
        ("linkage_key", key),
        ("family_name", "O'Neill"),
        ("born-day", "12"),
        ("born-month", "3"),
        ("born-year", "1951"),
    ];
    for (name, value) in typed {
        margaret.fill(name, value).await;
    }
    margaret.press(&margaret.t.msg_account_link_send()).await;
}

/// Nothing typed, and then a key that is nobody's.
async fn errs(margaret: &Person, letter: &Letter) {
    let t = margaret.t;
    margaret.press(&t.msg_account_link_send()).await;
    margaret.sees_errors("account-link-empty").await;
    margaret.reads(&t.msg_account_link_key_empty()).await;
    links(margaret, letter, NOBODYS).await;
    margaret.sees_errors("account-link-wrong").await;
    margaret.reads(&t.msg_account_link_wrong()).await;
    let key = margaret.find("//*[@name='linkage_key']", "key").await;
    let kept = key.attr("value").await.expect("the page can be asked");
    assert_eq!(kept, None, "the key is not shown again");
}

async fn my_account(story: &Story) {
    let margaret = story.citizen("margaret").await;
    let t = margaret.t;
    margaret.open("/home").await;
    margaret.follow(&t.msg_account_title()).await;
    margaret.sees("account-none", &t.msg_account_title()).await;
    margaret.reads(&t.msg_account_none()).await;
    let letter = made(&story.world, RecordLevel::Summary).await;
    margaret.open("/account").await;
    margaret.sees("account-not-linked", &t.msg_account_title()).await;
    margaret.follow(&t.msg_account_link()).await;
    margaret.sees("account-link", &t.msg_account_link_title()).await;
    errs(&margaret, &letter).await;
    links(&margaret, &letter, &letter.key.to_lowercase().replace('-', " ")).await;
    margaret.sees("account-linked", &t.msg_account_linked()).await;
    margaret.follow(&t.msg_account_see()).await;
    margaret.sees("account-active", &t.msg_account_title()).await;
    margaret.reads("David O'Neill").await;
    margaret.reads(&t.msg_words_service_order_prescriptions()).await;
    margaret.follow(&t.msg_account_unlink()).await;
    margaret.inspect("account-unlink").await;
    margaret.press(&t.msg_account_unlink()).await;
    margaret.sees("account-unlinked", &t.msg_account_unlinked()).await;
    // One wrong and one right were two of five.
    margaret.open("/account/link").await;
    for _ in 0..3 {
        links(&margaret, &letter, NOBODYS).await;
        margaret.inspect("account-no-match").await;
    }
    links(&margaret, &letter, NOBODYS).await;
    margaret.sees("account-too-many", &t.msg_respond_link_tries()).await;
}

#[tokio::test]
async fn given_a_letter_when_she_links_her_account_then_she_reads_for_whom_it_is_and_can_unlink_it() {
    my_account(&Story::begin("my-account").await).await;
}

#[tokio::test]
async fn given_welsh_readers_without_scripts_when_an_account_is_linked_then_no_english_is_left() {
    my_account(&Story::begin_in("my-account-cy", Language::Cy, Scripts::Off).await).await;
}
