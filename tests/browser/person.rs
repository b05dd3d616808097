//! One person at one browser: reads, clicks, types. Every page state they come to is inspected.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use proxy_access::locale::{Language, Words, words};
use serde_json::{Value, json};

use super::driver::Scripts;
use super::findings::Findings;
use super::inspect;
use super::support::browser::Browser;

/// A person at a browser of their own.
pub struct Person {
    /// The language they read.
    pub language: Language,
    /// Its words.
    pub t: &'static Words,
    /// The browser.
    pub client: Client,
    service: String,
    scripts: Scripts,
    name: String,
    findings: Findings,
    steps: AtomicUsize,
}

impl Person {
    /// Sits down at `client`; `name` is the story's and the person's, for findings and pictures.
    pub fn new(
        (client, scripts): (Client, Scripts),
        service: &str,
        name: String,
        findings: Findings,
    ) -> Person {
        let (language, steps) = (Language::En, AtomicUsize::new(0));
        Person {
            language,
            t: words(language),
            client,
            service: service.to_owned(),
            scripts,
            name,
            findings,
            steps,
        }
    }

    /// Opens a path of the service, or a whole address.
    pub async fn open(&self, path: &str) {
        let address = if path.starts_with('/') { format!("{}{path}", self.service) } else { path.to_owned() };
        self.client.goto(&address).await.unwrap_or_else(|fault| panic!("{address}: {fault}"));
    }

    /// Is signed in no longer, as far as this browser knows.
    pub async fn forget(&self) {
        self.client.delete_all_cookies().await.expect("cookies can be deleted");
    }

    /// Goes on where `browser` is, in its session.
    pub async fn take_over(&self, browser: &Browser) {
        self.becomes(browser).await;
        self.open(&browser.here().path()).await;
    }

    /// Is in the session of `browser` from now on, while the page stays as it is.
    pub async fn becomes(&self, browser: &Browser) {
        self.forget().await;
        if let Some(session) = browser.cookie("session") {
            let cookie =
                json!({ "name": "session", "value": session, "url": self.service, "httpOnly": true });
            inspect::command(&self.client, "Network.setCookie", cookie).await;
        }
    }

    /// Chooses a language by the link or button on the page, which must lead back to the same page.
    pub async fn switch_to(&mut self, language: Language) {
        let before = self.path().await;
        self.go_on_in(language).await;
        assert_eq!(self.path().await, before, "the language link stays on the page");
    }

    /// The same where the form that goes along has an address of its own.
    pub async fn go_on_in(&mut self, language: Language) {
        let name = language.name();
        let way = format!("//nav[@class='app-language']//*[contains(normalize-space(.), {})]", quoted(&name));
        self.leave_by(&way, &name).await;
        (self.language, self.t) = (language, words(language));
    }

    /// Empties a field.
    pub async fn clear(&self, name: &str) {
        let field = self.find(&format!("//*[@name='{name}']"), name).await;
        field.clear().await.unwrap_or_else(|fault| panic!("{name}: {fault}"));
    }

    /// The path in the address bar.
    pub async fn path(&self) -> String {
        self.client.current_url().await.expect("an address").path().to_owned()
    }

    /// Follows the first link that says `text`, in the page's own part if it is there.
    pub async fn follow(&self, text: &str) {
        let link = format!("//a[contains(normalize-space(.), {})]", quoted(text));
        self.leave_by(&format!("(//main{link} | {link})[1]"), text).await;
    }

    /// Presses the button that says `text`.
    pub async fn press(&self, text: &str) {
        self.leave_by(&format!("(//main//button[contains(normalize-space(.), {})])[1]", quoted(text)), text)
            .await;
    }

    /// Presses the button that sends this value.
    pub async fn press_value(&self, name: &str, value: &str) {
        self.leave_by(&format!("//button[@name='{name}'][@value='{value}']"), value).await;
    }

    /// Chooses a radio or ticks a box.
    pub async fn choose(&self, name: &str, value: &str) {
        self.click(&format!("//input[@name='{name}'][@value='{value}']"), value).await;
    }

    /// Types into a field, in place of what it held.
    pub async fn fill(&self, name: &str, value: &str) {
        let field = self.find(&format!("//*[@name='{name}']"), name).await;
        field.clear().await.unwrap_or_else(|fault| panic!("{name}: {fault}"));
        field.send_keys(value).await.unwrap_or_else(|fault| panic!("{name}: {fault}"));
    }

    /// Fails unless the page has this main heading; then inspects it, as `step` of the story.
    pub async fn sees(&self, step: &str, h1: &str) {
        let page = inspect::read(&self.client).await;
        let path = self.path().await;
        assert_eq!(page.headings, [h1], "{}, {step}, at {path}: {}", self.name, page.text);
        self.inspect(step).await;
    }

