//! Each level shows exactly what the table says, and what is withheld is on no page of any.

use domain::RecordLevel;
use domain::account::Shown;
use domain::health_record::Kind;
use domain::health_record::table::{Part, part};
use time::macros::date;

use super::record::{LIMITED, Sight, WITHHELD, WRITTEN, held};
use crate::support::page::Page;

/// What the contents say, part by part.
const PARTS: [(&str, &[Kind]); 10] = [
    ("Medicines", &[Kind::Medication]),
    ("Allergies and bad reactions", &[Kind::Allergy]),
    ("Health problems", &[Kind::Problem]),
    ("Consultations", &[Kind::Consultation]),
    ("Test results", &[Kind::Result]),
    ("Vaccinations", &[Kind::Immunisation]),
    ("Referrals", &[Kind::Referral]),
    ("Documents", &[Kind::Document]),
    ("Other entries", &[Kind::Uncategorised, Kind::Comment]),
    ("Name, address and registration", &[Kind::Administrative]),
];

/// What the contents say at a level, by the table.
fn expected(level: RecordLevel) -> Vec<String> {
    let held = held();
    let count = |kinds: &[Kind]| -> usize {
        kinds.iter().filter(|kind| part(**kind, level) > Part::Nothing).map(|kind| held[kind]).sum()
    };
    let line = |(name, kinds): &(&str, &[Kind])| match *kinds {
        [Kind::Administrative] => (*name).to_owned(),
        kinds => format!("{name} ({})", count(kinds)),
    };
    PARTS.iter().map(line).collect()
}

fn contents(page: &Page) -> Vec<String> {
    let lines = page.texts("main ul li");
    lines.into_iter().filter(|line| line.ends_with(')') || line.starts_with("Name, address")).collect()
}

/// How many entries the tables of a page have.
fn lines(page: &Page) -> usize {
    page.texts("main tbody tr").len()
}

#[tokio::test]
async fn each_level_shows_exactly_what_the_table_says() {
    let mut sight = Sight::begin().await;
    for level in [RecordLevel::Full, RecordLevel::Documents, RecordLevel::Detailed, RecordLevel::Summary] {
        sight.limit(Shown::always(level)).await;
        let pages = sight.everything().await;
        assert_eq!(contents(&pages[0]), expected(level), "{level:?}: {}", pages[0]);
        let (held, is_full) = (held(), level == RecordLevel::Full);
        for page in &pages {
            page.expect_status(200)
                .expect_text(LIMITED)
                .expect_text("You are looking at Alex Smith’s record");
            page.expect_no_text(WITHHELD).expect_no_text("narrative");
            assert!(!page.body.contains(WITHHELD), "{level:?}: {page}");
            assert!(is_full || !page.body.contains(WRITTEN), "free text at {level:?}: {page}");
            assert!(
                !page.body.contains("404684003") && !page.body.contains("37331000000100"),
                "a code: {page}"
            );
        }
        for kind in [Kind::Medication, Kind::Allergy, Kind::Result, Kind::Document, Kind::Referral] {
            let page = pages.iter().find(|page| page.path().ends_with(kind.code())).unwrap();
            let wanted = if part(kind, level) > Part::Nothing { held[&kind] } else { 0 };
            assert_eq!(lines(page), wanted, "{kind:?} at {level:?}: {page}");
        }
    }
}

#[tokio::test]
async fn entries_are_told_in_words_with_who_recorded_them_and_how_numbers_changed() {
    let mut sight = Sight::begin().await;
    let page = sight.margaret.get(&sight.path("medicines")).await;
    page.expect_text("Salbutamol inhaler").expect_text("How to take it: One to be taken each day");
    assert_eq!(page.texts("caption"), ["Repeat medicines", "Past medicines"]);
    let page = sight.margaret.get(&sight.path("allergies")).await;
    page.expect_text("Allergy to latex").expect_text("5 January 2024").expect_text("Dr Ada Quill");
    let page = sight.margaret.get(&sight.path("immunisations")).await;
    page.expect_text("January 2024").expect_no_text("1 January 2024");
    let page = sight.margaret.get(&sight.path("results")).await;
    page.expect_text("Changes over time").expect_text("Value: 7.2");
    page.expect_text("From 6.1 mmol/L on 8 January 2023 to 7.2 mmol/L on 8 January 2024");
    assert_eq!(page.attributes("svg polyline", "points"), ["4,36 156,4"]);
    let page = sight.margaret.get(&sight.path("consultations")).await;
    page.expect_text("9 January 2024: Seen in surgery").expect_text("Dr Ada Quill, Riverside Practice");
    page.expect_text("freetext heading").expect_text("freetext of the visit").expect_text("Asthma");
    let page = sight.margaret.get(&sight.path("details")).await;
    page.expect_text("7 Elm Row");
}

