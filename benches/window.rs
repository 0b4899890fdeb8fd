//! How long a clerk waits for a page, for what a corrected cell changes, for the picture of a page: in the example town and in
//! a made-up city of 1,593 villages; and what 200 requests a second do while papers are made.
//!
//! Prints milliseconds and asserts nothing: numbers are for people, and machines differ. Run with `make bench`.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::allow_attributes,
    reason = "a bench prints, and makes its own files"
)]

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

#[path = "../tests/suite/support/city/mod.rs"]
#[allow(dead_code, unused_imports, clippy::allow_attributes, reason = "the tests ask for more of it")]
mod city;

use city::City;

/// Times of one kind of request.
const ROUNDS: usize = 20;
/// Requests in a second, and for how many seconds.
const RATE: u64 = 200;
const SECONDS: u64 = 60;

const SCREENS: &[&str] = &[
    "inbox",
    "questions",
    "coverage",
    "sheet",
    "problems",
    "settings",
    "figures",
    "papers",
    "papers?body=%E9%9C%9E%E5%9E%85%E6%9D%91",
];

fn main() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let town = folder.path().join("青坑镇");
    copy(&project.join("data/qingkeng"), &town);
    let served = Served::open(&town);
    screens(&served, "town");
    cells(&served, "town", &town, "花名册/请假代表.csv");
    pictures(&served);
    load(&served);
    drop(served);
    let city = folder.path().join("city");
    city::write(&city, &City::default());
    let served = Served::open(&city);
    screens(&served, "city");
    cells(&served, "city", &city, &a_roster(&city));
    drop(served);
    rows(&city);
    let served = Served::open(&city);
    large(&served);
}

/// A list of delegates of the first town, below `data`.
fn a_roster(city: &Path) -> String {
    let first =
        |folder: &Path| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).min().unwrap();
    let data = city.join("data");
    let town = first(&first(&data));
    let roster = town.join("代表名单.csv");
    roster
        .strip_prefix(&data)
        .unwrap()
        .components()
        .map(|part| part.as_os_str().to_str().unwrap())
        .collect::<Vec<_>>()
        .join("/")
}

/// A sheet of 100,000 rows beside the others.
fn rows(city: &Path) {
    let mut text = String::from("序号,姓名,说明\n");
    for row in 1..=100_000 {
        writeln!(text, "{row},丁一兰,第{row}行").unwrap();
    }
    std::fs::write(city.join("data/大表.csv"), text).unwrap();
}

fn screens(served: &Served, of: &str) {
    for screen in SCREENS {
        let (status, _) = served.get(screen);
        println!(
            "{of:<5} {screen:<16} {status}  {}",
            shown((0..ROUNDS).map(|_| time(|| served.get(screen))).collect())
        );
    }
}

/// From the sent cell to its answer, which comes after everything was read again.
fn cells(served: &Served, of: &str, root: &Path, file: &str) {
    let seen = std::fs::read_to_string(root.join("data").join(file)).unwrap();
    let seen = seen.lines().nth(1).unwrap().split(',').nth(1).unwrap().to_owned();
    let times = (0..ROUNDS / 2).map(|round| {
        let now = format!("{seen}{round}");
        let words = [
            ("file", format!("data/{file}")),
            ("sheet", String::new()),
            ("cell", "B2".to_owned()),
            ("now", now),
            ("seen", seen.clone()),
            ("script", "yes".to_owned()),
        ];
        time(|| assert_eq!(served.post("correct", &words).0, 200))
    });
    println!("{of:<5} a corrected cell      {}", shown(times.collect()));
}

fn pictures(served: &Served) {
    for paper in ["plan", "summary", "officer-roster", "statistics"] {
        let screen = format!("picture?body=&paper={paper}&n=1");
        println!(
            "town  page of {paper:<14} {}",
            shown((0..ROUNDS).map(|_| time(|| served.get(&screen))).collect())
        );
    }
}

/// Windows of rows all over the large sheet.
fn large(served: &Served) {
    let window =
        |at: usize| format!("rows?file=data/%E5%A4%A7%E8%A1%A8.csv&sheet=&from={}&count=200", at * 4_900);
    println!(
        "city  200 of 100,000 rows   {}",
        shown((0..ROUNDS).map(|at| time(|| served.get(&window(at)))).collect())
    );
}

