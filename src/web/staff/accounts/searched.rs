//! What was searched for among the accounts: kept in the session, and never in an address.

use tower_sessions::Session;

use crate::app::App;
use crate::locale::Words;
use crate::storage::views::accounts::{self, Line};
use crate::web::failure::Failure;
use crate::web::parts::FieldView;
use crate::web::session::{self, Staff};
use domain::NhsNumber;
use domain::account::AccountNumber;
use domain::nhs_number::NhsNumberFault;
use domain::person::search_words;

/// The most lines of what a search finds.
const MOST: i64 = 200;
/// Where the session has what was searched for.
const KEPT: &str = "accounts";
/// The longest text that is searched for.
const LONGEST: usize = 100;

/// What was searched for; may be empty.
#[derive(Default)]
pub struct Searched {
    text: String,
}

/// What a text asks for.
enum Wanted {
    Nothing,
    Unfindable,
    Number(NhsNumber),
    Account(AccountNumber),
    Words(Vec<String>),
}

impl Searched {
    /// What was typed into the field.
    pub fn typed(text: &str) -> Searched {
        Searched { text: text.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect() }
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
        Ok(Searched { text: session::kept(session, KEPT).await?.unwrap_or_default() })
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

    /// Whether nothing can be found by it as it was typed.
    pub fn is_faulty(&self) -> bool {
        self.wanted().is_err()
    }

    /// The field with what is wrong with it.
    pub fn field(&self, t: &Words) -> FieldView {
        let words = self.wanted().err().map(|fault| match fault {
            NhsNumberFault::WrongCheckDigit => t.msg_worklist_number_wrong(),
            NhsNumberFault::NotDigits | NhsNumberFault::WrongLength => t.msg_accounts_search_short(),
        });
        FieldView::new("search", &self.text).with_error(words)
    }

    /// Text with a digit in it is meant as the number of an account where it has nine, and as an NHS number otherwise.
    fn wanted(&self) -> Result<Wanted, NhsNumberFault> {
        if let Some(number) = AccountNumber::parse(&self.text) {
            return Ok(Wanted::Account(number));
        }
        if self.text.contains(|c: char| c.is_ascii_digit()) {
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
        let (db, practice, today) = (&app.db, &staff.practice, app.clock.today_in_london());
        Ok(match self.wanted() {
            Ok(Wanted::Nothing) | Err(_) => None,
            Ok(Wanted::Unfindable) => Some(Vec::new()),
            Ok(Wanted::Number(number)) => Some(accounts::by_number(db, practice, (&number, today)).await?),
            Ok(Wanted::Account(number)) => Some(accounts::by_account(db, practice, (number, today)).await?),
            Ok(Wanted::Words(words)) => {
                Some(accounts::by_name(db, practice, (&words[..], today), MOST).await?)
            }
        })
    }
}
