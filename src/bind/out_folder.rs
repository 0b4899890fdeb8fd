//! The only place that writes to disk: whole files or none.
#![expect(clippy::disallowed_methods, reason = "this file is where bytes reach the disk, atomically")]

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::bind::blocked::Blocked;
use crate::problem::Stop;
use crate::say;

/// Largest file that is read back for comparison, 1 GiB: a packet is far smaller, a foreign file may be anything.
const LARGEST: u64 = 1 << 30;

/// The file in the output folder that a running build holds (DESIGN 15). It stays: whoever waits for it must find the same.
const LOCK: &str = ".huanjie/lock";

/// The file that whoever changes answers, corrections or tables holds for that moment.
const EDITS: &str = ".huanjie/edits";

/// Where files of the output folder are written before they are renamed: what an ended build left half-written lies there,
/// and goes with the next build.
const HALF_WRITTEN: &str = ".huanjie/tmp";

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

    /// The folder itself.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The content of a file, `None` if there is none. A path is relative, with `/`.
    ///
    /// # Errors
    /// [`Blocked`] when something is there that cannot be read. What is no file is not opened: a pipe would never end.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Blocked> {
        read_whole(&self.full(path)?)
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
        // Nobody else writes now. What cannot be removed does no harm.
        let _ = fs::remove_dir_all(self.full(HALF_WRITTEN)?);
        Ok(Hold { _file: file })
    }

    /// Waits until nobody else changes the clerk's files, and keeps others waiting until this is dropped.
    ///
    /// # Errors
    /// [`Stop`] when the folder cannot be written.
    pub fn hold_edits(&self) -> Result<Hold, Stop> {
        let full = self.full(EDITS)?;
        let failed = |cause: std::io::Error| {
            let shown = full.display();
            Stop::new(say!("写入 {shown}", "writing {shown}"), cause)
        };
        fs::create_dir_all(full.parent().unwrap_or(&self.root)).map_err(failed)?;
        let open = fs::OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&full);
        let file = open.map_err(failed)?;
        file.lock().map_err(failed)?;
        Ok(Hold { _file: file })
    }

    /// Adds to a file at its end, in one piece; several processes may.
    ///
    /// # Errors
    /// [`Blocked`] when the folder cannot be made or the file cannot be written.
    pub(super) fn append(&self, path: &str, bytes: &[u8]) -> Result<(), Blocked> {
        let full = self.full(path)?;
        let attempt = || {
            let shown = full.display();
            say!("写入 {shown}", "writing {shown}")
        };
        let failed = |cause: std::io::Error| Blocked::by_system(attempt(), &cause);
        // A pipe would be waited for.
        if fs::metadata(&full).is_ok_and(|meta| !meta.is_file()) {
            return Err(Blocked::alone(attempt(), say!("那里不是文件", "there is no file there")));
        }
        fs::create_dir_all(full.parent().unwrap_or(&self.root)).map_err(failed)?;
        let mut file = fs::OpenOptions::new().append(true).create(true).open(&full).map_err(failed)?;
        file.write_all(bytes).map_err(failed)
    }

    /// Writes a file as a whole: into a temporary one, then renamed over it.
    ///
    /// # Errors
    /// [`Blocked`] when its folder cannot be made or the file cannot be written.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Blocked> {
        self.place(&self.full(path)?, bytes)
            .map_err(|blocked| if self.root.is_dir() { blocked } else { blocked.all() })
    }

    /// The same for a whole path, which may lie outside the folder where a face asked for it.
    ///
    /// # Errors
    /// [`Blocked`] as [`OutFolder::write`].
    pub(super) fn place(&self, full: &Path, bytes: &[u8]) -> Result<(), Blocked> {
        match write_through(&self.full(HALF_WRITTEN)?, full, bytes) {
            // A folder of the output folder may be a disk of its own.
            Err(cause) if cause.kind() == ErrorKind::CrossesDevices => write_whole(full, bytes),
            written => written.map_err(|cause| not_written(full, &cause)),
        }
    }

    /// Keeps bytes under this name, or under the next one that is free; once is enough.
    ///
    /// # Errors
    /// [`Blocked`] when they cannot be written.
    pub(super) fn keep(&self, path: &str, bytes: &[u8]) -> Result<(), Blocked> {
        let full = self.full(path)?;
        let names = std::iter::once(full.clone()).chain((1..).map(|number| aside(&full, number)));
        for name in names {
            match read_whole(&name) {
                Ok(None) => return write_whole(&name, bytes),
                Ok(Some(there)) if there == bytes => return Ok(()),
                Ok(Some(_)) | Err(_) => {}
            }
        }
        Ok(())
    }

    /// Removes a file that huanjie wrote; its folder goes too when that leaves it empty.
    ///
    /// # Errors
    /// [`Blocked`] when the file cannot be removed.
    pub fn remove(&self, path: &str) -> Result<(), Blocked> {
        let full = self.full(path)?;
        fs::remove_file(&full).map_err(|cause| {
            let shown = full.display();
            Blocked::by_system(say!("删除 {shown}", "removing {shown}"), &cause)
        })?;
        if let Some(folder) = full.parent().filter(|folder| *folder != self.root) {
            // Fails, and may fail, when something else is in the folder.
            let _ = fs::remove_dir(folder);
        }
        Ok(())
    }

    /// Nothing outside the folder is read, written or removed, whoever names it.
    pub(super) fn full(&self, path: &str) -> Result<PathBuf, Blocked> {
        let leads_out = |part: &str| matches!(part, "" | "." | "..") || part.contains(['\\', ':']);
        if path.split('/').any(leads_out) {
            let attempt = say!("使用“{path}”", "using \"{path}\"");
            let cause = say!("它在输出文件夹之外", "it is outside the output folder");
            return Err(Blocked::alone(attempt, cause));
        }
        Ok(path.split('/').fold(self.root.clone(), |full, part| full.join(part)))
    }
}

