//! The delegator asks for other access than is set; the practice makes the change or leaves it.

use domain::delegation::{Command, Event, Refusal, Stage, TellThem};
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
    let for_the_same = ask_for(asked());
    given(Stage::Active).when(the_delegator(), for_the_same).then_nothing_more();
    given(Stage::Active).and(asked_for_less()).when(the_delegator(), ask_change()).then_nothing_more();
}

#[test]
fn another_wish_takes_the_place_of_the_first() {
    let until = access_until(Some(date!(2027 - 06 - 30)));
    let longer = ask_for(until.clone());
    given(Stage::Active)
        .and(asked_for_less())
        .when(the_delegator(), longer)
        .then([Event::ChangeAsked { access: until }]);
}

#[test]
fn access_that_is_over_already_cannot_be_asked_for() {
    let (access, today) = (access_until(Some(THAT_DAY)), date!(2026 - 03 - 03));
    let over = Command::AskChange { access, free_of_pressure: true, today };
    given(Stage::Active).when(the_delegator(), over).then_refused(Refusal::EndDatePassed);
}

#[test]
fn the_practice_leaves_the_access_as_it_is() {
    given(Stage::Active)
        .and(asked_for_less())
        .when(the_practice(), Command::DeclineChange(TellThem::Nothing))
        .then([Event::ChangeDeclined { tell: TellThem::Nothing }]);
    given(Stage::Active).when(the_practice(), Command::DeclineChange(TellThem::Outcome)).then_nothing_more();
}

#[test]
fn whoever_asks_for_what_is_set_takes_the_wish_back() {
    given(Stage::Active)
        .and(asked_for_less())
        .when(the_delegator(), ask_for(asked()))
        .then([Event::ChangeAsked { access: asked() }]);
    let taken_back = [asked_for_less(), Event::ChangeAsked { access: asked() }];
    let after = delegation_after(&[history_to(Stage::Active), taken_back.to_vec()].concat());
    assert_eq!(after.change_asked, None);
}

#[test]
fn every_answer_ends_the_wish() {
    let declined = Event::ChangeDeclined { tell: TellThem::Outcome };
    for answer in [changed(less()), declined, stopped_by_the_delegator()] {
        let after = delegation_after(&[history_to(Stage::Active), vec![asked_for_less(), answer]].concat());
        assert_eq!(after.change_asked, None);
    }
}
