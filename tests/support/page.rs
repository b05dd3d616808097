//! An answer as a reader meets it: title, headings, errors, links, forms.

use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use scraper::{ElementRef, Html, Selector};
use url::Url;

/// What a browser shows after it has followed all redirects.
#[derive(Clone)]
pub struct Page {
    /// Status of the last answer.
    pub status: StatusCode,
    /// Address in the address bar.
    pub url: Url,
    /// Addresses on the way here, the first as asked, without the last.
    pub trail: Vec<Url>,
    /// Headers of the last answer.
    pub headers: HeaderMap,
    /// The body as it came.
    pub body: String,
}

/// One form: where it goes, and what it would send if nothing were changed.
#[derive(Debug, Clone)]
pub struct Form {
    /// Address it is sent to.
    pub action: Url,
    /// True for `method="post"`.
    pub is_post: bool,
    /// True for `enctype="multipart/form-data"`: files go with it.
    pub takes_files: bool,
    /// Fields with what they hold: typed, chosen, hidden.
    pub values: Vec<(String, String)>,
    /// Names of everything that can be filled in, chosen or pressed.
    pub names: Vec<String>,
}

impl Page {
    /// Path and query in the address bar.
    pub fn path(&self) -> String {
        let query = self.url.query().map(|query| format!("?{query}")).unwrap_or_default();
        format!("{}{query}", self.url.path())
    }

    /// Text of `<title>`.
    pub fn title(&self) -> String {
        self.texts("title").into_iter().next().unwrap_or_default()
    }

    /// Text of the main heading.
    pub fn h1(&self) -> String {
        self.texts("h1").into_iter().next().unwrap_or_default()
    }

    /// What a reader reads on the page, spaces and line ends made one space.
    pub fn text(&self) -> String {
        self.texts("body").join(" ")
    }

    /// The texts of all elements that a CSS selector finds.
    pub fn texts(&self, css: &str) -> Vec<String> {
        self.find(css, |element| words(&element))
    }

    /// One attribute of all elements that a CSS selector finds.
    pub fn attributes(&self, css: &str, attribute: &str) -> Vec<String> {
        self.find(css, |element| element.attr(attribute).unwrap_or_default().to_owned())
    }

    /// What the error summary says, with the `#id` each line leads to.
    pub fn errors(&self) -> Vec<(String, String)> {
        self.find(".nhsuk-error-summary a", |link| {
            (link.attr("href").unwrap_or_default().to_owned(), words(&link))
        })
    }

    /// The messages beside the fields, without their hidden "Error:".
    pub fn inline_errors(&self) -> Vec<String> {
        let hidden = self
            .texts(".nhsuk-error-message .nhsuk-u-visually-hidden")
            .into_iter()
            .next()
            .unwrap_or_default();
        let texts = self.texts(".nhsuk-error-message").into_iter();
        texts.map(|text| text.trim_start_matches(&hidden).trim().to_owned()).collect()
    }

    /// Text and address of every link.
    pub fn links(&self) -> Vec<(String, String)> {
        self.find("a[href]", |link| (words(&link), link.attr("href").unwrap_or_default().to_owned()))
    }

    /// Address of the first link whose text holds `text`.
    pub fn link(&self, text: &str) -> String {
        let found = self.links().into_iter().find(|(words, _)| words.contains(text));
        found.unwrap_or_else(|| panic!("no link `{text}` on {self}")).1
    }

    /// What the field `name` holds.
    pub fn value(&self, name: &str) -> Option<String> {
        let all = self.forms().into_iter().flat_map(|form| form.values);
        all.into_iter().find(|(field, _)| field == name).map(|(_, value)| value)
    }

    /// Fails unless the reader reads `text`.
    #[track_caller]
    pub fn expect_text(&self, text: &str) -> &Page {
        assert!(self.text().contains(text), "`{text}` is not on {self}");
        self
    }

