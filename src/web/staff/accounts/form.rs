//! One description of a form reads its answers, says what is wrong with them, and shows it again with both.

use serde::Deserialize;
use time::Date;

use crate::locale::Words;
use crate::web::form::{DateFault, DateFields, TextFault, parse_date};
use crate::web::parts::{Choice, DateView, FieldView, Problem, Problems};
use domain::text::{NOTE_LIMIT, note};

use super::words as account_words;

/// Answers as typed: names with values, in the order of the form. No `Debug`: they name people.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Answers(Vec<(String, String)>);

impl Answers {
    /// Answers that stand there already.
    pub fn begun(pairs: Vec<(&'static str, String)>) -> Answers {
        Answers(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// With the three inputs of a date.
    pub fn with_date(mut self, name: &str, date: Option<Date>) -> Answers {
        let DateFields { day, month, year } = date.map(DateFields::of).unwrap_or_default();
        for (part, value) in [("day", day), ("month", month), ("year", year)] {
            self.0.push((format!("{name}-{part}"), value));
        }
        self
    }

    /// The answer to one question; empty where there is none.
    pub fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(one, _)| one == name).map_or("", |(_, value)| value.as_str())
    }

    /// The answers to one question.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// The same answers, given for this version.
    pub fn at(mut self, version: String) -> Answers {
        self.0.retain(|(name, _)| name != VERSION);
        self.0.push((VERSION.to_owned(), version));
        self
    }

    fn date(&self, name: &str) -> DateFields {
        let part = |part: &str| self.one(&format!("{name}-{part}")).to_owned();
        DateFields { day: part("day"), month: part("month"), year: part("year") }
    }
}

/// A question: what it asks, and what helps to answer it.
pub struct Question {
    label: String,
    hint: String,
    empty: Option<String>,
}

impl Question {
    /// A question without help.
    pub fn new(label: String) -> Question {
        Question { label, hint: String::new(), empty: None }
    }

    /// With help.
    pub fn hint(self, hint: String) -> Question {
        Question { hint, ..self }
    }

    /// With words of its own for an answer that is missing.
    pub fn empty(self, empty: String) -> Question {
        Question { empty: Some(empty), ..self }
    }
}

/// A part of the page: a heading or a question.
#[derive(Default)]
pub struct Part {
    kind: &'static str,
    /// What it asks.
    pub label: String,
    /// What helps to answer it.
    pub hint: String,
    /// Its input, or inputs.
    pub field: FieldView,
    /// Its three inputs, for a date.
    pub date: DateView,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// The most characters of a text of several lines.
    pub limit: usize,
}

impl Part {
    /// Whether it is a `heading`, `text`, `area`, `date`, `one` of several or `many`.
    pub fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }

    fn problem(&self) -> Option<Problem> {
        self.field.problem().or_else(|| self.date.problem())
    }
}

/// A form being asked; where its answers were sent, what is wrong with them is said.
pub struct Form<'a> {
    /// The reader's words.
    pub t: &'static Words,
    answers: &'a Answers,
    is_sent: bool,
    parts: Vec<Part>,
    others: Vec<Problem>,
}

