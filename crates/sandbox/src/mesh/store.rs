//! What is kept: the messages, the tokens that were used, and the counts.

use std::collections::{BTreeMap, HashMap};

use axum::body::Bytes;
use time::macros::format_description;
use time::{Duration, OffsetDateTime};

use super::calls::Calls;
use super::denial::Denial;
use super::message::{Draft, Encoding, Failure, Message, Status, WAITS};
use domain::clock::Clock;

/// After this, a message is deleted, whatever became of it.
const KEPT: Duration = Duration::days(30);
/// Longer than the two hours to both sides in which a token can be used at all.
const TOKENS_KEPT: Duration = Duration::hours(5);
/// A REPORT about a message that nobody took.
const UNDELIVERED: &str = "14";

/// What makes a token new: mailbox, nonce and count. A token that differs in its time alone is a repeat.
pub(super) type Spent = (String, String, String);

#[derive(Default)]
pub(super) struct Store {
    /// In order of arrival.
    pub(super) messages: Vec<Message>,
    pub(super) calls: Calls,
    pub(super) denials: Vec<Denial>,
    spent: HashMap<Spent, OffsetDateTime>,
}

/// Why a chunk was not taken.
pub(super) enum ChunkFault {
    /// The sender has no such message.
    NoMessage,
    /// The message is complete.
    Final,
    /// Not a number of this message.
    Range,
    /// Not compressed as the first chunk was.
    Encoding,
}

/// A chunk after the first.
pub(super) struct Chunk<'m> {
    pub(super) sender: &'m str,
    pub(super) message_id: &'m str,
    pub(super) number: u32,
    pub(super) total: u32,
    pub(super) encoding: Encoding,
    pub(super) data: Bytes,
}

impl Store {
    /// Keeps a message and says its id; where `twice`, the recipient gets it a second time under another id.
    pub(super) fn accept(&mut self, draft: Draft, chunk: Bytes, clock: &Clock, twice: bool) -> String {
        let now = clock.now();
        let message = Message {
            id: new_id(clock),
            sender: draft.sender,
            recipient: draft.recipient,
            labels: draft.labels,
            content_type: draft.content_type,
            encoding: draft.encoding,
            total: draft.total,
            chunks: BTreeMap::from([(1, chunk)]),
            status: if draft.total > 1 { Status::Uploading } else { Status::Accepted },
            status_at: now,
            uploaded_at: now,
            failure: None,
            is_report: false,
            is_copy: false,
        };
        let id = message.id.clone();
        let complete = message.status == Status::Accepted;
        self.messages.push(message);
        if twice && complete {
            self.deliver_again(&id, clock);
        }
        id
    }

    /// Adds a chunk; with the last of those missing the message is delivered.
    pub(super) fn add_chunk(
        &mut self,
        chunk: Chunk<'_>,
        clock: &Clock,
        twice: bool,
    ) -> Result<(), ChunkFault> {
        let found = self.find_mut(chunk.message_id).filter(|message| message.sender == chunk.sender);
        let message = found.ok_or(ChunkFault::NoMessage)?;
        if message.status != Status::Uploading {
            return Err(ChunkFault::Final);
        }
        if chunk.total != message.total || !(2..=message.total).contains(&chunk.number) {
            return Err(ChunkFault::Range);
        }
        if chunk.encoding != message.encoding {
            return Err(ChunkFault::Encoding);
        }
        message.chunks.insert(chunk.number, chunk.data);
        let complete = (1..=message.total).all(|number| message.chunks.contains_key(&number));
        if complete {
            (message.status, message.status_at) = (Status::Accepted, clock.now());
        }
        if complete && twice {
            self.deliver_again(chunk.message_id, clock);
        }
        Ok(())
    }

    /// Messages that arrived in a mailbox whole, acknowledged ones too, but not those that were given up.
    pub(super) fn arrived_in<'s>(&'s self, mailbox_id: &'s str) -> impl Iterator<Item = &'s Message> {
        let there = |message: &&Message| match message.status {
            Status::Accepted | Status::Acknowledged => true,
            Status::Uploading | Status::Undeliverable => false,
        };
        self.messages.iter().filter(move |message| message.recipient == mailbox_id).filter(there)
    }

