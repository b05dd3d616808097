//! The delegator asks for other access than is set; the practice makes the change or leaves it.

use domain::delegation::{Command, Event, Refusal, Stage};
use time::macros::date;

use crate::support::*;

fn asked_for_less() -> Event {
    Event::ChangeAsked { access: less() }
}

#[test]
fn a_change_asked_for_is_kept_until_the_practice_answers() {
    for stage in [Stage::Active, Stage::Suspended] {
        given(stage).when(the_delegator(), ask_change()).then([asked_for_less()]);
        let waiting = delegation_after(&[history_to(stage), vec![asked_for_less()]].concat());
        assert_eq!(waiting.change_asked, Some(less()));
        assert_eq!(waiting.stage, stage);
    }
}

#[test]
fn asking_for_what_is_set_or_asked_for_already_is_harmless() {
    let for_the_same = Command::AskChange { access: asked(), today: THAT_DAY };
    given(Stage::Active).when(the_delegator(), for_the_same).then_nothing_more();
    given(Stage::Active).and(asked_for_less()).when(the_delegator(), ask_change()).then_nothing_more();
}

#[test]
fn another_wish_takes_the_place_of_the_first() {
    let until = access_until(Some(date!(2027 - 06 - 30)));
    let longer = Command::AskChange { access: until.clone(), today: THAT_DAY };
    given(Stage::Active)
        .and(asked_for_less())
        .when(the_delegator(), longer)
        .then([Event::ChangeAsked { access: until }]);
}

#[test]
fn access_that_is_over_already_cannot_be_asked_for() {
    let over = Command::AskChange { access: access_until(Some(THAT_DAY)), today: date!(2026 - 03 - 03) };
    given(Stage::Active).when(the_delegator(), over).then_refused(Refusal::EndDatePassed);
}

#[test]
fn the_practice_leaves_the_access_as_it_is() {
    given(Stage::Active)
        .and(asked_for_less())
        .when(the_practice(), Command::DeclineChange)
        .then([Event::ChangeDeclined]);
    given(Stage::Active).when(the_practice(), Command::DeclineChange).then_nothing_more();
}

#[test]
fn every_answer_ends_the_wish() {
    for answer in [Event::AccessChanged { access: less() }, Event::ChangeDeclined, stopped_by_the_delegator()]
    {
        let after = delegation_after(&[history_to(Stage::Active), vec![asked_for_less(), answer]].concat());
        assert_eq!(after.change_asked, None);
    }
}
