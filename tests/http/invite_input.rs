//! Every field of every form of an invitation takes what people type: a clear answer, and nothing lost.

use time::OffsetDateTime;

use crate::story::{DAVID, begin, count};
use crate::support::browser::Browser;
use crate::support::log_capture::LogCapture;
use crate::support::page::Page;
use crate::support::world::world;

/// In everything that is typed here; must be in no log line.
const MARK: &str = "Qqmarker";

type Change<'a> = &'a [(&'a str, &'a str)];

/// Sends the first page with some fields changed.
async fn who(browser: &mut Browser, draft: &str, change: Change<'_>) -> Page {
    let mut fields = DAVID.fields().to_vec();
    fields.retain(|(name, _)| change.iter().all(|(changed, _)| changed != name));
    fields.extend(change);
    browser.post(&format!("/invite/{draft}/who"), &fields).await
}

/// The page comes back with this one problem, beside its field and in the summary, with what was typed still in it.
#[track_caller]
fn expect_problem(page: &Page, change: Change<'_>, field: &str, words: &str) {
    assert_eq!(page.status, 422, "{change:?}: {page}");
    assert_eq!(page.errors(), [(format!("#{field}"), words.to_owned())], "{change:?}");
    assert_eq!(page.inline_errors(), [words], "{change:?}");
    assert!(page.title().starts_with("Error: "), "{change:?}: {}", page.title());
    for (name, typed) in change.iter().filter(|(_, typed)| !typed.chars().any(char::is_control)) {
        assert_eq!(page.value(name).as_deref(), Some(*typed), "{change:?}");
    }
}

#[tokio::test]
async fn names_that_are_none_are_told_apart() {
    let (log, world) = (LogCapture::start(), world().await);
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    let long = format!("{MARK}{}", "a".repeat(93));
    let unfit = [
        format!("{MARK}\u{7}"),
        format!("{MARK}\0"),
        format!("{MARK}\u{85}"),
        format!("{MARK}\r\nBcc: everybody@example.test"),
        format!("<b>{MARK}</b>"),
        format!("{MARK}\u{2028}turned"),
    ];
    for empty in ["", "   "] {
        let page = who(&mut margaret, &draft, &[("family_name", empty)]).await;
        expect_problem(&page, &[("family_name", empty)], "family_name", "Enter the person’s last name");
    }
    for (field, label) in [("given_name", "First name"), ("family_name", "Last name")] {
        let page = who(&mut margaret, &draft, &[(field, &long)]).await;
        expect_problem(&page, &[(field, &long)], field, &format!("{label} must be 100 characters or less"));
        for typed in &unfit {
            let words = format!("{label} must only have letters, spaces, hyphens and apostrophes");
            let page = who(&mut margaret, &draft, &[(field, typed)]).await;
            expect_problem(&page, &[(field, typed)], field, &words);
        }
    }
    log.expect_none_of(&[MARK]);
}

#[tokio::test]
async fn names_as_people_have_them_are_taken() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    let hundred = "é".repeat(100);
    for name in
        ["Ольга", "Siân Mair", "O’Neill", "O'Neill", "Llewellyn-Jones", "Nguyễn", "李", "X", "محمد", &hundred]
    {
        let page = who(&mut margaret, &draft, &[("given_name", name), ("family_name", name)]).await;
        page.expect(200, &format!("How is {name} {name} related to you?"));
    }
}

