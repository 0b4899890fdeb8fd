//! What an upper layer changes in the template below, block by block; and whether a block that was taken out has
//! changed underneath since.

use crate::cycle::PACK_FILE;
use crate::fill::Layers;
use crate::fill::blocks::{blocks, fingerprint, outside, parent, recorded};
use crate::fill::chain::chain;
use crate::fill::changed_file::{BlockState, ChangedBlock, ChangedFile, MOVED_PASSAGE, lines};
use crate::fill::files::LayerFiles;
use crate::fill::pack_changes::changed_pack;
use crate::fill::taken::{changed_wording, moved_wording};
use crate::fill::template_name;
use crate::fill::wording_file::WORDING_FILE;
use crate::problem::{Place, Problem};
use crate::say;

impl Layers {
    /// Every file of the layers above the default one, in the order of layers and paths.
    #[must_use]
    pub fn changes(&self) -> Vec<ChangedFile> {
        let mut changes = Vec::new();
        for (at, layer) in self.stack.iter().enumerate() {
            let below = self.stack.get(at + 1..).unwrap_or_default();
            if below.is_empty() {
                break;
            }
            for (path, bytes) in &layer.files {
                let under = below.iter().find(|other| other.counterpart(path).is_some());
                let blocks = match path.as_str() {
                    WORDING_FILE => changed_wording(layer, below),
                    PACK_FILE => changed_pack(layer, below),
                    _ => self.changed_blocks(&String::from_utf8_lossy(bytes), path, under),
                };
                let over = under.map(|other| other.name.clone());
                changes.push(ChangedFile { path: path.clone(), layer: layer.name.clone(), over, blocks });
            }
        }
        changes
    }

    /// The passages of a template, each beside the one it stands over: of the whole chain below a child, or of the template
    /// that it replaces.
    fn changed_blocks(&self, text: &str, path: &str, under: Option<&LayerFiles>) -> Vec<ChangedBlock> {
        let replaced = || {
            let name = template_name::of_file(path)?;
            Some(format!("{}/{name}", under?.name))
        };
        let Some(below) = parent(text).map(str::to_owned).or_else(replaced) else { return Vec::new() };
        let below = chain(&self.templates, &below);
        // Notepad ends lines in its own way.
        let plain = |text: &str| text.replace("\r\n", "\n");
        let text = plain(text);
        let taken = recorded(&text);
        let state = |name: &str, was: &str, own: &str| {
            let moved = taken.iter().any(|(block, print)| *block == name && *print != fingerprint(was));
            match (was == own, moved) {
                (true, _) => BlockState::Same,
                (false, true) => BlockState::Moved,
                (false, false) => BlockState::Changed,
            }
        };
        let beside = |name: &str, was: Option<String>, own: &str| {
            let was = plain(&was.unwrap_or_default());
            let state = state(name, &was, own);
            let lines = if was == own { Vec::new() } else { lines(&was, own) };
            ChangedBlock { name: name.to_owned(), state, lines }
        };
        let own = blocks(&text);
        let mut changed: Vec<_> =
            own.iter().map(|(name, body)| beside(name, below.passage(name), body)).collect();
        if parent(&text).is_none()
            && let Some(base) = below.base()
        {
            let known = own.iter().map(|(name, _)| *name).collect::<Vec<_>>();
            let gone =
                blocks(&base.text).into_iter().map(|(name, _)| name).filter(|name| !known.contains(name));
            changed.extend(gone.map(|name| beside(name, below.passage(name), "")));
            changed.push(beside("", Some(outside(&base.text)), &outside(&text)));
            // What it has in common with the one below is no change.
            changed.retain(|block| block.state != BlockState::Same);
        }
        changed
    }

    /// One warning for each file of which a passage below has changed since it was taken out.
    pub(super) fn moved(&self) -> Vec<Problem> {
        let upper = self.stack.split_last().map_or(&[][..], |(_, upper)| upper);
        let files = upper.iter().flat_map(|layer| layer.files.iter().map(move |file| (layer, file)));
        let moved = |(layer, (path, bytes)): (&LayerFiles, (&String, &Vec<u8>))| {
            let text = std::str::from_utf8(bytes).ok()?;
            let taken = recorded(text);
            let below = chain(&self.templates, parent(text).filter(|_| !taken.is_empty())?);
            let own = blocks(text);
            let is_moved = |name: &str| {
                let taken = taken.iter().find(|(block, _)| *block == name);
                let now = below.passage(name).map(|body| fingerprint(&body.replace("\r\n", "\n")));
                taken.zip(now).is_some_and(|((_, taken), now)| **taken != now)
            };
            let names: Vec<&str> =
                own.into_iter().map(|(name, _)| name).filter(|name| is_moved(name)).collect();
            (!names.is_empty()).then(|| moved_passages(&layer.shown(path), &names))
        };
        files.filter_map(moved).chain(moved_wording(&self.stack)).collect()
    }
}

fn moved_passages(file: &str, names: &[&str]) -> Problem {
    let list = names.join(" ");
    let message = say!(
        "取出以后，下面的模板变了：{list}",
        "the passages below have changed since they were taken out: {list}"
    );
    let hint = say!("huanjie templates diff 对照新旧两种写法", "huanjie templates diff shows both");
    Problem::new(&MOVED_PASSAGE, Place::File(file.to_owned()), message).hint(hint)
}
