//! The parts of an account's page: what is so, since when, and what can be done about it.

use time::Date;

use crate::locale::{Language, Words, date_long, date_time, words};
use crate::web::lists::{Link, SummaryList, SummaryRow};
use crate::web::parts::unbroken;
use crate::wording;
use domain::account::{Association, Event, Layers, Offer, State, permission};

use super::history::who;
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

/// All parts of the page: first what is still to do, last what has ended.
pub fn all(language: Language, opened: &Opened, (today, makes_keys): (Date, bool)) -> Vec<Section> {
    let of = Of { t: words(language), language, opened, today, makes_keys };
    let associations = &opened.shown.account.associations;
    let (open, ended): (Vec<_>, Vec<_>) = associations.iter().partition(|one| one.is_open());
    let mut sections: Vec<Section> = of.to_do().into_iter().chain([of.holder()]).collect();
    if !open.is_empty() {
        sections.push(of.may_act());
    }
    sections.extend(open.into_iter().map(|one| of.association(one)));
    sections.extend([of.identity(), of.linkage(), of.account()]);
    sections.extend(ended.into_iter().map(|one| of.association(one)));
    sections
}

impl Of<'_> {
    fn way(&self, to: &str, text: String) -> Link {
        Link::new(format!("{}/{to}", self.opened.home()), text)
    }

    /// What keeps the account from being used, and what the practice does about it; none where nothing does.
    fn to_do(&self) -> Option<Section> {
        let (t, account) = (self.t, &self.opened.shown.account);
        let (mut missing, mut ways) = (Vec::new(), Vec::new());
        if account.switched_off.is_some() {
            missing.push(t.msg_accounts_status_off());
            ways.push(self.way("on", t.msg_accounts_switch_on()));
        }
        if account.verification.is_none() {
            missing.push(t.msg_accounts_status_not_verified());
            ways.push(self.way("verify", t.msg_accounts_verify()));
        }
        if !account.associations.iter().any(|one| one.is_active(self.today)) {
            missing.push(t.msg_accounts_status_not_associated());
        }
        // Where there is access that is not for today, its own section has what can be done about it.
        if !account.associations.iter().any(Association::is_open) {
            ways.extend(self.may_give());
        }
        match account.key_since {
            Some(_) if account.linkages.is_empty() => missing.push(t.msg_accounts_next_holder()),
            Some(_) => {}
            None if account.linkages.is_empty() => missing.push(t.msg_accounts_status_not_linked()),
            None => {}
        }
        if account.key_since.is_none() && account.linkages.is_empty() && self.makes_keys {
            ways.push(self.way("key", t.msg_accounts_key_issue()));
        }
        if missing.is_empty() {
            return None;
        }
        let rows = SummaryList(vec![SummaryRow::paragraphs(t.msg_accounts_next_why(), missing)]);
        Some(Section { heading: t.msg_accounts_next(), rows, ways })
    }

    /// What the practice wrote down of the holder; what it left out takes no row.
    fn holder(&self) -> Section {
        let (t, holder) = (self.t, &self.opened.shown.holder);
        let person = &holder.person;
        let born = person.born.map_or_else(|| t.msg_case_unknown(), |born| date_long(born, self.language));
        let email = person.email.as_ref().map_or("", |email| email.as_str());
        let code = holder.practice.as_ref().map_or("", |practice| practice.as_str());
        let registered = match &holder.practice_name {
            Some(name) => format!("{name} ({code})"),
            None => code.to_owned(),
        };
        let address = holder.address.lines().map(str::to_owned).collect();
        let mut rows = vec![
            SummaryRow::new(t.msg_accounts_title_of(), holder.title.as_str()),
            SummaryRow::new(t.msg_case_name(), person.name.full()),
            SummaryRow::new(t.msg_case_born(), born),
            SummaryRow::new(t.msg_case_number(), unbroken(&person.nhs_number.spaced())),
            SummaryRow::lines(t.msg_accounts_address(), address),
            SummaryRow::new(t.msg_accounts_phone(), holder.phone.as_str()),
            SummaryRow::new(t.msg_accounts_email(), email),
            SummaryRow::new(t.msg_case_practice(), registered),
        ];
        rows.retain(|row| row.lines.iter().any(|line| !line.is_empty()));
        Section { heading: t.msg_accounts_holder(), rows: SummaryList(rows), ways: Vec::new() }
    }

    fn account(&self) -> Section {
        let (t, account) = (self.t, &self.opened.shown.account);
        let opened = date_time(account.opened_at, self.language);
        let mut rows = vec![SummaryRow::new(t.msg_accounts_opened(), opened)];
        let off = account.switched_off;
        rows.extend(
            off.map(|why| SummaryRow::new(t.msg_accounts_was_off(), account_words::switch_off(t, why))),
        );
        let ways = match off {
            Some(_) => Vec::new(),
            None => vec![self.way("off", t.msg_accounts_switch_off())],
        };
        Section { heading: t.msg_accounts_one(), rows: SummaryList(rows), ways }
    }

    fn identity(&self) -> Section {
        let (t, verification) = (self.t, &self.opened.shown.account.verification);
        let rows = match verification {
            None => vec![SummaryRow::new(t.msg_accounts_status(), t.msg_accounts_status_not_verified())],
            Some(verification) => vec![
                SummaryRow::new(t.msg_accounts_verify_on(), date_long(verification.on, self.language)),
                SummaryRow::new(t.msg_accounts_proof(), account_words::proof(t, &verification.proof)),
            ],
        };
        let rows = [rows, self.copies()].concat();
        let ways = match verification {
            None => Vec::new(),
            Some(_) => vec![
                self.way("verify", t.msg_accounts_verify_again()),
                self.way("unverify", t.msg_accounts_unverify()),
            ],
        };
        Section { heading: t.msg_case_identity(), rows: SummaryList(rows), ways }
    }

    /// The copies of documents that are kept: those of each time that identity was verified, until it counts no more.
    fn copies(&self) -> Vec<SummaryRow> {
        let (t, mut kept) = (self.t, Vec::new());
        for dated in &self.opened.shown.history {
            let copy = match &dated.recorded.event {
                Event::IdentityVerified { verification } => verification.copy(),
                Event::IdentityUnverified { .. } => {
                    kept.clear();
                    None
                }
                _ => None,
            };
            kept.extend(copy.map(|copy| {
                let when = date_time(dated.recorded.at, self.language);
                let way =
                    self.way(&format!("copies/{copy}"), t.msg_accounts_copy_open()).hidden(when.as_str());
                let line = format!("{when}, {}", who(t, self.opened, dated));
                SummaryRow::new(t.msg_accounts_copy_kept(), line).action(way)
            }));
        }
        kept
    }

    fn linkage(&self) -> Section {
        let (t, account) = (self.t, &self.opened.shown.account);
        let when = |at| date_time(at, self.language);
        let key = match account.key_since {
            Some(at) => SummaryRow::new(t.msg_accounts_key_since(), when(at)),
            None => SummaryRow::new(t.msg_accounts_letter_key(), t.msg_accounts_key_none()),
        };
        let linked: Vec<String> = account.linkages.iter().map(|(_, at)| when(*at)).collect();
        let linked = if linked.is_empty() { vec![t.msg_accounts_status_not_linked()] } else { linked };
        let past = self.opened.shown.history.iter().filter(|dated| ended_linkage(&dated.recorded.event));
        let past: Vec<String> = past.map(|dated| when(dated.recorded.at)).collect();
        let mut rows = vec![key, SummaryRow::lines(t.msg_accounts_linked_since(), linked)];
        if !past.is_empty() {
            rows.push(SummaryRow::lines(t.msg_accounts_unlinked_at(), past));
        }
        let ways = match (account.key_since, self.makes_keys) {
            (Some(_), true) => vec![
                self.way("reset-key", t.msg_accounts_key_reset()),
                self.way("revoke-key", t.msg_accounts_key_revoke()),
            ],
            (Some(_), false) => vec![self.way("revoke-key", t.msg_accounts_key_revoke())],
            // Linked by the sign-in with which they accepted a case: a letter may follow, and what looks wrong is stopped.
            (None, true) if !account.linkages.is_empty() => vec![
                self.way("key", t.msg_accounts_key_issue()),
                self.way("reset-key", t.msg_accounts_key_reset()),
            ],
            (None, _) => Vec::new(),
        };
        Section { heading: t.msg_accounts_linkage(), rows: SummaryList(rows), ways }
    }

    /// Whom the account could be associated with besides.
    fn may_act(&self) -> Section {
        let heading = self.t.msg_accounts_associations();
        Section { heading, rows: SummaryList::default(), ways: self.may_give() }
    }

    fn may_give(&self) -> Vec<Link> {
        let (t, account) = (self.t, &self.opened.shown.account);
        let own = account.with_patient(account.person).is_none().then(|| {
            let to = format!("patients/{}/associate", account.person);
            self.way(&to, t.msg_accounts_associate_own())
        });
        own.into_iter().chain([self.way("patient", t.msg_accounts_patient())]).collect()
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
        let patient = shown.offers.for_patient(one.patient);
        rows.push(SummaryRow::paragraphs(t.msg_accounts_today(), self.today_lines(one, &patient)));
        rows.extend(offer::rows(language, &patient));
        let at = |what: &str, text: String| {
            self.way(&format!("associations/{}/{what}", one.id), text).hidden(name.as_str())
        };
        let mut ways = match one.case {
            Some(case) => {
                let case = format!("/staff/cases/{case}");
                vec![Link::new(case, t.msg_accounts_case()).hidden(name.as_str())]
            }
            None => vec![at("change", t.msg_accounts_change()), at("renew", t.msg_accounts_renew())],
        };
        if one.state == State::Running {
            ways.push(at("suspend", t.msg_accounts_suspend()));
        }
        ways.push(at("end", t.msg_accounts_end()));
        let switches = format!("patients/{}/switches", one.patient);
        ways.push(self.way(&switches, t.msg_accounts_patient_switches()).hidden(name.as_str()));
        Section { heading: name, rows: SummaryList(rows), ways }
    }

    /// What may be done today, practice, patient and association taken together.
    fn today_lines(&self, one: &Association, patient: &Offer) -> Vec<String> {
        let (t, shown) = (self.t, &self.opened.shown);
        let ages = shown.ages(one.patient);
        let layers = Layers { practice: &shown.offers.practice, patient, account: &shown.account, ages };
        let permitted = permission(layers, one.patient, self.today);
        let lines: Vec<String> =
            permitted.services.iter().map(|service| wording::service(t, *service)).collect();
        if lines.is_empty() { vec![t.msg_accounts_today_nothing()] } else { lines }
    }
}

fn ended_linkage(event: &Event) -> bool {
    matches!(event, Event::Unlinked { .. } | Event::KeyReset { .. } | Event::KeyRevoked { .. })
}
