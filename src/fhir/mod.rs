//! Shapes of FHIR as the national store speaks it (docs/sources.md#vrs-api), and how roles stand in them; in `stu3` those of
//! health records. Shapes and nothing else: strict in what is written, and tolerant in what is read exactly where its sources differ.

pub mod lenient;
pub mod r4;
pub mod read_role;
pub mod role;
pub mod stu3;
pub mod systems;
