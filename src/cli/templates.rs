//! `huanjie templates`: where each file and paper comes from, and taking one out to change it.

use std::path::Path;

use serde::Serialize;

use crate::bind::{write_new, write_over};
use crate::cli::args::{EjectArgs, Format, ListArgs, TemplatesArgs, TemplatesCommand};
use crate::cli::failed::{DONE, Failed};
use crate::cli::{examine, open, output, pack};
use crate::fill::{BlockState, ChangedBlock, ChangedFile, DocumentSpec, LayerFile, Layers, PassageSource};
use crate::problem::Lang;
use crate::say;

pub(super) fn run(args: &TemplatesArgs, lang: Lang) -> Result<u8, Failed> {
    match &args.command {
        TemplatesCommand::List(args) => show(args, lang),
        TemplatesCommand::Eject(args) => eject(args, lang),
        TemplatesCommand::Diff(args) => diff(args, lang),
        TemplatesCommand::Check(args) => examine::run(args, lang),
        TemplatesCommand::Test(args) => examine::test(args, lang),
        TemplatesCommand::Pack(args) => pack::run(args, lang),
    }
}

#[derive(Serialize)]
struct TemplatesJson<'a> {
    layers: Vec<LayerJson>,
    documents: Vec<DocumentJson<'a>>,
    files: Vec<FileJson>,
    passages: Vec<PassageJson>,
    settings: Vec<PassageJson>,
}

/// A layer, the top one first.
#[derive(Serialize)]
struct LayerJson {
    name: String,
    place: String,
}

