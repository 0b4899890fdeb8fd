//! What list of people a table is, and of which term: where the texts around it do not say it, or two of them say two
//! things, the clerk is asked (DESIGN 13).

use crate::model::{Field, TableKind};
use crate::problem::{Choice, Code, Question, QuestionKind, Say, Severity};
use crate::read::layout::columns::Header;
use crate::read::layout::kind_said::{Around, KindSaid};
use crate::read::layout::list_words::ListWords;
use crate::read::layout::section;
use crate::read::layout::sheet::Sheet;
use crate::read::layout::table_kind::{self, Kind, Shape};
use crate::read::layout::title::Titles;
use crate::read::layout::walk::TableLayout;
use crate::read::log::ReadLog;
use crate::read::normalise::fold;
use crate::read::record::sheet_report::NO_HEADER;
use crate::say;

/// A list of people that may be of delegates, nominees, this committee or the last one. Source: DESIGN 13.
pub(in crate::read) static WHICH_TABLE: Code =
    Code { id: "which-table", severity: Severity::Error, source: "DESIGN 13" };
/// A list of a committee that may be this one or the last. Source: DESIGN 13.
pub(in crate::read) static WHICH_TERM: Code =
    Code { id: "which-term", severity: Severity::Error, source: "DESIGN 13" };

/// What a table turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Settled {
    /// This.
    Is(Kind),
    /// Nothing that is used: the clerk says so.
    NotUsed,
    /// Nobody knows yet.
    Open,
}

/// The lists of people, in the order in which they are offered.
const LISTS: [TableKind; 4] =
    [TableKind::Delegates, TableKind::Nominees, TableKind::Officers, TableKind::Previous];

/// Columns that only a list of nominees has.
const OF_NOMINEES: [Field; 2] = [Field::Recommend, Field::IsDelegate];

/// The answer that a table is none of them.
const NONE: &str = "none";

/// A list whose texts are looked at.
#[derive(Debug)]
pub(in crate::read) struct List<'a> {
    pub(in crate::read) header: &'a Header,
    /// The lines above it that are not those of a table above.
    pub(in crate::read) titles: Titles,
    /// What it seems to be.
    pub(in crate::read) kind: Kind,
    /// Whether something says so.
    pub(in crate::read) is_known: bool,
}

impl<'a> From<&'a TableLayout> for List<'a> {
    fn from(table: &'a TableLayout) -> Self {
        let own = table.titles.iter().filter(|line| line.is_own(table.below));
        let is_used = |text: &str| !section::is_section(text) || ListWords::get().names_other(text);
        let titles = own.filter(|line| is_used(&fold(&line.text))).cloned().collect();
        Self { header: &table.header, titles, kind: table.kind, is_known: table.is_known }
    }
}

/// What a list is, as its texts agree or the clerk answers. `rows` counts its rows.
pub(in crate::read) fn settle(
    sheet: &Sheet<'_>,
    list: &List<'_>,
    rows: &dyn Fn() -> usize,
    log: &mut ReadLog,
) -> Settled {
    let is_set = sheet.rule.is_some_and(|rule| rule.kind.is_some());
    if list.is_known && is_set {
        return Settled::Is(list.kind);
    }
    let is_list = LISTS.contains(&list.kind.table);
    let around = sheet.around(list.header, &list.titles);
    let id = id(sheet);
    let kind = |table| Settled::Is(Kind { table, ..list.kind });
    let ask = |said: &KindSaid, found, log: &mut ReadLog| {
        let asking = Asking { sheet, said, rows, came: who_came(sheet, list) };
        let id = format!("table:{id}");
        // The right half of a list in two columns is what its left half is.
        let id = if sheet.echo { id } else { log.id(&id) };
        let answer = log.ask(asking.table(id, found));
        answer.map_or(Settled::Open, |answer| of_answer(&answer).map_or(Settled::NotUsed, kind))
    };
    // A committee whose list says how many votes each had, or their tally: only votes are a sure sign.
    let is_tally = !is_list
        && (list.kind.shape != Shape::Rows || around.iter().any(|own| table_kind::names_votes(&own.text)));
    let mut said = KindSaid::of(around, sheet.cycle);
    said.other.extend(other_posts(sheet, list));
    if !said.aside.is_empty() && rows() > 0 {
        return ask(&said, list.is_known.then_some(list.kind.table), log);
    }
    let names_committee =
        matches!(said.kinds.as_slice(), [(TableKind::Officers, _)]) && list.header.has(Field::Role);
    if list.is_known && !is_list && (is_tally || !names_committee) {
        return Settled::Is(list.kind);
    }
    let found = list.kind.table;
    // The sections of a list may be called otherwise than the list: 石桥村班子, and in it 二、副主席候选人.
    let found = match (said.kinds.as_slice(), found) {
        ([(TableKind::Officers, _)], TableKind::Nominees) if !list.header.has_any(&OF_NOMINEES) => {
            TableKind::Officers
        }
        ([(TableKind::Nominees, _)], TableKind::Officers) => TableKind::Nominees,
        _ => found,
    };
    if !list.is_known || is_doubtful(&said, found) {
        return ask(&said, list.is_known.then_some(found), log);
    }
    if !matches!(found, TableKind::Officers | TableKind::Previous) {
        return kind(found);
    }
    match (said.last.as_slice(), said.this.as_slice(), said.old_years.as_slice()) {
        ([], _, []) | ([], [_, ..], _) => kind(TableKind::Officers),
        ([_, ..], [], _) => kind(TableKind::Previous),
        _ => {
            match log
                .ask(Asking { sheet, said: &said, rows, came: None }.term(log.id(&format!("term:{id}"))))
                .as_deref()
            {
                None => Settled::Open,
                Some("last") => kind(TableKind::Previous),
                Some(_) => kind(TableKind::Officers),
            }
        }
    }
}

