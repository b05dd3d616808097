//! A citizen links an account by a letter: what matches, what does not, and when guessing ends.

use domain::PersonId;
use domain::account::{OnlineAccountId, Refusal, ResetReason};
use proxy_access::actions::accounts::link::{Typed, link, signed_in};
use proxy_access::actions::accounts::{Failed, keys, settle};
use secrecy::ExposeSecret;
use time::Duration;

use super::support::*;
use crate::story::count;
use crate::support::log_capture::LogCapture;
use crate::support::world::{World, world, world_with};

/// A key of sixteen good letters that is hardly anybody's.
const WRONG: &str = "2222-2222-2222-2222";

async fn tries(world: &World, person: PersonId, typed: &Typed) -> Result<OnlineAccountId, Refusal> {
    let to = signed_in(person);
    match link(&world.app, person, to, typed).await {
        Ok(_) => Ok(to),
        Err(Failed::Refused(refusal)) => Err(refusal),
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_letter_links_the_account_and_it_is_active_when_nothing_else_is_missing() {
    let world = world().await;
    let (holder, patient, _) = acting(&world).await;
    let account = expect_whole(&world, holder.id).await;
    assert!(account.active && account.is_linked(signed_in(holder.person)));
    let may = may(&world, holder.person, patient).await;
    assert_eq!(may.services.len(), 3);
    settle::unlink(&world.app, holder.person, holder.id, signed_in(holder.person)).await.unwrap();
    assert!(!expect_whole(&world, holder.id).await.active);
}

#[tokio::test]
async fn cs_12_whatever_does_not_match_has_the_same_answer() {
    let world = world().await;
    let (holder, other, without) = (opened(&world).await, opened(&world).await, opened(&world).await);
    let (key, others) = (key_of(&world, holder).await, key_of(&world, other).await);
    let good = || typed(holder, &key);
    let mismatches = [
        Typed { number: "000 000 001".to_owned(), ..good() },
        Typed { number: "1".to_owned(), ..good() },
        Typed { practice: "B82002".to_owned(), ..good() },
        Typed { practice: "?".to_owned(), ..good() },
        Typed { key: WRONG.to_owned(), ..good() },
        Typed { key: others.clone(), ..good() },
        Typed { key: String::new(), ..good() },
        Typed { family_name: "Jones".to_owned(), ..good() },
        Typed { birth_date: BORN + Duration::DAY, ..good() },
        typed(other, &others),
        typed(without, &key),
    ];
    for (number, wrong) in mismatches.iter().enumerate() {
        world.clock.advance(Duration::minutes(61));
        assert_eq!(tries(&world, holder.person, wrong).await, Err(Refusal::NotMatched), "mismatch {number}");
    }
    assert_eq!(count(&world, "account where linked <> '{}'").await, 0);
    world.clock.advance(Duration::minutes(61));
    assert!(tries(&world, holder.person, &good()).await.is_ok(), "and this one was right");
}

#[tokio::test]
async fn who_guesses_is_stopped_for_an_hour_and_locks_out_nobody_whose_account_it_is() {
    let world = world().await;
    let (holder, other) = (opened(&world).await, opened(&world).await);
    let (key, others) = (key_of(&world, holder).await, key_of(&world, other).await);
    for _ in 0..5 {
        assert_eq!(tries(&world, holder.person, &typed(other, WRONG)).await, Err(Refusal::NotMatched));
    }
    let stopped = tries(&world, holder.person, &typed(holder, &key)).await;
    assert_eq!(stopped, Err(Refusal::TooManyTries), "the person, also with the right letter");
    let stranger = traced(&world, BORN).await;
    let stopped = tries(&world, stranger, &typed(other, WRONG)).await;
    assert_eq!(stopped, Err(Refusal::TooManyTries), "this account, whoever else tries");
    assert!(tries(&world, other.person, &typed(other, &others)).await.is_ok(), "but whose it is");
    world.clock.advance(Duration::minutes(61));
    assert!(tries(&world, holder.person, &typed(holder, &key)).await.is_ok());
}

#[tokio::test]
async fn a_clock_that_went_ahead_for_a_while_locks_nobody_out_until_it_is_caught_up_with() {
    let world = world().await;
    let holder = opened(&world).await;
    let key = key_of(&world, holder).await;
    world.clock.advance(Duration::days(2));
    for _ in 0..5 {
        assert_eq!(tries(&world, holder.person, &typed(holder, WRONG)).await, Err(Refusal::NotMatched));
    }
    world.clock.advance(Duration::minutes(-5));
    let stopped = tries(&world, holder.person, &typed(holder, &key)).await;
    assert_eq!(stopped, Err(Refusal::TooManyTries), "a neighbour's clock is a little behind");
    world.clock.advance(Duration::minutes(5) - Duration::days(2));
    assert!(tries(&world, holder.person, &typed(holder, &key)).await.is_ok());
}

#[tokio::test]
async fn whatever_strangers_type_a_linked_account_stays_linked_and_keeps_its_key() {
    let world = world().await;
    let (holder, ..) = acting(&world).await;
    let before = expect_whole(&world, holder.id).await;
    let stranger = traced(&world, BORN).await;
    for _ in 0..101 {
        world.clock.advance(Duration::minutes(61));
        assert_eq!(tries(&world, stranger, &typed(holder, WRONG)).await, Err(Refusal::NotMatched));
    }
    assert_eq!(expect_whole(&world, holder.id).await, before);
    assert_eq!(count(&world, "linkage_key where wrong = 0").await, 1);
}

#[tokio::test]
async fn an_account_that_there_is_not_stops_guesses_like_one_that_there_is() {
    let world = world().await;
    let holder = opened(&world).await;
    key_of(&world, holder).await;
    let missing = Typed { number: "000 000 001".to_owned(), ..typed(holder, WRONG) };
    for wrong in [typed(holder, WRONG), missing] {
        let mut answers = Vec::new();
        for _ in 0..6 {
            let stranger = traced(&world, BORN).await;
            answers.push(tries(&world, stranger, &wrong).await);
        }
        assert_eq!(answers[..5], [Err(Refusal::NotMatched); 5]);
        assert_eq!(answers[5], Err(Refusal::TooManyTries));
    }
}

#[tokio::test]
async fn a_key_that_was_guessed_at_a_hundred_times_in_a_row_is_revoked() {
    let world = world().await;
    let holder = opened(&world).await;
    let key = key_of(&world, holder).await;
    for _ in 0..99 {
        world.clock.advance(Duration::minutes(61));
        assert_eq!(tries(&world, holder.person, &typed(holder, WRONG)).await, Err(Refusal::NotMatched));
    }
    assert!(expect_whole(&world, holder.id).await.key_since.is_some(), "99 are not enough");
    world.clock.advance(Duration::minutes(61));
    assert_eq!(tries(&world, holder.person, &typed(holder, WRONG)).await, Err(Refusal::NotMatched));
    assert!(events(&world, holder.id).await.ends_with(&["key_revoked", "told"]));
    world.clock.advance(Duration::minutes(61));
    assert_eq!(tries(&world, holder.person, &typed(holder, &key)).await, Err(Refusal::NotMatched));
    assert_eq!(count(&world, "linkage_key").await, 0);
}

#[tokio::test]
async fn a_reset_key_makes_the_account_inactive_at_once_and_only_the_new_one_links() {
    let world = world().await;
    let (holder, patient, _) = acting(&world).await;
    let why = (ResetReason::UnusualActivity, Some("calls from abroad"));
    let made = keys::reset(&world.app, &staff(), holder.id, why).await.unwrap().expect("another key");
    assert!(may(&world, holder.person, patient).await.services.is_empty());
    assert_eq!(count(&world, "remark where text = 'calls from abroad'").await, 1);
    let key = made.key.expose_secret();
    linked(&world, holder, key).await;
    assert!(expect_whole(&world, holder.id).await.active, "it comes back by itself");
    assert!(keys::issue(&world.app, &staff(), holder.id).await.unwrap().is_none(), "there is one already");
    let by_nobody = keys::reset(&world.app, &staff_of("B82002"), holder.id, why).await;
    assert!(matches!(by_nobody, Err(Failed::Refused(Refusal::NotFound))));
}

#[tokio::test]
async fn a_key_stands_in_no_event_no_work_no_remark_and_no_log() {
    let log = LogCapture::start();
    let world = world().await;
    let (holder, ..) = acting(&world).await;
    let made = keys::reset(&world.app, &staff(), holder.id, (ResetReason::Lost, None)).await.unwrap();
    let made = made.expect("another key");
    let (key, plain) = (made.key.expose_secret(), made.key.expose_secret().replace('-', ""));
    linked(&world, holder, key).await;
    log.expect_none_of(&[key, &plain]);
    assert!(!format!("{made:?}").contains(key));
    let everything = "select string_agg(line, ' ') from (
        select to_jsonb(e)::text as line from event e union all select to_jsonb(o)::text from outbox o
        union all select to_jsonb(m)::text from message m union all select to_jsonb(x)::text from remark x
        union all select to_jsonb(a)::text from account a union all select to_jsonb(k)::text from linkage_key k
        union all select to_jsonb(t)::text from attempt t) lines";
    let kept: String = sqlx::query_scalar(everything).fetch_one(&world.app.db).await.unwrap();
    assert!(kept.contains("key_reset"), "the history says that there was one");
    assert!(!kept.contains(key) && !kept.contains(&plain));
}

#[tokio::test]
async fn without_its_secret_no_key_is_made_and_nothing_is_linked() {
    let world = world_with(&[("LINKAGE_SECRET", "")]).await;
    let holder = opened(&world).await;
    assert!(!keys::are_made(&world.app));
    let issued = keys::issue(&world.app, &staff(), holder.id).await;
    assert!(matches!(issued, Err(Failed::Refused(Refusal::NotFound))));
    assert_eq!(tries(&world, holder.person, &typed(holder, WRONG)).await, Err(Refusal::NotMatched));
}
