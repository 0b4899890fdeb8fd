//! Dates of single papers and public notices.

use crate::cycle::{BodySection, Notice, PaperSection};

#[test]
fn papers_are_dated_in_order() {
    let problems = super::problems_of(|_, c| {
        let body = c.bodies.entry("霞垅村".to_owned()).or_default();
        for (id, date) in
            [("request", "2017-08-20"), ("approval", "2017-09-06"), ("result-report", "2017-09-07")]
        {
            let date = Some(date.parse().unwrap());
            body.paper.insert(id.to_owned(), PaperSection { date, ..PaperSection::default() });
        }
    });
    let shown = super::show(&problems);
    assert_eq!(shown, ["paper-order cycle.toml 霞垅村大会的日期 2017-09-05，早于批复的日期 2017-09-06"]);
}

fn told(set: impl Fn(&mut BodySection)) -> Vec<String> {
    let problems = super::problems_of(|_, c| {
        c.rules.notice_days = Some(5);
        set(c.bodies.entry("霞垅村".to_owned()).or_default());
    });
    super::show(&problems)
}

fn notice(start: &str, end: &str) -> Notice {
    Notice { start: Some(start.parse().unwrap()), end: Some(end.parse().unwrap()), ..Notice::default() }
}

#[test]
fn notices_stand_before_the_congress_and_behind_the_request() {
    let fine = told(|body| {
        body.notice = notice("2017-08-20", "2017-08-24");
        body.nominee_notice = notice("2017-08-28", "2017-09-01");
    });
    assert_eq!(fine, [""; 0]);
    let late = told(|body| body.notice = notice("2017-09-02", "2017-09-06"));
    assert_eq!(
        late,
        ["paper-order cycle.toml 霞垅村大会的日期 2017-09-05，早于代表公示结束的日期 2017-09-06"]
    );
    let early = told(|body| {
        body.nominee_notice = notice("2017-08-20", "2017-08-24");
        let date = Some("2017-08-25".parse().unwrap());
        body.paper.insert("nominee-request".to_owned(), PaperSection { date, ..PaperSection::default() });
    });
    assert_eq!(
        early,
        ["paper-order cycle.toml 霞垅村候选人公示开始的日期 2017-08-20，早于候选人请示的日期 2017-08-25"]
    );
}

#[test]
fn the_plenary_is_not_before_the_congress() {
    let early = told(|body| body.plenary_date = Some("2017-09-04".parse().unwrap()));
    assert_eq!(
        early,
        ["paper-order cycle.toml 霞垅村执委会第一次全体会议的日期 2017-09-04，早于大会的日期 2017-09-05"]
    );
    assert_eq!(told(|body| body.plenary_date = Some("2017-09-05".parse().unwrap())), [""; 0]);
}

#[test]
fn the_announcement_is_not_before_the_approval_that_it_tells_of() {
    let early = told(|body| {
        for (id, date) in [("result-approval", "2017-09-07"), ("announcement", "2017-09-06")] {
            let date = Some(date.parse().unwrap());
            body.paper.insert(id.to_owned(), PaperSection { date, ..PaperSection::default() });
        }
    });
    assert_eq!(
        early,
        ["paper-order cycle.toml 霞垅村选举结果公告的日期 2017-09-06，早于选举结果批复的日期 2017-09-07"]
    );
}

#[test]
fn a_notice_lasts_as_long_as_the_rules_ask_for() {
    let short = told(|body| body.notice = notice("2017-08-20", "2017-08-23"));
    assert_eq!(short, ["notice-days cycle.toml 霞垅村代表公示从头到尾 4 天，规定公示 5 天"]);
}

#[test]
fn a_filing_is_in_time_or_late() {
    let filed = |days: u32| super::show(&super::problems_of(|_, c| c.rules.filing_days = Some(days)));
    assert_eq!(filed(3), [""; 0]);
    let late = filed(2);
    assert!(late.iter().all(|shown| shown.starts_with("filed-late data/progress.xlsx")), "{late:#?}");
    assert!(
        late[0].ends_with("霞垅村备案日期 2017-09-08，离大会 2017-09-05 有 3 天，规定选举后 2 天内报送"),
        "{late:#?}"
    );
}
