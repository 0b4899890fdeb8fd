//! The rules: do the records agree with one another and with the cycle's thresholds?
//!
//! Takes the records and the cycle, gives problems, changes nothing. A rule is one function in a file of this
//! folder and one line of [`RULES`]. It must not know how a file was read or what a figure is.

mod agreement;
mod ballot_notes;
mod bounds;
mod case;
mod committee;
mod completeness;
mod congress;
mod dates;
mod duplicate;
mod findings;
mod identity;
mod membership;
mod no_rows;
mod one_woman;
mod paper_dates;
mod person;
mod places;
mod rule;
mod sections;
mod structure;
mod summary;
mod tellers;
mod term;
#[cfg(test)]
mod tests;
mod vote;

pub use bounds::excess;
pub use rule::{Rule, Title};

use crate::check::case::{Case, Whole};
use crate::check::findings::Findings;
use crate::check::rule::Look;
use crate::model::DUPLICATE_PERSON;
use crate::problem::{Code, Place, Problem};
use crate::resolve::Resolved;

/// Every rule. A rule stands behind those that it leaves the word to.
pub static RULES: &[Rule] = LIST;

#[rustfmt::skip]
const LIST: &[Rule] = &[
    Rule::whole(&places::UNKNOWN_UNIT, "村（社区）在名单里", "units are listed", places::unknown_unit),
    Rule::whole(&places::UNKNOWN_TOWN, "乡镇名称一致", "one name for a town", places::unknown_town),
    Rule::whole(&places::REPEATED_UNIT, "村（社区）只列一次", "units are listed once", places::repeated_unit),
    Rule::whole(&completeness::UNIT_WITHOUT_RESULTS, "每个村（社区）都有结果", "every unit has results", completeness::unit_without_results),
    Rule::whole(&no_rows::NO_ROWS, "每个村（社区）都有名单", "every unit has its lists", no_rows::no_rows),
    Rule::whole(&completeness::MISSING_COLUMN, "表里有需要的列", "tables have the columns papers need", completeness::missing_column),
    Rule::whole(&sections::UNKNOWN_BODY, "[body] 写的是有的村（社区）", "[body] names a unit", sections::unknown_body),
    Rule::whole(&ballot_notes::BALLOT_NOTES, "选票的说明与空格的位置一致", "notes of ballots fit their layout", ballot_notes::ballot_notes),
    Rule::whole(&term::TERM_DIFFERS, "各表的届次一致", "one term in all tables", term::term_differs),
    Rule::whole(&summary::SHARE_DIFFERS, "手工统计的占比与人数相符", "shares of a hand-made summary fit its counts", summary::share_differs),
    Rule::whole(&structure::CROSS_UNIT, "一人在两个村（社区）任职", "one person in two units", structure::cross_unit),
    Rule::person(&completeness::MISSING_NAME, "每行有姓名", "every row has a name", completeness::missing_name),
    Rule::person(&completeness::MISSING_DATE, "出生年月都填了", "every birth date is given", completeness::missing_date),
    Rule::person(&completeness::MISSING_VALUE, "需要的格子都填了", "the cells papers need are filled", completeness::missing_value),
    Rule::person(&person::UNDER_AGE, "达到最低年龄", "old enough", person::under_age).asks(&["age_min"]),
    Rule::person(&person::OVER_AGE, "年龄可信", "not too old to be true", person::over_age).asks(&["age_max"]),
    Rule::person(&person::AGE_MISMATCH, "年龄与出生年月相符", "the age fits the birth date", person::age_mismatch),
    Rule::person(&person::GENDER, "性别是女", "women", person::gender),
    Rule::person(&identity::ID_CHECKSUM, "身份证号校验码", "check digit of the ID number", identity::id_checksum),
    Rule::person(&identity::ID_BIRTH, "身份证号与出生年月相符", "the ID number fits the birth date", identity::id_birth),
    Rule::person(&identity::ID_GENDER, "身份证号与性别相符", "the ID number fits the gender", identity::id_gender),
    Rule::person(&identity::ID_SHARED, "一个身份证号一个人", "one ID number, one person", identity::id_shared),
    Rule::person(&DUPLICATE_PERSON, "同一名册不重复", "nobody twice in a roster", duplicate::duplicate_person),
    Rule::person(&committee::UNKNOWN_POST, "村（社区）职务认识", "known posts in the village", committee::unknown_post),
    Rule::person(&duplicate::SAME_NAME, "同名的人", "people of one name", duplicate::same_name),
    Rule::person(&duplicate::TWO_POSTS, "一人一职", "one post each", duplicate::two_posts),
    Rule::person(&one_woman::PERSON_DIFFERS, "各表里同一个人的情况一致", "tables agree about a person", one_woman::person_differs),
    Rule::person(&one_woman::BIRTH_DIFFERS, "各表里同一个人的出生年月一致", "tables agree about a birth date", one_woman::birth_differs).after([&identity::ID_SHARED]),
    Rule::body(&bounds::TOO_MANY, "人数、票数可信", "numbers that can be true", bounds::too_many),
    Rule::body(&congress::REPEATED_RESULT, "一个组织一行结果", "one row of results", congress::repeated_result),
    Rule::body(&agreement::DISAGREE, "各表里一次大会的数一致", "sheets agree about a congress", agreement::disagree),
    Rule::body(&congress::PRESENT_EXCEED, "实到不多于应到", "present ≤ entitled", congress::present_exceed),
    Rule::body(&congress::ISSUED_EXCEED, "发出选票不多于实到", "issued ≤ present", congress::issued_exceed),
    Rule::body(&congress::RETURNED_EXCEED, "收回选票不多于发出", "returned ≤ issued", congress::returned_exceed),
    Rule::body(&congress::BALLOTS_SUM, "有效票加无效票等于收回选票", "valid + void = returned", congress::ballots_sum).after([&congress::RETURNED_EXCEED]),
    Rule::body(&congress::QUORUM, "到会人数达到规定", "a quorum", congress::quorum).after([&congress::PRESENT_EXCEED]).asks(&["quorum", "quorum_strict"]),
    Rule::body(&completeness::DONE_DIFFERS, "是否完成与结果一致", "done as the results say", completeness::done_differs).after([&congress::QUORUM, &congress::RETURNED_EXCEED]),
    Rule::body(&congress::ELECTED_EXCEED, "当选不多于应选", "elected ≤ seats", congress::elected_exceed),
    Rule::body(&membership::DUPLICATE_VOTE, "得票只写一次", "votes are listed once", membership::duplicate_vote),
    Rule::body(&vote::VALID_DIFFERS, "有效票与各人票数合计一致", "valid ballots fit the votes", vote::valid_differs).after([&congress::BALLOTS_SUM, &congress::RETURNED_EXCEED]),
    Rule::body(&vote::VOTERS_EXCEED, "到会执委不多于执委", "voters ≤ members", vote::voters_exceed),
    Rule::body(&vote::VOTES_EXCEED, "得票不多于有效票", "votes ≤ valid ballots", vote::votes_exceed),
    Rule::body(&vote::VOTES_SUM, "赞成、反对、弃权合计等于有效票", "for + against + abstain = valid", vote::votes_sum).after([&vote::VOTERS_EXCEED]),
    Rule::body(&vote::VOTES_OVER_SEATS, "赞成票合计不多于有效票乘应选人数", "approvals fit the ballots", vote::votes_over_seats).after([&membership::DUPLICATE_VOTE, &vote::VALID_DIFFERS, &congress::BALLOTS_SUM, &congress::ELECTED_EXCEED, &vote::VOTES_EXCEED, &vote::VOTES_SUM]),
    Rule::body(&vote::NOT_MAJORITY, "当选人过半数", "a majority for everybody elected", vote::not_majority).after([&congress::QUORUM]).asks(&["majority", "majority_base"]),
    Rule::body(&vote::TIE, "最后一个名额没有平票", "no tie at the last seat", vote::tie).after([&membership::DUPLICATE_VOTE, &congress::ELECTED_EXCEED]).asks(&["tie_rule"]),
    Rule::body(&vote::ELECTED_MISMATCH, "是否当选与票数一致", "the marks fit the votes", vote::elected_mismatch).after([&membership::DUPLICATE_VOTE, &vote::NOT_MAJORITY, &congress::ELECTED_EXCEED, &congress::QUORUM]).asks(&["majority", "majority_base", "tie_rule"]),
    Rule::body(&tellers::TELLER_NOMINEE, "监票人、计票人不是候选人", "tellers are not nominees", tellers::teller_nominee),
    Rule::body(&committee::NO_CHAIR, "有一名主席", "a chair", committee::no_chair),
    Rule::body(&committee::MANY_CHAIRS, "只有一名主席", "one chair only", committee::many_chairs),
    Rule::body(&committee::LEFT, "退出、更换的人不在名册里", "nobody who left is listed", committee::left),
    Rule::body(&committee::ALTERNATE, "候补执委不算执委", "alternates are no members", committee::alternate),
    Rule::body(&agreement::LEADER_DIFFERS, "主席、副主席在各表里一致", "tables agree about the leaders", agreement::leader_differs).after([&committee::NO_CHAIR, &committee::MANY_CHAIRS]),
    Rule::body(&membership::VOTE_NOT_NOMINEE, "得票的人是候选人", "votes are for nominees", membership::vote_not_nominee),
    Rule::body(&membership::NOMINEE_WITHOUT_VOTE, "候选人都有得票", "votes for every nominee", membership::nominee_without_vote).after([&membership::VOTE_NOT_NOMINEE]),
    Rule::body(&membership::OFFICER_WITHOUT_VOTE, "班子成员是候选人", "officers were nominees", membership::officer_without_vote).after([&agreement::LEADER_DIFFERS]),
    Rule::body(&membership::LEADER_NOT_NOMINATED, "主席、副主席是候选人", "leaders were nominated", membership::leader_not_nominated).after([&agreement::LEADER_DIFFERS]),
    Rule::body(&membership::OFFICER_NOT_ELECTED, "班子成员都当选", "officers were elected", membership::officer_not_elected).after([&congress::QUORUM, &vote::TIE, &vote::ELECTED_MISMATCH]),
    Rule::body(&membership::ELECTED_NOT_LISTED, "当选人都在班子名册里", "everybody elected is an officer", membership::elected_not_listed).after([&completeness::MISSING_NAME, &vote::NOT_MAJORITY, &vote::ELECTED_MISMATCH]),
    Rule::body(&agreement::OFFICER_COUNT, "班子人数与当选人数一致", "as many officers as elected", agreement::officer_count).after([&congress::ELECTED_EXCEED, &membership::OFFICER_NOT_ELECTED, &membership::OFFICER_WITHOUT_VOTE, &membership::ELECTED_NOT_LISTED, &completeness::MISSING_NAME]).asks(&["exec_includes_leaders"]),
    Rule::body(&agreement::ELECTED_COUNT, "当选人数与计票结果一致", "as many marks as elected", agreement::elected_count).after([&congress::ELECTED_EXCEED, &agreement::OFFICER_COUNT, &vote::NOT_MAJORITY, &vote::ELECTED_MISMATCH, &vote::TIE]),
    Rule::body(&agreement::NOMINEE_COUNT, "候选人数与名册一致", "as many nominees as rows", agreement::nominee_count).after([&membership::VOTE_NOT_NOMINEE, &membership::DUPLICATE_VOTE, &completeness::MISSING_NAME]),
    Rule::body(&congress::EXEC_MARGIN, "差额选举", "more nominees than seats", congress::exec_margin).after([&agreement::NOMINEE_COUNT]).asks(&["exec_margin", "exec_margin_share", "exec_margin_rounding"]),
    Rule::body(&agreement::DELEGATE_COUNT, "代表人数与花名册一致", "as many delegates as rows", agreement::delegate_count).after([&congress::PRESENT_EXCEED, &congress::ISSUED_EXCEED, &congress::QUORUM, &completeness::MISSING_NAME]),
    Rule::body(&agreement::DELEGATE_SEATS, "应到代表与代表名额一致", "entitled as seats for delegates", agreement::delegate_seats).after([&congress::PRESENT_EXCEED, &congress::QUORUM]),
    Rule::body(&agreement::SEATS_DIFFER, "应选人数与 cycle.toml 一致", "seats as in cycle.toml", agreement::seats_differ).after([&congress::ELECTED_EXCEED, &vote::ELECTED_MISMATCH]),
    Rule::body(&agreement::RENEWED_DIFFERS, "新任、连任与上届名单一致", "new and re-elected as in the last term", agreement::renewed_differs),
    Rule::body(&committee::EXEC_SIZE, "执委人数在规定之内", "size of the executive", committee::exec_size).asks(&["#.exec_min", "#.exec_max", "exec_includes_leaders"]),
    Rule::body(&committee::EXEC_ODD, "执委人数是单数", "an odd executive", committee::exec_odd).after([&committee::EXEC_SIZE, &agreement::OFFICER_COUNT]).asks(&["#.exec_odd"]),
    Rule::body(&committee::VICE_COUNT, "副主席人数在规定之内", "number of vice-chairs", committee::vice_count).after([&agreement::LEADER_DIFFERS]).asks(&["#.vice_min", "#.vice_max"]),
    Rule::body(&committee::DUTY_COUNT, "专职、兼职副主席人数达到规定", "full-time and part-time vice-chairs", committee::duty_count).after([&committee::VICE_COUNT]).asks(&["#.vice_full_time", "#.vice_part_time"]),
    Rule::body(&committee::CHAIR_POST, "主席担任规定的职务", "the chair holds a post asked for", committee::chair_post).asks(&["#.chair_must_hold"]),
    Rule::body(&structure::DELEGATE_SHARE, "代表的结构比例", "make-up of the delegates", structure::delegate_share).asks(&["delegate_share"]),
    Rule::body(&structure::NO_DELEGATE, "谁不算正式代表", "who is no delegate", structure::no_delegate),
    Rule::body(&dates::DATE_ORDER, "各步日期有先后", "steps in order", dates::date_order),
    Rule::body(&dates::DATE_DIFFERS, "大会日期各表一致", "one date of the congress", dates::date_differs).after([&dates::DATE_ORDER]),
    Rule::body(&dates::DATE_OUTSIDE, "大会在选举阶段之内", "the congress inside its stage", dates::date_outside).after([&dates::DATE_ORDER, &dates::DATE_DIFFERS]),
    Rule::body(&paper_dates::PAPER_ORDER, "请示、批复、公示、大会、报告、备案依次", "papers in order", paper_dates::paper_order).after([&dates::DATE_ORDER]),
    Rule::body(&paper_dates::NOTICE_DAYS, "公示够天数", "public notices are long enough", paper_dates::notice_days).asks(&["notice_days"]),
    Rule::body(&paper_dates::FILED_LATE, "按期备案", "filed in time", paper_dates::filed_late).asks(&["filing_days"]),
    Rule::body(&vote::SHORTFALL, "选足应选名额", "as many elected as seats", vote::shortfall).after([&congress::QUORUM, &vote::TIE, &vote::NOT_MAJORITY, &vote::ELECTED_MISMATCH, &agreement::ELECTED_COUNT, &congress::EXEC_MARGIN]).asks(&["majority", "majority_base", "shortfall_rule"]),
    Rule::body(&vote::LEADER_SHORTFALL, "选出主席、副主席", "chair and vice-chairs were elected", vote::leader_shortfall).after([&congress::QUORUM, &vote::NOT_MAJORITY]).asks(&["majority", "majority_base"]),
];

