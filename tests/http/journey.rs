//! The main journey, from the first page to the last message, and its other ends.

use crate::story::{
    DAVID, DAVIDS_MAIL, HILLVIEWS_MAIL, MARGARETS_MAIL, NADIA, NADIAS_MAIL, RIVERSIDES_MAIL, accept, answer,
    confirm, count, events, invite, ledger, refuse, subjects, the_delegation,
};
use crate::support::browser::Browser;
use crate::support::world::{World, world};

/// What home says of the only delegation there.
async fn sentence(browser: &mut Browser) -> String {
    let lines = browser.get("/home").await.texts(".app-person p:first-of-type");
    assert_eq!(lines.len(), 1, "{}", browser.here());
    lines.concat()
}

#[track_caller]
fn expect_begins(sentence: &str, words: &str) {
    assert!(sentence.starts_with(words), "`{sentence}` does not begin with `{words}`");
}

/// No letter but those to a secure mailbox has a number or a birthday; no subject has a name.
fn expect_discreet(world: &World) {
    for letter in world.sandbox.inbox().messages() {
        let both = format!("{}{}", letter.text.as_deref().unwrap(), letter.html.as_deref().unwrap());
        if letter.to != [RIVERSIDES_MAIL] {
            for detail in ["9990000", "999 000", " 1949", " 1951", " 1992", "NHS number"] {
                assert!(!both.contains(detail), "{letter:?} tells {detail}: {both}");
            }
        }
        for name in ["David", "Margaret", "Neill", "Nadia", "George"] {
            assert!(!letter.subject.contains(name), "{letter:?}");
        }
        assert!(letter.headers.values().all(|value| !value.contains("999000")), "{letter:?}");
    }
}

#[tokio::test]
async fn somebody_invites_accepts_and_gets_access_and_everybody_is_told() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await.expect_text("For David O'Neill");
    expect_begins(&sentence(&mut margaret).await, "We are checking the details of David O'Neill.");
    world.deliver_everything().await;
    expect_begins(&sentence(&mut margaret).await, "We sent David O'Neill an invitation on");
    assert_eq!(subjects(&world, MARGARETS_MAIL), ["We have started your request"]);
    assert_eq!(subjects(&world, DAVIDS_MAIL), ["You have been asked to be a trusted person"]);
    assert!(world.letters_to(DAVID.email).is_empty(), "PDS knows a better address");

    let mut david = accept(&world, "david", DAVIDS_MAIL).await;
    expect_begins(&sentence(&mut david).await, "You agreed to act for Margaret O'Neill.");
    expect_begins(&sentence(&mut margaret).await, "David O'Neill agreed, and we sent the request to your GP");
    world.deliver_everything().await;
    assert_eq!(count(&world, "role").await, 0, "nobody has access yet");

    let mut rachel = confirm(&world, "reception-a", RIVERSIDES_MAIL).await;
    rachel.get("/staff?tab=new").await.expect_no_text("O'Neill");
    rachel.get("/staff?tab=active").await.expect_text("O'Neill");
    world.deliver_everything().await;
    let (gives, receives) = (sentence(&mut margaret).await, sentence(&mut david).await);
    assert!(gives.contains("set up the access of David O'Neill on"), "{gives}");
    assert!(receives.contains("set up your access on"), "{receives}");
    assert_eq!(subjects(&world, MARGARETS_MAIL)[2..], ["Access has been set up"]);
    assert_eq!(subjects(&world, DAVIDS_MAIL)[2..], ["Access has been set up"]);
    let role: (Vec<String>, String, bool, bool) = sqlx::query_as(
        "select services, record_level, active, ends is null from role join delegation
             on delegation_id = id and role.delegate_id = delegation.delegate_id and stage = 'active'",
    )
    .fetch_one(&world.app.db)
    .await
    .unwrap();
    let services = vec!["order_prescriptions".to_owned(), "view_record".to_owned()];
    assert_eq!(role, (services, "summary".to_owned(), true, true));
    expect_whole_story(&world).await;
    expect_discreet(&world);
}

async fn expect_whole_story(world: &World) {
    assert_eq!(
        events(world).await,
        [
            "delegation_requested",
            "details_confirmed",
            "contact_found",
            "invitation_sent",
            "delegation_accepted",
            "sent_to_practice",
            "delegation_applied",
            "delegation_finished",
        ]
    );
    let sent = ["request_started to delegator", "invitation to delegate", "accepted to delegator"]
        .into_iter()
        .chain(["accepted to delegate", "new_request to practice"])
        .chain(["access_set to delegator", "access_set to delegate"]);
    let sent: Vec<String> = sent.map(|line| format!("{line}: sent at try 1")).collect();
    assert_eq!(ledger(world).await, sent);
    assert_eq!(count(world, "outbox").await, 0);
    assert!(world.sandbox.inbox().repeats().is_empty());
}

