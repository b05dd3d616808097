//! Moving roles to the national store, by the program itself against a store with faults: nothing is lost, nothing is done
//! twice, and the numbers agree to the row.

mod lists;
mod mishaps;
mod store;
mod telling;
mod watching;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Output;

use domain::OdsCode;
use proxy_access::storage::practices::{self, Practice};
use time::Duration;

use crate::people::number_of;
use crate::process::Process;
use crate::story::{count, until};
use crate::support::world::{World, world};

use store::{Kept, ROUND, Store};

const PRACTICES: [&str; 5] = ["A81001", "B82002", "C83003", "D84004", "E85005"];
const HEAD: &str = "supplier_id,patient_name,patient_nhs_number,proxy_nhs_number,ods_code,start,end,status,legal_basis,account_type";

/// Somebody at a terminal.
struct Operator<'a> {
    world: &'a World,
    settings: Vec<(&'static str, String)>,
    folder: PathBuf,
}

impl<'a> Operator<'a> {
    fn of(world: &'a World, store: &Store) -> Operator<'a> {
        let key = world.settings.iter().find(|(name, _)| name == "PDS_PRIVATE_KEY").expect("a key").1.clone();
        let mut settings = Vec::from(store.settings());
        settings.push(("VRS_PRIVATE_KEY", key));
        // A machine that others keep busy answers late.
        settings.push(("DATABASE_WAIT_SECONDS", "60".to_owned()));
        let folder = std::env::temp_dir().join(format!("moving-{}", world.clock.new_id().simple()));
        std::fs::create_dir(&folder).expect("a folder");
        Operator { world, settings, folder }
    }

    fn settings(&self) -> Vec<(&str, &str)> {
        self.settings.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.join(name);
        std::fs::write(&path, text).expect("a file");
        path.display().to_string()
    }

    /// `proxy-access migration` with these arguments.
    async fn tries(&self, arguments: &[&str]) -> Output {
        let arguments = [&["migration"][..], arguments].concat();
        Process::output(self.world, &arguments, &self.settings()).await
    }

    /// The same, and it must succeed; what it said.
    async fn does(&self, arguments: &[&str]) -> String {
        let ended = self.tries(arguments).await;
        let said = String::from_utf8_lossy(&ended.stdout).into_owned();
        let complaint = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success(), "{arguments:?}: {said}{complaint}");
        said
    }

    /// The same, and it must be refused; why.
    async fn is_refused(&self, arguments: &[&str]) -> String {
        let ended = self.tries(arguments).await;
        assert!(!ended.status.success(), "{arguments:?} was done");
        String::from_utf8_lossy(&ended.stderr).into_owned()
    }

    fn begins(&self, arguments: &[&str]) -> Process {
        let arguments = [&["migration"][..], arguments].concat();
        Process::begin(self.world, &arguments, &self.settings())
    }

    /// Plans the round of the test with these practices, at this rate.
    async fn plans(&self, practices: &[&str], rate: &str) -> String {
        self.plans_as("INT 1", practices, rate).await
    }

    /// The same for a round of this name.
    async fn plans_as(&self, round: &str, practices: &[&str], rate: &str) -> String {
        let header = format!("{}: {}", ROUND.0, ROUND.1);
        let mut all =
            vec!["plan", "--environment", "int", "--round", round, "--rate", rate, "--header", &header];
        all.extend(practices.iter().flat_map(|code| ["--practice", *code]));
        self.does(&all).await
    }
}

impl Drop for Operator<'_> {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

async fn know(world: &World, codes: &[&str]) {
    for code in codes {
        let ods_code = OdsCode::parse(code).unwrap();
        let practice = Practice { ods_code, name: "A practice".to_owned(), enabled: true, email: None };
        practices::upsert(&world.app.db, &practice, world.clock.now()).await.unwrap();
    }
}

fn pair(row: u32) -> (String, String) {
    (number_of(2 * row), number_of(2 * row + 1))
}

