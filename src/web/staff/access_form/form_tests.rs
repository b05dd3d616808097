//! What each mistake in the form of a confirmation leads to.

use time::macros::date;

use super::*;

const TODAY: Date = date!(2026 - 11 - 21);

/// What somebody does to a good form.
type Change = fn(&mut Form);

fn good() -> Form {
    let access = Access::new([Service::ViewRecord], RecordLevel::Summary, TODAY, Some(date!(2027 - 11 - 20)));
    let mut form = Form::begun(&access.expect("access"), TODAY);
    form.checklist = ChecklistItem::ALWAYS.map(|item| item.code().to_owned()).into();
    form.consent = "by_telephone".to_owned();
    form
}

fn ends(form: &mut Form, typed: [&str; 3]) {
    [form.ends_day, form.ends_month, form.ends_year] = typed.map(str::to_owned);
}

#[test]
fn what_was_asked_for_needs_only_the_checklist() {
    let Parsed { ticked, consent, access, tell, .. } = good().parse(true, TODAY).expect("a good form");
    assert_eq!((ticked, consent), (ChecklistItem::ALWAYS.to_vec(), Some(ConsentMethod::ByTelephone)));
    assert_eq!(
        tell,
        Tell::OUTCOME,
        "who gives and who gets access is told, unless somebody decides otherwise"
    );
    assert_eq!((access.starts(), access.ends()), (TODAY, Some(date!(2027 - 11 - 20))));
    let later = Form::begun(&access, date!(2026 - 12 - 24));
    assert_eq!(later.starts(), DateFields::of(date!(2026 - 12 - 24)), "never from a day that has passed");
}

#[test]
fn each_mistake_is_named() {
    let end = |fault| Faults { ends: Some(fault), ..Faults::default() };
    let not_real = EndFault::Date(DateFault::NotReal([true, false, false]));
    let cases: Vec<(Change, Faults)> = vec![
        (|form| form.consent.clear(), Faults { consent: true, ..Faults::default() }),
        (|form| form.services.clear(), Faults { services: true, ..Faults::default() }),
        (|form| form.record.clear(), Faults { record: true, ..Faults::default() }),
        (|form| form.record = "none".to_owned(), Faults { record: true, ..Faults::default() }),
        (|form| form.how_long.clear(), end(EndFault::NotChosen)),
        (|form| ends(form, ["", "", ""]), end(EndFault::Date(DateFault::Empty))),
        (|form| ends(form, ["29", "2", "2027"]), end(not_real)),
        (|form| ends(form, ["20", "11", "2026"]), end(EndFault::Past)),
        (|form| ends(form, ["1", "1", "2037"]), end(EndFault::Far)),
        (
            |form| [form.starts_day, form.starts_year] = ["19", "2025"].map(str::to_owned),
            Faults { starts: Some(StartFault::Far), ..Faults::default() },
        ),
        (
            |form| {
                form.starts_month = "12".to_owned();
                ends(form, ["30", "11", "2026"]);
            },
            end(EndFault::BeforeStart),
        ),
        (
            |form| form.checklist.retain(|code| code == "spoke_to_patient"),
            Faults { missing: ChecklistItem::ALWAYS[1..].to_vec(), ..Faults::default() },
        ),
    ];
    for (change, faults) in cases {
        let mut form = good();
        change(&mut form);
        assert_eq!(form.parse(true, TODAY), Err(faults), "{form:?}");
    }
}

#[test]
fn what_is_hidden_without_javascript_counts_for_nothing() {
    let mut form = good();
    form.services = vec!["order_prescriptions".to_owned()];
    form.how_long = "no_end".to_owned();
    form.checklist.clear();
    let Parsed { ticked, access, .. } = form.parse(false, TODAY).expect("a good form");
    assert!(ticked.is_empty(), "a change asks for no checklist on this page");
    assert_eq!((access.record(), access.ends()), (RecordLevel::None, None));
}

#[test]
fn the_check_page_sends_every_answer_again() {
    let pairs = good().pairs();
    assert_eq!(pairs.iter().filter(|(name, _)| *name == "checklist").count(), 4);
    assert!(pairs.contains(&("starts-day", "21".to_owned())));
    assert!(pairs.contains(&("ends-year", "2027".to_owned())));
}

#[test]
fn no_end_date_never_stands_there_already() {
    let open = Access::new([Service::ViewRecord], RecordLevel::Summary, TODAY, None).expect("access");
    let mut form = Form::begun(&open, TODAY);
    assert_eq!(form.how_long, "");
    form.checklist = good().checklist;
    form.consent = good().consent;
    let not_chosen = Faults { ends: Some(EndFault::NotChosen), ..Faults::default() };
    assert_eq!(form.parse(true, TODAY), Err(not_chosen));
}
