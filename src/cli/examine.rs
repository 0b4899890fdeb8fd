//! `huanjie templates check` and `huanjie templates test`.

use crate::cli::args::{Format, TemplatesCheckArgs, TemplatesTestArgs};
use crate::cli::failed::{DONE, Failed, PROBLEMS};
use crate::cli::interrupt::stop_on_ctrl_c;
use crate::cli::progress::Progress;
use crate::cli::{open, output};
use crate::fill::{EXPECTED_FOLDER, layer_folder};
use crate::pipeline::{EXPECTED_TEXT, Event, Project, Texts, Tried, Watch, cores, write_expected};
use crate::problem::{Lang, Problem};
use crate::report;
use crate::say;

pub(super) fn run(args: &TemplatesCheckArgs, lang: Lang) -> Result<u8, Failed> {
    let project = open::for_papers(&args.dir, args.layer.as_ref(), args.fonts.as_ref(), args.limits)?;
    let (stop, progress) = (stop_on_ctrl_c(), Progress::new());
    let tell = |event: &Event<'_>| progress.show(event);
    let tried = project.try_layers(cores(), Texts::OfAll, Watch { show: &tell, stop: &stop });
    progress.finish();
    let tried = tried?;
    let Tried { papers, problems, .. } = &tried;
    let (errors, warnings) = report::text::counts(problems);
    match args.format {
        Format::Json => output::json(&report::TriedJson::new(&tried, lang)),
        Format::Text => {
            report::text::problems(problems, lang, &mut std::io::stderr().lock());
            let said = say!(
                "用两个样本做了 {papers} 份材料：{errors} 个错误，{warnings} 个警告",
                "{papers} papers made of two samples: {errors} errors, {warnings} warnings"
            );
            println!("{}", said.text(lang));
        }
    }
    Ok(if errors > 0 { PROBLEMS } else { DONE })
}

/// `templates test`: what the papers of the samples say beside what the layer expects; with `--update` the latter written anew.
pub(super) fn test(args: &TemplatesTestArgs, lang: Lang) -> Result<u8, Failed> {
    let project = open::for_papers(&args.dir, args.layer.as_ref(), args.fonts.as_ref(), args.limits)?;
    let (stop, progress) = (stop_on_ctrl_c(), Progress::new());
    let tell = |event: &Event<'_>| progress.show(event);
    let texts = if args.update { Texts::Told } else { Texts::Compared };
    let tried = project.try_layers(cores(), texts, Watch { show: &tell, stop: &stop });
    progress.finish();
    let tried = tried?;
    if args.update {
        return update(args, &project, &tried, lang);
    }
    let expected = project.layers()?.expected().len();
    let is_of_text = |problem: &&Problem| std::ptr::eq(problem.code, &raw const EXPECTED_TEXT);
    let differing: Vec<Problem> = tried.problems.iter().filter(is_of_text).cloned().collect();
    report::text::problems(&differing, lang, &mut std::io::stderr().lock());
    let differ = differing.len();
    let said = match expected {
        0 => say!(
            "模板层里还没有 expected 文件夹；huanjie templates test --update 写一份",
            "the layer has no expected folder yet; huanjie templates test --update writes one"
        ),
        _ => say!(
            "对照了 {expected} 份材料的文字：{differ} 份不一样",
            "the texts of {expected} papers compared: {differ} differ"
        ),
    };
    println!("{}", said.text(lang));
    Ok(if differ > 0 { PROBLEMS } else { DONE })
}

fn update(args: &TemplatesTestArgs, project: &Project, tried: &Tried, lang: Lang) -> Result<u8, Failed> {
    let errors: Vec<Problem> = tried.problems.iter().filter(|problem| problem.is_error()).cloned().collect();
    if !errors.is_empty() {
        report::text::problems(&errors, lang, &mut std::io::stderr().lock());
        return Ok(PROBLEMS);
    }
    let folder = match &args.layer {
        Some(layer) => layer_folder(Some(project.root()), layer),
        None => {
            let own = Some(project.root().join("templates")).filter(|folder| folder.is_dir());
            let named = project.cycle().layer.as_deref();
            own.or_else(|| named.and_then(|layer| layer_folder(Some(project.root()), layer)))
        }
    };
    let Some(folder) = folder.filter(|folder| folder.is_dir()) else {
        return Err(Failed::Usage(say!(
            "只能写进文件夹里的模板层",
            "expected texts can only be written into a layer that is a folder"
        )));
    };
    let folder = folder.join(EXPECTED_FOLDER);
    let written = write_expected(project.layers()?, &tried.texts, &folder)?;
    let shown = folder.display();
    let said = say!("{shown}：写了 {written} 份材料的文字", "{shown}: the texts of {written} papers written");
    println!("{}", said.text(lang));
    Ok(DONE)
}
