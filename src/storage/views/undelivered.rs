//! The mark of a case whose message to the practice did not arrive as it should, for as long as that matters.

/// A checked query with the id of the message that the delegation `d` is marked for in the midst of its text; none for nearly
/// every case.
///
/// That is the last message to the practice that MESH did not deliver, whatever way it went instead, or that went no way
/// at all. It is no mark any more
/// - when the case is over, so that nothing in it waits for the practice; the message's own line still tells of it;
/// - when the practice has given a command since: it knows what the message would have told it;
/// - when a later message about the case went as the practice wants it, by MESH where it chose MESH: the way works again.
///
/// The ledger is asked, as nothing else knows all of this; a column of its own would be one more truth. It costs one look
/// into the small index `message_undelivered` a row. As a subquery and not as `exists`: so Postgres works it out for the
/// rows that are shown, after it has sorted and cut them, and never reads the index as a whole.
macro_rules! with_mark {
    ($query:ident!($($row:ident,)? $before:literal $($more:literal)*, mark, $($after:literal)+; $($value:expr),+ $(,)?)) => {
        sqlx::$query!(
            $($row,)?
            $before
            $(+ $more)*
            + "(select m.id from message m
                where d.open and m.aggregate_id = d.id and m.recipient = 'practice'
                    and (m.undelivered_at is not null or m.failed_at is not null) and m.muted_at is null
                    and not exists (
                        select from message l
                        where l.aggregate_id = d.id and l.recipient = 'practice' and l.queued_at > m.queued_at
                            and l.sent_at is not null and l.undelivered_at is null)
                    and not exists (
                        select from event e
                        where e.aggregate_id = d.id and e.at > m.queued_at
                            and e.actor ->> 'kind' in ('staff', 'program'))
                order by m.queued_at desc, m.id desc limit 1)"
            $(+ $after)+,
            $($value),+
        )
    };
}
pub(super) use with_mark;
