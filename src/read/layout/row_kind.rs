//! What a row under a header is: a record, a sum, a footer, a note, an example, a heading.

use std::sync::LazyLock;

use crate::model::{Field, Role};
use crate::read::grid::{Cell, Grid};
use crate::read::layout::columns::Header;
use crate::read::layout::section::{heading, is_section, without_section_number};
use crate::read::layout::table_kind::Shape;
use crate::read::normalise::{fold, squeeze};
use crate::read::reading::IgnoredKind;
use crate::read::value;
use crate::read::value::Words;
use crate::read::word_list::WordList;

/// Words that begin a 合计 row.
static TOTALS: LazyLock<WordList> =
    LazyLock::new(|| ["合计", "总计", "小计", "共计", "累计", "总数"].into_iter().collect());
/// Words of the lines below a table.
static FOOTERS: LazyLock<WordList> = LazyLock::new(|| {
    [
        "填表人",
        "制表人",
        "审核人",
        "填报人",
        "联系人",
        "负责人:",
        "负责人(",
        "签字",
        "签名",
        "盖章",
        "总监票人",
        "监票人:",
        "计票人:",
        "填表日期",
        "填报日期",
        "报送日期",
        "填表时间",
        "以上共",
        "此页无正文",
    ]
    .into_iter()
    .collect()
});
/// Words that begin a note.
static NOTES: LazyLock<WordList> = LazyLock::new(|| {
    ["注:", "注1", "说明:", "备注:", "填表说明", "填写说明", "注意", "附注", "导入前请"].into_iter().collect()
});
/// Words that begin an example.
static EXAMPLES: LazyLock<WordList> =
    LazyLock::new(|| ["例", "例:", "样例", "示例", "范例", "举例", "例如", "填写示例"].into_iter().collect());
/// Names that only examples carry.
static NOBODY: LazyLock<WordList> =
    LazyLock::new(|| ["张三", "李四", "王五", "某某", "某某某"].into_iter().collect());
/// What templates say of a cell that must be filled.
static ASKED: LazyLock<WordList> =
    LazyLock::new(|| ["必填", "选填", "必填项", "选填项"].into_iter().collect());
/// Words for a post that nobody holds.
static VACANT: LazyLock<WordList> = LazyLock::new(|| {
    [
        "空缺",
        "暂缺",
        "缺额",
        "待定",
        "空",
        "未换届",
        "未选举",
        "待选",
        "未选",
        "未选出",
        "未产生",
        "未定",
        "暂无",
        "待补选",
        "尚未选出",
        "尚未换届",
        "暂未换届",
    ]
    .into_iter()
    .collect()
});

/// What a row under a header is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum RowKind {
    /// A record.
    Record,
    /// A row of sums.
    Total(Sum),
    /// An example that the template's author left in.
    Example,
    /// A post that nobody holds.
    Vacant,
    /// 一、主席: the post of the people below.
    Heading(Role),
    /// 三、其他: a section, and not told of which post.
    Section,
    /// No record, and why.
    Ignored(IgnoredKind),
    /// A line that begins another table.
    Title,
    /// Nothing at all.
    Nothing,
}

/// Which rows a row of sums adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Sum {
    /// 合计, 总计: all of them.
    Whole,
    /// 小计: those since the last one.
    Part,
}

