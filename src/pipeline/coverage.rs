//! What has come in: bodies by tables, with the rows that are there and those that another table says there are; rows that are
//! nobody's; files and sheets that are not used, and why (DESIGN 14).

use std::collections::BTreeMap;

use crate::model::TableKind;
use crate::problem::Question;
use crate::read::{Reading, SourceSeen};
use crate::resolve::{Body, Resolved};

/// The lists of which coverage tells, in the order of its columns.
pub const COVERED: [TableKind; 6] = [
    TableKind::Delegates,
    TableKind::Nominees,
    TableKind::Votes,
    TableKind::Congresses,
    TableKind::Officers,
    TableKind::Previous,
];

/// What has come in.
#[derive(Debug)]
pub struct Coverage {
    /// A line for each body, in the order of the bodies.
    pub bodies: Vec<Covered>,
    /// Rows of which nobody knows whose they are, by file, sheet and table.
    pub nobodys: Vec<Nobodys>,
    /// Files and sheets of which nothing is used.
    pub unused: Vec<SourceSeen>,
    /// Files and sheets in all.
    pub sources: usize,
    /// Questions that are open.
    pub open: usize,
}

/// A body's line.
#[derive(Debug)]
pub struct Covered {
    /// Town, and the place itself.
    pub town: String,
    /// 霞垅村; for the town's own federation the town.
    pub place: String,
    /// Whether it is a village or community, and so counted.
    pub is_unit: bool,
    /// For each of [`COVERED`].
    pub lists: Vec<List>,
}

/// A list of a body.
#[derive(Debug, Clone)]
pub struct List {
    /// Which.
    pub table: TableKind,
    /// Rows that were read.
    pub rows: usize,
    /// How many another table says there are.
    pub stated: Option<u32>,
    /// Files that seem to be of the body and are not used, where no row was read.
    pub unused: Vec<String>,
    /// Whether a question about these rows is open, so that there may be too many or too few.
    pub asked: bool,
}

/// Rows that are nobody's.
#[derive(Debug, PartialEq, Eq)]
pub struct Nobodys {
    /// Path.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// Of which table.
    pub table: TableKind,
    /// How many.
    pub rows: usize,
}

/// Holds what was read against the bodies.
pub(in crate::pipeline) fn coverage(
    reading: &Reading,
    resolved: &Resolved<'_>,
    questions: &[Question],
) -> Coverage {
    let unused: Vec<SourceSeen> =
        reading.sources.iter().filter(|source| source.why.is_some()).cloned().collect();
    let open: Vec<&Question> = questions.iter().filter(|question| question.is_open()).collect();
    let bodies = resolved.bodies.iter().map(|body| covered(body, &unused, &open)).collect();
    Coverage { bodies, nobodys: nobodys(reading), unused, sources: reading.sources.len(), open: open.len() }
}

fn covered(body: &Body<'_>, unused: &[SourceSeen], open: &[&Question]) -> Covered {
    let place = body.id.place();
    let stem = place.trim_end_matches(['村', '镇', '乡']).trim_end_matches("社区");
    let seems = |source: &&SourceSeen| stem.chars().count() > 1 && source.file.contains(stem);
    let files: Vec<String> = unused.iter().filter(seems).map(|source| source.file.clone()).collect();
    let list = |table: &TableKind| {
        let rows = body.rows_of(*table);
        let stated = body.stated_rows(*table).map(|(count, _)| count);
        let unused = if rows == 0 { files.clone() } else { Vec::new() };
        let is_about = |question: &&Question| {
            question.table == Some(table.as_str()) && question.units.iter().any(|unit| unit == place)
        };
        List { table: *table, rows, stated, unused, asked: rows > 0 && open.iter().any(is_about) }
    };
    let lists = COVERED.iter().map(list).collect();
    Covered { town: body.id.town_name(), place: place.to_owned(), is_unit: body.id.unit.is_some(), lists }
}

fn nobodys(reading: &Reading) -> Vec<Nobodys> {
    let mut found: BTreeMap<(String, String, TableKind), usize> = BTreeMap::new();
    reading.records.each_nobodys(&mut |table, source| {
        let key = (source.file.to_string(), source.sheet.to_string(), table);
        *found.entry(key).or_default() += 1;
    });
    found.into_iter().map(|((file, sheet, table), rows)| Nobodys { file, sheet, table, rows }).collect()
}

impl Coverage {
    /// Whether everything that came in is somebody's, and nothing is asked.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.nobodys.is_empty() && self.open == 0
    }

    /// The lists that figures lack: shorter than another table says, or empty where most other units have theirs, or where some
    /// have and the unit has voted.
    #[must_use]
    pub fn lacking(&self) -> Vec<(&Covered, &List)> {
        let units = || self.bodies.iter().filter(|body| body.is_unit);
        let all = units().count();
        let having = |table: TableKind| {
            units().filter(|body| body.lists.iter().any(|list| list.table == table && list.rows > 0)).count()
        };
        let usual: Vec<TableKind> = COVERED.into_iter().filter(|table| 2 * having(*table) > all).collect();
        let has = |body: &Covered, table: TableKind| {
            body.lists.iter().any(|list| list.table == table && list.rows > 0)
        };
        let of_body = |body| {
            let voted = has(body, TableKind::Votes);
            let is_due =
                |table| usual.contains(&table) || (voted && OF_VOTE.contains(&table) && having(table) > 0);
            let lacks = move |list: &&List| list.is_short() || (list.rows == 0 && is_due(list.table));
            body.lists.iter().filter(lacks).map(move |list| (body, list)).collect::<Vec<_>>()
        };
        units().flat_map(of_body).collect()
    }
}

/// What every unit has that has voted.
const OF_VOTE: [TableKind; 3] = [TableKind::Delegates, TableKind::Nominees, TableKind::Officers];

impl List {
    /// Whether fewer rows were read than another table says there are.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.stated.is_some_and(|stated| (self.rows as u64) < u64::from(stated))
    }
}
