//! The window as a browser, or somebody who is none, sees it: the program started, bytes sent, bytes read.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::support::run::fonts;

/// A window that is open; it is closed with this.
pub(crate) struct Served {
    pub(crate) port: u16,
    /// The word of the town in addresses.
    pub(crate) town: String,
    cookie: String,
    pub(crate) address: String,
    child: Child,
    memory: tempfile::TempDir,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header, by its name in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Served {
    /// Opens the window for a town, in Chinese, and enters.
    pub(crate) fn open(town: &Path) -> Self {
        let memory = tempfile::tempdir().unwrap();
        let (child, address) = start(town, memory.path());
        let mut served = Self::at(child, address, memory);
        let entered = served.ask(&format!("GET {} HTTP/1.1", served.path_of_address()), &[], b"");
        assert_eq!(entered.status, 303, "{}", entered.text());
        let cookie = entered.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
        served.cookie = cookie;
        served
    }

    /// Opens the window for a town; the address is for a browser.
    pub(crate) fn start_only(town: &Path) -> Self {
        let memory = tempfile::tempdir().unwrap();
        let (child, address) = start(town, memory.path());
        Self::at(child, address, memory)
    }

    fn at(child: Child, address: String, memory: tempfile::TempDir) -> Self {
        let rest = address.strip_prefix("http://127.0.0.1:").unwrap();
        let port = rest.split('/').next().unwrap().parse().unwrap();
        let town = address.split("town=").nth(1).unwrap_or_default().trim().to_owned();
        Self { port, town, cookie: String::new(), address, child, memory }
    }

    /// Where this window remembers things.
    pub(crate) fn memory(&self) -> PathBuf {
        self.memory.path().to_owned()
    }

    pub(crate) fn path_of_address(&self) -> &str {
        &self.address[self.address.match_indices('/').nth(2).unwrap().0..]
    }

    pub(crate) fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Sends a request line and headers as they are, and reads to the end.
    pub(crate) fn ask(&self, line: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        let mut head = format!("{line}\r\n");
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            head.push_str(&format!("Host: {host}\r\n"));
        }
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("Content-Length: {}\r\nConnection: close\r\n\r\n", body.len()));
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        // Who is refused need not listen to the end.
        let _ = stream.write_all(body);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        answer(&bytes)
    }

    /// A page of the town, as the browser that entered asks for it.
    pub(crate) fn get(&self, screen: &str) -> Answer {
        let line = format!("GET {} HTTP/1.1", self.path(screen));
        self.ask(&line, &[("Cookie", &self.cookie)], b"")
    }

    /// The address of a screen.
    pub(crate) fn path(&self, screen: &str) -> String {
        if screen.starts_with('/') { screen.to_owned() } else { format!("/t/{}/{screen}", self.town) }
    }

    /// Sends a form, as a page of ours does.
    pub(crate) fn post(&self, screen: &str, words: &[(&str, &str)]) -> Answer {
        let body = form(words);
        let line = format!("POST {} HTTP/1.1", self.path(screen));
        let headers = [
            ("Cookie", self.cookie.as_str()),
            ("Sec-Fetch-Site", "same-origin"),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ];
        self.ask(&line, &headers, body.as_bytes())
    }

    /// Drops files, each with its path.
    pub(crate) fn drop_files(&self, files: &[(&str, &[u8])], further: &[(&str, &str)]) -> Answer {
        let mut body = Vec::new();
        let mut part = |head: &str, bytes: &[u8]| {
            body.extend_from_slice(
                format!("--xx\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes(),
            );
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        };
        for (name, value) in further {
            part(&format!("name=\"{name}\""), value.as_bytes());
        }
        for (path, bytes) in files {
            part("name=\"path\"", path.as_bytes());
            part("name=\"file\"; filename=\"x\"\r\nContent-Type: application/octet-stream", bytes);
        }
        body.extend_from_slice(b"--xx--\r\n");
        let line = format!("POST {} HTTP/1.1", self.path("files"));
        let headers = [
            ("Cookie", self.cookie.as_str()),
            ("Sec-Fetch-Site", "same-origin"),
            ("Content-Type", "multipart/form-data; boundary=xx"),
        ];
        self.ask(&line, &headers, &body)
    }

    /// Ends the program at once, as a power cut does.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits until the program has ended by itself.
    pub(crate) fn ended(&mut self) -> bool {
        (0..200).any(|_| {
            std::thread::sleep(Duration::from_millis(25));
            self.child.try_wait().unwrap().is_some()
        })
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts the program and reads its address.
pub(crate) fn start(town: &Path, memory: &Path) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_huanjie"))
        .args(["--lang", "zh", "open"])
        .arg(town)
        .args(["--no-browser", "--memory"])
        .arg(memory)
        .arg("--fonts")
        .arg(fonts())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut address = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
    (child, address.trim().to_owned())
}

/// A form as a browser sends it.
pub(crate) fn form(words: &[(&str, &str)]) -> String {
    let encoded = |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
    words
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect::<Vec<_>>()
        .join("&")
}

fn answer(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let body = bytes.get(end + 4..).unwrap_or_default();
    let is_chunked = head.to_lowercase().contains("transfer-encoding: chunked");
    Answer { status, body: if is_chunked { unchunked(body) } else { body.to_vec() }, head }
}

fn unchunked(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = body.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&body[..end]).unwrap().trim(), 16).unwrap();
        if size == 0 {
            break;
        }
        whole.extend_from_slice(&body[end + 2..end + 2 + size]);
        body = &body[end + 2 + size + 2..];
    }
    whole
}
