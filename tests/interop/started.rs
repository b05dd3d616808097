//! What `bin/interop` tells of the programs that it has fetched or started.

/// One of the variables that it sets.
#[expect(clippy::disallowed_methods, reason = "what bin/interop started is told by these alone")]
pub fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run bin/interop"))
}
