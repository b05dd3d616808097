//! Each row of the state table, told once: the right person does it in a browser, then all three look at where it stands,
//! and each has got exactly the letters they should have.

mod act;
mod reach;

use domain::delegation::table::{Cell, cell};
use domain::delegation::{CommandKind, Stage};

use super::invite::DAVID;
use super::person::Person;
use super::story::{self, Story};

const MARGARETS_MAIL: &str = "margaret.oneill@example.test";
const RIVERSIDES_MAIL: &str = "riverside@nhs.net";

/// Who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Delegator,
    Delegate,
    Practice,
    /// Nobody: time passes, or a check answers.
    Worker,
}

/// One row.
struct Row {
    name: &'static str,
    from: Option<Stage>,
    command: CommandKind,
    by: By,
    /// What delegator, delegate and practice read of it afterwards.
    sees: [&'static str; 3],
    /// Subjects of the letters that the three get of it, in order of the alphabet.
    letters: [&'static [&'static str]; 3],
}

/// Tells it from its stage to what everybody sees and was told.
async fn tell(row: &Row) {
    let story = Story::begin(row.name).await;
    let path = reach::reach(&story.world, row).await;
    let before = letters(&story);
    let person = story.person("reader").await;
    if row.by == By::Worker {
        act::work(&story.world, row).await;
    } else {
        sign_in(&story, &person, row.by).await;
        act::act(&person, path.as_deref(), row).await;
    }
    let path = match path {
        Some(path) => path,
        None => reach::the_path(&story.world).await,
    };
    for (who, sees) in [By::Delegator, By::Delegate, By::Practice].into_iter().zip(row.sees) {
        look(&story, &person, (who, &path), sees).await;
    }
    story.world.deliver_everything().await;
    for ((after, before), expected) in letters(&story).iter().zip(&before).zip(row.letters) {
        let mut new = after[before.len()..].to_vec();
        new.sort();
        assert_eq!(new, expected, "{}: letters to delegator, delegate, practice", row.name);
    }
}

/// Subjects of all letters so far to the three.
fn letters(story: &Story) -> [Vec<String>; 3] {
    let subjects = |to| story.world.letters_to(to).into_iter().map(|letter| letter.subject).collect();
    [MARGARETS_MAIL, DAVID.email, RIVERSIDES_MAIL].map(subjects)
}

/// With the same browser this one is signed in now, and nobody else, where signing in leads. The session was begun without
/// a browser: the pages of NHS login and CIS2 are walked by the stories of whole journeys.
async fn sign_in(story: &Story, person: &Person, who: By) {
    let world = &story.world;
    let browser = match who {
        By::Delegator => world.sign_in_as("margaret").await,
        By::Delegate => world.sign_in_as("david").await,
        By::Practice | By::Worker => world.staff_sign_in_as("manager-a").await,
    };
    person.take_over(&browser).await;
}

/// Somebody looks at the case; who has nothing here any more reads so when they try to sign in.
async fn look(story: &Story, person: &Person, (who, path): (By, &str), sees: &str) {
    if sees == LEFT {
        person.forget().await;
        match who {
            By::Delegator => story::sign_in(person, "margaret").await,
            By::Delegate => story::sign_in(person, "david").await,
            By::Practice | By::Worker => story::staff_sign_in(person, "manager-a").await,
        }
    } else {
        sign_in(story, person, who).await;
        let own = match who {
            By::Practice => path.replace("/delegations/", "/staff/cases/"),
            By::Delegator | By::Delegate | By::Worker => path.to_owned(),
        };
        person.open(&own).await;
    }
    person.reads(sees).await;
}

/// What somebody reads whom it does not concern, or not yet.
const NONE: &str = "Page not found";
/// What people of a practice that left the trial read when they sign in, unless they have something here to look after.
const LEFT: &str = "does not use this service yet";

