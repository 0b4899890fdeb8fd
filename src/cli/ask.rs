//! `huanjie ask`: questions, and their answers.

use std::io::{BufRead, IsTerminal};
use std::path::Path;

use crate::cli::args::{AskArgs, Format};
use crate::cli::failed::{DONE, Failed, PROBLEMS};
use crate::cli::{open, output};
use crate::pipeline::{Project, Settings};
use crate::problem::{Lang, Problem, Question};
use crate::report;
use crate::say;

pub(super) fn run(args: &AskArgs, lang: Lang) -> Result<u8, Failed> {
    let (given, dirs): (Vec<&String>, Vec<&String>) = args.words.iter().partition(|word| word.contains('='));
    let dir = match dirs.as_slice() {
        [] => ".",
        [dir] => dir,
        [_, other, ..] => {
            return Err(Failed::Usage(say!("“{other}”不是“编号=答案”", "\"{other}\" is no ID=VALUE")));
        }
    };
    let project = opened(dir)?;
    if !project.root().is_dir() {
        open::need_cycle(&project)?;
    }
    if let Some(layer) = &args.teach {
        need_sound(&project)?;
        return teach(&project, layer, lang);
    }
    let questions = project.questions()?;
    if !given.is_empty() {
        need_sound(&project)?;
        answer(&project, &questions, &given)?;
        return show(&opened(dir)?.questions()?, false, args, lang);
    }
    let in_person = matches!(args.format, Format::Text) && std::io::stdin().is_terminal();
    if in_person && questions.iter().any(Question::is_open) {
        need_sound(&project)?;
        in_turn(Path::new(dir), lang)?;
        return show(&opened(dir)?.questions()?, false, args, lang);
    }
    show(&questions, true, args, lang)
}

fn opened(dir: &str) -> Result<Project, Failed> {
    Ok(Project::open(Path::new(dir), Settings::default())?)
}

/// All questions, or after answers were given only those that are open still; as JSON everything.
fn show(questions: &[Question], all: bool, args: &AskArgs, lang: Lang) -> Result<u8, Failed> {
    match args.format {
        Format::Json => output::json(&report::AskJson::new(questions, lang)),
        Format::Text => output::text(|out| report::questions(questions, all, lang, out)),
    }
    let waits = questions.iter().any(|question| question.is_open() && question.is_blocking());
    Ok(if waits { PROBLEMS } else { DONE })
}

/// Writes down the answers that the arguments give; an empty one takes an answer back. All or none.
fn answer(project: &Project, questions: &[Question], given: &[&String]) -> Result<(), Failed> {
    let mut pairs = Vec::new();
    for pair in given {
        // The id itself may hold the sign: the longest id that fits counts.
        let ids = questions.iter().map(|question| question.id.as_str()).chain(project.answers().ids());
        let fits = ids.filter(|id| pair.strip_prefix(id).is_some_and(|rest| rest.starts_with('=')));
        let Some(id) = fits.max_by_key(|id| id.len()) else {
            let id = pair.split('=').next().unwrap_or_default();
            return Err(Failed::Usage(say!(
                "没有“{id}”这个问题，用 huanjie ask 看有哪些",
                "there is no question \"{id}\"; huanjie ask lists them"
            )));
        };
        pairs.push((id.to_owned(), pair.get(id.len() + 1..).unwrap_or_default().to_owned()));
    }
    project.answer(&pairs)?;
    Ok(())
}

/// Goes through the open questions one after the other: a number or an answer, an empty line leaves one open.
fn in_turn(dir: &Path, lang: Lang) -> Result<(), Failed> {
    let mut left_open: Vec<String> = Vec::new();
    let mut lines = std::io::stdin().lock().lines();
    loop {
        let project = opened(&dir.to_string_lossy())?;
        let questions = project.questions()?;
        let next = questions.iter().find(|question| question.is_open() && !left_open.contains(&question.id));
        let Some(question) = next else { return Ok(()) };
        output::text(|out| report::question(question, lang, out));
        let said = say!(
            "  输入序号或答案，回车跳过，q 结束：",
            "  a number or an answer, Enter to leave it open, q to end:"
        );
        println!("{}", said.text(lang));
        let Some(Ok(line)) = lines.next() else { return Ok(()) };
        let line = line.trim();
        match line {
            "q" => return Ok(()),
            "" => left_open.push(question.id.clone()),
            line => match question.value_or_number(line) {
                Some(value) => {
                    project.answer(&[(question.id.clone(), value.to_owned())])?;
                }
                None => {
                    let said = say!("  不能答“{line}”", "  \"{line}\" is no answer");
                    println!("{}", said.text(lang));
                }
            },
        }
    }
}

/// What cannot be understood would be lost if the file were written anew.
fn need_sound(project: &Project) -> Result<(), Failed> {
    let bad = project.own_problems().iter().filter(|problem| problem.code.id == "bad-answers");
    let bad: Vec<Problem> = bad.cloned().collect();
    if bad.is_empty() { Ok(()) } else { Err(Failed::Problems(bad, PROBLEMS)) }
}

/// Puts what was answered of headers and words into a layer.
fn teach(project: &Project, layer: &Path, lang: Lang) -> Result<u8, Failed> {
    for name in project.teach(layer)? {
        println!("{}", layer.join(name).display());
    }
    let said = say!(
        "用这个模板层的乡镇不再问这些表头和词",
        "towns that use this layer are not asked about these headers and words any more"
    );
    eprintln!("{}", said.text(lang));
    Ok(DONE)
}
