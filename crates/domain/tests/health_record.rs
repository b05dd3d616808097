//! What somebody is shown of a record: given an entry and a lens, then so much of it (docs/health-record.md; CS-43 to CS-50).

use domain::RecordLevel;
use domain::account::Shown;
use domain::health_record::table::{Part, ROWS, markdown, part};
use domain::health_record::{Hidden, Item, Kind, Lens, Marks, Seen, State, seen, spread};
use proptest::prelude::*;
use proptest::sample::select;
use time::macros::date;
use time::{Date, Duration};

/// The table, written by hand from docs/sources.md#citizen-services and #gpc-pfs: kind, then what the five levels show.
const EXPECTED: &str = "
    medicines      - c c c w
    allergies      - c c c w
    problems       - - c c w
    consultations  - - c c w
    results        - - c c w
    immunisations  - - c c w
    referrals      - - c c w
    documents      - - - c w
    other          - - c c w
    comments       - - - - w
    details        - - - - w
    diary          - - - - -
";

const DAY: Date = date!(2020 - 05 - 01);

fn expected() -> Vec<(Kind, RecordLevel, Part)> {
    let line = |line: &'static str| {
        let mut words = line.split_whitespace();
        let kind = words.next().and_then(Kind::from_code).expect("a kind");
        let word = |word| match word {
            "-" => Part::Nothing,
            "c" => Part::Coded,
            "w" => Part::Whole,
            other => panic!("{other}"),
        };
        RecordLevel::ALL.into_iter().zip(words.map(word)).map(move |(level, part)| (kind, level, part))
    };
    EXPECTED.trim().lines().flat_map(line).collect()
}

fn shown(part: Part) -> Seen {
    match part {
        Part::Nothing => Seen::Hidden(Hidden::Level),
        Part::Coded => Seen::Coded,
        Part::Whole => Seen::Whole,
    }
}

/// An entry that nothing keeps back.
fn plain(kind: Kind) -> Item {
    Item { kind, day: Some(DAY), marks: Marks::default(), reviewed: true, draft: false, filed: true }
}

fn at(level: RecordLevel) -> Lens {
    Lens::new(Shown::always(level), Vec::new())
}

/// How much: for comparing.
fn extent(seen: Seen) -> Part {
    match seen {
        Seen::Whole => Part::Whole,
        Seen::Coded => Part::Coded,
        Seen::Hidden(_) => Part::Nothing,
    }
}

#[test]
fn the_codes_table_is_the_published_one() {
    let expected = expected();
    assert_eq!(expected.len(), Kind::ALL.len() * RecordLevel::ALL.len());
    for (kind, level, wanted) in expected {
        assert_eq!(part(kind, level), wanted, "{kind:?} {level:?}");
        assert_eq!(seen(&plain(kind), &at(level)), shown(wanted), "{kind:?} {level:?}");
    }
    assert_eq!(ROWS.map(|row| row.kind), Kind::ALL);
}

#[test]
fn the_markdown_has_a_line_for_each_kind_and_a_column_for_each_level() {
    assert_eq!(markdown().lines().count(), ROWS.len() + 2);
    assert!(markdown().starts_with("| | none | summary | detailed | documents | full |\n"));
    assert!(markdown().contains("| documents | – | – | – | coded | whole |\n"));
}

#[test]
fn every_kind_has_a_code_that_leads_back_to_it() {
    assert!(Kind::ALL.is_sorted(), "kinds are compared in the order of the pages");
    for kind in Kind::ALL {
        assert_eq!(Kind::from_code(kind.code()), Some(kind));
    }
    assert_eq!(Kind::from_code("Medicines"), None);
}

