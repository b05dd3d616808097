//! What was searched for, and what is found.

use time::Date;
use tower_sessions::Session;

use crate::actions::invitation_code;
use crate::app::App;
use crate::locale::Words;
use crate::storage::views::worklist::{self, Line};
use crate::web::failure::Failure;
use crate::web::form::{DateFault, DateFields, parse_date};
use crate::web::parts::FieldView;
use crate::web::session::{self, Staff};
use domain::nhs_number::NhsNumberFault;
use domain::person::search_words;
use domain::{InvitationCode, NhsNumber};

/// The most lines of what a search finds.
const MOST: i64 = 200;
/// Where the session has what was searched for.
const KEPT: &str = "search";
/// The longest text that is searched for.
const LONGEST: usize = 100;
/// The most digits of a date: an NHS number has more.
const DATE_DIGITS: usize = 8;

/// What was searched for; may be empty.
#[derive(Default)]
pub struct Searched {
    text: String,
    fault: Option<Fault>,
}

/// Why nothing can be found by what was typed.
#[derive(Debug, Clone, Copy)]
enum Fault {
    Number(NhsNumberFault),
    Born,
}

/// What a text asks for.
enum Wanted {
    Nothing,
    Unfindable,
    Number(NhsNumber),
    Born(Date),
    Code(InvitationCode),
    Words(Vec<String>),
}

impl Searched {
    /// What was typed into the field.
    pub fn typed(text: &str) -> Searched {
        let text: String = text.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
        let mut searched = Searched { text, fault: None };
        searched.fault = searched.wanted().err();
        searched
    }

    /// Whether nothing can be found by it as it was typed.
    pub fn is_faulty(&self) -> bool {
        self.fault.is_some()
    }

    /// Keeps it for this reader's next look at the list.
    ///
    /// # Errors
    /// When the session cannot be written.
    pub async fn keep(&self, session: &Session, staff: &Staff) -> Result<(), Failure> {
        session::keep(session, staff, (KEPT, &self.text)).await
    }

    /// What this reader searched for last, until they leave it.
    ///
    /// # Errors
    /// When the session cannot be read.
    pub async fn of(session: &Session) -> Result<Searched, Failure> {
        Ok(Searched { text: session::kept(session, KEPT).await?.unwrap_or_default(), fault: None })
    }

    /// Forgets what this reader searched for.
    ///
    /// # Errors
    /// When the session cannot be read or written.
    pub async fn end(session: &Session, staff: &Staff) -> Result<(), Failure> {
        match Searched::of(session).await?.is_empty() {
            true => Ok(()),
            false => Searched::default().keep(session, staff).await,
        }
    }

    /// Whether nothing was searched for.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The field with what is wrong with it.
    pub fn field(&self, t: &Words) -> FieldView {
        let words = self.fault.map(|fault| match fault {
            Fault::Born => t.msg_worklist_born_wrong(),
            Fault::Number(NhsNumberFault::WrongCheckDigit) => t.msg_worklist_number_wrong(),
            Fault::Number(_) => t.msg_worklist_number_short(),
        });
        FieldView::new("search", &self.text).with_error(words)
    }

    /// Text with a digit in it is meant as a date of birth where it is written like one, otherwise as a number. The code of an
    /// invitation has letters that make no name, or its hyphen.
    fn wanted(&self) -> Result<Wanted, Fault> {
        let is_like_a_code = self.text.contains(|c: char| c == '-' || c.is_ascii_alphabetic());
        if let Some(code) = InvitationCode::parse(&self.text).filter(|_| is_like_a_code) {
            return Ok(Wanted::Code(code));
        }
        let digits = self.text.chars().filter(char::is_ascii_digit).count();
        if digits > 0 {
            let whole = DateFields { day: self.text.clone(), ..DateFields::default() };
            return match parse_date(&whole) {
                Ok(born) => Ok(Wanted::Born(born)),
                Err(DateFault::ShortYear(_) | DateFault::NotReal(_)) if digits <= DATE_DIGITS => {
                    Err(Fault::Born)
                }
                Err(_) => NhsNumber::parse(&self.text).map(Wanted::Number).map_err(Fault::Number),
            };
        }
        let words = search_words(&self.text);
        Ok(match words.is_empty() {
            true if self.text.is_empty() => Wanted::Nothing,
            true => Wanted::Unfindable,
            false => Wanted::Words(words),
        })
    }

    /// What is found; none when nothing was searched for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lines(&self, app: &App, staff: &Staff) -> Result<Option<Vec<Line>>, Failure> {
        Ok(match self.wanted() {
            Ok(Wanted::Nothing) | Err(_) => None,
            Ok(Wanted::Unfindable) => Some(Vec::new()),
            Ok(Wanted::Number(number)) => {
                Some(worklist::by_number(&app.db, &staff.practice, &number, MOST).await?)
            }
            Ok(Wanted::Born(born)) => {
                Some(worklist::by_birth_date(&app.db, &staff.practice, born, MOST).await?)
            }
            Ok(Wanted::Code(code)) => {
                let hash = invitation_code::reference(app, code);
                Some(worklist::by_code(&app.db, &staff.practice, &hash, MOST).await?)
            }
            Ok(Wanted::Words(words)) => {
                Some(worklist::by_name(&app.db, &staff.practice, &words, MOST).await?)
            }
        })
    }
}
