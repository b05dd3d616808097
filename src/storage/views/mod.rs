//! What pages and the API read: one query a page part, each by an index.

pub mod accounts;
pub mod address_changes;
pub mod apps;
pub mod case;
pub mod citizen;
pub mod differences;
pub mod drafts;
pub mod feed;
pub mod followed_roles;
pub mod health_record;
pub mod listed;
pub mod moving;
pub mod practice_settings;
pub mod record_fetches;
pub mod roles;
pub mod statistics;
pub mod undelivered;
mod whole_case;
pub mod worklist;