    /// Presses "continue" and fails unless the page comes back with an error summary, which has the focus and is
    /// announced by an "Error:" in the title; then inspects it.
    pub async fn is_stopped(&self, step: &str) {
        self.press(&self.t.msg_common_continue()).await;
        self.sees_errors(step).await;
    }

    /// The same where the button was pressed already.
    pub async fn sees_errors(&self, step: &str) {
        self.find("//*[contains(@class, 'nhsuk-error-summary')]", "error summary").await;
        let title = inspect::read(&self.client).await.title;
        assert!(title.starts_with(&self.t.msg_common_error_prefix()), "{step}: {title}");
        if self.scripts == Scripts::On {
            assert_eq!(self.focus().await, "div.nhsuk-error-summary", "{step}: the focus is on the summary");
        }
        self.inspect(step).await;
    }

    /// Looks for everything that may be wrong with the page as it stands.
    pub async fn inspect(&self, step: &str) {
        let count = self.steps.fetch_add(1, Ordering::Relaxed) + 1;
        let address = self.client.current_url().await.expect("an address");
        let is_ours = address.as_str().starts_with(&self.service);
        let folder = std::env::var_os("SCREENSHOTS").map(PathBuf::from);
        let picture = folder.map(|folder| folder.join(format!("{}-{count:02}-{step}", self.name)));
        for fault in inspect::faults(&self.client, self.scripts, is_ours, picture).await {
            self.findings.add(format!("{}, {step}, at {}: {fault}", self.name, address.path()));
        }
    }

    /// Fails unless the reader reads `text`.
    pub async fn reads(&self, text: &str) {
        let page = inspect::read(&self.client).await.text;
        assert!(page.contains(text), "{}: `{text}` is not in {page}", self.name);
    }

    /// Types keys where the focus is.
    pub async fn type_keys(&self, keys: &str) {
        let focused = self.client.active_element().await.expect("an element has the focus");
        focused.send_keys(keys).await.unwrap_or_else(|fault| panic!("{keys:?}: {fault}"));
    }

    /// Which element has the focus, as `name#id.class`.
    pub async fn focus(&self) -> String {
        const FOCUS: &str = "const it = document.activeElement;
            return it.localName + (it.id ? '#' + it.id : '') + (it.classList[0] ? '.' + it.classList[0] : '');";
        let found = self.client.execute(FOCUS, Vec::new()).await.expect("the focus can be asked for");
        found.as_str().expect("a text").to_owned()
    }

    /// The element at an XPath, waited for.
    pub async fn find(&self, xpath: &str, what: &str) -> Element {
        let found =
            self.client.wait().at_most(Duration::from_secs(5)).for_element(Locator::XPath(xpath)).await;
        match found {
            Ok(element) => element,
            Err(fault) => {
                let text = inspect::read(&self.client).await.text;
                panic!("{}: no `{what}` at {}: {text}\n{fault}", self.name, self.path().await)
            }
        }
    }

    /// Clicks the element at an XPath.
    pub async fn click(&self, xpath: &str, what: &str) {
        let element = self.find(xpath, what).await;
        element.click().await.unwrap_or_else(|fault| panic!("{}: `{what}`: {fault}", self.name));
    }

    /// Clicks the element at an XPath, and waits until another page is there: a click may return before the old page
    /// has gone, and what follows would be done on that.
    pub async fn leave_by(&self, xpath: &str, what: &str) {
        self.mark().await;
        self.click(xpath, what).await;
        self.arrives(what).await;
    }

    /// Marks the page, to be told from the next one.
    pub async fn mark(&self) {
        const MARK: &str = "document.documentElement.dataset.old = 'yes';";
        self.client.execute(MARK, Vec::new()).await.expect("the page can be marked");
    }

    /// Waits until another page than the marked one is there, after `what` was clicked or pressed.
    pub async fn arrives(&self, what: &str) {
        const IS_NEW: &str =
            "return !document.documentElement.dataset.old && document.readyState === 'complete';";
        for _ in 0..400 {
            // While one page gives way to the next there may be none to ask.
            if let Ok(Value::Bool(true)) = self.client.execute(IS_NEW, Vec::new()).await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("{}: `{what}` leads nowhere from {}", self.name, self.path().await)
    }
}

/// A text as XPath writes it.
pub fn quoted(text: &str) -> String {
    assert!(!text.contains('"'), "XPath has no way to write both quotes: {text}");
    format!("\"{text}\"")
}