    /// Messages that wait in a mailbox, oldest first.
    pub(super) fn waiting_in<'s>(&'s self, mailbox_id: &'s str) -> impl Iterator<Item = &'s Message> {
        self.arrived_in(mailbox_id).filter(|message| message.status == Status::Accepted)
    }

    pub(super) fn find(&self, message_id: &str) -> Option<&Message> {
        self.messages.iter().find(|message| message.id == message_id)
    }

    /// False where no such message waits.
    pub(super) fn acknowledge(&mut self, message_id: &str, now: OffsetDateTime) -> bool {
        let waiting = self.find_mut(message_id).filter(|message| message.status == Status::Accepted);
        let Some(message) = waiting else { return false };
        (message.status, message.status_at) = (Status::Acknowledged, now);
        true
    }

    /// Takes a waiting message away and tells its sender; false where none waits. Nobody is told of a REPORT or of a
    /// second delivery that was not fetched.
    pub(super) fn give_up(&mut self, message_id: &str, description: &str, clock: &Clock) -> bool {
        let now = clock.now();
        let waiting = self.find_mut(message_id).filter(|message| message.status == Status::Accepted);
        let Some(message) = waiting else { return false };
        let failure = Failure {
            message_id: message_id.to_owned(),
            code: UNDELIVERED,
            description: description.to_owned(),
        };
        (message.status, message.status_at) = (Status::Undeliverable, now);
        message.failure = Some(failure.clone());
        if message.is_report || message.is_copy {
            return true;
        }
        let mut labels = message.labels.clone();
        labels.retain(|(name, _)| ["mex-WorkflowID", "mex-LocalID", "mex-FileName"].contains(name));
        labels.push(("mex-Subject", "NDR".to_owned()));
        let report = Message {
            id: new_id(clock),
            sender: String::new(),
            recipient: message.sender.clone(),
            labels,
            content_type: "application/octet-stream".to_owned(),
            encoding: Encoding::Plain,
            total: 1,
            chunks: BTreeMap::from([(1, Bytes::new())]),
            status: Status::Accepted,
            status_at: now,
            uploaded_at: now,
            failure: Some(failure),
            is_report: true,
            is_copy: false,
        };
        self.messages.push(report);
        true
    }

    /// Gives up what waited for five days, deletes what is thirty days old, forgets tokens that are of no use now.
    pub(super) fn grow_old(&mut self, clock: &Clock) {
        let now = clock.now();
        self.messages.retain(|message| now - message.uploaded_at < KEPT);
        self.spent.retain(|_, at| (now - *at).abs() < TOKENS_KEPT);
        let late: Vec<String> = self
            .messages
            .iter()
            .filter(|message| message.status == Status::Accepted && now - message.status_at >= WAITS)
            .map(|message| message.id.clone())
            .collect();
        for id in late {
            self.give_up(&id, "Message not collected by recipient after 5 days", clock);
        }
    }

    /// False where the token was used before.
    pub(super) fn first_use(&mut self, token: Spent, now: OffsetDateTime) -> bool {
        self.spent.insert(token, now).is_none()
    }

    fn deliver_again(&mut self, message_id: &str, clock: &Clock) {
        if let Some(message) = self.find(message_id) {
            let copy = Message { id: new_id(clock), is_copy: true, ..message.clone() };
            self.messages.push(copy);
        }
    }

    fn find_mut(&mut self, message_id: &str) -> Option<&mut Message> {
        self.messages.iter_mut().find(|message| message.id == message_id)
    }
}

/// Such as `20200529155357895317_3573F8`: the time to the microsecond, and six digits by chance.
fn new_id(clock: &Clock) -> String {
    let format = format_description!("[year][month][day][hour][minute][second][subsecond digits:6]");
    let time = clock.now().format(format).unwrap_or_default();
    let chance = clock.new_id().simple().to_string().to_ascii_uppercase();
    format!("{time}_{}", &chance[chance.len() - 6..])
}
