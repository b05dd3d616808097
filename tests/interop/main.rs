//! We and programs that others wrote. `bin/interop` starts those and runs this; a plain `bin/test` holds it
//! against the lints, and builds none of it.

#[cfg(test)]
#[path = "../http/app.rs"]
#[expect(dead_code, reason = "not every test crate uses every part")]
mod app;
#[cfg(test)]
#[path = "../http/app_token.rs"]
mod app_token;
#[cfg(test)]
mod clients;
#[cfg(test)]
mod mesh;
#[cfg(test)]
mod nginx;
#[cfg(test)]
#[path = "../http/program.rs"]
mod program;
#[cfg(test)]
mod schemathesis;
#[cfg(test)]
#[path = "../http/national/served.rs"]
#[expect(dead_code, reason = "not every test crate uses every part")]
mod served;
#[cfg(test)]
mod started;
#[cfg(test)]
#[path = "../http/steps.rs"]
#[expect(dead_code, reason = "not every test crate uses every part")]
mod steps;
#[cfg(test)]
#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "not every test crate uses every part")]
mod support;
#[cfg(test)]
mod vrs;
