//! Our clients against programs that others wrote. `bin/interop` starts those and runs this; a plain `bin/test` does not
//! even compile it (feature `interop`).

#[cfg(test)]
mod mesh;