/// Makes a test of each row, and the list of all of them.
macro_rules! rows {
    ($($name:ident: $from:expr, $command:ident, $by:ident, $sees:expr, $letters:expr;)+) => {
        $(
            #[tokio::test]
            async fn $name() {
                let (from, command, by) = ($from, CommandKind::$command, By::$by);
                tell(&Row { name: stringify!($name), from, command, by, sees: $sees, letters: $letters }).await;
            }
        )+
        const TOLD: &[(Option<Stage>, CommandKind)] = &[$(($from, CommandKind::$command)),+];
    };
}

const STARTED: &str = "We have started your request";
const ASKED: &str = "You have been asked to be a trusted person";
const CLOSED: &str = "A request was closed";
const ENDED: &str = "A request has ended";
const YOURS_ENDED: &str = "Your request has ended";
const SET: &str = "Access has been set up";
const WAITS: &str = "Waiting for an answer";
const WISH: &str = "A patient asks for a change";
const WISHED: &str = "You asked for a change";
const KEPT: &str = "Access stays as it is";
const LOOKS: &str = "Your GP surgery will look at access that has ended";
const SOON: &str = "Access ends soon";
const FITS: &str = "Does the access still fit?";
const OVER: [&[&str]; 3] = [&["Access has ended"], &["Access has ended"], &["Access must be removed"]];
const STOPPED: [&str; 3] = ["Ended", "Ended", "To be removed"];
const ACTIVE: [&str; 3] = ["Active"; 3];
const PAUSED: [&str; 3] = ["Paused", "Paused", "Suspended"];

use Stage::{Active, Checking, Ended, Ending, Invited, Refused, Suspended, WithPractice};

