//! Lists of linked accounts as they come: what is wrong is told by line and column, what is excluded is no error, and the same
//! list again is the same rows.

use domain::role::LegalBasis;
use domain::transfer::{LinkedAccount, Row, Verdict};
use domain::{NhsNumber, OdsCode};
use proxy_access::storage::transfers::imports::Import;
use time::macros::date;

use crate::people::number_of;
use crate::roles::using;
use crate::story::{count, until};
use crate::support::world::world;

use super::{HEAD, Operator, ROUND, Store, list};

/// A list with these rows.
fn of(rows: &[&str]) -> String {
    format!("{HEAD}\n{}\n", rows.join("\n"))
}

/// A row with this proxy, state and kind of account.
fn row(id: &str, (patient, proxy): (&str, &str), (status, account): (&str, &str)) -> String {
    format!("{id},\"O'Neill \"\"Peggy\"\", M\",{patient},{proxy},A81001,2024-02-01,,{status},,{account}")
}

/// A list of Riverside: one row moves, one is excluded and one is wrong.
pub fn one_of_each() -> String {
    let [one, two, three] = [0, 1, 2].map(number_of);
    let rows = [
        row("L-1", (&one, &two), ("active", "")),
        row("L-2", (&three, ""), ("active", "care_home")),
        row("L-3", ("1", &two), ("active", "")),
    ];
    of(&rows.each_ref().map(String::as_str))
}

#[tokio::test]
async fn a_list_is_checked_by_line_and_column() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    let [one, two, three, four] = [0, 1, 2, 3].map(number_of);
    let rows = [
        row("L-1", (&one, &two), ("active", "")),
        row("L-2", (&one, ""), ("active", "")),
        row("L-3", (&three, ""), ("active", "care_home")),
        row("L-4", (&three, &four), ("inactive", "")),
        row("L-5", ("9.99E+09", &four), ("active", "")),
        row("L-6", (&one, &two), ("active", "")),
        "L-7,,,".to_owned(),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    for (name, text) in [("a.csv", of(&rows)), ("b.csv", of(&rows).replace('\n', "\r\n"))] {
        let file = operator.file(name, &text);
        let ended = operator.tries(&["check", &file]).await;
        let said = String::from_utf8_lossy(&ended.stdout);
        assert!(!ended.status.success(), "{said}");
        for line in [
            "line 3: excluded, the proxy has no NHS number in the GP system",
            "line 4: excluded, several people use the account, as in a care home",
            "line 5: excluded, it is not active in the GP system",
            "line 6: patient_nhs_number should be an NHS number: ten digits. A spreadsheet has shortened it",
            "line 7: proxy_nhs_number should be another pair of people: this one stands in line 2 already",
            "line 8: the row should be whole",
            "excluded: 1 because it is not active in the GP system",
        ] {
            assert!(said.contains(line), "{name}: no `{line}` in {said}");
        }
        assert!(!said.contains(&one) && !said.contains("Peggy"), "nobody is named: {said}");
    }
}

#[tokio::test]
async fn what_is_no_list_is_told_plainly() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    let twice = HEAD.replace("legal_basis", "start");
    for (text, why) in [
        ("a,b\n1,2\n", "it does not name: supplier_id, patient_nhs_number"),
        ("", "it does not name: supplier_id"),
        (twice.as_str(), "names start twice"),
    ] {
        let file = operator.file("no.csv", text);
        let told = operator.is_refused(&["check", &file]).await;
        assert!(told.contains(why), "{told}");
    }
    std::fs::write(operator.folder.join("wide.csv"), [0xff, 0xfe, b'a', 0]).unwrap();
    let wide = operator.folder.join("wide.csv").display().to_string();
    assert!(operator.is_refused(&["check", &wide]).await.contains("UTF-16"));
    let missing = operator.folder.join("gone.csv").display().to_string();
    assert!(operator.is_refused(&["check", &missing]).await.contains("cannot be opened"));
}

#[tokio::test]
async fn json_lines_and_other_separators_say_the_same() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    let object = serde_json::json!({
        "supplier_id": 17, "patient_nhs_number": number_of(0), "proxy_nhs_number": number_of(1), "ods_code": "A81001",
        "start": "2024-02-01", "end": null, "status": "active", "unknown": "x",
    });
    let lines = operator.file("a.jsonl", &format!("{object}\n\n{object}\n[1]\n{{\"supplier_id\""));
    let ended = operator.tries(&["check", &lines]).await;
    let said = String::from_utf8_lossy(&ended.stdout).into_owned();
    for line in ["line 3: proxy_nhs_number should be another pair", "line 4: the row", "line 5: the row"] {
        assert!(said.contains(line), "{said}");
    }
    let rows = list(4).replace("\"O'Neill, Margaret \"\"Peggy\"\"\"", "");
    for separator in [";", "\t"] {
        let file = operator.file("other.csv", &rows.replace(',', separator));
        operator.does(&["check", &file]).await;
    }
}

