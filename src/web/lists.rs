//! Rows, tasks, tabs and pages of lists: more of what the macros of `templates/parts/` are given.

/// A link: where, what it says, and what only a screen reader adds.
#[derive(Clone, Default)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: String,
    /// What a screen reader adds, so that five "Change" links differ.
    pub hidden: String,
}

impl Link {
    /// A link that says all by itself.
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Link {
        Link { href: href.into(), text: text.into(), hidden: String::new() }
    }

    /// With words for a screen reader only.
    pub fn hidden(self, hidden: impl Into<String>) -> Link {
        Link { hidden: hidden.into(), ..self }
    }
}

/// One row of a summary list.
#[derive(Clone, Default)]
pub struct SummaryRow {
    /// The question.
    pub key: String,
    /// The answer, line by line.
    pub lines: Vec<String>,
    /// Each line is a paragraph of its own.
    pub paragraphs: bool,
    /// Links at the end of the row.
    pub actions: Vec<Link>,
    /// A button that copies the answer, where there are scripts.
    pub copy: Option<CopyButton>,
}

/// A button that copies something for another program.
#[derive(Clone, Default)]
pub struct CopyButton {
    /// What is copied.
    pub value: String,
    /// What it says.
    pub text: String,
    /// What a screen reader adds.
    pub hidden: String,
    /// What is said when it is copied.
    pub done: String,
}

impl SummaryRow {
    /// A row with an answer of one line.
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> SummaryRow {
        SummaryRow::lines(key, vec![value.into()])
    }

    /// A row with an answer of several lines.
    pub fn lines(key: impl Into<String>, lines: Vec<String>) -> SummaryRow {
        SummaryRow { key: key.into(), lines, ..SummaryRow::default() }
    }

    /// A row with several things, each a paragraph: services, ways to reach somebody.
    pub fn paragraphs(key: impl Into<String>, lines: Vec<String>) -> SummaryRow {
        SummaryRow { paragraphs: true, ..SummaryRow::lines(key, lines) }
    }

    /// With a button that copies it.
    pub fn copied(self, copy: CopyButton) -> SummaryRow {
        SummaryRow { copy: Some(copy), ..self }
    }

    /// With one more link.
    pub fn action(mut self, link: Link) -> SummaryRow {
        self.actions.push(link);
        self
    }
}

/// The rows of a summary list.
#[derive(Clone, Default)]
pub struct SummaryList(pub Vec<SummaryRow>);

impl SummaryList {
    /// True if some row has a link: then the others leave its column empty.
    pub fn has_actions(&self) -> bool {
        self.0.iter().any(|row| !row.actions.is_empty())
    }
}

/// How far a task is; decides its tag's look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    /// Done: plain text.
    Completed,
    /// Something to do now: blue.
    Incomplete,
    /// Not yet possible: grey text.
    CannotStart,
    /// Needs attention: red.
    Problem,
}

/// One row of a task list.
#[derive(Clone)]
pub struct TaskRow {
    /// What is to be done.
    pub title: String,
    /// Where; none for a step that is not the reader's.
    pub href: Option<String>,
    /// Grey text below; may be empty.
    pub hint: String,
    /// The state in words.
    pub status: String,
    /// The state.
    pub state: TaskState,
}

impl TaskRow {
    /// Classes of the status tag.
    pub fn tag_classes(&self) -> &'static str {
        match self.state {
            TaskState::Completed => "nhsuk-tag--no-colour nhsuk-tag--no-border nhsuk-u-font-weight-normal",
            TaskState::Incomplete => "nhsuk-tag--blue",
            TaskState::CannotStart => {
                "nhsuk-tag--no-colour nhsuk-tag--no-border nhsuk-u-font-weight-normal nhsuk-u-secondary-text-colour"
            }
            TaskState::Problem => "nhsuk-tag--red",
        }
    }
}

/// One tab; its panel has the same id.
#[derive(Clone)]
pub struct Tab {
    /// Id of the panel, also `#id` in the address.
    pub id: String,
    /// What the tab says.
    pub label: String,
}

impl Tab {
    /// A tab.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Tab {
        Tab { id: id.into(), label: label.into() }
    }
}

/// Head of a table's column.
#[derive(Clone)]
pub struct Head {
    /// What it says.
    pub text: String,
    /// Numbers stand right-aligned.
    pub numeric: bool,
}

impl Head {
    /// A column of text.
    pub fn new(text: impl Into<String>) -> Head {
        Head { text: text.into(), numeric: false }
    }

    /// A column of numbers.
    pub fn numeric(text: impl Into<String>) -> Head {
        Head { text: text.into(), numeric: true }
    }
}

/// One entry of a list's page links.
#[derive(Clone)]
pub struct PageItem {
    /// The page's number; 0 in a gap.
    pub number: usize,
    /// Where it is.
    pub href: String,
    /// The page shown now.
    pub current: bool,
    /// Dots for the pages left out.
    pub gap: bool,
}

/// Links to the pages of a list.
#[derive(Clone, Default)]
pub struct Pages {
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// First, last, and those around the current one; empty when there is one page.
    pub items: Vec<PageItem>,
}

impl Pages {
    /// Pages 1 to `total`, showing `current` (a number out of range counts as the nearest page).
    pub fn new(current: usize, total: usize, href: impl Fn(usize) -> String) -> Pages {
        if total <= 1 {
            return Pages::default();
        }
        let current = current.clamp(1, total);
        let mut items: Vec<PageItem> = Vec::new();
        for number in (1..=total).filter(|&n| n == 1 || n == total || n.abs_diff(current) <= 1) {
            if items.last().is_some_and(|last| last.number + 1 < number) {
                items.push(PageItem { number: 0, href: String::new(), current: false, gap: true });
            }
            items.push(PageItem { number, href: href(number), current: number == current, gap: false });
        }
        Pages {
            previous: (current > 1).then(|| href(current - 1)),
            next: (current < total).then(|| href(current + 1)),
            items,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(current: usize, total: usize) -> String {
        let pages = Pages::new(current, total, |number| format!("?page={number}"));
        let word = |item: &PageItem| match (item.gap, item.current) {
            (true, _) => "…".to_owned(),
            (false, true) => format!("[{}]", item.number),
            (false, false) => item.number.to_string(),
        };
        pages.items.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn far_pages_become_dots() {
        assert_eq!(shown(10, 40), "1 … 9 [10] 11 … 40");
        assert_eq!(shown(1, 3), "[1] 2 3");
        assert_eq!(shown(1, 1), "");
    }

    #[test]
    fn a_page_out_of_range_is_the_nearest() {
        assert_eq!(shown(99, 3), "1 2 [3]");
        assert_eq!(shown(0, 3), "[1] 2 3");
    }
}
