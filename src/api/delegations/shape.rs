//! A delegation in JSON: to each reader what they may know of it, and what they can do now.

use serde::Serialize;
use utoipa::ToSchema;

use crate::api::day::{day, instant};
use crate::storage::views::case::CasePerson;
use crate::storage::views::citizen::Side;
use domain::delegation::LessReason;
use domain::{InvitationCode, Party, PersonName};

use super::access_body::AccessBody;
use super::seen::{Seen, Sight};

/// One delegation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Delegation)]
pub struct DelegationBody {
    /// Its id.
    #[schema(example = "0199f1d2-7c1e-7aaa-8000-000000000000")]
    id: String,
    /// How many events it has; also its `ETag`.
    version: i32,
    /// Where it stands: checking, not_confirmed, invited, declined, withdrawn, lapsed, with_practice, refused, active,
    /// suspended, ending or ended.
    #[schema(example = "with_practice")]
    stage: &'static str,
    /// Since when.
    #[schema(format = DateTime)]
    stage_since: String,
    /// What the reader is to it: delegator, delegate or practice.
    #[schema(example = "practice")]
    you_are: &'static str,
    /// ODS code of the patient's practice.
    #[schema(example = "A81001")]
    practice: String,
    /// The patient who gives access.
    delegator: PersonBody,
    /// The trusted person who receives it.
    delegate: PersonBody,
    /// How they are related, by code.
    #[schema(example = "partner")]
    relationship: &'static str,
    /// The access that was asked for.
    asked: AccessBody,
    /// The access that the practice has set.
    access: Option<AccessBody>,
    /// Why the practice set less than was asked for, in so far as it says so; for the practice and the patient: not_needed,
    /// not_offered, talk_first or other.
    #[schema(example = "talk_first")]
    less: Option<&'static str>,
    /// Other access that the patient asks for; between patient and practice.
    change_asked: Option<AccessBody>,
    /// When it was asked for (started date).
    #[schema(format = DateTime)]
    requested_at: String,
    /// When the invitation was sent.
    #[schema(format = DateTime)]
    invited_at: Option<String>,
    /// Last day on which the invitation can be answered.
    #[schema(format = Date)]
    lapses_on: Option<String>,
    /// The code that the patient passes on where the invitation goes by no e-mail; only for the patient, and only while it
    /// can be answered or the details are being checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "2F7K-9MTX")]
    invitation_code: Option<String>,
    /// The trusted person's answer: accepted or declined.
    response: Option<&'static str>,
    /// When they answered.
    #[schema(format = DateTime)]
    responded_at: Option<String>,
    /// When it was sent to the practice.
    #[schema(format = DateTime)]
    sent_to_practice_at: Option<String>,
    /// Whether the practice has confirmed that it set the access.
    confirmed: bool,
    /// When, last time.
    #[schema(format = DateTime)]
    confirmed_at: Option<String>,
    /// Commands that would be done if the caller gave them now: the last part of their paths.
    #[schema(example = json!(["confirmation", "refusal"]))]
    can: Vec<&'static str>,
}

/// A person in a delegation. NHS number, date of birth and practice are there for the practice only.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Person)]
pub struct PersonBody {
    /// Our opaque id, for `/access` and `/roles`; none of somebody who is not yet known to be the one described.
    #[schema(example = "0199f1d2-7c1e-7aaa-8000-000000000000")]
    id: Option<String>,
    /// Given names, empty for who has only one name; of oneself none.
    given_name: Option<String>,
    /// Family name; of oneself none.
    family_name: Option<String>,
    /// Date of birth.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    birth_date: Option<String>,
    /// Ten digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "9990000018")]
    nhs_number: Option<String>,
    /// ODS code of their practice.
    #[serde(skip_serializing_if = "Option::is_none")]
    practice: Option<String>,
}

impl From<&Seen> for DelegationBody {
    fn from(seen: &Seen) -> DelegationBody {
        let (delegation, party) = (seen.delegation(), seen.party());
        let (delegator, delegate) = people(seen);
        DelegationBody {
            id: delegation.id.to_string(),
            version: delegation.version,
            stage: delegation.stage_told_to(party).code(),
            stage_since: instant(delegation.stage_since),
            you_are: name_of(party),
            practice: delegation.practice.to_string(),
            delegator,
            delegate,
            relationship: delegation.relationship.code(),
            asked: AccessBody::from(&delegation.asked),
            access: delegation.set.as_ref().map(AccessBody::from),
            less: delegation.less.filter(|_| party != Party::Delegate).map(LessReason::code),
            change_asked: delegation.change_told_to(party).map(AccessBody::from),
            requested_at: instant(delegation.known_since(party).unwrap_or(delegation.requested_at)),
            invited_at: delegation.invited_at.map(instant),
            lapses_on: delegation.lapses_on.map(day),
            invitation_code: seen.code.map(InvitationCode::grouped),
            response: delegation.accepted.map(|yes| if yes { "accepted" } else { "declined" }),
            responded_at: delegation.responded_at.map(instant),
            sent_to_practice_at: delegation
                .sent_to_practice_at
                .filter(|at| delegation.may_know_of(*at, party))
                .map(instant),
            confirmed: delegation.confirmed_at.is_some(),
            confirmed_at: delegation.confirmed_at.map(instant),
            can: seen.can.clone(),
        }
    }
}

/// The party in a word.
pub fn name_of(party: Party) -> &'static str {
    match party {
        Party::Delegator => "delegator",
        Party::Delegate => "delegate",
        Party::Practice => "practice",
        Party::System => "service",
    }
}

fn people(seen: &Seen) -> (PersonBody, PersonBody) {
    match &seen.sight {
        Sight::Practice(case) => {
            let (delegator, delegate) = (&case.delegation.delegator, &case.delegation.delegate);
            (full(&case.delegator, delegator.to_string()), full(&case.delegate, delegate.to_string()))
        }
        Sight::Citizen(mine) => {
            let delegation = &mine.delegation;
            // Until PDS has confirmed the details, the number may be a stranger's.
            let delegate = delegation.invited_at.map(|_| delegation.delegate.to_string());
            let delegator = Some(delegation.delegator.to_string());
            match mine.side {
                Side::Delegator => (named(delegator, None), named(delegate, Some(&mine.other))),
                Side::Delegate => (named(delegator, Some(&mine.other)), named(delegate, None)),
            }
        }
    }
}

fn named(id: Option<String>, name: Option<&PersonName>) -> PersonBody {
    PersonBody {
        id,
        given_name: name.map(|name| name.given.clone()),
        family_name: name.map(|name| name.family.clone()),
        birth_date: None,
        nhs_number: None,
        practice: None,
    }
}

fn full(person: &CasePerson, id: String) -> PersonBody {
    PersonBody {
        birth_date: person.birth_date.map(day),
        nhs_number: Some(person.nhs_number.as_str().to_owned()),
        practice: person.practice.as_ref().map(|(code, _)| code.clone()),
        ..named(Some(id), Some(&person.name))
    }
}
