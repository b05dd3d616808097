//! Our form parts, called as a fixture asks.

use askama::Template;
use proxy_access::locale::{Language, Words, words};
use proxy_access::web::page::Shell;
use proxy_access::web::parts::{Choice, DateView, FieldView};
use serde_json::Value;

use super::options::{Heading, choices, field, reveals, text};

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% import "parts/input.html" as input %}{% import "parts/textarea.html" as textarea %}
{% import "parts/character_count.html" as character_count %}{% import "parts/select.html" as select %}
{% import "parts/search_input.html" as search_input %}
{% if part == "input" %}
{{ input::input(self.field, self.label.text, hint=self.hint, size=self.label.size, heading=self.label.heading, width=self.width, kind=self.kind, inputmode=self.inputmode, autocomplete=self.autocomplete, plain=self.plain, code=self.code, prefix=self.prefix, suffix=self.suffix, classes=self.classes) }}
{% else if part == "textarea" %}
{{ textarea::textarea(self.field, self.label.text, hint=self.hint, size=self.label.size, heading=self.label.heading, autocomplete=self.autocomplete) }}
{% else if part == "character-count" %}
{{ character_count::character_count(self.field, self.label.text, limit, hint=self.hint, size=self.label.size, heading=self.label.heading, rows=self.rows, threshold=self.threshold) }}
{% else if part == "select" %}
{{ select::select(self.field, self.label.text, self.choices, hint=self.hint, size=self.label.size, heading=self.label.heading) }}
{% else %}
{{ search_input::search_input(self.field, self.label.text, hint=self.hint, size=self.label.size, heading=self.label.heading, width=self.width) }}
{% endif %}"#
)]
struct Line<'a> {
    t: &'static Words,
    shell: Shell,
    part: &'a str,
    field: FieldView,
    label: Heading,
    hint: String,
    width: String,
    kind: String,
    inputmode: String,
    autocomplete: String,
    plain: bool,
    code: bool,
    prefix: String,
    suffix: String,
    classes: String,
    limit: u32,
    rows: String,
    threshold: String,
    choices: Vec<Choice>,
}

/// `value`, or `other` where the fixture leaves it out.
fn or(value: &Value, other: &str) -> String {
    let given = text(value);
    if given.is_empty() { other.to_owned() } else { given }
}

/// input, textarea, character-count, select, search-input.
pub fn line(part: &str, o: &Value) -> String {
    let line = Line {
        t: words(Language::En),
        shell: Shell::new(Language::En, "/"),
        part,
        field: field(o),
        label: Heading::of(&o["label"]),
        hint: text(&o["hint"]),
        width: text(&o["width"]),
        kind: or(&o["type"], "text"),
        inputmode: text(&o["inputmode"]),
        autocomplete: text(&o["autocomplete"]),
        plain: o["spellcheck"] == false,
        code: o["code"] == true,
        prefix: text(&o["prefix"]),
        suffix: text(&o["suffix"]),
        classes: text(&o["classes"]),
        limit: o["maxlength"].as_u64().and_then(|limit| u32::try_from(limit).ok()).unwrap_or(0),
        rows: or(&o["rows"], "5"),
        threshold: text(&o["threshold"]),
        choices: choices(o),
    };
    line.render().expect("a part")
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% import "parts/radios.html" as radios %}{% import "parts/checkboxes.html" as checkboxes %}
{% if part == "radios" %}
{% call(value) radios::radios(self.field, self.legend.text, self.choices, hint=self.hint, size=self.legend.size, heading=self.legend.heading, inline=self.inline, small=self.small) %}{{ revealed(value)|safe }}{% endcall %}
{% else %}
{% call(value) checkboxes::checkboxes(self.field, self.legend.text, self.choices, hint=self.hint, size=self.legend.size, heading=self.legend.heading, inline=self.inline, small=self.small) %}{{ revealed(value)|safe }}{% endcall %}
{% endif %}"#
)]
struct Group<'a> {
    t: &'static Words,
    part: &'a str,
    field: FieldView,
    legend: Heading,
    hint: String,
    choices: Vec<Choice>,
    reveals: Vec<(String, String)>,
    inline: bool,
    small: bool,
}

impl Group<'_> {
    fn revealed(&self, value: &str) -> &str {
        self.reveals.iter().find(|(choice, _)| choice == value).map_or("", |(_, html)| html)
    }
}

/// radios, checkboxes.
pub fn group(part: &str, o: &Value) -> String {
    let group = Group {
        t: words(Language::En),
        part,
        field: field(o),
        legend: Heading::of(&o["fieldset"]["legend"]),
        hint: text(&o["hint"]),
        choices: choices(o),
        reveals: reveals(o),
        inline: o["inline"] == true,
        small: o["small"] == true,
    };
    group.render().expect("a part")
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% import "parts/date_input.html" as date_input %}
{{ date_input::date_input(self.date, self.legend.text, hint=self.hint, size=self.legend.size, heading=self.legend.heading, birth=self.birth) }}"#
)]
struct Day {
    t: &'static Words,
    date: DateView,
    legend: Heading,
    hint: String,
    birth: bool,
}

/// date-input.
pub fn date(o: &Value) -> String {
    let part = |name: &str| FieldView {
        id: format!("{}-{name}", text(&o["id"])),
        name: match &o["namePrefix"] {
            Value::String(prefix) => format!("{prefix}[{name}]"),
            _ => name.to_owned(),
        },
        value: or(&o[name]["value"], &text(&o["values"][name])),
        error: None,
    };
    let wrong = ["day", "month", "year"].map(|name| o[name]["error"] == true);
    let day = Day {
        t: words(Language::En),
        date: DateView { field: field(o), day: part("day"), month: part("month"), year: part("year"), wrong },
        legend: Heading::of(&o["fieldset"]["legend"]),
        hint: text(&o["hint"]),
        birth: o["day"]["autocomplete"] == "bday-day",
    };
    day.render().expect("a part")
}
