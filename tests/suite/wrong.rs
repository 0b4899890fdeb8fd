//! Deliberately wrong inputs, each with the rule that catches it: what a clerk, or a summary she inherits, gets wrong.

use crate::support::run::Town;

/// A slip: file, what stood there, what stands there now, and the code that is raised in a file.
struct Wrong {
    file: &'static str,
    was: &'static str,
    is: &'static str,
    code: &'static str,
    at: &'static str,
}

const CYCLE: &str = "cycle.toml";
const RESULT: &str = "data/结果.csv";
const VOTES: &str = "data/得票.csv";
const OFFICERS: &str = "data/执委.csv";
const DELEGATES: &str = "data/代表.csv";
const NUMBERS: &str = "10,9,9,9,9,0,6,5,5,丁一兰";

/// The slips, and a test for each that is named as it is.
macro_rules! wrong {
    ($($name:ident: $wrong:expr),+ $(,)?) => {
        const WRONG: &[Wrong] = &[$($wrong),+];

        $(#[test]
        fn $name() {
            is_caught(&$wrong);
        })+
    };
}

wrong! {
    more_present_than_entitled: Wrong {
        file: RESULT,
        was: NUMBERS,
        is: "10,11,9,9,9,0,6,5,5,丁一兰",
        code: "present-exceed",
        at: "结果.csv E2",
    },
    no_quorum_6_of_10: Wrong {
        file: RESULT,
        was: NUMBERS,
        is: "10,6,6,6,6,0,6,5,5,丁一兰",
        code: "quorum",
        at: "结果.csv E2",
    },
    more_ballots_issued_than_delegates_came: Wrong {
        file: RESULT,
        was: NUMBERS,
        is: "10,9,10,9,9,0,6,5,5,丁一兰",
        code: "issued-exceed",
        at: "结果.csv F2",
    },
    more_ballots_returned_than_issued: Wrong {
        file: RESULT,
        was: NUMBERS,
        is: "10,9,9,10,9,0,6,5,5,丁一兰",
        code: "returned-exceed",
        at: "结果.csv G2",
    },
    valid_and_void_are_not_those_returned: Wrong {
        file: RESULT,
        was: NUMBERS,
        is: "10,9,9,9,9,1,6,5,5,丁一兰",
        code: "ballots-sum",
        at: "结果.csv H2",
    },
    more_elected_than_seats: Wrong {
        file: RESULT,
        was: NUMBERS,
        is: "10,9,9,9,9,0,6,4,5,丁一兰",
        code: "elected-exceed",
        at: "结果.csv L2",
    },
    equal_numbers_where_a_margin_is_asked_for: Wrong {
        file: RESULT,
        was: NUMBERS,
        is: "10,9,9,9,9,0,6,6,5,丁一兰",
        code: "exec-margin",
        at: "结果.csv J2",
    },
    a_margin_of_half_the_seats: Wrong {
        file: CYCLE,
        was: "[town]\n",
        is: "[rules]\nexec_margin_share = \"1/2\"\n\n[town]\n",
        code: "exec-margin",
        at: "结果.csv J2",
    },
    another_chair_in_the_results: Wrong {
        file: RESULT,
        was: "5,丁一兰,王小荷",
        is: "5,王小荷,丁一兰",
        code: "leader-differs",
        at: "结果.csv M2",
    },
    a_congress_outside_its_stage: Wrong {
        file: RESULT,
        was: "2021-02-24",
        is: "2021-03-24",
        code: "date-outside",
        at: "结果.csv C2",
    },
    votes_that_do_not_add_up: Wrong {
        file: VOTES,
        was: "王小荷,9,0,0",
        is: "王小荷,8,0,0",
        code: "votes-sum",
        at: "得票.csv D3",
    },
    more_votes_than_ballots: Wrong {
        file: VOTES,
        was: "王小荷,9,0,0",
        is: "王小荷,12,0,0",
        code: "votes-exceed",
        at: "得票.csv D3",
    },
    elected_without_a_majority_of_the_entitled: Wrong {
        file: VOTES,
        was: "李玥,7,0,2",
        is: "李玥,5,2,2",
        code: "not-majority",
        at: "得票.csv D6",
    },
    a_majority_and_a_seat_and_not_marked: Wrong {
        file: VOTES,
        was: "李玥,7,0,2,是",
        is: "李玥,7,0,2,否",
        code: "elected-mismatch",
        at: "得票.csv G6",
    },
    a_tie_at_the_last_seat: Wrong {
        file: VOTES,
        was: "何静,3,4,2",
        is: "何静,7,0,2",
        code: "tie",
        at: "得票.csv D5",
    },
    two_chairs: Wrong {
        file: OFFICERS,
        was: "大学本科,执委,,19200000003",
        is: "大学本科,主席,,19200000003",
        code: "many-chairs",
        at: "执委.csv I4",
    },
    somebody_elected_who_is_misspelt_in_the_roster: Wrong {
        file: OFFICERS,
        was: "5,河口村,李玥",
        is: "5,河口村,李月",
        code: "elected-not-listed",
        at: "得票.csv C6",
    },
    one_woman_of_two_ages: Wrong {
        file: OFFICERS,
        was: "畲族,1972.03,群众,初中",
        is: "畲族,1972.03,群众,高中",
        code: "person-differs",
        at: "执委.csv H5",
    },
    somebody_elected_who_is_not_on_the_roster: Wrong {
        file: OFFICERS,
        was: "5,河口村,李玥,女,汉族,1995.01,共青团员,大学本科,执委,,19200000005\n",
        is: "",
        code: "elected-not-listed",
        at: "得票.csv C6",
    },
    a_delegate_of_seventeen: Wrong {
        file: DELEGATES,
        was: "1995.01",
        is: "2003.09",
        code: "under-age",
        at: "代表.csv F6",
    },
    one_delegate_twice: Wrong {
        file: DELEGATES,
        was: "9,河口村,黄秋菊,女,汉族,1979.08",
        is: "9,河口村,陈霞,女,汉族,1983.04",
        code: "duplicate-person",
        at: "代表.csv C10",
    },
    a_chair_without_a_post_that_is_asked_for: Wrong {
        file: CYCLE,
        was: "[town]\n",
        is: "[rules.unit]\nchair_must_hold = [\"书记\", \"副书记\"]\n\n[town]\n",
        code: "chair-post",
        at: "执委.csv J2",
    },
    too_many_party_members_among_the_delegates: Wrong {
        file: CYCLE,
        was: "[town]\n",
        is: "[[rules.delegate_share]]\nname = \"中共党员\"\nby = \"politics\"\nany = [\"中共党员\"]\nat_most = \"1/4\"\n\n[town]\n",
        code: "delegate-share",
        at: "代表.csv C2",
    },
    another_birth_month_in_another_table_and_no_telephone: Wrong {
        file: OFFICERS,
        was: "2,河口村,王小荷,女,汉族,1985.07,群众,高中,副主席,,19200000002",
        is: "2,河口村,王小荷,女,汉族,1985.08,群众,高中,副主席,,",
        code: "birth-differs",
        at: "执委.csv F3",
    },
    another_telephone_in_another_table: Wrong {
        file: OFFICERS,
        was: "副主席,,19200000002",
        is: "副主席,,19200000092",
        code: "person-differs",
        at: "执委.csv K3",
    },
    a_warning_hides_no_error_one_officer_too_many_whom_nobody_nominated: Wrong {
        file: OFFICERS,
        was: "1,河口村,丁一兰,",
        is: "6,河口村,金玉兰,女,汉族,1988.02,群众,高中,执委,,19200000066\n1,河口村,丁一兰,",
        code: "officer-count",
        at: "结果.csv L2",
    },
    the_results_of_another_town: Wrong {
        file: VOTES,
        was: "序号,村（社区）,姓名,赞成票,反对票,弃权票,是否当选\n1,河口村",
        is: "序号,乡镇,村（社区）,姓名,赞成票,反对票,弃权票,是否当选\n1,柳溪,河口村",
        code: "unknown-town",
        at: "得票.csv B2",
    },
    a_congress_that_body_puts_outside_its_stage_and_the_results_elsewhere: Wrong {
        file: CYCLE,
        was: "[town]\n",
        is: "[body.\"河口村\"]\ndate = \"2021-04-02\"\n\n[town]\n",
        code: "date-differs",
        at: "结果.csv C2",
    },
    a_teller_of_the_plenary_who_stands_for_chair: Wrong {
        file: CYCLE,
        was: "[town]\n",
        is: "[body.\"河口村\"]\nplenary_tellers = [{ role = \"监票人\", name = \"丁一兰\" }]\n\n[town]\n",
        code: "teller-nominee",
        at: "cycle.toml",
    },
    a_report_before_the_congress: Wrong {
        file: CYCLE,
        was: "[town]\n",
        is: "[body.\"河口村\".paper.result-report]\ndate = \"2021-02-20\"\n\n[town]\n",
        code: "paper-order",
        at: "cycle.toml",
    },
}

