//! The votes on one nominee, however they are written: 30, 赞成30票, 全票.

use crate::model::{Field, Given, Role, Vote};
use crate::read::grid::{Cell, CellRef};
use crate::read::record::number::BAD_NUMBER;
use crate::read::record::person::{Term, post};
use crate::read::record::reader::{RecordReader, Said};
use crate::read::record::shared::Shared;
use crate::read::value;
use crate::say;

/// One row of a tally.
pub(in crate::read) fn vote(reader: &mut RecordReader<'_>, shared: &Shared) -> Vote {
    let said = words(reader, Field::For);
    let in_favour = in_words_or_number(reader, Field::For, said, shared);
    let mut other = |field| {
        if reader.has(field) {
            let own = words(reader, field);
            return in_words_or_number(reader, field, own, shared);
        }
        // 赞成30票，反对1票: the votes of every kind may stand in one cell.
        Given::from(said.and_then(|(_, text)| value::votes_said(text, field)))
    };
    let (against, abstain) = (other(Field::Against), other(Field::Abstain));
    Vote { in_favour, against, abstain, ..vote_of(reader, shared) }
}

/// The same without the votes.
pub(in crate::read) fn vote_of(reader: &mut RecordReader<'_>, shared: &Shared) -> Vote {
    let note = reader.text(Field::Note);
    let written = shared.write_in || note.text().is_some_and(|text| text.contains("另选"));
    Vote {
        name: reader.name(Field::Name).name,
        role: role_of(reader, shared),
        elected: reader.yes(Field::Elected),
        write_in: written,
        voters: reader.count(Field::Voters),
        valid: reader.count(Field::Valid),
        note,
        ..Vote::default()
    }
}

/// The post of the row, else that of leaders in whose section it stands: 一、主席.
fn role_of(reader: &mut RecordReader<'_>, shared: &Shared) -> Given<Role> {
    let leaders = shared.heading.get().filter(|role| !role.is_member());
    // 另选 among the posts says how she stood, and of no post.
    if reader.shown(Field::Role).is_some_and(|(_, text)| text.contains("另选")) {
        return leaders.map_or(Given::Blank, Given::Known);
    }
    match (post(reader, shared, Term::This), leaders) {
        (Given::Blank, Some(role)) => Given::Known(role),
        (own, _) => own,
    }
}

/// What a cell says in words; nearly every one is nothing but a number.
fn words<'a>(reader: &RecordReader<'a>, field: Field) -> Option<(CellRef, &'a str)> {
    let Said { at, cell } = reader.cell(field)?;
    match cell {
        Cell::Text(text) if !text.bytes().all(|byte| byte.is_ascii_digit()) => Some((at, text)),
        _ => None,
    }
}

/// A number of votes, with or without its word.
fn in_words_or_number(
    reader: &mut RecordReader<'_>,
    field: Field,
    said: Option<(CellRef, &str)>,
    shared: &Shared,
) -> Given<u32> {
    let Some((at, text)) = said else { return reader.count(field) };
    if let Some(count) = value::votes_said(text, field) {
        reader.normalised(at, &count.to_string());
        return Given::Known(count);
    }
    let Some(all) = value::all_votes(text).filter(|_| field == Field::For) else {
        return reader.count(field);
    };
    let own =
        [Field::Valid, Field::Voters].into_iter().find_map(|field| value::count(reader.cell(field)?.cell));
    if let Some(count) = all.or(own).or(shared.valid_votes) {
        reader.normalised(at, &count.to_string());
        return Given::Known(count);
    }
    let message = say!(
        "“{text}”是多少票不知道：表里没有写有效票数",
        "\"{text}\" is not known as a number: the table does not say how many votes were valid"
    );
    let hint = say!(
        "写上票数；或在表格上方、下方写“有效票30张”",
        "write the number, or the line 有效票30张 above or below the table"
    );
    reader.problem(&BAD_NUMBER, at, message, hint);
    Given::Unreadable
}

/// The votes for names that were written in without a number behind them: of one name those of the column; of several
/// nobody knows.
pub(in crate::read) fn written_votes(reader: &mut RecordReader<'_>, alone: bool) -> Given<u32> {
    let Some((at, text)) = reader.shown(Field::For).filter(|_| !alone) else {
        return reader.count(Field::For);
    };
    let message = say!(
        "另选了几个人，只写了一个票数“{text}”，不知道各得多少票",
        "several names were written in, with one number of votes, \"{text}\""
    );
    let hint =
        say!("每人后面写票数，例如 王芳3票、李梅2票", "write the votes behind each name: 王芳3票、李梅2票");
    reader.problem(&BAD_NUMBER, at, message, hint);
    Given::Unreadable
}
