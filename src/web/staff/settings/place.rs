//! The question where a trusted person uses the access: what was typed, what it means, and the fields that ask it.

use crate::locale::Words;
use crate::web::parts::{Choice, FieldView};
use domain::practice_settings::{OnlinePlace, OnlineService, OnlineServiceFaults};
use domain::text::TextFault;

/// Codes of what can be ticked.
const NHS_APP: &str = "nhs_app";
const OWN: &str = "own";
const ASK: &str = "ask";

/// The answer, as typed.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    /// What is ticked.
    pub ticked: &'a [String],
    /// Name of the practice's own online service.
    pub name: &'a str,
    /// Address of that service.
    pub address: &'a str,
}

/// What is wrong with the answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Faults {
    /// That people ask is ticked together with a place.
    pub mixed: bool,
    /// What is wrong with the practice's own online service.
    pub service: OnlineServiceFaults,
}

/// The question with its answer.
pub struct Part {
    /// What is ticked, and what is wrong with that.
    pub field: FieldView,
    /// What can be ticked.
    pub choices: Vec<Choice>,
    /// The service's name.
    pub name: FieldView,
    /// The service's address.
    pub address: FieldView,
}

/// What has to be ticked for this place.
pub fn ticks(place: &OnlinePlace) -> Vec<String> {
    let ticks =
        [(NHS_APP, place.is_in_app()), (OWN, place.own().is_some()), (ASK, *place == OnlinePlace::Ask)];
    ticks.into_iter().filter(|(_, is_ticked)| *is_ticked).map(|(code, _)| code.to_owned()).collect()
}

/// The place that is meant; what was typed of a service counts only where that is ticked.
///
/// # Errors
/// Everything that is wrong, at once.
pub fn parse(typed: Typed<'_>) -> Result<OnlinePlace, Faults> {
    let [nhs_app, own, ask] = [NHS_APP, OWN, ASK].map(|code| typed.ticked.iter().any(|one| one == code));
    let service = own.then(|| OnlineService::parse(typed.name, typed.address)).transpose();
    let mixed = ask && (nhs_app || own);
    match service {
        Ok(_) if ask && !mixed => Ok(OnlinePlace::Ask),
        Ok(service) if !mixed => Ok(OnlinePlace::of(nhs_app, service)),
        service => Err(Faults { mixed, service: service.err().unwrap_or_default() }),
    }
}

/// The question, with the answer and what is wrong with it.
pub fn part(t: &Words, typed: Typed<'_>, faults: Faults) -> Part {
    let choice = |code: &str, label: String| {
        Choice::new(code, label).checked(typed.ticked.iter().any(|one| one == code))
    };
    Part {
        field: FieldView::new("place", "").with_error(faults.mixed.then(|| t.msg_settings_place_mixed())),
        choices: vec![
            choice(NHS_APP, t.msg_settings_place_nhs_app()),
            choice(OWN, t.msg_settings_place_own()).revealing(),
            choice(ASK, t.msg_settings_place_ask()).exclusive(),
        ],
        name: FieldView::new("online_name", typed.name)
            .with_error(faults.service.name.map(|fault| name_fault(t, fault))),
        address: FieldView::new("online_address", typed.address)
            .with_error(faults.service.address.then(|| t.msg_settings_online_address_unfit())),
    }
}

fn name_fault(t: &Words, fault: TextFault) -> String {
    match fault {
        TextFault::Empty => t.msg_settings_online_name_empty(),
        TextFault::TooLong => t.msg_settings_online_name_long(),
        TextFault::Unfit => t.msg_settings_online_name_unfit(),
    }
}

/// A place in a few words, from the code that the history keeps.
pub fn named(t: &Words, code: &str) -> String {
    match code {
        "unsaid" => t.msg_settings_place_unsaid(),
        "both" => t.msg_settings_place_both(),
        NHS_APP => t.msg_settings_place_nhs_app(),
        OWN => t.msg_settings_place_own(),
        ASK => t.msg_settings_place_ask(),
        unknown => unknown.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "Riverside Online";
    const ADDRESS: &str = "https://online.example.org/";

    fn parsed(ticked: &[&str], name: &str, address: &str) -> Result<OnlinePlace, Faults> {
        let ticked: Vec<String> = ticked.iter().map(|code| (*code).to_owned()).collect();
        parse(Typed { ticked: &ticked, name, address })
    }

    #[test]
    fn each_tick_has_its_place_and_each_place_its_ticks() {
        let own = OnlineService::parse(NAME, ADDRESS).ok();
        let cases: [(&[&str], OnlinePlace); 5] = [
            (&[], OnlinePlace::Unsaid),
            (&["nhs_app"], OnlinePlace::NhsApp),
            (&["own"], OnlinePlace::of(false, own.clone())),
            (&["nhs_app", "own"], OnlinePlace::of(true, own)),
            (&["ask"], OnlinePlace::Ask),
        ];
        for (ticked, place) in cases {
            assert_eq!(ticks(&place), ticked);
            assert_eq!(parsed(ticked, NAME, ADDRESS), Ok(place));
        }
        assert_eq!(parsed(&["nhs_app"], "", "half"), Ok(OnlinePlace::NhsApp), "no service is ticked");
    }

    #[test]
    fn what_is_wrong_is_said_at_once() {
        let service = OnlineServiceFaults { name: Some(TextFault::Empty), address: true };
        assert_eq!(parsed(&["own"], " ", "http://x"), Err(Faults { mixed: false, service }));
        assert_eq!(parsed(&["own", "ask"], " ", "http://x"), Err(Faults { mixed: true, service }));
        let mixed = Faults { mixed: true, ..Faults::default() };
        assert_eq!(parsed(&["nhs_app", "ask"], "", ""), Err(mixed));
    }
}
