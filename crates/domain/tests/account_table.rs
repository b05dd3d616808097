//! The state table of accounts, written by hand from docs/sources.md#citizen-services (status of a verified user account), compared
//! with the code's table and with what `decide` does.

use domain::Actor;
use domain::account::table::{BY_CASE, BY_DAY, Cell, ROWS, cell, markdown, may};
use domain::account::{
    Account, Command, CommandKind, EndReason, Event, Facts, Follow, Place, Refusal, Says, Side, State,
    Status, SuspendReason, decide,
};
use time::Duration;
use time::macros::date;

use crate::account_support::*;
use crate::support::{CASE, END, THAT_DAY, THEN, access_until, our_worker, the_practice};

/// A place's code: the command leads there. `=`: it was done before. `.`: it cannot be done now.
const TABLE: [&str; 4] = [
    "
place      IssueKey   ResetKey   RevokeKey Link   Unlink
no_key     key_issued .          =         .      =
key_issued =          key_issued no_key    linked =
linked     =          key_issued no_key    linked key_issued
signed_in  linked     key_issued no_key    .      no_key
",
    "
place      Verify   Unverify
unverified verified =
verified   verified unverified
",
    "
place        Associate ChangeAccess Renew   Suspend   End
unassociated running   .            .       .         .
running      .         running      running suspended ended
suspended    .         suspended    running suspended ended
ended        .         .            .       .         =
",
    "
place SwitchOff SwitchOn
on    off       =
off   =         on
",
];

/// Who may give a command: H holder, P patient, S staff and programs of the practice, W our worker.
const WHO: &[(CommandKind, &str)] = &[
    (CommandKind::Open, "S"),
    (CommandKind::IssueKey, "S"),
    (CommandKind::ResetKey, "SW"),
    (CommandKind::RevokeKey, "SW"),
    (CommandKind::Link, "H"),
    (CommandKind::Unlink, "HSW"),
    (CommandKind::Verify, "SW"),
    (CommandKind::Unverify, "S"),
    (CommandKind::Associate, "S"),
    (CommandKind::ChangeAccess, "S"),
    (CommandKind::Renew, "S"),
    (CommandKind::Suspend, "PSW"),
    (CommandKind::End, "HPSW"),
    (CommandKind::SwitchOff, "S"),
    (CommandKind::SwitchOn, "S"),
    (CommandKind::Follow, "HPSW"),
    (CommandKind::Day, "W"),
];

fn place(code: &str) -> Place {
    let found = Place::ALL.into_iter().find(|place| place.code() == code);
    found.unwrap_or_else(|| panic!("no place {code}"))
}

/// The cells of the four tables: place, command, what it does.
fn expected() -> Vec<(Place, CommandKind, Cell)> {
    TABLE.into_iter().flat_map(cells).collect()
}

fn cells(table: &'static str) -> Vec<(Place, CommandKind, Cell)> {
    let mut lines = table.trim().lines();
    let head: Vec<&str> = lines.next().expect("a head").split_whitespace().skip(1).collect();
    let named = |name: &str| {
        let found = CommandKind::ALL.into_iter().find(|kind| format!("{kind:?}") == name);
        found.unwrap_or_else(|| panic!("no command {name}"))
    };
    let mut cells = Vec::new();
    for line in lines {
        let mut words = line.split_whitespace();
        let from = place(words.next().expect("a place"));
        for (name, word) in head.iter().zip(words) {
            let leads = match word {
                "." => Cell::Refused,
                "=" => Cell::Harmless,
                code => Cell::To(place(code)),
            };
            cells.push((from, named(name), leads));
        }
    }
    cells
}

/// What stands in no table cannot be done: a command is about one part alone.
fn expected_cell(from: Place, command: CommandKind) -> Cell {
    let cells = expected();
    let found = cells.iter().find(|(place, kind, _)| (*place, *kind) == (from, command));
    found.map_or(Cell::Refused, |(_, _, cell)| *cell)
}

#[test]
fn the_codes_table_of_accounts_is_the_expected_one() {
    for from in Place::ALL {
        for command in CommandKind::ALL {
            assert_eq!(cell(from, command), expected_cell(from, command), "{from:?} {command:?}");
        }
    }
    for (at, (from, command, _)) in ROWS.iter().enumerate() {
        let again = ROWS.iter().skip(at + 1).any(|row| (row.0, row.1) == (*from, *command));
        assert!(!again, "{from:?} {command:?} stands there twice");
    }
}