#[tokio::test]
async fn where_a_patient_lives_whose_record_is_sensitive_is_told_to_nobody() {
    let mut sight = Sight::begin().await;
    let label =
        r#"'{"meta": {"security": [{"system": "http://hl7.org/fhir/v3/ActCode", "code": "NOPAT"}]}}'::jsonb"#;
    for (set, back) in [
        ("sensitive = true".to_owned(), "sensitive = false"),
        (format!("body = body || {label}"), "body = body - 'meta'"),
    ] {
        let change = |what: &str| sqlx::AssertSqlSafe(format!("update health_record_patient set {what}"));
        sqlx::query(change(&set)).execute(&sight.world.app.db).await.unwrap();
        let page = sight.margaret.get(&sight.path("details")).await;
        page.expect_text("Alex Smith").expect_no_text("Elm Row").expect_no_text("Leeds");
        sqlx::query(change(back)).execute(&sight.world.app.db).await.unwrap();
        sight.margaret.get(&sight.path("details")).await.expect_text("7 Elm Row");
    }
}

#[tokio::test]
async fn a_page_is_sorted_as_its_reader_likes() {
    let mut sight = Sight::begin().await;
    let terms = |page: &Page| page.texts("tbody th .app-entry");
    let page = sight.margaret.get(&sight.path("results")).await;
    assert_eq!(terms(&page).last().unwrap(), "Serum glucose level", "the oldest is last: {page}");
    assert_eq!(page.texts("nav strong[aria-current]"), ["Date"]);
    let page = sight.margaret.follow("Type").await;
    assert_eq!(page.texts("nav strong[aria-current]"), ["Type"]);
    let sorted = ["Blood test", "Serum glucose level", "Serum glucose level", "Serum potassium level"];
    assert_eq!(terms(&page), sorted);
    for sort in ["problem", "source", "nonsense&page=99", "date&page=0", "&page=18446744073709551615"] {
        let path = format!("{}?sort={sort}", sight.path("results"));
        let page = sight.margaret.get(&path).await;
        assert_eq!((page.status.as_u16(), terms(&page).len()), (200, 4), "{sort}: {page}");
        let path = format!("{}?sort={sort}", sight.path("consultations"));
        sight.margaret.get(&path).await.expect_status(200);
    }
}

#[tokio::test]
async fn the_contents_say_how_to_reach_who_keeps_the_record() {
    let mut sight = Sight::begin().await;
    for (phone, said) in [
        (None, "If something in it is wrong or missing, contact the surgery."),
        (Some("01632 960000"), "If something in it is wrong or missing, call the surgery on 01632 960000."),
    ] {
        let set = sqlx::query("update practice set phone = $1").bind(phone);
        set.execute(&sight.world.app.db).await.unwrap();
        sight.margaret.get(&sight.path("")).await.expect_text(said);
    }
}

#[tokio::test]
async fn cs_48_what_is_older_shows_where_it_was_reviewed() {
    let mut sight = Sight::begin().await;
    let from = date!(2024 - 01 - 08);
    sight.limit(Shown::from_day(from, RecordLevel::Full, RecordLevel::None).unwrap()).await;
    let page = sight.margaret.get(&sight.path("")).await;
    page.expect_text("What was recorded before 8 January 2024: Not the GP record");
    page.expect_text("Health problems (0)").expect_text("Test results (3)");
    sqlx::query(
        "insert into health_record_reviewed (patient_id, from_day, to_day)
         select id, date '2024-01-01', date '2024-01-31' from health_record_patient",
    )
    .execute(&sight.world.app.db)
    .await
    .unwrap();
    let page = sight.margaret.get(&sight.path("")).await;
    page.expect_text("Health problems (1)").expect_text("Test results (3)").expect_no_text(WITHHELD);
}

#[tokio::test]
async fn in_welsh_the_frame_is_welsh_and_what_was_recorded_stays() {
    let mut sight = Sight::begin().await;
    let path = format!("{}?lang=cy", sight.path("allergies"));
    let page = sight.margaret.get(&path).await;
    page.expect(200, "Alergeddau ac adweithiau gwael").expect_text("Rydych yn edrych ar gofnod Alex Smith");
    page.expect_text("Golwg gyfyngedig ar Gofnod y Claf yw hon");
    assert!(page.texts("[lang=en]").contains(&"Allergy to latex".to_owned()), "{page}");
}
