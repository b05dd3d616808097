//! Names compared as people write them (docs/life.md#asking), and what PDS must hold to confirm somebody.

use domain::details::Held;
use domain::person::{search_key, search_words};
use domain::{PersonName, SameName};
use time::Date;
use time::macros::date;

#[track_caller]
fn same_family(entered: &str, held: &str) {
    assert!(SameName::family(entered, held), "{entered:?} {held:?}");
    assert!(SameName::family(held, entered), "{held:?} {entered:?}");
}

#[track_caller]
fn other_family(entered: &str, held: &str) {
    assert!(!SameName::family(entered, held), "{entered:?} {held:?}");
    assert!(!SameName::family(held, entered), "{held:?} {entered:?}");
}

#[track_caller]
fn same_given(entered: &str, held: &str) {
    assert!(SameName::given(entered, held), "{entered:?} {held:?}");
}

#[track_caller]
fn other_given(entered: &str, held: &str) {
    assert!(!SameName::given(entered, held), "{entered:?} {held:?}");
}

#[test]
fn case_makes_no_difference() {
    same_family("o'neill", "O'NEILL");
    same_family("McDonald", "MCDONALD");
    same_family(
        "\u{3a3}\u{3af}\u{3c3}\u{3c5}\u{3c6}\u{3bf}\u{3c3}",
        "\u{3c3}\u{3af}\u{3c3}\u{3c5}\u{3c6}\u{3bf}\u{3c3}",
    );
}

#[test]
fn accents_make_no_difference_composed_or_decomposed() {
    same_family("Si\u{e2}n", "Sia\u{302}n");
    same_family("Si\u{e2}n", "Sian");
    same_family("M\u{fc}ller", "Muller");
    same_family("Nguy\u{1ec5}n", "Nguyen");
    same_family("\u{130}nan", "inan");
}

#[test]
fn letters_that_do_not_decompose_are_written_as_people_type_them() {
    same_family("W\u{f3}\u{142}cik", "Wolcik");
    same_family("\u{141}ukasz", "lukasz");
    same_family("S\u{f8}rensen", "Sorensen");
    same_family("Gro\u{df}", "Gross");
    same_family("GRO\u{1e9e}", "Gross");
    same_family("\u{110}or\u{111}evi\u{107}", "Dordevic");
    same_family("\u{c6}gir", "Aegir");
    same_family("\u{de}\u{f3}r", "Thor");
}

#[test]
fn hyphens_spaces_and_apostrophes_make_no_difference() {
    same_family("Llewellyn-Jones", "Llewellyn Jones");
    same_family("Llewellyn\u{2010}Jones", "LLEWELLYNJONES");
    same_family("Llewellyn\u{2013}Jones", "Llewellyn-Jones");
    same_family("O\u{2019}Neill", "O'Neill");
    same_family("O`Neill", "O'Neill");
    same_family("O\u{2bc}Neill", "ONeill");
    same_family("  van  der Berg ", "Van Der Berg");
}

#[test]
fn other_names_are_other_names() {
    other_family("O'Neill", "O'Neal");
    other_family("Jones", "Llewellyn-Jones");
    other_family("Nowak", "Nowakowski");
    other_family("Smith", "Smyth");
}

#[test]
fn a_name_in_cyrillic_equals_itself_and_not_its_look_alike() {
    same_family(
        "\u{428}\u{435}\u{432}\u{447}\u{435}\u{43d}\u{43a}\u{43e}",
        "\u{428}\u{415}\u{412}\u{427}\u{415}\u{41d}\u{41a}\u{41e}",
    );
    same_given("\u{418}\u{432}\u{430}\u{43d}", "\u{418}\u{412}\u{410}\u{41d}");
    other_family("\u{41e}\u{440}\u{435}\u{43d}", "Open");
    other_family("\u{428}\u{435}\u{432}\u{447}\u{435}\u{43d}\u{43a}\u{43e}", "Shevchenko");
}

#[test]
fn nothing_equals_nobody() {
    for nothing in ["", "  ", "-", "'", "\u{301}", "..."] {
        other_family(nothing, nothing);
        other_family(nothing, "Nowak");
        other_given(nothing, nothing);
        other_given(nothing, "Peter");
        other_given("Peter", nothing);
    }
}

#[test]
fn the_first_given_name_counts() {
    same_given("Margaret", "Margaret Rose");
    same_given("Margaret Rose", "Margaret");
    same_given("Margaret Anne", "Margaret Rose");
    other_given("Rose", "Margaret Rose");
}

#[test]
fn a_short_form_that_begins_the_name_counts() {
    same_given("Tom", "Tomasz");
    same_given("Tomasz", "Tom");
    same_given("Jo", "Joanna");
    other_given("Maggie", "Margaret");
    other_given("Bill", "William");
}

#[test]
fn an_initial_is_too_little_unless_it_is_the_name() {
    other_given("T", "Tomasz");
    other_given("T.", "Tomasz");
    same_given("T", "T");
}

#[test]
fn a_double_given_name_is_written_with_or_without_a_hyphen() {
    same_given("Mary-Ann", "Mary Ann");
    same_given("Maryann", "Mary Ann");
    same_given("Si\u{e2}n", "SIAN ELERI");
}

