//! From the text of `cycle.toml` to a checked [`Cycle`], or to problems with line and column.

use std::path::Path;

use crate::cycle::file::{CycleFile, LevelWord, StageSection};
use crate::cycle::{Cycle, Stage, StageId, TableRule, Town};
use crate::problem::{Code, Place, Problem, Say, Severity, Stop};
use crate::say;

/// The file every workspace has.
pub const CYCLE_FILE: &str = "cycle.toml";

/// The file is not TOML, has a key that does not exist, or a value of the wrong type. Source: DESIGN 2.
pub(super) static BAD_CYCLE: Code = Code { id: "bad-cycle", severity: Severity::Error, source: "DESIGN 2" };
/// Stages that end before they start or stand in the wrong order. Source: DOMAIN 4.6 (10).
pub(super) static STAGE_ORDER: Code =
    Code { id: "stage-order", severity: Severity::Error, source: "DOMAIN 4.6" };
/// 届 and 次 of the same congress differ. Source: DOMAIN 3, header note (a).
pub(super) static TERM_MISMATCH: Code =
    Code { id: "term-mismatch", severity: Severity::Warning, source: "DOMAIN 3 (a)" };

/// The cycle with its warnings, or the problems that make the file unreadable.
pub type Checked = Result<(Cycle, Vec<Problem>), Vec<Problem>>;

/// Reads and checks `cycle.toml` of a workspace.
///
/// The first result is the cycle with warnings, or the problems that make the file unreadable.
///
/// # Errors
/// [`Stop`] when the file exists but cannot be read.
pub fn load(workspace: &Path) -> Result<Checked, Stop> {
    let path = workspace.join(CYCLE_FILE);
    let bytes = std::fs::read(&path).map_err(|cause| {
        let shown = path.display();
        Stop::new(say!("读取 {shown}", "reading {shown}"), cause)
    })?;
    let Ok(text) = String::from_utf8(bytes) else {
        let place = Place::File(CYCLE_FILE.to_owned());
        let message = say!("cycle.toml 不是 UTF-8 文本", "cycle.toml is not UTF-8 text");
        let hint = say!("用记事本另存为 UTF-8 编码", "save it as UTF-8");
        return Ok(Err(vec![Problem::new(&BAD_CYCLE, place, message).hint(hint)]));
    };
    Ok(parse(text.trim_start_matches('\u{FEFF}')))
}

/// Checks the text of a `cycle.toml`.
///
/// # Errors
/// The problems that make it unreadable.
pub fn parse(text: &str) -> Checked {
    let file: CycleFile = toml::from_str(text).map_err(|error| vec![syntax_problem(text, &error)])?;
    let mut problems = stage_problems(text, &file);
    let term = *file.cycle.term.get_ref();
    let congress = file.cycle.congress.as_ref().map_or(term, |number| *number.get_ref());
    if term == 0 || congress == 0 {
        let message = say!("届次从 1 开始", "terms count from 1");
        problems.push(Problem::new(&BAD_CYCLE, place_at(text, file.cycle.term.span().start), message));
    }
    if file.town.name.get_ref().trim().is_empty() {
        let message = say!("[town] name 是空的", "[town] name is empty");
        let hint = say!(
            "填写乡镇、街道或区县名称，例如 name = \"青坑镇\"",
            "give the name of the town, for example name = \"青坑镇\""
        );
        problems
            .push(Problem::new(&BAD_CYCLE, place_at(text, file.town.name.span().start), message).hint(hint));
    }
    if let Some(number) = file.cycle.congress.as_ref().filter(|number| *number.get_ref() != term) {
        let message = say!(
            "第{congress}次大会选出第{term}届，届次不一致",
            "congress {congress} elects term {term}: the numbers differ"
        );
        problems.push(Problem::new(&TERM_MISMATCH, place_at(text, number.span().start), message));
    }
    if !matches!(file.ballot.per_sheet, 1 | 2 | 4) {
        let at = text.find("per_sheet").unwrap_or(0);
        let message = say!("per_sheet 只能是 1、2 或 4", "per_sheet can be 1, 2 or 4");
        problems.push(Problem::new(&BAD_CYCLE, place_at(text, at), message));
    }
    if file.rules.decimals > 2 {
        let at = text.find("decimals").unwrap_or(0);
        let message = say!("decimals 只能是 0、1 或 2", "decimals can be 0, 1 or 2");
        problems.push(Problem::new(&BAD_CYCLE, place_at(text, at), message));
    }
    if file.town.level == LevelWord::District && !file.units.is_empty() {
        let at = text.find("units").unwrap_or(0);
        let message = say!(
            "区县的工作区不能在这里列村（社区）：看不出属于哪个乡镇",
            "a district's units cannot be listed here: nothing tells their towns"
        );
        let hint = say!(
            "放一张有“乡镇”“村（社区）”两列的“村（社区）基本情况”表，顺序按表",
            "put a table of units with columns 乡镇 and 村（社区） into data; its order counts"
        );
        problems.push(Problem::new(&BAD_CYCLE, place_at(text, at), message).hint(hint));
    }
    let table_rules = table_rules(text, &file, &mut problems);
    if problems.iter().any(Problem::is_error) {
        return Err(problems);
    }
    Ok((cycle_of(file, term, congress, table_rules), problems))
}

