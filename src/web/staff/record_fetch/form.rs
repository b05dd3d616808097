//! The form by which a record is asked for. No `Debug`: it names a patient.

use serde::Deserialize;
use time::Date;

use crate::locale::Words;
use crate::web::form::{DateFields, parse_date};
use crate::web::parts::{Choice, DateView, FieldView, Problem, problems};
use domain::{NhsNumber, OdsCode};

/// With confidential items.
const WITH: &str = "with";
/// Without them.
const WITHOUT: &str = "without";

/// The form as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    nhs_number: String,
    #[serde(rename = "born-day")]
    day: String,
    #[serde(rename = "born-month")]
    month: String,
    #[serde(rename = "born-year")]
    year: String,
    from: String,
    with_confidential: String,
}

/// Whose record is asked for, where no case says so.
pub struct Typed {
    /// Their NHS number.
    pub number: NhsNumber,
    /// Their date of birth.
    pub born: Date,
}

/// What was asked for.
pub struct Read {
    /// Whose record, where the form asks.
    pub typed: Option<Typed>,
    /// The practice to be asked.
    pub from: OdsCode,
    /// Whether with confidential items.
    pub with_confidential: bool,
}

/// The form's inputs, with what is wrong with them.
pub struct Fields {
    /// Whether it asks whose record: a case says so itself.
    pub asks_who: bool,
    /// NHS number.
    pub number: FieldView,
    /// Date of birth.
    pub born: DateView,
    /// The practice.
    pub from: FieldView,
    /// With or without.
    pub with_confidential: FieldView,
    /// The two choices.
    pub choices: Vec<Choice>,
}

impl Form {
    /// A form in which the practice stands already, where it is known.
    pub fn begun(from: Option<&OdsCode>) -> Form {
        Form { from: from.map(|code| code.as_str().to_owned()).unwrap_or_default(), ..Form::default() }
    }

    /// The inputs as typed.
    pub fn fields(&self, t: &Words, asks_who: bool) -> Fields {
        Fields {
            asks_who,
            number: FieldView::new("nhs_number", &self.nhs_number),
            born: self.born().view("born", None, [false; 3]),
            from: FieldView::new("from", &self.from),
            with_confidential: FieldView::new("with_confidential", &self.with_confidential),
            choices: vec![
                Choice::new(WITH, t.msg_record_fetch_with()).hint(t.msg_record_fetch_with_hint()),
                Choice::new(WITHOUT, t.msg_record_fetch_without()).hint(t.msg_record_fetch_without_hint()),
            ],
        }
    }

    /// What was asked for, or the inputs with what is wrong.
    pub fn read(&self, t: &Words, asks_who: bool, today: Date) -> Result<Read, Box<Fields>> {
        let mut fields = self.fields(t, asks_who);
        let number = NhsNumber::parse(&self.nhs_number).ok();
        let born = parse_date(&self.born()).ok().filter(|born| *born <= today);
        let from = OdsCode::parse(self.from.trim()).ok();
        let with_confidential = match self.with_confidential.as_str() {
            WITH => Some(true),
            WITHOUT => Some(false),
            _ => None,
        };
        let typed = number.clone().zip(born).map(|(number, born)| Typed { number, born });
        let is_known = !asks_who || typed.is_some();
        if let (Some(from), Some(with_confidential), true) = (from.clone(), with_confidential, is_known) {
            return Ok(Read { typed: typed.filter(|_| asks_who), from, with_confidential });
        }
        if asks_who && number.is_none() {
            fields.number.error = Some(t.msg_record_fetch_number_wrong());
        }
        if asks_who && born.is_none() {
            fields.born = self.born().view("born", Some(t.msg_record_fetch_born_wrong()), [true; 3]);
        }
        fields.from.error = from.is_none().then(|| t.msg_record_fetch_from_wrong());
        fields.with_confidential.error =
            with_confidential.is_none().then(|| t.msg_record_fetch_choice_wrong());
        Err(Box::new(fields))
    }

    fn born(&self) -> DateFields {
        DateFields { day: self.day.clone(), month: self.month.clone(), year: self.year.clone() }
    }
}

impl Fields {
    /// What is wrong, in the order of the page.
    pub fn problems(&self) -> Vec<Problem> {
        problems(&[&self.number, &self.born, &self.from, &self.with_confidential])
    }
}
