//! The parts of an account's page: what is so, since when, and what can be done about it.

use time::Date;

use crate::locale::{Language, Words, date_long, date_time, words};
use crate::web::lists::{Link, SummaryList, SummaryRow};
use crate::wording;
use domain::account::{AccountNumber, Association, Event, Layers, Offer, State, permission};

use super::offer;
use super::opened::Opened;
use super::words as account_words;

/// One part.
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// What is so.
    pub rows: SummaryList,
    /// What can be done.
    pub ways: Vec<Link>,
}

/// What a section is made of.
struct Of<'a> {
    t: &'static Words,
    language: Language,
    opened: &'a Opened,
    today: Date,
    makes_keys: bool,
}

/// All parts of the page.
pub fn all(language: Language, opened: &Opened, (today, makes_keys): (Date, bool)) -> Vec<Section> {
    let of = Of { t: words(language), language, opened, today, makes_keys };
    let mut sections = vec![of.holder(), of.account(), of.identity(), of.linkage()];
    let associations = &opened.shown.account.associations;
    let (open, ended): (Vec<_>, Vec<_>) = associations.iter().partition(|one| one.is_open());
    sections.push(of.may_act());
    sections.extend(open.into_iter().map(|one| of.association(one)));
    sections.extend(ended.into_iter().map(|one| of.association(one)));
    sections
}

