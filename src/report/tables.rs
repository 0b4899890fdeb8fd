//! `huanjie read` for people: what each table was taken for, so that a wrong guess shows at a glance.

use std::collections::BTreeMap;

use crate::model::TableKind;
use crate::problem::Lang;
use crate::read::{Ignored, IgnoredKind, Normalised, Reading, TableSeen};

/// Changed cells that are shown of each table; `--format json` lists all.
const EXAMPLES: usize = 3;

/// A paragraph for every file, and in it one for every table.
pub(in crate::report) fn tables(reading: &Reading, lang: Lang) -> String {
    let mut out = String::new();
    let notes = Notes::new(reading);
    let mut file = "";
    for table in &reading.tables {
        if table.file != file {
            file = &table.file;
            out.push_str(&format!("{file}\n"));
        }
        table_lines(table, &notes, lang, &mut out);
    }
    out
}

/// What was left out and changed, by file and sheet.
struct Notes<'a> {
    ignored: BTreeMap<(&'a str, &'a str), Vec<&'a Ignored>>,
    normalised: BTreeMap<(&'a str, &'a str), Vec<&'a Normalised>>,
}

impl<'a> Notes<'a> {
    fn new(reading: &'a Reading) -> Self {
        let mut notes = Self { ignored: BTreeMap::new(), normalised: BTreeMap::new() };
        for row in &reading.ignored {
            notes.ignored.entry((&row.file, &row.sheet)).or_default().push(row);
        }
        for cell in &reading.normalised {
            notes.normalised.entry((&cell.file, &cell.sheet)).or_default().push(cell);
        }
        notes
    }
}

fn table_lines(table: &TableSeen, notes: &Notes<'_>, lang: Lang, out: &mut String) {
    let zh = lang == Lang::Zh;
    let key = (table.file.as_str(), table.sheet.as_str());
    let mut line = |label_zh: &str, label_en: &str, text: String| {
        if !text.is_empty() {
            let label = if zh { label_zh } else { label_en };
            out.push_str(&format!("    {label}  {text}\n"));
        }
    };
    let sheet = if table.sheet.is_empty() { String::new() } else { format!("[{}] ", table.sheet) };
    let (kind, id) = (kind_name(table.kind, lang), table.kind.as_str());
    let (header, rows) = (table.header_row, table.rows);
    let form = table.form;
    line(
        "表  ",
        "table  ",
        match (zh, form) {
            (true, true) => format!("{sheet}{kind}（{id}），登记表，从第 {header} 行起，一人"),
            (true, false) => format!("{sheet}{kind}（{id}），表头到第 {header} 行，取 {rows} 条"),
            (false, true) => format!("{sheet}{kind} ({id}), a form of one person from row {header} on"),
            (false, false) => format!("{sheet}{kind} ({id}), header ends in row {header}, {rows} records"),
        },
    );
    line("村  ", "unit   ", table.unit.clone().unwrap_or_default());
    let columns: Vec<String> =
        table.columns.iter().map(|(shown, field)| format!("{shown}={field}")).collect();
    line("认出", "known  ", columns.join("  "));
    line("原样", "kept   ", table.unrecognised.join("  "));
    let about: Vec<String> =
        table.about.iter().map(|(word, text)| format!("{}：{text}", about_name(word, lang))).collect();
    line("说明", "about  ", about.join("  "));
    let mine = |row: u32| (table.first_row..=table.last_row).contains(&row);
    let ignored: Vec<&Ignored> =
        notes.ignored.get(&key).into_iter().flatten().copied().filter(|row| mine(row.row)).collect();
    line("略过", "left   ", left_out(&ignored, lang));
    let inside = |cell: &&&Normalised| {
        let digits: String = cell.cell.chars().filter(char::is_ascii_digit).collect();
        digits.parse().is_ok_and(mine)
    };
    let changed: Vec<&&Normalised> =
        notes.normalised.get(&key).into_iter().flatten().filter(inside).collect();
    line("改写", "changed", changes(&changed, lang));
}

