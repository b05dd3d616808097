//! The form: the same two questions as in an invitation, on one page.

use serde::Deserialize;
use time::Date;

use crate::web::citizen::invite::{how_long_form, services_form};
use domain::Access;

/// The form, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    /// Which button was pressed: none, `pressure`, `send` or `edit`.
    pub step: String,
    services: Vec<String>,
    record: String,
    how_long: String,
    #[serde(rename = "ends-day")]
    ends_day: String,
    #[serde(rename = "ends-month")]
    ends_month: String,
    #[serde(rename = "ends-year")]
    ends_year: String,
    /// Whether anybody puts pressure on them: `no`, `yes` or `not_sure`; asked where it is more than is set.
    pub pressure: String,
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Faults {
    /// What may be done.
    pub services: Option<services_form::Fault>,
    /// For how long.
    pub how_long: Option<how_long_form::Fault>,
}

impl Form {
    /// Filled in with `access`; that there be no end never stands there already.
    pub fn begun(access: &Access) -> Form {
        let what = services_form::Form::of((access.services().collect(), access.record()));
        let until = access.ends().map(|day| how_long_form::Form::of(Some(day))).unwrap_or_default();
        Form {
            step: String::new(),
            services: what.services,
            record: what.record,
            how_long: until.how_long,
            ends_day: until.ends_day,
            ends_month: until.ends_month,
            ends_year: until.ends_year,
            pressure: String::new(),
        }
    }

    /// The first question.
    pub fn what(&self) -> services_form::Form {
        services_form::Form { services: self.services.clone(), record: self.record.clone() }
    }

    /// The second question.
    pub fn until(&self) -> how_long_form::Form {
        how_long_form::Form {
            how_long: self.how_long.clone(),
            ends_day: self.ends_day.clone(),
            ends_month: self.ends_month.clone(),
            ends_year: self.ends_year.clone(),
        }
    }

    /// The access that is wanted, from today on.
    ///
    /// # Errors
    /// What is wrong with both answers, at once.
    pub fn parse(&self, today: Date) -> Result<Access, Faults> {
        match (self.what().parse(), self.until().parse(today)) {
            (Ok((services, record)), Ok(ends)) => {
                let no_level = Faults { services: Some(services_form::Fault::NoLevel), how_long: None };
                Access::new(services, record, today, ends).map_err(|_| no_level)
            }
            (services, how_long) => Err(Faults { services: services.err(), how_long: how_long.err() }),
        }
    }

    /// All answers as names and values, for the hidden inputs of the check page.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let single = [
            ("record", &self.record),
            ("how_long", &self.how_long),
            ("ends-day", &self.ends_day),
            ("ends-month", &self.ends_month),
            ("ends-year", &self.ends_year),
            ("pressure", &self.pressure),
        ];
        let services = self.services.iter().map(|code| ("services", code));
        services.chain(single).map(|(name, value)| (name, value.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{RecordLevel, Service};
    use time::macros::date;

    const TODAY: Date = date!(2026 - 11 - 24);

    #[test]
    fn what_is_set_is_a_good_answer_and_both_mistakes_are_named_at_once() {
        let set =
            Access::new([Service::ViewRecord], RecordLevel::Detailed, TODAY, Some(date!(2027 - 01 - 31)));
        let set = set.expect("access");
        assert_eq!(Form::begun(&set).parse(TODAY), Ok(set));
        let both = Faults {
            services: Some(services_form::Fault::NoService),
            how_long: Some(how_long_form::Fault::NotChosen),
        };
        assert_eq!(Form::default().parse(TODAY), Err(both));
    }
}