impl Of<'_> {
    fn way(&self, to: &str, text: String) -> Link {
        Link::new(format!("{}/{to}", self.opened.home()), text)
    }

    fn holder(&self) -> Section {
        let (t, holder) = (self.t, &self.opened.shown.holder);
        let person = &holder.person;
        let born = person.born.map_or_else(|| t.msg_case_unknown(), |born| date_long(born, self.language));
        let or_none = |text: &str| if text.is_empty() { t.msg_accounts_none() } else { text.to_owned() };
        let email = holder.email.as_ref().map_or("", |email| email.as_str());
        let registered = holder.practice.as_ref().map_or("", |practice| practice.as_str());
        let address = match holder.address.is_empty() {
            true => vec![t.msg_accounts_none()],
            false => holder.address.lines().map(str::to_owned).collect(),
        };
        let rows = vec![
            SummaryRow::new(t.msg_accounts_title_of(), or_none(&holder.title)),
            SummaryRow::new(t.msg_case_name(), person.name.full()),
            SummaryRow::new(t.msg_case_born(), born),
            SummaryRow::new(t.msg_case_number(), person.nhs_number.spaced().replace(' ', "\u{a0}")),
            SummaryRow::lines(t.msg_accounts_address(), address),
            SummaryRow::new(t.msg_accounts_phone(), or_none(&holder.phone)),
            SummaryRow::new(t.msg_accounts_email(), or_none(email)),
            SummaryRow::new(t.msg_case_practice(), or_none(registered)),
        ];
        Section { heading: t.msg_accounts_holder(), rows: SummaryList(rows), ways: Vec::new() }
    }

    fn account(&self) -> Section {
        let (t, account) = (self.t, &self.opened.shown.account);
        let number = AccountNumber::of(account.id).grouped().replace(' ', "\u{a0}");
        let status = account_words::status(t, account.status(self.today));
        let mut rows = vec![
            SummaryRow::new(t.msg_accounts_account_number(), number),
            SummaryRow::new(t.msg_accounts_status(), status),
            SummaryRow::new(t.msg_accounts_opened(), date_time(account.opened_at, self.language)),
        ];
        let off = account.switched_off;
        rows.extend(off.map(|why| SummaryRow::new(t.msg_accounts_was_off(), account_words::hand(t, why))));
        let way = match off {
            Some(_) => self.way("on", t.msg_accounts_switch_on()),
            None => self.way("off", t.msg_accounts_switch_off()),
        };
        Section { heading: t.msg_accounts_one(), rows: SummaryList(rows), ways: vec![way] }
    }

    fn identity(&self) -> Section {
        let (t, verification) = (self.t, &self.opened.shown.account.verification);
        let rows = match verification {
            None => vec![SummaryRow::new(t.msg_case_identity(), t.msg_case_identity_not_seen())],
            Some(verification) => vec![
                SummaryRow::new(t.msg_accounts_verify_on(), date_long(verification.on, self.language)),
                SummaryRow::new(t.msg_accounts_proof(), account_words::proof(t, &verification.proof)),
            ],
        };
        let mut ways = vec![self.way("verify", t.msg_accounts_verify())];
        if verification.is_some() {
            ways.push(self.way("unverify", t.msg_accounts_unverify()));
        }
        Section { heading: t.msg_case_identity(), rows: SummaryList(rows), ways }
    }

    fn linkage(&self) -> Section {
        let (t, account) = (self.t, &self.opened.shown.account);
        let when = |at| date_time(at, self.language);
        let key = account.key_since.map_or_else(|| t.msg_accounts_key_none(), when);
        let linked: Vec<String> = account.linkages.iter().map(|(_, at)| when(*at)).collect();
        let linked = if linked.is_empty() { vec![t.msg_accounts_status_not_linked()] } else { linked };
        let past = self.opened.shown.history.iter().filter(|dated| ended_linkage(&dated.recorded.event));
        let past: Vec<String> = past.map(|dated| when(dated.recorded.at)).collect();
        let mut rows = vec![
            SummaryRow::new(t.msg_accounts_key_since(), key),
            SummaryRow::lines(t.msg_accounts_linked_since(), linked),
        ];
        if !past.is_empty() {
            rows.push(SummaryRow::lines(t.msg_accounts_unlinked_at(), past));
        }
        let ways = match (account.key_since, self.makes_keys) {
            (Some(_), true) => vec![
                self.way("reset-key", t.msg_accounts_key_reset()),
                self.way("revoke-key", t.msg_accounts_key_revoke()),
            ],
            (Some(_), false) => vec![self.way("revoke-key", t.msg_accounts_key_revoke())],
            (None, true) => vec![self.way("key", t.msg_accounts_key_issue())],
            (None, false) => Vec::new(),
        };
        Section { heading: t.msg_accounts_linkage(), rows: SummaryList(rows), ways }
    }

    /// Whom the account could be associated with besides.
    fn may_act(&self) -> Section {
        let (t, account) = (self.t, &self.opened.shown.account);
        let mut ways = Vec::new();
        if account.with_patient(account.person).is_none() {
            let own = format!("patients/{}/associate", account.person);
            ways.push(self.way(&own, t.msg_accounts_associate_own()));
        }
        ways.push(self.way("patient", t.msg_accounts_patient()));
        Section { heading: t.msg_accounts_associations(), rows: SummaryList::default(), ways }
    }

    fn association(&self, one: &Association) -> Section {
        let (t, language, shown) = (self.t, self.language, &self.opened.shown);
        let name = self.opened.name_of(one.patient).full();
        let used =
            shown.used_on(one.id).map_or_else(|| t.msg_accounts_never(), |day| date_long(day, language));
        let mut rows = vec![
            SummaryRow::lines(t.msg_accounts_ground(), account_words::tie(language, one.tie)),
            SummaryRow::paragraphs(t.msg_accounts_gives(), wording::access_in_full(language, &one.access)),
            SummaryRow::new(t.msg_accounts_status(), account_words::state(t, one.state)),
            SummaryRow::new(t.msg_accounts_decided(), date_long(one.decided_on, language)),
            SummaryRow::new(t.msg_accounts_used(), used),
        ];
        if !one.is_open() {
            return Section { heading: name, rows: SummaryList(rows), ways: Vec::new() };
        }
        let patient = shown.offer_for(one.patient);
        rows.push(SummaryRow::paragraphs(t.msg_accounts_today(), self.today_lines(one, &patient)));
        rows.extend(offer::rows(language, &patient));
        let at = |what: &str, text: String| {
            self.way(&format!("associations/{}/{what}", one.id), text).hidden(name.as_str())
        };
        let mut ways = vec![at("change", t.msg_accounts_change()), at("renew", t.msg_accounts_renew())];
        if one.state == State::Running {
            ways.push(at("pause", t.msg_accounts_pause()));
        }
        ways.push(at("end", t.msg_accounts_end()));
        let switches = format!("patients/{}/switches", one.patient);
        ways.push(self.way(&switches, t.msg_accounts_patient_switches()).hidden(name.as_str()));
        Section { heading: name, rows: SummaryList(rows), ways }
    }

    /// What may be done today, practice, patient and association taken together.
    fn today_lines(&self, one: &Association, patient: &Offer) -> Vec<String> {
        let (t, shown) = (self.t, &self.opened.shown);
        let layers = Layers { practice: &shown.practice, patient, account: &shown.account };
        let permitted = permission(layers, one.patient, self.today);
        let lines: Vec<String> =
            permitted.services.iter().map(|service| wording::service(t, *service)).collect();
        if lines.is_empty() { vec![t.msg_accounts_none()] } else { lines }
    }
}

fn ended_linkage(event: &Event) -> bool {
    matches!(event, Event::Unlinked { .. } | Event::KeyReset { .. } | Event::KeyRevoked { .. })
}
