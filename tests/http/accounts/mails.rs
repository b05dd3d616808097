//! Who is written to of what is done about accounts: in which words, in which language, and who is not.

use domain::account::{
    EndReason, OffReason, ResetReason, RevokeKeyReason, SuspendReason, SwitchOffReason, Tell,
};
use domain::{Access, EmailAddress, PersonId, RecordLevel, Service};
use proxy_access::actions::accounts::associate::{associate, change, renew};
use proxy_access::actions::accounts::link::signed_in;
use proxy_access::actions::accounts::trace::{Described, trace};
use proxy_access::actions::accounts::{keys, open, settle};
use proxy_access::actions::by::By;
use proxy_access::worker;
use sandbox::Received;
use sandbox::switches::SmtpSwitches;
use secrecy::ExposeSecret;
use time::macros::date;
use time::{Date, Duration};

use super::pages_find::home;
use super::support::*;
use crate::story::MARGARETS_MAIL;
use crate::support::browser::Browser;
use crate::support::world::{World, world};

const HOLDERS: &str = "holder@example.test";
const PATIENTS: &str = "patient@example.test";

/// The practice, which has these told.
fn by(tell: Tell) -> By {
    By { tell: Some(tell), ..By::from(staff()) }
}

/// Somebody whom Riverside has traced, with an address or without.
async fn with_mail(world: &World, born: Date, email: Option<&str>) -> PersonId {
    let number = known_to_pds(world, born);
    let email = email.map(|text| EmailAddress::parse(text).unwrap());
    let described = Described { email, ..described(born) };
    let person = trace(&world.app, &staff(), (&number, &described), "test").await.unwrap();
    person.expect("PDS confirms it")
}

async fn holder_with(world: &World, email: Option<&str>) -> Holder {
    let person = with_mail(world, BORN, email).await;
    let done = open::open(&world.app, &staff(), person).await.unwrap();
    Holder { person, id: done.after.id }
}

/// The words of a letter, one space between any two.
fn words(letter: &Received) -> String {
    letter.text.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What has come to the two since it was last looked.
struct Post<'a> {
    world: &'a World,
    seen: [usize; 2],
}

impl Post<'_> {
    async fn brings(&mut self) -> [Vec<Received>; 2] {
        self.world.deliver_everything().await;
        let all = [HOLDERS, PATIENTS].map(|address| self.world.letters_to(address));
        let new = [0, 1].map(|one| all[one][self.seen[one]..].to_vec());
        self.seen = [all[0].len(), all[1].len()];
        new
    }

    /// One letter to the holder and none to the patient.
    #[track_caller]
    fn of_one(new: [Vec<Received>; 2], subject: &str, says: &str) {
        let [holder, patient] = &new;
        assert_eq!((holder.len(), patient.len()), (1, 0), "{subject}");
        assert_eq!(holder[0].subject, subject);
        assert!(words(&holder[0]).contains(says), "{says}\n{}", words(&holder[0]));
    }

    /// One letter to each.
    #[track_caller]
    fn of_both(new: [Vec<Received>; 2], subject: &str, says: [&str; 2]) {
        for (letters, says) in new.iter().zip(says) {
            assert_eq!(letters.len(), 1, "{subject}");
            assert_eq!(letters[0].subject, subject);
            assert!(words(&letters[0]).contains(says), "{says}\n{}", words(&letters[0]));
        }
    }
}

/// Fewer services than [`access`] has.
fn less(world: &World) -> Access {
    let today = world.clock.today_in_london();
    Access::new([Service::BookAppointments], RecordLevel::None, today, None).unwrap()
}

