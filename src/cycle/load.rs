//! From the text of `cycle.toml` to a checked [`Cycle`], or to problems with line and column.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use crate::cycle::answers::Answers;
use crate::cycle::ballot::out_of_range;
use crate::cycle::body_section::BodySection;
use crate::cycle::bounds;
use crate::cycle::corrections::Corrections;
use crate::cycle::definition::{Cycle, Stage, TableRule, Town};
use crate::cycle::file::{CYCLE_FILE, CycleFile, LevelWord, StageId, StageSection};
use crate::cycle::level_section::LevelSection;
use crate::cycle::misplaced::misplaced;
use crate::model::Level;
use crate::problem::{Code, Place, Problem, Severity, Stop, place_in, toml_problem};
use crate::say;

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

/// The text of `cycle.toml` of a workspace, or the problems that make it unreadable.
///
/// # Errors
/// [`Stop`] when the file exists but cannot be read.
pub fn read(workspace: &Path) -> Result<Result<String, Vec<Problem>>, Stop> {
    let path = workspace.join(CYCLE_FILE);
    let mut bytes = Vec::new();
    let file = std::fs::File::open(&path);
    // One byte more shows that there is more.
    file.and_then(|file| file.take(bounds::BYTES as u64 + 1).read_to_end(&mut bytes)).map_err(|cause| {
        let shown = path.display();
        Stop::new(say!("读取 {shown}", "reading {shown}"), cause)
    })?;
    if bytes.len() > bounds::BYTES {
        let text = String::from_utf8_lossy(&bytes);
        return Ok(Err(bounds::problem(&text).into_iter().collect()));
    }
    Ok(String::from_utf8(bytes).map_err(|_| {
        let place = Place::File(CYCLE_FILE.to_owned());
        let message = say!("cycle.toml 不是 UTF-8 文本", "cycle.toml is not UTF-8 text");
        let hint = say!("用记事本另存为 UTF-8 编码", "save it as UTF-8");
        vec![Problem::new(&BAD_CYCLE, place, message).hint(hint)]
    }))
}

/// Checks the text of a `cycle.toml`.
///
/// # Errors
/// The problems that make it unreadable.
pub fn parse(text: &str) -> Checked {
    let text = text.trim_start_matches('\u{FEFF}');
    if let Some(problem) = bounds::problem(text) {
        return Err(vec![problem]);
    }
    let file: CycleFile = toml::from_str(text).map_err(|error| {
        let mut problem = toml_problem(&BAD_CYCLE, text, CYCLE_FILE, &error);
        problem.hint = misplaced(error.message()).or(problem.hint);
        vec![problem]
    })?;
    let mut problems = stage_problems(text, &file);
    let term = *file.cycle.term.get_ref();
    let congress = file.cycle.congress.as_ref().map_or(term, |number| *number.get_ref());
    if term == 0 || congress == 0 {
        let message = say!("届次从 1 开始", "terms count from 1");
        problems.push(Problem::new(
            &BAD_CYCLE,
            place_in(text, CYCLE_FILE, file.cycle.term.span().start),
            message,
        ));
    }
    if file.town.name.get_ref().trim().is_empty() {
        let message = say!("[town] name 是空的", "[town] name is empty");
        let hint = say!(
            "填写乡镇、街道或区县名称，例如 name = \"青坑镇\"",
            "give the name of the town, for example name = \"青坑镇\""
        );
        problems.push(
            Problem::new(&BAD_CYCLE, place_in(text, CYCLE_FILE, file.town.name.span().start), message)
                .hint(hint),
        );
    }
    if let Some(number) = file.cycle.congress.as_ref().filter(|number| *number.get_ref() != term) {
        let message = say!(
            "第{congress}次大会选出第{term}届，届次不一致",
            "congress {congress} elects term {term}: the numbers differ"
        );
        problems.push(Problem::new(&TERM_MISMATCH, place_in(text, CYCLE_FILE, number.span().start), message));
    }
    if let Some((key, message)) = out_of_range(&file.rules, &file.ballot) {
        let at = text.find(key).unwrap_or(0);
        problems.push(Problem::new(&BAD_CYCLE, place_in(text, CYCLE_FILE, at), message));
    }
    if file.town.level != LevelWord::Town && !file.units.is_empty() {
        let at = text.find("units").unwrap_or(0);
        let message = say!(
            "市、县的工作区不能在这里列村（社区）：看不出属于哪个乡镇",
            "the units of a county or city cannot be listed here: nothing tells their towns"
        );
        let hint = say!(
            "放一张有“乡镇”“村（社区）”两列的“村（社区）基本情况”表，顺序按表",
            "put a table of units with columns 乡镇 and 村（社区） into data; its order counts"
        );
        problems.push(Problem::new(&BAD_CYCLE, place_in(text, CYCLE_FILE, at), message).hint(hint));
    }
    problems.extend(repeated_meetings(text, &file));
    let table_rules = table_rules(text, &file, &mut problems);
    if problems.iter().any(Problem::is_error) {
        return Err(problems);
    }
    Ok((cycle_of(file, term, congress, table_rules), problems))
}

