//! Every e-mail as mail programs show it on small screens, light and dark.

use proxy_access::locale::Language;
use serde_json::{Value, json};

use super::driver::Scripts;
use super::findings::Findings;
use super::inspect;
use super::person::Person;
use super::story::Story;

/// The smallest screen (WCAG 1.4.10).
const PHONE: u64 = 320;

const LINKS: &str = "return [...document.querySelectorAll('main a')].map((it) => it.href);";

/// Width, tables, and what the letter is written in and on.
const LOOK: &str = "
    const [body, page] = [document.body, document.documentElement];
    const seen = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    return { width: page.scrollWidth, tables: document.querySelectorAll('table').length, seen,
             ink: getComputedStyle(body).color, paper: getComputedStyle(page).backgroundColor };";

async fn addresses(reader: &Person, sandbox: &str, language: Language) -> Vec<String> {
    reader.open(&format!("{sandbox}/previews")).await;
    reader.sees("list", "Every e-mail the service can send").await;
    let all = reader.client.execute(LINKS, Vec::new()).await.expect("links");
    let mut all: Vec<String> = serde_json::from_value(all).expect("addresses");
    all.retain(|address| {
        address.contains("/previews/") && address.ends_with(&format!("/{}", language.tag()))
    });
    all
}

/// How bright a colour such as `rgb(18, 18, 18)` is, from 0 to 255.
fn brightness(colour: &Value) -> u32 {
    let text = colour.as_str().expect("a colour");
    let parts = text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse::<u32>().ok());
    parts.take(3).sum::<u32>() / 3
}

/// What is wrong with the letter that is shown, seen in `scheme`.
async fn faults(reader: &Person, scheme: &str) -> Vec<String> {
    let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    inspect::command(&reader.client, "Emulation.setEmulatedMedia", media).await;
    let look = reader.client.execute(LOOK, Vec::new()).await.expect("a look");
    let mut faults = inspect::axe(&reader.client, Scripts::On).await;
    let is_dark = brightness(&look["paper"]) < 128;
    let can_be_read = brightness(&look["ink"]).abs_diff(brightness(&look["paper"])) > 200;
    if look["seen"] != scheme || is_dark != (scheme == "dark") || !can_be_read {
        faults.push(format!("ink and paper: {look}"));
    }
    if look["width"].as_u64().is_none_or(|width| width > PHONE) || look["tables"] != 0 {
        faults.push(format!("width or tables: {look}"));
    }
    faults
}

async fn every_letter(name: &'static str, language: Language) {
    let story = Story::begin(name).await;
    let reader = story.person("reader").await;
    let sandbox = story.world.sandbox.url().to_owned();
    let all = addresses(&reader, &sandbox, language).await;
    assert!(all.len() > 40, "{}", all.len());
    let one = all.first().expect("a preview");
    reader.open(one).await;
    reader.inspect("preview").await;
    let small = json!({ "width": PHONE, "height": 640, "deviceScaleFactor": 1, "mobile": false });
    inspect::command(&reader.client, "Emulation.setDeviceMetricsOverride", small).await;
    let found = Findings::default();
    for address in all {
        reader.open(&format!("{address}/html")).await;
        for scheme in ["light", "dark"] {
            for fault in faults(&reader, scheme).await {
                found.add(format!("{address}, {scheme}: {fault}"));
            }
        }
    }
    drop(super::findings::FailsAtEnd(found));
}

#[tokio::test]
async fn given_every_letter_when_read_on_a_small_phone_light_or_dark_then_all_can_be_read() {
    every_letter("previews", Language::En).await;
}

#[tokio::test]
async fn given_every_welsh_letter_when_read_on_a_small_phone_light_or_dark_then_all_can_be_read() {
    every_letter("previews-cy", Language::Cy).await;
}
