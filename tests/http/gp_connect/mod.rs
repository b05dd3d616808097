//! The GP Connect provider over real HTTP, with a database of its own and the sandbox's PDS.

mod bodies;
mod confidential;
mod documents;
mod gone;
mod heads;
mod lists;
mod patients;
mod record;
mod served;
mod tokens;
