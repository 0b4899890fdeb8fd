//! Running the real program over copies of the example workspace.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The project's folder.
pub(crate) fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The fonts that every test uses, and nothing else.
pub(crate) fn fonts() -> PathBuf {
    let folder = project().join("fonts");
    assert!(folder.is_dir(), "fonts/ is missing: run `make fonts` first");
    folder
}

/// A run of the program.
pub(crate) struct Run {
    /// Exit status.
    pub status: i32,
    /// What it printed.
    pub stdout: String,
    /// Its messages.
    pub stderr: String,
}

impl Run {
    /// The JSON on stdout.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}\n{}\n{}", self.stdout, self.stderr))
    }
}

/// Runs the program with these arguments.
pub(crate) fn huanjie<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_huanjie")).args(arguments).output().unwrap();
    Run {
        status: status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&stdout).into_owned(),
        stderr: String::from_utf8_lossy(&stderr).into_owned(),
    }
}

/// A workspace in a temporary folder.
pub(crate) struct Town {
    folder: tempfile::TempDir,
}

impl Town {
    /// A copy of an example workspace of `data/`.
    pub(crate) fn copy_of(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&project().join("data").join(name), folder.path());
        Self { folder }
    }

    /// A small town of one village, as csv files that a test can read at a glance.
    pub(crate) fn small() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&project().join("tests/samples/small"), folder.path());
        Self { folder }
    }

    /// Its folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Replaces text in one of its files; the text must be there exactly once.
    pub(crate) fn replace(self, file: &str, was: &str, is: &str) -> Self {
        let path = self.path().join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(was).count(), 1, "“{was}” in {file}");
        std::fs::write(&path, text.replace(was, is)).unwrap();
        self
    }

    /// Runs a command on the workspace.
    pub(crate) fn run(&self, command: &str, more: &[&str]) -> Run {
        let mut arguments = vec![command.to_owned(), self.path().display().to_string()];
        arguments.extend(more.iter().map(ToString::to_string));
        huanjie(arguments)
    }

    /// Builds into a folder with the test fonts.
    pub(crate) fn build(&self, out: &Path, more: &[&str]) -> Run {
        let (out, fonts) = (out.display().to_string(), fonts().display().to_string());
        let mut arguments = vec!["--out", &out, "--fonts", &fonts];
        arguments.extend(more);
        self.run("build", &arguments)
    }
}

/// Copies a folder, without its `out`.
pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).sort_by_file_name() {
        let entry = entry.unwrap();
        let relative = entry.path().strip_prefix(from).unwrap();
        if relative.starts_with("out") {
            continue;
        }
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(to.join(relative)).unwrap();
        } else {
            std::fs::copy(entry.path(), to.join(relative)).unwrap();
        }
    }
}

/// All files below a folder with their bytes, by path with `/`; what huanjie keeps for itself is none.
pub(crate) fn files(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| {
        entry.file_type().is_file() && !entry.path().components().any(|part| part.as_os_str() == ".huanjie")
    }) {
        let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
        found.insert(path, std::fs::read(entry.path()).unwrap());
    }
    found
}
