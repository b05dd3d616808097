//! Picks the role and starts it, nothing else.
fn main() {}