fn cycle_of(file: CycleFile, term: u32, congress: u32, table_rules: Vec<TableRule>) -> Cycle {
    let name = file.town.name.into_inner();
    let town = Town {
        federation: file.town.federation.unwrap_or_else(|| format!("{name}妇女联合会")),
        short: file.town.short.unwrap_or_else(|| format!("{name}妇联")),
        party: file.town.party,
        party_short: file.town.party_short,
        county: file.town.county,
        superior: file.town.superior,
        superior_short: file.town.superior_short,
        hotline: file.town.hotline,
        name,
    };
    let mut stages: Vec<_> = file.stage.into_iter().map(|stage| stage_of(stage.into_inner())).collect();
    stages.sort_by_key(|stage| stage.id);
    Cycle {
        term,
        congress,
        first: file.cycle.first.unwrap_or(term == 1),
        term_years: file.cycle.term_years,
        previous_body: file.cycle.previous_body,
        as_of: file.cycle.as_of,
        previous_as_of: file.cycle.previous_as_of,
        is_district: file.town.level == LevelWord::District,
        town,
        units: file.units,
        extra_columns: file.extra_columns,
        title_style: file.congress.title_style,
        stages,
        basis: file.basis,
        leading_group: file.leading_group,
        rules: file.rules,
        ballot: file.ballot,
        packet: file.packet,
        bodies: file.body,
        table_rules,
        wording: file.wording,
        layer: file.cycle.layer,
    }
}

fn stage_of(section: StageSection) -> Stage {
    let name = section.name.unwrap_or_else(|| {
        match section.id {
            StageId::Prepare => "筹备阶段",
            StageId::Elect => "选举阶段",
            StageId::Conclude => "总结阶段",
        }
        .to_owned()
    });
    Stage { id: section.id, name, start: section.start, end: section.end, tasks: section.tasks }
}

/// Stages must end after they start, and follow one another without going back.
fn stage_problems(text: &str, file: &CycleFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut stages: Vec<_> = file.stage.iter().collect();
    stages.sort_by_key(|stage| stage.get_ref().id);
    let mut before: Option<&StageSection> = None;
    for stage in stages {
        let place = place_at(text, stage.span().start);
        let section = stage.get_ref();
        let (start, end) = (section.start, section.end);
        if end < start {
            let message = say!(
                "阶段在开始（{start}）之前就结束了（{end}）",
                "the stage ends ({end}) before it starts ({start})"
            );
            let hint = say!("改正 start 或 end", "correct start or end");
            problems.push(Problem::new(&STAGE_ORDER, place.clone(), message).hint(hint));
        }
        if let Some(earlier) = before {
            let previous_end = earlier.end;
            if earlier.id == section.id {
                let message = say!("同一个阶段写了两次", "the same stage stands twice");
                problems.push(Problem::new(&STAGE_ORDER, place, message));
            } else if start < previous_end {
                let message = say!(
                    "阶段从 {start} 开始，而前一阶段到 {previous_end} 才结束",
                    "the stage starts {start}, before the one ahead of it ends ({previous_end})"
                );
                let hint = say!("筹备、选举、总结三个阶段不能重叠", "the three stages must not overlap");
                problems.push(Problem::new(&STAGE_ORDER, place, message).hint(hint));
            }
        }
        before = Some(section);
    }
    problems
}

fn table_rules(text: &str, file: &CycleFile, problems: &mut Vec<Problem>) -> Vec<TableRule> {
    let mut rules = Vec::new();
    for table in &file.table {
        let section = table.get_ref();
        let mut pattern = |key: &str, glob: &str| {
            let built = globset::Glob::new(glob).ok();
            if built.is_none() {
                let message =
                    say!("{key} = “{glob}” 不是文件名样式", "{key} = \"{glob}\" is not a file pattern");
                let hint =
                    say!("例如 files = \"data/**/名单*.xlsx\"", "for example files = \"data/**/名单*.xlsx\"");
                problems
                    .push(Problem::new(&BAD_CYCLE, place_at(text, table.span().start), message).hint(hint));
            }
            built.map(|glob| glob.compile_matcher())
        };
        let sheet = section.sheet.as_deref().and_then(|sheet| pattern("sheet", sheet));
        if let Some(files) = pattern("files", &section.files) {
            let (kind, role, header_row) = (section.kind, section.role, section.header_row);
            let columns = section.columns.clone();
            rules.push(TableRule { files, sheet, kind, role, header_row, columns });
        }
    }
    rules
}

