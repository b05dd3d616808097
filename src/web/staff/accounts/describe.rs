//! Somebody is described, so that PDS can confirm who they are.

use time::Date;

use crate::actions::accounts::trace::Described;
use crate::locale::Words;
use crate::web::form::TextFault;
use crate::web::lists::SummaryRow;
use crate::web::parts::unbroken;
use domain::nhs_number::NhsNumberFault;
use domain::text::{given_names, is_printable, name};
use domain::{EmailAddress, NhsNumber, PersonName};

use super::form::{Form, Question};

/// The longest line of what practices write down of somebody.
const LONGEST: usize = 100;

/// Who is meant.
pub struct Who {
    /// NHS number.
    pub number: NhsNumber,
    /// Name.
    pub name: PersonName,
    /// Date of birth.
    pub born: Date,
}

impl Who {
    /// As a practice writes them down.
    pub fn described(&self, reach: Reach) -> Described {
        let Reach { title, address, phone, email } = reach;
        Described { title, name: self.name.clone(), birth_date: self.born, address, phone, email }
    }
}

/// How they are reached, and what they are called in letters.
#[derive(Default)]
pub struct Reach {
    /// Title; empty for none.
    pub title: String,
    /// Address, line by line; empty for none.
    pub address: String,
    /// Telephone number; empty for none.
    pub phone: String,
    /// E-mail address.
    pub email: Option<EmailAddress>,
}

/// Asks who is meant.
pub fn who(form: &mut Form<'_>, today: Date) -> Option<Who> {
    let t = form.t;
    let question = Question::new(t.msg_case_number());
    let number = form.text("nhs_number", question, |text| {
        NhsNumber::parse(text).map_err(|fault| match fault {
            _ if text.trim().is_empty() => t.msg_accounts_number_empty(),
            NhsNumberFault::WrongCheckDigit => t.msg_worklist_number_wrong(),
            NhsNumberFault::NotDigits | NhsNumberFault::WrongLength => t.msg_worklist_number_short(),
        })
    });
    let question = Question::new(t.msg_accounts_given_name()).hint(t.msg_accounts_given_name_hint());
    let given =
        form.text("given_name", question, |text| given_names(text).map_err(|fault| name_words(t, fault)));
    let family = form.text("family_name", Question::new(t.msg_accounts_family_name()), |text| {
        name(text).map_err(|fault| name_words(t, fault))
    });
    let born = form.date("born", Question::new(t.msg_case_born()).empty(t.msg_accounts_born_empty()), false);
    if born.is_some_and(|born| born > today) {
        form.wrong("born", t.msg_accounts_born_future());
        return None;
    }
    Some(Who { number: number?, name: PersonName::new(given?, family?), born: born? })
}

fn name_words(t: &Words, fault: TextFault) -> String {
    match fault {
        TextFault::Empty => t.msg_accounts_family_name_empty(),
        TextFault::TooLong => t.msg_accounts_line_long(),
        TextFault::Unfit => t.msg_accounts_line_unfit(),
    }
}

/// Asks how they are reached; all of it may be left empty.
pub fn reach(form: &mut Form<'_>) -> Option<Reach> {
    let t = form.t;
    let optional = |label: String| Question::new(t.msg_accounts_optional(label));
    let title = form.text("title", optional(t.msg_accounts_title_of()), |text| line(t, text));
    let address = form.area("address", optional(t.msg_accounts_address()), |text| {
        let lines: Result<Vec<String>, String> = text.lines().map(|one| line(t, one)).collect();
        lines.map(|lines| lines.join("\n").trim().to_owned())
    });
    let phone = form.text("phone", optional(t.msg_accounts_phone()), |text| line(t, text));
    let email = form.text("email", optional(t.msg_accounts_email()), |text| match text.trim() {
        "" => Ok(None),
        text => EmailAddress::parse(text).map(Some).map_err(|_| t.msg_accounts_email_unfit()),
    });
    Some(Reach { title: title?, address: address?, phone: phone?, email: email? })
}

fn line(t: &Words, text: &str) -> Result<String, String> {
    let text = text.trim();
    match text {
        _ if !is_printable(text) => Err(t.msg_accounts_line_unfit()),
        _ if text.chars().count() > LONGEST => Err(t.msg_accounts_line_long()),
        _ => Ok(text.to_owned()),
    }
}

/// Who is meant, to be checked.
pub fn rows(t: &Words, who: &Who, born: String) -> Vec<SummaryRow> {
    vec![
        SummaryRow::new(t.msg_case_name(), who.name.full()),
        SummaryRow::new(t.msg_case_number(), unbroken(&who.number.spaced())),
        SummaryRow::new(t.msg_case_born(), born),
    ]
}
