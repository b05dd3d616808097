//! MESH itself: who has a mailbox, what is in it, and what a test or a page may do with it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;

use super::calls::Calls;
use super::denial::Denial;
use super::mailbox::{self, Mailbox, OURS, WORKFLOW};
use super::message::{Arrived, Draft, Encoding, Message};
use super::store::Store;
use crate::switches::MeshSwitches;
use domain::clock::Clock;

/// What our service is told when its mailbox is opened. The secrets are made when the sandbox starts.
#[derive(Clone)]
pub struct Access {
    /// Base address, without a slash at the end; paths start with `/messageexchange`.
    pub url: String,
    /// Our mailbox id.
    pub mailbox: String,
    /// The password of our mailbox.
    pub password: String,
    /// The environment's shared key, with which tokens are hashed.
    pub shared_key: String,
    /// The workflow in which we may send to practices; they answer in `<workflow>_ACK`.
    pub workflow: String,
}

/// The mailboxes and what is in them; clones share them.
#[derive(Clone)]
pub struct Mesh {
    pub(super) access: Arc<Access>,
    pub(super) clock: Clock,
    mailboxes: Arc<Vec<Mailbox>>,
    store: Arc<Mutex<Store>>,
}

impl Mesh {
    pub(crate) fn new(clock: &Clock, url: &str) -> Mesh {
        let mailboxes = mailbox::of_the_cast(clock);
        let password = mailboxes.iter().find(|one| one.id == OURS).map(|one| one.password.clone());
        let access = Access {
            url: url.to_owned(),
            mailbox: OURS.to_owned(),
            password: password.unwrap_or_default(),
            shared_key: clock.secret(),
            workflow: WORKFLOW.to_owned(),
        };
        Mesh {
            access: Arc::new(access),
            clock: clock.clone(),
            mailboxes: Arc::new(mailboxes),
            store: Arc::default(),
        }
    }

    /// What our client has to be configured with.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// Every mailbox, ours first.
    pub fn mailboxes(&self) -> &[Mailbox] {
        &self.mailboxes
    }

    /// The mailbox of the organisation with this ODS code.
    pub fn mailbox_of(&self, ods_code: &str) -> Option<&Mailbox> {
        self.mailboxes.iter().find(|mailbox| mailbox.ods_code == ods_code)
    }

    /// What arrived for the organisation with this ODS code, oldest first, acknowledged messages too.
    pub fn arrived(&self, ods_code: &str) -> Vec<Arrived> {
        let Some(mailbox) = self.mailbox_of(ods_code) else { return Vec::new() };
        self.in_mailbox(&mailbox.id)
    }

    /// What waits in our own mailbox or was fetched from it, oldest first.
    pub fn arrived_for_us(&self) -> Vec<Arrived> {
        self.in_mailbox(OURS)
    }

    /// How often it was called so far.
    pub fn calls(&self) -> Calls {
        self.lock().calls
    }

    /// Why calls were answered 403, which their senders are not told; oldest first.
    pub fn denials(&self) -> Vec<Denial> {
        self.lock().denials.clone()
    }

    /// Gives a message up: it leaves the mailbox, and a REPORT with code 14 goes to its sender. False where there is
    /// no such message, or where it was acknowledged before.
    pub fn mark_undeliverable(&self, message_id: &str) -> bool {
        let description = "Message was not collected as the mailbox is deactivated";
        self.lock().give_up(message_id, description, &self.clock)
    }

    /// Acknowledges a message, as the practice's system does once it has stored it. False where none waits.
    pub fn acknowledge(&self, message_id: &str) -> bool {
        self.lock().acknowledge(message_id, self.clock.now())
    }

    /// Puts a practice's answer (workflow `<workflow>_ACK`) into our mailbox and says its id; `None` where the
    /// practice has no mailbox.
    pub fn reply(&self, ods_code: &str, local_id: &str, body: &[u8]) -> Option<String> {
        let sender = self.mailbox_of(ods_code)?;
        let labels = vec![
            ("mex-WorkflowID", format!("{WORKFLOW}_ACK")),
            ("mex-LocalID", local_id.to_owned()),
            ("mex-Subject", "Answer".to_owned()),
        ];
        let draft = Draft {
            sender: sender.id.clone(),
            recipient: OURS.to_owned(),
            labels,
            content_type: "application/json".to_owned(),
            encoding: Encoding::Plain,
            total: 1,
        };
        Some(self.lock().accept(draft, Bytes::copy_from_slice(body), &self.clock, false))
    }

    /// Throws away every message; tokens that were used stay used.
    pub fn clear(&self) {
        self.lock().messages.clear();
    }

    pub(super) fn in_mailbox(&self, mailbox_id: &str) -> Vec<Arrived> {
        self.lock().arrived_in(mailbox_id).filter_map(Message::arrived).collect()
    }

    /// The mailbox with this id, unless a switch has taken it away.
    pub(super) fn open_mailbox(&self, id: &str, faults: &MeshSwitches) -> Option<&Mailbox> {
        self.mailboxes.iter().find(|mailbox| mailbox.id == id && mailbox.is_open(faults))
    }

    pub(super) fn count(&self, add: impl FnOnce(&mut Calls)) {
        add(&mut self.lock().calls);
    }

    /// The store, with everything that has become too old by now seen to.
    pub(super) fn lock(&self) -> MutexGuard<'_, Store> {
        let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        store.grow_old(&self.clock);
        store
    }
}
