//! What a day brings to the associations of an account.

use time::Date;

use super::age::{AgeRules, Milestone, REVIEW_AGE, birthday, is_review_due, is_unused, unused_on};
use super::association::{Association, State};
use super::command::Known;
use super::event::Event;
use super::evolve::Account;
use super::reason::{EndReason, SuspendReason};

/// The events of a day, association by association. What has been done is not done again.
pub(super) fn of_the_day(account: &Account, (today, rules): (Date, AgeRules), known: &[Known]) -> Vec<Event> {
    let open = account.associations.iter().filter(|association| association.is_open());
    open.flat_map(|association| {
        let known = known.iter().find(|known| known.association == association.id);
        of_one(association, (today, rules), known)
    })
    .collect()
}

fn of_one(one: &Association, (today, rules): (Date, AgeRules), known: Option<&Known>) -> Vec<Event> {
    let (association, is_decided_here) = (one.id, one.case.is_none());
    if is_decided_here && one.access.is_over(today) {
        return vec![Event::AssociationEnded { association, reason: EndReason::EndDateReached }];
    }
    if one.state != State::Running {
        return Vec::new();
    }
    let suspension = known.and_then(|known| suspension(one, (today, rules), known));
    if let Some(reason) = suspension {
        return vec![Event::AssociationSuspended { association, reason }];
    }
    // Of its last day, and of the years that have passed, a case tells by itself.
    if !is_decided_here {
        return Vec::new();
    }
    let near = known.and_then(|known| near_age(one, (today, rules), known));
    let review = review(one, today, known).map(|day| Event::ReviewDue { association, day });
    let end = near_end(one, today).map(|ends| Event::EndNear { association, ends });
    [near, review, end].into_iter().flatten().collect()
}

/// Why access for another is paused on this day.
fn suspension(one: &Association, (today, rules): (Date, AgeRules), known: &Known) -> Option<SuspendReason> {
    if !one.tie.is_proxy() {
        return None;
    }
    let age = rules.reached(known.patient_born, one.decided_on, today);
    let last = known.last_used.map_or(one.decided_on, |used| used.max(one.decided_on));
    match age {
        Some(Milestone::Sixteen) => Some(SuspendReason::Sixteen),
        Some(Milestone::Young) => Some(SuspendReason::YoungAge),
        None => is_unused(last, today).then_some(SuspendReason::Unused),
    }
}

/// The age that is near, where both have not been told of it, and access has not ended by then.
fn near_age(one: &Association, (today, rules): (Date, AgeRules), known: &Known) -> Option<Event> {
    let (milestone, on) = rules.near(known.patient_born, today).filter(|_| one.tie.is_proxy())?;
    let is_news = one.told_of != Some(milestone) && !one.access.is_over(on);
    is_news.then_some(Event::AgeNear { association: one.id, milestone, on })
}

/// The day for which the practice should look at it, where it was asked for none so late: the patient turned eleven, or the day
/// that was set for its ground has come. One that nobody has answered yet does not stand in the way of the next.
fn review(one: &Association, today: Date, known: Option<&Known>) -> Option<Date> {
    let set = one.tie.ground()?.checked().map(|checked| checked.review_on);
    let born = known.map(|known| known.patient_born);
    let eleven = born.filter(|born| is_review_due(*born, one.decided_on, today));
    let eleven = eleven.map(|born| birthday(born, REVIEW_AGE));
    let last = eleven.max(set.filter(|day| *day <= today))?;
    (one.review_asked < Some(last)).then_some(last)
}

/// The last day of access that is near, where both have not been told of it; what was decided for so short a time needs no warning.
fn near_end(one: &Association, today: Date) -> Option<Date> {
    let (warn_on, ends) = warning(one)?;
    (warn_on <= today).then_some(ends)
}

/// The day on which both are told of the last day, and that one; none where they were, or need not be.
fn warning(one: &Association) -> Option<(Date, Date)> {
    one.access.warning(Some(one.decided_on)).filter(|(_, ends)| one.warned_of != Some(*ends))
}

/// The next day on which [`Day`](super::Command::Day) has something to do, as far as the account itself tells: a last day, a review,
/// a first day that makes it active. What comes of a patient's age is known by [`next_age_day`](super::age::next_age_day), and of years
/// without use by [`unused_from`].
pub fn next_look(account: &Account) -> Option<Date> {
    let of_each = account.associations.iter().filter_map(next_of_one);
    of_each.chain(becomes_active(account)).min()
}

/// The day from which on an association may be unused; none where the account acts for nobody.
pub fn unused_from(account: &Account) -> Option<Date> {
    let running = account.associations.iter().filter(|one| one.state == State::Running && one.tie.is_proxy());
    running.map(|one| unused_on(one.decided_on)).min()
}

fn next_of_one(one: &Association) -> Option<Date> {
    let over = one.access.ends().and_then(Date::next_day);
    match one.state {
        State::Ended(_) => None,
        State::Suspended(_) | State::Running if one.case.is_some() => None,
        State::Suspended(_) => over,
        State::Running => {
            let warned = warning(one).map(|(warn_on, _)| warn_on);
            let checked = one
                .tie
                .ground()
                .and_then(|ground| ground.checked())
                .filter(|checked| one.review_asked < Some(checked.review_on));
            [over, warned, checked.map(|checked| checked.review_on)].into_iter().flatten().min()
        }
    }
}

/// The first day of an association that is all the account waits for.
fn becomes_active(account: &Account) -> Option<Date> {
    if account.active || !account.lets_act() {
        return None;
    }
    let running = account.associations.iter().filter(|one| one.state == State::Running);
    running.map(|one| one.access.starts()).min()
}
