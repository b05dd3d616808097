//! Staff keep copies of documents that they have seen: a file or a link, opened by their practice alone, gone with the verification.

use domain::account::EvidenceId;
use proxy_access::actions::accounts::evidence::{LARGEST, open};
use reqwest::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};

use super::pages_find::home;
use super::support::*;
use crate::story::count;
use crate::support::browser::Browser;
use crate::support::log_capture::LogCapture;
use crate::support::page::Page;
use crate::support::world::{World, world, world_with};

const FILE: &str = "copy-file";
const SCAN: &[u8] = b"%PDF-1.7 the passport of Alex Smith";

/// The page that checks that a passport was seen.
async fn checking(browser: &mut Browser, holder: Holder) -> Page {
    browser.get(&format!("{}/verify", home(holder))).await.expect_status(200);
    let page = browser.submit(&[("proof", "documents"), ("seen", "passport"), ("note", "a visit")]).await;
    page.expect_status(200).expect_text("Check your answers").expect_text("Documents seen: Passport");
    page
}

/// An account, and a receptionist who is to check what they answered about it.
async fn begin() -> (World, Holder, Browser) {
    let world = world().await;
    let holder = opened(&world).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    checking(&mut rachel, holder).await.expect_text("Copy of a document");
    (world, holder, rachel)
}

/// What is wrong with the copy; nothing is kept or verified, and the other answers still stand there.
async fn refused(world: &World, holder: Holder, page: &Page, words: &str) {
    page.expect_status(422).expect_text("Documents seen: Passport");
    let texts: Vec<String> = page.errors().into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, [words], "{page}");
    assert!(page.title().starts_with("Error: "), "{page}");
    assert_eq!(page.value("note").as_deref(), Some("a visit"));
    assert_eq!(count(world, "evidence").await, 0);
    assert_eq!(expect_whole(world, holder.id).await.verification, None);
}

#[tokio::test]
async fn cs_32_a_copy_is_uploaded_listed_opened_by_the_practice_alone_and_gone_with_the_verification() {
    let (world, holder, mut rachel) = begin().await;
    let page = rachel.attach(&[], (FILE, "passport of Alex.pdf", SCAN)).await;
    page.expect_status(200).expect_text("Your change is saved").expect_text("A copy of a document was kept");
    page.expect_text("Copy of a document kept").expect_text("Rachel Reid (practice)").expect_text("a visit");
    let link = page.link("Open the copy");
    let copy = rachel.get(&link).await;
    copy.expect_status(200);
    assert_eq!(copy.body.as_bytes(), SCAN);
    let header = |name| copy.headers[&name].to_str().unwrap().to_owned();
    assert_eq!(header(CONTENT_TYPE), "application/pdf");
    assert_eq!(header(CONTENT_DISPOSITION), "attachment; filename=\"copy.pdf\"");
    assert_eq!(header(CACHE_CONTROL), "no-store");
    assert_eq!(copy.headers["x-content-type-options"], "nosniff");
    let policy = header(CONTENT_SECURITY_POLICY);
    assert!(policy.split("; ").any(|directive| directive == "sandbox"), "{policy}");
    rachel.get(&format!("{}/reads", home(holder))).await.expect_text("A copy of a document");

    for browser in [&mut world.staff_sign_in_as("reception-b").await, &mut world.sign_in_as("margaret").await]
    {
        browser.get(&link).await.expect(404, "Page not found");
    }
    rachel.get(&format!("{}/unverify", home(holder))).await.expect_text("are deleted");
    rachel.submit(&[("reason", "doubt")]).await.expect_status(200);
    rachel.submit(&[]).await.expect_text("Your change is saved").expect_no_text("Open the copy");
    assert_eq!(count(&world, "evidence").await, 0);
    rachel.get(&link).await.expect(404, "Page not found");
}

#[tokio::test]
async fn a_file_that_cannot_be_kept_is_named_and_the_other_answers_stay() {
    let (world, holder, mut rachel) = begin().await;
    let page = rachel.attach(&[], (FILE, "passport.pdf", b"<svg onload=\"x\">")).await;
    refused(&world, holder, &page, "The file must be a JPEG, a PNG or a PDF").await;
    let large = [SCAN, &vec![0; LARGEST]].concat();
    let page = rachel.attach(&[], (FILE, "passport.pdf", &large)).await;
    refused(&world, holder, &page, "The file must be 5 MB or smaller").await;
    let page = rachel.attach(&[("copy-link", "http://plain.example")], (FILE, "", b"")).await;
    refused(
        &world,
        holder,
        &page,
        "Enter a link that begins with https:// and has no name or password in it",
    )
    .await;
    assert_eq!(page.value("copy-link").as_deref(), Some("http://plain.example"));
    let both = [("copy-link", "https://records.example.nhs.uk/1")];
    let page = rachel.attach(&both, (FILE, "passport.pdf", SCAN)).await;
    refused(&world, holder, &page, "Choose a file or enter a link, not both").await;
    let just = [SCAN, &vec![0; LARGEST - SCAN.len()]].concat();
    let page = rachel.attach(&[("copy-link", "")], (FILE, "passport.pdf", &just)).await;
    page.expect_status(200).expect_text("Your change is saved");
    assert_eq!(count(&world, "evidence").await, 1);
}

