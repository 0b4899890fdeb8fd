//! 合计 and 小计: what the clerk added up, against what the rows add up to.

use crate::model::Field;
use crate::problem::{Code, Problem, Severity};
use crate::read::grid::{Cell, CellRef, Grid, Merge};
use crate::read::layout::columns::Header;
use crate::read::layout::row_kind::Sum;
use crate::read::log::ReadLog;
use crate::read::normalise::fold;
use crate::read::value;
use crate::read::value::Words;
use crate::say;

/// A sum on the sheet is not the sum of its rows. Source: SPREADSHEETS 7.
pub(in crate::read) static TOTAL_MISMATCH: Code =
    Code { id: "total-mismatch", severity: Severity::Warning, source: "SPREADSHEETS 7" };
/// 序号 leaves a number out or has one twice. Source: SPREADSHEETS 7.
pub(in crate::read) static SEQ_GAP: Code =
    Code { id: "seq-gap", severity: Severity::Warning, source: "SPREADSHEETS 7" };

/// Columns whose numbers are never added up.
const NEVER: &[Field] = &[
    Field::Seq,
    Field::Birth,
    Field::Age,
    Field::Phone,
    Field::IdNumber,
    Field::Date,
    Field::JoinedParty,
    Field::ChairPhone,
    Field::Note,
];

/// What one column has held so far.
#[derive(Debug, Clone, Copy, Default)]
struct ColumnSum {
    total: u64,
    numbers: usize,
    ticks: usize,
    others: usize,
}

impl ColumnSum {
    /// What one cell adds.
    fn of(cell: &Cell) -> Self {
        if let Some(number) = value::count(cell) {
            return Self { total: number.into(), numbers: 1, ticks: usize::from(number == 1), others: 0 };
        }
        let shown = cell.shown();
        if Words::get().is_blank_mark(&shown) {
            Self::default()
        } else if Words::get().yes(&shown) == Some(true) {
            Self { ticks: 1, ..Self::default() }
        } else {
            Self { others: 1, ..Self::default() }
        }
    }

    fn add(&mut self, other: Self) {
        self.total += other.total;
        self.numbers += other.numbers;
        self.ticks += other.ticks;
        self.others += other.others;
    }
}

/// The sums of a table while its rows are taken.
#[derive(Debug)]
pub(in crate::read) struct Totals<'a> {
    grid: &'a Grid,
    header: &'a Header,
    /// Since the beginning, and since the last 小计.
    sums: [Vec<ColumnSum>; 2],
    rows: [usize; 2],
    /// Of lines that a sum may leave out: 另选他人 below the candidates.
    aside: Vec<u64>,
    /// The last serial number, and how many rows had one.
    last: Option<u32>,
    position: u32,
    /// The merged area of the last serial number: one number for all of its rows.
    area: Option<Merge>,
}

impl<'a> Totals<'a> {
    /// The sums of the table under a header, before its first row.
    pub(in crate::read) fn new(grid: &'a Grid, header: &'a Header) -> Self {
        Self {
            grid,
            header,
            sums: [Vec::new(), Vec::new()],
            rows: [0; 2],
            aside: Vec::new(),
            last: None,
            position: 0,
            area: None,
        }
    }

    /// Counts a record in.
    pub(in crate::read) fn add(&mut self, row: usize) {
        let width = self.grid.rows.get(row).map_or(0, Vec::len);
        for (sums, rows) in self.sums.iter_mut().zip(&mut self.rows) {
            *rows += 1;
            if sums.len() < width {
                sums.resize(width, ColumnSum::default());
            }
        }
        let [whole, part] = &mut self.sums;
        for (column, (whole, part)) in whole.iter_mut().zip(part).enumerate() {
            // A column that holds words is never added up.
            if whole.others > 0 {
                continue;
            }
            let added = ColumnSum::of(self.grid.cell(row, column));
            whole.add(added);
            part.add(added);
        }
    }

