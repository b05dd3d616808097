//! The service over HTTP, as browsers and outside systems meet it, with its own database and the sandbox.

#[cfg(test)]
mod accounts;
#[cfg(test)]
mod acting;
#[cfg(test)]
mod acts_for_me;
#[cfg(test)]
mod address;
#[cfg(test)]
mod api_acting;
#[cfg(test)]
mod api_conditions;
#[cfg(test)]
mod api_crashes;
#[cfg(test)]
mod api_description;
#[cfg(test)]
mod api_examples;
#[cfg(test)]
mod api_feed;
#[cfg(test)]
mod api_im1;
#[cfg(test)]
mod api_life;
#[cfg(test)]
mod api_moments;
#[cfg(test)]
mod api_permissions;
#[cfg(test)]
mod api_plain_words;
#[cfg(test)]
mod api_practice;
#[cfg(test)]
mod api_refusals;
#[cfg(test)]
mod api_silence;
#[cfg(test)]
mod api_stream;
#[cfg(test)]
mod api_ways;
#[cfg(test)]
mod app;
#[cfg(test)]
mod app_token;
#[cfg(test)]
mod case_forms;
#[cfg(test)]
mod case_work;
#[cfg(test)]
mod citizen_life;
#[cfg(test)]
mod connections;
#[cfg(test)]
mod contacts;
#[cfg(test)]
mod crashes;
#[cfg(test)]
mod demo_accounts;
#[cfg(test)]
mod details_check;
#[cfg(test)]
mod draining;
#[cfg(test)]
mod example_programs;
#[cfg(test)]
mod failover;
#[cfg(test)]
mod forbidden;
#[cfg(test)]
mod gp_connect;
#[cfg(test)]
mod ground;
#[cfg(test)]
mod guards;
#[cfg(test)]
mod hardening;
#[cfg(test)]
mod health_record;
#[cfg(test)]
mod health_record_fetch;
#[cfg(test)]
mod health_records;
#[cfg(test)]
mod indexes;
#[cfg(test)]
mod invitation_code;
#[cfg(test)]
mod invite_input;
#[cfg(test)]
mod invite_ways;
#[cfg(test)]
mod journey;
#[cfg(test)]
mod kept_forms;
#[cfg(test)]
mod kinds;
#[cfg(test)]
mod language;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod made_once;
#[cfg(test)]
mod mail_faults;
#[cfg(test)]
mod meanwhile;
#[cfg(test)]
mod mesh;
#[cfg(test)]
mod mesh_mark;
#[cfg(test)]
mod mesh_sandbox;
#[cfg(test)]
mod metrics;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod moved_patients;
#[cfg(test)]
mod moving;
#[cfg(test)]
mod my_account;
#[cfg(test)]
mod my_account_handed;
#[cfg(test)]
mod my_account_tries;
#[cfg(test)]
mod national;
#[cfg(test)]
mod nhs_app;
#[cfg(test)]
mod oauth_agreement;
#[cfg(test)]
mod oauth_ask;
#[cfg(test)]
mod oauth_code;
#[cfg(test)]
mod oauth_defaults;
#[cfg(test)]
mod oauth_library;
#[cfg(test)]
mod oauth_refresh;
#[cfg(test)]
mod oauth_register;
#[cfg(test)]
mod oauth_token;
#[cfg(test)]
mod one_name;
#[cfg(test)]
mod outages;
#[cfg(test)]
mod page_weight;
#[cfg(test)]
mod pasted;
#[cfg(test)]
mod people;
#[cfg(test)]
mod pooler;
#[cfg(test)]
mod previews;
#[cfg(test)]
mod privacy;
#[cfg(test)]
mod process;
#[cfg(test)]
mod program;
#[cfg(test)]
mod program_limits;
#[cfg(test)]
mod programs;
#[cfg(test)]
mod proxied;
#[cfg(test)]
mod races;
#[cfg(test)]
mod replica;
#[cfg(test)]
mod restarts;
#[cfg(test)]
mod roles;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod sign_in_faults;
#[cfg(test)]
mod slow_records;
#[cfg(test)]
mod speaker;
#[cfg(test)]
mod staff_life;
#[cfg(test)]
mod staff_pages;
#[cfg(test)]
mod staff_roles;
#[cfg(test)]
mod statements_commands;
#[cfg(test)]
mod statements_reads;
#[cfg(test)]
mod statistics;
#[cfg(test)]
mod steps;
#[cfg(test)]
mod storage;
#[cfg(test)]
mod story;
#[cfg(test)]
mod strangers;
#[cfg(test)]
#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "not every test crate uses every part")]
#[cfg(test)]
mod support;
#[cfg(test)]
mod time_out;
#[cfg(test)]
mod told;
#[cfg(test)]
mod told_by_worker;
#[cfg(test)]
mod traces;
#[cfg(test)]
mod two_tabs;
#[cfg(test)]
mod undelivered_invitation;
#[cfg(test)]
mod waiting;
#[cfg(test)]
mod ways_in;
#[cfg(test)]
mod whose;
#[cfg(test)]
mod widening;
#[cfg(test)]
mod worklist;