fn practice(row: u32) -> &'static str {
    PRACTICES[row as usize % PRACTICES.len()]
}

/// A list of so many rows that move, written as spreadsheets write.
fn list(rows: u32) -> String {
    let mut text = format!("\u{feff}{HEAD}\r\n");
    for row in 0..rows {
        let ((patient, proxy), code) = (pair(row), practice(row));
        let name = "\"O'Neill, Margaret \"\"Peggy\"\"\"";
        text += &format!("L-{row},{name},{patient},{proxy},{code},01/02/2024,,active,,\r\n");
    }
    text
}

/// Roles that others moved before: every tenth row; half of them active, and of these half of the same practice.
fn move_some_before(store: &Store, rows: u32) {
    for row in (0..rows).step_by(10) {
        let turn = row / 10 % 4;
        let grantor = if turn == 0 { practice(row) } else { "Z99999" };
        let (status, reason) = if turn < 2 {
            ("active", "ROLE_CREATED")
        } else {
            ("inactive", "ROLE_DEACTIVATED_PATIENT_GP_TRANSFERRED")
        };
        let kept = Kept {
            id: format!("before-{row}"),
            status,
            reason: reason.to_owned(),
            grantor: grantor.to_owned(),
            updated: domain::clock::Clock::system().now() - Duration::days(90),
            is_created: false,
            is_changed: false,
        };
        store.inside().roles.insert(pair(row), kept);
    }
}

/// The store's own numbers, as its keepers would send them.
fn counts(store: &Store) -> String {
    let mut by: BTreeMap<&str, (u32, u32)> = PRACTICES.map(|code| (code, (0, 0))).into();
    for role in store.inside().roles.values() {
        let Some(code) = PRACTICES.iter().find(|code| **code == role.grantor) else { continue };
        let (created, changed) = by.entry(*code).or_default();
        *created += u32::from(role.is_created);
        *changed += u32::from(role.is_changed);
    }
    let lines = by.iter().map(|(code, (created, changed))| format!("{code},{created},{changed}\n"));
    format!("ods_code,created,reactivated\n{}", lines.collect::<String>())
}