    /// Counts a line in that a sum may leave out.
    pub(in crate::read) fn add_aside(&mut self, row: usize) {
        let width = self.grid.rows.get(row).map_or(0, Vec::len);
        if self.aside.len() < width {
            self.aside.resize(width, 0);
        }
        for (column, sum) in self.aside.iter_mut().enumerate() {
            *sum += ColumnSum::of(self.grid.cell(row, column)).total;
        }
    }

    /// Compares a row of sums: all rows for 合计, those since the last one for 小计.
    ///
    /// Two parts of a roster side by side share one number of people: `counts_people` is false there.
    pub(in crate::read) fn compare(&mut self, row: usize, sum: Sum, counts_people: bool, log: &mut ReadLog) {
        let (grid, header) = (self.grid, self.header);
        let at = usize::from(sum == Sum::Part);
        let never: Vec<u32> = NEVER.iter().filter_map(|field| header.column(*field)).collect();
        let people = header.has(Field::Name) && counts_people;
        let mut said_rows = false;
        for column in 0..grid.rows.get(row).map_or(0, Vec::len) {
            let number = u32::try_from(column).unwrap_or(u32::MAX);
            let cell = grid.cell(row, column);
            let Some(said) = value::count(cell).or_else(|| value::head_count(&cell.shown())) else {
                continue;
            };
            if never.contains(&number) && !(people && is_head_count(cell)) {
                continue;
            }
            let sum = self.sums.get(at).and_then(|sums| sums.get(column)).copied().unwrap_or_default();
            let words = self.sums.first().and_then(|sums| sums.get(column)).map_or(0, |sum| sum.others);
            let rows = self.rows.get(at).copied().unwrap_or(0);
            let counted = if never.contains(&number) && people && !said_rows {
                said_rows = true;
                rows as u64
            } else if words == 0 && sum.numbers > 0 {
                sum.total
            } else if people && words == 0 && sum.ticks > 0 {
                sum.ticks as u64
            } else if people
                && !said_rows
                && (is_head_count(cell) || header.column(Field::Name) == Some(number))
            {
                said_rows = true;
                rows as u64
            } else {
                continue;
            };
            let aside = self.aside.get(column).copied().unwrap_or(0);
            if ![counted, counted + aside].contains(&u64::from(said)) {
                let message = say!(
                    "合计写的是 {said}，上面各行加起来是 {counted}",
                    "the sum says {said}, the rows above add up to {counted}"
                );
                let hint = say!(
                    "核对各行，改正合计或漏填的数",
                    "check the rows; correct the sum, or the number that is missing"
                );
                log.report(
                    Problem::new(&TOTAL_MISMATCH, grid.place(CellRef { row, column }), message).hint(hint),
                );
            }
        }
        if let (Some(sums), Some(rows)) = (self.sums.get_mut(1), self.rows.get_mut(1)) {
            sums.clear();
            *rows = 0;
        }
    }

    /// 1, 2, 4: a row may be missing. Numbers may begin anew for every unit, and may count on from another sheet.
    pub(in crate::read) fn sequence(&mut self, row: usize, log: &mut ReadLog) {
        let Some(column) = self.header.column(Field::Seq) else { return };
        let at = CellRef { row, column: column as usize };
        if self.area.is_some_and(|area| area.holds(at)) {
            return;
        }
        let Some(number) = value::count(self.grid.at(at)) else {
            // A formula without a result may have been any number.
            if matches!(self.grid.at(at), Cell::Error(_)) {
                self.last = None;
            }
            return;
        };
        self.area = self.grid.merge_from(at);
        self.position = if number == 1 { 1 } else { self.position + 1 };
        let last = self.last.replace(number);
        let Some(last) = last else {
            self.position = number;
            return;
        };
        if number == 1 || number == last + 1 || number == self.position {
            return;
        }
        let message =
            say!("序号从 {last} 到 {number}，不连续", "the serial number goes from {last} to {number}");
        let hint = say!("看看是不是漏了人或者重复了", "see whether a row is missing or stands there twice");
        log.report(Problem::new(&SEQ_GAP, self.grid.place(at), message).hint(hint));
    }
}

/// 6人, 共6名: a number of people whatever its column.
fn is_head_count(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if fold(text).ends_with(['人', '名', '位']))
}
