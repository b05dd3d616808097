//! The whole state table, written by hand from what docs/life.md#stages says, compared with the code's table and with
//! what `decide` does.

use domain::delegation::table::{Cell, cell, markdown, may};
use domain::delegation::{Command, CommandKind, Delegation, Event, Refusal, Stage, decide};
use domain::{Actor, Party};

use crate::support::*;

/// A stage's code: the command leads there. `=`: it was done before or comes too late to matter, nothing happens.
/// `.`: it cannot be done now. The first row is "no delegation yet".
const TABLE: [&str; 2] = [
    "
stage         Request  ConfirmDetails RejectDetails Accept        Decline  Withdraw  Lapse  Remind  Confirm Refuse  Change Suspend
-             checking .              .             .             .        .         .      .       .       .       .      .
checking      .        invited        not_confirmed .             .        withdrawn =      =       .       .       .      .
not_confirmed .        =              =             .             .        .         =      =       .       .       .      .
invited       .        =              =             with_practice declined withdrawn lapsed invited .       .       .      .
declined      .        =              =             .             =        .         =      =       .       .       .      .
withdrawn     .        =              =             .             .        =         =      =       .       .       .      .
lapsed        .        =              =             .             .        .         =      =       .       .       .      .
with_practice .        =              =             =             .        withdrawn =      =       active  refused .      .
refused       .        =              =             .             .        .         =      =       active  =       .      .
active        .        =              =             =             .        .         =      =       =       .       active suspended
suspended     .        =              =             .             .        .         =      =       .       .       .      =
ending        .        =              =             .             .        .         =      =       .       .       .      .
ended         .        =              =             .             .        .         =      =       .       .       .      .
",
    "
stage         Resume Revoke ReachEndDate Remove Reactivate Resend  Close     AskChange DeclineChange WarnOfEnd Nudge     MoveHere
-             .      .      .            .      .          .       .         .         .             .         .         with_practice
checking      .      .      =            .      .          .       withdrawn .         .             =         =         .
not_confirmed .      .      =            .      .          .       =         .         .             =         =         .
invited       .      .      =            .      .          invited withdrawn .         .             =         =         .
declined      .      .      =            .      .          .       =         .         .             =         =         .
withdrawn     .      .      =            .      .          .       =         .         .             =         =         .
lapsed        .      .      =            .      .          .       =         .         .             =         =         .
with_practice .      .      =            .      .          .       withdrawn .         .             =         =         .
refused       .      .      =            .      .          .       =         .         .             =         =         .
active        =      ending ending       .      =          .       =         active    active        active    active         .
suspended     active ending ending       .      .          .       =         suspended suspended     suspended =         .
ending        .      =      =            ended  .          .       =         .         .             =         =         .
ended         .      =      =            =      active     .       =         .         .             =         =         .
",
];

/// Who may give a command, by docs/life.md#commands-and-who-may-give-them: O delegator, E delegate, P practice, S our
/// worker.
fn who(command: CommandKind, stage: Stage) -> &'static str {
    match command {
        CommandKind::Request => "S", // a delegation is begun once; a second request is another delegation
        CommandKind::MoveHere => "S", // and so is that of a patient who moved here
        CommandKind::ConfirmDetails | CommandKind::RejectDetails => "S",
        CommandKind::Lapse | CommandKind::Remind | CommandKind::ReachEndDate => "S",
        CommandKind::Close | CommandKind::WarnOfEnd | CommandKind::Nudge => "S",
        CommandKind::Resend | CommandKind::AskChange => "O",
        CommandKind::DeclineChange => "P",
        CommandKind::Accept | CommandKind::Decline => "E",
        CommandKind::Withdraw if stage == Stage::Checking || stage == Stage::Invited => "O",
        CommandKind::Withdraw => "OE",
        CommandKind::Revoke => "OEPS",
        CommandKind::Suspend => "PS",
        CommandKind::Confirm | CommandKind::Refuse | CommandKind::Change => "P",
        CommandKind::Resume | CommandKind::Remove | CommandKind::Reactivate => "P",
    }
}

fn letter(party: Party) -> char {
    match party {
        Party::Delegator => 'O',
        Party::Delegate => 'E',
        Party::Practice => 'P',
        Party::System => 'S',
    }
}

const PARTIES: [Party; 4] = [Party::Delegator, Party::Delegate, Party::Practice, Party::System];

/// The expected table: (stage, command, cell).
pub fn expected() -> Vec<(Option<Stage>, CommandKind, Cell)> {
    TABLE.into_iter().flat_map(expected_half).collect()
}

fn expected_half(table: &'static str) -> Vec<(Option<Stage>, CommandKind, Cell)> {
    let mut lines = table.trim().lines();
    let head: Vec<&str> = lines.next().expect("a head").split_whitespace().skip(1).collect();
    let named = |name: &str| {
        let found = CommandKind::ALL.into_iter().find(|kind| format!("{kind:?}") == name);
        found.unwrap_or_else(|| panic!("no command {name}"))
    };
    let mut cells = Vec::new();
    for line in lines {
        let mut words = line.split_whitespace();
        let stage = Stage::from_code(words.next().expect("a stage"));
        for (name, word) in head.iter().zip(words) {
            let leads = match word {
                "." => Cell::Refused,
                "=" => Cell::Harmless,
                code => Cell::To(Stage::from_code(code).unwrap_or_else(|| panic!("no stage {code}"))),
            };
            cells.push((stage, named(name), leads));
        }
    }
    cells
}

