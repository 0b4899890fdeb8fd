//! The end of a build: what is out of date goes, the manifest is saved.

use std::collections::BTreeSet;

use crate::bind::{Manifest, OutFolder};
use crate::pipeline::build_report::BuildReport;
use crate::pipeline::job::BuildOptions;
use crate::problem::{Severity, Stop};

/// Saves what was made, also where an I/O error ends the build; what goes wrong then does not hide that error.
pub(super) fn close(
    mut manifest: Manifest,
    halted: Option<Stop>,
    out: &OutFolder,
    options: &BuildOptions,
    mut report: BuildReport,
) -> Result<BuildReport, Stop> {
    if report.stopped && halted.is_none() {
        // A worker that was ended may have written one more paper than it told of.
        manifest.take_up(out)?;
    }
    let Some(halted) = halted else {
        tidy(&mut manifest, out, options, &mut report)?;
        manifest.save(out)?;
        return Ok(report);
    };
    // Of the body at hand the outcomes are lost, of its files the journal knows.
    match manifest.take_up(out).and_then(|()| manifest.save(out)) {
        Ok(()) => Err(halted),
        Err(then) => Err(halted.and_then(&then)),
    }
}

/// After a whole and successful build: files of earlier builds that nothing stands for any more are out of date, so a
/// clerk must not print them. Those that were edited stay, and stay in the manifest; so do those that cannot be removed,
/// which is a warning.
fn tidy(
    manifest: &mut Manifest,
    out: &OutFolder,
    options: &BuildOptions,
    report: &mut BuildReport,
) -> Result<(), Stop> {
    if !options.selection.is_everything() || !report.is_success() {
        return Ok(());
    }
    let current: BTreeSet<&String> =
        report.written.iter().chain(&report.unchanged).map(|made| &made.path).collect();
    let towns: BTreeSet<&str> = current.iter().filter_map(|path| path.split('/').next()).collect();
    let stale = manifest.files.keys().filter(|path| !current.contains(path)).cloned();
    let is_own = |path: &String| path.split('/').next().is_some_and(|town| towns.contains(town));
    let (stale, others): (Vec<String>, Vec<String>) = stale.partition(is_own);
    // Another workspace may write here as well; or the town was called otherwise. What was cleared away is forgotten.
    let (gone, others): (Vec<String>, Vec<String>) =
        others.into_iter().partition(|path| matches!(out.read(path), Ok(None)));
    manifest.files.retain(|path, _| !gone.contains(path));
    report.problems.extend(Manifest::of_others(&others));
    for path in stale {
        let is_ours = |bytes: &[u8], manifest: &Manifest| {
            let hash = blake3::hash(bytes).to_hex();
            manifest.files.get(&path).is_some_and(|entry| entry.blake3 == hash.as_str())
        };
        match out.read(&path) {
            Ok(None) => {
                manifest.files.remove(&path);
            }
            Ok(Some(bytes)) if is_ours(&bytes, manifest) => match out.remove(&path) {
                Ok(()) => {
                    manifest.files.remove(&path);
                    report.removed.push(path);
                }
                Err(blocked) => report.problems.push(blocked.of(&path)?.severity(Severity::Warning)),
            },
            // Edited, or something else stands there now: it is not ours any more.
            Ok(Some(_)) | Err(_) => {}
        }
    }
    Ok(())
}
