//! A layer packed into one file, to be sent around.

use std::io::{Cursor, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::cycle::{CYCLE_FILE, Cycle};
use crate::fill::Layers;
use crate::fill::files;
use crate::fill::files::LayerFiles;
use crate::fill::narrative::Narrative;
use crate::fill::pack;
use crate::model::PartialDate;
use crate::problem::Problem;

/// A packed layer.
#[derive(Debug, Clone)]
pub struct Packed {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many files it holds.
    pub files: usize,
    /// The name its templates go by.
    pub name: String,
}

/// Packs a folder as a layer, the same bytes for the same files; nothing if there is nothing to pack. Problems are those
/// of the layer over the default one.
#[must_use]
pub fn pack_layer(folder: &Path) -> (Option<Packed>, Vec<Problem>) {
    let shown = folder.to_string_lossy().replace('\\', "/").trim_end_matches('/').to_owned();
    let mut problems = Vec::new();
    let mut layer = LayerFiles { shown: format!("{shown}/"), ..LayerFiles::default() };
    if folder.join(CYCLE_FILE).is_file() {
        layer.files.insert(CYCLE_FILE.to_owned(), Vec::new());
    } else {
        layer = LayerFiles::folder(folder, "layer", &shown, &mut problems);
    }
    if let Some(problem) = files::no_layer(&layer) {
        return (None, vec![problem]);
    }
    let name = pack::name(&layer).unwrap_or_else(|| "layer".to_owned());
    layer.name.clone_from(&name);
    let packed = zip(&layer).map(|bytes| Packed { bytes, files: layer.files.len(), name });
    let cycle = Cycle::unnamed(PartialDate::LATEST);
    match Layers::from_stack(vec![layer, LayerFiles::embedded()], &cycle, Narrative::default(), problems) {
        Ok(layers) => {
            let mut problems = layers.warnings().to_vec();
            problems.extend(layers.unused());
            (packed.ok(), problems)
        }
        Err(problems) => (None, problems),
    }
}

fn zip(layer: &LayerFiles) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (path, bytes) in &layer.files {
        archive.start_file(path, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
