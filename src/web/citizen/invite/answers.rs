//! The answers of one invitation, as typed, and what they mean together.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::actions::request::Asked;
use domain::PersonName;

use super::step::Step;
use super::{how_long_form, relationship_form, services_form, who_form};

/// All answers; a page that is not answered has none.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// Who is invited.
    pub who: Option<who_form::Form>,
    /// How they are related.
    pub relationship: Option<relationship_form::Form>,
    /// What they may do.
    pub services: Option<services_form::Form>,
    /// For how long.
    pub how_long: Option<how_long_form::Form>,
    /// Whether the delegator said that nobody presses them.
    pub free_of_pressure: bool,
    /// Whether the answers were checked.
    pub checked: bool,
}

impl Answers {
    /// Takes who is invited. What was answered of somebody else, in another tab or before, says nothing of this person: it is
    /// asked again, and so is whether anybody presses the delegator.
    pub fn invite(&mut self, form: who_form::Form) {
        if self.who.as_ref().is_some_and(|before| !before.names_the_same(&form)) {
            *self = Answers::default();
        }
        self.who = Some(form);
    }

    /// The first page that is not answered, or whose answer no longer holds (an end date may have passed).
    pub fn first_open(&self, today: Date) -> Step {
        let open = [
            (Step::Who, self.who.as_ref().is_none_or(|form| form.parse(today).is_err())),
            (Step::Relationship, self.relationship.as_ref().is_none_or(|form| form.parse().is_err())),
            (Step::Services, self.services.as_ref().is_none_or(|form| form.parse().is_err())),
            (Step::HowLong, self.how_long.as_ref().is_none_or(|form| form.parse(today).is_err())),
            (Step::Pressure, !self.free_of_pressure),
            (Step::Check, !self.checked),
        ];
        open.into_iter().find(|(_, is_open)| *is_open).map_or(Step::Declaration, |(step, _)| step)
    }

    /// The request that all answers make; none while one is open.
    pub fn asked(&self, today: Date) -> Option<Asked> {
        let who = self.who.as_ref()?.parse(today).ok()?;
        let (services, record) = self.services.as_ref()?.parse().ok()?;
        let ends = self.how_long.as_ref()?.parse(today).ok()?;
        Some(Asked {
            name: who.name,
            birth_date: who.birth_date,
            nhs_number: who.nhs_number,
            email: who.email,
            relationship: self.relationship.as_ref()?.parse().ok()?,
            access: domain::Access::new(services, record, today, ends).ok()?,
            free_of_pressure: self.free_of_pressure,
        })
    }

    /// Whether the delegator passes the invitation on themselves.
    pub fn is_by_code(&self) -> bool {
        self.who.as_ref().is_some_and(who_form::Form::is_by_code)
    }

    /// Name of the invited person, for headings; empty before the first page.
    pub fn name(&self) -> String {
        self.who
            .as_ref()
            .map(|form| PersonName::new(form.given_name.as_str(), form.family_name.as_str()).full())
            .unwrap_or_default()
    }
}