#[tokio::test]
async fn a_secure_mailbox_gets_the_six_outputs_and_another_only_that_a_request_waits() {
    let world = world().await;
    let today =
        proxy_access::locale::date_long(world.clock.today_in_london(), proxy_access::locale::Language::En);
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    invite(&mut world.sign_in_as("george").await, &NADIA).await;
    world.deliver_everything().await;
    accept(&world, "david", DAVIDS_MAIL).await;
    accept(&world, "nadia", NADIAS_MAIL).await;
    world.deliver_everything().await;
    let secure = world.letters_to(RIVERSIDES_MAIL).pop().unwrap();
    let text = secure.text.clone().unwrap().replace("\r\n", "\n");
    for output in [
        "- Patient: Margaret O'Neill\n",
        "- NHS number of the patient: 999 000 0018\n",
        "- Trusted person: David O'Neill\n",
        "- NHS number of the trusted person: 999 000 0026\n",
        &format!("- Date of the request: {today}\n"),
        &format!("- Date it was accepted: {today}\n"),
    ] {
        assert!(text.contains(output), "{output} is not in {text}");
    }
    let other = world.letters_to(HILLVIEWS_MAIL).pop().unwrap();
    assert_eq!((secure.subject, other.subject.as_str()), (other.subject.clone(), "A new request is waiting"));
    for body in [other.text.as_deref().unwrap(), other.html.as_deref().unwrap()] {
        for detail in ["George", "Owusu", "Nadia", "Hussain", "999 000", today.as_str()] {
            assert!(!body.contains(detail), "{detail} is in {body}");
        }
    }
    expect_discreet(&world);
}

#[tokio::test]
async fn the_other_says_no_and_only_that_is_told() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    let mut david = answer(&world, "david", DAVIDS_MAIL, "no").await;
    david.here().expect_no_text("pressured to agree").expect_text("If someone is pressuring you");
    david.submit(&[("reason", "not_now")]).await.expect(200, "You have said no");
    world.deliver_everything().await;
    expect_begins(&sentence(&mut david).await, "You said no to Margaret O'Neill on");
    expect_begins(&sentence(&mut margaret).await, "David O'Neill said no on");
    assert_eq!(subjects(&world, MARGARETS_MAIL)[1..], ["Your request was declined"]);
    assert_eq!(subjects(&world, DAVIDS_MAIL).len(), 1);
    assert!(subjects(&world, RIVERSIDES_MAIL).is_empty());
    assert_eq!(events(&world).await[4..], ["delegation_declined", "delegation_finished"]);
    let details = margaret.get(&format!("/delegations/{}", the_delegation(&world).await)).await;
    let letter = world.letters_to(MARGARETS_MAIL).pop().unwrap();
    for told in [details.text(), letter.text.unwrap()] {
        assert!(!told.contains("take this on") && !told.contains("do not know this person"), "{told}");
    }
    assert_eq!(count(&world, "role").await, 0);
    // The door is open for another request.
    invite(&mut margaret, &DAVID).await;
}

#[tokio::test]
async fn the_practice_says_no_and_tells_each_as_much_as_it_chose() {
    for tell in [("nothing", "nothing"), ("reason", "nothing"), ("outcome", "outcome"), ("reason", "outcome")]
    {
        let world = world().await;
        let mut margaret = world.sign_in_as("margaret").await;
        invite(&mut margaret, &DAVID).await;
        world.deliver_everything().await;
        let mut david = accept(&world, "david", DAVIDS_MAIL).await;
        world.deliver_everything().await;
        refuse(&world, "manager-a", RIVERSIDES_MAIL, tell).await;
        world.deliver_everything().await;
        assert_eq!(events(&world).await[6..], ["delegation_refused", "delegation_finished"]);
        assert_eq!(count(&world, "role").await, 0);
        let id = the_delegation(&world).await;
        for (browser, address, tell) in
            [(&mut margaret, MARGARETS_MAIL, tell.0), (&mut david, DAVIDS_MAIL, tell.1)]
        {
            let mut told = vec![sentence(browser).await];
            told.push(browser.get(&format!("/delegations/{id}")).await.text());
            told.extend(world.letters_to(address).into_iter().skip(2).flat_map(|letter| letter.text));
            let all = told.join("\n").replace("\r\n", " ");
            assert!(!all.contains("A note for us"), "the note stays with the practice: {all}");
            assert_eq!(all.contains("wants to be sure that you are safe"), tell == "reason", "{all}");
            assert_eq!(told.len(), if tell == "nothing" { 2 } else { 3 });
            let refused = all.contains("refused") || all.contains("decided");
            assert_eq!(refused, tell != "nothing", "{all}");
            assert!(tell != "nothing" || !all.contains("safe"), "{all}");
        }
        expect_discreet(&world);
    }
}

#[tokio::test]
async fn access_that_was_set_is_stopped_by_the_delegator_and_the_practice_must_remove_it() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    let mut rachel = confirm(&world, "reception-a", RIVERSIDES_MAIL).await;
    // Mails that wait together go at once, in any order.
    world.deliver_everything().await;
    margaret.get(&format!("/delegations/{}/stop", the_delegation(&world).await)).await;
    margaret.submit(&[]).await.expect(200, "Access stopped");
    assert_eq!(count(&world, "role where active").await, 0, "at once");
    world.deliver_everything().await;
    expect_begins(&sentence(&mut margaret).await, "The access of David O'Neill ended on");
    assert_eq!(subjects(&world, RIVERSIDES_MAIL)[1..], ["Access must be removed"]);
    assert_eq!(subjects(&world, DAVIDS_MAIL).pop().unwrap(), "Access has ended");
    rachel.get("/staff?tab=removals").await.expect_text("O'Neill");
    expect_discreet(&world);
}
