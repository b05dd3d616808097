//! The program itself, in a process of its own, on a test's database and sandbox.

use std::process::{Child, Command, ExitStatus, Output, Stdio};

use crate::support::world::World;

/// A running process; killed when this goes out of scope.
pub struct Process(Child);

impl Process {
    /// A worker.
    pub fn worker(world: &World) -> Process {
        Process::start(world, &["worker"], &[])
    }

    /// A server at `address`, under the public address of the test's own.
    pub fn server(world: &World, address: &str) -> Process {
        Process::start(world, &["serve"], &[("LISTEN", address)])
    }

    /// A server that may open only so many files, and so on as above.
    pub fn server_with_files(world: &World, address: &str, files: u32) -> Process {
        let limit = format!("--nofile={files}:{files}");
        let program = ["/usr/bin/prlimit", &limit, env!("CARGO_BIN_EXE_proxy-access")];
        Process::run(world, &program, &["serve"], &[("LISTEN", address)])
    }

    /// The memory that is its own, in KiB.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).expect("a figure");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }

    /// Whatever these arguments say, with more settings than the test's own.
    pub fn begin(world: &World, arguments: &[&str], more: &[(&str, &str)]) -> Process {
        Process::start(world, arguments, more)
    }

    /// The same of another build of the program.
    pub fn of_build(world: &World, program: &str, arguments: &[&str], more: &[(&str, &str)]) -> Process {
        Process::run(world, &[program], arguments, more)
    }

    /// The same until it has ended, with what it said.
    pub async fn output(world: &World, arguments: &[&str], more: &[(&str, &str)]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_proxy-access"));
        command.args(arguments).env_clear().envs(world.settings.iter().cloned()).envs(more.iter().copied());
        tokio::task::spawn_blocking(move || command.output().expect("it starts")).await.expect("it ends")
    }

    fn start(world: &World, arguments: &[&str], more: &[(&str, &str)]) -> Process {
        Process::run(world, &[env!("CARGO_BIN_EXE_proxy-access")], arguments, more)
    }

    fn run(world: &World, program: &[&str], arguments: &[&str], more: &[(&str, &str)]) -> Process {
        let mut command = Command::new(program[0]);
        command.args(&program[1..]).args(arguments);
        command.env_clear().envs(world.settings.iter().cloned()).envs(more.iter().copied());
        Process(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts"))
    }

    /// Sends it a signal, such as `-KILL`.
    pub fn tell(&self, signal: &str) {
        let id = self.0.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
    }

    /// Waits until it has ended.
    pub async fn end(mut self) -> ExitStatus {
        tokio::task::spawn_blocking(move || self.0.wait().unwrap()).await.unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}
