//! What was searched for, and what is found.

use tower_sessions::Session;

use crate::app::App;
use crate::locale::Words;
use crate::storage::views::worklist::{self, Line};
use crate::web::failure::Failure;
use crate::web::parts::FieldView;
use crate::web::session::{self, Staff};
use domain::NhsNumber;
use domain::nhs_number::NhsNumberFault;
use domain::person::search_words;

/// The most lines of what a search finds.
const MOST: i64 = 200;
/// Where the session has what was searched for.
const KEPT: &str = "search";
/// The longest text that is searched for.
const LONGEST: usize = 100;

/// What was searched for; may be empty.
pub struct Searched {
    text: String,
    fault: Option<NhsNumberFault>,
}

/// What a text asks for.
enum Wanted {
    Nothing,
    Unfindable,
    Number(NhsNumber),
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

    /// What this reader searched for last, until they clear it.
    ///
    /// # Errors
    /// When the session cannot be read.
    pub async fn of(session: &Session) -> Result<Searched, Failure> {
        Ok(Searched { text: session::kept(session, KEPT).await?.unwrap_or_default(), fault: None })
    }

    /// The field with what is wrong with it.
    pub fn field(&self, t: &Words) -> FieldView {
        let words = self.fault.map(|fault| match fault {
            NhsNumberFault::WrongCheckDigit => t.msg_worklist_number_wrong(),
            _ => t.msg_worklist_number_short(),
        });
        FieldView::new("search", &self.text).with_error(words)
    }

    /// Text with a digit in it is meant as a number.
    fn wanted(&self) -> Result<Wanted, NhsNumberFault> {
        if self.text.chars().any(|c| c.is_ascii_digit()) {
            return NhsNumber::parse(&self.text).map(Wanted::Number);
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
            Ok(Wanted::Words(words)) => {
                Some(worklist::by_name(&app.db, &staff.practice, &words, MOST).await?)
            }
        })
    }
}