/// Waits until the store had so many calls, however slow the machine is: only silence for five minutes is too long.
async fn calls_reach(store: &Store, wanted: usize) {
    const SILENCE: std::time::Duration = std::time::Duration::from_secs(300);
    let (mut seen, mut since) = (0, std::time::Instant::now());
    loop {
        let calls = store.inside().calls.len();
        if calls >= wanted {
            return;
        }
        if calls > seen {
            (seen, since) = (calls, std::time::Instant::now());
        }
        assert!(since.elapsed() < SILENCE, "{calls} of {wanted} calls, and no more come");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

/// Rows of the round in this state.
async fn in_state(world: &World, state: &'static str) -> i64 {
    let filter: &'static str = match state {
        "created" => "transfer_move where state = 'created'",
        "existed" => "transfer_move where state = 'existed'",
        "reactivated" => "transfer_move where state = 'reactivated'",
        "failed" => "transfer_move where state = 'failed'",
        other => panic!("no state {other}"),
    };
    count(world, filter).await
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_on_the_way_the_numbers_agree_to_the_row() {
    const ROWS: u32 = 2000;
    let (world, mut store) = (world().await, Store::start().await);
    know(&world, &PRACTICES).await;
    let operator = Operator::of(&world, &store);
    move_some_before(&store, ROWS);
    let is_refused = |row: &u32| row % 33 == 5 && !row.is_multiple_of(10);
    let refused: Vec<u32> = (0..ROWS).filter(is_refused).collect();
    {
        let mut inside = store.inside();
        inside.refused = refused.iter().map(|row| pair(*row).0).collect();
        inside.busy = [150, 151, 900, 1500].into();
        (inside.broken, inside.lost) = (97, 89);
    }
    let file = operator.file("linked.csv", &list(ROWS));
    assert!(operator.does(&["import", &file]).await.contains("2000 rows move, 0 are excluded, 0 are wrong"));
    operator.plans(&PRACTICES, "400").await;
    for kill in 1..=5_usize {
        let run = operator.begins(&["run", "--round", "INT 1"]);
        calls_reach(&store, kill * 250).await;
        run.tell("-KILL");
        assert!(!run.end().await.success());
    }
    for callers in [3, 6] {
        let before = store.inside().calls.len();
        let run = operator.begins(&["run", "--round", "INT 1"]);
        calls_reach(&store, before + 100).await;
        store.restart(callers).await;
        calls_reach(&store, before + 150).await;
        run.tell("-TERM");
        assert!(run.end().await.success());
    }
    assert!(operator.does(&["run", "--round", "INT 1"]).await.contains(", 0 wait"));
    let failed = i64::try_from(refused.len()).unwrap();
    assert_eq!(in_state(&world, "failed").await, failed);
    let told = operator.file("counts.csv", &counts(&store));
    let tally = operator.does(&["tally", "--round", "INT 1", "--counts", &told]).await;
    assert!(tally.contains("some failed"), "{tally}");

    // The store's keepers mend what they had refused, and only that is sent again.
    store.inside().refused.clear();
    store.inside().broken = 0;
    store.inside().lost = 0;
    let before = store.inside().posts;
    operator.does(&["retry", "--round", "INT 1"]).await;
    assert_eq!(store.inside().posts - before, refused.len());

    let told = operator.file("counts.csv", &counts(&store));
    let tally = operator.does(&["tally", "--round", "INT 1", "--counts", &told]).await;
    assert_eq!(tally.matches("  agree").count(), PRACTICES.len() + 1, "five lines and the heading: {tally}");
    let moved = [("created", 1800), ("existed", 100), ("reactivated", 100), ("failed", 0)];
    for (state, rows) in moved {
        assert_eq!(in_state(&world, state).await, rows, "{state}: {tally}");
    }
    {
        let inside = store.inside();
        assert_eq!(inside.faults, Vec::<String>::new());
        assert_eq!(inside.roles.len(), ROWS as usize, "one role for each pair");
        assert!(inside.roles.values().all(|role| role.status == "active"));
    }
    let kept = "transfer_move where role_id is not null and attempts > 0";
    assert_eq!(count(&world, kept).await, i64::from(ROWS), "the id of each role is kept");
    confirm_and_write(&operator).await;
}

async fn confirm_and_write(operator: &Operator<'_>) {
    for code in PRACTICES {
        operator.does(&["confirm", "--round", "INT 1", "--practice", code, "--by", "A. Person"]).await;
    }
    let out = operator.folder.join("evidence");
    operator.does(&["evidence", "--out", &out.display().to_string()]).await;
    let page = std::fs::read_to_string(out.join("evidence.html")).unwrap();
    assert!(page.contains("confirmed it</td><td>yes") && page.contains("have a role</td><td>yes"), "{page}");
    assert!(page.contains("has one</td><td>yes") && page.contains("interrupted"), "{page}");
    let roles = std::fs::read_to_string(out.join("roles.csv")).unwrap();
    assert_eq!(roles.lines().count(), 2001);
    for name in ["evidence.html", "roles.csv", "failures.csv", "tally.csv", "not-moved.csv"] {
        let text = std::fs::read_to_string(out.join(name)).unwrap();
        assert!(!text.contains(&number_of(0)) && !text.contains(&number_of(11)), "{name} names nobody");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_is_no_faster_than_agreed_and_hardly_slower() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    let file = operator.file(
        "linked.csv",
        &list(200).replace("C83003", "A81001").replace("D84004", "A81001").replace("E85005", "A81001"),
    );
    operator.does(&["import", &file]).await;
    operator.plans(&["A81001", "B82002"], "50").await;
    operator.does(&["run", "--round", "INT 1"]).await;
    let calls = store.inside().calls.clone();
    assert_eq!(calls.len(), 200);
    let took = calls[199] - calls[0];
    let agreed = std::time::Duration::from_millis(199 * 20);
    // The first call waits for a token, the last one does not.
    let token = std::time::Duration::from_millis(250);
    assert!(took + token >= agreed, "{took:?} is faster than {agreed:?}");
    assert!(took < agreed + agreed / 4, "{took:?} is slower than {agreed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_request_takes_a_turn_and_counts_and_nothing_else_does() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    move_some_before(&store, 50);
    {
        let mut inside = store.inside();
        (inside.stale, inside.blind) = ([7, 23].into(), 2);
        (inside.busy, inside.wait) = ([12].into(), 3);
    }
    let file = operator.file(
        "linked.csv",
        &list(50).replace("C83003", "A81001").replace("D84004", "A81001").replace("E85005", "A81001"),
    );
    operator.does(&["import", &file]).await;
    operator.plans(&["A81001", "B82002"], "20").await;
    assert!(operator.does(&["run", "--round", "INT 1"]).await.contains(", 0 wait"));
    let (calls, too_fast): (i64, i64) =
        sqlx::query_as("select calls, too_fast from transfer_run").fetch_one(&world.app.db).await.unwrap();
    assert_eq!(too_fast, 1, "the silence that was asked for is not broken, and not counted again");
    let came = store.inside().calls.clone();
    assert_eq!(usize::try_from(calls).unwrap(), came.len(), "what was sent, and only that");
    let longest = came.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap();
    assert!(longest >= std::time::Duration::from_millis(2500), "{longest:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_never_run_one_round_or_two_with_one_key_at_once() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    let file = operator.file(
        "linked.csv",
        &list(600).replace("C83003", "A81001").replace("D84004", "A81001").replace("E85005", "A81001"),
    );
    operator.does(&["import", &file]).await;
    operator.plans(&["A81001", "B82002"], "10").await;
    operator.plans_as("INT 2", &["A81001", "B82002"], "10").await;
    let run = operator.begins(&["run", "--round", "INT 1"]);
    calls_reach(&store, 1).await;
    let [one, two] = [["run", "--round", "INT 1"], ["run", "--round", "INT 2"]];
    let (same, other) = tokio::join!(operator.is_refused(&one), operator.is_refused(&two));
    assert!(same.contains("another process runs the round \"INT 1\""), "{same}");
    assert!(other.contains("another round against the same store with the same key"), "{other}");
    run.tell("-TERM");
    assert!(run.end().await.success());
    assert_eq!(count(&world, "transfer_move where state = 'under_way'").await, 0, "it finished what it held");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_done_is_not_confirmed_and_a_closed_window_moves_nothing() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    let file = operator.file("linked.csv", &list(1));
    operator.does(&["import", &file]).await;
    let of = ["plan", "--environment", "int", "--round", "INT 1", "--practice", "A81001"];
    let why = operator.is_refused(&of).await;
    assert!(why.contains("a round in int needs the header"), "{why}");
    // A window of a minute that is days away.
    let day = (world.clock.now() + Duration::days(3)).weekday().to_string();
    let window = format!("{0} 03:00 - {0} 03:01", &day[..3]);
    let header = format!("{}: {}", ROUND.0, ROUND.1);
    let plan = [&of[..], &["--window", &window, "--header", &header]].concat();
    let dry = operator.does(&[&plan[..], &["--dry-run"]].concat()).await;
    assert!(dry.contains("1 calls at 10 a second") && !dry.contains("planned"), "{dry}");
    operator.does(&plan).await;
    let run = operator.begins(&["run", "--round", "INT 1"]);
    until(async || count(&world, "transfer_run").await == 1).await;
    run.tell("-TERM");
    assert!(run.end().await.success());
    assert_eq!(store.inside().calls.len(), 0);
    let confirm = ["confirm", "--round", "INT 1", "--practice", "A81001", "--by", "A. Person"];
    let why = operator.is_refused(&confirm).await;
    assert!(why.contains("cannot be confirmed: not done"), "{why}");
}
