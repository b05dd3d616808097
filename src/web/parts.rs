//! What the macros of `templates/parts/` are given; each part's first lines show its use.

/// A number in groups, such as `999 000 0018`, that no end of a line takes apart.
pub fn unbroken(number: &str) -> String {
    number.replace(' ', "\u{a0}")
}

/// One input of a form: its name, what was typed, and what is wrong with it.
#[derive(Clone, Default)]
pub struct FieldView {
    /// `name` of the input, a key of the posted form.
    pub name: String,
    /// `id` of the input; the name unless two forms share it.
    pub id: String,
    /// What was typed, kept when the form comes back.
    pub value: String,
    /// What is wrong, in the reader's language.
    pub error: Option<String>,
}

impl FieldView {
    /// A field without an error.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> FieldView {
        let name = name.into();
        FieldView { id: name.clone(), name, value: value.into(), error: None }
    }

    /// The same field with what is wrong with it, if anything.
    pub fn with_error(self, error: Option<String>) -> FieldView {
        FieldView { error, ..self }
    }

    /// Id of the hint.
    pub fn hint_id(&self) -> String {
        format!("{}-hint", self.id)
    }

    /// Id of the error message.
    pub fn error_id(&self) -> String {
        format!("{}-error", self.id)
    }

    /// Ids that describe the input to a screen reader: hint, then error.
    pub fn described_by(&self, has_hint: bool) -> String {
        let hint = has_hint.then(|| self.hint_id());
        let error = self.error.is_some().then(|| self.error_id());
        [hint, error].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Id of the choice at `index`: the first has the field's own, so that an error links to it.
    pub fn choice_id(&self, index: &usize) -> String {
        if *index == 0 { self.id.clone() } else { format!("{}-{}", self.id, index + 1) }
    }

    /// True if `value` is what was chosen.
    pub fn chooses(&self, value: &str) -> bool {
        !self.value.is_empty() && self.value == value
    }
}

/// A date in three inputs named `<name>-day`, `<name>-month`, `<name>-year`.
#[derive(Clone, Default)]
pub struct DateView {
    /// The whole question: id of the group, and the error.
    pub field: FieldView,
    /// Day of the month.
    pub day: FieldView,
    /// Month as a number.
    pub month: FieldView,
    /// Year in four digits.
    pub year: FieldView,
    /// Which parts are wrong: day, month, year. None of them means all, where the field has an error.
    pub wrong: [bool; 3],
}

impl DateView {
    /// A date as typed.
    pub fn new(name: &str, day: &str, month: &str, year: &str) -> DateView {
        let part = |suffix: &str, value: &str| FieldView::new(format!("{name}-{suffix}"), value);
        DateView {
            field: FieldView::new(name, ""),
            day: part("day", day),
            month: part("month", month),
            year: part("year", year),
            wrong: [false; 3],
        }
    }

    /// The same date with what is wrong with it, and which parts are.
    pub fn with_error(mut self, error: Option<String>, wrong: [bool; 3]) -> DateView {
        self.field.error = error;
        self.wrong = wrong;
        self
    }

    /// True if part 0, 1 or 2 is to be shown red.
    pub fn is_wrong(&self, part: usize) -> bool {
        self.field.error.is_some() && (self.wrong == [false; 3] || self.wrong.get(part) == Some(&true))
    }

    /// Where the error summary leads: the first wrong input.
    pub fn target(&self) -> String {
        let parts = [&self.day, &self.month, &self.year];
        let first = (0..3).find(|&part| self.is_wrong(part)).unwrap_or(0);
        parts[first].id.clone()
    }
}

/// One line of the error summary.
#[derive(Clone)]
pub struct Problem {
    /// Id of the input to go to; empty for a problem of no single input.
    pub target: String,
    /// The same words as beside the input.
    pub text: String,
}

/// Fields as the error summary lists them, in the order of the page.
pub trait Problems {
    /// The problem, if there is one.
    fn problem(&self) -> Option<Problem>;
}

impl Problems for FieldView {
    fn problem(&self) -> Option<Problem> {
        self.error.clone().map(|text| Problem { target: self.id.clone(), text })
    }
}

impl Problems for DateView {
    fn problem(&self) -> Option<Problem> {
        self.field.error.clone().map(|text| Problem { target: self.target(), text })
    }
}

/// Every problem of a page's fields, for `error_summary`.
pub fn problems(fields: &[&dyn Problems]) -> Vec<Problem> {
    fields.iter().filter_map(|field| field.problem()).collect()
}

/// One radio, checkbox or option.
#[derive(Clone, Default)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Grey text below the label; may be empty.
    pub hint: String,
    /// Ticked already (radios also look at the field's value).
    pub checked: bool,
    /// Choosing it shows more inputs, given by the macro's caller.
    pub reveals: bool,
    /// A checkbox that unticks the others: "none of these".
    pub exclusive: bool,
    /// Not a choice but the word between choices: "or".
    pub divider: bool,
}

impl Choice {
    /// A plain choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { value: value.into(), label: label.into(), ..Choice::default() }
    }

    /// The word between two choices.
    pub fn divider(label: impl Into<String>) -> Choice {
        Choice { label: label.into(), divider: true, ..Choice::default() }
    }

    /// With grey text below it.
    pub fn hint(self, hint: impl Into<String>) -> Choice {
        Choice { hint: hint.into(), ..self }
    }

    /// Ticked or not.
    pub fn checked(self, checked: bool) -> Choice {
        Choice { checked, ..self }
    }

    /// Showing more inputs when chosen.
    pub fn revealing(self) -> Choice {
        Choice { reveals: true, ..self }
    }

    /// Unticking the others.
    pub fn exclusive(self) -> Choice {
        Choice { exclusive: true, ..self }
    }
}
