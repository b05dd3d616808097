//! Reads a list of linked accounts, CSV or JSON Lines, a row at a time (docs/migration.md).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};
use std::path::Path;

use anyhow::{Context, bail};
use csv::ByteRecord;
use serde_json::{Map, Value};

use domain::pasted::cleaned;
use domain::transfer::{Cells, Column, Judgement, Pairs, Row, Terms, Verdict, read_row};

use super::plain_lines::PlainLines;

/// Bytes that are read of a file at once.
const BUFFER: usize = 64 * 1024;
/// Longest first line.
const LONGEST_HEAD: u64 = 64 * 1024;
/// What may stand between cells. With none of them in the first line, it is a comma.
const DELIMITERS: [u8; 3] = [b'\t', b';', b','];

/// A list that is being read.
pub(super) enum List {
    /// Cells with something between them.
    Csv(Csv),
    /// An object in each line.
    Lines(Lines),
}

/// Cells with something between them; the first line says what they are.
pub(super) struct Csv {
    reader: csv::Reader<PlainLines<File>>,
    columns: Vec<Option<Column>>,
    record: ByteRecord,
}

/// An object in each line.
pub(super) struct Lines {
    reader: BufReader<PlainLines<File>>,
    number: u64,
    line: Vec<u8>,
}

impl List {
    /// Opens a list: JSON Lines where the name of the file ends so, else CSV.
    pub fn open(path: &Path) -> anyhow::Result<List> {
        let mut file = File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
        let mut head = Vec::new();
        BufReader::new(&file).take(LONGEST_HEAD).read_until(b'\n', &mut head)?;
        if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
            bail!("{} is UTF-16: save it as \"CSV UTF-8\"", path.display());
        }
        file.rewind()?;
        let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        if ["jsonl", "ndjson"].contains(&kind) {
            let reader = BufReader::with_capacity(BUFFER, PlainLines::of(file));
            return Ok(List::Lines(Lines { reader, number: 0, line: Vec::new() }));
        }
        Csv::open(file, &head).with_context(|| format!("{} is no list", path.display())).map(List::Csv)
    }

    /// The next row, with its line; none at the end.
    pub fn row(&mut self, terms: &Terms<'_>) -> anyhow::Result<Option<(u64, Row)>> {
        match self {
            List::Csv(csv) => csv.row(terms),
            List::Lines(lines) => lines.row(terms),
        }
    }
}

/// What is seen only of all rows together. Reads the whole list once.
pub(super) fn judge(
    path: &Path,
    terms: &Terms<'_>,
    most_patients: usize,
) -> anyhow::Result<BTreeMap<u64, Judgement>> {
    let (mut list, mut pairs) = (List::open(path)?, Pairs::default());
    while let Some((line, row)) = list.row(terms)? {
        if let Verdict::Moves(account) = &row.verdict {
            pairs.add(account, line);
        }
    }
    Ok(pairs.judge(most_patients))
}

impl Csv {
    fn open(file: File, head: &[u8]) -> anyhow::Result<Csv> {
        let count = |delimiter: &u8| head.iter().filter(|byte| *byte == delimiter).count();
        let delimiter = DELIMITERS.into_iter().max_by_key(count).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .buffer_capacity(BUFFER)
            .from_reader(PlainLines::of(file));
        let mut record = ByteRecord::new();
        reader.read_byte_record(&mut record)?;
        let name = |cell: &[u8]| Column::named(&cleaned(&String::from_utf8_lossy(cell)));
        let columns: Vec<Option<Column>> = record.iter().map(name).collect();
        let times = |column: &Column| columns.iter().filter(|named| **named == Some(*column)).count();
        let missing: Vec<&str> = Column::ALL
            .into_iter()
            .filter(|column| column.is_needed() && times(column) == 0)
            .map(Column::name)
            .collect();
        if !missing.is_empty() {
            bail!("the first line should name the columns; it does not name: {}", missing.join(", "));
        }
        if let Some(twice) = Column::ALL.into_iter().find(|column| times(column) > 1) {
            bail!("the first line names {} twice", twice.name());
        }
        Ok(Csv { reader, columns, record })
    }

    fn row(&mut self, terms: &Terms<'_>) -> anyhow::Result<Option<(u64, Row)>> {
        while self.reader.read_byte_record(&mut self.record)? {
            if self.record.iter().all(|cell| cell.trim_ascii().is_empty()) {
                continue;
            }
            // Empty lines before it are passed over, so that only its end is known: behind its last line feed, but where a
            // quote stays open to the end of the list.
            let inside = self.record.as_slice().iter().filter(|byte| **byte == b'\n').count();
            let lines = u64::try_from(inside + usize::from(!self.reader.is_done())).unwrap_or_default();
            let line = self.reader.position().line().saturating_sub(lines);
            return Ok(Some((line, self.read(terms))));
        }
        Ok(None)
    }

    fn read(&self, terms: &Terms<'_>) -> Row {
        let has_more = self.record.iter().skip(self.columns.len()).any(|cell| !cell.trim_ascii().is_empty());
        if self.record.len() < self.columns.len() || has_more {
            return Row::broken();
        }
        let named = self.columns.iter().zip(&self.record);
        let texts: Vec<(Column, Cow<'_, str>)> =
            named.filter_map(|(column, cell)| Some(((*column)?, String::from_utf8_lossy(cell)))).collect();
        let mut cells = Cells::default();
        for (column, text) in &texts {
            cells.set(*column, text);
        }
        read_row(&cells, terms)
    }
}

impl Lines {
    fn row(&mut self, terms: &Terms<'_>) -> anyhow::Result<Option<(u64, Row)>> {
        loop {
            self.line.clear();
            if self.reader.read_until(b'\n', &mut self.line)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            let line = self.line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&self.line);
            if !line.trim_ascii().is_empty() {
                return Ok(Some((self.number, read_object(line, terms))));
            }
        }
    }
}

fn read_object(line: &[u8], terms: &Terms<'_>) -> Row {
    let Ok(object) = serde_json::from_slice::<Map<String, Value>>(line) else { return Row::broken() };
    let mut texts: Vec<(Column, String)> = Vec::new();
    for (name, value) in object {
        let Some(column) = Column::named(&name) else { continue };
        let text = match value {
            Value::Null => String::new(),
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Bool(_) | Value::Array(_) | Value::Object(_) => return Row::broken(),
        };
        if texts.iter().any(|(known, _)| *known == column) {
            return Row::broken();
        }
        texts.push((column, text));
    }
    let mut cells = Cells::default();
    for (column, text) in &texts {
        cells.set(*column, text);
    }
    read_row(&cells, terms)
}
