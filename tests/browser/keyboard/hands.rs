//! Hands on a keyboard: Tab, Shift+Tab, Space, arrows, Enter and letters, nothing else. On the way each of our pages is
//! walked from end to end.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::person::{Person, quoted};

const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';
const SHIFT: char = '\u{e008}';
const DOWN: char = '\u{e015}';
/// No page of ours or of the sandbox has more places to stop at.
const STOPS: usize = 120;

/// Names everything that a pointer could use, in the order of the document, and keeps how each looks without focus. Of a
/// group of radios, one is a stop: the chosen one, else the first.
const SURVEY: &str = "
    const css = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex=\"0\"]';
    const stops = [...document.querySelectorAll(css)].filter((it) => !it.disabled && it.tabIndex >= 0 && it.checkVisibility());
    const group = (it) => stops.filter((one) => one.type === 'radio' && one.name === it.name && one.form === it.form);
    const stands = (it) => it.type !== 'radio' || it === (group(it).find((one) => one.checked) ?? group(it)[0]);
    const look = (it) => [it, ...(it.labels ?? [])].flatMap((one) => ['', '::before'].map((part) => {
        const style = getComputedStyle(one, part || null);
        return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.backgroundColor,
                style.borderTopWidth, style.borderTopColor].join();
    })).join();
    window.stops = stops.filter(stands);
    window.look = look;
    window.before = window.stops.map(look);
    return window.stops.map((it) => it.outerHTML.slice(0, 160));";

/// Where the focus is: on what, whether that looks as without focus, and whether it is on the screen.
const WHERE: &str = "
    const it = document.activeElement;
    const at = window.stops.indexOf(it);
    const box = it.getBoundingClientRect();
    return { hidden: at >= 0 && window.look(it) === window.before[at],
             away: box.bottom <= 0 || box.top >= innerHeight || box.right <= 0, what: it.outerHTML.slice(0, 160),
             nowhere: it === document.body || it === document.documentElement };";

const IS_AT: &str = "
    const found = document.evaluate(arguments[0], document, null, XPathResult.FIRST_ORDERED_NODE_TYPE).singleNodeValue;
    return { found: !!found, here: found === document.activeElement };";

#[derive(Debug, Deserialize)]
struct Where {
    hidden: bool,
    away: bool,
    what: String,
    nowhere: bool,
}

/// A person who has a keyboard and no pointer.
pub struct Hands<'p>(pub &'p Person);

