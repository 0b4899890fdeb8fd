//! Builds that many tests look at, made once for all of them: to look at, never to write into.

use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value;

use super::run::{Run, Town, copy, fonts, huanjie, project};

/// A finished build.
pub(crate) struct Finished {
    folder: tempfile::TempDir,
    /// What the program said.
    pub(crate) run: Run,
}

impl Finished {
    /// The folder of results.
    pub(crate) fn out(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of results as the build left it, of one's own.
    pub(crate) fn copy(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        copy(self.out(), folder.path());
        folder
    }
}

/// All papers of [`Town::small`], by two jobs; what it said is JSON.
pub(crate) fn small() -> &'static Finished {
    static SMALL: OnceLock<Finished> = OnceLock::new();
    SMALL.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let run = Town::small().build(folder.path(), &["--jobs", "2", "--format", "json"]);
        Finished { folder, run }
    })
}

/// The papers of an example of `data/`, where it lies; of the largest those of the town and two villages, with packets.
pub(crate) fn example(name: &str) -> &'static Finished {
    static EXAMPLES: [(&str, &[&str], OnceLock<Finished>); 4] = [
        ("qingkeng", &["--unit", "青坑镇,梅岩村,霞垅村"], OnceLock::new()),
        ("street", &["--no-packet"], OnceLock::new()),
        ("first-congress", &["--no-packet"], OnceLock::new()),
        ("bilingual", &["--no-packet"], OnceLock::new()),
    ];
    let (_, selection, finished) = EXAMPLES.iter().find(|(known, ..)| *known == name).unwrap();
    finished.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let workspace = project().join("data").join(name).display().to_string();
        let (out, fonts) = (folder.path().display().to_string(), fonts().display().to_string());
        let mut arguments = vec!["build", &workspace, "--out", &out, "--fonts", &fonts, "--lang", "zh"];
        arguments.extend(*selection);
        let run = huanjie(arguments);
        assert_eq!(run.status, 0, "{name}: {}", run.stderr);
        Finished { folder, run }
    })
}

/// The papers in a folder of results and what the manifest says of each, by path.
pub(crate) fn manifest(out: &Path) -> serde_json::Map<String, Value> {
    let manifest: Value = serde_json::from_slice(&std::fs::read(out.join("manifest.json")).unwrap()).unwrap();
    manifest["files"].as_object().unwrap().clone()
}