#[tokio::test]
async fn dates_that_are_no_date_of_birth_are_told_apart() {
    let (log, world) = (LogCapture::start(), world().await);
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    let next_year = (world.clock.now().year() + 1).to_string();
    let (day, month, year) = ("born-day", "born-month", "born-year");
    let [no_day, no_month, no_year, one_alone] = ["a day", "a month", "a year", "a month and a year"]
        .map(|missing| format!("Date of birth must include {missing}"));
    let unreadable = "Enter the day, the month and the year as numbers, for example 31 3 1980";
    let short = "The year must have 4 numbers, for example 1980";
    let not_real = "Date of birth must be a real date";
    let cases: &[(Change<'_>, &str, &str)] = &[
        (&[(day, ""), (month, ""), (year, "")], day, "Enter the person’s date of birth"),
        (&[(day, " "), (month, "11"), (year, "1949")], day, &no_day),
        (&[(day, "2"), (month, ""), (year, "1949")], month, &no_month),
        (&[(day, "2"), (month, "11"), (year, "")], year, &no_year),
        (&[(day, "2"), (month, ""), (year, "")], month, &one_alone),
        (&[(day, "29"), (month, "2"), (year, "1981")], day, not_real),
        (&[(day, "31"), (month, "4"), (year, "1981")], day, not_real),
        (&[(day, "0"), (month, "4"), (year, "1981")], day, not_real),
        (&[(day, "2"), (month, "13"), (year, "1981")], month, not_real),
        (&[(day, "2"), (month, "11"), (year, "49")], year, short),
        (&[(day, "2/11/49"), (month, ""), (year, "")], day, short),
        (&[(day, "31 Apr 1981"), (month, ""), (year, "")], day, not_real),
        (&[(day, "2"), (month, "Xyz"), (year, "1949")], month, unreadable),
        (&[(day, "2"), (month, "11"), (year, "0000")], year, not_real),
        (&[(day, "2"), (month, "11"), (year, "194９")], year, unreadable),
        (&[(day, MARK), (month, "11"), (year, "1949")], day, unreadable),
        (&[(day, "-2"), (month, "11"), (year, "1949")], day, unreadable),
        (&[(day, "2\0"), (month, "11"), (year, "1949")], day, unreadable),
        (&[(day, "2"), (month, "11"), (year, &next_year)], day, "Date of birth must be in the past"),
        (&[(day, "2"), (month, "11"), (year, "1899")], day, "Date of birth must be in 1900 or later"),
    ];
    for (change, field, words) in cases {
        let page = who(&mut margaret, &draft, change).await;
        expect_problem(&page, change, field, words);
    }
    log.expect_none_of(&[MARK]);
}

#[tokio::test]
async fn a_leap_day_is_a_birthday_and_spaces_do_not_matter() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    let born = [("born-day", " 29 "), ("born-month", "02"), ("born-year", "1980")];
    who(&mut margaret, &draft, &born).await.expect(200, "How is David O'Neill related to you?");
}

#[tokio::test]
async fn a_date_may_be_written_out() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    let dates =
        [["4", "Apr", "1984"], ["4", "ebrill", "1984"], ["4 Apr 1984", "", ""], ["", "", "04/04/1984"]];
    for [day, month, year] in dates {
        let born = [("born-day", day), ("born-month", month), ("born-year", year)];
        let page = who(&mut margaret, &draft, &born).await;
        page.expect(200, "How is David O'Neill related to you?");
    }
}

#[tokio::test]
async fn numbers_that_are_no_nhs_number_of_another_person_are_told_apart() {
    let (log, world) = (LogCapture::start(), world().await);
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    let (digits, length) = ("NHS number must only have numbers", "NHS number must have 10 numbers");
    let check = "This is not an NHS number. Check it and enter it again";
    let own = "This is your own NHS number. Enter the other person’s";
    let endless = "9".repeat(5000);
    let cases = [
        ("", "Enter the person’s NHS number"),
        ("  ", "Enter the person’s NHS number"),
        (MARK, digits),
        ("999000002O", digits),
        ("９９９００００２６", digits),
        ("9990000026\0", digits),
        ("999000002", length),
        ("99900000260", length),
        ("---", length),
        (endless.as_str(), length),
        ("9990000027", check),
        ("0000000000", check),
        ("1111111111", check),
        ("9990000018", own),
        ("999 000 0018", own),
    ];
    for (typed, words) in cases {
        let change = [("nhs_number", typed)];
        let page = who(&mut margaret, &draft, &change).await;
        expect_problem(&page, &change, "nhs_number", words);
    }
    for typed in ["999 000 0026", "999-000-0026", " 9990000026 ", "999\u{a0}000\u{a0}0026"] {
        let page = who(&mut margaret, &draft, &[("nhs_number", typed)]).await;
        page.expect(200, "How is David O'Neill related to you?");
    }
    log.expect_none_of(&[MARK, "999000002", "999 000"]);
}

#[tokio::test]
async fn addresses_that_are_none_are_told_apart() {
    let (log, world) = (LogCapture::start(), world().await);
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    let unfit = "Enter an email address like name@example.com";
    let long = format!("{MARK}@{}.test", "a".repeat(250));
    let mut cases = vec![
        (String::new(), "Enter the person’s email address"),
        ("  ".to_owned(), "Enter the person’s email address"),
        (long, "Email address must be 254 characters or less"),
    ];
    let typed =
        ["", "@", "@example.test\r\nBcc: b@example.test", "@example.test\nSubject: hello", "@[10.0.0.1]"];
    let more =
        ["@localhost", " x@example.test", "@döts.test", "@example.test,b@example.test", "@example.test>"];
    let all = typed.into_iter().chain(more).chain(["@example.test\0", ".@example.test", "@exa mple.test"]);
    cases.extend(all.map(|end| (format!("{MARK}{end}"), unfit)));
    for (typed, words) in &cases {
        let change = [("email", typed.as_str())];
        let page = who(&mut margaret, &draft, &change).await;
        expect_problem(&page, &change, "email", words);
    }
    who(&mut margaret, &draft, &[("email", " david+gp@mail.example.test ")])
        .await
        .expect(200, "How is David O'Neill related to you?");
    log.expect_none_of(&[MARK]);
}

