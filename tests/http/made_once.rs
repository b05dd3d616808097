//! Pages that are everybody's: made once in each language, and the same bytes as if they were made for each reader.

use std::io::Read;

use flate2::read::GzDecoder;
use reqwest::Client;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, COOKIE, ETAG, IF_NONE_MATCH, USER_AGENT};

use crate::support::world::{World, world, world_with};

const PATHS: [&str; 12] = [
    "/",
    "/how-it-works",
    "/how-it-works/trusted-people",
    "/how-it-works/practices",
    "/developers",
    "/developers/reference",
    "/terms",
    "/help/pressure",
    "/accessibility",
    "/privacy",
    "/cookies",
    "/contact",
];

/// With such a cookie of a session that is nobody's, the handlers answer.
const NOBODYS: &str = "session=AAAAAAAAAAAAAAAAAAAAAA";

async fn get(world: &World, path: &str, headers: &[(&str, &str)]) -> reqwest::Response {
    let mut request = Client::builder().no_proxy().build().unwrap().get(format!("{}{path}", world.url));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap()
}

async fn bytes(world: &World, path: &str, headers: &[(&str, &str)]) -> Vec<u8> {
    let response = get(world, path, headers).await;
    assert_eq!(response.status(), 200, "{path}");
    response.bytes().await.unwrap().to_vec()
}

#[tokio::test]
async fn a_page_that_is_made_once_is_what_the_handlers_make_in_either_language() {
    let world = world().await;
    for path in PATHS {
        for language in ["en", "cy"] {
            let chosen = format!("language={language}");
            let made = bytes(&world, path, &[(COOKIE.as_str(), &format!("{chosen}; {NOBODYS}"))]).await;
            for again in 0..2 {
                let once = bytes(&world, path, &[(COOKIE.as_str(), &chosen)]).await;
                assert!(once == made, "{path} in {language} is another page, at try {again}");
            }
            assert!(
                String::from_utf8(made).unwrap().contains(&format!("<html lang=\"{language}\"")),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn each_compressed_form_holds_the_same_page_with_the_same_limits() {
    let world = world().await;
    for path in ["/", "/privacy"] {
        let plain = get(&world, path, &[]).await;
        let (limits, plain) = (plain.headers().clone(), plain.bytes().await.unwrap());
        for (taken, coding) in [("gzip", "gzip"), ("gzip, deflate, br, zstd", "br")] {
            let packed = get(&world, path, &[(ACCEPT_ENCODING.as_str(), taken)]).await;
            assert_eq!(packed.headers()[CONTENT_ENCODING], coding, "{path}");
            for name in
                ["content-security-policy", "cache-control", "content-type", "vary", "x-frame-options"]
            {
                assert_eq!(packed.headers()[name], limits[name], "{name} of {path}");
            }
            let packed = packed.bytes().await.unwrap();
            assert!(packed.len() < plain.len() / 2, "{} of {} bytes", packed.len(), plain.len());
            let mut page = Vec::<u8>::new();
            match coding {
                "br" => brotli::BrotliDecompress(&mut &packed[..], &mut page).unwrap(),
                _ => drop(GzDecoder::new(&packed[..]).read_to_end(&mut page).unwrap()),
            }
            assert!(page == plain, "{path} by {coding}");
        }
        // Who weighs codings is answered as by any other page.
        let weighed = get(&world, path, &[(ACCEPT_ENCODING.as_str(), "br;q=0.1, gzip;q=1.0")]).await;
        assert_eq!(weighed.headers()[CONTENT_ENCODING], "gzip");
    }
}

#[tokio::test]
async fn a_copy_that_is_still_right_is_not_sent_again_and_head_tells_the_same() {
    let world = world().await;
    let first = get(&world, "/terms", &[]).await;
    let tag = first.headers()[ETAG].to_str().unwrap().to_owned();
    let again = get(&world, "/terms", &[(IF_NONE_MATCH.as_str(), &tag)]).await;
    assert_eq!((again.status().as_u16(), again.headers()[ETAG].to_str().unwrap()), (304, &*tag));
    assert!(again.bytes().await.unwrap().is_empty());
    let welsh = [(IF_NONE_MATCH.as_str(), tag.as_str()), (COOKIE.as_str(), "language=cy")];
    assert_eq!(get(&world, "/terms", &welsh).await.status(), 200, "in Welsh it is another page");
    let head = Client::builder().no_proxy().build().unwrap().head(format!("{}/terms", world.url));
    let head = head.send().await.unwrap();
    assert_eq!((head.status().as_u16(), head.headers()[ETAG].to_str().unwrap()), (200, &*tag));
}

#[tokio::test]
async fn whoever_is_signed_in_has_their_own_page_and_nobody_else_has_it() {
    let world = world().await;
    let before = bytes(&world, "/", &[]).await;
    let mut margaret = world.sign_in_as("margaret").await;
    for _ in 0..2 {
        margaret.get("/").await.expect_text("Margaret O'Neill").expect_text("Continue");
    }
    assert!(margaret.here().headers.get(ETAG).is_none(), "nothing of hers is kept");
    assert!(bytes(&world, "/", &[]).await == before);
}

#[tokio::test]
async fn inside_the_nhs_app_the_page_is_the_apps_and_outside_it_is_not() {
    let app = [
        ("NHS_APP_URL", "https://app.nhs.test/"),
        ("NHS_APP_SCRIPT_URL", "https://script.nhs.test/js/v2/nhsapp.js"),
    ];
    let world = world_with(&app).await;
    let inside = [(USER_AGENT.as_str(), "Mozilla/5.0 (iPhone) Mobile/15E148 nhsapp-ios/2.41.0")];
    let is_inside = |page: Vec<u8>| String::from_utf8(page).unwrap().contains("app-inside");
    for _ in 0..2 {
        assert!(is_inside(bytes(&world, "/", &inside).await));
        assert!(!is_inside(bytes(&world, "/", &[]).await));
    }
}

#[tokio::test]
async fn a_page_of_a_signed_in_person_comes_by_gzip() {
    let world = world().await;
    let margaret = world.sign_in_as("margaret").await;
    let session = format!("session={}", margaret.cookie("session").expect("a session"));
    let headers = [(ACCEPT_ENCODING.as_str(), "gzip, deflate, br"), (COOKIE.as_str(), &*session)];
    let page = get(&world, "/home", &headers).await;
    assert_eq!((page.status().as_u16(), page.headers()[CONTENT_ENCODING].to_str().unwrap()), (200, "gzip"));
}
