//! Help for people who are being pressured; linked from every footer, so it must work for everybody at once.

use askama::Template;

use crate::locale::{Language, Words};
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

/// A helpline.
struct Helpline {
    /// For whom.
    who: String,
    /// The number as it is dialled.
    dial: &'static str,
    /// The number as it is read, on one line.
    shown: &'static str,
    /// When, in which language, how else; may be empty.
    more: String,
}

#[derive(Template)]
#[template(path = "public/pressure.html")]
pub(super) struct Pressure {
    t: &'static Words,
    shell: Shell,
    helplines: Vec<Helpline>,
}
page!(Pressure);

/// Shows it.
pub(super) async fn show(visit: Visit) -> Pressure {
    Pressure { t: visit.t, helplines: helplines(visit.t, visit.language()), shell: visit.shell }
}

/// The helplines with the numbers that they publish; for who reads Welsh, the one that takes calls in Welsh first.
fn helplines(t: &Words, language: Language) -> Vec<Helpline> {
    let line = |who, dial, shown, more| Helpline { who, dial, shown, more };
    let none = String::new;
    let england = line(
        t.msg_public_pressure_england(),
        "08082000247",
        "0808\u{a0}2000\u{a0}247",
        t.msg_public_pressure_day_and_night(),
    );
    let wales = line(
        t.msg_public_pressure_wales(),
        "08088010800",
        "0808\u{a0}80\u{a0}10\u{a0}800",
        t.msg_public_pressure_wales_more("07860\u{a0}077333"),
    );
    let everybody = [
        line(t.msg_public_pressure_men(), "08088010327", "0808\u{a0}801\u{a0}0327", none()),
        line(t.msg_public_pressure_older(), "08088088141", "0808\u{a0}808\u{a0}8141", none()),
        line(t.msg_public_pressure_lgbt(), "08009995428", "0800\u{a0}999\u{a0}5428", none()),
    ];
    let first = match language {
        Language::En => [england, wales],
        Language::Cy => [wales, england],
    };
    first.into_iter().chain(everybody).collect()
}
