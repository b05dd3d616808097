//! HTML as a tree: white space, the order of attributes and the order of classes do not count.

use scraper::{ElementRef, Html, Node};

/// One line for each element and text, indented by depth.
pub fn outline(html: &str) -> String {
    let mut out = String::new();
    children(Html::parse_fragment(html).root_element(), 0, &mut out);
    out
}

fn children(parent: ElementRef<'_>, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    for node in parent.children() {
        if let Node::Text(text) = node.value() {
            let words: Vec<&str> = text.split_ascii_whitespace().collect();
            if !words.is_empty() {
                out.push_str(&format!("{indent}{}\n", words.join(" ")));
            }
        }
        if let Some(element) = ElementRef::wrap(node) {
            let mut attributes: Vec<String> = element.value().attrs().map(attribute).collect();
            attributes.sort_unstable();
            out.push_str(&format!("{indent}<{}> {}\n", element.value().name(), attributes.join(" ")));
            children(element, depth + 1, out);
        }
    }
}

fn attribute((name, value): (&str, &str)) -> String {
    if name != "class" {
        return format!("{name}={value:?}");
    }
    let mut classes: Vec<&str> = value.split_ascii_whitespace().collect();
    classes.sort_unstable();
    format!("class={:?}", classes.join(" "))
}
