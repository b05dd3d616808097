//! What is done in each row, in a browser or by the worker.

use domain::delegation::CommandKind;
use proxy_access::worker;
use time::Duration;

use super::super::invite::{DAVID, invite};
use super::super::moved_patients::she_moves;
use super::super::person::Person;
use super::super::support::world::World;
use super::{By, Row};

/// A page of the case, and what is ticked on it and on each page after it until it is done.
type Form = (&'static str, &'static [&'static [(&'static str, &'static str)]]);

const CHECKED: &[(&str, &str)] = &[
    ("checklist", "spoke_to_patient"),
    ("checklist", "coercion_considered"),
    ("checklist", "safeguarding_looked"),
    ("checklist", "identity_seen"),
    ("consent", "in_person"),
    ("how_long", "no_end"),
];
const BOTH_TOLD: &[(&str, &str)] = &[("tell_patient", "outcome"), ("tell_trusted", "outcome")];

/// Does it at the case, as the one who is signed in.
pub async fn act(person: &Person, path: Option<&str>, row: &Row) {
    let Some(path) = path else { return invite(person, &DAVID).await };
    let (page, pages) = form(row);
    let home = match row.by {
        By::Practice => path.replace("/delegations/", "/staff/cases/"),
        By::Delegator | By::Delegate | By::Worker => path.to_owned(),
    };
    person.open(&format!("{home}/{page}")).await;
    for ticks in pages {
        for (name, value) in *ticks {
            person.choose(name, value).await;
        }
        person.leave_by("(//main//form[@method='post']//button)[1]", page).await;
    }
}

fn form(row: &Row) -> Form {
    match row.command {
        CommandKind::Accept => ("accept", &[&[("declare", "yes")]]),
        CommandKind::Decline => ("decline", &[&[]]),
        CommandKind::Withdraw => ("withdraw", &[&[]]),
        CommandKind::Resend => ("resend", &[&[]]),
        CommandKind::AskChange => (
            "ask-change",
            &[&[("services", "book_appointments"), ("how_long", "no_end")], &[("pressure", "no")], &[]],
        ),
        CommandKind::Revoke if row.by == By::Practice => {
            ("revoke", const { &[&[("reason", "misuse"), BOTH_TOLD[0], BOTH_TOLD[1]], &[]] })
        }
        CommandKind::Revoke => ("stop", &[&[]]),
        CommandKind::Confirm => ("confirm", &[CHECKED, &[]]),
        CommandKind::Reactivate => ("reactivate", &[CHECKED, &[]]),
        CommandKind::Refuse => {
            ("refuse", const { &[&[("reason", "not_needed"), BOTH_TOLD[0], BOTH_TOLD[1]], &[]] })
        }
        CommandKind::Change => (
            "change",
            const {
                &[
                    &[("services", "book_appointments"), ("how_long", "no_end")],
                    &[CHECKED[0], CHECKED[1], CHECKED[2], CHECKED[3], CHECKED[4], ("more", "yes")],
                    &[],
                ]
            },
        ),
        CommandKind::DeclineChange => ("keep", &[&[]]),
        CommandKind::Suspend => (
            "suspend",
            const { &[&[("reason", "pending_review"), ("in_line", "yes"), BOTH_TOLD[0], BOTH_TOLD[1]]] },
        ),
        CommandKind::Resume => ("resume", &[&[("in_line", "yes")]]),
        CommandKind::Remove => ("removal", &[&[("in_line", "yes")]]),
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
        CommandKind::MoveHere => she_moves(world).await,
        CommandKind::Remind => world.pass(Duration::days(8)).await,
        CommandKind::Lapse => world.pass(Duration::days(22)).await,
        CommandKind::WarnOfEnd => world.pass(Duration::days(20)).await,
        CommandKind::ReachEndDate => world.pass(Duration::days(31)).await,
        CommandKind::Nudge => world.pass(Duration::days(366)).await,
        other => panic!("{other:?} is not the worker's"),
    }
}
