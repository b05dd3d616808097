//! The journeys in a real browser without a screen, against the whole service, its sandbox and Postgres: with scripts
//! and without, in English and in Welsh, each page state inspected (see `inspect`).

#[cfg(test)]
mod accounts;
#[cfg(test)]
mod accounts_both;
#[cfg(test)]
mod acts_for_me;
#[cfg(test)]
mod apps;
#[cfg(test)]
mod by_code;
#[cfg(test)]
mod driver;
#[cfg(test)]
mod english;
#[cfg(test)]
mod exits;
#[cfg(test)]
mod findings;
#[cfg(test)]
mod health_record;
#[cfg(test)]
mod home;
#[cfg(test)]
mod inspect;
#[cfg(test)]
mod invite;
#[cfg(test)]
mod kept_forms;
#[cfg(test)]
mod keyboard;
#[cfg(test)]
mod longest;
#[cfg(test)]
mod meanwhile;
#[cfg(test)]
mod mistakes;
#[cfg(test)]
mod moved_patients;
#[cfg(test)]
mod moving;
#[cfg(test)]
mod my_account;
#[cfg(test)]
mod national_role;
#[cfg(test)]
mod nhs_app;
#[cfg(test)]
mod person;
#[cfg(test)]
mod practice;
#[cfg(test)]
mod previews;
#[cfg(test)]
#[path = "../http/process.rs"]
#[expect(dead_code, reason = "not every test crate uses every part")]
#[cfg(test)]
mod process;
#[cfg(test)]
mod public;
#[cfg(test)]
mod record_transfer;
#[cfg(test)]
mod refused;
#[cfg(test)]
mod respond;
#[cfg(test)]
mod rows;
#[cfg(test)]
mod safety;
#[cfg(test)]
mod sandbox;
#[cfg(test)]
#[path = "../http/national/served.rs"]
#[expect(dead_code, reason = "not every test crate uses every part")]
#[cfg(test)]
mod served;
#[cfg(test)]
mod staff_day;
#[cfg(test)]
mod story;
#[cfg(test)]
#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "not every test crate uses every part")]
#[cfg(test)]
mod support;
#[cfg(test)]
mod tabs;
#[cfg(test)]
mod typed;
#[cfg(test)]
mod undelivered;
#[cfg(test)]
mod undelivered_invitation;
#[cfg(test)]
mod waiting;
#[cfg(test)]
mod whole_journey;
#[cfg(test)]
mod whole_life;