impl Hands<'_> {
    async fn ask(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.0.client.execute(script, arguments).await.expect("the page answers")
    }

    async fn press(&self, keys: &[KeyAction]) {
        let keys = keys.iter().cloned().fold(KeyActions::new("keys".to_owned()), KeyActions::then);
        self.0.client.perform_actions(keys).await.expect("the keys are pressed");
    }

    async fn tap(&self, key: char) {
        self.press(&[KeyAction::Down { value: key }, KeyAction::Up { value: key }]).await;
    }

    async fn back_tab(&self) {
        let (down, up) = (|value| KeyAction::Down { value }, |value| KeyAction::Up { value });
        self.press(&[down(SHIFT), down(TAB), up(TAB), up(SHIFT)]).await;
    }

    async fn place(&self) -> Where {
        serde_json::from_value(self.ask(WHERE, Vec::new()).await).expect("where the focus is")
    }

    /// Fails unless the page has this heading; then walks all of it.
    pub async fn sees(&self, h1: &str) {
        let page = crate::inspect::read(&self.0.client).await;
        assert_eq!(page.headings, [h1], "{}", page.text);
        let faults = self.faults().await;
        assert!(faults.is_empty(), "{}: {}", self.0.path().await, faults.join("\n"));
    }

    /// What is wrong with the page for who has no pointer. From the top with Tab to the end there should be the skip link
    /// first, then every stop, once, in the document's order, each seen to have the focus and on the screen; then the
    /// last one again, backwards. Nothing holds the focus.
    pub async fn faults(&self) -> Vec<String> {
        let stops = self.ask(SURVEY, Vec::new()).await;
        let stops: Vec<String> = serde_json::from_value(stops).expect("a list");
        let (mut faults, mut reached) = (Vec::new(), Vec::new());
        for _ in 0..=stops.len() {
            self.tap(TAB).await;
            let place = self.place().await;
            if place.nowhere || reached.first() == Some(&place.what) {
                break;
            }
            if place.hidden {
                faults.push(format!("the focus is not seen at {}", place.what));
            }
            if place.away {
                faults.push(format!("the focus is not on the screen at {}", place.what));
            }
            reached.push(place.what);
        }
        if reached != stops {
            faults.push(format!("Tab comes to {reached:#?}, not to {stops:#?}"));
        }
        if !stops.first().is_some_and(|first| first.contains("nhsuk-skip-link")) {
            faults.push("no skip link comes first".to_owned());
        }
        self.back_tab().await;
        let last = self.place().await.what;
        if stops.last() != Some(&last) {
            faults.push(format!("backwards from the end to {last}"));
        }
        faults
    }

    /// Tab until the focus is on the element at an XPath.
    pub async fn go(&self, xpath: &str) {
        let mut passed = Vec::new();
        for _ in 0..STOPS {
            let is = self.ask(IS_AT, vec![json!(xpath)]).await;
            assert_eq!(is["found"], true, "{}: no {xpath}", self.0.path().await);
            if is["here"] == true {
                return;
            }
            self.tap(TAB).await;
            passed.push(self.0.focus().await);
        }
        panic!("{}: Tab does not come to {xpath}: {passed:?}", self.0.path().await)
    }

    /// Goes to the link or button at an XPath, presses Enter and waits for the next page.
    pub async fn enter(&self, xpath: &str) {
        self.go(xpath).await;
        self.0.mark().await;
        self.tap(ENTER).await;
        self.0.arrives(xpath).await;
    }

    /// Presses Enter where the focus is and stays on the page.
    pub async fn enter_here(&self) {
        self.tap(ENTER).await;
    }

    /// Follows the first link of the page's own part that says `text`.
    pub async fn follow(&self, text: &str) {
        self.enter(&format!("(//main//a[contains(normalize-space(.), {})])[1]", quoted(text))).await;
    }

    /// Presses the button of the page's own part that says `text`.
    pub async fn button(&self, text: &str) {
        self.enter(&format!("(//main//button[contains(normalize-space(.), {})])[1]", quoted(text))).await;
    }

    /// Types into a field.
    pub async fn fill(&self, name: &str, text: &str) {
        self.go(&format!("//*[@name='{name}']")).await;
        let keys = text.chars().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]);
        self.press(&keys.collect::<Vec<_>>()).await;
    }

    /// Ticks a box with Space.
    pub async fn tick(&self, name: &str, value: &str) {
        self.go(&format!("//input[@type='checkbox'][@name='{name}'][@value='{value}']")).await;
        self.tap(' ').await;
        self.is_chosen(name, value).await;
    }

    /// Chooses a radio: Tab to its group, then the arrow until it is there; the first of a group with Space.
    pub async fn choose(&self, name: &str, value: &str) {
        let group = format!("//input[@type='radio'][@name='{name}']");
        self.go(&format!("({group}[@checked] | {group})[1]")).await;
        for _ in 0..20 {
            let is = self.ask(IS_AT, vec![json!(format!("{group}[@value='{value}']"))]).await;
            if is["here"] == true {
                break;
            }
            self.tap(DOWN).await;
        }
        self.tap(' ').await;
        self.is_chosen(name, value).await;
    }

    async fn is_chosen(&self, name: &str, value: &str) {
        const CHOSEN: &str = "const it = document.activeElement;
            return it.checked && it.name === arguments[0] && it.value === arguments[1];";
        let is = self.ask(CHOSEN, vec![json!(name), json!(value)]).await;
        assert_eq!(is, true, "{name} {value} at {}: {}", self.0.path().await, self.0.focus().await);
    }
}
