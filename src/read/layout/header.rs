//! Header rows: where they begin, and how many levels they have; one to four, merged or not.

use crate::model::Field;
use crate::problem::{Code, Severity};
use crate::read::grid::{Cell, Grid};
use crate::read::layout::columns::{Header, Mapped};
use crate::read::layout::row_kind::is_record;
use crate::read::layout::spelling;
use crate::read::layout::table_kind::Shape;
use crate::read::normalise::fold;
use crate::read::value;
use crate::read::value::Space;

/// A column whose header is in no list and that the cycle does not announce: most likely misspelt, and then a whole
/// column would be missing from the papers. It is kept under its own header. Source: SPREADSHEETS 2.
pub(in crate::read) static UNKNOWN_HEADER: Code =
    Code { id: "unknown-header", severity: Severity::Error, source: "SPREADSHEETS 2" };

/// Most header levels: the deepest seen has three.
const LEVELS: usize = 4;

/// The header that starts in a row, with as many levels as make the most columns understood.
pub(in crate::read) fn at(grid: &Grid, row: usize, mapped: Mapped<'_>) -> Option<Header> {
    // One filled cell is a title; to look closer at every line of a long text would take its time.
    let cells = grid.rows.get(row)?;
    if cells.iter().filter(|cell| !cell.is_empty()).take(2).count() < 2 {
        return heads_names(grid, row).then(|| Header::of(grid, row, 1, mapped));
    }
    let merged = merged_levels(grid, row);
    if merged > 1 {
        let header = Header::of(grid, row, merged, mapped);
        if is_header(&header) {
            return Some(header);
        }
    }
    let mut best: Option<Header> = None;
    for levels in 1..=LEVELS {
        if levels > 1 && !is_lower_level(grid, row, row + levels - 1) {
            break;
        }
        let header = Header::of(grid, row, levels, mapped);
        let better = best.as_ref().is_none_or(|best| weight(&header) > weight(best));
        if better {
            best = Some(header);
        }
    }
    best.filter(|header| is_header(header) || heads_a_list(grid, header))
}

/// Whether a row is nothing but 姓名, and nothing but names stand below it: a list of names alone.
fn heads_names(grid: &Grid, row: usize) -> bool {
    let only = |row: usize| {
        let mut filled = grid.rows.get(row)?.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        match (filled.next(), filled.next()) {
            (Some((column, Cell::Text(text))), None) => Some((column, text)),
            _ => None,
        }
    };
    let Some((column, _)) = only(row).filter(|(_, text)| spelling::field(text) == Some(Field::Name)) else {
        return false;
    };
    let is_name = |row: usize| {
        // 米二花（请假）, 米一花*: what stands behind a name makes it no other.
        let bare = |name: &str| {
            value::looks_like_a_name(
                name.split(['(', '（']).next().unwrap_or_default().trim_matches([' ', '*']),
            )
        };
        only(row).is_some_and(|(at, text)| {
            let people = value::people(text, Space::PartsNames);
            at == column && !people.is_empty() && people.iter().all(|one| bare(&one.name))
        })
    };
    let Some(first) = grid.next_filled(row) else { return false };
    is_name(first) && grid.next_filled(first).is_none_or(is_name)
}

/// Whether a header with 姓名 and columns in no list (组别 | 姓名) has names below: a list, whose other columns are asked about.
fn heads_a_list(grid: &Grid, header: &Header) -> bool {
    let Some(column) = header.column(Field::Name) else { return false };
    // 姓名 beside a name is a form.
    let is_label = |label: &str| !value::looks_like_a_name(label);
    let others = header.extra.iter().map(|extra| extra.header.as_str());
    let is_small = header.names.len() == 1 && (1..=OTHERS).contains(&header.extra.len());
    let is_name = |row: usize| match grid.cell(row, column as usize) {
        Cell::Text(text) => value::looks_like_a_name(text.trim()),
        _ => false,
    };
    let Some(first) = grid.next_filled(header.last).filter(|_| is_small) else { return false };
    let second = grid.next_filled(first);
    others.into_iter().all(is_label) && is_name(first) && second.is_some_and(is_name)
}

/// Columns in no list beside 姓名 alone.
const OTHERS: usize = 3;