#[test]
fn the_right_people_may_do_something_to_an_account() {
    assert_eq!(WHO.len(), CommandKind::ALL.len());
    let sides = [(Side::Holder, 'H'), (Side::Patient, 'P'), (Side::Practice, 'S'), (Side::System, 'W')];
    for (command, who) in WHO {
        for (side, letter) in sides {
            assert_eq!(may(side, *command), who.contains(letter), "{side:?} {command:?}");
        }
    }
}

/// The shortest history in which a part stands at this place.
fn history_at(from: Place) -> Vec<Event> {
    let after = |events: &[Event]| [vec![opened()], events.to_vec()].concat();
    match from {
        Place::NoKey | Place::Unverified | Place::Unassociated | Place::On => after(&[]),
        Place::KeyIssued => after(&[Event::KeyIssued]),
        Place::Linked => after(&[Event::KeyIssued, linked()]),
        Place::SignedIn => after(&[linked()]),
        Place::Verified => after(&[verified()]),
        Place::Running => after(&[associated()]),
        Place::Suspended => after(&[associated(), suspended()]),
        Place::Ended => after(&[associated(), ended()]),
        Place::Off => after(&[switched_off()]),
    }
}

/// Where the part of which `like` is a place stands.
fn stands(account: &Account, like: Place) -> Place {
    match like.part() {
        "linkage" if account.linkages.is_empty() && account.key_since.is_none() => Place::NoKey,
        "linkage" if account.linkages.is_empty() => Place::KeyIssued,
        "linkage" if account.key_since.is_none() => Place::SignedIn,
        "linkage" => Place::Linked,
        "identity" if account.verification.is_none() => Place::Unverified,
        "identity" => Place::Verified,
        "switch" if account.switched_off.is_none() => Place::On,
        "switch" => Place::Off,
        _ => match account.associations.last().map(|association| association.state) {
            None => Place::Unassociated,
            Some(State::Running) => Place::Running,
            Some(State::Suspended(_)) => Place::Suspended,
            Some(State::Ended(_)) => Place::Ended,
        },
    }
}

/// Somebody who may.
fn able(command: CommandKind) -> Actor {
    let who = WHO.iter().find(|(kind, _)| *kind == command).map_or("", |(_, who)| *who);
    match who {
        "H" => the_holder(),
        "W" => our_worker(),
        _ => the_practice(),
    }
}

/// How it is said that something cannot be done.
fn refused(from: Place, command: CommandKind) -> Refusal {
    match (from, command) {
        (_, CommandKind::Link) => Refusal::NotMatched,
        (Place::Unassociated, _) => Refusal::NotFound,
        (_, CommandKind::Associate) => Refusal::AlreadyAssociated,
        _ => Refusal::WrongPlace(from),
    }
}

#[test]
fn decide_agrees_with_the_table_of_accounts_at_every_cell() {
    for (from, kind, leads) in expected() {
        let name = format!("{from:?} {kind:?}");
        let before = history_at(from);
        let account = account_after(&before);
        assert_eq!(stands(&account, from), from, "{name}");
        let command = every_command().into_iter().find(|command| command.kind() == kind);
        let answer = decide(Some(&account), &command.expect("one of each kind"), &able(kind), THEN);
        match leads {
            Cell::To(next) => {
                let events = answer.expect(&name);
                assert!(!events.is_empty(), "{name}");
                assert_eq!(stands(&account_after(&[before, events].concat()), from), next, "{name}");
            }
            Cell::Harmless => assert_eq!(answer, Ok(vec![]), "{name}"),
            Cell::Refused => assert_eq!(answer, Err(refused(from, kind)), "{name}"),
        }
    }
}

#[test]
fn every_place_can_be_reached_and_only_an_end_is_final() {
    for place in Place::ALL {
        let leads = |from: Place| {
            let cells = expected();
            let ways = cells.iter().filter(move |cell| cell.0 == from);
            ways.filter_map(|cell| if let Cell::To(next) = cell.2 { Some(next) } else { None })
                .collect::<Vec<_>>()
        };
        let is_first = matches!(place, Place::Unassociated | Place::On | Place::NoKey | Place::Unverified);
        let by_case = BY_CASE.iter().any(|(_, next)| *next == place);
        let is_reached = by_case || Place::ALL.into_iter().any(|from| leads(from).contains(&place));
        assert!(is_first || is_reached, "{place:?}");
        assert_eq!(leads(place).is_empty(), place == Place::Ended, "{place:?}");
    }
}

