//! What a layer says and most likely does not mean: set as it stands, it would be printed without a word.
//!
//! Layers above the default one only. A slip is a warning: somebody may want just that.

use crate::fill::blocks::{all_blocks, blocks, parent};
use crate::fill::files::LayerFiles;
use crate::fill::pack::DocumentSpec;
use crate::fill::slip_kinds::{TEMPLATE_SLIP, full_width_braces, full_width_braces_said, slips_of};
use crate::fill::structure::{Piece, pieces};
use crate::fill::template::Template;
use crate::problem::{Place, Problem, place_in};
use crate::say;

/// The slips of all layers above the lowest one. `documents` are those of all layers together.
pub(super) fn slips(
    stack: &[LayerFiles],
    templates: &[Template],
    documents: &[DocumentSpec],
) -> Vec<Problem> {
    let Some((_, own)) = stack.split_last() else { return Vec::new() };
    let mut found: Vec<Problem> = own.iter().flat_map(misnamed).collect();
    let is_own = |template: &&Template| {
        let name = template.name.split('/').next().unwrap_or_default();
        own.iter().any(|layer| layer.name == name)
    };
    for template in templates.iter().filter(is_own) {
        found.extend(in_text(template));
        found.extend(moved(template, templates));
        found.extend(replaces_by_blocks(template, templates));
        found.extend(skipped(template, stack));
    }
    found.extend(own.iter().flat_map(in_settings));
    found.extend(own.iter().flat_map(in_library));
    // Those that come with the program share codes on purpose, as the default layer does.
    let is_foreign = |layer: &&LayerFiles| {
        LayerFiles::shipped(&layer.name).is_none_or(|shipped| shipped.files != layer.files)
    };
    found.extend(own.iter().filter(is_foreign).flat_map(|layer| repeated_codes(layer, documents)));
    found
}

/// `plan.typ.txt`: Notepad adds an ending that hides the one that counts.
fn misnamed(layer: &LayerFiles) -> impl Iterator<Item = Problem> + '_ {
    let meant = |path: &str| {
        let name = path.strip_suffix(".txt")?;
        [".typ", ".tera", ".toml"].iter().any(|ending| name.ends_with(ending)).then(|| name.to_owned())
    };
    layer.files.keys().filter_map(move |path| {
        let meant = meant(path)?;
        let message = say!("文件名多了 .txt，没有用它", "the name ends in .txt, and the file was not used");
        let hint = say!(
            "改名为 {meant}；记事本另存时，“保存类型”选“所有文件”",
            "call it {meant}; in Notepad choose \"all files\" as the type"
        );
        Some(Problem::new(&TEMPLATE_SLIP, Place::File(layer.shown(path)), message).hint(hint))
    })
}

/// Full-width braces in the texts of a layer's settings: no value stands there, but the braces themselves.
fn in_settings(layer: &LayerFiles) -> impl Iterator<Item = Problem> + '_ {
    ["wording.toml", crate::cycle::PACK_FILE].into_iter().filter_map(|file| {
        let text = layer.text(file, &mut Vec::new())?;
        let said = |line: &&str| !line.trim_start().starts_with('#') && full_width_braces(line).is_some();
        let line = text.lines().find(said)?;
        let byte = text.find(line)? + full_width_braces(line)?;
        let (message, hint) = full_width_braces_said();
        Some(Problem::new(&TEMPLATE_SLIP, place_in(text, &layer.shown(file), byte), message).hint(hint))
    })
}

/// Values in a file of the library, which is not filled in.
fn in_library(layer: &LayerFiles) -> impl Iterator<Item = Problem> + '_ {
    let files = layer.files.keys().filter(|path| path.starts_with("lib/") && path.ends_with(".typ"));
    files.filter_map(|path| {
        let text = layer.text(path, &mut Vec::new())?;
        let byte = text.find("{{")?;
        let message = say!(
            "lib 里的文件不填数据，{{{{ }}}} 会原样印出来",
            "files of lib are not filled in: {{{{ }}}} is printed as it is"
        );
        let hint = say!(
            "写成固定的文字；要数据的，写在 .typ.tera 的模板里",
            "write plain words here, and values in a template"
        );
        Some(Problem::new(&TEMPLATE_SLIP, place_in(text, &layer.shown(path), byte), message).hint(hint))
    })
}

