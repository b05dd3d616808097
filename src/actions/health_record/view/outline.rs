//! A record in outline: of every line what it is for people, and what keeps it from being shown. Nothing but columns is read.

use std::collections::{BTreeMap, HashMap};

use time::Date;

use domain::health_record::{Hidden, Item, Kind, Lens, Marks, Seen, seen};

use crate::fhir::stu3::lists;
use crate::fhir::stu3::reference::{Reference, contained_id};
use crate::storage::views::health_record::Line;

use super::parts::{goes_up, parts};

/// How a line stands, with what it has from those it is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct State {
    marks: Marks,
    draft: bool,
    filed: bool,
}

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
        let parts = outline.all_parts();
        outline.kinds = outline.all_kinds(&parts);
        outline.spread(&parts);
        outline
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

    fn all_parts(&self) -> Vec<Vec<usize>> {
        let of = |line: &Line| -> Vec<usize> {
            let found = parts(line).into_iter().filter_map(|part| self.find(part));
            found.filter(|part| line.kind != "List" || self.stands_by_lists_alone(*part)).collect()
        };
        self.lines.iter().map(of).collect()
    }

    /// Whether only lists say in which consultation something was recorded: what it names itself may be none, or not be here. A problem
    /// is older than most that name it.
    fn stands_by_lists_alone(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        let own = line.encounter.as_deref().and_then(|to| self.find(to)).and_then(|at| self.lines.get(at));
        let has_own = own.is_some_and(|own| own.kind == "Encounter");
        line.kind == "List" || (!has_own && line.kind != "Condition")
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

    /// What keeps a whole from being shown keeps its parts, and a consultation all that was recorded in it. References may lead in a
    /// circle: a line is looked at again only when something was added to it.
    fn spread(&mut self, parts: &[Vec<usize>]) {
        let edges = self.edges(parts);
        let mut waiting: Vec<usize> = (0..self.lines.len()).collect();
        while let Some(at) = waiting.pop() {
            let Some(whole) = self.states.get(at).copied() else { continue };
            for part in edges.get(at).into_iter().flatten().copied() {
                let Some(state) = self.states.get_mut(part) else { continue };
                let (draft, filed) = (state.draft || whole.draft, state.filed && whole.filed);
                let next = State { marks: state.marks.and(whole.marks), draft, filed };
                if next != *state {
                    *state = next;
                    waiting.push(part);
                }
            }
        }
    }

    /// From each line to those that have its marks as well.
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
