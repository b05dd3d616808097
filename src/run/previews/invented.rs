//! The people and days of the previews. All of it is made up; the days stand still, so that a preview looks the same
//! tomorrow.

use time::Date;
use time::macros::{date, datetime};
use uuid::Uuid;

use crate::locale::Language;
use crate::messages::{self, Facts, Secure, moving};
use domain::delegation::{
    Delegation, Event, LessReason, Message, Recipient, Recorded, RefusalReason, RevokeReason, Stage, Tell,
};
use domain::practice_settings::{OnlinePlace, OnlineService};
use domain::{
    Access, Actor, Aggregate, DelegationId, NhsNumber, OdsCode, Party, PersonId, PersonName, RecordLevel,
    Relationship, Service,
};

use super::scenes::{Case, Scene, Used};

const TODAY: Date = date!(2027 - 11 - 17);
/// The last day of the access, 14 days on: a message that says so goes today.
const ENDS: Date = date!(2027 - 12 - 01);
const LONG: &str = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";

/// What the message of `scene` may tell to this reader; none if the invented parts do not fit together.
pub(super) fn facts(scene: &Scene, to: Recipient, language: Language, service_url: &str) -> Option<Facts> {
    let (family, practice) = match scene.case {
        Case::LongNames => (LONG, LONG),
        Case::Usual | Case::NoEnd | Case::Late | Case::Secure => ("O'Neill", "Riverside"),
        Case::Refused(_) | Case::Stopped(..) | Case::Closed(_) => ("O'Neill", "Riverside"),
        Case::Paused(..) | Case::Less | Case::Place(_) | Case::ByCode => ("O'Neill", "Riverside"),
    };
    let practice_name = format!("{practice} Medical Practice");
    let delegation = delegation(scene)?;
    let path = match (to, scene.message) {
        (Recipient::Delegate, Message::Invitation | Message::Reminder) => "respond",
        (Recipient::Delegator | Recipient::Delegate, _) => "delegations",
        (Recipient::Practice, _) => "staff/cases",
    };
    let greeted = match to {
        Recipient::Delegator => "Margaret".to_owned(),
        Recipient::Delegate => "David".to_owned(),
        Recipient::Practice => practice_name.clone(),
    };
    Some(Facts {
        language,
        recipient: to,
        recipient_name: Some(greeted),
        delegator: PersonName::new("Margaret", family),
        delegate: PersonName::new("David", family),
        practice_name,
        practice_phone: Some("01632 960000".to_owned()),
        place: place(scene.case)?,
        link: format!("{service_url}/{path}/{}", delegation.id),
        by_code: scene.case == Case::ByCode,
        delegation,
        service_url: service_url.to_owned(),
        secure: if scene.case == Case::Secure { Some(secure()?) } else { None },
        today: TODAY,
    })
}

/// What the letter about moving linked accounts may tell.
pub(super) fn of_moving(language: Language, service_url: &str) -> moving::Facts<'static> {
    moving::Facts {
        language,
        practice: "Riverside Medical Practice",
        round: Uuid::from_u128(4),
        moves: 380,
        excluded: 12,
        wrong: 3,
        opens: datetime!(2027-11-20 20:00 UTC),
        closes: datetime!(2027-11-22 06:00 UTC),
        link: format!("{service_url}/staff/moving"),
    }
}

/// Where the access is used, if the practice said so.
fn place(case: Case) -> Option<OnlinePlace> {
    let own = || OnlineService::parse("Riverside Online", "https://online.riverside.example/").ok();
    let Case::Place(used) = case else { return Some(OnlinePlace::Unsaid) };
    Some(match used {
        Used::InApp => OnlinePlace::NhsApp,
        Used::InOwn => OnlinePlace::Own(own()?),
        Used::InBoth => OnlinePlace::Both(own()?),
        Used::Ask => OnlinePlace::Ask,
    })
}

fn secure() -> Option<Secure> {
    Some(Secure {
        delegator_nhs_number: NhsNumber::parse("9990000018").ok()?,
        delegate_nhs_number: NhsNumber::parse("9990000026").ok()?,
        requested_on: date!(2027 - 11 - 02),
        accepted_on: Some(date!(2027 - 11 - 03)),
    })
}

fn delegation(scene: &Scene) -> Option<Delegation> {
    let [delegator, delegate] = [1, 2].map(|n| PersonId(Uuid::from_u128(n)));
    let ends = if scene.case == Case::NoEnd { None } else { Some(ENDS) };
    let asked = Access::new(Service::ALL, RecordLevel::Detailed, date!(2027 - 11 - 02), ends).ok()?;
    let event = Event::DelegationRequested {
        delegator,
        delegate,
        practice: OdsCode::parse("A81001").ok()?,
        relationship: Relationship::Partner,
        asked: asked.clone(),
    };
    let (id, by) = (DelegationId(Uuid::from_u128(3)), Actor::Citizen { id: delegator });
    let requested = Recorded { id, version: 1, event, by, at: datetime!(2027-11-02 09:00 UTC) };
    let mut delegation = Delegation::replay([&requested])?;
    delegation.stage = messages::stage(scene.message);
    delegation.lapses_on = Some(date!(2027 - 11 - 23));
    if scene.message == Message::ChangeAsked {
        let services = [Service::OrderPrescriptions];
        delegation.change_asked = Access::new(services, RecordLevel::None, TODAY, None).ok();
    }
    match scene.case {
        Case::Usual | Case::NoEnd | Case::LongNames | Case::Secure | Case::Place(_) => {}
        Case::ByCode => delegation.by_code = true,
        Case::Less => delegation.less = Some(LessReason::TalkFirst),
        Case::Paused(why, tell) => delegation.suspended = Some((why, Tell::both(tell))),
        Case::Late => delegation.stage = Stage::Withdrawn,
        Case::Refused(tell) => {
            delegation.refused = Some((RefusalReason::IdentityNotVerified, Tell::both(tell)));
        }
        Case::Stopped(side, tell) => {
            delegation.revoked = Some((side, reason(side), Tell::both(tell)));
        }
        Case::Closed(why) => delegation.closed = Some(why),
    }
    if matches!(delegation.stage, Stage::Active | Stage::Suspended | Stage::Ending) {
        let services = [Service::BookAppointments];
        let less = || Access::new(services, RecordLevel::None, date!(2027 - 11 - 02), ends).ok();
        delegation.set = if scene.case == Case::Less { less() } else { Some(asked) };
    }
    Some(delegation)
}

fn reason(side: Party) -> RevokeReason {
    match side {
        Party::Delegator => RevokeReason::DelegatorRequest,
        Party::Delegate => RevokeReason::DelegateRequest,
        Party::Practice => RevokeReason::ChangeInRelationship,
        Party::System => RevokeReason::EndDateReached,
    }
}
