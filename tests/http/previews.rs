//! Every e-mail can be read in the sandbox, in every case, by every reader, in both languages; and nowhere else.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use domain::account::News;
use domain::delegation::Message;
use proxy_access::locale::Language;

use super::support::world::{World, world};

/// Addresses of all previews, from the list that the sandbox's first page leads to.
async fn previews(world: &World) -> Vec<String> {
    let (mut reader, sandbox) = (world.browser(), world.sandbox.url());
    let start = reader.get(&format!("{sandbox}/")).await;
    let list = start.link("Read every e-mail it can send");
    let page = reader.get(&format!("{sandbox}{list}")).await;
    page.expect(200, "Every e-mail the service can send");
    let links = page.links().into_iter().map(|(_, address)| address);
    links.filter(|address| address.starts_with("/previews/")).map(|path| format!("{sandbox}{path}")).collect()
}

#[tokio::test]
async fn every_message_can_be_read_in_every_language_as_text_and_as_html() {
    let world = world().await;
    let mut reader = world.browser();
    let all = previews(&world).await;
    let of_accounts = News::ALL.iter().map(|news| format!("account-{}", news.code()));
    for message in Message::ALL.map(|message| message.code().to_owned()).into_iter().chain(of_accounts) {
        for language in Language::ALL {
            let (start, end) = (format!("/previews/{message}-"), format!("/{}", language.tag()));
            let ours = all.iter().filter(|address| address.contains(&start) && address.ends_with(&end));
            assert!(ours.count() > 0, "{message:?} in {language:?}");
        }
    }
    for address in &all {
        let page = reader.get(address).await;
        page.expect_status(200);
        let (_, language) = address.rsplit_once('/').expect("a path");
        let html = reader.get(&format!("{address}/html")).await;
        html.expect(200, &page.h1());
        assert_eq!(html.attributes("html", "lang"), [language], "{address}");
        assert!(html.texts("table").is_empty(), "{address}: a table");
        let policy = html.headers["content-security-policy"].to_str().expect("text").to_owned();
        assert!(policy.contains("default-src 'none'"), "{address}: {policy}");
        // What the text says, the HTML says too: the words in front of the first link, less dashes of lists.
        let text = page.texts("pre").join(" ");
        let (before, _) = text.split_once("http").unwrap_or((&text, ""));
        let plain =
            |text: &str| text.split_whitespace().filter(|word| *word != "-").collect::<Vec<_>>().join(" ");
        assert!(plain(&html.text()).contains(plain(before).trim()), "{address}: {before}\nis not in\n{html}");
        let links: BTreeSet<String> = html.links().into_iter().map(|(_, address)| address).collect();
        assert!(links.iter().all(|link| link.starts_with(&world.url)), "{address}: {links:?}");
        assert!(links.iter().all(|link| page.text().contains(link.as_str())), "{address}: {links:?}");
    }
}

#[tokio::test]
async fn each_preview_says_something_else_except_where_nothing_may_be_told() {
    let world = world().await;
    let mut reader = world.browser();
    let mut first: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut same: Vec<(String, String)> = Vec::new();
    for address in previews(&world).await {
        let page = reader.get(&address).await;
        let (scene, to) = page.url.path().trim_start_matches("/previews/").split_once('/').expect("a place");
        let (scene, to) = (scene.to_owned(), to.to_owned());
        match first.entry((to, page.texts("pre").join(" "))) {
            Entry::Vacant(place) => drop(place.insert(scene)),
            Entry::Occupied(other) => same.push((other.get().clone(), scene)),
        }
    }
    // Who must not learn that the practice stopped it reads what they would read had the other citizen done so; and who must
    // not learn a reason reads what they would read had none been told.
    let of = |number: u8| format!("stopped-{number}");
    let paused = |number: u8| format!("suspended-{number}");
    let expected = [(of(2), of(3)), (of(1), of(3)), (of(4), of(5)), (paused(1), paused(3))];
    assert!(same.iter().all(|pair| expected.contains(pair)), "these show nothing new: {same:?}");
    assert_eq!(same.len(), expected.len() * Language::ALL.len(), "{same:?}");
}

#[tokio::test]
async fn the_service_itself_shows_no_previews() {
    let world = world().await;
    let mut reader = world.browser();
    for path in ["/previews", "/previews/invitation-1/delegate/en", "/previews/invitation-1/delegate/en/html"]
    {
        reader.get(path).await.expect_status(404);
    }
    let sandbox = world.sandbox.url().to_owned();
    for path in ["no-such-1/delegate/en", "invitation-1/practice/en", "invitation-1/delegate/fr"] {
        reader.get(&format!("{sandbox}/previews/{path}")).await.expect_status(404);
    }
}