/// What the row is.
pub(in crate::read) fn classify(grid: &Grid, header: &Header, shape: Shape, row: usize) -> RowKind {
    let Some(cells) = grid.rows.get(row) else { return RowKind::Nothing };
    let mut filled = cells.iter().filter(|cell| !cell.is_empty());
    let Some(first) = filled.next().map(Cell::shown) else { return RowKind::Nothing };
    let second = filled.next().map(Cell::shown).unwrap_or_default();
    let (first, second) = (&*fold(&first), &*fold(&second));
    let third = filled.next().map(Cell::shown).unwrap_or_default();
    let third = &*fold(&third);
    let texts = 1 + usize::from(!second.is_empty()) + usize::from(!third.is_empty()) + filled.count();
    let is_total = |text: &str| TOTALS.begins(text).is_some_and(|(_, rest)| !rest.starts_with(is_han));
    // 小计 may stand behind the name of a village that is merged over its row.
    if is_total(first)
        || TOTALS.has(second)
        || TOTALS.has(third)
        || (first.len() < 4 && is_total(second))
        || (first.chars().count() < 12 && is_total(second) && !is_known_name(grid, header, row))
    {
        let is_part = [first, second, third].iter().any(|text| text.starts_with("小计"));
        return RowKind::Total(if is_part { Sum::Part } else { Sum::Whole });
    }
    if texts <= 4 && FOOTERS.is_in(first) {
        return RowKind::Ignored(IgnoredKind::Footer);
    }
    if NOTES.begins(first).is_some() || is_numbered_note(first, texts) {
        return RowKind::Ignored(IgnoredKind::Note);
    }
    if is_example(grid, header, row, first) {
        return RowKind::Example;
    }
    // The day below a table stands in whatever column there was room.
    let a_day = is_date_line(first) || cells.iter().any(|cell| matches!(cell, Cell::Date(_)));
    if texts == 1 && a_day {
        return RowKind::Ignored(IgnoredKind::Footer);
    }
    if let Some(line) = of_name(grid, header, row) {
        return line;
    }
    // A heading may stand in the column of names, where names are the first column: nobody is called 主席.
    if texts == 1 && header.has(Field::Name) {
        if let Some(role) = heading(first) {
            return RowKind::Heading(role);
        }
        if is_section(first) && !value::looks_like_a_name(without_section_number(first)) {
            return RowKind::Section;
        }
    }
    if is_record(grid, header, shape, row) {
        return RowKind::Record;
    }
    if let (1 | 2, Some(role)) = (texts, heading(first)) {
        return RowKind::Heading(role);
    }
    if texts == 1 && first.contains("另选") {
        return RowKind::Title;
    }
    if texts <= 2 && is_section(first) {
        return RowKind::Section;
    }
    RowKind::Ignored(if texts <= 2 && first.chars().count() > 6 {
        IgnoredKind::Note
    } else {
        IgnoredKind::Blank
    })
}

/// Whether a line below the table of a document is of that table: who filled it in, a note, a day.
pub(in crate::read) fn is_footer(line: &str) -> bool {
    let text = fold(line);
    FOOTERS.is_in(&text)
        || NOTES.begins(&text).is_some()
        || is_numbered_note(&text, 1)
        || (is_date_line(&text) && text.chars().count() < 20)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}') && !matches!(c, '人' | '名' | '票')
}

fn is_known_name(grid: &Grid, header: &Header, row: usize) -> bool {
    header.column(Field::Name).is_some_and(|column| {
        let shown = grid.cell(row, column as usize).shown();
        let text = fold(&shown);
        !text.is_empty() && TOTALS.begins(&text).is_none()
    })
}

fn is_date_line(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit()) && text.contains('年')
}

/// `2.主席为村两委成员。`: a number, a point, a sentence, and nothing beside it.
fn is_numbered_note(first: &str, filled: usize) -> bool {
    let rest = first.trim_start_matches(|c: char| c.is_ascii_digit());
    let point =
        rest.starts_with(['.', '、', '．']) && !rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    filled == 1 && rest.len() < first.len() && point && rest.chars().count() > 4
}

