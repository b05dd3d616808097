//! What every page state is looked at for: one title and main heading, no WCAG 2.2 A or AA violation that axe can see,
//! nothing wider than a small phone, no complaint of the browser, and in Welsh no English left. With `SCREENSHOTS=folder`, a picture of each.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde::Deserialize;
use serde_json::{Value, json};

use super::driver::Scripts;
use super::english;

/// Width of the smallest screen that pages must fit (WCAG 1.4.10).
const PHONE: u32 = 320;

/// axe-core as npm brought it.
static AXE: LazyLock<String> = LazyLock::new(|| {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&file).unwrap_or_else(|_| {
        panic!("node_modules/axe-core is missing: browser tests need it. Run bin/setup, which fetches it.")
    })
});

const BEGIN_AXE: &str = "if (typeof axe === 'undefined') loadAxe();";

const RUN_AXE: &str = "
    const done = arguments[arguments.length - 1];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const options = { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] };
    axe.run(document, options).then(
        (result) => done(result.violations.map((it) =>
            `${it.id}: ${it.help}\\n` + it.nodes.map((node) => `    ${node.html}\\n    ${node.failureSummary}`).join('\\n'))),
        (fault) => done([`axe failed: ${fault}`]));";

const READ: &str = "
    const plain = (text) => text.replace(/\\s+/g, ' ').trim();
    const headings = [...document.querySelectorAll('h1')].map((it) => {
        const heading = it.cloneNode(true);
        heading.querySelectorAll('[class*=caption]').forEach((caption) => caption.remove());
        return plain(heading.textContent);
    });
    const text = plain(document.body.innerText);
    const foreign = [...document.body.querySelectorAll('[lang]')].filter((it) => !it.hidden);
    foreign.forEach((it) => { it.hidden = true; });
    const own = plain(document.body.innerText);
    foreign.forEach((it) => { it.hidden = false; });
    return { title: document.title, language: document.documentElement.lang, headings, text, own };";

const WIDTH: &str = "
    const wide = document.documentElement.clientWidth;
    const over = [...document.querySelectorAll('body *')].filter((it) => it.getBoundingClientRect().right > wide + 1);
    return { scroll: document.documentElement.scrollWidth, over: over.slice(0, 3).map((it) => it.outerHTML.slice(0, 200)) };";

/// What a reader meets.
#[derive(Debug, Deserialize)]
pub struct Read {
    /// Text of `<title>`.
    pub title: String,
    /// `<html lang>`.
    pub language: String,
    /// Every `<h1>`, without the caption above it.
    pub headings: Vec<String>,
    /// All visible text.
    pub text: String,
    /// The same without what is marked as another language.
    own: String,
}

#[derive(Deserialize)]
struct Width {
    scroll: u32,
    over: Vec<String>,
}

/// Reads the page.
pub async fn read(client: &Client) -> Read {
    let value = client.execute(READ, Vec::new()).await.expect("the page can be read");
    serde_json::from_value(value).expect("what was asked for")
}

/// Everything that is wrong with the page as it stands, at both widths; its pictures go to `picture` with the width
/// added. Without scripts axe cannot run; the story with scripts has the same pages.
pub async fn faults(
    client: &Client,
    scripts: Scripts,
    is_ours: bool,
    picture: Option<PathBuf>,
) -> Vec<String> {
    let mut faults = complaints(client).await;
    faults.extend(axe(client, scripts).await);
    let page = read(client).await;
    if page.title.trim().is_empty() || page.headings.len() != 1 {
        faults.push(format!("title `{}`, main headings {:?}", page.title, page.headings));
    }
    if is_ours && page.language == "cy" {
        let left = english::left_in(&format!("{} {}", page.title, page.own));
        faults.extend(left.into_iter().map(|left| format!("English on a Welsh page: `{left}`")));
    }
    if let Some(picture) = &picture {
        save(client, picture, 1280).await;
    }
    let narrow = json!({ "width": PHONE, "height": 640, "deviceScaleFactor": 1, "mobile": false });
    command(client, "Emulation.setDeviceMetricsOverride", narrow).await;
    let width = client.execute(WIDTH, Vec::new()).await.expect("the page can be measured");
    let width: Width = serde_json::from_value(width).expect("what was asked for");
    if width.scroll > PHONE {
        faults.push(format!("{} px wide on a screen of {PHONE} px: {:?}", width.scroll, width.over));
    }
    // The Welsh pages are the same pages; what differs is how wide their words are, measured above.
    if page.language == "en" {
        let narrow = axe(client, scripts).await;
        faults.extend(narrow.into_iter().map(|fault| format!("at {PHONE} px: {fault}")));
    }
    if let Some(picture) = &picture {
        save(client, picture, PHONE).await;
    }
    command(client, "Emulation.clearDeviceMetricsOverride", json!({})).await;
    faults
}

