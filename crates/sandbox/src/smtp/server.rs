//! What the mail server works with.

use crate::inbox::Inbox;
use crate::switches::Switches;
use domain::clock::Clock;

/// The time, the faults that are switched on, and where mail is kept.
#[derive(Clone)]
pub(crate) struct MailServer {
    pub(crate) clock: Clock,
    pub(crate) switches: Switches,
    pub(crate) inbox: Inbox,
}
