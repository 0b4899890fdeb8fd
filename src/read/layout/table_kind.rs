//! Which table this is: by its columns first, then by the words of its titles, sheet and file.

use crate::model::{Field, Role, TableKind};
use crate::read::layout::columns::Header;
use crate::read::layout::list_words::ListWords;
use crate::read::normalise::fold;

/// How the rows of a table become records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Shape {
    /// A row is a record.
    Rows,
    /// A row is a unit, and its cells hold the names of people under their posts.
    Names,
    /// A row is a unit with counts under heads of the office's own.
    Statistics,
    /// A row is a line of a summary counted by hand.
    Statement,
}

/// What a table is: its kind, and how its rows become records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct Kind {
    pub(in crate::read) table: TableKind,
    pub(in crate::read) shape: Shape,
}

/// The kind of a table; `None` if its columns fit none. `context` holds sheet, titles and file, nearest first;
/// `holds_names` tells whether the cells under 主席, 副主席, 执委 are names.
pub(in crate::read) fn of(header: &Header, context: &[String], holds_names: bool) -> Option<Kind> {
    let has = |field: Field| header.has(field);
    let any = |fields: &[Field]| header.has_any(fields);
    let kind = |table, shape| Some(Kind { table, shape });
    let meeting = any(&[Field::Entitled, Field::Present, Field::Issued, Field::Returned, Field::Valid]);
    if has(Field::Name) && is_tally(header) {
        return kind(TableKind::Votes, Shape::Rows);
    }
    if has(Field::Name) {
        return kind(of_people(header, context)?, Shape::Rows);
    }
    if has(Field::Item) && has(Field::Share) && !has(Field::Unit) {
        return kind(TableKind::Progress, Shape::Statement);
    }
    let members = header.posts.iter().any(|post| post.role == Role::Member);
    if has(Field::Unit)
        && holds_names
        && !meeting
        && (members || header.posts.len() > 1)
        && !any(&[Field::Date, Field::Seats])
    {
        let asks = header.names.iter().any(|(shown, _)| shown.contains("候选人") || shown.contains("人选"));
        let table = match context.iter().find_map(|text| by_words(text)) {
            Some(TableKind::Previous) => TableKind::Previous,
            Some(TableKind::Nominees) => TableKind::Nominees,
            _ if asks => TableKind::Nominees,
            _ => TableKind::Officers,
        };
        return kind(table, Shape::Names);
    }
    if meeting {
        kind(TableKind::Congresses, Shape::Rows)
    } else if has(Field::Unit) && any(&[Field::Prepared, Field::DelegatesChosen, Field::Filed, Field::Done]) {
        kind(TableKind::Progress, Shape::Rows)
    } else if has(Field::Unit)
        && any(&[
            Field::Women,
            Field::WomenAdult,
            Field::Households,
            Field::DelegateSeats,
            Field::Kind,
            Field::Party,
            Field::Population,
        ])
    {
        kind(TableKind::Units, Shape::Rows)
    } else if has(Field::Unit)
        && header.last > header.first
        && header.extra.iter().any(|extra| extra.is_unknown)
    {
        kind(TableKind::Progress, Shape::Statistics)
    } else if has(Field::Unit) && any(&[Field::RoleChair, Field::ChairName, Field::Date, Field::Seats]) {
        kind(TableKind::Congresses, Shape::Rows)
    } else {
        None
    }
}

/// Votes of whatever kind; or who was elected, and nothing else of a person.
fn is_tally(header: &Header) -> bool {
    const PERSONAL: &[Field] = &[
        Field::Birth,
        Field::Age,
        Field::Phone,
        Field::IdNumber,
        Field::Politics,
        Field::Education,
        Field::Recommend,
    ];
    header.has_any(&[Field::For, Field::Against, Field::Abstain])
        || (header.has(Field::Elected) && !header.has_any(PERSONAL))
}