/// A slip is caught by its rule at its cell.
fn is_caught(Wrong { file, was, is, code, at }: &Wrong) {
    let town = Town::small().replace(file, was, is);
    let problems = town.run("check", &["--format", "json"]).json()["problems"].clone();
    let shown = |problem: &serde_json::Value| {
        let text =
            |field: &str| problem[field].as_str().unwrap_or_default().trim_start_matches("data/").to_owned();
        format!("{} {} {}", text("code"), text("file"), text("cell")).trim_end().to_owned()
    };
    let found: Vec<String> = problems.as_array().unwrap().iter().map(shown).collect();
    assert!(found.contains(&format!("{code} {at}")), "{code} {at} is not among {found:?}");
}

#[test]
fn the_rules_are_listed_with_source_and_value() {
    let town = Town::small().replace(CYCLE, "[town]\n", "[rules]\nquorum = \"1/2\"\n\n[town]\n");
    let rules = town.run("check", &["--rules", "--format", "json"]).json()["rules"].clone();
    let rules = rules.as_array().unwrap();
    let of =
        |code: &str| rules.iter().find(|rule| rule["code"] == code).unwrap_or_else(|| panic!("no {code}"));
    let quorum = of("quorum");
    assert_eq!(quorum["values"][0]["key"], "quorum");
    assert_eq!(
        (&quorum["values"][0]["value"], &quorum["values"][0]["is_default"]),
        (&"\"1/2\"".into(), &false.into())
    );
    assert_eq!(quorum["source"], "DOMAIN R47 R48");
    assert_eq!(of("exec-size")["values"][1]["key"], "unit.exec_min");
    for Wrong { code, .. } in WRONG {
        of(code);
    }
    let text = town.run("check", &["--rules", "--lang", "zh"]);
    assert!(
        text.stdout.contains("rules.quorum = \"1/2\"\n") && text.stdout.contains("（默认）"),
        "{}",
        text.stdout
    );
}

