//! Long tests, which `bin/test --long` runs: the database is killed, and servers are replaced, while people read and send and
//! a program calls.

mod load;
mod primary;
mod upgrade;

use std::time::Duration;

use tokio::time::{sleep, timeout};

use crate::story::count;
use crate::support::world::World;

/// What is acknowledged here is more than people do in a day.
const SETTINGS: [(&str, &str); 3] = [
    ("LIMIT_OPEN_INVITATIONS", "100"),
    ("LIMIT_REQUESTS_A_DAY", "100"),
    ("PROGRAM_CALLS_A_SECOND", "100000"),
];
/// How long the worker may have to its end: a job that was being taken when the database died waits for its lease.
const LEASED: Duration = Duration::from_secs(200);

/// Waits until the worker has nothing left, and looks that all mail has gone, each once.
async fn expect_each_mail_once(world: &World) {
    let done = async {
        while count(world, "outbox").await > 0 {
            sleep(load::PAUSE).await;
        }
    };
    timeout(LEASED, done).await.expect("the worker comes to an end");
    let inbox = world.sandbox.inbox();
    assert!(inbox.repeats().is_empty(), "twice: {:?}", inbox.repeats());
    let lost = "message where sent_at is null and muted_at is null";
    assert_eq!(count(world, lost).await, 0, "no mail is lost");
    let sent = count(world, "message where sent_at is not null").await;
    assert_eq!(i64::try_from(inbox.messages().len()).expect("few"), sent);
}
