//! Every failure is said in every language, and nobody is left without a way on.

use crate::actions::sign_in::staff::StaffRefused;
use crate::integrations::oidc::{SignInFault, TokenFault, UserinfoFault};
use crate::integrations::{Kind, OauthCode, System, Upstream};
use crate::locale::{Language, words};
use crate::storage::StorageError;
use crate::web::page::Viewer;
use domain::delegation::{Refusal, Stage};
use domain::eligibility::NotEligible;

use super::*;

const AWAY: Upstream = Upstream { system: System::Cis2, kind: Kind::Timeout };

fn refusals() -> Vec<Refusal> {
    let mut all: Vec<Refusal> = Stage::ALL.into_iter().map(Refusal::WrongStage).collect();
    for reason in [NotEligible::NotProofed, NotEligible::TooYoung, NotEligible::PracticeNotInTrial] {
        all.extend([Refusal::DelegatorNotEligible(reason), Refusal::DelegateNotEligible(reason)]);
    }
    all.extend([Refusal::NotFound, Refusal::SamePerson, Refusal::DelegateTooYoung, Refusal::UnderPressure]);
    all.extend([Refusal::AlreadyOpen, Refusal::TooManyOpen, Refusal::TooManyToday, Refusal::EndDatePassed]);
    all.extend([Refusal::NotTheInvitedPerson, Refusal::TooEarly, Refusal::AccountOff, Refusal::NotProofed]);
    all.extend([Refusal::PracticeLeftTrial, Refusal::ResentLately]);
    all
}

fn faults() -> Vec<SignInFault> {
    vec![
        SignInFault::ConsentNotGiven,
        SignInFault::Cancelled,
        SignInFault::ProviderSaid(OauthCode::Other),
        SignInFault::StateMismatch,
        SignInFault::ForeignIssuer,
        SignInFault::CodeMissing,
        SignInFault::CodeRefused(OauthCode::InvalidGrant),
        SignInFault::Token(TokenFault::Signature),
        SignInFault::Userinfo(UserinfoFault::SubjectMismatch),
        SignInFault::LevelTooLow,
        SignInFault::NoRoles,
        SignInFault::RoleMissing,
        SignInFault::RoleNotHeld,
        SignInFault::OrganisationNotHeld,
        SignInFault::RoleNotAllowed,
        SignInFault::Upstream(AWAY),
    ]
}

fn staff() -> Vec<StaffRefused> {
    let name = || "Northmoor Hospital".to_owned();
    vec![
        StaffRefused::RoleNotAllowed,
        StaffRefused::NotAPractice { name: name() },
        StaffRefused::PracticeNotInTrial { name: name() },
        StaffRefused::Upstream(AWAY),
        StaffRefused::Storage(StorageError::Conflict),
    ]
}

fn failures() -> Vec<Failure> {
    let mut all = vec![Failure::NotFound, Failure::BadRequest, Failure::TooLarge, Failure::ForeignOrigin];
    all.extend([Failure::Late, Failure::Unanswered, Failure::TooManyStarts(time::Duration::HOUR)]);
    all.extend([Failure::NoSignIn, Failure::NotEligible(NotEligible::NotProofed), Failure::Restricted]);
    all.extend(
        [
            System::NhsLogin,
            System::Cis2,
            System::Pds,
            System::Ods,
            System::Mesh,
            System::Email,
            System::Vrs,
            System::Sds,
            System::GpConnect,
        ]
        .map(|system| Failure::Upstream(Upstream { system, kind: Kind::CircuitOpen })),
    );
    all.push(Failure::Storage(StorageError::Conflict));
    all.push(Failure::Storage(StorageError::Corrupt("row")));
    all.push(Failure::Storage(StorageError::Database(sqlx::Error::RowNotFound)));
    all.push(Failure::Session(tower_sessions::session_store::Error::Backend("gone".into()).into()));
    all.extend(refusals().into_iter().map(Failure::Refused));
    all.extend(faults().into_iter().map(Failure::SignIn));
    all.extend(staff().into_iter().map(Failure::Staff));
    all.push(Failure::OtherPractice("Hillview Surgery".to_owned()));
    all
}

