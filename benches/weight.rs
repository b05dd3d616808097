//! What a browser must fetch to show the start page for the first time.

use std::collections::BTreeSet;

use anyhow::Result;
use reqwest::Response;
use reqwest::header::ACCEPT_ENCODING;
use scraper::{Html, Selector};
use url::Url;

/// What the page and everything it loads weigh.
pub struct Weight {
    /// Heads and bodies as they travel: compressed.
    pub bytes: f64,
    /// The page and its files.
    pub requests: f64,
    /// Hosts that are not the service's.
    pub other_hosts: f64,
}

/// Elements that make a browser fetch something, and where the address stands. Chromium takes one icon, and no
/// touch icon or mask icon.
const LOADS: [(&str, &str); 6] = [
    ("link[rel=stylesheet]", "href"),
    ("link[rel=icon]", "href"),
    ("link[rel=manifest]", "href"),
    ("script[src]", "src"),
    ("img[src]", "src"),
    ("iframe[src]", "src"),
];

/// Fetches it all once.
pub async fn of_page(url: &str) -> Result<Weight> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    let home = Url::parse(url)?;
    let page = client.get(home.clone()).send().await?.text().await?;
    let mut files = BTreeSet::from([home.clone()]);
    for (css, attribute) in LOADS {
        let Ok(selector) = Selector::parse(css) else { continue };
        for element in Html::parse_document(&page).select(&selector) {
            if let Some(address) = element.attr(attribute).filter(|address| !address.starts_with("data:")) {
                files.insert(home.join(address)?);
            }
        }
    }
    let mut bytes = 0;
    for file in &files {
        // The client was built without decompression: the body is what travelled.
        let answer =
            client.get(file.clone()).header(ACCEPT_ENCODING, "br, gzip").send().await?.error_for_status()?;
        bytes += head(&answer) + answer.bytes().await?.len();
    }
    let others: BTreeSet<_> =
        files.iter().filter(|file| file.host() != home.host()).map(Url::host_str).collect();
    Ok(Weight { bytes: number(bytes), requests: number(files.len()), other_hosts: number(others.len()) })
}

/// Bytes of the status line and the headers, with their ends.
fn head(answer: &Response) -> usize {
    let reason = answer.status().canonical_reason().unwrap_or_default();
    let headers =
        answer.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + ": \r\n".len());
    format!("HTTP/1.1 {} {reason}\r\n\r\n", answer.status().as_u16()).len() + headers.sum::<usize>()
}

fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
