//! Moving roles to the national store: the rows of lists, and what became of each in each round (docs/migration.md).

pub mod imports;
pub mod letters;
pub mod moves;
pub mod rounds;
pub mod runs;
pub mod tally;
