//! What a build did, for people.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Result, Write};
use std::time::Duration;

use crate::fill::Condition;
use crate::model::TableKind;
use crate::pipeline::{BuildReport, Made, QUESTION, Skipped};
use crate::problem::{Lang, Problem, Say};
use crate::report::text;
use crate::say;

/// What a build did and left open. The files written are another list: [`BuildReport::written`].
///
/// # Errors
/// When `out` takes no more.
pub fn build(report: &BuildReport, took: Duration, lang: Lang, out: &mut dyn Write) -> Result<()> {
    text::problems(&report.problems, lang, out);
    text::problems(&once(report.failed.iter().flat_map(|failed| &failed.problems)), lang, out);
    let mut line = |said: &Say| writeln!(out, "{}", said.text(lang));
    if report.refused {
        let (errors, _) = text::counts(&report.problems);
        let said = say!(
            "有 {errors} 个错误，没有生成任何文件；改正后重试，或加 --keep-going 仍然生成",
            "{errors} errors, nothing was written; fix them, or build all the same with --keep-going"
        );
        return line(&said);
    }
    for removed in &report.removed {
        line(&say!("已删除过时的文件 {removed}", "removed {removed}: out of date"))?;
    }
    let notes = [
        void_elections(&report.skipped),
        lacking(&report.skipped),
        blanks(&report.written),
        fallbacks(&report.written),
    ];
    notes.iter().flatten().try_for_each(&mut line)?;
    let (written, unchanged, skipped, failed) =
        (report.written.len(), report.unchanged.len(), report.skipped.len(), report.failed.len());
    let pages: usize = report.written.iter().map(|made| made.entry.pages).sum();
    let seconds = took.as_secs_f32();
    line(&say!(
        "写了 {written} 个文件（{pages} 页），{unchanged} 个没有变化，{skipped} 个没有做，{failed} 个失败，用时 {seconds:.1} 秒",
        "{written} files written ({pages} pages), {unchanged} unchanged, {skipped} not made, {failed} failed, {seconds:.1} s"
    ))?;
    if report.stopped {
        line(&say!(
            "已中断；写好的文件是完整的，再次运行会接着做",
            "stopped; the files written are whole, run again to go on"
        ))?;
    }
    Ok(())
}

/// Each problem once: what is wrong in a template is wrong in the paper of every body.
fn once<'p>(problems: impl Iterator<Item = &'p Problem>) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    problems.filter(|problem| seen.insert((&problem.place, &problem.message.zh))).cloned().collect()
}

/// Bodies whose blanks are listed one by one; a city has thousands, and the manifest has them all.
const BODIES_SHOWN: usize = 20;

/// The bodies whose election counts for nothing, with how many papers that report its result were not made.
fn void_elections(skipped: &[Skipped]) -> Vec<Say> {
    let mut papers: BTreeMap<&str, usize> = BTreeMap::new();
    for own in
        skipped.iter().filter(|own| own.missing.iter().any(|need| need == Condition::ValidElection.as_str()))
    {
        *papers.entry(&own.body).or_default() += 1;
    }
    let one = |(body, count)| {
        say!(
            "{body}的选举无效（原因见 check），写选举结果的 {count} 份文书没有做",
            "{body}: its election is not valid (see check), {count} papers about its result were not made"
        )
    };
    papers.into_iter().map(one).collect()
}

/// The bodies that lack tables, which ones, and the papers that were not made for it; and those that wait for an answer.
fn lacking(skipped: &[Skipped]) -> Vec<Say> {
    let mut bodies: BTreeMap<&str, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    for own in skipped {
        for need in own.missing.iter().filter(|need| is_lacking(need)) {
            bodies.entry(&own.body).or_default().entry(need).or_default().insert(&own.id);
        }
    }
    let one = |(body, needs): (&str, BTreeMap<&str, BTreeSet<&str>>)| {
        let list = |name: fn(&str) -> (String, String), first: bool| {
            let one = |(need, papers): (&&str, &BTreeSet<&str>)| {
                let (zh, en) = name(need);
                let shown = papers.iter().copied().take(PAPERS_SHOWN).collect::<Vec<_>>().join(" ");
                let more = if papers.len() > PAPERS_SHOWN { " …" } else { "" };
                if first { format!("{zh}（{shown}{more}）") } else { format!("{en} ({shown}{more})") }
            };
            needs.iter().map(one).collect::<Vec<_>>()
        };
        let (zh, en) = (list(need_name, true).join("、"), list(need_name, false).join(", "));
        say!("没有做 {body}：缺 {zh}", "not made for {body}, for lack of {en}")
    };
    let mut said: Vec<Say> = bodies.into_iter().map(one).collect();
    if let Some(more) = said.len().checked_sub(BODIES_SHOWN).filter(|more| *more > 0) {
        said.truncate(BODIES_SHOWN);
        said.push(say!(
            "还有 {more} 个单位的，见 huanjie coverage",
            "{more} more bodies: see huanjie coverage"
        ));
    }
    said
}

