//! The lines under a tally that are no candidates: 无效票, 收回选票, 另选他人. What they say of the congress is a record, and so
//! is a name that was written in; a number alone is not a person.

use crate::model::Field;
use crate::problem::Problem;
use crate::read::grid::{Cell, CellRef, Grid};
use crate::read::layout::columns::Header;
use crate::read::layout::spelling;
use crate::read::layout::title::line_text;
use crate::read::normalise::{fold, squeeze};
use crate::read::record::number::BAD_NUMBER;
use crate::read::record::sentence::{Facts, counts_in};
use crate::read::record::which_word::UNKNOWN_VALUE;
use crate::read::value;
use crate::read::value::{TallyWord, TallyWords};
use crate::say;

/// A line under a tally.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) enum TallyLine {
    /// Counts of the congress, each with its cell.
    Facts(Facts),
    /// A count that cannot be read.
    Unread(CellRef),
    /// 另选他人 with names, as they are written.
    WrittenIn(String),
    /// 另选他人 beside a name that stands in the column of names.
    WrittenInColumn,
    /// 另选他人得票情况: the names that were written in stand below.
    Heading,
    /// 另选他人 with a number only: votes for nobody who is named.
    WrittenInNameless,
    /// 第二次投票: the votes below are of another ballot.
    AnotherBallot,
    /// Nothing that a record holds: 弃权票, 总票数.
    Other,
}

/// What a row of a vote table is if it is no candidate.
pub(in crate::read) fn line(grid: &Grid, header: &Header, row: usize) -> Option<TallyLine> {
    let name = header.column(Field::Name)? as usize;
    let cells = grid.rows.get(row)?;
    if is_another_ballot(grid, row) {
        return Some(TallyLine::AnotherBallot);
    }
    let found = cells.iter().enumerate().take(name + 1).find_map(|(column, cell)| {
        let Cell::Text(text) = cell else { return None };
        let (word, rest) = TallyWords::get().tally(&fold(text))?;
        Some((column, word, rest))
    });
    let (column, word, rest) = found?;
    let label = CellRef { row, column };
    match word {
        TallyWord::WriteIn => Some(written_in(grid, header, label, &rest)),
        TallyWord::Fact(field) => Some(facts(grid, label, field)),
        TallyWord::Other => Some(TallyLine::Other),
    }
}

/// 第二轮投票得票情况, alone in its row with rows of people below. 第二次妇女代表大会选举结果 is the title of a table, and 另行选举 below
/// all rows says what is to come.
fn is_another_ballot(grid: &Grid, row: usize) -> bool {
    let filled = |row: usize| grid.rows.get(row).into_iter().flatten().filter(|cell| !cell.is_empty());
    let mut own = filled(row);
    let (Some(Cell::Text(text)), None) = (own.next(), own.next()) else { return false };
    if grid.next_filled(row).is_none_or(|below| filled(below).count() < 2) {
        return false;
    }
    says_another_ballot(text)
}

/// Whether a text is about votes of a further ballot.
pub(in crate::read) fn says_another_ballot(text: &str) -> bool {
    let text = text.rsplit("大会").next().unwrap_or(text);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    has(&["第二次", "第三次", "第二轮", "第三轮", "再次", "重新", "另行"])
        && has(&["投票", "选举", "表决", "得票"])
        && !has(&["第二次全体", "第三次全体"])
}

/// The problem of votes of two ballots under one head.
pub(in crate::read) fn another_ballot(grid: &Grid, row: usize) -> Problem {
    let line = line_text(grid, row).unwrap_or_default();
    let message = say!(
        "“{line}”下面是另一次投票，和上面的票读在一起了",
        "\"{line}\": the votes below are of another ballot, and were read with those above"
    );
    let hint = say!(
        "一张计票表只留一次投票的结果；两次都要留的，把不算数的那次移到别的文件夹",
        "keep the votes of one ballot in a tally, and move the one that does not count elsewhere"
    );
    Problem::new(&UNKNOWN_VALUE, grid.row_place(row), message).hint(hint)
}

/// The counts that a line below a vote table tells in a sentence: 发出选票30张，收回30张.
pub(in crate::read) fn sentence(grid: &Grid, row: usize) -> Facts {
    sentence_of(&line_text(grid, row).unwrap_or_default(), row)
}

/// The same of one text, said to stand in a row.
pub(in crate::read) fn sentence_of(text: &str, row: usize) -> Facts {
    let at = CellRef { row, column: 0 };
    counts_in(&value::of_congress(text)).map(|(field, count)| (field, (count, at))).collect()
}

