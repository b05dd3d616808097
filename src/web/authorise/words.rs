//! What an app may do, in words that the person asked uses.

use crate::locale::{Language, Words, day_long};
use crate::storage::views::apps::Allowed;
use domain::scope::{ActsFor, Scope, Scopes};

/// One sentence a scope, in the order of a life.
pub(super) fn in_words(t: &Words, acts_for: ActsFor, scopes: &Scopes) -> Vec<String> {
    scopes.iter().map(|scope| one(t, acts_for, scope)).collect()
}

fn one(t: &Words, acts_for: ActsFor, scope: Scope) -> String {
    match (scope, acts_for) {
        (Scope::RequestCreate, _) => t.msg_authorise_may_invite(),
        (Scope::RequestRespond, _) => t.msg_authorise_may_answer(),
        (Scope::RequestConfirm, _) => t.msg_authorise_may_decide(),
        (Scope::View, ActsFor::Citizen | ActsFor::Itself) => t.msg_authorise_may_see(),
        (Scope::View, ActsFor::Staff) => t.msg_authorise_may_see_cases(),
        (Scope::RolesView, ActsFor::Citizen | ActsFor::Itself) => t.msg_authorise_may_see_roles(),
        (Scope::RolesView, ActsFor::Staff) => t.msg_authorise_may_see_roles_set(),
    }
}

/// One app in a list.
pub(super) struct Line {
    pub(super) client_id: String,
    pub(super) name: String,
    pub(super) since: String,
    pub(super) may: Vec<String>,
}

/// The apps that somebody allowed.
pub(super) fn lines(t: &Words, language: Language, acts_for: ActsFor, allowed: Vec<Allowed>) -> Vec<Line> {
    let line = |app: Allowed| Line {
        client_id: app.client_id,
        since: t.msg_authorise_since(day_long(app.given_at, language)),
        may: in_words(t, acts_for, &app.scopes),
        name: app.name,
    };
    allowed.into_iter().map(line).collect()
}
