//! Files of a layer that nothing uses: mostly a name that was misspelt.

use crate::fill::Layers;
use crate::fill::files::{LayerFiles, SETTINGS};
use crate::fill::template_name;
use crate::problem::{Code, Place, Problem, Severity};
use crate::say;

/// A file of a layer that no document, template or library file uses. Source: docs/templates.md 1.
pub(super) static UNUSED_FILE: Code =
    Code { id: "unused-file", severity: Severity::Warning, source: "docs/templates.md 1" };

/// Files for people.
const FOR_PEOPLE: [&str; 3] = [".md", ".txt", "LICENSE"];

impl Layers {
    /// The files of the layers above the default one that nothing uses.
    #[must_use]
    pub fn unused(&self) -> Vec<Problem> {
        let Some((_, own)) = self.stack.split_last() else { return Vec::new() };
        let mut unused = Vec::new();
        for (at, layer) in own.iter().enumerate() {
            for path in layer.files.keys().filter(|path| !self.is_used(at, path)) {
                unused.push(problem(layer, path));
            }
        }
        unused
    }

    fn is_used(&self, at: usize, path: &str) -> bool {
        let replaces = || self.stack.iter().skip(at + 1).any(|below| below.counterpart(path).is_some());
        let template = template_name::of_file(path);
        let mut documents = self.documents().iter().chain(self.packet());
        let is_document = documents.any(|document| Some(document.template.as_str()) == template);
        is_document
            || SETTINGS.contains(&path)
            || FOR_PEOPLE.iter().any(|ending| path.ends_with(ending))
            || replaces()
            || self.is_named(at, path)
    }

    /// Whether another file names this one: `include "part.typ.tera"`, `"/lib/seal.png"`, `"seal.png"` beside it.
    fn is_named(&self, at: usize, path: &str) -> bool {
        let layer = self.stack.get(at).map_or("", |layer| layer.name.as_str());
        let quoted = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            [path.to_owned(), format!("/{path}"), format!("{layer}/{path}"), name.to_owned()]
                .map(|way| format!("\"{way}\""))
        };
        // A template may be named the other way.
        let other = template_name::of_file(path).map(|name| [name.to_owned(), template_name::file(name)]);
        let ways: Vec<String> = match other {
            Some(names) => names.iter().flat_map(|name| quoted(name)).collect(),
            None => quoted(path).to_vec(),
        };
        let names = |files: &LayerFiles, is_own: bool| {
            files.files.iter().any(|(other, bytes)| {
                let is_itself = is_own && other == path;
                let is_text = [".typ", ".typ.tera", ".toml"].iter().any(|ending| other.ends_with(ending));
                let text = String::from_utf8_lossy(bytes);
                !is_itself && is_text && ways.iter().any(|way| text.contains(way.as_str()))
            })
        };
        self.stack.iter().enumerate().any(|(other, files)| names(files, other == at))
    }
}

fn problem(layer: &LayerFiles, path: &str) -> Problem {
    let message = say!("没有哪份材料用到这个文件", "no paper uses this file");
    let near = SETTINGS.iter().find(|file| strsim::jaro(file, &path.to_lowercase()) > 0.85);
    let hint = if let Some(near) = near {
        say!("是不是 {near}？大小写也要一样", "did you mean {near}, with small letters?")
    } else if path.ends_with(".tera") && template_name::of_file(path).is_none() {
        say!("模板的文件名以 .typ.tera 结尾，放在这一层的文件夹里", "the names of templates end in .typ.tera")
    } else if template_name::of_file(path).is_some() {
        say!(
            "新材料要在 pack.toml 里写一节 [[document]]；改下层的模板，文件名要和它一样（huanjie templates list）",
            "a new paper needs a [[document]] in pack.toml; a changed one has the name of the template below (huanjie templates list)"
        )
    } else if path.starts_with("lib/") && !path.ends_with(".typ") {
        say!("在模板里写 #image(\"/{path}\")", "a template uses it as #image(\"/{path}\")")
    } else if path.starts_with("lib/") {
        say!(
            "在模板里写 #import \"/{path}\" 或 image(\"/{path}\")",
            "a template uses it as #import \"/{path}\" or image(\"/{path}\")"
        )
    } else {
        say!("模板能用的文件放在 lib 里", "files that templates use belong into lib/")
    };
    Problem::new(&UNUSED_FILE, Place::File(layer.shown(path)), message).hint(hint)
}