#[tokio::test]
async fn both_read_in_plain_words_what_has_become_of_access_and_never_why() {
    let world = world().await;
    let (holder, patient) =
        (holder_with(&world, Some(HOLDERS)).await, with_mail(&world, BORN, Some(PATIENTS)).await);
    let mut post = Post { world: &world, seen: [0, 0] };
    let app = &world.app;
    let wish = || by_consent(&world);
    let given = associate(app, by(Tell::BOTH), (holder.id, patient), wish(), None).await.unwrap().0;
    let which = (holder.id, given);
    let new = post.brings().await;
    assert!(words(&new[0][0]).contains("- Book, change and cancel appointments"), "{}", words(&new[0][0]));
    assert_eq!(world.link_in(&new[0][0]), format!("{}/account", world.url));
    assert_eq!(world.link_in(&new[1][0]), format!("{}/acts-for-me", world.url));
    Post::of_both(
        new,
        "Online access has been set up",
        [
            "has set up what you can do online for Alex Smith:",
            "has set up online access to your GP services for Alex Smith.",
        ],
    );
    let off = (less(&world), Some(OffReason::Safeguarding));
    change(app, by(Tell::BOTH), which, off, Some("she is afraid")).await.unwrap();
    let new = post.brings().await;
    let all = format!("{} {}", words(&new[0][0]), words(&new[1][0])).to_lowercase();
    assert!(!all.contains("safeguarding") && !all.contains("afraid"), "{all}");
    Post::of_both(
        new,
        "Online access has changed",
        ["what you can do online for Alex Smith. This is it now:", "what Alex Smith can do online for you."],
    );
    settle::suspend(app, by(Tell::BOTH), which, SuspendReason::Safeguarding, None).await.unwrap();
    let new = post.brings().await;
    assert!(!words(&new[0][0]).to_lowercase().contains("safeguarding"));
    Post::of_both(
        new,
        "Online access is paused",
        [
            "Your online access to GP services for Alex Smith is paused.",
            "The online access of Alex Smith to your GP services is paused.",
        ],
    );
    renew(app, by(Tell::BOTH), which, (wish(), None), None).await.unwrap();
    Post::of_both(post.brings().await, "Online access has changed", ["This is it now:", "This is it now:"]);
    settle::end(app, by(Tell::BOTH), which, EndReason::PatientRequest, None).await.unwrap();
    Post::of_both(
        post.brings().await,
        "Online access has ended",
        [
            "Your online access to GP services for Alex Smith has ended.",
            "The online access of Alex Smith to your GP services has ended.",
        ],
    );
}

#[tokio::test]
async fn cs_12_the_holder_reads_what_has_become_of_the_account_and_no_key_is_in_any_mail() {
    let world = world().await;
    let holder = holder_with(&world, Some(HOLDERS)).await;
    let mut post = Post { world: &world, seen: [0, 0] };
    let app = &world.app;
    let first = key_of(&world, holder).await;
    linked(&world, holder, &first).await;
    Post::of_one(
        post.brings().await,
        "Your GP online account is linked",
        "is now linked with your NHS login. What happens next If you did not do this, contact",
    );
    settle::unlink(app, by(Tell::BOTH), holder.id, signed_in(holder.person)).await.unwrap();
    Post::of_one(
        post.brings().await,
        "Your GP online account is not linked any more",
        "You can link it again with the letter from the surgery.",
    );
    let why = (ResetReason::UnusualActivity, None);
    let made = keys::reset(app, by(Tell::BOTH), holder.id, why).await.unwrap().expect("another key");
    Post::of_one(
        post.brings().await,
        "Your GP online account needs a new letter",
        "The letter that you had has stopped working, and the account is not linked any more.",
    );
    settle::switch_off(app, by(Tell::BOTH), holder.id, SwitchOffReason::Misuse, None).await.unwrap();
    Post::of_one(
        post.brings().await,
        "Your GP online account is switched off",
        "has switched off your GP online account. You cannot use it for now.",
    );
    settle::switch_on(app, by(Tell::BOTH), holder.id).await.unwrap();
    Post::of_one(
        post.brings().await,
        "Your GP online account is switched on",
        "has switched on your GP online account again.",
    );
    keys::revoke(app, by(Tell::BOTH), holder.id, (RevokeKeyReason::Compromised, None)).await.unwrap();
    Post::of_one(
        post.brings().await,
        "Your letter for GP online access has stopped working",
        "If you need the account, ask for a new letter:",
    );
    for letter in world.letters_to(HOLDERS) {
        let all = format!("{:?} {:?} {}", letter.text, letter.html, letter.subject);
        for key in [first.as_str(), made.key.expose_secret()] {
            assert!(!all.contains(key) && !all.contains(&key.replace('-', "")), "{}", letter.subject);
        }
        assert!(
            !all.to_lowercase().contains("misuse") && !all.contains("1 February 1980"),
            "{}",
            letter.subject
        );
    }
}