/// 例 in the first column, X X X or 张三 with other traces of an example, 必填 under the heads.
fn is_example(grid: &Grid, header: &Header, row: usize, first: &str) -> bool {
    if EXAMPLES.has(first.trim_end_matches([':', '、', '1', '一'])) {
        return true;
    }
    let texts = || {
        let cells = grid.rows.get(row).into_iter().flatten();
        cells.filter_map(|cell| if let Cell::Text(text) = cell { Some(text.trim()) } else { None })
    };
    let asked = texts().filter(|text| ASKED.has(text)).count();
    let Some(column) = header.column(Field::Name) else { return asked >= 2 };
    let shown = grid.cell(row, column as usize).shown();
    let name = squeeze(&shown);
    let crosses = name.chars().count() >= 2 && name.chars().all(|c| matches!(c, 'x' | 'X' | '×' | '*'));
    // A birth month or a telephone number with crosses in it.
    let masked = || {
        texts()
            .any(|text| text.bytes().any(|byte| byte.is_ascii_digit()) && text.to_lowercase().contains("xx"))
    };
    let nobody = NOBODY.has(&name);
    crosses || asked >= 2 || ASKED.has(&name) || (nobody && (asked > 0 || masked()))
}

/// Whether a text in place of a name says that nobody holds the post.
pub(in crate::read) fn is_vacant(name: &str) -> bool {
    VACANT.has(fold(name).trim_matches(['(', ')']))
}

/// A vacancy, or a repeated head, in the column of names.
fn of_name(grid: &Grid, header: &Header, row: usize) -> Option<RowKind> {
    let column = header.column(Field::Name)?;
    let shown = grid.cell(row, column as usize).shown();
    let name = fold(&shown);
    if is_vacant(&name) {
        return Some(RowKind::Vacant);
    }
    if let Some(line) = line_among_names(grid, header, row, &name) {
        return Some(line);
    }
    let repeated = !name.is_empty()
        && header.names.iter().any(|(shown, field)| *field == Field::Name && fold(shown) == name);
    repeated.then_some(RowKind::Ignored(IgnoredKind::Header))
}

/// 共计叁人, 以上名单经公示无异议: a line in the column of names with nothing of a person beside it.
fn line_among_names(grid: &Grid, header: &Header, row: usize, name: &str) -> Option<RowKind> {
    // Asked of every row: few names begin so.
    let may_count = name.starts_with(['共', '以', '合', '总', '小', '计', '累', '应', '实', '(']);
    let people = if may_count { value::head_count(name) } else { None };
    // 应到6人 实到5人
    let of_meeting = || {
        (name.starts_with("应到") || name.starts_with("实到")) && name.contains(|c: char| c.is_ascii_digit())
    };
    let is_counted = may_count && (of_meeting() || people.is_some() || value::people_said(name).is_some());
    if !is_counted && !Words::get().no_name().is(name) {
        return None;
    }
    // 林芳待补, 张组长: somebody, whose name is not written as a name. A number makes a row somebody's as well.
    let is_somebody =
        |before: &str| value::looks_like_a_name(before) || value::looks_like_a_name(&format!("{before}一"));
    if Words::get().no_name().before_the_end(name).is_some_and(is_somebody) {
        return None;
    }
    let mut beside = header.columns.iter().filter(|(field, _)| *field != Field::Name);
    let is_alone = beside.all(|(_, column)| !grid.cell(row, column as usize).is_filled());
    let kind = match people {
        Some(_) if name.starts_with("小计") => RowKind::Total(Sum::Part),
        Some(_) => RowKind::Total(Sum::Whole),
        None => RowKind::Ignored(IgnoredKind::Note),
    };
    is_alone.then_some(kind)
}

/// A record has a name, or in a table of units a unit of its own, and something besides.
pub(in crate::read) fn is_record(grid: &Grid, header: &Header, shape: Shape, row: usize) -> bool {
    let filled = |column: u32| grid.cell(row, column as usize).is_filled();
    if let Some(column) = header.column(header.key())
        && !filled(column)
    {
        return false;
    }
    let place = |field: Field| matches!(field, Field::Seq | Field::Unit | Field::Town | Field::County);
    header.columns.iter().any(|(field, column)| !place(field) && filled(column))
        || (shape == Shape::Statistics && header.extra.iter().any(|extra| filled(extra.column)))
}
