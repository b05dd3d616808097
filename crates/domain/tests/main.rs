//! The rules of the house, told as sentences: given events, when a command, then events or a refusal.

#![expect(clippy::expect_used, clippy::panic, reason = "the helpers of tests fail by panicking")]

mod support;

mod asking;
mod change;
mod checks;
mod closing;
mod deadlines;
mod finished;
mod life;
mod moved;
mod national;
mod notices;
mod practice;
mod recheck;
mod redirects;
mod resend;
mod responding;
mod role_table;
mod roles;
mod sequences;
mod stopping;
mod table;
mod told;
mod transfer_rounds;
mod transfer_rows;
mod widening;
mod wrong_person;

mod account_ages;
mod account_cases;
mod account_days;
mod account_followed;
mod account_identity;
mod account_keys;
mod account_looks;
mod account_national;
mod account_permission;
mod account_rules;
mod account_sequences;
mod account_support;
mod account_switches;
mod account_table;
mod account_telling;

mod access;
mod ages;
mod email_address;
mod health_record;
mod invitation_code;
mod names;
mod nhs_number;
mod numeric_date;
mod ods_code;
mod scopes;
mod waiting;
mod working_days;