#[tokio::test]
async fn the_same_list_again_is_the_same_rows_and_a_mended_one_takes_their_place() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    let [one, two, three] = [0, 1, 2].map(number_of);
    let rows = [
        row("L-1", (&one, &two), ("active", "")),
        row("L-2", (&three, ""), ("active", "")),
        row("L-3", ("1", &two), ("active", "")),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let file = operator.file("linked.csv", &of(&rows));
    for _ in 0..2 {
        let said = operator.does(&["import", &file]).await;
        assert!(
            said.contains("1 rows move, 1 are excluded, 1 are wrong and do not move, 0 are not in it"),
            "{said}"
        );
        assert_eq!(count(&world, "transfer_row").await, 3);
    }
    operator.plans(&["A81001"], "100").await;
    assert_eq!(count(&world, "transfer_move").await, 1);
    let mended = row("L-3", (&three, &two), ("active", ""));
    let file = operator.file("linked.csv", &of(&[rows[0], &mended]));
    let said = operator.does(&["import", &file]).await;
    assert!(
        said.contains("2 rows move, 0 are excluded, 0 are wrong and do not move, 2 are not in it"),
        "{said}"
    );
    operator.does(&["run", "--round", "INT 1"]).await;
    assert_eq!(count(&world, "transfer_move where state = 'created'").await, 2, "the mended row came along");
    operator.does(&["run", "--round", "INT 1"]).await;
    assert_eq!(store.inside().posts, 2, "nothing is sent twice");
}

#[tokio::test]
async fn practices_that_nobody_knows_are_not_imported() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    let file = operator.file("linked.csv", &list(5));
    let said = operator.does(&["import", &file]).await;
    assert!(
        said.contains("2 rows move") && said.contains("wrong: 3 in ods_code (unknown_practice)"),
        "{said}"
    );
}

#[tokio::test]
async fn staff_read_their_own_numbers_and_what_is_not_moved() {
    let (world, store) = (using("shadow").await, Store::start().await);
    let operator = Operator::of(&world, &store);
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get("/staff/moving").await.expect_text("We have no list of your practice yet.");
    operator.does(&["import", &operator.file("linked.csv", &one_of_each())]).await;
    let page = rachel.get("/staff/moving").await;
    page.expect_text("To be moved: 1").expect_text("Left out: 1").expect_text("Cannot be read: 1");
    page.expect_text("L-2").expect_text("line 3 of linked.csv").expect_text("as in a care home");
    page.expect_text("These columns cannot be read: patient_nhs_number");
    rachel.get("/staff/moving?lang=cy").await.expect_text("I\u{2019}w symud: 1");
    let mut bilal = world.staff_sign_in_as("reception-b").await;
    bilal
        .get("/staff/moving")
        .await
        .expect_text("We have no list of your practice yet.")
        .expect_no_text("L-2");
    world.sign_in_as("margaret").await.get("/staff/moving").await.expect(404, "Page not found");
}

#[tokio::test]
async fn a_tally_confirmed_in_earnest_counts_until_other_numbers_are_told() {
    let (world, store) = (using("shadow").await, Store::start().await);
    let operator = Operator::of(&world, &store);
    let [one, two] = [0, 1].map(number_of);
    let file = operator.file("linked.csv", &of(&[&row("L-1", (&one, &two), ("active", ""))]));
    operator.does(&["import", &file]).await;
    let header = format!("{}: {}", ROUND.0, ROUND.1);
    let plan =
        ["plan", "--environment", "live", "--round", "First", "--practice", "A81001", "--header", &header];
    operator.does(&plan).await;
    let forget = ["forget", "--list", "linked.csv"];
    assert!(operator.is_refused(&forget).await.contains("still wait"));
    operator.does(&["run", "--round", "First"]).await;
    operator.does(&forget).await;
    let numbers = "transfer_row where patient is not null or proxy is not null or key like '9%'";
    assert_eq!(count(&world, numbers).await, 0, "what is done with is forgotten");
    let told = |created: u32| operator.file("counts.csv", &format!("ods_code,created\nA81001,{created}\n"));
    let confirm = ["confirm", "--round", "First", "--practice", "A81001", "--by", "A. Person"];
    operator.does(&["tally", "--round", "First", "--counts", &told(2)]).await;
    assert!(operator.is_refused(&confirm).await.contains("cannot be confirmed: DIFFER"));
    operator.does(&["tally", "--round", "First", "--counts", &told(1)]).await;
    operator.does(&confirm).await;
    let may = "practice where ods_code = 'A81001' and tally_confirmed_at is not null";
    assert_eq!(count(&world, may).await, 1);
    operator.does(&["tally", "--round", "First", "--counts", &told(1)]).await;
    assert_eq!(count(&world, may).await, 1, "the same numbers again");
    operator.does(&["tally", "--round", "First", "--counts", &told(2)]).await;
    assert_eq!(count(&world, may).await, 0);
    let page = world.staff_sign_in_as("reception-a").await.get("/staff/moving").await;
    page.expect_text("In the national store: 1");
}

