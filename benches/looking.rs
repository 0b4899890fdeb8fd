//! How long an author waits: for a page after the first look, after a save, and through a worker instead of without.
//!
//! Prints seconds and asserts nothing: numbers are for people, and machines differ. Run with `make bench`.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::allow_attributes,
    reason = "a bench prints, and makes its own files"
)]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Times of one kind of look: enough that one slow start of the machine does not decide.
const ROUNDS: usize = 8;

const PLAN: &str = "{% extends \"default/plan.typ.tera\" %}{% block goals %}\n= 目标任务\n\n第ROUND次修改。\n{% endblock goals %}\n";

fn main() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let town = folder.path().join("青坑镇");
    copy(&project.join("data/qingkeng"), &town);
    std::fs::create_dir_all(town.join("templates")).unwrap();
    write(&town, 0);
    for document in ["plan", "filing-form", "summary"] {
        previews(project, &town, document);
    }
    for document in ["plan", "delegate-roster"] {
        watches(project, &town, document);
    }
}

/// `huanjie preview`, a process each time.
fn previews(project: &Path, town: &Path, document: &str) {
    let look = || {
        let start = Instant::now();
        let done =
            huanjie(project, "preview", document, town).stdout(Stdio::null()).stderr(Stdio::null()).status();
        assert!(done.unwrap().success());
        start.elapsed()
    };
    let first = look();
    let later: Vec<Duration> = (0..ROUNDS).map(|_| look()).collect();
    println!("preview {document:<16} first {:.3} s   later {}", first.as_secs_f32(), shown(later));
}

/// `huanjie watch`: from the save to the picture.
fn watches(project: &Path, town: &Path, document: &str) {
    let mut child = huanjie(project, "watch", document, town)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut drawn = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let start = Instant::now();
    drawn.next().unwrap();
    let first = start.elapsed();
    let mut saves = |save: &dyn Fn(usize)| -> Vec<Duration> {
        (1..=ROUNDS)
            .map(|round| {
                std::thread::sleep(Duration::from_millis(150));
                let start = Instant::now();
                save(round);
                drawn.next().unwrap();
                start.elapsed()
            })
            .collect()
    };
    let templates = saves(&|round| write(town, round));
    let cycle = town.join("cycle.toml");
    let text = std::fs::read_to_string(&cycle).unwrap();
    let tables = saves(&|round| std::fs::write(&cycle, format!("{text}\n# {round}\n")).unwrap());
    println!(
        "watch   {document:<16} first {:.3} s   template saved {}   spreadsheet saved {}",
        first.as_secs_f32(),
        shown(templates),
        shown(tables)
    );
    let _ = child.kill();
    let _ = child.wait();
}

fn shown(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |at: usize| times.get(at).map_or(0.0, Duration::as_secs_f32);
    format!("{:.3} s (slowest {:.3})", at(times.len() / 2), at(times.len() - 1))
}

fn write(town: &Path, round: usize) {
    std::fs::write(town.join("templates/plan.typ.tera"), PLAN.replace("ROUND", &round.to_string())).unwrap();
}

fn huanjie(project: &Path, command: &str, document: &str, town: &Path) -> Command {
    let mut huanjie = Command::new(env!("CARGO_BIN_EXE_huanjie"));
    let picture: PathBuf = town.parent().unwrap().join("page.png");
    huanjie
        .args([command, document])
        .arg(town)
        .arg("-o")
        .arg(picture)
        .arg("--fonts")
        .arg(project.join("fonts"));
    huanjie
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let path = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(path).unwrap();
        } else {
            std::fs::copy(entry.path(), path).unwrap();
        }
    }
}