/// A passage, or a key of a document in `pack.toml`, that something above the default layer says.
#[derive(Serialize)]
struct PassageJson {
    /// None for wording.
    document: Option<String>,
    name: String,
    from: String,
    over: Vec<String>,
    of_bodies: Vec<String>,
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

fn show(args: &ListArgs, lang: Lang) -> Result<u8, Failed> {
    let project = open::with_layer(&args.dir, args.layer.as_ref())?;
    let layers = project.layers()?;
    let all = layers.documents().iter().chain(layers.packet());
    let documents: Vec<_> = all.map(|spec| DocumentJson::new(layers, spec)).collect();
    let files = layers.files();
    if args.format == Format::Json {
        let file = |LayerFile { path, layer, hides }| FileJson { path, layer, hides };
        let layer = |(name, place)| LayerJson { name, place };
        let passage = |PassageSource { document, name, from, over, of_bodies }| PassageJson {
            document,
            name,
            from,
            over,
            of_bodies,
        };
        output::json(&TemplatesJson {
            layers: layers.places().into_iter().map(layer).collect(),
            documents,
            files: files.into_iter().map(file).collect(),
            passages: layers.passages().into_iter().map(passage).collect(),
            settings: layers.settings().into_iter().map(passage).collect(),
        });
        return Ok(DONE);
    }
    println!("{}", if lang == Lang::Zh { "模板层（上面的优先）" } else { "layers (the upper ones win)" });
    for (name, place) in layers.places() {
        let place = match (name == "default", lang) {
            (true, Lang::Zh) => "程序自带",
            (true, Lang::En) => "inside the program",
            (false, _) => place.as_str(),
        };
        println!("  {name:<12} {place}");
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
    let heading =
        if lang == Lang::Zh { "改过的段落和提法" } else { "passages and wording of one's own" };
    passages(heading, layers.passages(), lang);
    let heading = if lang == Lang::Zh { "pack.toml 里改过的项" } else { "changed in pack.toml" };
    passages(heading, layers.settings(), lang);
    Ok(DONE)
}

/// Which passages are not those of the default layer, where they stand and what they stand over.
fn passages(heading: &str, passages: Vec<PassageSource>, lang: Lang) {
    if passages.is_empty() {
        return;
    }
    println!("{heading}");
    for PassageSource { document, name, from, over, of_bodies } in passages {
        let document = match (&document, lang) {
            (Some(document), _) => document.as_str(),
            (None, Lang::Zh) => "提法",
            (None, Lang::En) => "wording",
        };
        let over = match (over.is_empty(), lang) {
            (true, _) => String::new(),
            (false, Lang::Zh) => format!("  （盖住 {}）", over.join("、")),
            (false, Lang::En) => format!("  (over {})", over.join(", ")),
        };
        let of_bodies = match (of_bodies.is_empty(), lang) {
            (true, _) => String::new(),
            (false, Lang::Zh) => format!("  （只管一处的：{}）", of_bodies.join("、")),
            (false, Lang::En) => format!("  (for single bodies: {})", of_bodies.join(", ")),
        };
        println!("  {document:<24} {name:<24} {from}{over}{of_bodies}");
    }
}

#[derive(Serialize)]
struct ChangeJson {
    path: String,
    layer: String,
    over: Option<String>,
    #[serde(rename = "passages")]
    blocks: Vec<BlockJson>,
}

#[derive(Serialize)]
struct BlockJson {
    block: String,
    state: &'static str,
    lines: Vec<String>,
}

fn diff(args: &ListArgs, lang: Lang) -> Result<u8, Failed> {
    let project = open::with_layer(&args.dir, args.layer.as_ref())?;
    let layers = project.layers()?;
    let changes = layers.changes();
    if args.format == Format::Json {
        let block =
            |ChangedBlock { name, state, lines }| BlockJson { block: name, state: word(state), lines };
        let change = |ChangedFile { path, layer, over, blocks }| ChangeJson {
            path,
            layer,
            over,
            blocks: blocks.into_iter().map(block).collect(),
        };
        output::json(&changes.into_iter().map(change).collect::<Vec<_>>());
        return Ok(DONE);
    }
    for ChangedFile { path, layer, over, blocks } in &changes {
        let what = match (over, blocks.is_empty(), lang) {
            (None, _, Lang::Zh) => "新的文件".to_owned(),
            (None, _, Lang::En) => "a new file".to_owned(),
            (Some(over), true, Lang::Zh) => format!("整个换下 {over} 的，或按项覆盖"),
            (Some(over), true, Lang::En) => format!("stands in place of {over}'s, or over it key by key"),
            (Some(over), false, Lang::Zh) => format!("改 {over} 的几处"),
            (Some(over), false, Lang::En) => format!("changes passages of {over}'s"),
        };
        println!("{layer}/{path}  {what}");
        for ChangedBlock { name, state, lines } in blocks {
            let name = match (name.as_str(), lang) {
                ("", Lang::Zh) => "（段落以外）",
                ("", Lang::En) => "(outside the passages)",
                (name, _) => name,
            };
            println!("  {name}  {}", shown(*state, lang));
            lines.iter().for_each(|line| println!("    {line}"));
        }
    }
    Ok(DONE)
}

fn word(state: BlockState) -> &'static str {
    match state {
        BlockState::Same => "same",
        BlockState::Changed => "changed",
        BlockState::Moved => "moved",
    }
}

fn shown(state: BlockState, lang: Lang) -> &'static str {
    match (state, lang) {
        (BlockState::Same, Lang::Zh) => "没有改，可以删去",
        (BlockState::Changed, Lang::Zh) => "改过",
        (BlockState::Moved, Lang::Zh) => "改过，而取出以后下面的也变了，请对照",
        (BlockState::Same, Lang::En) => "not changed, can be deleted",
        (BlockState::Changed, Lang::En) => "changed",
        (BlockState::Moved, Lang::En) => "changed, and the one below has changed since: compare them",
    }
}