/// A tally of a live round of one row, which may be confirmed.
async fn may_be_confirmed(operator: &Operator<'_>) {
    let [one, two] = [0, 1].map(number_of);
    let list = operator.file("linked.csv", &of(&[&row("L-1", (&one, &two), ("active", ""))]));
    operator.does(&["import", &list]).await;
    let header = format!("{}: {}", ROUND.0, ROUND.1);
    let plan =
        ["plan", "--environment", "live", "--round", "First", "--practice", "A81001", "--header", &header];
    operator.does(&plan).await;
    operator.does(&["run", "--round", "First"]).await;
    let told = operator.file("counts.csv", "ods_code,created\nA81001,1\n");
    operator.does(&["tally", "--round", "First", "--counts", &told]).await;
}

const CONFIRM: [&str; 7] = ["confirm", "--round", "First", "--practice", "A81001", "--by", "A. Person"];
/// The practice may put the store in use.
const MAY: &str = "practice where ods_code = 'A81001' and tally_confirmed_at is not null";

#[tokio::test]
async fn a_list_that_brings_a_row_takes_back_what_was_confirmed_before() {
    let (world, store) = (using("shadow").await, Store::start().await);
    let operator = Operator::of(&world, &store);
    may_be_confirmed(&operator).await;
    operator.does(&CONFIRM).await;
    let stands = async || {
        let named = "transfer_practice where confirmed_by is not null and confirmed_at is not null";
        (count(&world, MAY).await, count(&world, named).await)
    };
    let first = operator.folder.join("linked.csv").display().to_string();
    operator.does(&["import", &first]).await;
    assert_eq!(stands().await, (1, 1), "the same list again");
    let [three, four] = [2, 3].map(number_of);
    let later = operator.file("later.csv", &of(&[&row("L-2", (&three, &four), ("active", ""))]));
    operator.does(&["import", &later]).await;
    assert_eq!(stands().await, (0, 0));
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get("/staff/settings").await.expect_text("must confirm the numbers of your practice");
    rachel.submit(&[("national", "on")]).await.expect_status(422);
    operator.does(&["run", "--round", "First"]).await;
    let told = operator.file("counts.csv", "ods_code,created\nA81001,2\n");
    operator.does(&["tally", "--round", "First", "--counts", &told]).await;
    operator.does(&CONFIRM).await;
    assert_eq!(stands().await, (1, 1));
}

#[tokio::test]
async fn nothing_is_confirmed_while_a_list_is_imported() {
    let (world, store) = (using("shadow").await, Store::start().await);
    let operator = Operator::of(&world, &store);
    may_be_confirmed(&operator).await;
    let [patient, proxy] = [2, 3].map(|n| NhsNumber::parse(&number_of(n)).unwrap());
    let (id, practice) = ("L-2".to_owned(), OdsCode::parse("A81001").unwrap());
    let account = LinkedAccount {
        supplier_id: id.clone(),
        patient: patient.clone(),
        proxy: proxy.clone(),
        practice: practice.clone(),
        start: date!(2024 - 02 - 01),
        end: None,
        basis: LegalBasis::Consent,
    };
    let verdict = Verdict::Moves(account);
    let row = Row {
        supplier_id: Some(id),
        practice: Some(practice),
        patient: Some(patient),
        proxy: Some(proxy),
        verdict,
    };
    let mut import = Import::begin(&world.app.db, world.clock.new_id(), "later.csv").await.unwrap();
    import.add(&[(2, row)]).await.unwrap();
    let confirm = operator.begins(&CONFIRM);
    let waits = "pg_locks where locktype = 'advisory' and not granted
                 and database = (select oid from pg_database where datname = current_database())";
    until(async || count(&world, waits).await == 1).await;
    import.finish(world.clock.now()).await.unwrap();
    assert!(!confirm.end().await.success(), "it sees the row");
    assert_eq!(count(&world, MAY).await, 0);
}

