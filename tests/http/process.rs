//! The program itself, in a process of its own, on a test's database and sandbox.

use std::process::{Child, Command, ExitStatus, Stdio};

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

    fn start(world: &World, arguments: &[&str], more: &[(&str, &str)]) -> Process {
        let mut command = Command::new(env!("CARGO_BIN_EXE_proxy-access"));
        command.args(arguments).env_clear().envs(world.settings.iter().cloned()).envs(more.iter().copied());
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