#[test]
fn the_expectation_covers_every_cell_once() {
    let cells = expected();
    assert_eq!(cells.len(), (Stage::ALL.len() + 1) * CommandKind::ALL.len());
    for stage in Stage::ALL.into_iter().map(Some).chain([None]) {
        for command in CommandKind::ALL {
            let found = cells.iter().filter(|cell| (cell.0, cell.1) == (stage, command)).count();
            assert_eq!(found, 1, "{stage:?} {command:?}");
        }
    }
}

#[test]
fn the_codes_table_is_the_products_table() {
    for (stage, command, leads) in expected() {
        assert_eq!(cell(stage, command), leads, "{stage:?} {command:?}");
    }
}

#[test]
fn the_right_people_may() {
    for stage in Stage::ALL {
        for command in CommandKind::ALL {
            for party in PARTIES {
                let expected = who(command, stage).contains(letter(party));
                assert_eq!(may(party, command, stage), expected, "{party:?} {command:?} {stage:?}");
            }
        }
    }
}

/// A history to `stage` in which `kind` has something to do: a change asked for, access that has no last day.
pub fn history_for(stage: Stage, kind: CommandKind) -> Vec<Event> {
    let mut events = history_to(stage);
    if !matches!(stage, Stage::Active | Stage::Suspended) {
        return events;
    }
    match kind {
        CommandKind::DeclineChange => events.push(Event::ChangeAsked { access: less() }),
        CommandKind::Nudge => events.push(changed(access_until(None))),
        _ => {}
    }
    events
}

/// A command that breaks no rule of its own, at an instant when it is due.
pub fn sample(kind: CommandKind) -> (Command, time::OffsetDateTime) {
    let command = every_command().into_iter().find(|command| command.kind() == kind);
    let now = if kind == CommandKind::Lapse { noon_of_day(22) } else { noon_of_day(8) };
    (command.expect("one of each kind"), now)
}

#[test]
fn decide_agrees_with_the_table_at_every_cell() {
    for (stage, kind, leads) in expected() {
        let current: Option<Delegation> = stage.map(|stage| delegation_after(&history_for(stage, kind)));
        let (command, now) = sample(kind);
        let able: Vec<Actor> = match (stage, kind) {
            (None, CommandKind::Request) => vec![the_delegator()],
            (None, CommandKind::MoveHere) => vec![our_worker()],
            (None, _) => PARTIES.into_iter().map(somebody_as).collect(),
            (Some(stage), _) => {
                // Before the invitation the delegate is nobody; see wrong_person.
                let known = |party: &Party| {
                    *party != Party::Delegate || !matches!(stage, Stage::Checking | Stage::NotConfirmed)
                };
                let right = |party: &Party| who(kind, stage).contains(letter(*party));
                PARTIES.into_iter().filter(right).filter(known).map(somebody_as).collect()
            }
        };
        for by in able {
            let name = format!("{stage:?} {kind:?} by {by:?}");
            let answer = decide(current.as_ref(), &command, &by, now);
            match (leads, stage) {
                (Cell::To(next), _) => {
                    let events = answer.expect(&name);
                    assert!(!events.is_empty(), "{name}");
                    let before = stage.map(|stage| history_for(stage, kind)).unwrap_or_default();
                    assert_eq!(delegation_after(&[before, events].concat()).stage, next, "{name}");
                }
                (Cell::Harmless, _) => assert_eq!(answer, Ok(vec![]), "{name}"),
                (Cell::Refused, Some(_)) => {
                    let told = current.as_ref().zip(by.party(current.as_ref().expect("one")));
                    let told = told.map(|(current, party)| current.stage_told_to(party)).expect("a party");
                    assert_eq!(answer, Err(Refusal::WrongStage(told)), "{name}");
                }
                (Cell::Refused, None) => assert_eq!(answer, Err(Refusal::NotFound), "{name}"),
            }
        }
    }
}

#[test]
fn every_stage_can_be_reached_and_only_four_are_final() {
    let leads_to = |stage| expected().into_iter().any(|cell| cell.2 == Cell::To(stage));
    let is_left =
        |stage| expected().into_iter().any(|(from, _, to)| from == Some(stage) && matches!(to, Cell::To(_)));
    let is_final = [Stage::NotConfirmed, Stage::Declined, Stage::Withdrawn, Stage::Lapsed];
    for stage in Stage::ALL {
        assert!(leads_to(stage), "{stage:?}");
        assert_eq!(!is_left(stage), is_final.contains(&stage), "{stage:?}");
    }
}

#[test]
fn the_markdown_has_a_line_for_each_cell_that_leads_somewhere() {
    let text = markdown();
    let leading = expected().into_iter().filter(|cell| matches!(cell.2, Cell::To(_)));
    let mut lines = 2;
    for (stage, command, leads) in leading {
        let Cell::To(next) = leads else { continue };
        let from = stage.map_or("–", Stage::code);
        let line = format!("| {from} | {command:?} | {} |", next.code());
        assert!(text.lines().any(|found| found == line), "{line}");
        lines += 1;
    }
    assert_eq!(text.lines().count(), lines);
}

#[test]
fn a_pair_is_open_while_somebody_could_still_get_or_has_access() {
    let open = [
        Stage::Checking,
        Stage::Invited,
        Stage::WithPractice,
        Stage::Active,
        Stage::Suspended,
        Stage::Ending,
    ];
    for stage in Stage::ALL {
        assert_eq!(stage.is_open(), open.contains(&stage), "{stage:?}");
        assert_eq!(stage.is_invitation(), matches!(stage, Stage::Checking | Stage::Invited), "{stage:?}");
        assert_eq!(Stage::from_code(stage.code()), Some(stage));
    }
}