/// 书记 and 会计 in a list of a committee, and nobody who is 主席 or 执委: it may be the village's own.
fn other_posts(sheet: &Sheet<'_>, list: &List<'_>) -> Option<Around> {
    let column = list.header.column(Field::Role).filter(|_| list.kind.table == TableKind::Officers)? as usize;
    let rows = sheet.grid.rows.iter().skip(list.header.last + 1);
    let posts = || rows.clone().filter_map(|cells| Some(fold(&cells.get(column)?.shown()).into_owned()));
    if posts().any(|post| ["主席", "执委", "妇联"].iter().any(|word| post.contains(word))) {
        return None;
    }
    let text = posts().find(|post| ListWords::get().is_other_post(post))?;
    Some(Around { place: say!("职务", "a post"), text })
}

/// A sheet on which the delegates signed is called 签到表, as those of guests are; no other list says who of them came.
fn who_came(sheet: &Sheet<'_>, list: &List<'_>) -> Option<Around> {
    let of_came = |field: Field| matches!(field, Field::Attended | Field::Absent);
    let (text, field) = list.header.names.iter().find(|(_, field)| of_came(*field))?;
    let column = list.header.column(*field)? as usize;
    let mut rows = sheet.grid.rows.iter().skip(list.header.last + 1);
    let is_told = rows.any(|cells| cells.get(column).is_some_and(|cell| !cell.shown().trim().is_empty()));
    is_told.then(|| Around { place: say!("一栏", "a column"), text: text.clone() })
}

/// The kind of table that an answer names; `none` names none.
fn of_answer(answer: &str) -> Option<TableKind> {
    TableKind::ALL.iter().copied().find(|kind| kind.as_str() == answer)
}

/// Whether two texts name two lists, one names a list of other people, or a list of delegates or nominees is said to be of the last term.
fn is_doubtful(said: &KindSaid, found: TableKind) -> bool {
    let of_last = matches!(found, TableKind::Delegates | TableKind::Nominees)
        && !(said.last.is_empty() && said.old_years.is_empty())
        && said.this.is_empty();
    let is_previous = |kind: TableKind| kind == TableKind::Officers || kind == TableKind::Previous;
    let other =
        said.kinds.iter().any(|(kind, _)| *kind != found && !(is_previous(*kind) && is_previous(found)));
    of_last || other || !said.other.is_empty()
}

fn id(sheet: &Sheet<'_>) -> String {
    let grid = sheet.grid;
    if grid.sheet.is_empty() { grid.file.to_string() } else { format!("{}!{}", grid.file, grid.sheet) }
}

/// A question about one table.
struct Asking<'a> {
    sheet: &'a Sheet<'a>,
    said: &'a KindSaid,
    rows: &'a dyn Fn() -> usize,
    /// Where it says of somebody whether she came.
    came: Option<Around>,
}