#[test]
fn what_is_marked_is_never_seen_whatever_the_level_the_day_or_the_review() {
    for bits in 1..8_u8 {
        let marks = Marks { restricted: bits & 1 > 0, nopat: bits & 2 > 0, confidential: bits & 4 > 0 };
        let why = match marks {
            Marks { restricted: true, .. } => Hidden::Restricted,
            Marks { nopat: true, .. } => Hidden::NoPatient,
            Marks { .. } => Hidden::Confidential,
        };
        assert!(marks.any());
        for kind in Kind::ALL {
            for level in RecordLevel::ALL {
                let lens = Lens { reviewed: vec![(DAY, DAY)], ..at(level) };
                assert_eq!(
                    seen(&Item { marks, ..plain(kind) }, &lens),
                    Seen::Hidden(why),
                    "{kind:?} {level:?}"
                );
            }
        }
    }
    assert!(!Marks::default().any());
}

#[test]
fn what_is_not_finished_is_never_seen() {
    for level in RecordLevel::ALL {
        let lens = at(level);
        for kind in Kind::ALL {
            let draft = seen(&Item { draft: true, ..plain(kind) }, &lens);
            assert_eq!(draft, Seen::Hidden(Hidden::Draft), "{kind:?} {level:?}");
        }
        let document = Item { reviewed: false, ..plain(Kind::Document) };
        assert_eq!(seen(&document, &lens), Seen::Hidden(Hidden::NotReviewed), "{level:?}");
        let result = Item { filed: false, ..plain(Kind::Result) };
        assert_eq!(seen(&result, &lens), Seen::Hidden(Hidden::NotReviewed), "{level:?}");
    }
}

#[test]
fn only_documents_wait_for_a_review_and_only_results_for_filing() {
    let full = at(RecordLevel::Full);
    let problem = Item { reviewed: false, filed: false, ..plain(Kind::Problem) };
    assert_eq!(seen(&problem, &full), Seen::Whole);
    assert_eq!(seen(&Item { filed: false, ..plain(Kind::Document) }, &full), Seen::Whole);
    assert_eq!(seen(&Item { reviewed: false, ..plain(Kind::Result) }, &full), Seen::Whole);
}

/// CS-48: the detailed record from 1 February 2013, reviewed back to 1 January 2010.
#[test]
fn what_was_reviewed_shows_although_it_is_older() {
    let from = date!(2013 - 02 - 01);
    let shown = Shown::from_day(from, RecordLevel::Detailed, RecordLevel::None).expect("less before");
    let lens = Lens::new(shown, vec![(date!(2010 - 01 - 01), date!(2013 - 01 - 31))]);
    let on = |day| seen(&Item { day: Some(day), ..plain(Kind::Problem) }, &lens);
    assert_eq!(on(from), Seen::Coded);
    assert_eq!(on(date!(2013 - 01 - 31)), Seen::Coded);
    assert_eq!(on(date!(2010 - 01 - 01)), Seen::Coded);
    assert_eq!(on(date!(2009 - 12 - 31)), Seen::Hidden(Hidden::TooOld));
    let restricted = Marks { restricted: true, ..Marks::default() };
    let hidden = Item { marks: restricted, day: Some(date!(2011 - 06 - 01)), ..plain(Kind::Problem) };
    assert_eq!(seen(&hidden, &lens), Seen::Hidden(Hidden::Restricted));
    // A review lets nobody see further than the level goes.
    let document = Item { day: Some(date!(2011 - 06 - 01)), ..plain(Kind::Document) };
    assert_eq!(seen(&document, &lens), Seen::Hidden(Hidden::Level));
}

#[test]
fn what_was_before_shows_as_far_as_its_own_level_goes() {
    let shown = Shown::from_day(DAY, RecordLevel::Full, RecordLevel::Summary).expect("less before");
    let lens = Lens::new(shown, Vec::new());
    let before = |kind| seen(&Item { day: DAY.previous_day(), ..plain(kind) }, &lens);
    assert_eq!(before(Kind::Medication), Seen::Coded);
    assert_eq!(before(Kind::Problem), Seen::Hidden(Hidden::TooOld));
    assert_eq!(before(Kind::Diary), Seen::Hidden(Hidden::Level));
    assert_eq!(seen(&plain(Kind::Medication), &lens), Seen::Whole);
    // Nobody can say that what has no day is new.
    let undated = |kind| seen(&Item { day: None, ..plain(kind) }, &lens);
    assert_eq!(
        (undated(Kind::Medication), undated(Kind::Problem)),
        (Seen::Coded, Seen::Hidden(Hidden::TooOld))
    );
    assert_eq!(seen(&Item { day: None, ..plain(Kind::Problem) }, &at(RecordLevel::Detailed)), Seen::Coded);
}