/// Two meetings of one kind in a section: papers have a place for one, and the other would be lost.
fn repeated_meetings<'f>(text: &'f str, file: &'f CycleFile) -> impl Iterator<Item = Problem> + 'f {
    let is_repeated = |section: &BodySection| {
        let own = &section.meeting;
        own.iter().enumerate().any(|(at, one)| own.iter().skip(at + 1).any(|other| other.kind == one.kind))
    };
    file.body.iter().filter(move |(_, section)| is_repeated(section)).map(move |(name, _)| {
        let own = text.find(&format!("\"{name}\".meeting"));
        let at = own.or_else(|| text.find("meeting")).unwrap_or(0);
        let message = say!(
            "[body.\"{name}\"] 里同一种会（kind）写了两次，材料只用得上一次",
            "[body.\"{name}\"] has two meetings of one kind; papers tell of one"
        );
        let hint = say!(
            "留下一次，另一次写进 [wording] 的文字里",
            "keep one, and tell of the other in a passage of [wording]"
        );
        Problem::new(&BAD_CYCLE, place_in(text, CYCLE_FILE, at), message).hint(hint)
    })
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
    let levels = BTreeMap::from([
        (Level::City, file.cycle.city),
        (Level::County, file.cycle.county),
        (Level::Town, file.cycle.town),
        (Level::Unit, file.cycle.unit),
    ]);
    Cycle {
        term,
        congress,
        first: file.cycle.first.unwrap_or(term == 1),
        term_years: file.cycle.term_years,
        previous_body: file.cycle.previous_body,
        as_of: file.cycle.as_of,
        previous_as_of: file.cycle.previous_as_of,
        level: file.town.level.level(),
        levels,
        own: LevelSection {
            organisation: file.cycle.organisation,
            members_by: file.cycle.members_by,
            leaders_by: file.cycle.leaders_by,
            ..LevelSection::default()
        },
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
        answers: Answers::default(),
        corrections: Corrections::default(),
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
    Stage {
        id: section.id,
        name,
        start: section.start,
        end: section.end,
        time: section.time,
        tasks: section.tasks,
    }
}

/// Stages must end after they start, and follow one another without going back.
fn stage_problems(text: &str, file: &CycleFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut stages: Vec<_> = file.stage.iter().collect();
    stages.sort_by_key(|stage| stage.get_ref().id);
    let mut before: Option<&StageSection> = None;
    for stage in stages {
        let place = place_in(text, CYCLE_FILE, stage.span().start);
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
                problems.push(
                    Problem::new(&BAD_CYCLE, place_in(text, CYCLE_FILE, table.span().start), message)
                        .hint(hint),
                );
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_and_the_reader_agree() {
        crate::model::reads_what_its_schema_says::<CycleFile>(|text| parse(text).is_ok());
    }
}