    /// Fails if the reader reads `text`.
    #[track_caller]
    pub fn expect_no_text(&self, text: &str) -> &Page {
        assert!(!self.text().contains(text), "`{text}` is on {self}");
        self
    }

    /// Fails unless this is an answer of this status.
    #[track_caller]
    pub fn expect_status(&self, status: u16) -> &Page {
        assert_eq!(self.status, status, "{self}");
        self
    }

    /// Fails unless this is an answer of this status with this heading.
    #[track_caller]
    pub fn expect(&self, status: u16, h1: &str) -> &Page {
        assert!(self.status.as_u16() == status && self.h1() == h1, "wanted {status} `{h1}`, got {self}");
        self
    }

    /// All forms of the page, those of `<main>` first.
    pub fn forms(&self) -> Vec<Form> {
        let mut inside = self.find("main form", |form| self.form(&form));
        inside.extend(self.find("form", |form| self.form(&form)));
        inside
    }

    fn form(&self, form: &ElementRef<'_>) -> Form {
        let mut found = Form {
            action: self.url.join(form.attr("action").unwrap_or_default()).expect("an address"),
            is_post: form.attr("method").is_some_and(|method| method.eq_ignore_ascii_case("post")),
            takes_files: form.attr("enctype") == Some("multipart/form-data"),
            values: Vec::new(),
            names: Vec::new(),
        };
        let controls =
            Selector::parse("input[name], textarea[name], select[name], button[name]").expect("a selector");
        for control in form.select(&controls).filter(|control| control.attr("disabled").is_none()) {
            let name = control.attr("name").unwrap_or_default().to_owned();
            if let Some(value) = held(&control) {
                found.values.push((name.clone(), value));
            }
            found.names.push(name);
        }
        found
    }

    fn find<T>(&self, css: &str, read: impl Fn(ElementRef<'_>) -> T) -> Vec<T> {
        let selector = Selector::parse(css).expect("a selector");
        Html::parse_document(&self.body).select(&selector).map(read).collect()
    }
}

impl std::fmt::Display for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let trail: Vec<&str> = self.trail.iter().map(Url::path).collect();
        write!(f, "{} {} (by way of {trail:?})\n{}", self.status, self.path(), self.text())
    }
}

/// What a control sends if the form is sent as it stands; none if it sends nothing.
fn held(control: &ElementRef<'_>) -> Option<String> {
    let value = || control.attr("value").unwrap_or_default().to_owned();
    match (control.value().name(), control.attr("type").unwrap_or("text")) {
        ("button", _) | ("input", "submit" | "button" | "image" | "file") => None,
        ("input", "radio" | "checkbox") => {
            control.attr("checked").map(|_| control.attr("value").unwrap_or("on").to_owned())
        }
        ("textarea", _) => Some(control.text().collect::<String>().trim_start_matches('\n').to_owned()),
        ("select", _) => {
            let option = |css: &str| control.select(&Selector::parse(css).expect("a selector")).next();
            let chosen = option("option[selected]").or_else(|| option("option"))?;
            Some(chosen.attr("value").map_or_else(|| words(&chosen), str::to_owned))
        }
        _ => Some(value()),
    }
}

fn words(element: &ElementRef<'_>) -> String {
    let text: Vec<&str> = element
        .descendants()
        .filter(|node| {
            let parent =
                node.parent().and_then(|parent| parent.value().as_element().map(|it| it.name().to_owned()));
            !matches!(parent.as_deref(), Some("script" | "style" | "template"))
        })
        .filter(|node| {
            // A dialog that is not open is not shown.
            let mut around = node.ancestors().filter_map(|one| one.value().as_element());
            !around.any(|one| one.name() == "dialog" && one.attr("open").is_none())
        })
        .filter_map(|node| node.value().as_text().map(|text| &**text))
        .collect();
    text.concat().split_whitespace().collect::<Vec<_>>().join(" ")
}
