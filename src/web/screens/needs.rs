//! What a paper lacks, in a clerk's words.

use crate::model::TableKind;
use crate::problem::{Question, Say};
use crate::say;

/// What stands before the id of a question.
use crate::pipeline::QUESTION;

/// Conditions of `needs` in `pack.toml` in plain words: what is not so, so that the body has no such paper.
const CONDITIONS: &[(&str, &str, &str)] = &[
    ("elects", "这次不换届", "does not elect this time"),
    ("voted", "还没有投票结果", "has not voted yet"),
    ("valid-election", "选举无效", "its election does not count"),
    ("ballots", "不用选票", "no vote is by ballot"),
    ("member-ballots", "委员不用选票选举", "members are not elected by ballot"),
    ("plenary-ballots", "主席、副主席不用选票选举", "chair and vice-chairs are not elected by ballot"),
    ("seats", "没有应选名额", "how many are elected is not known"),
    ("leader-nominees", "没有主席、副主席候选人", "has no nominees for chair and vice-chairs"),
    ("presidium", "没有主席团", "has no presidium"),
    ("delegations", "没有分代表团", "has no delegations"),
    ("result-request", "结果不用报批", "the result is not put up for approval"),
    ("training-held", "没有填培训会的日期和人数", "date and attendance of the training are not set"),
    ("files-afterwards", "备案的单位已经批复过", "whoever files the result has approved it"),
    ("founds", "第一次大会才有", "only of a founding congress"),
    ("continues", "第一次大会没有", "not of a founding congress"),
    ("units-elect", "村（社区）这次不换届", "units do not elect this time"),
];

/// What is lacking: a table, a condition, an answer.
pub(super) fn said(need: &str, questions: &[Question]) -> Say {
    if let Some(id) = need.strip_prefix(QUESTION) {
        let ask = questions.iter().find(|question| question.id == id).map(|question| question.ask.clone());
        return ask.unwrap_or_else(|| say!("有问题待答复", "a question is open"));
    }
    if let Some((_, zh, en)) = CONDITIONS.iter().find(|(word, ..)| *word == need) {
        return Say { zh: (*zh).to_owned(), en: (*en).to_owned() };
    }
    let table = if need == "congress" { "congresses" } else { need };
    let kind = TableKind::ALL.iter().find(|kind| kind.as_str() == table);
    let (zh, en) = kind.map_or((need, need), |kind| (kind.name(), kind.as_str()));
    say!("缺{zh}", "lacks {en}")
}