#[tokio::test]
async fn a_link_is_kept_and_followed_from_a_page_of_its_own() {
    let (world, _, mut rachel) = begin().await;
    let link = "https://records.example.nhs.uk/scans/1?page=2";
    let page = rachel.attach(&[("copy-link", link)], (FILE, "", b"")).await;
    page.expect_status(200).expect_text("Your change is saved");
    assert_eq!(count(&world, "evidence").await, 1);
    assert!(!page.body.contains("records.example"), "{page}");
    let page = rachel.follow("Open the copy").await;
    assert_eq!(page.attributes("main a[rel=noreferrer]", "href"), [link]);
}

#[tokio::test]
async fn identity_is_verified_without_a_copy_too_and_each_of_several_is_listed() {
    let (world, holder, mut rachel) = begin().await;
    let page = rachel.attach(&[], (FILE, "", b"")).await;
    page.expect_status(200).expect_text("Your change is saved").expect_no_text("Open the copy");
    for (name, scan) in [("a.jpg", &b"\xff\xd8\xff\xe0 a face"[..]), ("b.png", b"\x89PNG\r\n\x1a\n a page")] {
        checking(&mut rachel, holder).await;
        rachel.attach(&[], (FILE, name, scan)).await.expect_text("Your change is saved");
    }
    let page = rachel.here();
    assert_eq!(page.links().iter().filter(|(text, _)| text.contains("Open the copy")).count(), 2, "{page}");
    let copies = page.attributes("a[href*='/copies/']", "href");
    let ids = copies.iter().map(|link| link.rsplit('/').next().unwrap().parse::<EvidenceId>().unwrap());
    for id in ids {
        assert!(open(&world.app, &staff(), (holder.id, id)).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn only_the_form_with_a_copy_takes_more_than_the_others_and_only_from_its_reader() {
    let (world, holder, mut rachel) = begin().await;
    let mut mark = world.staff_sign_in_as("manager-a").await;
    let version = rachel.here().value("version").expect("one");
    let theirs = mark.get(&format!("{}/verify", home(holder))).await.value("for").expect("a tag");
    let answers = [("for", theirs.as_str()), ("version", version.as_str())];
    let page = rachel.attach(&answers, (FILE, "passport.pdf", SCAN)).await;
    page.expect(409, "Nothing has changed, because someone else has signed in");
    assert_eq!(count(&world, "evidence").await, 0);
    for path in ["off", "unverify", "key", "patient"] {
        let large = format!("note={}", "x".repeat(64 * 1024));
        let headers = crate::steps::OWN_FORM;
        let page =
            rachel.raw(reqwest::Method::POST, &format!("{}/{path}", home(holder)), &headers, &large).await;
        assert_eq!(page.status, 413, "{path}: {page}");
        let kind = "multipart/form-data; boundary=x";
        let headers = [("content-type", kind), ("sec-fetch-site", "same-origin")];
        let body = "--x\r\nContent-Disposition: form-data; name=\"version\"\r\n\r\n1\r\n--x--\r\n";
        let page =
            rachel.raw(reqwest::Method::POST, &format!("{}/{path}", home(holder)), &headers, body).await;
        assert_eq!(page.status, 400, "{path}: {page}");
    }
}

#[tokio::test]
async fn fields_with_nothing_in_them_count_too() {
    let (_world, holder, mut rachel) = begin().await;
    let name = "x".repeat(1000);
    let part = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n\r\n");
    let body = format!("{}--x--\r\n", part.repeat(66));
    let headers = [("content-type", "multipart/form-data; boundary=x"), ("sec-fetch-site", "same-origin")];
    let path = format!("{}/verify", home(holder));
    let page = rachel.raw(reqwest::Method::POST, &path, &headers, &body).await;
    assert_eq!(page.status, 413, "{page}");
}

#[tokio::test]
async fn without_its_secret_no_copy_is_asked_for() {
    let world = world_with(&[("EVIDENCE_SECRET", "")]).await;
    let holder = opened(&world).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    checking(&mut rachel, holder).await.expect_no_text("Copy of a document");
    rachel.submit(&[]).await.expect_status(200).expect_text("Your change is saved");
}

#[tokio::test]
async fn a_copy_stands_in_no_log_and_no_address_has_the_name_of_its_file() {
    let log = LogCapture::start();
    let (_world, _, mut rachel) = begin().await;
    rachel.attach(&[], (FILE, "passport of Alex.pdf", SCAN)).await.expect_status(200);
    rachel.follow("Open the copy").await;
    log.expect_none_of(&["passport of", "Alex", "%PDF"]);
    assert!(rachel.visited().iter().all(|url| !url.as_str().contains("Alex")));
}