#[tokio::test]
async fn a_round_says_its_environment_and_runs_in_no_other() {
    let (world, store) = (using("shadow").await, Store::start().await);
    let mut operator = Operator::of(&world, &store);
    let [one, two] = [0, 1].map(number_of);
    let file = operator.file("linked.csv", &of(&[&row("L-1", (&one, &two), ("active", ""))]));
    operator.does(&["import", &file]).await;
    let unsaid = operator.is_refused(&["plan", "--round", "INT 1", "--practice", "A81001"]).await;
    assert!(unsaid.contains("--environment"), "{unsaid}");
    assert!(operator.plans(&["A81001"], "100").await.contains("planned: \"INT 1\" in int with 1 rows"));
    let first = ["plan", "--environment", "live", "--round", "First", "--practice", "A81001"];
    assert!(operator.does(&first).await.contains("planned: \"First\" in live"));

    operator.does(&["run", "--round", "INT 1"]).await;
    let told = operator.file("counts.csv", "ods_code,created\nA81001,1\n");
    let tally = operator.does(&["tally", "--round", "INT 1", "--counts", &told]).await;
    assert!(tally.contains("\"INT 1\" in int"), "{tally}");
    operator.does(&["confirm", "--round", "INT 1", "--practice", "A81001", "--by", "A. Person"]).await;
    assert_eq!(
        count(&world, "practice where tally_confirmed_at is not null").await,
        0,
        "a test opens nothing"
    );
    let out = operator.folder.join("evidence");
    operator.does(&["evidence", "--out", &out.display().to_string()]).await;
    let page = std::fs::read_to_string(out.join("evidence.html")).unwrap();
    assert!(page.contains("INT 1 (int)") && page.contains("First (live)"), "{page}");

    for (host, round) in [("int.api.service.nhs.uk", "First"), ("api.service.nhs.uk", "INT 1")] {
        operator.settings.retain(|(name, _)| *name != "VRS_URL");
        operator.settings.push(("VRS_URL", format!("https://{host}/validated-relationships/FHIR/R4")));
        let why = operator.is_refused(&["run", "--round", round]).await;
        assert!(why.contains(&format!("the round \"{round}\" is planned for")), "{why}");
    }
}

#[tokio::test]
async fn rows_that_were_never_sent_wait_whatever_the_round_has_done() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    let [one, two, three, four] = [0, 1, 2, 3].map(number_of);
    let first = row("L-1", (&one, &two), ("active", ""));
    operator.does(&["import", &operator.file("linked.csv", &of(&[&first]))]).await;
    operator.plans(&["A81001"], "100").await;
    operator.does(&["run", "--round", "INT 1"]).await;
    let later = row("L-2", (&three, &four), ("active", ""));
    operator.does(&["import", &operator.file("later.csv", &of(&[&later]))]).await;
    let told = |created: u32| operator.file("counts.csv", &format!("ods_code,created\nA81001,{created}\n"));
    let tally = operator.does(&["tally", "--round", "INT 1", "--counts", &told(1)]).await;
    assert!(tally.contains("not done"), "{tally}");
    let confirm = ["confirm", "--round", "INT 1", "--practice", "A81001", "--by", "A. Person"];
    assert!(operator.is_refused(&confirm).await.contains("cannot be confirmed: not done"));
    operator.does(&["run", "--round", "INT 1"]).await;
    operator.does(&["tally", "--round", "INT 1", "--counts", &told(2)]).await;
    operator.does(&confirm).await;
}

#[tokio::test]
async fn a_practice_without_rows_is_confirmed_only_by_saying_so() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    operator.plans(&["A81001"], "100").await;
    let told = operator.file("counts.csv", "ods_code,created\nA81001,0\n");
    let tally = operator.does(&["tally", "--round", "INT 1", "--counts", &told]).await;
    assert!(tally.contains("nothing to move"), "{tally}");
    let confirm = ["confirm", "--round", "INT 1", "--practice", "A81001", "--by", "A. Person"];
    assert!(operator.is_refused(&confirm).await.contains("cannot be confirmed: nothing to move"));
    operator.does(&[&confirm[..], &["--nothing-to-move"]].concat()).await;
}
