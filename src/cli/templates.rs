//! `huanjie templates`: where each file and paper comes from, and taking one out to change it.

use serde::Serialize;

use crate::bind::write_new;
use crate::cli::args::{EjectArgs, Format, SourceArgs, TemplatesArgs, TemplatesCommand, TemplatesListArgs};
use crate::cli::report::json;
use crate::cli::{DONE, Failed, list, read};
use crate::fill::{DocumentSpec, LayerFile, Layers};
use crate::problem::Lang;
use crate::say;

pub(super) fn run(args: &TemplatesArgs, lang: Lang) -> Result<u8, Failed> {
    match &args.command {
        TemplatesCommand::List(args) => show(args, lang),
        TemplatesCommand::Eject(args) => eject(args, lang),
    }
}

#[derive(Serialize)]
struct TemplatesJson<'a> {
    documents: Vec<DocumentJson<'a>>,
    files: Vec<FileJson>,
}

#[derive(Serialize)]
struct DocumentJson<'a> {
    id: &'a str,
    code: &'a str,
    title: &'a str,
    /// The layer its template is taken from.
    layer: &'a str,
}

impl<'a> DocumentJson<'a> {
    fn new(layers: &'a Layers, spec: &'a DocumentSpec) -> Self {
        let DocumentSpec { id, code, title, .. } = spec;
        Self { id, code, title, layer: layers.layer_of(spec) }
    }
}

#[derive(Serialize)]
struct FileJson {
    path: String,
    layer: String,
    hides: Vec<String>,
}

fn show(args: &TemplatesListArgs, lang: Lang) -> Result<u8, Failed> {
    let workspace = read::open(&SourceArgs { dir: args.dir.clone(), as_of: None })?;
    let (layers, _) = list::layers(&workspace, args.layer.as_deref())?;
    let all = layers.documents().iter().chain(layers.packet());
    let documents: Vec<_> = all.map(|spec| DocumentJson::new(&layers, spec)).collect();
    let files = layers.files();
    if args.format == Format::Json {
        let file = |LayerFile { path, layer, hides }| FileJson { path, layer, hides };
        json::print(&TemplatesJson { documents, files: files.into_iter().map(file).collect() });
        return Ok(DONE);
    }
    println!("{}", if lang == Lang::Zh { "材料" } else { "papers" });
    for DocumentJson { id, code, title, layer } in &documents {
        println!("  {code:<4} {id:<24} {layer:<12} {title}");
    }
    println!("{}", if lang == Lang::Zh { "文件" } else { "files" });
    for LayerFile { path, layer, hides } in &files {
        let over = match (hides.is_empty(), lang) {
            (true, _) => String::new(),
            (false, Lang::Zh) => format!("  （盖住 {}）", hides.join("、")),
            (false, Lang::En) => format!("  (over {})", hides.join(", ")),
        };
        println!("  {path:<36} {layer}{over}");
    }
    Ok(DONE)
}

fn eject(args: &EjectArgs, lang: Lang) -> Result<u8, Failed> {
    let workspace = read::open(&SourceArgs { dir: args.dir.clone(), as_of: None })?;
    let (layers, _) = list::layers(&workspace, args.layer.as_deref())?;
    let wanted = &args.id;
    let spec = layers
        .documents()
        .iter()
        .chain(layers.packet())
        .find(|spec| spec.id == *wanted || spec.code.eq_ignore_ascii_case(wanted));
    let ejected = spec.and_then(|spec| layers.eject(spec)).ok_or_else(|| {
        Failed::Usage(say!(
            "没有材料“{wanted}”；huanjie templates list 列出全部",
            "there is no paper \"{wanted}\"; huanjie templates list shows them all"
        ))
    })?;
    let folder = args.into.clone().unwrap_or_else(|| workspace.root.join("templates"));
    let path = ejected.path.split('/').fold(folder, |path, part| path.join(part));
    let shown = path.display().to_string();
    if !write_new(&path, ejected.text.as_bytes())? {
        return Err(Failed::Usage(say!(
            "{shown} 已经有了，没有动它；要重新取出，先移走",
            "{shown} is there already and was left alone; move it away to take it out anew"
        )));
    }
    println!("{shown}");
    let blocks = ejected.blocks.join(" ");
    match lang {
        Lang::Zh => eprintln!("可以改的段落：{blocks}\n改完运行 huanjie build；不改的段落删去"),
        Lang::En => {
            eprintln!("passages to change: {blocks}\nThen run huanjie build; delete what you do not change")
        }
    }
    Ok(DONE)
}
