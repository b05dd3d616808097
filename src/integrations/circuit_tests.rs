use super::*;

const REFUSED: Upstream = Upstream { system: System::Pds, kind: Kind::CircuitOpen };

fn circuit() -> (Circuit, Clock) {
    let clock = Clock::system();
    (Circuit::new(System::Pds, clock.clone()), clock)
}

/// A call as if it had been let through just now.
fn call(circuit: &Circuit, regarding: Regarding) -> Call {
    Call { regarding, answers_before: circuit.with(|record| record.answers), begun: Instant::now() }
}

fn fail(circuit: &Circuit, times: usize) {
    (0..times).for_each(|_| circuit.failed(call(circuit, Regarding::SYSTEM)));
}

#[test]
fn it_opens_after_five_failures_in_a_row() {
    let (circuit, _) = circuit();
    fail(&circuit, 4);
    circuit.succeeded();
    fail(&circuit, 4);
    assert_eq!(circuit.health(), CircuitState::Closed);
    fail(&circuit, 1);
    assert_eq!(circuit.health(), CircuitState::Open);
    assert_eq!(circuit.admit(Regarding::SYSTEM).unwrap_err(), REFUSED);
    assert_eq!(circuit.would_admit(), Err(REFUSED));
}

#[test]
fn calls_that_hang_while_others_are_answered_do_not_open_it() {
    let (circuit, _) = circuit();
    let hanging: Vec<Call> = (0..20).map(|_| circuit.admit(Regarding::SYSTEM).unwrap()).collect();
    circuit.succeeded();
    hanging.into_iter().for_each(|call| circuit.failed(call));
    assert_eq!(circuit.health(), CircuitState::Closed);
}

#[test]
fn after_the_pause_one_call_tries_and_closes_it() {
    let (circuit, clock) = circuit();
    fail(&circuit, 5);
    clock.advance(Duration::seconds(31));
    assert_eq!(circuit.health(), CircuitState::HalfOpen);
    assert!(circuit.admit(Regarding::SYSTEM).is_ok());
    assert_eq!(circuit.admit(Regarding::SYSTEM).unwrap_err(), REFUSED, "only one trial at a time");
    circuit.succeeded();
    assert_eq!(circuit.health(), CircuitState::Closed);
    assert!(circuit.admit(Regarding::SYSTEM).is_ok());
}

#[test]
fn a_failed_trial_opens_it_again_for_a_whole_pause() {
    let (circuit, clock) = circuit();
    fail(&circuit, 5);
    clock.advance(Duration::seconds(31));
    assert!(circuit.admit(Regarding::SYSTEM).is_ok());
    fail(&circuit, 1);
    clock.advance(Duration::seconds(20));
    assert_eq!(circuit.health(), CircuitState::Open);
}

#[test]
fn refusals_and_rate_limits_do_not_open_it() {
    let (circuit, _) = circuit();
    for _ in 0..20 {
        circuit.note::<()>(call(&circuit, Regarding::SYSTEM), &Err(Kind::RateLimited));
    }
    assert_eq!(circuit.health(), CircuitState::Closed);
}

#[test]
fn one_record_that_fails_again_and_again_does_not_open_it() {
    let (circuit, _) = circuit();
    for _ in 0..100 {
        circuit.failed(call(&circuit, Regarding::record("9990000018")));
    }
    assert_eq!(circuit.health(), CircuitState::Closed);
    (0..4).for_each(|n| circuit.failed(call(&circuit, Regarding::record(n))));
    assert_eq!(circuit.health(), CircuitState::Open, "five records have failed");
}

#[test]
fn while_it_is_open_a_record_that_has_not_failed_is_asked_for_and_closes_it() {
    let (circuit, _) = circuit();
    (0..20).for_each(|n| circuit.failed(call(&circuit, Regarding::record(n))));
    assert!((0..20).all(|n| circuit.admit(Regarding::record(n)).is_err()), "they are left alone");
    assert!(circuit.admit(Regarding::record("good")).is_ok());
    circuit.succeeded();
    assert_eq!(circuit.health(), CircuitState::Closed);
}

#[test]
fn a_system_that_is_down_is_asked_for_a_few_records_a_second() {
    let (circuit, clock) = circuit();
    (0..5).for_each(|n| circuit.failed(call(&circuit, Regarding::record(n))));
    let admitted =
        |from: u32| (from..from + 1000).filter(|n| circuit.admit(Regarding::record(n)).is_ok()).count();
    assert_eq!(admitted(1000), 30);
    clock.advance(Duration::seconds(3));
    assert!((6..=7).contains(&admitted(2000)), "two a second");
    clock.advance(Duration::seconds(25));
    assert_eq!(circuit.admit(Regarding::record(1)).unwrap_err(), REFUSED, "it failed less than a pause ago");
}

#[test]
fn a_record_that_failed_is_asked_for_again_after_the_pause() {
    let (circuit, clock) = circuit();
    (0..5).for_each(|n| circuit.failed(call(&circuit, Regarding::record(n))));
    clock.advance(Duration::seconds(31));
    (5..8).for_each(|n| circuit.failed(call(&circuit, Regarding::record(n))));
    assert!(circuit.admit(Regarding::record(1)).is_ok() && circuit.admit(Regarding::record(2)).is_ok());
    assert_eq!(circuit.admit(Regarding::record(6)).unwrap_err(), REFUSED);
}

#[test]
fn no_number_is_kept_only_its_fingerprint() {
    let (circuit, _) = circuit();
    circuit.failed(call(&circuit, Regarding::record("9990000018")));
    assert!(!format!("{circuit:?}").contains("9990000018"));
}

#[test]
fn where_nobody_listens_one_record_is_enough_to_open_it() {
    let (circuit, _) = circuit();
    for _ in 0..5 {
        circuit.note::<()>(call(&circuit, Regarding::record("9990000018")), &Err(Kind::Unreachable));
    }
    assert_eq!(circuit.health(), CircuitState::Open);
}
