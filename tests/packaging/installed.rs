//! The life of the package on a machine, as `packaging/debian/README.Debian` tells it to the operator.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::process::Command;
use std::time::Duration;

use proxy_access::run::demo::keys::Keys;
use proxy_access::tokens::TokenKeys;

use crate::cluster::Cluster;
use crate::package::{Package, told};
use crate::private_root::PrivateRoot;
use crate::unit::{Started, Unit};

const SETTINGS: &str = "/etc/proxy-access/environment";
const PROGRAM: &str = "/usr/bin/proxy-access";

fn free_address() -> SocketAddr {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    free.local_addr().expect("an address")
}

/// A new key as an operator writes it into a file of settings: one line, between quotes.
fn key() -> String {
    let pem = Keys::generate().expect("a key").private_pem;
    format!("\"{}\"", pem.lines().collect::<Vec<_>>().join("\\n"))
}

/// Fills in what the installed settings leave to the operator, and nothing else.
fn write_settings(root: &PrivateRoot, database_url: &str, address: SocketAddr) {
    let key = key();
    let address = address.to_string();
    let written = [
        ("LISTEN", address.as_str()),
        ("DATABASE_URL", database_url),
        ("LINK_SECRET", "thirty-two characters, or some more"),
        ("NHS_LOGIN_CLIENT_ID", "trusted-person"),
        ("NHS_LOGIN_PRIVATE_KEY", &key),
        ("CIS2_CLIENT_ID", "trusted-person"),
        ("CIS2_PRIVATE_KEY", &key),
        ("CIS2_KEY_ID", "one"),
        ("PDS_API_KEY", "a key"),
        ("PDS_KEY_ID", "one"),
        ("PDS_PRIVATE_KEY", &key),
        ("ODS_API_KEY", "a key"),
        ("ACCESS_TOKEN_KEYS", &key),
        ("CONTROLLER", "An organisation, 1 High Street, Leeds"),
        ("DATA_PROTECTION_EMAIL", "privacy@example.test"),
        ("SMTP_URL", "smtps://user:password@mail.example:465"),
    ];
    write_in(root, &written);
}

/// The same for the store of roles, which listens on this address.
fn write_settings_of_the_store(root: &PrivateRoot, address: SocketAddr) {
    let pem = Keys::generate().expect("a key").private_pem;
    let keys = TokenKeys::read(&pem.into()).expect("a key");
    let (keys, address) = (serde_json::to_string(keys.public()).expect("JSON"), address.to_string());
    let written = [
        ("NATIONAL_URL", "https://roles.example.nhs.uk"),
        ("NATIONAL_LISTEN", address.as_str()),
        ("NATIONAL_TOKEN_ISSUER", "https://authority.example.nhs.uk"),
        ("NATIONAL_TOKEN_KEYS", keys.as_str()),
    ];
    write_in(root, &written);
}

fn write_in(root: &PrivateRoot, written: &[(&str, &str)]) {
    let file = root.path(SETTINGS);
    let mut text = std::fs::read_to_string(&file).expect("the settings");
    for (name, value) in written {
        let start = format!("{name}=");
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let line = lines.iter_mut().find(|line| line.starts_with(&start));
        *line.unwrap_or_else(|| panic!("no {name} in the settings")) = format!("{start}{value}");
        text = lines.join("\n") + "\n";
    }
    std::fs::write(&file, text).expect("a file");
}

/// Whether the server says it is ready, within half a minute.
async fn is_ready(address: SocketAddr) -> bool {
    is_well(address, "/health/ready").await
}