impl<'a> Form<'a> {
    /// A form with these answers, that were sent or stand there to begin with.
    pub fn new(t: &'static Words, answers: &'a Answers, is_sent: bool) -> Form<'a> {
        Form { t, answers, is_sent, parts: Vec::new(), others: Vec::new() }
    }

    /// A heading above what follows.
    pub fn heading(&mut self, label: String) {
        self.parts.push(Part { kind: "heading", label, ..Part::default() });
    }

    /// A line of text; `read` says what it means, or what is wrong with it.
    pub fn text<T>(
        &mut self,
        name: &'static str,
        question: Question,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        self.typed(("text", name), question, read)
    }

    /// Several lines of text.
    pub fn area<T>(
        &mut self,
        name: &'static str,
        question: Question,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        self.typed(("area", name), question, read)
    }

    /// A note that only the practice sees; none where nothing was written.
    pub fn note(&mut self) -> Option<Option<String>> {
        let t = self.t;
        let question = Question::new(t.msg_staff_form_note()).hint(t.msg_accounts_note_hint());
        self.area("note", question, |text| {
            note(text).map_err(|fault| match fault {
                TextFault::TooLong => t.msg_staff_form_note_long(),
                TextFault::Empty | TextFault::Unfit => t.msg_staff_form_note_unfit(),
            })
        })
    }

    fn typed<T>(
        &mut self,
        (kind, name): (&'static str, &'static str),
        question: Question,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let typed = self.answers.one(name);
        let (value, error) = match read(typed) {
            Ok(value) => (Some(value), None),
            Err(wrong) => (None, Some(wrong)),
        };
        let field = FieldView::new(name, typed).with_error(error.filter(|_| self.is_sent));
        let Question { label, hint, .. } = question;
        self.parts.push(Part { kind, label, hint, field, limit: NOTE_LIMIT, ..Part::default() });
        value
    }

    /// One of several; `empty` is said where one must be chosen and none is.
    pub fn one<T: Copy>(
        &mut self,
        name: &'static str,
        question: Question,
        choices: Vec<(T, Choice)>,
        empty: Option<String>,
    ) -> Option<T> {
        let typed = self.answers.one(name);
        let chosen = choices.iter().find(|(_, choice)| choice.value == typed).map(|(value, _)| *value);
        let error = empty.filter(|_| self.is_sent && chosen.is_none());
        let field = FieldView::new(name, typed).with_error(error);
        let choices = choices.into_iter().map(|(_, choice)| choice).collect();
        let Question { label, hint, .. } = question;
        self.parts.push(Part { kind: "one", label, hint, field, choices, ..Part::default() });
        chosen
    }

    /// Any of several; `empty` is said where at least one must be chosen.
    pub fn many<T: Copy>(
        &mut self,
        name: &'static str,
        question: Question,
        choices: Vec<(T, Choice)>,
        empty: Option<String>,
    ) -> Vec<T> {
        let is_ticked = |choice: &Choice| self.answers.all(name).any(|value| value == choice.value);
        let chosen: Vec<T> =
            choices.iter().filter(|(_, choice)| is_ticked(choice)).map(|(value, _)| *value).collect();
        let shown = choices.into_iter().map(|(_, choice)| {
            let checked = is_ticked(&choice);
            choice.checked(checked)
        });
        let shown = shown.collect();
        let error = empty.filter(|_| self.is_sent && chosen.is_empty());
        let field = FieldView::new(name, "").with_error(error);
        let Question { label, hint, .. } = question;
        self.parts.push(Part { kind: "many", label, hint, field, choices: shown, ..Part::default() });
        chosen
    }

    /// A date; one that `may_lack` may be left empty.
    pub fn date(&mut self, name: &'static str, question: Question, may_lack: bool) -> Option<Date> {
        let typed = self.answers.date(name);
        let read = parse_date(&typed);
        let fault = read.err().filter(|fault| self.is_sent && !(may_lack && *fault == DateFault::Empty));
        let Question { label, hint, empty } = question;
        let empty = empty.filter(|_| fault == Some(DateFault::Empty));
        let words = empty.or_else(|| fault.map(|fault| account_words::date(self.t, &label, fault)));
        let date = typed.view(name, words, fault.map_or([false; 3], DateFault::wrong));
        let hint = if hint.is_empty() { self.t.msg_access_form_date_hint() } else { hint };
        self.parts.push(Part { kind: "date", label, hint, date, ..Part::default() });
        read.ok()
    }

    /// The same as [`Form::fault`] where the answers were sent: nobody is told of what they have not answered yet.
    pub fn wrong(&mut self, name: &str, words: String) {
        if self.is_sent {
            self.fault(name, words);
        }
    }

    /// Says that something is wrong with the answer to one question; of the whole form where it asks none of this name.
    pub fn fault(&mut self, name: &str, words: String) {
        let is_named = |part: &Part| part.field.name == name || part.date.field.name == name;
        let of_that = |part: &&mut Part| !name.is_empty() && is_named(part);
        match self.parts.iter_mut().find(of_that) {
            Some(part) if part.kind == "date" => part.date.field.error = Some(words),
            Some(part) => part.field.error = Some(words),
            None => self.others.push(Problem { target: String::new(), text: words }),
        }
    }

    /// Whether nothing was found to be wrong.
    pub fn is_faultless(&self) -> bool {
        self.problems().is_empty()
    }

    /// What is wrong, in the order of the page.
    pub fn problems(&self) -> Vec<Problem> {
        self.parts.iter().filter_map(Part::problem).chain(self.others.iter().cloned()).collect()
    }

    /// All that was answered, for the hidden inputs of the page that checks it.
    pub fn answered(&self) -> Vec<(String, String)> {
        let is_asked = |name: &str| {
            let of_date = |part: &Part| {
                let DateView { day, month, year, .. } = &part.date;
                [day, month, year].iter().any(|one| one.name == name)
            };
            name == VERSION || self.parts.iter().any(|part| part.field.name == name || of_date(part))
        };
        self.answers.0.iter().filter(|(name, _)| is_asked(name)).cloned().collect()
    }

    /// The version at which the form was opened.
    pub fn version(&self) -> String {
        self.answers.one(VERSION).to_owned()
    }

    /// The parts, for the page.
    pub fn into_parts(self) -> Vec<Part> {
        self.parts
    }
}

/// The hidden input with the version at which a form was opened.
pub const VERSION: &str = "version";