/// Reading screens asked for while all papers are made.
fn load(served: &Served) {
    served.post("build", &[("anyway", "yes".to_owned())]);
    let (times, wrong) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    let before = served.memory();
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for thread in 0..8_u64 {
            let (times, wrong) = (&times, &wrong);
            scope.spawn(move || {
                for number in 0..RATE * SECONDS / 8 {
                    let due = Duration::from_micros((number * 8 + thread) * 1_000_000 / RATE);
                    std::thread::sleep(due.saturating_sub(begun.elapsed()));
                    let screen = SCREENS[usize::try_from(number + thread).unwrap() % (SCREENS.len() - 1)];
                    let start = Instant::now();
                    let (status, _) = served.get(screen);
                    times.lock().unwrap().push(start.elapsed());
                    if status != 200 {
                        wrong.lock().unwrap().push(format!("{screen}: {status}"));
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    println!(
        "town  {RATE} requests a second for {SECONDS} s while papers are made: took {:.1} s, {} wrong, {}; memory {before} MB before, {} MB after",
        begun.elapsed().as_secs_f32(),
        wrong.len(),
        shown(times.into_inner().unwrap()),
        served.memory()
    );
    wrong.iter().take(5).for_each(|own| println!("      {own}"));
}

/// A window that is open.
struct Served {
    port: u16,
    town: String,
    cookie: String,
    child: Child,
    _memory: tempfile::TempDir,
}

impl Served {
    fn open(root: &Path) -> Self {
        let memory = tempfile::tempdir().unwrap();
        let start = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_huanjie"))
            .args(["--lang", "zh", "open"])
            .arg(root)
            .args(["--no-browser", "--memory"])
            .arg(memory.path())
            .arg("--fonts")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let rest = address.trim().strip_prefix("http://127.0.0.1:").unwrap();
        let (port, path) = rest.split_once('/').unwrap();
        let town = rest.rsplit('=').next().unwrap().to_owned();
        let mut served =
            Self { port: port.parse().unwrap(), town, cookie: String::new(), child, _memory: memory };
        let (_, head) = served.ask(&format!("GET /{path} HTTP/1.1"), "", &[]);
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        served.cookie = cookie.split(';').next().unwrap().to_owned();
        served.get("inbox");
        println!("      from the start to the first page {} ms", start.elapsed().as_millis());
        served
    }

    fn get(&self, screen: &str) -> (u16, String) {
        self.ask(&format!("GET /t/{}/{screen} HTTP/1.1", self.town), "", &[])
    }

    fn post(&self, screen: &str, words: &[(&str, String)]) -> (u16, String) {
        let encoded = |text: &str| -> String {
            text.bytes().fold(String::new(), |mut all, byte| {
                write!(all, "%{byte:02X}").unwrap();
                all
            })
        };
        let body: Vec<String> =
            words.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let further = "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        self.ask(&format!("POST /t/{}/{screen} HTTP/1.1", self.town), further, body.join("&").as_bytes())
    }

    fn ask(&self, line: &str, further: &str, body: &[u8]) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let (port, cookie, length) = (self.port, &self.cookie, body.len());
        write!(stream, "{line}\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n{further}Content-Length: {length}\r\nConnection: close\r\n\r\n").unwrap();
        stream.write_all(body).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        (answer.get(9..12).and_then(|status| status.parse().ok()).unwrap_or(0), answer)
    }

    /// Megabytes of memory, where the system tells.
    fn memory(&self) -> u64 {
        let told = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        line.trim().split(' ').next().and_then(|size| size.parse::<u64>().ok()).unwrap_or(0) / 1024
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn time<T>(act: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    act();
    start.elapsed()
}

/// The middle, and the longest.
fn shown(mut times: Vec<Duration>) -> String {
    times.sort();
    let at =
        |part: usize| times.get((times.len() * part / 100).min(times.len() - 1)).copied().unwrap_or_default();
    let shown = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1_000.0);
    format!("{} ms, 99 of 100 in {} ms, at most {} ms", shown(at(50)), shown(at(99)), shown(at(100)))
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).unwrap();
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