/// The content of a file, `None` if there is none.
pub(super) fn read_whole(full: &Path) -> Result<Option<Vec<u8>>, Blocked> {
    let attempt = || {
        let shown = full.display();
        say!("读取 {shown}", "reading {shown}")
    };
    let failed = |cause: std::io::Error| Blocked::by_system(attempt(), &cause);
    match fs::metadata(full) {
        Ok(meta) if meta.is_dir() => {
            Err(Blocked::alone(attempt(), say!("那里有一个同名的文件夹", "a folder of that name is there")))
        }
        Ok(meta) if !meta.is_file() => Err(Blocked::alone(
            attempt(),
            say!("那里是管道或设备，不是文件", "a pipe or device is there, no file"),
        )),
        Ok(meta) if meta.len() > LARGEST => Err(Blocked::alone(
            attempt(),
            say!("那里的文件超过 1 GiB", "the file there is larger than 1 GiB"),
        )),
        Ok(_) => fs::read(full).map(Some).map_err(failed),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(failed(cause)),
    }
}

/// Gives a file another name beside it, one that no file has: `problems-before.xlsx`, `problems-before-2.xlsx` …
pub(super) fn move_aside(full: &Path, most: usize) -> Result<PathBuf, Blocked> {
    let attempt = || {
        let shown = full.display();
        say!("移开 {shown}", "moving {shown} away")
    };
    let free = (1..=most).map(|number| aside(full, number)).find(|name| fs::symlink_metadata(name).is_err());
    let free = free.ok_or_else(|| {
        Blocked::alone(attempt(), say!("已经有 {most} 份了", "there are {most} copies already"))
    })?;
    fs::rename(full, &free).map_err(|cause| Blocked::by_system(attempt(), &cause))?;
    Ok(free)
}

/// `problems-before.xlsx`, and from the second on `problems-before-2.xlsx`.
fn aside(full: &Path, number: usize) -> PathBuf {
    let stem = full.file_stem().unwrap_or_default().to_string_lossy();
    let number = if number > 1 { format!("-{number}") } else { String::new() };
    let ending = full.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    full.with_file_name(format!("{stem}-before{number}{ending}"))
}

