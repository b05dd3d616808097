//! A round is shown on a page while it runs in another process: the same numbers, nobody's name, and for this machine alone.

use axum::http::Method;

use crate::people::number_of;
use crate::story::until;
use crate::support::world::world;

use super::{Operator, PRACTICES, Store, know, list};

#[tokio::test(flavor = "multi_thread")]
async fn the_page_follows_a_run_of_another_process() {
    let (world, store) = (world().await, Store::start().await);
    know(&world, &PRACTICES).await;
    let operator = Operator::of(&world, &store);
    operator.does(&["import", &operator.file("linked.csv", &list(300))]).await;
    operator.plans(&PRACTICES, "20").await;
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let _watch = operator.begins(&["watch", "--round", "INT 1", "--listen", &address]);
    until(async || tokio::net::TcpStream::connect(&address).await.is_ok()).await;
    let live = format!("http://{address}/");
    let shown = async || world.browser().get(&live).await;

    let page = shown().await;
    page.expect_text("Not begun").expect_text("0 of 300 rows are done").expect_text("agreed: at most 20");
    assert_eq!(page.headers["refresh"], "5");
    assert!(page.headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
    assert_eq!(page.attributes("script", "src").len(), 0, "no script is needed");
    let style = page.attributes("link", "href").remove(0);
    world.browser().get(&format!("http://{address}{style}")).await.expect_status(200);
    let still = world.browser().get(&format!("{live}still")).await;
    still.expect_text("0 of 300 rows are done");
    assert!(!still.headers.contains_key("refresh"));

    let run = operator.begins(&["run", "--round", "INT 1"]);
    until(async || {
        let page = shown().await;
        let text = page.text();
        text.contains("Running")
            && !text.contains(" 0 of 300 rows are done")
            && text.contains("calls a second since")
    })
    .await;
    run.tell("-TERM");
    assert!(run.end().await.success());
    until(async || shown().await.text().contains("Stopped")).await;
    let page = shown().await;
    let done: i64 = sqlx::query_scalar("select count(*) from transfer_move where state = 'created'")
        .fetch_one(&world.app.db)
        .await
        .unwrap();
    page.expect_text(&format!("{done} of 300 rows are done"));
    for code in PRACTICES {
        page.expect_text(code);
    }
    for row in 0..4 {
        page.expect_no_text(&number_of(row));
    }
    page.expect_no_text("O'Neill").expect_no_text("L-1");
}

#[tokio::test]
async fn the_page_is_for_this_machine_alone_unless_somebody_says_otherwise() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    operator.does(&["import", &operator.file("linked.csv", &list(1))]).await;
    operator.plans(&["A81001"], "20").await;
    let why = operator.is_refused(&["watch", "--round", "INT 1", "--listen", "0.0.0.0:0"]).await;
    assert!(why.contains("--open-to-network"), "{why}");
    let why = operator.is_refused(&["watch", "--round", "INT 7"]).await;
    assert!(why.contains("there is no round \"INT 7\"; rounds: INT 1"), "{why}");
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let _watch = operator.begins(&["watch", "--round", "INT 1", "--listen", &address]);
    until(async || tokio::net::TcpStream::connect(&address).await.is_ok()).await;
    let mut reader = world.browser();
    let live = format!("http://{address}/");
    reader.raw(Method::GET, &live, &[("host", "evil.example")], "").await.expect_status(421);
    reader.raw(Method::GET, &live, &[], "").await.expect_status(200);
    reader.raw(Method::POST, &live, &[], "").await.expect_status(405);
}
