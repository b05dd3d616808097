//! What goes wrong beside the moving, and what the store leaves out: the numbers agree all the same.

use crate::story::count;
use crate::support::world::world;

use super::{Operator, Store, in_state, list};

/// A list of so many rows of two practices that are known.
fn of_two(rows: u32) -> String {
    list(rows).replace("C83003", "A81001").replace("D84004", "A81001").replace("E85005", "A81001")
}

#[tokio::test]
async fn a_run_whose_numbers_cannot_be_noted_goes_on() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    operator.does(&["import", &operator.file("linked.csv", &of_two(30))]).await;
    operator.plans(&["A81001", "B82002"], "20").await;
    for statement in [
        "create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$",
        "create trigger refuse before update on transfer_run for each row when (new.ended is null)
         execute function refuse()",
    ] {
        sqlx::query(statement).execute(&world.app.db).await.unwrap();
    }
    assert!(operator.does(&["run", "--round", "INT 1"]).await.contains(", 0 wait"));
    assert_eq!((in_state(&world, "created").await, store.inside().posts), (30, 30), "each in one call");
    assert_eq!(count(&world, "transfer_run where ended = 'done' and calls = 30").await, 1);
}

#[tokio::test]
async fn a_role_whose_answer_does_not_name_it_was_created_and_did_not_exist() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    {
        let mut inside = store.inside();
        // Each third look for a role fails.
        (inside.nameless, inside.blind) = (true, 3);
    }
    operator.does(&["import", &operator.file("linked.csv", &of_two(10))]).await;
    operator.plans(&["A81001", "B82002"], "50").await;
    assert!(operator.does(&["run", "--round", "INT 1"]).await.contains(", 0 wait"));
    assert_eq!((in_state(&world, "created").await, in_state(&world, "existed").await), (10, 0));
    assert!(store.inside().posts > 10, "what was not found at once was asked for again");
    assert_eq!(count(&world, "transfer_move where role_id is not null").await, 10);
}
