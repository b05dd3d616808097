//! Where a trusted person uses the access, for them.

use crate::locale::Words;
use domain::practice_settings::{OnlinePlace, OnlineService};

/// A sentence or two; `name` is how the service of a practice is written there.
pub fn place(
    t: &Words,
    practice: &str,
    place: &OnlinePlace,
    name: impl Fn(&OnlineService) -> String,
) -> String {
    match place {
        OnlinePlace::Unsaid => t.msg_messages_access_receives_where(practice),
        OnlinePlace::NhsApp => t.msg_messages_access_receives_in_app(practice),
        OnlinePlace::Own(own) => t.msg_messages_access_receives_in_own(name(own), practice),
        OnlinePlace::Both(own) => t.msg_messages_access_receives_in_both(name(own), practice),
        OnlinePlace::Ask => t.msg_messages_access_receives_ask(practice),
    }
}