/// Lets every page that the browser opens from now on have axe at hand, to be begun by `loadAxe()`.
pub async fn bring_axe(client: &Client) {
    let source = format!("window.loadAxe = function () {{ {}\n }};", *AXE);
    command(client, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
}

/// Lets pages copy a text when its button is pressed, as a browser with a window does: the headless shell asks nobody, and refuses.
pub async fn let_copy(client: &Client) {
    command(client, "Browser.grantPermissions", json!({ "permissions": ["clipboardSanitizedWrite"] })).await;
}

/// What axe finds on the page as it stands.
pub async fn axe(client: &Client, scripts: Scripts) -> Vec<String> {
    if scripts == Scripts::Off {
        return Vec::new();
    }
    client.execute(BEGIN_AXE, Vec::new()).await.expect("axe can be loaded");
    let found = client.execute_async(RUN_AXE, Vec::new()).await.expect("axe runs");
    serde_json::from_value(found).expect("a list of violations")
}

async fn save(client: &Client, picture: &Path, width: u32) {
    let answer = command(client, "Page.captureScreenshot", json!({ "captureBeyondViewport": true })).await;
    let bytes = BASE64_STANDARD.decode(answer["data"].as_str().expect("a picture")).expect("a picture");
    let name = picture.file_name().expect("a name").to_string_lossy();
    let file = picture.with_file_name(format!("{name}-{width}.png"));
    std::fs::create_dir_all(picture.parent().expect("a folder")).expect("the folder can be made");
    std::fs::write(file, bytes).expect("the picture can be written");
}

/// What the browser complained of since it was last asked: scripts that failed, what the policy of the page forbids,
/// files that are not there. The page itself may be a 404, and the sandbox has no icon.
async fn complaints(client: &Client) -> Vec<String> {
    let page = client.current_url().await.expect("an address").to_string();
    let entries = issue(client, "se/log", json!({ "type": "browser" })).await;
    let entries: Vec<Value> = serde_json::from_value(entries).expect("a list of entries");
    let severe = entries.iter().filter(|entry| entry["level"] == "SEVERE");
    let texts = severe.filter_map(|entry| entry["message"].as_str());
    texts
        .filter(|text| !text.starts_with(&page) && !text.contains("/favicon.ico "))
        .map(|text| format!("the browser says: {text}"))
        .collect()
}

/// A command beyond WebDriver's: where it is sent, below the session, and its body.
#[derive(Debug)]
struct Command(&'static str, Value);

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.1.to_string()))
    }
}

async fn issue(client: &Client, path: &'static str, body: Value) -> Value {
    client.issue_cmd(Command(path, body)).await.unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

/// A command of Chromium's own protocol.
pub async fn command(client: &Client, name: &str, parameters: Value) -> Value {
    issue(client, "goog/cdp/execute", json!({ "cmd": name, "params": parameters })).await
}

#[tokio::test]
async fn given_a_bad_page_when_it_is_inspected_then_each_fault_is_named() {
    let driver = super::driver::Driver::start();
    let client = driver.browser(Scripts::On, None).await;
    let page = "<html lang=cy><title></title><h1>A</h1><h1>B</h1><img src=x><p style='width:600px'>Sign in again<script>lost()</script>";
    client.goto(&format!("data:text/html,{page}")).await.expect("the page opens");
    let found = faults(&client, Scripts::On, true, None).await.join("\n");
    for part in
        ["document-title", "image-alt", "main headings", "page: `Sign in again`", "px wide", "lost is not"]
    {
        assert!(found.contains(part), "`{part}` is not in {found}");
    }
}
