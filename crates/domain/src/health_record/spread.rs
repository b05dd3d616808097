//! What keeps something back keeps back what belongs to it: one rule for who looks at a record and for the practice it goes to.

use super::item::Marks;

/// How an entry stands: by what it says of itself, and in the end by what all say to which it belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// What keeps it from being shown.
    pub marks: Marks,
    /// Whether it is a draft, or was entered in error.
    pub draft: bool,
    /// Whether it is filed.
    pub filed: bool,
}

impl State {
    /// One of which nothing is said.
    pub const PLAIN: State = State {
        marks: Marks { confidential: false, nopat: false, restricted: false },
        draft: false,
        filed: true,
    };

    /// The same as it stands within something else.
    #[must_use]
    pub fn within(self, whole: State) -> State {
        State {
            marks: self.marks.and(whole.marks),
            draft: self.draft || whole.draft,
            filed: self.filed && whole.filed,
        }
    }
}

/// Hands on how each entry stands to those that belong to it, which `edges` names by their places, and by them further. They may lead
/// in a circle: an entry is looked at again only when something was added to it.
pub fn spread(states: &mut [State], edges: &[Vec<usize>]) {
    let mut waiting: Vec<usize> = (0..states.len()).collect();
    while let Some(at) = waiting.pop() {
        let Some(whole) = states.get(at).copied() else { continue };
        for part in edges.get(at).into_iter().flatten().copied() {
            let Some(state) = states.get_mut(part) else { continue };
            let next = state.within(whole);
            if next != *state {
                *state = next;
                waiting.push(part);
            }
        }
    }
}