rows! {
    // The check follows at once, so its invitation is there too.
    nothing_request: None, Request, Delegator, ["Checking details", NONE, NONE], [&[STARTED], &[ASKED], &[]];
    // Hillview has it now; Riverside has its removal to do, and David reads nothing of it.
    nothing_move_here: None, MoveHere, Worker, ["With the GP surgery", NONE, NONE],
        [&["Access has ended", LOOKS], &[], &["Access must be removed"]];
    checking_confirm_details: Some(Checking), ConfirmDetails, Worker, [WAITS, WAITS, NONE], [&[STARTED], &[ASKED], &[]];
    checking_reject_details: Some(Checking), RejectDetails, Worker, ["Details not confirmed", NONE, NONE],
        [&["We could not continue with your request", STARTED], &[], &[]];
    checking_withdraw: Some(Checking), Withdraw, Delegator, ["Withdrawn", NONE, NONE], [&[STARTED], &[], &[]];
    checking_close: Some(Checking), Close, Worker, ["Withdrawn", LEFT, LEFT], [&[CLOSED, STARTED], &[], &[]];
    invited_accept: Some(Invited), Accept, Delegate,
        ["With the GP surgery", "With the GP surgery", "Waits for your decision"],
        [&["Your request was accepted"], &["You have agreed to be a trusted person"], &["A new request is waiting"]];
    invited_decline: Some(Invited), Decline, Delegate, ["Declined", "Declined", NONE],
        [&["Your request was declined"], &[], &[]];
    invited_resend: Some(Invited), Resend, Delegator, [WAITS, WAITS, NONE], [&[], &[ASKED], &[]];
    invited_withdraw: Some(Invited), Withdraw, Delegator, ["Withdrawn", "Withdrawn", NONE], [&[], &[ENDED], &[]];
    invited_close: Some(Invited), Close, Worker, ["Withdrawn", "Withdrawn", LEFT], [&[CLOSED], &[CLOSED], &[]];
    invited_lapse: Some(Invited), Lapse, Worker, ["Not answered in time", "Not answered in time", NONE],
        [&[YOURS_ENDED], &[ENDED], &[]];
    invited_remind: Some(Invited), Remind, Worker, [WAITS, WAITS, NONE],
        [&[], &["Reminder: a request is waiting for your answer"], &[]];
    with_practice_withdraw: Some(WithPractice), Withdraw, Delegator, ["Withdrawn"; 3],
        [&[], &[ENDED], &["A request was withdrawn"]];
    with_practice_withdraw_by_delegate: Some(WithPractice), Withdraw, Delegate, ["Withdrawn"; 3],
        [&[YOURS_ENDED], &[], &["A request was withdrawn"]];
    with_practice_close: Some(WithPractice), Close, Worker, ["Withdrawn", "Withdrawn", LEFT], [&[CLOSED], &[CLOSED], &[]];
    with_practice_confirm: Some(WithPractice), Confirm, Practice, ACTIVE, [&[SET], &[SET], &[]];
    with_practice_refuse: Some(WithPractice), Refuse, Practice, ["Not approved", "Not approved", "Refused"],
        [&["A decision about your request"], &["A decision about a request"], &[]];
    refused_confirm: Some(Refused), Confirm, Practice, ACTIVE, [&[SET], &[SET], &[]];
    active_ask_change: Some(Active), AskChange, Delegator, ["What you ask for", "Active", "Leave access as it is"],
        [&[WISHED], &[], &[WISH]];
    active_decline_change: Some(Active), DeclineChange, Practice, ACTIVE, [&[KEPT], &[], &[]];
    active_change: Some(Active), Change, Practice, ["Book, change and cancel appointments"; 3],
        [&["Access has changed"], &["Access has changed"], &[]];
    active_suspend: Some(Active), Suspend, Practice, PAUSED, [&["Access is paused"], &["Access is paused"], &[]];
    active_revoke: Some(Active), Revoke, Delegator, STOPPED, OVER;
    active_revoke_by_delegate: Some(Active), Revoke, Delegate, STOPPED, OVER;
    active_revoke_by_practice: Some(Active), Revoke, Practice, STOPPED, OVER;
    active_warn_of_end: Some(Active), WarnOfEnd, Worker, ACTIVE, [&[SOON], &[SOON], &[]];
    active_nudge: Some(Active), Nudge, Worker, ACTIVE, [&[FITS], &[], &[FITS]];
    active_reach_end_date: Some(Active), ReachEndDate, Worker, STOPPED, OVER;
    suspended_ask_change: Some(Suspended), AskChange, Delegator, ["What you ask for", "Paused", "Leave access as it is"],
        [&[WISHED], &[], &[WISH]];
    suspended_decline_change: Some(Suspended), DeclineChange, Practice, PAUSED, [&[KEPT], &[], &[]];
    suspended_resume: Some(Suspended), Resume, Practice, ACTIVE,
        [&["Access is no longer paused"], &["Access is no longer paused"], &[]];
    suspended_revoke: Some(Suspended), Revoke, Delegator, STOPPED, OVER;
    suspended_revoke_by_delegate: Some(Suspended), Revoke, Delegate, STOPPED, OVER;
    suspended_revoke_by_practice: Some(Suspended), Revoke, Practice, STOPPED, OVER;
    suspended_warn_of_end: Some(Suspended), WarnOfEnd, Worker, PAUSED, [&[SOON], &[SOON], &[]];
    suspended_reach_end_date: Some(Suspended), ReachEndDate, Worker, STOPPED, OVER;
    ending_remove: Some(Ending), Remove, Practice, ["Ended"; 3], [&[], &[], &[]];
    ended_reactivate: Some(Ended), Reactivate, Practice, ACTIVE, [&[SET], &[SET], &[]];
}

#[test]
fn every_row_of_the_state_table_is_told() {
    let stages = std::iter::once(None).chain(Stage::ALL.into_iter().map(Some));
    for stage in stages {
        for command in CommandKind::ALL {
            let is_row = matches!(cell(stage, command), Cell::To(_));
            assert_eq!(TOLD.contains(&(stage, command)), is_row, "{stage:?} {command:?}");
        }
    }
}
