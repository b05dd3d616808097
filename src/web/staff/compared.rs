//! What was asked for, what is set now and what is to be set, side by side; what is more is marked, so that nobody widens
//! access without seeing it.

use crate::locale::{Language, Words, date_long, words};
use crate::web::lists::Head;
use crate::wording;
use domain::delegation::Delegation;
use domain::{Access, Excess, RecordLevel};

/// A line of a cell, and how it is marked.
pub struct Line {
    /// What it says.
    pub text: String,
    /// Why it is marked; none where it is nothing more.
    pub mark: Option<String>,
}

/// One respect in which access may differ.
pub struct Row {
    /// Which.
    pub name: String,
    /// A cell for each head after the first.
    pub cells: Vec<Vec<Line>>,
}

/// The table.
pub struct Compared {
    /// What stands above each column.
    pub heads: Vec<Head>,
    /// What may be done, how much is seen, from when, until when.
    pub rows: Vec<Row>,
}

/// What goes beyond what, for the marks.
struct Marks<'a> {
    t: &'a Words,
    beyond_asked: Excess,
    beyond_set: Option<Excess>,
}

impl Marks<'_> {
    /// The mark for what is more in this respect.
    fn of(&self, is_more: impl Fn(&Excess) -> bool) -> Option<String> {
        if is_more(&self.beyond_asked) {
            return Some(self.t.msg_compared_more_than_asked());
        }
        self.beyond_set.as_ref().is_some_and(is_more).then(|| self.t.msg_compared_more_than_now())
    }
}

impl Compared {
    /// The same as [`Compared::of`]; none where nothing differs, and there is nothing to compare.
    pub fn unless_the_same(language: Language, delegation: &Delegation, new: &Access) -> Option<Compared> {
        let is_set = delegation.set_now().is_none_or(|now| now == new);
        let is_same = is_set && delegation.last_asked() == new;
        (!is_same).then(|| Compared::of(language, delegation, new))
    }

    /// Compares what is to be set with what was asked for last, and with what is set now if anything is.
    pub fn of(language: Language, delegation: &Delegation, new: &Access) -> Compared {
        let t = words(language);
        let now = delegation.set_now();
        let marks = Marks {
            t,
            beyond_asked: delegation.beyond_asked(new),
            beyond_set: now.map(|now| new.beyond(Some(now))),
        };
        let known: Vec<&Access> = [delegation.last_asked()].into_iter().chain(now).collect();
        let row = |name: String, plain: &dyn Fn(&Access) -> Vec<Line>, marked: Vec<Line>| Row {
            name,
            cells: known.iter().map(|access| plain(access)).chain([marked]).collect(),
        };
        let unmarked = |text: String| Line { text, mark: None };
        let one = |text: String, mark: Option<String>| vec![Line { text, mark }];
        let may = |access: &Access| access.services().map(|one| unmarked(wording::service(t, one))).collect();
        let new_services = new.services().map(|service| Line {
            text: wording::service(t, service),
            mark: marks.of(|excess| excess.services.contains(&service)),
        });
        let rows = vec![
            row(t.msg_case_services(), &may, new_services.collect()),
            row(
                t.msg_compared_record(),
                &|access| one(record(t, access), None),
                one(record(t, new), marks.of(|excess| excess.record)),
            ),
            row(
                t.msg_access_form_starts(),
                &|access| one(date_long(access.starts(), language), None),
                one(date_long(new.starts(), language), marks.of(|excess| excess.starts)),
            ),
            row(
                t.msg_access_form_ends(),
                &|access| one(ends(t, language, access), None),
                one(ends(t, language, new), marks.of(|excess| excess.ends)),
            ),
        ];
        Compared { heads: heads(t, now.is_some()), rows }
    }
}

fn heads(t: &Words, is_set: bool) -> Vec<Head> {
    let mut heads = vec![t.msg_compared_what(), t.msg_compared_asked()];
    heads.extend(is_set.then(|| t.msg_compared_now()));
    heads.push(t.msg_compared_new());
    heads.into_iter().map(Head::new).collect()
}

fn record(t: &Words, access: &Access) -> String {
    match access.record() {
        RecordLevel::None => t.msg_words_record_none(),
        level => wording::record_level(t, level),
    }
}

fn ends(t: &Words, language: Language, access: &Access) -> String {
    access.ends().map_or_else(|| t.msg_access_form_no_end(), |day| date_long(day, language))
}
