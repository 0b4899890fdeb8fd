//! Deliberately wrong inputs, each with the rule that catches it: what a clerk, or a summary she inherits, gets wrong.

use crate::support::run::Town;

/// A slip: file, what stood there, what stands there now, and the code that is raised in a file.
struct Wrong {
    why: &'static str,
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

const WRONG: [Wrong; 30] = [
    Wrong {
        why: "more present than entitled",
        file: RESULT,
        was: NUMBERS,
        is: "10,11,9,9,9,0,6,5,5,丁一兰",
        code: "present-exceed",
        at: "结果.csv E2",
    },
    Wrong {
        why: "no quorum: 6 of 10",
        file: RESULT,
        was: NUMBERS,
        is: "10,6,6,6,6,0,6,5,5,丁一兰",
        code: "quorum",
        at: "结果.csv E2",
    },
    Wrong {
        why: "more ballots issued than delegates came",
        file: RESULT,
        was: NUMBERS,
        is: "10,9,10,9,9,0,6,5,5,丁一兰",
        code: "issued-exceed",
        at: "结果.csv F2",
    },
    Wrong {
        why: "more ballots returned than issued",
        file: RESULT,
        was: NUMBERS,
        is: "10,9,9,10,9,0,6,5,5,丁一兰",
        code: "returned-exceed",
        at: "结果.csv G2",
    },
    Wrong {
        why: "valid and void are not those returned",
        file: RESULT,
        was: NUMBERS,
        is: "10,9,9,9,9,1,6,5,5,丁一兰",
        code: "ballots-sum",
        at: "结果.csv H2",
    },
    Wrong {
        why: "more elected than seats",
        file: RESULT,
        was: NUMBERS,
        is: "10,9,9,9,9,0,6,4,5,丁一兰",
        code: "elected-exceed",
        at: "结果.csv L2",
    },
    Wrong {
        why: "equal numbers where a margin is asked for",
        file: RESULT,
        was: NUMBERS,
        is: "10,9,9,9,9,0,6,6,5,丁一兰",
        code: "exec-margin",
        at: "结果.csv J2",
    },
    Wrong {
        why: "a margin of half the seats",
        file: CYCLE,
        was: "[town]\n",
        is: "[rules]\nexec_margin_share = \"1/2\"\n\n[town]\n",
        code: "exec-margin",
        at: "结果.csv J2",
    },
    Wrong {
        why: "another chair in the results",
        file: RESULT,
        was: "5,丁一兰,王小荷",
        is: "5,王小荷,丁一兰",
        code: "leader-differs",
        at: "结果.csv M2",
    },
    Wrong {
        why: "a congress outside its stage",
        file: RESULT,
        was: "2021-02-24",
        is: "2021-03-24",
        code: "date-outside",
        at: "结果.csv C2",
    },
    Wrong {
        why: "votes that do not add up",
        file: VOTES,
        was: "王小荷,9,0,0",
        is: "王小荷,8,0,0",
        code: "votes-sum",
        at: "得票.csv D3",
    },
    Wrong {
        why: "more votes than ballots",
        file: VOTES,
        was: "王小荷,9,0,0",
        is: "王小荷,12,0,0",
        code: "votes-exceed",
        at: "得票.csv D3",
    },
    Wrong {
        why: "elected without a majority of the entitled",
        file: VOTES,
        was: "李玥,7,0,2",
        is: "李玥,5,2,2",
        code: "not-majority",
        at: "得票.csv D6",
    },
    Wrong {
        why: "a majority and a seat, and not marked",
        file: VOTES,
        was: "李玥,7,0,2,是",
        is: "李玥,7,0,2,否",
        code: "elected-mismatch",
        at: "得票.csv G6",
    },
    Wrong {
        why: "a tie at the last seat",
        file: VOTES,
        was: "何静,3,4,2",
        is: "何静,7,0,2",
        code: "tie",
        at: "得票.csv D5",
    },
    Wrong {
        why: "two chairs",
        file: OFFICERS,
        was: "大学本科,执委,,19200000003",
        is: "大学本科,主席,,19200000003",
        code: "many-chairs",
        at: "执委.csv I4",
    },
    Wrong {
        why: "somebody elected who is misspelt in the roster",
        file: OFFICERS,
        was: "5,河口村,李玥",
        is: "5,河口村,李月",
        code: "elected-not-listed",
        at: "得票.csv C6",
    },
    Wrong {
        why: "one woman of two ages",
        file: OFFICERS,
        was: "畲族,1972.03,群众,初中",
        is: "畲族,1972.03,群众,高中",
        code: "person-differs",
        at: "执委.csv H5",
    },
    Wrong {
        why: "somebody elected who is not on the roster",
        file: OFFICERS,
        was: "5,河口村,李玥,女,汉族,1995.01,共青团员,大学本科,执委,,19200000005\n",
        is: "",
        code: "elected-not-listed",
        at: "得票.csv C6",
    },
    Wrong {
        why: "a delegate of seventeen",
        file: DELEGATES,
        was: "1995.01",
        is: "2003.09",
        code: "under-age",
        at: "代表.csv F6",
    },
    Wrong {
        why: "one delegate twice",
        file: DELEGATES,
        was: "9,河口村,黄秋菊,女,汉族,1979.08",
        is: "9,河口村,陈霞,女,汉族,1983.04",
        code: "duplicate-person",
        at: "代表.csv C10",
    },
    Wrong {
        why: "a chair without a post that is asked for",
        file: CYCLE,
        was: "[town]\n",
        is: "[rules.unit]\nchair_must_hold = [\"书记\", \"副书记\"]\n\n[town]\n",
        code: "chair-post",
        at: "执委.csv J2",
    },
    Wrong {
        why: "too many Party members among the delegates",
        file: CYCLE,
        was: "[town]\n",
        is: "[[rules.delegate_share]]\nname = \"中共党员\"\nby = \"politics\"\nany = [\"中共党员\"]\nat_most = \"1/4\"\n\n[town]\n",
        code: "delegate-share",
        at: "代表.csv C2",
    },
    Wrong {
        why: "another birth month in another table, and no telephone",
        file: OFFICERS,
        was: "2,河口村,王小荷,女,汉族,1985.07,群众,高中,副主席,,19200000002",
        is: "2,河口村,王小荷,女,汉族,1985.08,群众,高中,副主席,,",
        code: "birth-differs",
        at: "执委.csv F3",
    },
    Wrong {
        why: "another telephone in another table",
        file: OFFICERS,
        was: "副主席,,19200000002",
        is: "副主席,,19200000092",
        code: "person-differs",
        at: "执委.csv K3",
    },
    Wrong {
        why: "a warning hides no error: one officer too many, whom nobody nominated",
        file: OFFICERS,
        was: "1,河口村,丁一兰,",
        is: "6,河口村,金玉兰,女,汉族,1988.02,群众,高中,执委,,19200000066\n1,河口村,丁一兰,",
        code: "officer-count",
        at: "结果.csv L2",
    },
    Wrong {
        why: "the results of another town",
        file: VOTES,
        was: "序号,村（社区）,姓名,赞成票,反对票,弃权票,是否当选\n1,河口村",
        is: "序号,乡镇,村（社区）,姓名,赞成票,反对票,弃权票,是否当选\n1,柳溪,河口村",
        code: "unknown-town",
        at: "得票.csv B2",
    },
    Wrong {
        why: "a congress that [body] puts outside its stage, and the results elsewhere",
        file: CYCLE,
        was: "[town]\n",
        is: "[body.\"河口村\"]\ndate = \"2021-04-02\"\n\n[town]\n",
        code: "date-differs",
        at: "结果.csv C2",
    },
    Wrong {
        why: "a teller of the plenary who stands for chair",
        file: CYCLE,
        was: "[town]\n",
        is: "[body.\"河口村\"]\nplenary_tellers = [{ role = \"监票人\", name = \"丁一兰\" }]\n\n[town]\n",
        code: "teller-nominee",
        at: "cycle.toml",
    },
    Wrong {
        why: "a report before the congress",
        file: CYCLE,
        was: "[town]\n",
        is: "[body.\"河口村\".paper.result-report]\ndate = \"2021-02-20\"\n\n[town]\n",
        code: "paper-order",
        at: "cycle.toml",
    },
];

#[test]
fn every_wrong_input_is_caught_by_its_rule_at_its_cell() {
    let mut missed = Vec::new();
    for Wrong { why, file, was, is, code, at } in WRONG {
        let town = Town::small().replace(file, was, is);
        let problems = town.run("check", &["--format", "json"]).json()["problems"].clone();
        let shown = |problem: &serde_json::Value| {
            let text = |field: &str| {
                problem[field].as_str().unwrap_or_default().trim_start_matches("data/").to_owned()
            };
            format!("{} {} {}", text("code"), text("file"), text("cell")).trim_end().to_owned()
        };
        let found: Vec<String> = problems.as_array().unwrap().iter().map(shown).collect();
        if !found.contains(&format!("{code} {at}")) {
            missed.push(format!("{why}: {code} {at} is not among {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
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