#[tokio::test]
async fn nobody_is_written_to_where_nobody_said_so() {
    let world = world().await;
    let (holder, patient) =
        (holder_with(&world, Some(HOLDERS)).await, with_mail(&world, BORN, Some(PATIENTS)).await);
    let app = &world.app;
    let given = associated(&world, holder, patient, by_consent(&world)).await;
    key_of(&world, holder).await;
    keys::reset(app, by(Tell::NOBODY), holder.id, (ResetReason::Lost, None)).await.unwrap();
    settle::switch_off(app, &staff(), holder.id, SwitchOffReason::Other, None).await.unwrap();
    settle::switch_on(app, by(Tell::NOBODY), holder.id).await.unwrap();
    let which = (holder.id, given);
    settle::suspend(app, &staff(), which, SuspendReason::Safeguarding, None).await.unwrap();
    settle::end(app, by(Tell::NOBODY), which, EndReason::Safeguarding, None).await.unwrap();
    keys::revoke(app, &staff(), holder.id, (RevokeKeyReason::Other, None)).await.unwrap();
    assert_eq!(world.deliver_everything().await, 0);
    assert!(world.sandbox.inbox().messages().is_empty());
}

#[tokio::test]
async fn both_are_told_once_before_the_last_day_and_on_the_day_after_it() {
    let world = world().await;
    let (holder, patient) =
        (holder_with(&world, Some(HOLDERS)).await, with_mail(&world, BORN, Some(PATIENTS)).await);
    let mut post = Post { world: &world, seen: [0, 0] };
    let mut wish = by_consent(&world);
    wish.access = access(&world, Some(20));
    associated(&world, holder, patient, wish).await;
    let nothing = post.brings().await;
    assert!(nothing.iter().all(Vec::is_empty));
    for _ in 0..2 {
        world.clock.advance(Duration::days(4));
        worker::meet_days(&world.app).await.unwrap();
    }
    let last = world.clock.today_in_london() + Duration::days(12);
    let day = format!("{} {} {}", last.day(), last.month(), last.year());
    let new = post.brings().await;
    assert!(new.iter().all(|letters| words(&letters[0]).contains(&day)), "{day}: {}", words(&new[0][0]));
    Post::of_both(
        new,
        "Online access ends soon",
        [
            "The last day of your online access to GP services for Alex Smith is",
            "The last day of the online access of Alex Smith to your GP services is",
        ],
    );
    world.clock.advance(Duration::days(13));
    worker::meet_days(&world.app).await.unwrap();
    Post::of_both(post.brings().await, "Online access has ended", ["has ended.", "has ended."]);
}

/// Born so that they turn sixteen in forty days.
fn nearly_sixteen(world: &World) -> Date {
    let day = world.clock.today_in_london() + Duration::days(40);
    day.replace_year(day.year() - 16).unwrap_or(date!(2010 - 03 - 01))
}

#[tokio::test]
async fn da_13_of_an_age_that_is_near_the_holder_reads_no_day_of_birth_and_a_child_gets_no_mail() {
    let world = world().await;
    let born = nearly_sixteen(&world);
    let (holder, child) =
        (holder_with(&world, Some(HOLDERS)).await, with_mail(&world, born, Some(PATIENTS)).await);
    associated(&world, holder, child, by_consent(&world)).await;
    world.clock.advance(Duration::days(12));
    worker::meet_days(&world.app).await.unwrap();
    let mut post = Post { world: &world, seen: [0, 0] };
    let new = post.brings().await;
    assert!(
        ![format!(" {}", born.year()), " 16 ".to_owned()].iter().any(|part| words(&new[0][0]).contains(part))
    );
    Post::of_one(
        new,
        "Online access will be paused soon",
        "Within the next four weeks, your online access to GP services for Alex Smith will be paused",
    );
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let page = rachel.get(&home(holder)).await;
    page.expect_text("Patient: Access will be suspended soon: Alex Smith").expect_text("Tell them yourself");
}

#[tokio::test]
async fn a_child_with_an_account_of_their_own_gets_no_mail_and_the_practice_tells_them() {
    let world = world().await;
    let person = with_mail(&world, nearly_sixteen(&world), Some(HOLDERS)).await;
    let holder = Holder { person, id: open::open(&world.app, &staff(), person).await.unwrap().after.id };
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let page = rachel.get(&format!("{}/off", home(holder))).await;
    page.expect_text("We do not write to anybody under 16. Think about who tells them.");
    settle::switch_off(&world.app, by(Tell::BOTH), holder.id, SwitchOffReason::Other, None).await.unwrap();
    world.deliver_everything().await;
    rachel.get(&home(holder)).await.expect_text("Tell them yourself");
    assert!(world.sandbox.inbox().messages().is_empty());
}

