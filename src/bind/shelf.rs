//! The only place that writes to disk: whole files or none.
#![expect(clippy::disallowed_methods, reason = "this file is where bytes reach the disk, atomically")]

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::problem::Stop;
use crate::say;

/// Largest file that is read back for comparison, 1 GiB: a packet is far smaller, a foreign file may be anything.
const LARGEST: u64 = 1 << 30;

/// The file in the output folder that a running build holds (DESIGN 15). It stays: whoever waits for it must find the same.
const LOCK: &str = ".huanjie/lock";

/// The output folder in one build's hand, until this is dropped; an ended process holds nothing.
#[derive(Debug)]
pub struct Hold {
    _file: fs::File,
}

/// The folder that papers go to.
#[derive(Debug, Clone)]
pub struct OutFolder {
    root: PathBuf,
}

impl OutFolder {
    /// The output folder; it is made with the first file.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The content of a file, `None` if there is none. A path is relative, with `/`.
    ///
    /// # Errors
    /// [`Stop`] when something is there that cannot be read.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Stop> {
        let full = self.full(path)?;
        let failed = |cause: std::io::Error| {
            let shown = full.display();
            Stop::new(say!("读取 {shown}", "reading {shown}"), cause)
        };
        match fs::metadata(&full) {
            Ok(meta) if meta.len() > LARGEST => Err(failed(std::io::Error::other("> 1 GiB"))),
            Ok(_) => fs::read(&full).map(Some).map_err(failed),
            Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(failed(cause)),
        }
    }

    /// Takes the folder for one build. With `wait` it waits for the build that has it.
    ///
    /// # Errors
    /// [`Stop`] when another build has it, or the folder cannot be written.
    pub fn hold(&self, wait: bool) -> Result<Hold, Stop> {
        let full = self.full(LOCK)?;
        let failed = |cause: std::io::Error| {
            let shown = full.display();
            Stop::new(say!("写入 {shown}", "writing {shown}"), cause)
        };
        fs::create_dir_all(full.parent().unwrap_or(&self.root)).map_err(failed)?;
        let open = fs::OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&full);
        let mut file = open.map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) if wait => file.lock().map_err(failed)?,
            Err(fs::TryLockError::WouldBlock) => {
                let holder = fs::read_to_string(&full).unwrap_or_default();
                let (holder, shown) = (holder.trim(), self.root.display());
                return Err(Stop::told(
                    say!("往 {shown} 里写", "writing into {shown}"),
                    say!(
                        "另一个 huanjie（进程 {holder}）正在往这里写，等它做完再来，或者加 --wait",
                        "another huanjie (process {holder}) is writing there: come back when it is done, or use --wait"
                    ),
                ));
            }
            Err(fs::TryLockError::Error(cause)) => return Err(failed(cause)),
        }
        file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id())).map_err(failed)?;
        Ok(Hold { _file: file })
    }

    /// Adds to a file at its end, in one piece; several processes may.
    ///
    /// # Errors
    /// [`Stop`] when the folder cannot be made or the file cannot be written.
    pub(super) fn append(&self, path: &str, bytes: &[u8]) -> Result<(), Stop> {
        let full = self.full(path)?;
        let failed = |cause: std::io::Error| {
            let shown = full.display();
            Stop::new(say!("写入 {shown}", "writing {shown}"), cause)
        };
        fs::create_dir_all(full.parent().unwrap_or(&self.root)).map_err(failed)?;
        let mut file = fs::OpenOptions::new().append(true).create(true).open(&full).map_err(failed)?;
        file.write_all(bytes).map_err(failed)
    }

    /// Writes a file as a whole: into a temporary one beside it, then renamed over it.
    ///
    /// # Errors
    /// [`Stop`] when the folder cannot be made or the file cannot be written.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Stop> {
        write_whole(&self.full(path)?, bytes)
    }

    /// Removes a file that huanjie wrote; its folder goes too when that leaves it empty.
    ///
    /// # Errors
    /// [`Stop`] when the file cannot be removed.
    pub fn remove(&self, path: &str) -> Result<(), Stop> {
        let full = self.full(path)?;
        fs::remove_file(&full).map_err(|cause| {
            let shown = full.display();
            Stop::new(say!("删除 {shown}", "removing {shown}"), cause)
        })?;
        if let Some(folder) = full.parent().filter(|folder| *folder != self.root) {
            // Fails, and may fail, when something else is in the folder.
            let _ = fs::remove_dir(folder);
        }
        Ok(())
    }

    /// Nothing outside the folder is read, written or removed, whoever names it.
    fn full(&self, path: &str) -> Result<PathBuf, Stop> {
        let leads_out = |part: &str| matches!(part, "" | "." | "..") || part.contains(['\\', ':']);
        if path.split('/').any(leads_out) {
            return Err(Stop::told(
                say!("使用“{path}”", "using \"{path}\""),
                say!("它在输出文件夹之外", "it is outside the output folder"),
            ));
        }
        Ok(path.split('/').fold(self.root.clone(), |full, part| full.join(part)))
    }
}

/// Writes a new file as a whole; `false` if one is there already, which is then left alone.
///
/// # Errors
/// [`Stop`] when the folder cannot be made or the file cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<bool, Stop> {
    if path.exists() {
        return Ok(false);
    }
    write_whole(path, bytes)?;
    Ok(true)
}

/// Writes a file as a whole in place of what is there: for pictures that are made anew again and again.
///
/// # Errors
/// [`Stop`] when the folder cannot be made or the file cannot be written.
pub fn write_over(path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    write_whole(path, bytes)
}

/// No fsync: a paper can be built again in milliseconds, and the manifest's hash tells a file that a power cut spoilt.
fn write_whole(full: &Path, bytes: &[u8]) -> Result<(), Stop> {
    let failed = |cause: std::io::Error| {
        let shown = full.display();
        Stop::new(say!("写入 {shown}", "writing {shown}"), cause)
    };
    let folder = full.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let mut file = tempfile::Builder::new().prefix(".huanjie-").tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    readable_by_others(&file).map_err(failed)?;
    file.persist(full).map_err(|error| failed(error.error))?;
    Ok(())
}

/// A temporary file is private to its owner; a paper is not.
#[cfg(unix)]
fn readable_by_others(file: &tempfile::NamedTempFile) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_others(_: &tempfile::NamedTempFile) -> std::io::Result<()> {
    Ok(())
}
