//! What is done in each row, in a browser or by the worker.

use domain::delegation::CommandKind;
use proxy_access::worker;
use time::Duration;

use super::super::invite::{DAVID, invite};
use super::super::person::Person;
use super::super::support::world::World;
use super::{By, Row};

/// A page of the case, what is ticked on it, and how many pages are sent until it is done.
type Form = (&'static str, &'static [(&'static str, &'static str)], usize);

const CHECKED: [(&str, &str); 5] = [
    ("checklist", "spoke_to_patient"),
    ("checklist", "coercion_considered"),
    ("checklist", "safeguarding_looked"),
    ("checklist", "identity_seen"),
    ("consent", "in_person"),
];

/// Does it at the case, as the one who is signed in.
pub async fn act(person: &Person, path: Option<&str>, row: &Row) {
    let Some(path) = path else { return invite(person, &DAVID).await };
    let (page, ticks, pages) = form(row);
    let home = match row.by {
        By::Practice => path.replace("/delegations/", "/staff/cases/"),
        By::Delegator | By::Delegate | By::Worker => path.to_owned(),
    };
    person.open(&format!("{home}/{page}")).await;
    for (name, value) in ticks {
        person.choose(name, value).await;
    }
    for _ in 0..pages {
        person.leave_by("(//main//form[@method='post']//button)[1]", page).await;
    }
}

fn form(row: &Row) -> Form {
    match row.command {
        CommandKind::Accept => ("accept", &[("declare", "yes")], 1),
        CommandKind::Decline => ("decline", &[], 1),
        CommandKind::Withdraw => ("withdraw", &[], 1),
        CommandKind::Resend => ("resend", &[], 1),
        CommandKind::AskChange => ("ask-change", &[("services", "book_appointments")], 2),
        CommandKind::Revoke if row.by == By::Practice => {
            ("revoke", &[("reason", "misuse"), ("tell", "nothing")], 2)
        }
        CommandKind::Revoke => ("stop", &[], 1),
        CommandKind::Confirm => ("confirm", &CHECKED, 2),
        CommandKind::Reactivate => ("reactivate", &CHECKED, 2),
        CommandKind::Refuse => ("refuse", &[("reason", "not_needed"), ("tell", "outcome")], 2),
        CommandKind::Change => ("change", &[("services", "book_appointments")], 2),
        CommandKind::DeclineChange => ("keep", &[], 1),
        CommandKind::Suspend => ("suspend", &[("reason", "pending_review"), ("in_line", "yes")], 1),
        CommandKind::Resume => ("resume", &[("in_line", "yes")], 1),
        CommandKind::Remove => ("removal", &[("in_line", "yes")], 1),
        other => panic!("{other:?} is nobody's form"),
    }
}

/// Lets the time pass after which it is due, or the check answer.
pub async fn work(world: &World, row: &Row) {
    match row.command {
        CommandKind::ConfirmDetails | CommandKind::RejectDetails => {
            world.deliver_everything().await;
        }
        CommandKind::Close => {
            sqlx::query("update practice set enabled = false where ods_code = 'A81001'")
                .execute(&world.app.db)
                .await
                .expect("it leaves the trial");
            worker::close_what_cannot_go_on(&world.app).await.expect("closed");
        }
        CommandKind::Remind => world.pass(Duration::days(8)).await,
        CommandKind::Lapse => world.pass(Duration::days(22)).await,
        CommandKind::WarnOfEnd => world.pass(Duration::days(20)).await,
        CommandKind::ReachEndDate => world.pass(Duration::days(31)).await,
        CommandKind::Nudge => world.pass(Duration::days(366)).await,
        other => panic!("{other:?} is not the worker's"),
    }
}
