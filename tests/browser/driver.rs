//! A chromedriver of the test's own on a free port; it and its browsers are gone when the test is, also after a panic.

use std::fs::Permissions;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use domain::clock::Clock;
use fantoccini::{Client, ClientBuilder};
use serde_json::json;

/// What every browser is started with: no screen, no calls home.
const ARGUMENTS: [&str; 15] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
    "--disable-component-update",
    // It ends when chromedriver does, however that ends.
    "--remote-debugging-pipe",
    "--window-size=1280,900",
    "--hide-scrollbars",
    // What no test looks at: each would be a process more.
    "--in-process-gpu",
    "--disable-gpu",
    "--disable-gpu-rasterization",
    "--disable-extensions",
    "--disable-component-extensions-with-background-pages",
];

/// Whether pages may run scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scripts {
    /// They may.
    On,
    /// They may not, as where scripts are blocked or did not load.
    Off,
}

/// A running chromedriver.
pub struct Driver {
    process: Child,
    _output: BufReader<ChildStdout>,
    url: String,
    folder: PathBuf,
}

impl Driver {
    /// Starts one.
    pub fn start() -> Driver {
        // Killed with the test's process even if that has no time to clear up.
        let mut process = Command::new("setpriv")
            .args(["--pdeathsig", "KILL", "--"])
            .arg(program("chromedriver"))
            .args(["--port=0", "--log-level=SEVERE"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let mut output = BufReader::new(process.stdout.take().expect("its output"));
        let mut line = String::new();
        let port = loop {
            line.clear();
            let read = output.read_line(&mut line).expect("chromedriver says where it is");
            assert!(read > 0, "chromedriver ended before it said where it is");
            if let Some((_, port)) = line.trim().trim_end_matches('.').split_once("successfully on port ") {
                break port.to_owned();
            }
        };
        let name = format!("proxy-access-browser-{}", Clock::system().new_id().simple());
        let folder = std::env::temp_dir().join(name);
        Driver { process, _output: output, url: format!("http://127.0.0.1:{port}"), folder }
    }

    /// Opens a browser with nothing in it: no cookies, no history, nobody signed in.
    /// One with an `agent` names itself so.
    pub async fn browser(&self, scripts: Scripts, agent: Option<&str>) -> Client {
        let profile = self.folder.join(Clock::system().new_id().simple().to_string());
        std::fs::create_dir_all(&profile).expect("a folder for the browser");
        let mut arguments: Vec<String> = ARGUMENTS.map(str::to_owned).to_vec();
        arguments.push(format!("--user-data-dir={}", profile.display()));
        arguments.extend(agent.map(|agent| format!("--user-agent={agent}")));
        let preferences = match scripts {
            Scripts::On => json!({}),
            Scripts::Off => json!({ "profile.managed_default_content_settings.javascript": 2 }),
        };
        let binary = self.binary(scripts);
        let options = json!({ "binary": binary, "args": arguments, "prefs": preferences });
        let wanted = json!({
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let wanted = wanted.as_object().expect("an object").clone();
        let mut builder = ClientBuilder::rustls().expect("a client");
        builder.capabilities(wanted);
        let client = builder.connect(&self.url).await.expect("Chromium starts");
        super::inspect::bring_axe(&client).await;
        super::inspect::let_copy(&client).await;
        client
    }

    /// The browser to start: Chromium, and where pages may run scripts its headless shell, if there is one: the same pages by the
    /// same engine with little more than half of the work. It keeps no preferences, so it cannot be told to run no scripts.
    fn binary(&self, scripts: Scripts) -> PathBuf {
        let shell = find("chromium-headless-shell").filter(|_| scripts == Scripts::On);
        let Some(shell) = shell else { return program("chromium") };
        // chromedriver waits for a page, and the shell opens one only when it is told which.
        let starter = self.folder.join("headless-shell");
        if starter.exists() {
            return starter;
        }
        let told = format!("#!/bin/sh\nexec '{}' \"$@\" about:blank\n", shell.display());
        std::fs::write(&starter, told).expect("a way to start the browser");
        std::fs::set_permissions(&starter, Permissions::from_mode(0o700)).expect("it can be started");
        starter
    }
}

impl Drop for Driver {
    /// Closes the browsers and waits for them, on a thread with a runtime of its own.
    fn drop(&mut self) {
        let shutdown = format!("{}/shutdown", self.url);
        let asked = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(5)).build();
                drop(client.expect("a client").get(shutdown).send().await);
            });
        });
        drop(asked.join());
        drop(self.process.kill());
        drop(self.process.wait());
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// Where a program is, if it is there.
fn find(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// Where a program is that must be there.
fn program(name: &str) -> PathBuf {
    find(name).unwrap_or_else(|| {
        panic!("{name} is missing: browser tests need it. Run bin/setup, which installs it.")
    })
}
