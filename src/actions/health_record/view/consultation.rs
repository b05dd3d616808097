//! Consultations with their topics and headings. Lists say what belongs where; each entry is shown as far as it is on its own page.

use std::collections::HashMap;

use serde_json::Value;

use domain::health_record::{Kind, Lens, Seen};

use crate::app::App;
use crate::fhir::stu3::lists::{self, ListKind};
use crate::storage::StorageError;
use crate::storage::views::health_record::{bodies, lines};

use super::concept::{extension, text};
use super::document::files;
use super::entry::Entry;
use super::group::{Book, types};
use super::may_look::Looking;
use super::outline::Outline;
use super::parts::parts;
use super::sort::Sort;

/// One consultation.
pub struct Consultation {
    /// When, with whom, where.
    pub entry: Entry,
    /// What it was about.
    pub topics: Vec<Topic>,
}

/// What a part of a consultation was about.
pub struct Topic {
    /// The problem it belongs to.
    pub problem: Option<String>,
    /// What somebody called it; nothing where free text is not shown.
    pub title: Option<String>,
    /// Its headings.
    pub headings: Vec<Heading>,
}

/// A heading, such as *History*.
pub struct Heading {
    /// What it says; nothing where free text is not shown.
    pub title: Option<String>,
    /// What stands under it.
    pub entries: Vec<Entry>,
}

/// One page of the consultations in this order, and how many there are in all.
///
/// # Errors
/// When the database fails.
pub async fn consultations(
    app: &App,
    looking: &Looking,
    sort: Sort,
    (page, of_a_page): (usize, usize),
) -> Result<(Vec<Consultation>, usize), StorageError> {
    let (patient, lens) = (looking.patient.id, &looking.lens);
    let outline = Outline::new(lines(&app.db, patient, &types(Kind::Consultation)).await?);
    let book = Book::of(&outline, lens).with_files(files(app, looking, &outline).await?);
    let of_kind = |at: &usize| outline.kind(*at) == Some(Kind::Consultation);
    let mut all: Vec<Entry> =
        (0..outline.lines.len()).filter(of_kind).filter_map(|at| book.entry(at, None)).collect();
    sort.sort(&mut all);
    let count = all.len();
    let shown: Vec<Entry> = all.into_iter().skip(page.saturating_mul(of_a_page)).take(of_a_page).collect();
    let tree = Tree::of(&outline, lens);
    let of_page: Vec<(Entry, Vec<Branch>)> = shown.into_iter().map(|entry| tree.under(entry)).collect();
    let wanted = of_page.iter().flat_map(|(_, branches)| branches).flat_map(Branch::lines);
    let wanted: Vec<(String, String)> = wanted.filter_map(|at| tree.name(at)).collect();
    let read = bodies(&app.db, patient, &wanted).await?;
    let entry = |at: usize| {
        let body = tree.name(at).and_then(|name| read.get(&name));
        book.entry(at, body.map(String::as_str))
    };
    let made = of_page.into_iter().map(|(own, branches)| {
        let topics = branches.into_iter().map(|branch| tree.topic(&book, branch, &entry));
        let topics = topics.filter(|topic| !topic.headings.is_empty()).collect();
        Consultation { entry: own, topics }
    });
    Ok((made.collect(), count))
}

/// What lists say of consultations.
struct Tree<'a> {
    outline: &'a Outline,
    lens: &'a Lens,
    /// The lists that make up consultations, by where they stand.
    lists: HashMap<usize, Value>,
    /// The list of a consultation, by where the consultation stands.
    of: HashMap<usize, usize>,
    /// The medicine for which something was prescribed.
    medicines: HashMap<usize, usize>,
}

/// A topic: where its list stands, and its headings with what stands under them.
struct Branch {
    list: usize,
    is_whole: bool,
    headings: Vec<(usize, Vec<usize>)>,
}

impl Branch {
    fn lines(&self) -> impl Iterator<Item = usize> {
        self.headings.iter().flat_map(|(_, under)| under.iter().copied())
    }
}

