//! What was written, from which inputs: `out/manifest.json`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::bind::blocked::Blocked;
use crate::bind::entry::Entry;
use crate::bind::journal;
use crate::bind::name::is_own_path;
use crate::bind::out_folder::OutFolder;
use crate::problem::{Code, Place, Problem, Severity, Stop};
use crate::say;

/// A file stands where a paper should go, and huanjie did not write it or it was edited since. Source: DESIGN 6.
pub(super) static NOT_OURS: Code = Code { id: "not-ours", severity: Severity::Error, source: "DESIGN 6" };
/// `manifest.json` cannot be understood; every file counts as foreign. Source: DESIGN 6.
pub(super) static BAD_MANIFEST: Code =
    Code { id: "bad-manifest", severity: Severity::Warning, source: "DESIGN 6" };

/// The manifest's own file name.
const MANIFEST: &str = "manifest.json";

/// Where one that cannot be understood is kept.
const UNREADABLE: &str = ".huanjie/manifest.unreadable";

/// All written files by path.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version that wrote it.
    pub version: String,
    /// Files by path relative to the output folder, with `/`.
    pub files: BTreeMap<String, Entry>,
}

/// What a manifest of any version has.
#[derive(Deserialize)]
struct Version {
    version: String,
}

/// `0.10.2` in the order of versions; what is none is the earliest.
fn numbers(version: &str) -> Vec<u64> {
    let release = version.split(['-', '+']).next().unwrap_or_default();
    release.split('.').map_while(|part| part.parse().ok()).collect()
}

fn newer(version: &str) -> Stop {
    let own = env!("CARGO_PKG_VERSION");
    let cause = say!(
        "它是更新的 huanjie {version} 写的，这个是 {own}；用新的那个，或用 --out 换一个输出文件夹",
        "huanjie {version} wrote it, and this is {own}: use the later one, or another folder with --out"
    );
    Stop::told(say!("读取 manifest.json", "reading manifest.json"), cause)
}

/// How a path stands before a paper is written to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// The file is there, unedited, and made from the same inputs.
    Fresh(Entry),
    /// Nothing is there, or an unedited file of ours from other inputs.
    Stale,
    /// A file that is not ours, or that was edited since.
    Foreign,
}

impl Manifest {
    /// Reads the manifest of an output folder; a folder without one has an empty manifest.
    ///
    /// # Errors
    /// [`Stop`] when the file exists but cannot be read, or a later version wrote it: it may say what this one would lose.
    pub fn load(out: &OutFolder) -> Result<(Self, Option<Problem>), Stop> {
        let Some(bytes) = out.read(MANIFEST)? else { return Ok((Self::default(), None)) };
        if let Ok(Version { version }) = serde_json::from_slice(&bytes)
            && numbers(&version) > numbers(env!("CARGO_PKG_VERSION"))
        {
            return Err(newer(&version));
        }
        match serde_json::from_slice(&bytes) {
            Ok(manifest) => Ok(Self::trusted(manifest)),
            Err(_) => {
                // Saving will replace it, and somebody may still read what it was.
                out.keep(UNREADABLE, &bytes)?;
                let place = Place::File(MANIFEST.to_owned());
                let message = say!(
                    "manifest.json 读不懂；已有的文件内容不一样的，都当作改过，不会被覆盖",
                    "manifest.json is not readable; existing files with other bytes count as edited and are not overwritten"
                );
                let hint = say!(
                    "没有手工改过的，加 --force 重新生成；改过的先移走",
                    "build with --force if nothing was edited by hand; move edited files away first"
                );
                Ok((Self::default(), Some(Problem::new(&BAD_MANIFEST, place, message).hint(hint))))
            }
        }
    }

    /// The same with what a build that runs, or did not end, has noted; nothing is written.
    ///
    /// # Errors
    /// [`Stop`] when a file cannot be read.
    pub fn seen(out: &OutFolder) -> Result<Self, Stop> {
        let (mut manifest, _) = Self::load(out)?;
        manifest.files.extend(journal::noted(out)?.into_iter().flatten());
        Ok(manifest)
    }