#[tokio::test]
async fn whom_we_cannot_write_to_the_practice_tells_and_reads_so() {
    let world = world().await;
    let holder = holder_with(&world, None).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let page = rachel.get(&format!("{}/off", home(holder))).await;
    page.expect_text("We have no email address for them. Tell them yourself.");
    let check = rachel.submit(&[("reason", "misuse"), ("tell_holder", "outcome")]).await;
    check
        .expect_status(200)
        .expect_text("We do not write to the account holder. We have no email address for them.");
    rachel.submit(&[]).await.expect_text("Waiting to be sent");
    assert_eq!(world.deliver_everything().await, 1);
    let page = rachel.get(&home(holder)).await;
    page.expect_text("Account holder: Account switched off").expect_text("Tell them yourself");
    page.expect_text("we have no email address for them").expect_no_text("Could not be sent");
    assert!(world.sandbox.inbox().messages().is_empty());
}

#[tokio::test]
async fn what_no_mail_server_takes_is_seen_at_the_account_and_tried_again_there() {
    let world = world().await;
    let holder = holder_with(&world, Some(HOLDERS)).await;
    world.sandbox.switches().set_smtp(SmtpSwitches { reject_rcpt: true, ..SmtpSwitches::default() });
    settle::switch_off(&world.app, by(Tell::BOTH), holder.id, SwitchOffReason::Other, None).await.unwrap();
    world.deliver_everything().await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(&home(holder)).await.expect_text("Could not be sent");
    world.sandbox.switches().reset();
    let id = rachel.here().value("message").expect("one to be tried again");
    let stranger =
        world.staff_sign_in_as("reception-b").await.post(&retry(holder), &[("message", id.as_str())]).await;
    stranger.expect_status(404);
    rachel.submit(&[("message", id.as_str())]).await.expect_status(200);
    assert_eq!(world.deliver_everything().await, 1);
    rachel.get(&home(holder)).await.expect_text("Sent").expect_no_text("Could not be sent");
    assert_eq!(world.letters_to(HOLDERS).len(), 1);
}

fn retry(holder: Holder) -> String {
    format!("{}/retry", home(holder))
}

#[tokio::test]
async fn a_holder_who_reads_welsh_gets_welsh_whoever_did_it() {
    let world = world().await;
    let holder = margarets(&world).await;
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/home?lang=cy").await.expect_status(200);
    settle::switch_off(&world.app, by(Tell::BOTH), holder.id, SwitchOffReason::Other, None).await.unwrap();
    world.deliver_everything().await;
    let letter = world.letters_to(MARGARETS_MAIL).pop().expect("a letter");
    assert_eq!(letter.subject, "Mae eich cyfrif meddyg teulu ar-lein wedi’i ddiffodd");
    assert!(words(&letter).contains("Ni allwch ei ddefnyddio am y tro."), "{}", words(&letter));
    assert!(words(&letter).starts_with("Annwyl Margaret,"), "{}", words(&letter));
}

/// Opens the page that suspends, and answers it.
async fn suspend(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) {
    browser.get(path).await.expect_text("What do we tell the account holder?");
    browser.submit(fields).await.expect_status(200);
}

#[tokio::test]
async fn staff_choose_for_each_of_the_two_and_nothing_stands_there_first() {
    let world = world().await;
    let (holder, patient) =
        (holder_with(&world, Some(HOLDERS)).await, with_mail(&world, BORN, Some(PATIENTS)).await);
    let given = associated(&world, holder, patient, by_consent(&world)).await;
    let mut post = Post { world: &world, seen: [0, 0] };
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let path = format!("{}/associations/{given}/suspend", home(holder));
    suspend(&mut rachel, &path, &[("reason", "safeguarding")]).await;
    let check = rachel.here();
    check
        .expect_text("We do not write to the account holder.")
        .expect_text("We do not write to the patient.");
    rachel.submit(&[]).await.expect_text("Your change is saved").expect_text("No messages have been sent.");
    assert!(post.brings().await.iter().all(Vec::is_empty));
    renew(&world.app, &staff(), (holder.id, given), (by_consent(&world), None), None).await.unwrap();
    suspend(&mut rachel, &path, &[("reason", "safeguarding"), ("tell_patient", "outcome")]).await;
    rachel.here().expect_text("We email the patient what has changed, without a reason.");
    rachel.submit(&[]).await.expect_text("Your change is saved");
    let [to_holder, to_patient] = post.brings().await;
    assert_eq!((to_holder.len(), to_patient.len()), (0, 1));
    rachel.get(&home(holder)).await.expect_text("Patient: Access suspended: Alex Smith").expect_text("Sent");
}