fn says(language: Language, viewer: &Viewer, path: &str, failure: &Failure) -> Said {
    let roles = ["R8009".to_owned(), "R9999".to_owned()];
    said(&Reader { t: words(language), viewer, path, roles: &roles }, failure)
}

fn text(said: &Said) -> String {
    let ways = said.ways.iter().map(|way| way.text.clone());
    let parts = [&said.why, &said.list, &said.next].into_iter().flatten().cloned();
    [said.heading.clone()].into_iter().chain(parts).chain(ways).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_failure_is_said_in_every_language_with_a_way_on() {
    let (name, practice) = ("Rachel Reid".to_owned(), "Riverside".to_owned());
    let staff = Viewer::Staff { name, practice, has_other_roles: false };
    let citizen = Viewer::Citizen { name: "Margaret O’Neill".to_owned() };
    for failure in failures() {
        for viewer in [&Viewer::Visitor, &citizen, &staff] {
            for path in ["/home", "/auth/nhs-login/callback", "/auth/cis2/callback"] {
                let english = says(Language::En, viewer, path, &failure);
                let welsh = says(Language::Cy, viewer, path, &failure);
                assert!(!english.ways.is_empty(), "{failure} is a dead end");
                assert_ne!(english.heading, welsh.heading, "{failure}");
                let both = format!("{}\n{}", text(&english), text(&welsh)).to_lowercase();
                assert!(!both.contains("proxy"), "{failure}: {both}");
                assert!(both.lines().all(|line| !line.is_empty()), "{failure}: {both}");
            }
        }
    }
}

#[test]
fn a_low_level_means_something_else_to_staff() {
    let low = Failure::SignIn(SignInFault::LevelTooLow);
    let citizen = says(Language::En, &Viewer::Visitor, "/auth/nhs-login/callback", &low);
    let staff = says(Language::En, &Viewer::Visitor, "/auth/cis2/callback", &low);
    assert_eq!(citizen.ways[0].href, "/auth/nhs-login/start");
    assert_eq!(staff.ways[0].href, "/auth/cis2/start");
}

#[test]
fn a_date_of_birth_that_is_too_young_leads_back_to_its_question() {
    let margaret = Viewer::Citizen { name: "Margaret O’Neill".to_owned() };
    let young = Failure::Refused(Refusal::DelegateTooYoung);
    for path in ["/invite/7/who", "/invite/7/declaration"] {
        assert_eq!(says(Language::En, &margaret, path, &young).ways[0].href, "/invite/7/who");
    }
    assert_eq!(says(Language::En, &margaret, "/home", &young).ways[0].href, "/invite");
}

#[test]
fn a_refused_role_is_told_which_roles_to_ask_for() {
    let refused = Failure::Staff(StaffRefused::RoleNotAllowed);
    let said = says(Language::En, &Viewer::Visitor, "/auth/cis2/callback", &refused);
    assert_eq!(said.list, ["Receptionist Access Role (R8009)", "R9999"]);
    assert_eq!(said.ways[0].href, "/auth/cis2/change-role");
}

#[test]
fn a_request_the_practice_refused_reads_like_any_that_ended() {
    let at = |stage| {
        let refused = Failure::Refused(Refusal::WrongStage(stage));
        text(&says(Language::En, &Viewer::Visitor, "/", &refused))
    };
    assert_eq!(at(Stage::Refused), at(Stage::NotConfirmed));
}

#[test]
fn a_case_of_another_practice_of_theirs_leads_to_it_by_the_switch() {
    let other = Failure::OtherPractice("Hillview Surgery".to_owned());
    let said = says(Language::En, &Viewer::Visitor, "/staff/cases/7", &other);
    let button = said.button.map(|link| link.href);
    assert_eq!(button.as_deref(), Some("/auth/cis2/change-role?return_to=%2Fstaff%2Fcases%2F7"));
}
