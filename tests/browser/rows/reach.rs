//! How a story comes to the stage at which its row begins: quickly, without a browser.

use domain::delegation::{CommandKind, Stage};
use domain::{Access, Actor, DelegationId, OdsCode, RecordLevel, Service, StaffId};
use proxy_access::actions::change;
use time::Duration;
use uuid::Uuid;

use super::super::invite::{DAVID, Guest};
use super::super::meanwhile::{accepted, asked, confirmed};
use super::super::support::browser::Browser;
use super::super::support::world::World;
use super::Row;

/// Not what PDS knows of David.
const WRONG: Guest = Guest { born: ["3", "11", "1949"], ..DAVID };

/// The path of a delegation at the row's stage; none before there is one. Every letter so far is delivered, except at
/// checking, which delivering would end.
pub async fn reach(world: &World, row: &Row) -> Option<String> {
    if row.command == CommandKind::MoveHere {
        let (_, path) = asked(world, &DAVID).await;
        world.deliver_everything().await;
        accepted(world, ("david", &path)).await;
        drop(confirmed(world, &path).await);
        return None;
    }
    let stage = row.from?;
    let guest = if row.command == CommandKind::RejectDetails { &WRONG } else { &DAVID };
    let (mut margaret, path) = asked(world, guest).await;
    if stage == Stage::Checking {
        return Some(path);
    }
    world.deliver_everything().await;
    if stage != Stage::Invited {
        accepted(world, ("david", &path)).await;
        go_on(world, (&path, stage), &mut margaret).await;
    }
    match row.command {
        CommandKind::Resend => world.pass(Duration::days(1)).await,
        CommandKind::DeclineChange => {
            let wish = [
                ("services", "message_surgery"),
                ("how_long", "no_end"),
                ("pressure", "no"),
                ("step", "send"),
            ];
            margaret.post(&format!("{path}/ask-change"), &wish).await.expect_status(200);
        }
        CommandKind::WarnOfEnd | CommandKind::ReachEndDate if stage == Stage::Active => {
            ends_in(world, &path, 30).await;
        }
        _ => {}
    }
    world.deliver_everything().await;
    Some(path)
}

/// Nobody is told.
const SILENT: [(&str, &str); 2] = [("tell_patient", "nothing"), ("tell_trusted", "nothing")];

/// From what waits for the practice to what comes after.
async fn go_on(world: &World, (path, stage): (&str, Stage), margaret: &mut Browser) {
    let case = path.replace("/delegations/", "/staff/cases/");
    let tick = ("in_line", "yes");
    match stage {
        Stage::Refused => {
            let mut rachel = world.staff_sign_in_as("reception-a").await;
            let no = [("reason", "not_needed"), SILENT[0], SILENT[1], ("step", "send")];
            rachel.post(&format!("{case}/refuse"), &no).await.expect_status(200);
        }
        Stage::Active => drop(confirmed(world, path).await),
        Stage::Suspended => {
            let mut mark = confirmed(world, path).await;
            ends_in(world, path, 30).await;
            let pause = [("reason", "pending_review"), tick, SILENT[0], SILENT[1]];
            mark.post(&format!("{case}/suspend"), &pause).await.expect_status(200);
        }
        Stage::Ending | Stage::Ended => {
            let mut mark = confirmed(world, path).await;
            margaret.post(&format!("{path}/stop"), &[]).await.expect_status(200);
            if stage == Stage::Ended {
                mark.post(&format!("{case}/removal"), &[tick]).await.expect_status(200);
            }
        }
        _ => {}
    }
}

/// The practice changes the access: it ends in so many days.
async fn ends_in(world: &World, path: &str, days: i64) {
    let id = path.trim_start_matches("/delegations/");
    let id = DelegationId(Uuid::parse_str(id).expect("an id"));
    let today = world.clock.today_in_london();
    let ends = Some(today + Duration::days(days));
    let access = Access::new([Service::ViewRecord], RecordLevel::Summary, today, ends).expect("access");
    let practice = OdsCode::parse("A81001").expect("a code");
    let by = Actor::Staff { id: StaffId(Uuid::from_u128(0x55)), practice };
    change::change(&world.app, &by, id, (None, access.into())).await.expect("changed");
    world.deliver_everything().await;
}

/// The path of the newest delegation.
pub async fn the_path(world: &World) -> String {
    let id: Uuid = sqlx::query_scalar("select id from delegation order by requested_at desc limit 1")
        .fetch_one(&world.app.db)
        .await
        .expect("one delegation");
    format!("/delegations/{id}")
}