/// The header in a row that the clerk named.
pub(in crate::read) fn forced(grid: &Grid, row: usize, mapped: Mapped<'_>) -> Header {
    let levels =
        (1..=LEVELS).take_while(|levels| *levels == 1 || is_lower_level(grid, row, row + levels - 1)).count();
    Header::of(grid, row, merged_levels(grid, row).max(levels), mapped)
}

fn weight(header: &Header) -> usize {
    header.columns.iter().count() + header.ticks.len() + header.posts.len()
}

/// How many rows the cells of the first row reach down: 序号 merged over three rows makes three levels.
fn merged_levels(grid: &Grid, row: usize) -> usize {
    let here = u32::try_from(row).unwrap_or(u32::MAX);
    let starts = grid
        .merges_near(row)
        .iter()
        .filter(|merge| merge.top == here && merge.bottom > merge.top && merge.right == merge.left);
    let reach =
        starts.map(|merge| (merge.bottom - merge.top + 1) as usize).filter(|levels| *levels <= LEVELS);
    reach.max().unwrap_or(1)
}

/// Two known columns, one of them a person, a unit or a count of votes, and more known than unknown ones; or a table
/// of units with a head of several levels, whose columns are whatever the office counts.
fn is_header(header: &Header) -> bool {
    let key = header.has_any(&[Field::Name, Field::Unit, Field::For, Field::Entitled])
        || (header.has(Field::Item) && header.has(Field::Share));
    let known = header.names.len()
        + header.ticks.len()
        + header.extra.iter().filter(|extra| !extra.is_unknown).count();
    let unknown = header.extra.iter().filter(|extra| extra.is_unknown).count();
    let statistics = header.has(Field::Unit) && !header.has(Field::Name) && header.last > header.first;
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
    let key = (0..cells.len().max(grid.rows.get(first).map_or(0, Vec::len))).find(|&column| {
        matches!(spelling::field(&grid.cell(first, column).shown()), Some(Field::Name | Field::Unit))
    });
    let labels = filled.iter().all(is_label);
    let under_a_group = known >= 2 || (filled.len() >= 2 && key.is_some_and(same_or_empty));
    !filled.is_empty() && labels && under_a_group && same_or_empty(0) && key.is_none_or(same_or_empty)
}

/// Whether the next row with anything on it is a head.
pub(in crate::read) fn follows(grid: &Grid, row: usize, mapped: Mapped<'_>) -> bool {
    grid.next_filled(row).is_some_and(|row| at(grid, row, mapped).is_some())
}

/// What a row below a header begins, if it is a head itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum HeadBelow {
    /// The same head in so many rows, for the next printed page.
    Repeated(usize),
    /// The head of another table.
    Another,
}

/// Whether a row below a header is a head itself.
pub(in crate::read) fn below(
    grid: &Grid,
    header: &Header,
    shape: Shape,
    row: usize,
    mapped: Mapped<'_>,
) -> Option<HeadBelow> {
    // A record is none of the heads; to look for one in every row would take longer than all the rest.
    let may_be_head = !is_record(grid, header, shape, row) || holds_a_head(grid, header, row);
    if !may_be_head {
        return None;
    }
    at(grid, row, mapped)?;
    Some(repeated(grid, header, row).map_or(HeadBelow::Another, HeadBelow::Repeated))
}

/// Whether the cell of the key, or the first cell of the row, is itself a head: a record cannot be called 姓名, and the
/// head of another table may begin elsewhere.
fn holds_a_head(grid: &Grid, header: &Header, row: usize) -> bool {
    let field = |cell: &Cell| if let Cell::Text(text) = cell { spelling::field(text) } else { None };
    let of_key = header.column(header.key()).and_then(|column| field(grid.cell(row, column as usize)));
    let first = grid.rows.get(row).into_iter().flatten().find(|cell| !cell.is_empty()).and_then(field);
    let begins =
        |field| matches!(field, Field::Seq | Field::Unit | Field::Name | Field::Town | Field::County);
    of_key.is_some() || first.is_some_and(begins)
}

/// How many rows of a head are the same as this table's, repeated for a printed page.
fn repeated(grid: &Grid, header: &Header, row: usize) -> Option<usize> {
    let levels = header.last - header.first + 1;
    let same = |level: usize| {
        let width = grid.rows.get(header.first + level).map_or(0, Vec::len);
        (0..width).all(|column| {
            fold(&grid.cell(header.first + level, column).shown())
                == fold(&grid.cell(row + level, column).shown())
        })
    };
    (0..levels).all(same).then_some(levels)
}