#[test]
fn a_day_leads_an_association_where_the_table_says_and_nowhere_else() {
    let noon = date!(2040 - 01 - 01).midnight().assume_utc() + Duration::hours(12);
    let mut led = Vec::new();
    for access in [access_until(Some(END)), access_until(None)] {
        for more in [vec![], vec![suspended()], vec![ended()]] {
            let made = vec![opened(), associated_by(by_consent(), access.clone())];
            let before = [made, more].concat();
            let account = account_after(&before);
            let from = stands(&account, Place::Running);
            let events = decide(Some(&account), &day(LONG_AGO), &our_worker(), noon).expect("a day");
            let next = stands(&account_after(&[before, events].concat()), Place::Running);
            if next != from {
                led.push((from, next));
            }
        }
    }
    assert_eq!(led, BY_DAY);
}

#[test]
fn a_case_leads_where_the_table_says_and_nowhere_else() {
    let paused = State::Suspended(SuspendReason::PendingReview);
    let says = [State::Running, paused, State::Ended(EndReason::PatientRequest)];
    let mut led = Vec::new();
    for from in Place::ALL {
        let mut before = history_at(from);
        if from.part() == "association" && from != Place::Unassociated {
            before.insert(2, Event::CaseFollowed { association: FOR_MARGARET, case: CASE });
        }
        for stands in says {
            // Ended for good: what a case gives again is another one.
            let association = if from == Place::Ended { HIS_OWN } else { FOR_MARGARET };
            let wish = Follow { says: Says { stands, ..says_yes() }, association, ..a_follow() };
            let account = account_after(&before);
            let command = Command::Follow(Box::new(wish));
            let Ok(events) = decide(Some(&account), &command, &the_practice(), THEN) else { continue };
            let next = stands_after(&before, events, from);
            if next != from && from != Place::Ended {
                led.push((from, next));
            }
        }
    }
    let sorted = |mut ways: Vec<(Place, Place)>| {
        ways.sort_by_key(|way| format!("{way:?}"));
        ways
    };
    assert_eq!(sorted(led), sorted(BY_CASE.to_vec()));
}

fn stands_after(before: &[Event], events: Vec<Event>, like: Place) -> Place {
    stands(&account_after(&[before.to_vec(), events].concat()), like)
}

#[test]
fn an_account_is_active_exactly_while_all_four_hold() {
    let all = 0..16_u8;
    for bits in all {
        let has = |bit: u8| bits & bit != 0;
        let facts = Facts { switched_on: has(1), linked: has(2), verified: has(4), associated: has(8) };
        let expected = match (has(1), has(2), has(4), has(8)) {
            (true, true, true, true) => Status::Active,
            (false, ..) => Status::SwitchedOff,
            (true, false, ..) => Status::NotLinked,
            (true, true, false, _) => Status::NotVerified,
            (true, true, true, false) => Status::NotAssociated,
        };
        assert_eq!(facts.status(), expected, "{facts:?}");
        assert_eq!(facts.status().is_active(), bits == 15, "{facts:?}");
    }
    for status in Status::ALL {
        assert_eq!(Status::from_code(status.code()), Some(status));
    }
    assert_eq!(account_after(&all_done()).status(THAT_DAY), Status::Active);
}

#[test]
fn the_markdown_of_accounts_has_a_line_for_each_way_and_each_lack() {
    let text = markdown();
    let mut lines = 2 + BY_DAY.len() + BY_CASE.len();
    for (from, command, leads) in expected() {
        let Cell::To(next) = leads else { continue };
        let line = format!("| {} | {} | {command:?} | {} |", from.part(), from.code(), next.code());
        assert!(text.lines().any(|found| found == line), "{line}");
        lines += 1;
    }
    let lacks = Status::ALL.len();
    assert_eq!(text.lines().count(), lines + 1 + 2 + lacks);
    assert!(text.contains("| no online account is linked | inactive: not_linked |\n"));
    assert!(text.ends_with("| none of these | active |\n"));
}
