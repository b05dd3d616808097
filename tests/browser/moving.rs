//! The page that shows a round of moving roles, while the program moves them to the sandbox's national store.

use std::time::Duration;

use domain::NhsNumber;
use serde_json::Value;

use super::person::Person;
use super::process::Process;
use super::story::Story;

const HEAD: &str =
    "supplier_id,patient_nhs_number,proxy_nhs_number,ods_code,start,end,status,legal_basis,account_type";
/// Rows of the list; each twentieth has no NHS number of the proxy.
const ROWS: usize = 420;

/// A list of two practices.
fn list() -> String {
    let mut numbers = (999_200_000_u32..)
        .flat_map(|stem| (0..10).map(move |check| format!("{stem}{check}")))
        .filter(|number| NhsNumber::parse(number).is_ok());
    let mut next = || numbers.next().expect("a number");
    let mut text = format!("{HEAD}\n");
    for row in 0..ROWS {
        let (patient, proxy) = (next(), next());
        let proxy = if row % 20 == 0 { "" } else { proxy.as_str() };
        let code = ["A81001", "B82002", "B82002"][row % 3];
        text += &format!("L-{row},{patient},{proxy},{code},2024-02-01,,active,consent,\n");
    }
    text
}

/// A part of the week that is open now, and for two days.
fn window(story: &Story) -> String {
    let day = |days: i64| {
        let name = (story.world.clock.now() + time::Duration::days(days)).weekday().to_string();
        name[..3].to_owned()
    };
    format!("{} 20:00 - {} 06:00", day(-2), day(3))
}

/// Waits until the page, which reads itself again, says that so many rows are done.
async fn has_done(operator: &Person, wanted: usize) {
    const TEXT: &str = "return document.body.innerText;";
    let looked = async {
        loop {
            // While one page gives way to the next there may be none to ask.
            let text = operator.client.execute(TEXT, Vec::new()).await.unwrap_or(Value::Null);
            let done = text.as_str().and_then(|text| {
                let (before, _) = text.split_once(" rows are done")?;
                let (done, _) = before.lines().last()?.split_once(" of ")?;
                done.trim().parse::<usize>().ok()
            });
            if done.is_some_and(|done| done >= wanted) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(120), looked).await.expect("the rows are moved");
}

#[tokio::test(flavor = "multi_thread")]
async fn given_a_round_under_way_when_its_operator_looks_then_the_page_follows_it_and_stays_when_asked() {
    let story = Story::begin("moving").await;
    let world = &story.world;
    let settings = world.keys.national(&world.sandbox);
    let settings: Vec<(&str, &str)> =
        settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let file = std::env::temp_dir().join(format!("moving-{}.csv", world.clock.new_id().simple()));
    std::fs::write(&file, list()).expect("a file");
    let path = file.display().to_string();
    let (window, round) = (window(&story), "First batch");
    let plan = ["migration", "plan", "--environment", "live", "--round", round, "--rate", "20"];
    let more = ["--practice", "A81001", "--practice", "B82002", "--window", &window];
    for arguments in [&["migration", "import", &path][..], &[&plan[..], &more[..]].concat()] {
        let ended = Process::output(world, arguments, &settings).await;
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    std::fs::remove_file(&file).expect("it is there");
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
    let address = free.expect("a free port").to_string();
    let watch = ["migration", "watch", "--round", round, "--listen", &address];
    let _watch = Process::begin(world, &watch, &settings);
    let _run = Process::begin(world, &["migration", "run", "--round", round], &settings);
    let operator = story.person("operator").await;
    while tokio::net::TcpStream::connect(&address).await.is_err() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    operator.open(&format!("http://{address}/")).await;
    has_done(&operator, ROWS / 3).await;
    operator.follow("Keep it as it is").await;
    operator.sees("live", round).await;
    operator.reads("Running").await;
    operator.follow("Read it again every five seconds").await;
    has_done(&operator, ROWS / 20 * 19).await;
}
