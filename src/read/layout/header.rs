//! Header rows → columns: one to four levels, merged cells, tick columns, a table beside another.

use std::collections::BTreeMap;

use crate::model::Role;
use crate::problem::Code;
use crate::problem::Severity;
use crate::read::grid::{Cell, Grid};
use crate::read::layout::spelling;
use crate::read::limits;
use crate::read::normalise::{fold, squeeze};
use crate::read::value::Words;

/// A column whose header is in no list and that the cycle does not announce: most likely misspelt, and then a whole
/// column would be missing from the papers. It is kept under its own header. Source: SPREADSHEETS 2.
pub(in crate::read) static UNKNOWN_HEADER: Code =
    Code { id: "unknown-header", severity: Severity::Error, source: "SPREADSHEETS 2" };

/// Most header levels: the deepest seen has three.
const LEVELS: usize = 4;

/// A recognised header: its rows and what its columns mean.
#[derive(Debug, Clone, Default)]
pub(in crate::read) struct Header {
    /// First row, from 0.
    pub(in crate::read) first: usize,
    /// Last row of the header, from 0.
    pub(in crate::read) last: usize,
    /// Field → column, where a field has several columns the first.
    pub(in crate::read) columns: BTreeMap<&'static str, u32>,
    /// The same as a list: every row asks for twenty fields, and a tree of texts is slow to ask.
    list: Vec<(&'static str, u32)>,
    /// Shown header and field of each recognised column.
    pub(in crate::read) names: Vec<(String, String)>,
    /// Columns under their own header: column, header, whether the header is in no list.
    pub(in crate::read) extra: Vec<(u32, String, bool)>,
    /// Columns in which a tick says the value of a field: field, value, column.
    pub(in crate::read) ticks: Vec<(&'static str, String, u32)>,
    /// Columns that hold the names of people of one post: 主席, 副主席1, 执委名单.
    pub(in crate::read) posts: Vec<(Role, u32)>,
    /// Columns whose header asks for a tick.
    pub(in crate::read) asks_for_tick: Vec<u32>,
    /// Where the same heads begin again: another table stands beside this one.
    pub(in crate::read) beside: Option<u32>,
}

/// Columns that `cycle.toml` maps: header → field.
pub(in crate::read) type Mapped<'a> = &'a BTreeMap<String, String>;

impl Header {
    pub(in crate::read) fn has(&self, field: &str) -> bool {
        self.column(field).is_some()
    }

    /// The column of a field.
    pub(in crate::read) fn column(&self, field: &str) -> Option<u32> {
        let same = |name: &str| name.len() == field.len() && name == field;
        self.list.iter().find(|(name, _)| same(name)).map(|(_, column)| *column)
    }

    pub(in crate::read) fn has_any(&self, fields: &[&str]) -> bool {
        fields.iter().any(|field| self.has(field))
    }
}

/// The header that starts in a row, with as many levels as make the most columns understood.
pub(in crate::read) fn at(grid: &Grid, row: usize, mapped: Mapped<'_>) -> Option<Header> {
    // One filled cell is a title; to look closer at every line of a long text would take its time.
    let cells = grid.rows.get(row)?;
    if cells.iter().filter(|cell| !cell.is_empty()).take(2).count() < 2 {
        return None;
    }
    let merged = merged_levels(grid, row);
    if merged > 1 {
        let header = columns(grid, row, merged, mapped);
        if is_header(&header) {
            return Some(header);
        }
    }
    let mut best: Option<Header> = None;
    for levels in 1..=LEVELS {
        if levels > 1 && !is_lower_level(grid, row, row + levels - 1) {
            break;
        }
        let header = columns(grid, row, levels, mapped);
        let better = best.as_ref().is_none_or(|best| weight(&header) > weight(best));
        if better {
            best = Some(header);
        }
    }
    best.filter(is_header)
}

/// The header in a row that the clerk named.
pub(in crate::read) fn forced(grid: &Grid, row: usize, mapped: Mapped<'_>) -> Header {
    let levels =
        (1..=LEVELS).take_while(|levels| *levels == 1 || is_lower_level(grid, row, row + levels - 1)).count();
    columns(grid, row, merged_levels(grid, row).max(levels), mapped)
}

fn weight(header: &Header) -> usize {
    header.columns.len() + header.ticks.len() + header.posts.len()
}

/// How many rows the cells of the first row reach down: 序号 merged over three rows makes three levels.
fn merged_levels(grid: &Grid, row: usize) -> usize {
    let here = u32::try_from(row).unwrap_or(u32::MAX);
    let starts = grid
        .merges_near(row)
        .iter()
        .filter(|(top, left, bottom, right)| *top == here && bottom > top && right == left);
    let reach =
        starts.map(|(top, _, bottom, _)| (bottom - top + 1) as usize).filter(|levels| *levels <= LEVELS);
    reach.max().unwrap_or(1)
}

/// Two known columns, one of them a person, a unit or a count of votes, and more known than unknown ones; or a table
/// of units with a head of several levels, whose columns are whatever the office counts.
fn is_header(header: &Header) -> bool {
    let key =
        header.has_any(&["name", "unit", "for", "entitled"]) || (header.has("item") && header.has("share"));
    let known = header.names.len()
        + header.ticks.len()
        + header.extra.iter().filter(|(_, _, unknown)| !unknown).count();
    let unknown = header.extra.iter().filter(|(_, _, unknown)| *unknown).count();
    let statistics = header.has("unit") && !header.has("name") && header.last > header.first;
    key && known >= 2 && (known >= unknown || statistics)
}

/// A lower level holds texts only, and nothing in the column of the serial number or of the key above it.
fn is_lower_level(grid: &Grid, first: usize, row: usize) -> bool {
    let Some(cells) = grid.rows.get(row) else { return false };
    let filled: Vec<_> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    let is_label = |cell: &&Cell| matches!(cell, Cell::Text(text) if text.chars().count() <= 30 && !text.trim().chars().all(|c| c.is_ascii_digit() || c == '.'));
    let known =
        (0..cells.len()).filter(|&column| spelling::field(&grid.cell(row, column).shown()).is_some()).count();
    let same_or_empty = |column: usize| {
        grid.cell(row, column).is_empty() || grid.cell(row, column) == grid.cell(first, column)
    };
    // The key of a record is filled in every record; under its head it is empty, or merged with the head.
    let key = (0..cells.len().max(grid.rows.get(first).map_or(0, Vec::len)))
        .find(|&column| matches!(spelling::field(&grid.cell(first, column).shown()), Some("name" | "unit")));
    let labels = filled.iter().all(is_label);
    let under_a_group = known >= 2 || (filled.len() >= 2 && key.is_some_and(same_or_empty));
    !filled.is_empty() && labels && under_a_group && same_or_empty(0) && key.is_none_or(same_or_empty)
}

/// The labels above one column, from the top level to the lowest.
fn labels(grid: &Grid, first: usize, last: usize, column: usize) -> Vec<String> {
    let mut labels: Vec<String> = (first..=last)
        .map(|row| grid.header_text(row, column).to_string())
        .filter(|text| !squeeze(text).is_empty())
        .collect();
    labels.dedup();
    labels
}

fn columns(grid: &Grid, first: usize, levels: usize, mapped: Mapped<'_>) -> Header {
    let last = first + levels - 1;
    let width = (first..=last).filter_map(|row| grid.rows.get(row)).map(Vec::len).max().unwrap_or(0);
    let mut header = Header { first, last, ..Header::default() };
    for column in 0..width.min(limits::COLUMNS.size()) {
        let labels = labels(grid, first, last, column);
        let Some(lowest) = labels.last() else { continue };
        let number = u32::try_from(column).unwrap_or(u32::MAX);
        let joined = labels.iter().map(|label| squeeze(label)).collect::<Vec<_>>().join("/");
        let joined = limits::brief(&joined, limits::HEADER_CHARS);
        if header.beside.is_none() && begins_again(&header, grid, (first, last), column) {
            header.beside = Some(number);
            break;
        }
        if labels.iter().any(|label| spelling::asks_for_tick(label)) {
            header.asks_for_tick.push(number);
        }
        let own = mapped.get(&joined).or_else(|| mapped.get(&*squeeze(lowest)));
        let found = own
            .and_then(|field| spelling::named(field))
            .or_else(|| spelling::field(lowest))
            .or_else(|| spelling::field(&joined));
        // Without a name the rows are units, and what stands under such heads are counts.
        if own.is_none()
            && labels.len() > 1
            && header.columns.contains_key("name")
            && tick(&mut header, &labels, number)
        {
            continue;
        }
        take(&mut header, found, lowest, joined, number);
        header.list = header.columns.iter().map(|(field, column)| (*field, *column)).collect();
    }
    header
}

/// Whether the heads begin again at this column: a name or serial number once more, with known heads after it.
fn begins_again(header: &Header, grid: &Grid, (first, last): (usize, usize), column: usize) -> bool {
    let field =
        |column: usize| labels(grid, first, last, column).last().and_then(|label| spelling::field(label));
    let Some(here) = field(column).filter(|field| matches!(*field, "seq" | "name" | "unit")) else {
        return false;
    };
    if !header.has(here) || !header.has("name") {
        return false;
    }
    let rest: Vec<_> = (column..column + 16).map(field).collect();
    let repeated = rest.iter().flatten().filter(|field| header.has(field)).count();
    rest.contains(&Some("name")) && repeated >= 2
}

/// 性别/男, 政治面貌/中共党员: a tick in this column is a value of the field above.
fn tick(header: &mut Header, labels: &[String], column: u32) -> bool {
    let (Some(lowest), Some(above)) = (labels.last(), labels.iter().rev().nth(1)) else { return false };
    let words = Words::get();
    let word = fold(lowest);
    let (field, is_word) = match spelling::field(above) {
        Some("gender") => ("gender", Words::gender(&word).is_some()),
        Some("politics") => ("politics", words.politics(&word).is_some()),
        Some("education") => ("education", words.education(&word).is_some()),
        Some("ethnicity") => ("ethnicity", words.ethnicity(&word).is_some()),
        Some("duty") => ("duty", words.duty(&word).is_some()),
        Some("posts") => match ticked_post(above, &word) {
            Some(post) => {
                header.names.push((format!("{}/{}", squeeze(above), squeeze(lowest)), "posts".to_owned()));
                header.ticks.push(("posts", post, column));
                return true;
            }
            None => return false,
        },
        _ => return false,
    };
    if is_word {
        header.names.push((
            labels.iter().map(|label| squeeze(label)).collect::<Vec<_>>().join("/"),
            field.to_owned(),
        ));
        header.ticks.push((field, word.into_owned(), column));
    }
    is_word
}

/// 兼任居委会、党支部职务/副主任 → 居委会副主任: the post that a tick below the head stands for.
fn ticked_post(group: &str, word: &str) -> Option<String> {
    let group = fold(group);
    let first = |words: &[&'static str]| words.iter().find(|word| group.contains(**word)).copied();
    match word {
        "主任" | "副主任" | "委员" => {
            Some(format!("{}{word}", first(&["居委会", "村委会"]).unwrap_or("村（居）委会")))
        }
        "书记" | "副书记" | "支部委员" => {
            let party = first(&["党支部", "党总支", "党委"]).unwrap_or("党组织");
            Some(format!("{party}{}", word.trim_start_matches("支部")))
        }
        "其他" | "其它" => Some("其他职务".to_owned()),
        _ => None,
    }
}

/// The post whose holders' names a column may hold.
fn post(field: &str) -> Option<Role> {
    match field {
        "role_chair" | "chair_name" => Some(Role::Chair),
        "role_vice" | "vice_names" => Some(Role::ViceChair),
        "role_standing" => Some(Role::Standing),
        "role_exec" | "exec_names" => Some(Role::Member),
        _ => None,
    }
}

/// Fields that are kept under their own header as well: template authors may want the words as written.
const KEPT: &[&str] = &["joined_party", "education_full", "education_job"];

fn take(header: &mut Header, found: Option<&'static str>, lowest: &str, joined: String, column: u32) {
    let found = found.or_else(|| spelling::numbered(lowest).filter(|field| post(field).is_some()));
    if let Some(role) = found.and_then(post) {
        header.posts.push((role, column));
    }
    match found {
        Some("extra") => header.extra.push((column, joined, false)),
        Some(name) if !header.columns.contains_key(name) => {
            header.columns.insert(name, column);
            if KEPT.contains(&name) {
                header.extra.push((column, joined.clone(), false));
            }
            header.names.push((joined, name.to_owned()));
        }
        Some(name) if post(name).is_some() => header.names.push((joined, name.to_owned())),
        Some(_) => header.extra.push((column, joined, false)),
        None => header.extra.push((column, joined, true)),
    }
}
