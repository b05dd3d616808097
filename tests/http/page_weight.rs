//! What a browser must fetch to show the start page for the first time, heads and all.

#[path = "../../benches/weight.rs"]
mod weight;

use crate::support::world::world;

#[tokio::test]
async fn the_start_page_weighs_less_than_40_kb_with_all_it_loads() {
    let world = world().await;
    let page = weight::of_page(&world.url).await.unwrap();
    assert!(page.bytes <= 40_000.0, "{} bytes", page.bytes);
    assert!(page.requests <= 6.0, "{} requests", page.requests);
    assert!(page.other_hosts < 1.0, "{} other hosts", page.other_hosts);
}
