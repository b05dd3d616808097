//! A record in outline: of every line what it is for people, and what keeps it from being shown. Nothing but columns is read.

use std::collections::{BTreeMap, HashMap};

use time::Date;

use domain::health_record::{Hidden, Item, Kind, Lens, Marks, Seen, State, seen, spread};

use crate::fhir::stu3::lists;
use crate::fhir::stu3::reference::{Reference, contained_id};
use crate::storage::views::health_record::Line;

use super::parts::{behind, goes_up, parts};

/// The lines of a record.
pub struct Outline {
    /// All of them, in order.
    pub lines: Vec<Line>,
    kinds: Vec<Option<Kind>>,
    states: Vec<State>,
    at: HashMap<String, usize>,
}

impl Outline {
    /// The outline of these lines.
    pub fn new(lines: Vec<Line>) -> Outline {
        let mut at = HashMap::with_capacity(lines.len());
        for (index, line) in lines.iter().enumerate() {
            at.insert(format!("{}/{}", line.kind, line.id), index);
            // What a list contains is named by the list.
            if line.id.contains('#') {
                at.insert(format!("List/{}", line.id), index);
            }
        }
        let states = lines.iter().map(own_state).collect();
        let mut outline = Outline { kinds: vec![None; lines.len()], states, at, lines };
        let named = outline.all_named();
        let parts = outline.all_parts(&named);
        outline.kinds = outline.all_kinds(&parts);
        outline.mark_by_lists(&named);
        let edges = outline.edges(&parts);
        spread(&mut outline.states, &edges);
        outline
    }

    /// Type and id of what belongs to something confidential, and does not say so itself. What only stands behind others, such as a
    /// medicine, does where all of them do.
    pub fn in_confidential(&self) -> Vec<(&str, &str)> {
        let mut confidential: Vec<bool> = self.states.iter().map(|state| state.marks.confidential).collect();
        let mut behind_all: HashMap<usize, bool> = HashMap::new();
        for (line, is_confidential) in self.lines.iter().zip(&confidential) {
            for at in behind(line).into_iter().filter_map(|named| self.find(named)) {
                *behind_all.entry(at).or_insert(true) &= *is_confidential;
            }
        }
        for (at, is_confidential) in behind_all {
            if let Some(known) = confidential.get_mut(at) {
                *known |= is_confidential;
            }
        }
        let within = self.lines.iter().zip(confidential);
        let within = within.filter(|(line, is_confidential)| *is_confidential && !line.marks.confidential);
        within.map(|(line, _)| (line.kind.as_str(), line.id.as_str())).collect()
    }

    /// Where the line is that a reference names.
    pub fn find(&self, reference: &str) -> Option<usize> {
        let key = match Reference::parse(reference)? {
            Reference::Within { id, contained, .. } => format!("List/{}", contained_id(id, contained)),
            named => {
                let (kind, id) = named.named()?;
                format!("{kind}/{id}")
            }
        };
        self.at.get(&key).copied()
    }

