//! A file that cannot be read or written: one alone, or all of them.

use std::io::{Error, ErrorKind};

use crate::problem::{Code, Place, Problem, Say, Severity, Stop};
use crate::say;

/// One file cannot be read or written where a paper goes; the others can. Source: DESIGN 6.
pub(super) static BLOCKED_FILE: Code =
    Code { id: "blocked-file", severity: Severity::Error, source: "DESIGN 6" };

/// Why a file cannot be read or written.
#[derive(Debug)]
pub struct Blocked {
    stop: Stop,
    /// The next file would meet the same.
    is_all: bool,
}

impl Blocked {
    /// The system refused `attempt`.
    pub(super) fn by_system(attempt: Say, cause: &Error) -> Self {
        Self { stop: Stop::told(attempt, words(cause)), is_all: concerns_all(cause.kind()) }
    }

    /// Something stands there that is no file that can be used; `cause` says what.
    pub(super) fn alone(attempt: Say, cause: Say) -> Self {
        Self { stop: Stop::told(attempt, cause), is_all: false }
    }

    /// The same, where nothing else can be read or written either.
    pub(super) fn all(self) -> Self {
        Self { is_all: true, ..self }
    }

    /// The problem of the one file, at its path as people see it.
    ///
    /// # Errors
    /// [`Stop`] when no other file can be read or written either.
    pub fn of(self, path: &str) -> Result<Problem, Stop> {
        if self.is_all {
            return Err(self.stop);
        }
        let Say { zh, en } = self.stop.cause;
        let message = say!(
            "这个文件写不了：{zh}；其余的照常生成",
            "this file cannot be written: {en}; the others are made all the same"
        );
        let hint = say!(
            "文件开着的先关掉；位置被文件夹等占着的，移走；没有权限的，改权限；再运行一次",
            "close the file where it is open, move away what stands in its place, or see to the permissions; then run again"
        );
        Ok(Problem::new(&BLOCKED_FILE, Place::File(path.to_owned()), message).hint(hint))
    }
}

impl From<Blocked> for Stop {
    fn from(blocked: Blocked) -> Self {
        blocked.stop
    }
}

/// Whether an error would meet every other file as well.
fn concerns_all(kind: ErrorKind) -> bool {
    use ErrorKind::{QuotaExceeded, ReadOnlyFilesystem, StaleNetworkFileHandle, StorageFull};
    matches!(kind, StorageFull | QuotaExceeded | ReadOnlyFilesystem | StaleNetworkFileHandle)
}

/// What the system says, in words of ours where it says it often.
fn words(cause: &Error) -> Say {
    let zh = match cause.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ResourceBusy => "没有权限，或者别的程序正开着它",
        ErrorKind::IsADirectory => "那里有一个同名的文件夹",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "它的文件夹的位置上有一个同名的文件",
        ErrorKind::InvalidFilename => "名字太长",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘满了",
        ErrorKind::ReadOnlyFilesystem => "这个磁盘只能读",
        _ => "",
    };
    let en = cause.to_string();
    Say { zh: if zh.is_empty() { en.clone() } else { format!("{zh}（{en}）") }, en }
}
