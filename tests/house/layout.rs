//! A page with every part on it renders in every language; `SAMPLE_FOLDER` keeps the files to look at.

use askama::Template;
use proxy_access::locale::{Language, Words, words};
use proxy_access::web::lists::{Link, Pages, SummaryList, SummaryRow, Tab, TaskRow, TaskState};
use proxy_access::web::page::{Shell, Viewer};
use proxy_access::web::parts::{Choice, DateView, FieldView, Problem, problems};

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% extends "layout.html" %}
{% import "parts/back_link.html" as back_link %}{% import "parts/error_summary.html" as error_summary %}
{% import "parts/input.html" as input %}{% import "parts/radios.html" as radios %}
{% import "parts/checkboxes.html" as checkboxes %}{% import "parts/date_input.html" as date_input %}
{% import "parts/button.html" as button %}{% import "parts/summary_list.html" as summary_list %}
{% import "parts/panel.html" as panel %}{% import "parts/details.html" as details %}
{% import "parts/warning_callout.html" as warning_callout %}{% import "parts/inset_text.html" as inset_text %}
{% import "parts/task_list.html" as task_list %}{% import "parts/tabs.html" as tabs %}
{% import "parts/pagination.html" as pagination %}{% import "parts/tag.html" as tag %}
{% import "parts/character_count.html" as character_count %}{% import "parts/textarea.html" as textarea %}
{% import "parts/select.html" as select %}{% import "parts/notification_banner.html" as notification_banner %}
{% import "parts/card.html" as card %}{% import "parts/action_link.html" as action_link %}
{% import "parts/breadcrumb.html" as breadcrumb %}{% import "parts/search_input.html" as search_input %}
{% import "parts/table.html" as table %}{% import "parts/fieldset.html" as fieldset %}
{% block title %}A sample{% endblock %}
{% block back %}{{ back_link::back_link("/") }}{% endblock %}
{% block problems %}{{ error_summary::error_summary(problems) }}{% endblock %}
{% block content %}
<h1 class="nhsuk-heading-l">A sample of the parts</h1>
<form method="post" novalidate>
{{ input::input(name, "First name", hint="As on your record", width="20", autocomplete="given-name", plain=true) }}
{{ date_input::date_input(born, "Date of birth", hint="For example, 15 3 1984", size="m", birth=true) }}
{% call(value) radios::radios(reach, "How do you want to be reached?", choices, size="m") %}
{% if value == "email" %}{{ input::input(email, "E-mail address", kind="email") }}{% endif %}
{% endcall %}
{{ checkboxes::checkboxes(services, "Which services?", choices, hint="Choose all that apply") }}
{{ character_count::character_count(note, "A note", 350) }}
{{ textarea::textarea(note, "More") }}
{{ select::select(reach, "Sort by", choices) }}
{% call fieldset::fieldset("Address", size="s") %}{{ search_input::search_input(name, "Search") }}{% endcall %}
{{ button::button(t.msg_common_continue()) }} {{ button::button("Stop access", variant="warning") }} {{ button::link("Start now", "/start", variant="secondary") }}
</form>
{{ summary_list::summary_list(rows) }}
{{ panel::panel("Request sent", "We have told them") }}
{{ inset_text::inset_text("They do not have to agree") }}
{% call details::details("How to find an NHS number") %}<p>On a letter.</p>{% endcall %}
{{ warning_callout::warning_callout("Only for people you trust", heading="Before you start") }}
{{ task_list::task_list(tasks) }}
{% call(id) tabs::tabs(panels) %}<p>{{ tag::tag(id, "green") }}</p>{% endcall %}
{{ notification_banner::notification_banner("Access stopped", success=true) }}
{{ card::card("Act for somebody", "What you can do", href="/act", kind="clickable") }}
{{ action_link::action_link("Find your surgery", "/find") }}
{{ breadcrumb::breadcrumb(links) }}
{% call table::table("Requests", heads, size="m") %}<tr class="nhsuk-table__row">{{ table::row_head("Margaret") }}{{ table::cell("3", numeric=true) }}</tr>{% endcall %}
{{ pagination::numbered(pages) }}
{{ pagination::steps(none, step) }}
{% endblock %}"#
)]
struct Sample {
    t: &'static Words,
    shell: Shell,
    problems: Vec<Problem>,
    name: FieldView,
    email: FieldView,
    born: DateView,
    reach: FieldView,
    services: FieldView,
    note: FieldView,
    choices: Vec<Choice>,
    rows: SummaryList,
    tasks: Vec<TaskRow>,
    panels: Vec<Tab>,
    links: Vec<Link>,
    heads: Vec<proxy_access::web::lists::Head>,
    pages: Pages,
    none: Option<Link>,
    step: Option<Link>,
}

fn sample(language: Language) -> Sample {
    let name = FieldView::new("first-name", "Siân").with_error(Some("Enter a first name".to_owned()));
    let born = DateView::new("born", "31", "2", "1980")
        .with_error(Some("Enter a real date".to_owned()), [true, true, false]);
    let viewer = Viewer::Citizen { name: "Margaret O'Neill".to_owned() };
    let shell = Shell {
        viewer,
        sandbox_url: Some("http://127.0.0.1:9".to_owned()),
        ..Shell::new(language, "/sample")
    };
    Sample {
        t: words(language),
        problems: problems(&[&name, &born]),
        shell: shell.with_errors(true),
        name,
        email: FieldView::new("email", ""),
        born,
        reach: FieldView::new("reach", "email"),
        services: FieldView::new("services", ""),
        note: FieldView::new("note", ""),
        choices: vec![
            Choice::new("email", "E-mail").revealing(),
            Choice::new("phone", "Phone").hint("On weekdays"),
            Choice::divider("or"),
            Choice::new("none", "None of these").exclusive(),
        ],
        rows: SummaryList(vec![
            SummaryRow::new("Name", "Siân").action(Link::new("/name", "Change").hidden("name")),
            SummaryRow::lines("Services", vec!["Appointments".to_owned(), "Prescriptions".to_owned()]),
        ]),
        tasks: vec![TaskRow {
            title: "Request made".to_owned(),
            href: None,
            hint: "1 May 2026".to_owned(),
            status: "Done".to_owned(),
            state: TaskState::Completed,
        }],
        panels: vec![Tab::new("waiting", "Waiting"), Tab::new("active", "Active")],
        links: vec![Link::new("/staff", "Requests")],
        heads: vec![
            proxy_access::web::lists::Head::new("Who"),
            proxy_access::web::lists::Head::numeric("Days"),
        ],
        pages: Pages::new(10, 40, |number| format!("?page={number}")),
        none: None,
        step: Some(Link::new("/next", "Symptoms")),
    }
}

#[test]
fn the_layout_and_every_part_render() {
    for language in Language::ALL {
        let html = sample(language).render().expect("a page");
        if let Some(folder) = std::env::var_os("SAMPLE_FOLDER") {
            std::fs::write(
                std::path::Path::new(&folder).join(format!("sample-{}.html", language.tag())),
                &html,
            )
            .expect("a file");
        }
        assert!(html.starts_with("<!DOCTYPE html>"), "{}", &html[..200]);
        assert!(html.contains(&format!("<html lang=\"{}\">", language.tag())));
    }
    let html = sample(Language::En).render().expect("a page");
    assert!(
        html.contains("<title>Error: A sample – Trusted person access – NHS</title>"),
        "{}",
        &html[..400]
    );
    assert!(html.contains("href=\"/sample?lang=cy\""));
}