    /// What a line is for people; none for what only belongs to others.
    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.kinds.get(at).copied().flatten()
    }

    /// Whether a mark, or that it is no finished entry, keeps a line from being used for anything.
    pub fn is_withheld(&self, at: usize) -> bool {
        self.states.get(at).is_none_or(|state| state.marks.any() || state.draft)
    }

    /// How much of a line is shown.
    pub fn seen(&self, at: usize, lens: &Lens) -> Seen {
        self.item(at).map_or(Seen::Hidden(Hidden::Level), |item| seen(&item, lens))
    }

    fn item(&self, at: usize) -> Option<Item> {
        let (line, state) = (self.lines.get(at)?, self.states.get(at)?);
        let (kind, State { marks, draft, filed }) = (self.kind(at)?, *state);
        // A comment on a result waits with it, and what no list has among the results is no less unfinished.
        let draft = draft || (matches!(kind, Kind::Comment | Kind::Uncategorised) && !filed);
        Some(Item { kind, day: line.day, marks, reviewed: line.reviewed, draft, filed })
    }

    /// How many entries of each kind are shown. The patient's own details are one.
    pub fn counts(&self, lens: &Lens) -> BTreeMap<Kind, usize> {
        let mut counts = BTreeMap::new();
        for at in 0..self.lines.len() {
            if let Some(kind) = self.kind(at).filter(|_| self.seen(at, lens).is_shown()) {
                *counts.entry(kind).or_default() += 1;
            }
        }
        if seen(&DETAILS, lens).is_shown() {
            counts.insert(Kind::Administrative, 1);
        }
        counts
    }

    /// Where the lines are that each line names as its parts.
    fn all_named(&self) -> Vec<Vec<usize>> {
        let of = |line: &Line| -> Vec<usize> {
            parts(line).into_iter().filter_map(|part| self.find_from(line, part)).collect()
        };
        self.lines.iter().map(of).collect()
    }

    /// Where the line is that a reference of this line names: what a list contains it names by its own id alone.
    fn find_from(&self, line: &Line, reference: &str) -> Option<usize> {
        match Reference::parse(reference)? {
            Reference::Contained(id) => self.at.get(&format!("List/{}", contained_id(&line.id, id))).copied(),
            _ => self.find(reference),
        }
    }

    /// Of what each line names, that which belongs to it.
    fn all_parts(&self, named: &[Vec<usize>]) -> Vec<Vec<usize>> {
        let of = |(line, named): (&Line, &Vec<usize>)| -> Vec<usize> {
            let named = named.iter().copied();
            named.filter(|part| !is_list(line) || self.stands_by_lists_alone(*part)).collect()
        };
        self.lines.iter().zip(named).map(of).collect()
    }

    /// A list that is marked itself keeps back all that stands in it, whatever that says of a consultation of its own: nobody marks a list
    /// for its title.
    fn mark_by_lists(&mut self, named: &[Vec<usize>]) {
        let (mut states, mut edges) = (Vec::new(), Vec::new());
        for (line, named) in self.lines.iter().zip(named) {
            let is_list = is_list(line);
            let marks = if is_list { line.marks } else { Marks::default() };
            states.push(State { marks, ..State::PLAIN });
            edges.push(if is_list { named.clone() } else { Vec::new() });
        }
        spread(&mut states, &edges);
        for (state, by_lists) in self.states.iter_mut().zip(states) {
            *state = state.within(by_lists);
        }
    }

    /// Whether only lists say in which consultation something was recorded: what it names itself may be none, or not be here. A problem
    /// is older than most that name it.
    fn stands_by_lists_alone(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        let own = line.encounter.as_deref().and_then(|to| self.find(to)).and_then(|at| self.lines.get(at));
        let has_own = own.is_some_and(|own| own.kind == "Encounter");
        is_list(line) || (!has_own && line.kind != "Condition")
    }

    /// Results are what stands among investigations, and all that is part of it.
    fn all_kinds(&self, parts: &[Vec<usize>]) -> Vec<Option<Kind>> {
        let mut is_result = vec![false; self.lines.len()];
        let mut waiting: Vec<usize> =
            (0..self.lines.len()).filter(|at| self.lines.get(*at).is_some_and(is_investigation)).collect();
        while let Some(at) = waiting.pop() {
            let Some(known) = is_result.get_mut(at).filter(|known| !**known) else { continue };
            *known = true;
            waiting.extend(parts.get(at).into_iter().flatten());
        }
        self.lines.iter().zip(is_result).map(|(line, is_result)| kind_of(line, is_result)).collect()
    }

    /// From each line to those that have its marks as well: a whole to its parts, a consultation to all that was recorded in it.
    fn edges(&self, parts: &[Vec<usize>]) -> Vec<Vec<usize>> {
        let mut edges = parts.to_vec();
        for (at, (line, of_one)) in self.lines.iter().zip(parts).enumerate() {
            let consultation = line.encounter.as_deref().and_then(|encounter| self.find(encounter));
            let whence = of_one.iter().copied().filter(|_| goes_up(line)).chain(consultation);
            for from in whence {
                if let Some(edges) = edges.get_mut(from) {
                    edges.push(at);
                }
            }
        }
        edges
    }
}

/// Name, address and registration, which are as they are today.
const DETAILS: Item = Item {
    kind: Kind::Administrative,
    day: Some(Date::MAX),
    marks: Marks { confidential: false, nopat: false, restricted: false },
    reviewed: true,
    draft: false,
    filed: true,
};

/// Whether name, address and registration are shown.
pub fn shows_details(lens: &Lens) -> bool {
    seen(&DETAILS, lens).is_shown()
}

/// Whether a line puts others in order, and is nothing for people itself.
fn is_list(line: &Line) -> bool {
    matches!(line.kind.as_str(), "List" | "Composition")
}

fn own_state(line: &Line) -> State {
    let status = line.status.as_deref().unwrap_or_default();
    let draft = match line.kind.as_str() {
        // A consultation of unknown status is one that somebody is still writing (docs/sources.md#gpc-migrate), and so is one that has
        // not come to its end.
        "Encounter" => matches!(
            status,
            "unknown" | "planned" | "arrived" | "triaged" | "in-progress" | "onleave" | "entered-in-error"
        ),
        _ => matches!(status, "draft" | "entered-in-error"),
    };
    let waits = matches!(status, "registered" | "partial" | "preliminary");
    let filed = !(waits && matches!(line.kind.as_str(), "DiagnosticReport" | "Observation"));
    State { marks: line.marks, draft, filed }
}

fn is_investigation(line: &Line) -> bool {
    let is_area = |code: &String| code == lists::INVESTIGATIONS || code.contains("-investigations-");
    line.kind == "DiagnosticReport" || (line.kind == "Observation" && line.areas.iter().any(is_area))
}

fn kind_of(line: &Line, is_result: bool) -> Option<Kind> {
    Some(match line.kind.as_str() {
        "MedicationStatement" => Kind::Medication,
        "AllergyIntolerance" => Kind::Allergy,
        "Immunization" => Kind::Immunisation,
        "Condition" => Kind::Problem,
        "DiagnosticReport" => Kind::Result,
        "Observation" if line.is_comment => Kind::Comment,
        "Observation" if is_result => Kind::Result,
        "Observation" => Kind::Uncategorised,
        "QuestionnaireResponse" => Kind::Comment,
        "Encounter" => Kind::Consultation,
        "ReferralRequest" => Kind::Referral,
        "DocumentReference" => Kind::Document,
        "ProcedureRequest" => Kind::Diary,
        _ => return None,
    })
}