impl Asking<'_> {
    fn table(&self, id: String, found: Option<TableKind>) -> Question {
        let (said, rows) = (self.said, (self.rows)());
        let named =
            |list: TableKind| said.kinds.iter().find(|(kind, _)| *kind == list).map(|(_, around)| around);
        let is_found = |list: TableKind| found == Some(list);
        let last = || said.last.first().or(said.old_years.first());
        let no_list = found.filter(|found| !LISTS.contains(found));
        let mut choices: Vec<Choice> = LISTS
            .iter()
            .chain(&no_list)
            .map(|list| {
                let came = self.came.as_ref().filter(|_| *list == TableKind::Delegates);
                let evidence = named(*list).or(came);
                Choice {
                    value: list.as_str().to_owned(),
                    label: label(*list),
                    evidence: evidence.map(Around::say),
                    likely: evidence.is_some() || is_found(*list),
                }
            })
            .collect();
        let useless = || said.aside.first().or(said.other.first());
        choices.push(Choice {
            value: NONE.to_owned(),
            label: say!("都不是，不用这张表", "none of these: the table is not used"),
            evidence: useless().or(last()).map(Around::say),
            likely: useless().or(last()).is_some(),
        });
        choices.sort_by_key(|choice| (!choice.likely, choice.evidence.is_none()));
        let why = match said.kinds.as_slice() {
            [] if useless().is_some() => both(useless().into_iter()),
            [] => say!(
                "标题、工作表、文件和文件夹的名称都没有说是代表、候选人还是班子",
                "no title, sheet, file or folder says whether they are delegates, nominees or officers"
            ),
            _ => both(said.kinds.iter().map(|(_, around)| around).chain(useless()).chain(last())),
        };
        let ask = say!("这张 {rows} 行的名单是什么名单？", "what list are these {rows} rows?");
        let code = if found.is_some() { &WHICH_TABLE } else { &NO_HEADER };
        Question { ask, why, choices, ..self.question(id, QuestionKind::Table, code) }
    }

    fn term(&self, id: String) -> Question {
        let (said, rows) = (self.said, (self.rows)());
        let last = said.last.first().or(said.old_years.first());
        let choice = |value: &str, label: Say, evidence: Option<&Around>| Choice {
            value: value.to_owned(),
            label,
            evidence: evidence.map(Around::say),
            likely: evidence.is_some(),
        };
        let choices = vec![
            choice("last", say!("上届的", "of the last term"), last),
            choice("this", say!("本届的", "of this term"), said.this.first()),
        ];
        let why = both(last.into_iter().chain(said.this.first()));
        let ask = say!(
            "这张 {rows} 行的班子名单是本届的还是上届的？",
            "is this committee of {rows} the new one or the last?"
        );
        Question { ask, why, choices, ..self.question(id, QuestionKind::Term, &WHICH_TERM) }
    }

    fn question(&self, id: String, kind: QuestionKind, code: &'static Code) -> Question {
        let nothing = Say { zh: String::new(), en: String::new() };
        Question {
            id,
            kind,
            code,
            place: self.sheet.grid.sheet_place(),
            also: Vec::new(),
            ask: nothing.clone(),
            why: nothing,
            choices: Vec::new(),
            accepts: None,
            rows: (self.rows)(),
            table: None,
            units: Vec::new(),
            answer: None,
        }
    }
}

fn label(list: TableKind) -> Say {
    match list {
        TableKind::Delegates => say!("妇女代表", "delegates"),
        TableKind::Nominees => say!("执委候选人", "nominees"),
        TableKind::Previous => say!("上届班子", "officers of the last term"),
        TableKind::Votes => say!("计票结果", "votes"),
        TableKind::Units => say!("村（社区）基本情况", "facts of the units"),
        TableKind::Congresses => say!("大会情况", "the congresses"),
        TableKind::Progress => say!("换届进度", "progress"),
        TableKind::Officers => say!("本届班子（执委）", "officers of this term"),
    }
}

/// What texts say, one after the other.
fn both<'a>(around: impl Iterator<Item = &'a Around>) -> Say {
    let all: Vec<Say> = around.map(Around::say).collect();
    let join = |of: fn(&Say) -> &str, by: &str| all.iter().map(of).collect::<Vec<_>>().join(by);
    Say { zh: join(|say| &say.zh, "，"), en: join(|say| &say.en, ", ") }
}
