//! Inserts put together column by column: a column's name, its value and its place stand together and only here.

use std::fmt;

use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArguments, PgHasArrayType};
use sqlx::{Arguments, Encode, Postgres, Type};

use crate::storage::StorageError;

/// The number in Postgres of the lock that holds the feed: writers share it until their commit; see `views::feed`.
pub const LOCK: i64 = 7_291_001;

/// A column's name, and what adds its value to those of the statement.
type Column<'a> = (&'static str, Box<dyn FnOnce(&mut PgArguments) -> Result<(), BoxDynError> + Send + 'a>);

/// Rows for one table: one row; or, once there is a column that is different in each, as many as that has values.
#[must_use]
pub struct Insert<'a> {
    table: &'static str,
    /// The column by which a row that is there already is known, and written over.
    key: Option<&'static str>,
    /// Whether the rows are numbered in the order in which readers may come to see them.
    in_turn: bool,
    columns: Vec<Column<'a>>,
    /// Columns with a value for each row; they stand after the others.
    each: Vec<Column<'a>>,
}

impl fmt::Debug for Insert<'_> {
    /// Table and names of columns; never a value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Insert")
            .field("table", &self.table)
            .field("columns", &self.names())
            .finish_non_exhaustive()
    }
}

impl<'a> Insert<'a> {
    /// New rows.
    pub fn into(table: &'static str) -> Insert<'a> {
        Insert { table, key: None, in_turn: false, columns: Vec::new(), each: Vec::new() }
    }

    /// New rows that readers follow by their number: see `views::feed`.
    pub fn in_turn(table: &'static str) -> Insert<'a> {
        Insert { in_turn: true, ..Insert::into(table) }
    }

    /// A row that takes the place of one with the same `key`.
    pub fn over(table: &'static str, key: &'static str) -> Insert<'a> {
        Insert { key: Some(key), ..Insert::into(table) }
    }

    /// A column with the same value in all rows.
    pub fn column<T>(mut self, name: &'static str, value: T) -> Insert<'a>
    where
        T: Encode<'a, Postgres> + Type<Postgres> + Send + 'a,
    {
        self.columns.push((name, Box::new(|arguments| arguments.add(value))));
        self
    }

    /// A column with one value for each row.
    pub fn each<T>(mut self, name: &'static str, values: Vec<T>) -> Insert<'a>
    where
        T: PgHasArrayType + Send + 'a,
        Vec<T>: Encode<'a, Postgres> + Type<Postgres>,
    {
        self.each.push((name, Box::new(|arguments| arguments.add(values))));
        self
    }

    /// The table.
    pub fn table(&self) -> &'static str {
        self.table
    }

    /// The names of the columns, in order.
    pub fn names(&self) -> Vec<&'static str> {
        self.columns.iter().chain(&self.each).map(|(name, _)| *name).collect()
    }

    /// The text, its values numbered on from those that `arguments` has; nothing is written before all that `after` counts.
    fn write(self, arguments: &mut PgArguments, after: Option<&str>) -> Result<String, BoxDynError> {
        let (names, has_each) = (self.names(), !self.each.is_empty());
        let mut selected = places(self.columns, arguments)?;
        let mut from = Vec::from_iter(after.map(str::to_owned));
        from.extend(self.in_turn.then(|| "turn".to_owned()));
        if has_each {
            selected.push("each.*".to_owned());
            from.push(format!("unnest({}) as each", places(self.each, arguments)?.join(", ")));
        }
        let mut text =
            format!("insert into {} ({}) select {}", self.table, names.join(", "), selected.join(", "));
        if !from.is_empty() {
            text += &format!(" from {}", from.join(", "));
        }
        if let Some(after) = after {
            text += &format!(" where {after}.written >= 0");
        }
        if let Some(key) = self.key {
            let set =
                names.iter().filter(|name| **name != key).map(|name| format!("{name} = excluded.{name}"));
            text += &format!(" on conflict ({key}) do update set {}", set.collect::<Vec<_>>().join(", "));
        }
        Ok(text)
    }
}

/// Adds the values, and says where they stand: `$1` and so on.
fn places(columns: Vec<Column<'_>>, arguments: &mut PgArguments) -> Result<Vec<String>, BoxDynError> {
    let mut places = Vec::with_capacity(columns.len());
    for (_, value) in columns {
        value(arguments)?;
        places.push(format!("${}", arguments.len()));
    }
    Ok(places)
}

/// One statement that makes all the inserts, and its values: those of a group after all of the groups before it, so that whoever
/// writes the same rows waits for us in one order. Who makes some that are in turn holds the feed's lock shared until the commit.
///
/// # Errors
/// When a value cannot be written.
pub(super) fn statement(groups: Vec<Vec<Insert<'_>>>) -> Result<(String, PgArguments), StorageError> {
    let mut arguments = PgArguments::default();
    let mut parts = vec![format!("turn as (select pg_advisory_xact_lock_shared({LOCK}))")];
    let (last, mut before) = (groups.len().saturating_sub(1), None);
    for (group, inserts) in groups.into_iter().enumerate() {
        let mut counted = Vec::with_capacity(inserts.len());
        for (number, insert) in inserts.into_iter().enumerate() {
            let name = format!("i{group}_{number}");
            let text = insert.write(&mut arguments, before.as_deref()).map_err(sqlx::Error::Encode)?;
            // What nobody waits for is counted by nobody.
            let told = if group < last { " returning 1" } else { "" };
            parts.push(format!("{name} as ({text}{told})"));
            counted.push(format!("(select count(*) from {name})"));
        }
        if group < last {
            // Postgres makes what is counted whole before the number is known, and begins with what is counted first. What nobody counts
            // it makes from the last part to the first, so that others may hold a row and wait for its event: we do the same, or would
            // hold that event and wait for the row until Postgres ends one of us.
            counted.reverse();
            let done = format!("done{group}");
            parts.push(format!("{done} as materialized (select {} as written)", counted.join(" + ")));
            before = Some(done);
        }
    }
    Ok((format!("with {} select 1", parts.join(", ")), arguments))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_group_waits_for_all_of_the_one_before_it() {
        let account = vec![
            Insert::in_turn("event").each("version", vec![1, 2]),
            Insert::over("account", "id").column("id", 1).column("version", 2),
        ];
        let (text, values) =
            statement(vec![account, vec![Insert::into("remark").column("text", "so")]]).unwrap();
        let expected = "with turn as (select pg_advisory_xact_lock_shared(7291001)), \
             i0_0 as (insert into event (version) select each.* from turn, unnest($1) as each returning 1), \
             i0_1 as (insert into account (id, version) select $2, $3 on conflict (id) do update set version = \
             excluded.version returning 1), \
             done0 as materialized (select (select count(*) from i0_1) + (select count(*) from i0_0) as written), \
             i1_0 as (insert into remark (text) select $4 from done0 where done0.written >= 0) select 1";
        assert_eq!((text.as_str(), values.len()), (expected, 4));
    }

    #[test]
    fn one_group_waits_for_nothing() {
        let (text, _) = statement(vec![vec![Insert::into("remark").column("text", "so")]]).unwrap();
        assert!(text.ends_with("i0_0 as (insert into remark (text) select $1) select 1"), "{text}");
    }
}
