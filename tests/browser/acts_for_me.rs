//! A patient finds who acts for them by an account that a surgery made, pauses it, and ends it.

use domain::account::{Ground, Proof, Tie, Verification, Vouching};
use domain::delegation::ConsentMethod;
use domain::{
    Access, Actor, NhsNumber, OdsCode, PersonId, PersonName, RecordLevel, Relationship, Service, StaffId,
};
use proxy_access::actions::accounts::associate::{Wish, associate};
use proxy_access::actions::accounts::trace::{Described, trace};
use proxy_access::actions::accounts::{open, settle};
use proxy_access::locale::Language;
use time::Date;
use time::macros::date;
use uuid::Uuid;

use super::driver::Scripts;
use super::story::Story;
use super::support::world::World;

fn staff() -> Actor {
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

/// The surgery lets David act for Margaret.
pub async fn david_acts_for_margaret(world: &World) {
    let margaret = traced(world, "Margaret", "9990000018", date!(1951 - 03 - 12)).await;
    let david = traced(world, "David", "9990000026", date!(1949 - 11 - 02)).await;
    let id = open::open(&world.app, &staff(), david).await.expect("an account").after.id;
    let on = world.clock.today_in_london();
    let verification = Verification { on, proof: Proof::Vouching(Vouching::Personal) };
    settle::verify(&world.app, &staff(), id, verification, None).await.expect("verified");
    let ground = Ground::Consent { method: ConsentMethod::InWriting };
    let wish = Wish {
        tie: Tie::Proxy { relationship: Relationship::Partner, ground },
        access: Access::new(Service::ALL, RecordLevel::Detailed, on, None).expect("access"),
    };
    associate(&world.app, &staff(), (id, margaret), wish, None).await.expect("associated");
}

async fn acts_for_me(story: &Story) {
    let margaret = story.citizen("margaret").await;
    let t = margaret.t;
    margaret.open("/acts-for-me").await;
    margaret.sees("acts-for-me-none", &t.msg_acts_for_me_title()).await;
    margaret.reads(&t.msg_acts_for_me_none()).await;
    david_acts_for_margaret(&story.world).await;
    margaret.open("/home").await;
    margaret.follow(&t.msg_acts_for_me_see()).await;
    margaret.sees("acts-for-me", &t.msg_acts_for_me_title()).await;
    margaret.reads("David O'Neill").await;
    margaret.reads(&t.msg_words_service_order_prescriptions()).await;
    margaret.reads(&t.msg_acts_for_me_basis_consent()).await;
    margaret.follow(&t.msg_acts_for_me_pause()).await;
    margaret.sees("acts-for-me-pause", &t.msg_acts_for_me_pause_title("David O'Neill")).await;
    margaret.press(&t.msg_acts_for_me_pause()).await;
    margaret.sees("acts-for-me-paused", &t.msg_acts_for_me_title()).await;
    margaret.reads(&t.msg_acts_for_me_paused()).await;
    margaret.follow(&t.msg_acts_for_me_end()).await;
    margaret.sees("acts-for-me-end", &t.msg_acts_for_me_end_title("David O'Neill")).await;
    margaret.press(&t.msg_acts_for_me_end()).await;
    margaret.sees("acts-for-me-ended", &t.msg_acts_for_me_title()).await;
    margaret.reads(&t.msg_acts_for_me_ended()).await;
    margaret.reads(&t.msg_acts_for_me_none()).await;
}

#[tokio::test]
async fn given_a_surgery_lets_him_act_when_she_looks_then_she_pauses_it_and_ends_it() {
    acts_for_me(&Story::begin("acts-for-me").await).await;
}

#[tokio::test]
async fn given_welsh_readers_without_scripts_when_access_is_paused_and_ended_then_no_english_is_left() {
    acts_for_me(&Story::begin_in("acts-for-me-cy", Language::Cy, Scripts::Off).await).await;
}