/// A template of nothing but passages of the one that it replaces as a whole: it was meant to change those alone.
fn replaces_by_blocks(template: &Template, templates: &[Template]) -> Option<Problem> {
    let (own, path) = template.name.split_once('/')?;
    let below = templates
        .iter()
        .rev()
        .find(|other| other.name.split_once('/').is_some_and(|(layer, name)| layer != own && name == path))?;
    let known = all_blocks(&below.text);
    let blocks = blocks(&template.text);
    let words: String =
        pieces(&blocks.iter().fold(template.text.clone(), |rest, (_, body)| rest.replacen(body, "", 1)))
            .into_iter()
            .filter_map(|(_, piece)| match piece {
                Piece::Text(text) => Some(text.trim().to_owned()),
                Piece::Tag(words) => Some(words.to_owned()),
                Piece::Comment => None,
            })
            .collect();
    let is_known = |(name, _): &(&str, &str)| known.iter().any(|(other, _)| other == name);
    if blocks.is_empty() || !words.is_empty() || !blocks.iter().all(is_known) || blocks.len() == known.len() {
        return None;
    }
    let shown = &below.shown;
    let message = say!(
        "没有 extends：这份模板整个换下了 {shown}，只印这几段",
        "without extends this template stands in place of the whole of {shown}"
    );
    let hint = say!(
        "只改几段的，第一行写 {{% extends \"{shown}\" %}}",
        "to change passages alone, begin with {{% extends \"{shown}\" %}}"
    );
    Some(Problem::new(&TEMPLATE_SLIP, place_in(&template.text, &template.shown, 0), message).hint(hint))
}

/// A child of a template further down than the next layer that has it: what that layer changes is lost.
fn skipped(template: &Template, stack: &[LayerFiles]) -> Option<Problem> {
    let (own, path) = template.name.split_once('/')?;
    let (below, _) = parent(&template.text)?.split_once('/')?;
    let at = stack.iter().position(|layer| layer.name == own)?;
    let to = stack.iter().position(|layer| layer.name == below)?;
    let between = stack.get(at + 1..to)?.iter().find(|layer| layer.template_file(path).is_some())?;
    let byte = template.text.find("extends")?;
    let (name, file) = (&between.name, between.template_file(path)?);
    let message = say!(
        "越过了“{name}”：它在这份模板里改的，印不出来",
        "\"{name}\" is passed over: what it changes in this template is not printed"
    );
    let hint = say!("写 {{% extends \"{name}/{file}\" %}}", "write {{% extends \"{name}/{file}\" %}}");
    Some(Problem::new(&TEMPLATE_SLIP, place_in(&template.text, &template.shown, byte), message).hint(hint))
}

/// A document of a layer under a code that another one has already.
fn repeated_codes<'l>(
    layer: &'l LayerFiles,
    documents: &'l [DocumentSpec],
) -> impl Iterator<Item = Problem> + 'l {
    let is_of = |document: &&DocumentSpec| {
        let file = document.place.file().unwrap_or_default();
        document.code_is_own && file == layer.shown(crate::cycle::PACK_FILE)
    };
    documents.iter().filter(is_of).filter_map(|document| {
        let other = documents.iter().find(|other| other.id != document.id && other.code == document.code)?;
        let (code, id) = (&document.code, &other.id);
        let message = say!("编号 {code} 已经是“{id}”的了", "the code {code} is that of \"{id}\" already");
        let hint = say!("换一个没有用过的编号", "choose a code that no other document has");
        Some(Problem::new(&TEMPLATE_SLIP, document.place.clone(), message).hint(hint))
    })
}

/// Slips of one template that are reported: whoever has more has not begun to look at them.
const MOST: usize = 50;

/// Each kind of slip in a template's text, wherever it is.
fn in_text(template: &Template) -> Vec<Problem> {
    let mut found = Vec::new();
    for (start, piece) in pieces(&template.text) {
        let Piece::Text(text) = piece else { continue };
        found.extend(slips_of(text, start, |byte| place_in(&template.text, &template.shown, byte)));
    }
    found.truncate(MOST);
    found
}

/// Blocks of a child in another order than those below: the order is that of the template below.
fn moved(template: &Template, templates: &[Template]) -> Option<Problem> {
    let parent = parent(&template.text)?;
    let parent = templates.iter().find(|other| other.is_named(parent))?;
    let below = all_blocks(&parent.text);
    let mut last = 0;
    for (name, body) in blocks(&template.text) {
        let place = below.iter().position(|(other, _)| *other == name)?;
        if place < last {
            let byte = template.text.find(body)?;
            let message = say!(
                "“{name}”在这里换了位置，印出来的次序不变",
                "\"{name}\" stands in another place here; the papers keep the order of the template below"
            );
            let hint = say!(
                "次序由下面的模板定；各节的次序在 pack.toml 的 sections 里改",
                "the template below has the order; that of sections is set by `sections` in pack.toml"
            );
            let place = place_in(&template.text, &template.shown, byte);
            return Some(Problem::new(&TEMPLATE_SLIP, place, message).hint(hint));
        }
        last = place;
    }
    None
}
