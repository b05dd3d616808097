use super::*;

fn crowd(most: usize, most_of_one: usize) -> Crowd {
    let time = Duration::from_secs(10);
    let limits = Limits { most, most_of_one, head_within: time, body_within: time, idle_for: time * 3 };
    Crowd::new(limits)
}

fn source(last: u8) -> Source {
    Source::of([192, 0, 2, last].into())
}

async fn is_told(place: &Place) -> bool {
    tokio::time::timeout(Duration::from_millis(1), place.seat.told_to_go()).await.is_ok()
}

#[tokio::test]
async fn a_source_that_has_enough_pays_with_its_own() {
    let crowd = crowd(10, 2);
    let other = crowd.admit(source(9)).unwrap();
    let first = crowd.admit(source(1)).unwrap();
    crowd.sweep(Duration::from_secs(1));
    let second = crowd.admit(source(1)).unwrap();
    let third = crowd.admit(source(1)).unwrap();
    assert!(is_told(&first).await);
    for kept in [&other, &second, &third] {
        assert!(!is_told(kept).await);
    }
}

#[tokio::test]
async fn when_all_places_are_taken_the_longest_waiting_goes_and_the_busy_stay() {
    let crowd = crowd(2, 2);
    let busy = crowd.admit(source(1)).unwrap();
    busy.seat.enter(Phase::Busy);
    crowd.sweep(Duration::from_secs(1));
    let idle = crowd.admit(source(2)).unwrap();
    idle.seat.enter(Phase::Idle);
    let new = crowd.admit(source(3)).unwrap();
    assert!(is_told(&idle).await);
    assert!(!is_told(&busy).await);
    new.seat.enter(Phase::Busy);
    assert!(crowd.admit(source(4)).is_none(), "everybody else is being answered");
    drop(busy);
    assert!(crowd.admit(source(4)).is_some());
}

#[tokio::test]
async fn those_that_wait_too_long_go_each_by_its_own_limit() {
    let crowd = crowd(10, 10);
    let places: Vec<Place> = (0..4).map(|last| crowd.admit(source(last)).unwrap()).collect();
    let [silent, head, busy, idle] = &places[..] else { panic!("there are four") };
    head.seat.heard();
    busy.seat.enter(Phase::Busy);
    idle.seat.enter(Phase::Idle);
    crowd.sweep(Duration::from_secs(11));
    assert!(is_told(silent).await && is_told(head).await);
    assert!(head.seat.has_no_head_in_time() && silent.seat.has_no_head_in_time());
    assert!(!is_told(busy).await && !is_told(idle).await);
    crowd.sweep(Duration::from_secs(31));
    assert!(is_told(idle).await && !is_told(busy).await);
    busy.seat.note_stuck(true);
    crowd.sweep(Duration::from_secs(42));
    assert!(is_told(busy).await, "its reader stands still");
    assert!(crowd.is_empty());
}

#[tokio::test]
async fn a_reader_that_takes_again_what_is_written_is_not_late() {
    let crowd = crowd(1, 1);
    let place = crowd.admit(source(1)).unwrap();
    place.seat.enter(Phase::Busy);
    place.seat.note_stuck(true);
    crowd.sweep(Duration::from_secs(9));
    place.seat.note_stuck(false);
    place.seat.note_stuck(true);
    crowd.sweep(Duration::from_secs(18));
    assert!(!is_told(&place).await);
}