impl<'a> Tree<'a> {
    fn of(outline: &'a Outline, lens: &'a Lens) -> Tree<'a> {
        let mut tree =
            Tree { outline, lens, lists: HashMap::new(), of: HashMap::new(), medicines: HashMap::new() };
        for (at, line) in outline.lines.iter().enumerate() {
            if line.kind == "MedicationStatement" {
                let requests = parts(line).into_iter().filter_map(|request| outline.find(request));
                tree.medicines.extend(requests.map(|request| (request, at)));
            }
            let body = line.body.as_deref().filter(|_| line.kind == "List" && !outline.is_withheld(at));
            let Some(list) = body.and_then(consultation_list) else { continue };
            let encounter = line.encounter.as_deref().and_then(|encounter| outline.find(encounter));
            if let Some(encounter) = encounter.filter(|_| lists::kind(&list) == ListKind::Consultation) {
                tree.of.insert(encounter, at);
            }
            tree.lists.insert(at, list);
        }
        tree
    }

    /// Type and id of a line.
    fn name(&self, at: usize) -> Option<(String, String)> {
        let line = self.outline.lines.get(at)?;
        Some((line.kind.clone(), line.id.clone()))
    }

    /// A consultation with its topics. What stands outside a topic or a heading is one by itself.
    fn under(&self, entry: Entry) -> (Entry, Vec<Branch>) {
        let at = self.outline.find(&format!("Encounter/{}", entry.id));
        let is_whole = at.is_some_and(|at| self.outline.seen(at, self.lens) == Seen::Whole);
        let Some(list) = at.and_then(|at| self.of.get(&at)).copied() else { return (entry, Vec::new()) };
        let mut branches = vec![Branch { list, is_whole, headings: vec![(list, self.entries(list))] }];
        for topic in self.listed(list).filter(|at| self.lists.contains_key(at)) {
            let mut headings = vec![(topic, self.entries(topic))];
            let below = self.listed(topic).filter(|at| self.lists.contains_key(at));
            headings.extend(below.map(|heading| (heading, self.entries(heading))));
            branches.push(Branch { list: topic, is_whole, headings });
        }
        (entry, branches)
    }

    /// What a list names, in its order.
    fn listed(&self, list: usize) -> impl Iterator<Item = usize> {
        let named = self.lists.get(&list).into_iter().flat_map(lists::items);
        named.filter_map(move |reference| self.outline.find(reference))
    }

    /// The entries that a list names and that are shown; what was prescribed stands as its medicine.
    fn entries(&self, list: usize) -> Vec<usize> {
        let named = self.listed(list).map(|at| self.medicines.get(&at).copied().unwrap_or(at));
        named.filter(|at| self.outline.seen(*at, self.lens).is_shown()).collect()
    }

    fn topic(&self, book: &Book<'_>, branch: Branch, entry: &impl Fn(usize) -> Option<Entry>) -> Topic {
        let problem = self.problem(branch.list);
        // What somebody called a topic may be the problem that is not shown.
        let is_kept_back = problem.is_some_and(|at| !self.outline.seen(at, self.lens).is_shown());
        let is_titled = branch.is_whole && !is_kept_back;
        let title = |list: usize| self.lists.get(&list).and_then(|list| text(&list["title"]));
        let heading = |(list, under): (usize, Vec<usize>)| Heading {
            title: title(list).filter(|_| is_titled && list != branch.list),
            entries: under.into_iter().filter_map(entry).collect(),
        };
        let headings = branch.headings.into_iter().map(heading);
        Topic {
            problem: problem.and_then(|at| book.problem(at)),
            title: title(branch.list).filter(|_| is_titled),
            headings: headings.filter(|heading| !heading.entries.is_empty()).collect(),
        }
    }

    fn problem(&self, list: usize) -> Option<usize> {
        let related = extension(self.lists.get(&list)?, "Extension-CareConnect-RelatedProblemHeader-1")?;
        // In real records the reference stands in the extension, or in one inside it.
        let nested = || extension(related, "target")?.pointer("/valueReference/reference");
        let reference = related.pointer("/valueReference/reference").or_else(nested)?;
        self.outline.find(reference.as_str()?)
    }
}

/// A list that is part of a consultation. Other lists are long, and not read at all.
fn consultation_list(body: &str) -> Option<Value> {
    let list: Value = lists::may_be_part(body).then(|| serde_json::from_str(body).ok())??;
    let kind = lists::kind(&list);
    matches!(kind, ListKind::Consultation | ListKind::Topic | ListKind::Heading).then_some(list)
}
