//! The answer to what the delegate may do, as typed and as meant; also where other access is asked for later.

use serde::{Deserialize, Serialize};

use crate::locale::Words;
use crate::web::parts::{Choice, FieldView};
use crate::wording;
use domain::{RecordLevel, Service};

/// The form, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    pub(in crate::web::citizen) services: Vec<String>,
    pub(in crate::web::citizen) record: String,
}

/// The question as a page shows it: services with their choices, the level with its.
pub struct Asked {
    /// The services.
    pub services: FieldView,
    /// What can be ticked.
    pub choices: Vec<Choice>,
    /// The level of the record.
    pub record: FieldView,
    /// What can be chosen.
    pub levels: Vec<Choice>,
}

/// Why the choice is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No service.
    NoService,
    /// The record may be seen, but no level was chosen.
    NoLevel,
}

impl Form {
    /// What was chosen. A level without the record counts for nothing: browsers without JavaScript send it too.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn parse(&self) -> Result<(Vec<Service>, RecordLevel), Fault> {
        let services: Vec<Service> =
            self.services.iter().filter_map(|code| Service::from_code(code)).collect();
        if services.is_empty() {
            return Err(Fault::NoService);
        }
        if !services.contains(&Service::ViewRecord) {
            return Ok((services, RecordLevel::None));
        }
        let level = RecordLevel::from_code(&self.record).filter(|level| *level != RecordLevel::None);
        Ok((services, level.ok_or(Fault::NoLevel)?))
    }

    /// The form with nothing in it but choices of ours: only that is kept.
    pub fn of((services, record): (Vec<Service>, RecordLevel)) -> Form {
        let services = services.into_iter().map(|service| service.code().to_owned()).collect();
        Form { services, record: record.code().to_owned() }
    }
}

impl Form {
    /// The question with its answers, and what is wrong with them.
    pub fn asked(&self, t: &Words, fault: Option<Fault>) -> Asked {
        let error = |one: Fault, words: String| (fault == Some(one)).then_some(words);
        let services =
            FieldView::new("services", "").with_error(error(Fault::NoService, t.msg_invite_services_empty()));
        let record = FieldView::new("record", &self.record)
            .with_error(error(Fault::NoLevel, t.msg_invite_services_level_empty()));
        let choice = |one: Service| {
            let checked = self.services.iter().any(|code| code == one.code());
            let choice = Choice::new(one.code(), wording::service(t, one)).checked(checked);
            if one == Service::ViewRecord { choice.revealing() } else { choice }
        };
        let level = |one: RecordLevel| {
            Choice::new(one.code(), wording::record_level(t, one)).hint(wording::record_level_hint(t, one))
        };
        Asked {
            services,
            choices: Service::ALL.map(choice).to_vec(),
            record,
            levels: RecordLevel::SEEN.map(level).to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(services: &[&str], record: &str) -> Result<(Vec<Service>, RecordLevel), Fault> {
        Form { services: services.iter().map(|s| (*s).to_owned()).collect(), record: record.to_owned() }
            .parse()
    }

    #[test]
    fn services_and_level_must_fit() {
        assert_eq!(typed(&[], "full"), Err(Fault::NoService));
        assert_eq!(typed(&["all of them"], ""), Err(Fault::NoService));
        assert_eq!(typed(&["view_record"], ""), Err(Fault::NoLevel));
        assert_eq!(typed(&["view_record"], "none"), Err(Fault::NoLevel));
        assert_eq!(typed(&["view_record"], "summary"), Ok((vec![Service::ViewRecord], RecordLevel::Summary)));
        assert_eq!(
            typed(&["book_appointments"], "full"),
            Ok((vec![Service::BookAppointments], RecordLevel::None)),
            "without the record a level counts for nothing"
        );
    }
}