#[test]
fn a_name_hides_itself_and_is_shown_whole_when_asked() {
    let name = PersonName::new("Si\u{e2}n", "Llewellyn-Jones");
    assert_eq!(name.full(), "Si\u{e2}n Llewellyn-Jones");
    assert_eq!(format!("{name:?}"), "PersonName(hidden)");
    assert_eq!(PersonName::new("", "Cher").full(), "Cher");
}

const BORN: Date = date!(1980 - 02 - 29);

fn held() -> Held {
    let names = vec![
        PersonName::new("Si\u{e2}n Eleri", "Llewellyn-Jones"),
        PersonName::new("Si\u{e2}n Eleri", "Llewellyn"),
    ];
    Held { superseded: false, deceased: false, restricted: false, birth_date: Some(BORN), names }
}

fn sian() -> PersonName {
    PersonName::new("sian", "llewellyn jones")
}

#[test]
fn pds_confirms_current_and_former_names_with_the_date_of_birth() {
    assert!(held().confirms(&sian(), BORN));
    assert!(held().confirms(&PersonName::new("Sian", "Llewellyn"), BORN));
    assert_eq!(format!("{:?}", held()), "Held(hidden)");
}

#[test]
fn pds_does_not_confirm_another_name_or_day() {
    assert!(!held().confirms(&PersonName::new("Sian", "Jones"), BORN));
    assert!(!held().confirms(&PersonName::new("Nia", "Llewellyn"), BORN));
    assert!(!held().confirms(&sian(), date!(1980 - 02 - 28)));
    assert!(!Held { birth_date: None, ..held() }.confirms(&sian(), BORN));
    assert!(!Held { names: vec![], ..held() }.confirms(&sian(), BORN));
}

#[test]
fn given_name_and_family_name_come_from_the_same_entry() {
    let names = vec![PersonName::new("Sian", "Llewellyn"), PersonName::new("Nia", "Jones")];
    assert!(!Held { names, ..held() }.confirms(&PersonName::new("Sian", "Jones"), BORN));
}

#[test]
fn a_superseded_deceased_or_restricted_record_confirms_nobody() {
    assert!(!Held { superseded: true, ..held() }.confirms(&sian(), BORN));
    assert!(!Held { deceased: true, ..held() }.confirms(&sian(), BORN));
    assert!(!Held { restricted: true, ..held() }.confirms(&sian(), BORN));
}

#[test]
fn an_only_name_is_the_whole_name() {
    let only = |name: &str| PersonName::new("", name);
    let held = |names: Vec<PersonName>| Held { names, ..held() };
    assert!(held(vec![only("Suharto")]).confirms(&only("suharto"), BORN));
    assert!(held(vec![PersonName::new("Suharto", "-")]).confirms(&only("Suharto"), BORN));
    assert!(held(vec![only("Mary Suharto")]).confirms(&PersonName::new("Mary", "Suharto"), BORN));
    assert!(!held(vec![only("Suharto")]).confirms(&PersonName::new("Mary", "Suharto"), BORN));
    assert!(!held(vec![PersonName::new("Mary", "Suharto")]).confirms(&only("Suharto"), BORN));
    assert!(!held(vec![only("Suhartono")]).confirms(&only("Suharto"), BORN), "a beginning is another name");
    assert!(!held(vec![only("")]).confirms(&only(""), BORN));
}

#[test]
fn an_only_name_is_shown_and_greeted_without_spaces() {
    assert_eq!(PersonName::new(" ", "Suharto").full(), "Suharto");
    assert_eq!(PersonName::new("", "Suharto").called(), "Suharto");
    assert_eq!(PersonName::new("Mary Ann", "Smith").called(), "Mary Ann");
}

/// Whether the worklist finds the name: all words begin one of its words, or all of them as one word do.
fn finds(typed: &str, name: &PersonName) -> bool {
    let (words, key) = (search_words(typed), search_key(name));
    let begins = |word: &String| key.contains(&format!(" {word}"));
    words.iter().all(begins) || begins(&words.concat())
}

#[test]
fn the_search_finds_what_the_comparison_takes_as_equal() {
    let oneill = PersonName::new("David John", "O'Neill");
    for typed in [
        "O'Neill",
        "O Neill",
        "ONeill",
        "o\u{2019}neill",
        "david o neill",
        "O-Neill David",
        "Neill",
        "jo oneill",
    ] {
        assert!(finds(typed, &oneill), "{typed}");
    }
    let capitals = PersonName::new("DAVID JOHN", "ONEILL");
    for typed in ["O'Neill", "O Neill", "David O Neill", "o neill david"] {
        assert!(finds(typed, &capitals), "{typed}");
    }
    let sian = PersonName::new("Si\u{e2}n Eleri", "Llewellyn-Jones");
    for typed in
        ["LlewellynJones", "llewellyn jones", "Jones", "Sian Jones", "Sian LlewellynJones", "llewellyn-j"]
    {
        assert!(finds(typed, &sian), "{typed}");
    }
    assert!(finds("Mary Ann", &PersonName::new("Maryann", "Smith")));
    assert!(finds("suharto", &PersonName::new("", "Suharto")));
}

#[test]
fn the_search_finds_no_other_name() {
    let oneill = PersonName::new("David", "O'Neill");
    for typed in ["O'Neal", "eill", "neill x", "avid", "smith"] {
        assert!(!finds(typed, &oneill), "{typed}");
    }
}