#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once_and_in_order() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    let page = margaret.post(&format!("/invite/{draft}/who"), &[]).await;
    let at: Vec<String> = page.errors().into_iter().map(|(at, _)| at).collect();
    assert_eq!(at, ["#family_name", "#born-day", "#nhs_number", "#email"]);
}

#[tokio::test]
async fn somebody_under_16_cannot_be_invited_on_any_way() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    let turns_16 = |days: i64| {
        let day: OffsetDateTime = world.clock.now() + time::Duration::days(days);
        [day.day().to_string(), u8::from(day.month()).to_string(), (day.year() - 16).to_string()]
    };
    let [day, month, year] = turns_16(2);
    let born: [(&str, &str); 3] = [("born-day", &day), ("born-month", &month), ("born-year", &year)];
    let page = who(&mut margaret, &draft, &born).await;
    page.expect(422, "You can only invite someone who is 16 or over");
    margaret.get(&format!("/invite/{draft}/who")).await;
    assert_eq!(margaret.here().value("born-year"), Some(year.clone()), "the answers are kept");
    for (page, fields) in REST {
        margaret.post(&format!("/invite/{draft}/{page}"), fields).await;
    }
    margaret.here().expect(422, "You can only invite someone who is 16 or over");
    assert_eq!(count(&world, "delegation").await, 0);
    let [day, month, year] = turns_16(-2);
    let born: [(&str, &str); 3] = [("born-day", &day), ("born-month", &month), ("born-year", &year)];
    who(&mut margaret, &draft, &born).await.expect(200, "Check your answers");
}

/// Good answers of all pages after the first.
const REST: [(&str, &[(&str, &str)]); 6] = [
    ("relationship", &[("relationship", "friend")]),
    ("services", &[("services", "book_appointments")]),
    ("how-long", &[("how_long", "no_end")]),
    ("pressure", &[("pressure", "no")]),
    ("check", &[]),
    ("declaration", &[("declare", "yes")]),
];

#[tokio::test]
async fn choices_that_are_not_offered_are_asked_again() {
    let (log, world) = (LogCapture::start(), world().await);
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    who(&mut margaret, &draft, &[]).await;
    let (related, how_long) = ("Choose how the person is related to you", "Choose how long this should last");
    let (one, level) = ("Choose at least one thing", "Choose how much of your record they may see");
    let cases: &[(&str, Change<'_>, &str, &str)] = &[
        ("relationship", &[], "relationship", related),
        ("relationship", &[("relationship", MARK)], "relationship", related),
        ("relationship", &[("relationship", "\0")], "relationship", related),
        ("services", &[], "services", one),
        ("services", &[("services", MARK)], "services", one),
        ("services", &[("record", "full")], "services", one),
        ("services", &[("services", "view_record")], "record", level),
        ("services", &[("services", "view_record"), ("record", "none")], "record", level),
        ("services", &[("services", "view_record"), ("record", MARK)], "record", level),
        ("how-long", &[], "how_long", how_long),
        ("how-long", &[("how_long", MARK)], "how_long", how_long),
        ("how-long", &[("how_long", "until")], "ends-day", "Enter the last day"),
        ("pressure", &[], "pressure", "Choose an answer"),
        ("pressure", &[("pressure", MARK)], "pressure", "Choose an answer"),
    ];
    for (page, fields, at, words) in cases {
        let shown = margaret.post(&format!("/invite/{draft}/{page}"), fields).await;
        assert_eq!(shown.status, 422, "{page} {fields:?}: {shown}");
        assert_eq!(shown.errors(), [(format!("#{at}"), (*words).to_owned())], "{page} {fields:?}");
    }
    log.expect_none_of(&[MARK]);
}

#[tokio::test]
async fn last_days_that_are_none_are_told_apart() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    who(&mut margaret, &draft, &[]).await;
    let today = world.clock.today_in_london();
    let at = |years: i32| (today.year() + years).to_string();
    let (day, month) = (today.day().to_string(), u8::from(today.month()).to_string());
    let cases = [
        (day.as_str(), month.as_str(), at(0), "Last day must be in the future"),
        (day.as_str(), month.as_str(), at(-1), "Last day must be in the future"),
        ("1", "1", at(11), "Last day must be within the next 10 years. Or choose “With no end date”"),
        ("30", "2", at(1), "Last day must be a real date"),
        ("30", "", at(1), "Last day must include a month"),
    ];
    for (day, month, year, words) in &cases {
        let fields = [("how_long", "until"), ("ends-day", day), ("ends-month", month), ("ends-year", year)];
        let page = margaret.post(&format!("/invite/{draft}/how-long"), &fields).await;
        assert_eq!((page.status.as_u16(), page.inline_errors()), (422, vec![(*words).to_owned()]));
    }
}
