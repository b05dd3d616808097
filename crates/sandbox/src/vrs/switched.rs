//! The faults of the store among the switches.

use super::store::Vrs;
use crate::switches::{Choice, Switches};

const CHOICES: &[(&str, &str)] = &[
    ("All well", "{}"),
    ("Down (503)", r#"{"down":true}"#),
    ("Slow, 3 seconds", r#"{"slow_ms":3000}"#),
    ("Too many requests (429)", r#"{"rate_limited":true}"#),
    ("Does it, and loses the answer (504)", r#"{"lose_answers":true}"#),
    ("Refuses everything (403)", r#"{"forced":{"status":403,"code":"FORBIDDEN"}}"#),
    ("Fails (500)", r#"{"forced":{"status":500,"code":"SERVER_ERROR"}}"#),
    ("Speaks as the integration environment", r#"{"as_integration":true}"#),
    ("Lets a program read who is related to whom", r#"{"tells_programs":true}"#),
];

/// Lets the switches reach the store.
pub(crate) fn connect(vrs: &Vrs, switches: &Switches) {
    let vrs = vrs.clone();
    let choices = CHOICES.iter().map(|(does, json)| Choice((*does).to_owned(), (*json).to_owned()));
    switches.connect(("vrs", "the national store of roles"), choices.collect(), move |faults| {
        let faults = serde_json::from_value(faults).map_err(|fault| fault.to_string())?;
        vrs.set_faults(faults);
        Ok(())
    });
}