#[test]
fn what_a_cell_quotes_does_nothing_to_a_terminal() {
    let cell = "\u{1B}]0;x\u{7}\u{1B}[31m\u{202E}女士";
    let was = "2,河口村,王小荷,女,汉族,1985.07,群众,高中,副主席";
    let town = Town::small().replace(OFFICERS, was, &was.replace("女,汉族", &format!("{cell},汉族")));
    let told = town.run("check", &["--lang", "zh"]);
    let shown = format!("{}{}", told.stdout, told.stderr);
    assert!(shown.contains("女士") && !shown.contains(['\u{1B}', '\u{7}', '\u{202E}']), "{shown:?}");
}

#[test]
fn a_contradiction_is_reported_with_both_its_places() {
    let was = "1,河口村,丁一兰,";
    let more = format!("6,河口村,金玉兰,女,汉族,1988.02,群众,高中,执委,,19200000066\n{was}");
    let checked = Town::small().replace(OFFICERS, was, &more).run("check", &["--format", "json"]).json();
    let problems = checked["problems"].as_array().unwrap();
    let found = problems.iter().find(|problem| problem["code"] == "officer-count").unwrap();
    assert_eq!((&found["file"], &found["cell"]), (&"data/结果.csv".into(), &"L2".into()));
    assert_eq!(found["also"][0]["file"], "data/执委.csv");
    assert!(found["also"][0]["cell"].is_string(), "{found}");
}