    /// Takes up what a build that did not end had noted in the journal, and saves it: the workers of this build read the
    /// manifest alone.
    ///
    /// # Errors
    /// [`Stop`] when the journal cannot be read, or the manifest cannot be written.
    pub fn take_up(&mut self, out: &OutFolder) -> Result<(), Stop> {
        let Some(noted) = journal::noted(out)? else { return Ok(()) };
        self.files.extend(noted);
        self.save(out)
    }

    /// A manifest may have come with somebody else's workspace: a path that no paper can have is not believed, for what
    /// the manifest names may be removed.
    fn trusted(mut manifest: Self) -> (Self, Option<Problem>) {
        let strange: Vec<String> = manifest.files.keys().filter(|path| !is_own_path(path)).cloned().collect();
        manifest.files.retain(|path, _| is_own_path(path));
        let problem = strange.first().map(|path| {
            let count = strange.len();
            let message = say!(
                "manifest.json 里有 {count} 个文件不是本程序会写的，没有理会，例如“{path}”",
                "manifest.json names {count} files that huanjie does not write, such as \"{path}\"; they are left alone"
            );
            let hint = say!("manifest.json 可能被改过；不用管它", "somebody may have edited manifest.json; nothing to do");
            Problem::new(&BAD_MANIFEST, Place::File(MANIFEST.to_owned()), message).hint(hint)
        });
        (manifest, problem)
    }

    /// How a path stands for a paper made from `inputs`.
    ///
    /// # Errors
    /// [`Blocked`] when something is there that cannot be read.
    pub fn state(&self, out: &OutFolder, path: &str, inputs: &str) -> Result<State, Blocked> {
        let Some(bytes) = out.read(path)? else { return Ok(State::Stale) };
        let Some(entry) = self.files.get(path) else { return Ok(State::Foreign) };
        if blake3::hash(&bytes).to_hex().as_str() != entry.blake3 {
            return Ok(State::Foreign);
        }
        Ok(if entry.inputs == inputs { State::Fresh(entry.clone()) } else { State::Stale })
    }

    /// The problem of a foreign file where a paper is to be written.
    #[must_use]
    pub fn foreign(path: &str) -> Problem {
        let message = say!(
            "“{path}”不是本程序写的，或写成之后被改过，没有覆盖",
            "\"{path}\" was not written by huanjie or was edited since; it was kept"
        );
        let hint =
            say!("移走这个文件，或加 --force 覆盖", "move the file away, or overwrite it with --force");
        Problem::new(&NOT_OURS, Place::File(path.to_owned()), message).hint(hint)
    }

    /// The warning of papers of towns that this workspace does not have; none where there are none.
    #[must_use]
    pub fn of_others(paths: &[String]) -> Option<Problem> {
        let town = paths.first()?.split('/').next()?;
        let count = paths.len();
        let message = say!(
            "“{town}”等处的 {count} 个文件不是这个工作区的镇的，没有动",
            "{count} files, of \"{town}\" and others, are of no town of this workspace; they were kept"
        );
        let hint = say!(
            "改过镇名的，删去旧文件夹；几个工作区的，用 --out 分开放",
            "delete the old folder if the town was called otherwise; give each workspace an --out of its own"
        );
        let problem = Problem::new(&NOT_OURS, Place::File(town.to_owned()), message).hint(hint);
        Some(problem.severity(Severity::Warning))
    }

    /// Writes the manifest if it changed, and forgets the journal.
    ///
    /// # Errors
    /// [`Stop`] when it cannot be written.
    pub fn save(&self, out: &OutFolder) -> Result<(), Stop> {
        let mut bytes = serde_json::to_vec_pretty(self)
            .map_err(|cause| Stop::new(say!("写 manifest.json", "writing manifest.json"), cause))?;
        bytes.push(b'\n');
        if out.read(MANIFEST)?.as_deref() != Some(&bytes) {
            out.write(MANIFEST, &bytes)?;
        }
        journal::forget(out)
    }
}