/// Every code this stage raises, in the order of [`RULES`].
pub static CODES: &[&Code] = &codes();

/// The code that no rule raises: there is more of the same.
pub static MORE: &Code = &findings::MORE_FINDINGS;

const fn codes() -> [&'static Code; LIST.len()] {
    let mut codes = [LIST[0].code; LIST.len()];
    let mut at = 0;
    while at < LIST.len() {
        codes[at] = LIST[at].code;
        at += 1;
    }
    codes
}

/// Checks the bodies against one another and against the cycle: problems by file, sheet, row and column.
#[must_use]
pub fn check(resolved: &Resolved<'_>) -> Vec<Problem> {
    let whole = Whole { bodies: &resolved.bodies, resolved, cycle: resolved.cycle };
    let muddled = places::muddled(&whole);
    let mut findings = Findings::default();
    for rule in RULES {
        if let Look::Whole(look) = rule.look {
            look(&whole, &mut findings);
        }
    }
    for (body, muddled) in resolved.bodies.iter().zip(muddled) {
        check_body(&Case { body, whole: &whole }, muddled, &mut findings);
    }
    let mut problems = findings.into_list();
    problems.sort_by(|one, two| order(&one.place).cmp(&order(&two.place)));
    problems
}

/// The rules about one body. Where rows are muddled with another body's, only those about single people are asked.
fn check_body(case: &Case<'_>, muddled: bool, findings: &mut Findings) {
    findings.begin();
    for rule in RULES {
        let look = match rule.look {
            Look::Person(look) => look,
            Look::Body(look) if !muddled => look,
            Look::Body(_) | Look::Whole(_) => continue,
        };
        // A warning explains no error away.
        let explains = |code: &Code| code.severity <= rule.code.severity;
        if !rule.after.iter().flatten().any(|code| findings.has(code) && explains(code)) {
            look(case, findings);
        }
    }
    if let Some(unit) = case.body.id.unit.as_deref() {
        findings.of_unit(unit);
    }
}

/// By file, sheet, row and column; the workspace first.
fn order(place: &Place) -> (&str, &str, u64, u64) {
    let file = place.file().unwrap_or_default();
    let (row, column) = match place {
        Place::Row { row, .. } => (u64::from(*row), 0),
        Place::Cell { row, column, .. } => (u64::from(*row), u64::from(*column) + 1),
        Place::Line { line, column, .. } => (*line as u64, *column as u64),
        Place::Workspace | Place::File(_) | Place::Sheet { .. } | Place::Document { .. } => (0, 0),
    };
    (file, place.sheet().unwrap_or_default(), row, column)
}
