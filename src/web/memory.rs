//! What is remembered between two starts: towns worked on before, and the program that runs already.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};

use crate::bind;
use crate::problem::Stop;
use crate::say;

/// Towns that are remembered.
const RECENT: usize = 12;
/// The file of the towns worked on before.
const TOWNS: &str = "towns.json";
/// The file of the program that runs; held for as long as it does.
const RUNNING: &str = "running.json";
/// The lock beside it.
const LOCK: &str = "running.lock";
/// How long the program that runs may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// A folder of the user's, for this program alone.
#[derive(Debug, Clone)]
pub struct Memory {
    folder: PathBuf,
}

/// This program as the one that runs; others find it while this is held.
#[derive(Debug)]
pub struct Running {
    _lock: std::fs::File,
}

/// Where the program that runs is asked.
#[derive(Debug, Serialize, Deserialize)]
struct Door {
    port: u16,
    secret: String,
}

impl Memory {
    /// The usual place: `~/.local/state/huanjie`, on Windows in the user's `AppData`.
    ///
    /// # Errors
    /// [`Stop`] when the user has no home.
    pub fn usual() -> Result<Self, Stop> {
        let own = etcetera::choose_base_strategy()
            .map_err(|cause| Stop::new(say!("查找用户文件夹", "looking for the user's folder"), cause))?;
        let folder = own.state_dir().unwrap_or_else(|| own.data_dir());
        Ok(Self::at(folder.join("huanjie")))
    }

    /// A folder, which is made when something is to be remembered.
    #[must_use]
    pub fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The towns worked on before that are still there, the last one first.
    #[must_use]
    pub fn towns(&self) -> Vec<PathBuf> {
        let bytes = std::fs::read(self.folder.join(TOWNS)).unwrap_or_default();
        let towns: Vec<PathBuf> = serde_json::from_slice(&bytes).unwrap_or_default();
        towns.into_iter().filter(|root| root.is_dir()).take(RECENT).collect()
    }

    /// Remembers a town as the last one. That it cannot be remembered hinders nobody.
    pub(in crate::web) fn remember(&self, root: &Path) {
        let mut towns = self.towns();
        if towns.first().is_some_and(|first| first == root) {
            return;
        }
        towns.retain(|own| own != root);
        towns.insert(0, root.to_owned());
        towns.truncate(RECENT);
        if let Ok(text) = serde_json::to_vec_pretty(&towns) {
            let _ = bind::write_over(&self.folder.join(TOWNS), &text);
        }
    }

    /// Becomes the program that runs; none where another is it already.
    ///
    /// # Errors
    /// [`Stop`] when the folder cannot be written.
    pub fn take_over(&self) -> Result<Option<Running>, Stop> {
        let path = self.folder.join(LOCK);
        let failed = |cause: std::io::Error| {
            let shown = path.display();
            Stop::new(say!("写入 {shown}", "writing {shown}"), cause)
        };
        std::fs::create_dir_all(&self.folder).map_err(failed)?;
        let open =
            std::fs::OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let file = open.map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Running { _lock: file })),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(cause)) => Err(failed(cause)),
        }
    }

    /// Writes down where this program is asked; only its user can read it.
    pub(in crate::web) fn write_door(&self, port: u16, secret: &str) -> Result<(), Stop> {
        let door = Door { port, secret: secret.to_owned() };
        let text = serde_json::to_vec(&door)
            .map_err(|cause| Stop::new(say!("记下端口", "noting the port"), cause))?;
        bind::write_private(&self.folder.join(RUNNING), &text)
    }

    /// Asks the program that runs for an address; none where it does not answer.
    #[must_use]
    pub fn ask_running(&self, town: Option<&Path>) -> Option<String> {
        let bytes = std::fs::read(self.folder.join(RUNNING)).ok()?;
        let Door { port, secret } = serde_json::from_slice(&bytes).ok()?;
        let mut stream = TcpStream::connect_timeout(&(Ipv4Addr::LOCALHOST, port).into(), PATIENCE).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        let body = town.map(|town| town.to_string_lossy().into_owned()).unwrap_or_default();
        let length = body.len();
        write!(
            stream,
            "POST /again HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHuanjie-Secret: {secret}\r\n\
             Content-Type: text/plain\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
        .ok()?;
        let mut answer = String::new();
        stream.take(1 << 16).read_to_string(&mut answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        (head.starts_with("HTTP/1.1 200") && body.starts_with("http://")).then(|| body.trim().to_owned())
    }
}