#[test]
fn what_keeps_something_back_goes_to_what_belongs_to_it_and_no_further() {
    let confidential = Marks { confidential: true, ..Marks::default() };
    let mut states = [State::PLAIN; 6];
    (states[0].marks, states[4].draft, states[5].filed) = (confidential, true, false);
    // From the first in a circle of three; the fourth names the first and has nothing from it; one leads nowhere.
    spread(&mut states, &[vec![1], vec![2], vec![0, 9], vec![0], vec![1], vec![]]);
    let whole = State { marks: confidential, draft: true, ..State::PLAIN };
    let only_draft = State { draft: true, ..State::PLAIN };
    assert_eq!(states[..3], [whole, whole, whole]);
    assert_eq!(states[3..], [State::PLAIN, only_draft, State { filed: false, ..State::PLAIN }]);
}

fn marks() -> impl Strategy<Value = Marks> {
    // Mostly none, or hardly anything would be seen.
    let mark = || prop::bool::weighted(0.1);
    let made = |(confidential, nopat, restricted)| Marks { confidential, nopat, restricted };
    (mark(), mark(), mark()).prop_map(made)
}

fn days() -> impl Strategy<Value = Date> {
    (-2000..2000_i64).prop_map(|days| DAY + Duration::days(days))
}

fn items() -> impl Strategy<Value = Item> {
    let parts = (select(&Kind::ALL[..]), prop::option::of(days()), marks(), any::<[bool; 3]>());
    parts.prop_map(|(kind, day, marks, [reviewed, draft, filed])| Item {
        kind,
        day,
        marks,
        reviewed,
        draft,
        filed,
    })
}

fn levels() -> impl Strategy<Value = RecordLevel> {
    select(&RecordLevel::ALL[..])
}

fn lenses() -> impl Strategy<Value = Lens> {
    let periods = prop::collection::vec((days(), 0..400_i64), 0..3);
    (levels(), levels(), prop::option::of(days()), periods).prop_map(|(one, other, effective, periods)| {
        Lens {
            current: one.max(other),
            historical: one.min(other),
            effective,
            reviewed: periods.into_iter().map(|(from, days)| (from, from + Duration::days(days))).collect(),
        }
    })
}

proptest! {
    #[test]
    fn a_higher_level_never_shows_less(item in items(), lens in lenses(), current in levels(), historical in levels()) {
        let higher = Lens {
            current: lens.current.max(current),
            historical: lens.historical.max(historical),
            ..lens.clone()
        };
        prop_assert!(extent(seen(&item, &higher)) >= extent(seen(&item, &lens)));
    }

    #[test]
    fn an_earlier_day_or_one_more_review_never_shows_less(item in items(), lens in lenses(), day in days()) {
        let before = extent(seen(&item, &lens));
        let mut more = lens.clone();
        more.reviewed.push((day, day + Duration::days(90)));
        prop_assert!(extent(seen(&item, &more)) >= before);
        let earlier = Lens { effective: lens.effective.map(|effective| effective.min(day)), ..lens };
        prop_assert!(extent(seen(&item, &earlier)) >= before);
    }

    #[test]
    fn a_mark_hides_and_shows_nothing_else(item in items(), lens in lenses(), more in marks()) {
        let marked = Item { marks: item.marks.and(more), ..item };
        let after = seen(&marked, &lens);
        if marked.marks.any() {
            prop_assert!(!after.is_shown());
        } else {
            prop_assert_eq!(after, seen(&item, &lens));
        }
    }
}