/// Whether what it answers there is a success, as soon as it answers.
async fn is_well(address: SocketAddr, path: &str) -> bool {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let asked = async {
        loop {
            if let Ok(answer) = client.get(format!("http://{address}{path}")).send().await {
                return answer.status().is_success();
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), asked).await.unwrap_or(false)
}

/// Enables a unit in the private root, as the operator does on a machine.
fn enable(root: &PrivateRoot, units: &[&str]) {
    let mut command = Command::new("systemctl");
    command.arg(format!("--root={}", root.path("/").display())).args(["--quiet", "enable"]);
    told(command.args(units.iter().map(|unit| format!("proxy-access-{unit}.service"))));
}

fn enabled(root: &PrivateRoot) -> BTreeSet<String> {
    let links = root.everything().into_iter().filter(|path| path.starts_with("/etc/systemd/system/"));
    links.filter(|path| path.ends_with(".service")).collect()
}

async fn stopped_in_peace(unit: Started) {
    let status = unit.stop().await;
    assert!(status.success(), "{status}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_installs_starts_upgrades_removes_and_purges_the_package() {
    let (first, second) = (Package::of_version("1.0.0"), Package::of_version("1.0.1"));
    let root = PrivateRoot::for_package(&first);
    let cluster = Cluster::start().await;

    root.install(&first);
    assert_eq!(root.state(), "1.0.0 install ok installed");
    assert_eq!(enabled(&root), BTreeSet::new(), "the package enables nothing");
    for unit in ["serve", "national"] {
        assert!(!Unit::of(&root, unit).run().success(), "without settings {unit} does not start");
    }

    let address = free_address();
    write_settings(&root, &cluster.url, address);
    assert!(!Unit::of(&root, "national").run().success(), "who has no store of roles starts none");
    let store_address = free_address();
    write_settings_of_the_store(&root, store_address);
    let edited = std::fs::read_to_string(root.path(SETTINGS)).expect("the settings");
    for (unit, address, path) in
        [("serve", address, "/health/ready"), ("national", store_address, "/_status")]
    {
        let unmigrated = Unit::of(&root, unit).start();
        assert!(!is_well(address, path).await, "before the database has its shape {unit} takes no requests");
        stopped_in_peace(unmigrated).await;
    }
    assert!(Unit::of(&root, "migrate").run().success());
    let (server, worker) = (Unit::of(&root, "serve").start(), Unit::of(&root, "worker").start());
    let store = Unit::of(&root, "national").start();
    assert!(is_ready(address).await && is_well(store_address, "/_status").await);
    enable(&root, &["serve", "worker", "national"]);
    assert_eq!(enabled(&root).len(), 3, "{:?}", enabled(&root));

    root.install(&second);
    assert_eq!(root.state(), "1.0.1 install ok installed");
    assert_eq!(std::fs::read_to_string(root.path(SETTINGS)).expect("the settings"), edited);
    assert_eq!(enabled(&root).len(), 3, "what was enabled still is");
    let runs = is_ready(address).await && is_well(store_address, "/_status").await;
    assert!(runs, "what runs goes on until the operator restarts it");
    for unit in [server, worker, store] {
        stopped_in_peace(unit).await;
    }
    assert!(Unit::of(&root, "migrate").run().success());
    for (unit, address, path) in
        [("serve", address, "/health/ready"), ("national", store_address, "/_status")]
    {
        let again = Unit::of(&root, unit).start();
        assert!(is_well(address, path).await, "{unit}");
        stopped_in_peace(again).await;
    }

    root.dpkg(&["--remove", "proxy-access"]);
    assert!(!root.path(PROGRAM).exists() && root.path(SETTINGS).exists());
    assert_eq!(enabled(&root), BTreeSet::new(), "what is gone does not start");
    root.dpkg(&["--purge", "proxy-access"]);
    let left: Vec<String> =
        root.everything().into_iter().filter(|path| path.contains("proxy-access")).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn settings_that_the_operator_and_a_new_version_both_changed_stay_the_operators() {
    let (first, second) = (Package::of_little("1.0.0"), Package::with_other_settings("1.0.1"));
    let root = PrivateRoot::for_package(&first);
    root.install(&first);
    std::fs::write(root.path(SETTINGS), "LANGUAGES=en\n").expect("a file");
    // As unattended upgrades do.
    root.dpkg(&["--force-confold", "--install", &second.file.to_string_lossy()]);
    assert_eq!(std::fs::read_to_string(root.path(SETTINGS)).expect("the settings"), "LANGUAGES=en\n");
    let offered = root.path(&format!("{SETTINGS}.dpkg-dist"));
    assert!(std::fs::read_to_string(offered).expect("the new ones").contains("ANOTHER=setting"));
    root.dpkg(&["--purge", "proxy-access"]);
    assert!(!root.path("/etc/proxy-access").exists(), "the settings and what was offered are gone");
}
