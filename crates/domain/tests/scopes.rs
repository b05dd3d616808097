//! Who may hold which scope (docs/life.md#scopes).

use domain::eligibility::NotEligible;
use domain::scope::{Holder, Scope, Scopes};

fn of(holder: Holder) -> String {
    holder.scopes().to_string()
}

#[test]
fn the_names_are_the_published_ones() {
    let names = Scope::ALL.map(Scope::code);
    assert_eq!(
        names,
        [
            "proxy.request.create",
            "proxy.request.respond",
            "proxy.request.confirm",
            "proxy.view",
            "user.roles.view"
        ]
    );
    for scope in Scope::ALL {
        assert_eq!(Scope::from_code(scope.code()), Some(scope));
    }
}

#[test]
fn a_citizen_in_order_asks_answers_and_sees_but_decides_nothing() {
    let citizen = Holder::Citizen { not_eligible: None };
    assert_eq!(of(citizen), "proxy.request.create proxy.request.respond proxy.view user.roles.view");
}

#[test]
fn a_citizen_whose_practice_left_the_trial_only_sees() {
    let left = Holder::Citizen { not_eligible: Some(NotEligible::PracticeNotInTrial) };
    assert_eq!(of(left), "proxy.view user.roles.view");
    for reason in [NotEligible::NotProofed, NotEligible::TooYoung] {
        assert_eq!(of(Holder::Citizen { not_eligible: Some(reason) }), "");
    }
}

#[test]
fn staff_decide_and_see() {
    assert_eq!(of(Holder::Staff), "proxy.request.confirm proxy.view user.roles.view");
}

#[test]
fn a_system_has_what_it_was_registered_for_and_never_a_citizens_word() {
    let all: Scopes = Scope::ALL.into_iter().collect();
    assert_eq!(of(Holder::System { registered: all }), "proxy.request.confirm proxy.view user.roles.view");
    let one: Scopes = [Scope::RolesView].into_iter().collect();
    assert_eq!(of(Holder::System { registered: one }), "user.roles.view");
}

#[test]
fn scopes_are_read_as_oauth_writes_them() {
    assert_eq!(
        Scopes::parse("user.roles.view  proxy.view").map(|all| all.to_string()).as_deref(),
        Ok("proxy.view user.roles.view")
    );
    assert!(Scopes::parse("").is_ok_and(|none| none.is_empty()));
    for wrong in ["proxy", "PROXY.VIEW", "proxy.view,user.roles.view", "proxy.view\tuser.roles.view"] {
        assert!(Scopes::parse(wrong).is_err(), "{wrong}");
    }
}