fn eject(args: &EjectArgs, lang: Lang) -> Result<u8, Failed> {
    let project = open::with_layer(&args.dir, args.layer.as_ref())?;
    let layers = project.layers()?;
    let wanted = &args.id;
    let all = || layers.documents().iter().chain(layers.packet());
    let coded: Vec<&DocumentSpec> = all().filter(|spec| spec.code.eq_ignore_ascii_case(wanted)).collect();
    if coded.len() > 1 {
        let ids = coded.iter().map(|spec| spec.id.as_str()).collect::<Vec<_>>().join("、");
        return Err(Failed::Usage(say!(
            "{wanted} 有几份材料，写其中一份的名称：{ids}",
            "{wanted} is the code of several papers, name one of them: {ids}"
        )));
    }
    let spec = all().find(|spec| spec.id == *wanted).or_else(|| coded.first().copied());
    let folder = args.into.clone().unwrap_or_else(|| project.root().join("templates"));
    if let Some(wording) = layers.eject_wording(wanted).filter(|_| spec.is_none()) {
        return add_wording(&folder.join(wording.path), wanted, &wording.text, lang);
    }
    let ejected = spec.and_then(|spec| layers.eject(spec)).ok_or_else(|| {
        Failed::Usage(say!(
            "没有材料“{wanted}”，也没有这项提法；huanjie templates list 列出全部材料，提法的名称见程序自带的 wording.toml",
            "there is neither a paper nor wording called \"{wanted}\"; huanjie templates list shows all papers"
        ))
    })?;
    let in_folder = |path: &str| path.split('/').fold(folder.clone(), |path, part| path.join(part));
    // A layer of before has it under its old name.
    let (path, old) = (in_folder(&ejected.path), in_folder(&ejected.name));
    let shown = if old.exists() { &old } else { &path }.display().to_string();
    if old.exists() || !write_new(&path, ejected.text.as_bytes())? {
        return Err(Failed::Usage(say!(
            "{shown} 已经有了，没有动它；要重新取出，先移走",
            "{shown} is there already and was left alone; move it away to take it out anew"
        )));
    }
    println!("{shown}");
    let line = |(name, inside): &(String, Vec<String>)| match inside.as_slice() {
        [] => format!("  {name}\n"),
        inside => format!("  {name}: {}\n", inside.join(" ")),
    };
    let blocks: String = ejected.blocks.iter().map(line).collect();
    let said = match lang {
        Lang::Zh => {
            format!("可以改的段落，冒号后面是里面更小的：\n{blocks}改完运行 huanjie build；不改的段落删去")
        }
        Lang::En => format!(
            "passages to change, behind the colon those inside:\n{blocks}Then run huanjie build; delete what you do not change"
        ),
    };
    eprintln!("{said}");
    Ok(DONE)
}

/// Adds a text of the wording to the `wording.toml` of a layer, which may have others already.
fn add_wording(path: &Path, key: &str, text: &str, lang: Lang) -> Result<u8, Failed> {
    let shown = path.display().to_string();
    let is_new = write_new(path, text.as_bytes())?;
    if !is_new {
        let known = std::fs::read_to_string(path).map_err(|error| {
            Failed::Usage(say!("读不出 {shown}：{error}", "{shown} cannot be read: {error}"))
        })?;
        let texts = toml::from_str::<toml::Table>(&known).map_err(|error| {
            Failed::Usage(say!(
                "{shown} 写错了，没有动它：{error}",
                "{shown} has a mistake and was left alone: {error}"
            ))
        })?;
        if texts.contains_key(key) {
            return Err(Failed::Usage(say!(
                "{shown} 里已经有“{key}”，没有动它",
                "{shown} has \"{key}\" already and was left alone"
            )));
        }
        let gap = if known.is_empty() || known.ends_with('\n') { "" } else { "\n" };
        write_over(path, format!("{known}{gap}\n{text}").as_bytes())?;
    }
    println!("{shown}");
    eprintln!(
        "{}",
        match lang {
            Lang::Zh =>
                "等号后面的文字改成自己的，再运行 huanjie build；# huanjie:from 一行留着，下面的变了才会提醒",
            Lang::En =>
                "Change the text behind the equals sign, then run huanjie build; keep the line # huanjie:from, by which a change below is noticed",
        }
    );
    Ok(DONE)
}