/// Whether a clerk can still give what a paper needs: a table, results; not ballots where hands are raised.
fn is_lacking(need: &str) -> bool {
    Condition::of(need).is_none_or(|condition| condition.lacking().is_some())
}

/// Papers that are named of each table that is lacking.
const PAPERS_SHOWN: usize = 4;

/// What a clerk calls a thing that a paper needs.
fn need_name(need: &str) -> (String, String) {
    if let Some(id) = need.strip_prefix(QUESTION) {
        return (format!("“{id}”的答复"), format!("an answer to \"{id}\""));
    }
    if let Some((zh, en)) = Condition::of(need).and_then(Condition::lacking) {
        return (zh.to_owned(), en.to_owned());
    }
    let table = if need == "congress" { "congresses" } else { need };
    let kind = TableKind::ALL.iter().find(|kind| kind.as_str() == table);
    (kind.map_or(need, |kind| kind.name()).to_owned(), need.to_owned())
}

/// What the papers leave open: for each body, what is missing and in which papers.
fn blanks(made: &[Made]) -> Vec<Say> {
    let mut bodies: Vec<(&str, BTreeMap<&str, BTreeSet<&str>>)> = Vec::new();
    for made in made.iter().filter(|made| made.entry.id != "packet" && !made.entry.blanks.is_empty()) {
        if bodies.last().is_none_or(|(body, _)| *body != made.entry.body) {
            bodies.push((&made.entry.body, BTreeMap::new()));
        }
        let Some((_, of)) = bodies.last_mut() else { continue };
        for blank in &made.entry.blanks {
            of.entry(blank).or_default().insert(code(&made.path));
        }
    }
    let one = |(body, blanks): &(&str, BTreeMap<&str, BTreeSet<&str>>)| {
        let list = |separator: &str, open: &str, close: &str| {
            let one = |(label, codes): (&&str, &BTreeSet<&str>)| {
                let codes = codes.iter().copied().collect::<Vec<_>>().join(" ");
                format!("{label}{open}{codes}{close}")
            };
            blanks.iter().map(one).collect::<Vec<_>>().join(separator)
        };
        let (zh, en) = (list("、", "（", "）"), list(", ", " (", ")"));
        say!("待填 {body}：{zh}", "left blank in {body}: {en}")
    };
    let mut said: Vec<Say> = bodies.iter().take(BODIES_SHOWN).map(one).collect();
    if let Some(more) = bodies.len().checked_sub(BODIES_SHOWN).filter(|more| *more > 0) {
        said.push(say!(
            "还有 {more} 个单位的待填项，见 manifest.json",
            "{more} more bodies with blanks: see manifest.json"
        ));
    }
    said
}

/// The catalogue code a paper's file name begins with: F4.
fn code(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split(' ').next().unwrap_or(name)
}

/// Characters that the office's typefaces lack and another family lent.
fn fallbacks(made: &[Made]) -> Vec<Say> {
    let mut families: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for found in made.iter().flat_map(|made| &made.entry.fallbacks) {
        if let Some((character, family)) = found.split_once(' ') {
            families.entry(family).or_default().insert(character);
        }
    }
    let one = |(family, characters): (&str, BTreeSet<&str>)| {
        let list = characters.into_iter().collect::<Vec<_>>().join(" ");
        say!(
            "这些字所用字体里没有，改用 {family}：{list}",
            "set in {family}, for their own typeface lacks them: {list}"
        )
    };
    families.into_iter().map(one).collect()
}