/// 第 1—3 行 标题；第 11 行 合计
fn left_out(ignored: &[&Ignored], lang: Lang) -> String {
    let mut runs: Vec<(u32, u32, IgnoredKind)> = Vec::new();
    for row in ignored {
        match runs.last_mut() {
            Some((_, to, kind)) if *kind == row.kind && *to + 1 == row.row => *to = row.row,
            _ => runs.push((row.row, row.row, row.kind)),
        }
    }
    let one = |(from, to, kind): &(u32, u32, IgnoredKind)| {
        let rows = if from == to { from.to_string() } else { format!("{from}—{to}") };
        let why = why(*kind, lang);
        if lang == Lang::Zh { format!("第 {rows} 行 {why}") } else { format!("{rows} {why}") }
    };
    let shown: Vec<String> = runs.iter().take(12).map(one).collect();
    let more = runs.len().saturating_sub(12);
    let rest = match (more, lang) {
        (0, _) => String::new(),
        (more, Lang::Zh) => format!("；另 {more} 处"),
        (more, Lang::En) => format!("; {more} more"),
    };
    shown.join(if lang == Lang::Zh { "；" } else { "; " }) + &rest
}

fn changes(changed: &[&&Normalised], lang: Lang) -> String {
    if changed.is_empty() {
        return String::new();
    }
    let count = changed.len();
    let shown = |cell: &&&Normalised| {
        let was: String =
            cell.was.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(24).collect();
        let was = match (was.as_str(), lang) {
            ("", Lang::Zh) => "空格",
            ("", Lang::En) => "nothing",
            (was, _) => was,
        };
        format!("{} {was}→{}", cell.cell, cell.is)
    };
    let examples: Vec<String> = changed.iter().take(EXAMPLES).map(shown).collect();
    match lang {
        Lang::Zh => format!("{count} 格，如 {}", examples.join("，")),
        Lang::En => format!("{count} cells, such as {}", examples.join(", ")),
    }
}

fn why(kind: IgnoredKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (IgnoredKind::Title, Lang::Zh) => "标题",
        (IgnoredKind::Header, Lang::Zh) => "表头",
        (IgnoredKind::Total, Lang::Zh) => "合计",
        (IgnoredKind::Footer, Lang::Zh) => "落款",
        (IgnoredKind::Blank, Lang::Zh) => "没有内容",
        (IgnoredKind::Note, Lang::Zh) => "说明或示例",
        (IgnoredKind::Repeat, Lang::Zh) => "重复",
        (IgnoredKind::Refused, Lang::Zh) => "按答复不用",
        (IgnoredKind::Refused, Lang::En) => "not used, as answered",
        (IgnoredKind::Title, Lang::En) => "title",
        (IgnoredKind::Header, Lang::En) => "header",
        (IgnoredKind::Total, Lang::En) => "total",
        (IgnoredKind::Footer, Lang::En) => "footer",
        (IgnoredKind::Blank, Lang::En) => "nothing in it",
        (IgnoredKind::Note, Lang::En) => "note or example",
        (IgnoredKind::Repeat, Lang::En) => "repeated",
    }
}

fn about_name(word: &str, lang: Lang) -> &str {
    match (word, lang) {
        ("title", Lang::Zh) => "标题",
        ("unit", Lang::Zh) => "填报单位",
        ("date", Lang::Zh) => "日期",
        ("filled_by", Lang::Zh) => "填表人",
        ("filled_by", Lang::En) => "filled in by",
        (other, _) => other,
    }
}

fn kind_name(kind: TableKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (TableKind::Units, Lang::Zh) => "村（社区）情况",
        (TableKind::Delegates, Lang::Zh) => "妇女代表",
        (TableKind::Nominees, Lang::Zh) => "候选人",
        (TableKind::Officers, Lang::Zh) => "班子成员",
        (TableKind::Congresses, Lang::Zh) => "会议与选票",
        (TableKind::Votes, Lang::Zh) => "得票",
        (TableKind::Previous, Lang::Zh) => "上届名单",
        (TableKind::Progress, Lang::Zh) => "进度或统计",
        (TableKind::Units, Lang::En) => "units",
        (TableKind::Delegates, Lang::En) => "delegates",
        (TableKind::Nominees, Lang::En) => "nominees",
        (TableKind::Officers, Lang::En) => "officers",
        (TableKind::Congresses, Lang::En) => "meetings and ballots",
        (TableKind::Votes, Lang::En) => "votes",
        (TableKind::Previous, Lang::En) => "officers of the last term",
        (TableKind::Progress, Lang::En) => "progress or statistics",
    }
}