/// The names of a line below the tally of a document, as they are written: 另选他人：王芳3票.
pub(in crate::read) fn written_in_line(line: &str) -> Option<String> {
    let (word, rest) = TallyWords::get().tally(&fold(line))?;
    (word == TallyWord::WriteIn && value::votes_by_name(&rest).next().is_some()).then(|| rest.to_string())
}

fn written_in(grid: &Grid, header: &Header, label: CellRef, rest: &str) -> TallyLine {
    let row = label.row;
    let beside = header.column(Field::Name).map(|column| CellRef { row, column: column as usize });
    if beside.is_some_and(|at| at != label && grid.at(at).is_filled() && grid.at(at) != grid.at(label)) {
        return TallyLine::WrittenInColumn;
    }
    let filled = grid.rows.get(row).map_or(0, |cells| cells.iter().filter(|cell| cell.is_filled()).count());
    let is_bare = rest.trim_matches([':', ' ']).is_empty();
    if filled <= 1
        && (is_bare || !rest.starts_with([':', '(']))
        && !rest.contains(|c: char| c.is_ascii_digit())
    {
        return TallyLine::Heading;
    }
    // Names and their votes may stand among the remarks.
    let note = header.column(Field::Note).map(|column| grid.cell(row, column as usize).shown());
    let note = note.filter(|note| note.contains('票')).unwrap_or_default();
    // A name may stand in whatever column comes next.
    let cells = grid.rows.get(row).into_iter().flatten().skip(label.column + 1).map(Cell::shown);
    let next = cells.into_iter().find(|text| value::looks_like_a_name(text)).unwrap_or_default();
    let texts = [rest, &*note, &*next];
    let names = texts.into_iter().find(|text| value::votes_by_name(text).next().is_some());
    names.map_or(TallyLine::WrittenInNameless, |names| TallyLine::WrittenIn(names.to_owned()))
}

/// All the counts of a line: 发出选票 | 30 | 收回选票 | 30.
fn facts(grid: &Grid, label: CellRef, field: Field) -> TallyLine {
    let text = line_text(grid, label.row).unwrap_or_default();
    let cells = grid.rows.get(label.row).map_or(&[][..], Vec::as_slice);
    let others = || cells.iter().enumerate().skip(label.column + 1).filter(|(_, cell)| cell.is_filled());
    let counted = others().find_map(|(column, cell)| Some((value::count(cell)?, column)));
    let at = |column| CellRef { row: label.row, column };
    let place = counted.map_or(label, |(_, column)| at(column));
    let mut found: Facts = counts_in(&squeeze(&text)).map(|(field, count)| (field, (count, place))).collect();
    if let Some((count, column)) = counted {
        found.entry(field).or_insert((count, at(column)));
    }
    match others().next() {
        _ if !found.is_empty() => TallyLine::Facts(found),
        Some((column, _)) => TallyLine::Unread(at(column)),
        None => TallyLine::Other,
    }
}

/// The problem of a count that cannot be read.
pub(in crate::read) fn unread(grid: &Grid, at: CellRef) -> Problem {
    let was = grid.at(at).shown();
    let message = say!("“{was}”不是整数", "\"{was}\" is no whole number");
    let hint = say!("只写数字，例如 28", "write digits only, for example 28");
    Problem::new(&BAD_NUMBER, grid.place(at), message).hint(hint)
}

/// How many votes are valid, as the lines under a table say it; `None` where several villages share the table.
pub(in crate::read) fn valid_below(grid: &Grid, header: &Header) -> Option<u32> {
    let name = header.column(Field::Name).filter(|_| !header.has(Field::Unit))? as usize;
    let is_head = |row: usize| matches!(grid.cell(row, name), Cell::Text(text) if spelling::field(text) == Some(Field::Name));
    let rows = || (header.last + 1..grid.rows.len()).take_while(|row| !is_head(*row));
    // Few tables ask: only where somebody has 全票.
    let votes = header.column(Field::For)? as usize;
    let asks = |row| matches!(grid.cell(row, votes), Cell::Text(text) if value::all_votes(text).is_some());
    if !rows().any(asks) {
        return None;
    }
    rows()
        .filter_map(|row| match line(grid, header, row) {
            Some(TallyLine::Facts(facts)) => facts.get(&Field::Valid).map(|(count, _)| *count),
            _ => None,
        })
        .next()
}
