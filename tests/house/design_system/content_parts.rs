//! Our other parts, called as a fixture asks.

use askama::Template;
use proxy_access::locale::{Language, Words, words};
use proxy_access::web::lists::{
    Head, Link, PageItem, Pages, SummaryList, SummaryRow, Tab, TaskRow, TaskState,
};
use proxy_access::web::parts::Problem;
use serde_json::Value;

use super::options::{Heading, list, text};

#[derive(Template)]
#[template(path = "../tests/house/design_system/parts.html")]
struct Part<'a> {
    t: &'static Words,
    part: &'a str,
    o: &'a Value,
    label: Heading,
    text: String,
    html: String,
    href: String,
    heading: String,
    size: String,
    level: String,
    variant: String,
    once: bool,
    problems: Vec<Problem>,
    rows: SummaryList,
    tasks: Vec<TaskRow>,
    tabs: Vec<Tab>,
    pages: Pages,
    previous: Option<Link>,
    next: Option<Link>,
    links: Vec<Link>,
    heads: Vec<Head>,
}

impl Part<'_> {
    fn set(&self, option: &str) -> bool {
        self.o[option] == true
    }

    fn at(&self, option: &str) -> String {
        text(&self.o[option])
    }

    fn panel(&self, id: &str) -> String {
        let at = self.tabs.iter().position(|tab| tab.id == id).expect("a tab");
        text(&self.o["items"][at]["panel"]["html"])
    }

    fn is_numeric(&self, column: &usize, cell: &Value) -> bool {
        cell["format"] == "numeric" || self.heads.get(*column).is_some_and(|head| head.numeric)
    }

    fn table_rows(&self) -> &[Value] {
        list(&self.o["rows"])
    }

    fn cells<'v>(&self, row: &'v Value) -> &'v [Value] {
        list(row)
    }

    fn words_of(&self, cell: &Value) -> String {
        text(cell)
    }
}

/// Every part that is not a form's.
pub fn part(part: &str, o: &Value) -> String {
    let heading = &o["heading"];
    let given = |value: &Value, other: &str| if value.is_null() { other.to_owned() } else { text(value) };
    let link = |side: &str| {
        let href = text(&o[side]["href"]);
        (!href.is_empty()).then(|| Link::new(href, text(&o[side]["label"])))
    };
    let part = Part {
        t: words(Language::En),
        part,
        o,
        label: Heading::of(match part {
            "fieldset" => &o["legend"],
            "tables" => &o["caption"],
            _ => o,
        }),
        text: text(&o["text"]),
        html: text(&o["html"]),
        href: text(&o["href"]),
        heading: Some(text(heading))
            .filter(|words| part != "warning-callout" || words != "Important")
            .unwrap_or_default(),
        size: text(&heading["size"]),
        level: given(
            &heading["level"],
            if part == "warning-callout" {
                "3"
            } else if part == "panel" {
                "1"
            } else {
                "2"
            },
        ),
        variant: text(&o["variant"]),
        once: o["preventDoubleClick"] == true,
        problems: list(&o["errorList"]).iter().map(problem).collect(),
        rows: SummaryList(list(&o["rows"]).iter().map(row).collect()),
        tasks: list(&o["items"]).iter().map(task).collect(),
        tabs: list(&o["items"]).iter().zip(1..).map(|(item, number)| tab(o, item, number)).collect(),
        pages: pages(o),
        previous: link("previous"),
        next: link("next"),
        links: list(&o["items"])
            .iter()
            .map(|item| Link::new(text(&item["href"]), text(&item["text"])))
            .collect(),
        heads: list(&o["head"])
            .iter()
            .map(|head| Head { text: text(head), numeric: head["format"] == "numeric" })
            .collect(),
    };
    part.render().expect("a part")
}

fn problem(item: &Value) -> Problem {
    Problem { target: text(&item["href"]).trim_start_matches('#').to_owned(), text: text(item) }
}

fn row(row: &Value) -> SummaryRow {
    let value = text(&row["value"]);
    let lines = |cut: &str| {
        value
            .split(cut)
            .map(|line| line.replace("<p>", "").trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect()
    };
    let made = if value.contains("<p>") {
        SummaryRow::paragraphs(text(&row["key"]), lines("</p>"))
    } else {
        SummaryRow::lines(text(&row["key"]), lines("<br>"))
    };
    list(&row["actions"]["items"]).iter().fold(made, |made, action| {
        made.action(
            Link::new(text(&action["href"]), text(&action["text"]))
                .hidden(text(&action["visuallyHiddenText"])),
        )
    })
}

fn task(item: &Value) -> TaskRow {
    let (status, href) = (&item["status"]["tag"], text(&item["href"]));
    let classes = text(&status["classes"]);
    TaskRow {
        title: if item["heading"].is_null() { text(&item["title"]) } else { text(&item["heading"]) },
        href: (!href.is_empty()).then_some(href),
        hint: text(&item["hint"]),
        status: text(status),
        state: match status["colour"].as_str() {
            Some("red") => TaskState::Problem,
            Some(_) => TaskState::Incomplete,
            None if classes.contains("secondary") => TaskState::CannotStart,
            None => TaskState::Completed,
        },
    }
}

fn tab(o: &Value, item: &Value, number: usize) -> Tab {
    let prefix =
        [text(&o["idPrefix"]), text(&o["id"])].into_iter().find(|it| !it.is_empty()).unwrap_or_default();
    let id = text(&item["id"]);
    Tab::new(if id.is_empty() { format!("{prefix}-{number}") } else { id }, text(&item["label"]))
}

fn pages(o: &Value) -> Pages {
    let item = |item: &Value| PageItem {
        number: item["number"].as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or(0),
        href: text(&item["href"]),
        current: item["current"] == true,
        gap: item["ellipsis"] == true,
    };
    let side = |name: &str| o[name]["href"].as_str().map(str::to_owned);
    Pages {
        previous: side("previous"),
        next: side("next"),
        items: list(&o["items"]).iter().map(item).collect(),
    }
}
