//! The e-mails about online accounts, with invented facts.

use time::macros::{date, datetime};
use uuid::Uuid;

use crate::locale::Language;
use crate::messages::Composed;
use crate::messages::account::{Facts, compose};
use domain::account::{
    Account, AccountId, AssociationId, EndReason, Event, Ground, News, OnlineAccountId, Recipient,
    RevokeKeyReason, SuspendReason, SwitchOffReason, Tie,
};
use domain::aggregate::Recorded;
use domain::delegation::ConsentMethod;
use domain::{Access, Actor, Aggregate, OdsCode, PersonId, PersonName, RecordLevel, Relationship, Service};

/// One e-mail to look at.
#[derive(Clone, Copy)]
pub(super) struct Scene {
    /// What it tells.
    pub news: News,
    /// Whether it is about the holder's own record.
    is_own: bool,
}

/// All of them, in the domain's order.
pub(super) fn all() -> Vec<Scene> {
    let of_others = |news: News| Scene { news, is_own: false };
    let of_own = |news: News| Scene { news, is_own: true };
    let may_be_own = |news: &News| news.is_about_access() && *news != News::AgeNear;
    let own = News::ALL.iter().copied().filter(may_be_own).map(of_own);
    News::ALL.iter().copied().map(of_others).chain(own).collect()
}

impl Scene {
    /// Its name in the address, such as `account-linked-1`.
    pub fn id(self) -> String {
        format!("account-{}-{}", self.news.code(), if self.is_own { 2 } else { 1 })
    }

    /// What is particular, in a few words.
    pub fn says(self) -> String {
        let says = match (self.news.is_about_access(), self.is_own) {
            (false, _) => "about an online account",
            (true, false) => "about access by an online account, for another",
            (true, true) => "about access by an online account, to one's own record",
        };
        says.to_owned()
    }

    /// For whom it is meant.
    pub fn recipients(self) -> Vec<Recipient> {
        let has_patient = self.news.is_about_access() && !self.is_own;
        if has_patient { vec![Recipient::Patient, Recipient::Holder] } else { vec![Recipient::Holder] }
    }

    /// The message; none if the invented parts do not fit together.
    pub fn composed(self, to: Recipient, language: Language, service_url: &str) -> Option<Composed> {
        let account = self.account()?;
        let association = account.associations.first().filter(|_| self.news.is_about_access()).cloned();
        let [patient, holder] = ["Margaret", "David"].map(|given| PersonName::new(given, "O'Neill"));
        let (reader, other, path) = match to {
            Recipient::Holder => (holder, patient, "account"),
            Recipient::Patient => (patient, holder, "acts-for-me"),
        };
        let facts = Facts {
            language,
            to,
            reader: Some(reader),
            other,
            practice: "Riverside Medical Practice".to_owned(),
            practice_phone: Some("01632 960000".to_owned()),
            account,
            association,
            link: format!("{service_url}/{path}"),
            today: date!(2027 - 11 - 17),
        };
        compose(self.news, &facts).ok()
    }

    /// The account as it stands when the message is true.
    fn account(self) -> Option<Account> {
        let [patient, person] = [1, 2].map(|number| PersonId(Uuid::from_u128(number)));
        let association = AssociationId(Uuid::from_u128(5));
        let ground = Ground::Consent { method: ConsentMethod::InWriting };
        let (patient, tie) = match self.is_own {
            true => (person, Tie::Own),
            false => (patient, Tie::Proxy { relationship: Relationship::Partner, ground }),
        };
        let ends = Some(date!(2027 - 12 - 01));
        let access = Access::new(Service::ALL, RecordLevel::Detailed, date!(2027 - 11 - 02), ends).ok()?;
        let practice = OdsCode::parse("A81001").ok()?;
        let begun = [
            Event::AccountOpened { person, practice },
            Event::KeyIssued,
            Event::Associated { association, patient, tie, access },
        ];
        let then = match self.news {
            News::Linked => Some(Event::Linked { to: OnlineAccountId(Uuid::from_u128(6)) }),
            News::KeyRevoked => Some(Event::KeyRevoked { reason: RevokeKeyReason::Other }),
            News::SwitchedOff => Some(Event::SwitchedOff { reason: SwitchOffReason::Other }),
            News::AccessSuspended => {
                Some(Event::AssociationSuspended { association, reason: SuspendReason::PendingReview })
            }
            News::AccessEnded => Some(Event::AssociationEnded { association, reason: EndReason::Other }),
            News::Unlinked | News::KeyReset | News::SwitchedOn => None,
            News::AccessGiven | News::AccessChanged | News::EndNear | News::AgeNear => None,
        };
        let (id, by, at) = (AccountId(Uuid::from_u128(4)), Actor::System, datetime!(2027-11-02 09:00 UTC));
        let recorded = |(event, version)| Recorded { id, version, event, by: by.clone(), at };
        let history: Vec<Recorded<Account>> = begun.into_iter().chain(then).zip(1..).map(recorded).collect();
        Account::replay(&history)
    }
}