fn of_people(header: &Header, context: &[String]) -> Option<TableKind> {
    let any = |fields: &[Field]| header.has_any(fields);
    // 代表名单 at the head of a column says what its people are.
    let is_list = |(shown, field): &&(String, Field)| *field == Field::Name && shown.contains("名单");
    let listed = header.names.iter().find(is_list).and_then(|(shown, _)| by_words(shown));
    let said = listed.or_else(|| context.iter().find_map(|text| by_words(text)));
    let post = any(&[
        Field::Role,
        Field::RoleChair,
        Field::RoleVice,
        Field::RoleExec,
        Field::IsNew,
        Field::IsContinued,
    ]);
    match said {
        Some(TableKind::Officers) if any(&[Field::Recommend, Field::IsDelegate]) => Some(TableKind::Nominees),
        Some(kind) => Some(kind),
        None if any(&[Field::Recommend, Field::IsDelegate]) => Some(TableKind::Nominees),
        None if post => Some(TableKind::Officers),
        None if any(&[Field::Attended, Field::Absent, Field::Delegation]) => Some(TableKind::Delegates),
        None => None,
    }
}

/// What a title of a list of nobody but heads says they are: 社区妇代会主任基本情况统计表, 妇联主席名册.
pub(in crate::read) fn head(title: &str) -> Option<Role> {
    const LISTS: &[&str] =
        &["基本情况", "情况", "花名册", "名册", "名单", "统计", "一览", "汇总", "登记", "信息", "(", "表"];
    let text = fold(title);
    let end = LISTS.iter().filter_map(|word| text.find(word)).min().unwrap_or(text.len());
    let post = text.get(..end)?.trim_end();
    let post = post.trim_end_matches("基本").trim_end_matches("人员");
    if post.contains("副") || post.contains('、') || post.contains("代表") {
        return None;
    }
    let is = |words: &[&str]| words.iter().any(|word| post.ends_with(word));
    if is(&["妇代会主任", "妇女主任", "妇女代表会主任"]) {
        Some(Role::Director)
    } else if is(&["妇联主席", "妇女联合会主席"]) {
        Some(Role::Chair)
    } else {
        None
    }
}

/// This term or the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Term {
    This,
    Last,
}

/// Of which term a text is, in words. 主任（本届与上届）: such a name says nothing of the term.
pub(in crate::read) fn term(folded: &str) -> Option<Term> {
    let has_any = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let this = has_any(&["本届", "新一届", "新当选", "新班子"]);
    let last = has_any(&[
        "上届",
        "上一届",
        "原妇代会",
        "前任",
        "往届",
        "老班子",
        "原班子",
        "旧班子",
        "换届前",
        "届末",
        "离任",
        "卸任",
    ]);
    match (this, last) {
        (true, false) => Some(Term::This),
        (false, true) => Some(Term::Last),
        _ => None,
    }
}

/// The lists of people that a text names, each once.
pub(in crate::read) fn lists_in(folded: &str) -> Vec<TableKind> {
    // 妇女代表大会 is a meeting, and names nobody.
    let text = folded.replace("代表大会", "").replace("代表会议", "").replace("代表会", "");
    let has_any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if ListWords::get().names_other(folded) {
        return Vec::new();
    }
    let mut lists = Vec::new();
    // 初步人选, 拟任班子: nobody is elected yet. 候选人选举 names no 人选.
    let proposed = text.replace("人选举", "").contains("人选");
    let nominees =
        proposed || has_any(&["候选人", "推荐", "提名", "建议名单", "拟任", "征求意见", "配备方案"]);
    if nominees {
        lists.push(TableKind::Nominees);
    }
    // 执委候选人 are nominees; 候选人和执委 names both.
    let both = ["执委", "执行委员", "两委"].iter().any(|word| {
        text.contains(word)
            && (!nominees
                || ["和", "、", "及", "与"].iter().any(|and| text.contains(&format!("{and}{word}"))))
    });
    let officers = both || has_any(&["班子", "当选", "组成人员"]);
    if officers {
        lists.push(TableKind::Officers);
    }
    if text.contains("代表") {
        lists.push(TableKind::Delegates);
    }
    lists
}

/// Whether a text says that votes were counted: 计票结果, 执委选举情况, 得票.
pub(in crate::read) fn names_votes(text: &str) -> bool {
    let text = fold(text);
    ["票", "选举", "结果"].iter().any(|word| text.contains(word))
}

/// What a title says the table is.
pub(in crate::read) fn by_words(text: &str) -> Option<TableKind> {
    let text = fold(text);
    let term = term(&text);
    if term == Some(Term::Last) {
        return Some(TableKind::Previous);
    }
    let first = lists_in(&text).first().copied();
    first.or_else(|| (term == Some(Term::This) || head(&text).is_some()).then_some(TableKind::Officers))
}
