//! Our clients against programs that others wrote. `bin/interop` starts those and runs this; a plain `bin/test` does not
//! even compile it (feature `interop`).

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says where")]

#[cfg(test)]
mod mesh;
