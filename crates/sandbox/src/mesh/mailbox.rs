//! The mailboxes, and who may send what to whom (docs/sources.md#mesh-api).

use crate::cast;
use crate::switches::MeshSwitches;
use domain::clock::Clock;

/// Our service's mailbox.
pub(super) const OURS: &str = "X26PROXY01";
/// ODS code of the organisation that runs our service.
const OUR_ODS_CODE: &str = "X26";
/// The workflow of our messages to practices. Ids are given by NHS England, and none exists for this yet.
pub(super) const WORKFLOW: &str = "PROXY_ACCESS_REQUEST";
/// The workflow of their answers.
const ANSWERS: &str = "PROXY_ACCESS_REQUEST_ACK";

/// ODS code and mailbox id of each organisation that has a mailbox. No rule leads from one to the other, so that a
/// client which guesses is found out; practice D84004 of the cast has none.
const OF_PRACTICES: [(&str, &str); 3] =
    [("A81001", "A81001OT004"), ("B82002", "YGM24GP07"), ("C83003", "C83003HC011")];

/// A mailbox.
#[derive(Clone)]
pub struct Mailbox {
    /// Upper case; opaque.
    pub id: String,
    /// What a look-up shows.
    pub name: String,
    /// Whose it is.
    pub ods_code: String,
    /// Its secret, made at start.
    pub(super) password: String,
    /// Registered for our workflow; of the cast, the practices of the trial are.
    registered: bool,
}

impl Mailbox {
    /// Whether it may send in this workflow.
    pub(super) fn sends(&self, workflow: &str, faults: &MeshSwitches) -> bool {
        self.is_registered(faults) && workflow == if self.id == OURS { WORKFLOW } else { ANSWERS }
    }

    /// Whether it may be sent to in this workflow.
    pub(super) fn receives(&self, workflow: &str, faults: &MeshSwitches) -> bool {
        self.is_registered(faults) && workflow == if self.id == OURS { ANSWERS } else { WORKFLOW }
    }

    /// Whether it is there at all.
    pub(super) fn is_open(&self, faults: &MeshSwitches) -> bool {
        !faults.without_mailbox.contains(&self.ods_code)
    }

    fn is_registered(&self, faults: &MeshSwitches) -> bool {
        self.registered && !faults.unregistered.contains(&self.ods_code)
    }
}

/// Whether anybody is registered for this workflow.
pub(super) fn is_known(workflow: &str) -> bool {
    [WORKFLOW, ANSWERS].contains(&workflow)
}

/// Ours, then those of the cast.
pub(super) fn of_the_cast(clock: &Clock) -> Vec<Mailbox> {
    let ours = Mailbox {
        id: OURS.to_owned(),
        name: "Trusted person access".to_owned(),
        ods_code: OUR_ODS_CODE.to_owned(),
        password: clock.secret(),
        registered: true,
    };
    let practices = OF_PRACTICES.into_iter().filter_map(|(ods_code, id)| {
        let practice = cast::practices().iter().find(|practice| practice.ods_code == ods_code)?;
        Some(Mailbox {
            id: id.to_owned(),
            name: practice.name.to_owned(),
            ods_code: ods_code.to_owned(),
            password: clock.secret(),
            registered: practice.in_trial,
        })
    });
    std::iter::once(ours).chain(practices).collect()
}