/// Writes a new file as a whole; `false` if one is there already, which is then left alone.
///
/// # Errors
/// [`Stop`] when the folder cannot be made or the file cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<bool, Stop> {
    // A link that leads nowhere is somebody's as well.
    if fs::symlink_metadata(path).is_ok() {
        return Ok(false);
    }
    write_whole(path, bytes)?;
    Ok(true)
}

/// Writes a file as a whole in place of what is there: where whoever asks said so.
///
/// # Errors
/// [`Stop`] when the folder cannot be made or the file cannot be written.
pub fn write_over(path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    Ok(write_whole(path, bytes)?)
}

/// Writes a file that only its owner may read.
///
/// # Errors
/// [`Stop`] when the folder cannot be made or the file cannot be written.
pub fn write_private(full: &Path, bytes: &[u8]) -> Result<(), Stop> {
    let beside = full.parent().unwrap_or(Path::new("."));
    let written = fs::create_dir_all(beside).and_then(|()| {
        // A temporary file is private to its owner, and stays so.
        let mut file = tempfile::NamedTempFile::new_in(beside)?;
        file.write_all(bytes)?;
        file.persist(full).map_err(|error| error.error)
    });
    written.map(|_| ()).map_err(|cause| not_written(full, &cause).into())
}

/// Moves a file to a place where there is none.
///
/// # Errors
/// [`Stop`] when something is there already, or the file cannot be moved.
pub fn move_file(from: &Path, to: &Path) -> Result<(), Stop> {
    let attempt = || {
        let (from, to) = (from.display(), to.display());
        say!("把 {from} 移到 {to}", "moving {from} to {to}")
    };
    if fs::symlink_metadata(to).is_ok() {
        return Err(Stop::told(attempt(), say!("那里已经有一个文件", "a file is there already")));
    }
    let folder = fs::create_dir_all(to.parent().unwrap_or(Path::new(".")));
    folder.and_then(|()| fs::rename(from, to)).map_err(|cause| Stop::new(attempt(), cause))
}

/// Removes a file that this program wrote a moment ago.
///
/// # Errors
/// [`Stop`] when it cannot be removed.
pub fn remove_own(path: &Path) -> Result<(), Stop> {
    fs::remove_file(path).map_err(|cause| {
        let shown = path.display();
        Stop::new(say!("删除 {shown}", "removing {shown}"), cause)
    })
}

/// Writes a file as a whole, by way of a temporary one beside it.
pub(super) fn write_whole(full: &Path, bytes: &[u8]) -> Result<(), Blocked> {
    let beside = full.parent().unwrap_or(Path::new("."));
    write_through(beside, full, bytes).map_err(|cause| not_written(full, &cause))
}

/// Writes a file as a whole, by way of a temporary one in this folder.
///
/// No fsync: a paper can be built again in milliseconds, and the manifest's hash tells a file that a power cut spoilt.
fn write_through(temporary: &Path, full: &Path, bytes: &[u8]) -> std::io::Result<()> {
    fs::create_dir_all(full.parent().unwrap_or(Path::new(".")))?;
    fs::create_dir_all(temporary)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".huanjie-");
    as_others(&mut builder);
    let mut file = builder.tempfile_in(temporary)?;
    file.write_all(bytes)?;
    file.persist(full).map_err(|error| error.error)?;
    Ok(())
}

fn not_written(full: &Path, cause: &std::io::Error) -> Blocked {
    let shown = full.display();
    Blocked::by_system(say!("写入 {shown}", "writing {shown}"), cause)
}

/// A temporary file is private to its owner; a paper is as readable as any file that its owner makes.
#[cfg(unix)]
fn as_others(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    // The system takes away what the owner's umask says.
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn as_others(_: &mut tempfile::Builder<'_, '_>) {}