/// The place of a byte offset: line and column from 1.
fn place_at(text: &str, offset: usize) -> Place {
    let before: &str = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    Place::Line { file: CYCLE_FILE.to_owned(), line, column }
}

/// A TOML or type error in words a clerk can use.
fn syntax_problem(text: &str, error: &toml::de::Error) -> Problem {
    let place = place_at(text, error.span().map_or(0, |span| span.start));
    let words = error.message().lines().collect::<Vec<_>>().join(" ");
    let (message, hint) = translate(&words);
    let problem = Problem::new(&BAD_CYCLE, place, message);
    match hint {
        Some(hint) => problem.hint(hint),
        None => problem,
    }
}

/// What the TOML parser says, in words a clerk can use, and what to do.
const SYNTAX: &[(&str, &str, &str)] = &[
    ("duplicate key", "同一个小节或项目写了两遍", "合成一处：小节标题只能出现一次，项目写在它下面"),
    (
        "string values must be quoted",
        "等号右边的文字没有加英文引号",
        "写成 name = \"青坑镇\"；中文引号“”不行，要用英文的",
    ),
    ("invalid date", "日期没有加引号", "写成 as_of = \"2026-10\" 或 \"2026-10-20\""),
    (
        "invalid basic string",
        "文字的引号没有成对",
        "两头都用英文引号；一段文字写在一行里，几段的用 \"\"\" 括起来",
    ),
    ("unclosed", "括号没有成对", "方括号 [ ] 和花括号 { } 都要成对"),
    ("missing comma", "列表里两项之间少了英文逗号", "各项之间用英文逗号 , 隔开"),
    ("key with no value", "等号右边没有内容", "没有内容的项目，在行首加 # 停用"),
];

/// serde's sentences, by their fixed beginnings; anything else is shown as it is.
fn translate(words: &str) -> (Say, Option<Say>) {
    let quoted: Vec<&str> = words.split('`').skip(1).step_by(2).collect();
    if let (true, Some((unknown, known))) = (words.starts_with("unknown field"), quoted.split_first()) {
        let list = known.join(" ");
        let near = known
            .iter()
            .max_by(|a, b| strsim::jaro(a, unknown).total_cmp(&strsim::jaro(b, unknown)))
            .copied();
        let hint = match near.filter(|near| strsim::jaro(near, unknown) > 0.7) {
            Some(near) => {
                say!("是不是“{near}”？可用的项目：{list}", "did you mean \"{near}\"? known keys: {list}")
            }
            None => say!("可用的项目：{list}", "known keys: {list}"),
        };
        return (say!("没有“{unknown}”这个项目", "there is no key \"{unknown}\""), Some(hint));
    }
    if let (true, Some(missing)) = (words.starts_with("missing field"), quoted.first()) {
        return (
            say!("缺少“{missing}”", "\"{missing}\" is missing"),
            Some(say!("加上 {missing} = …", "add {missing} = …")),
        );
    }
    if let (true, Some((got, want))) = (words.starts_with("invalid type"), words.split_once(", expected ")) {
        let got = got.trim_start_matches("invalid type: ");
        let message = say!("值的类型不对：现在是 {got}，应是 {want}", "wrong type: {got}, expected {want}");
        let hint = say!(
            "文字和日期要加英文引号，数字和 true/false 不加",
            "put texts and dates in quotes, numbers and true/false without"
        );
        return (message, Some(hint));
    }
    if let (true, Some((unknown, known))) = (words.starts_with("unknown variant"), quoted.split_first()) {
        let list = known.join(" ");
        return (
            say!("不能写“{unknown}”", "\"{unknown}\" is not a choice"),
            Some(say!("可选：{list}", "choices: {list}")),
        );
    }
    for (begins, zh, hint) in SYNTAX {
        if words.contains(begins) {
            let message = Say { zh: (*zh).to_owned(), en: words.to_owned() };
            return (
                message,
                Some(Say {
                    zh: (*hint).to_owned(),
                    en: "see the TOML rules at the top of the file".to_owned(),
                }),
            );
        }
    }
    (Say { zh: words.to_owned(), en: words.to_owned() }, None)
}
