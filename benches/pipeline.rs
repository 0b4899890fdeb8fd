//! How long the stages take over the example town and over a made-up city. Run with `make bench`.
//!
//! Prints seconds and rates and asserts nothing: numbers are for people, and machines differ.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::allow_attributes,
    reason = "a bench prints, and makes its own files"
)]

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use huanjie::pipeline::{BuildOptions, Project, Selection, Settings, Watch};

#[path = "../tests/suite/support/city/mod.rs"]
#[expect(dead_code, unused_imports, reason = "what the figures must be is for the tests")]
mod city;

use city::City;

fn main() {
    // The city first: its peak is then its own.
    city();
    example(Path::new(env!("CARGO_MANIFEST_DIR")));
}

/// Nobody looks on, nobody says stop.
static NO_STOP: AtomicBool = AtomicBool::new(false);
const WATCH: Watch<'_> = Watch { show: &|_| (), stop: &NO_STOP };

fn open(folder: &Path) -> Project {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    Project::open(folder, Settings { fonts: Some(fonts), ..Settings::default() }).unwrap()
}

/// Every paper of the example town into a fresh folder, then again with nothing to do.
fn example(root: &Path) {
    let project = open(&root.join("data/qingkeng"));
    let start = Instant::now();
    let rows = project.sources().unwrap().records.len();
    println!("read    {rows:>8} rows       {:.3} s", start.elapsed().as_secs_f32());
    project.layers().unwrap();
    let start = Instant::now();
    let survey = project.survey().unwrap();
    println!("check and count            {:.3} s", start.elapsed().as_secs_f32());
    let out = tempfile::tempdir().unwrap();
    let options = BuildOptions::new(out.path().to_owned());
    for round in ["first", "second"] {
        let start = Instant::now();
        let report = project.build(&survey, &options, WATCH).unwrap();
        let (written, seconds) = (report.written.len(), start.elapsed().as_secs_f32());
        println!("build   {round:<7} {written:>4} files      {seconds:.3} s");
    }
}

/// Reads, checks and counts a made-up city of 1,593 villages in one run.
fn city() {
    let folder = tempfile::tempdir().unwrap();
    let towns = city::write(folder.path(), &City::default()).total.towns;
    let start = Instant::now();
    let project = open(folder.path());
    let reading = project.sources().unwrap();
    let (files, rows) = (reading.files, reading.records.len());
    println!(
        "read    {rows:>8} rows of {files} files, {towns} towns   {:.3} s",
        start.elapsed().as_secs_f32()
    );
    project.layers().unwrap();
    let checked = Instant::now();
    let survey = project.survey().unwrap();
    let (bodies, figures) =
        (survey.resolved.bodies.len(), survey.figures.bodies.iter().map(Vec::len).sum::<usize>());
    println!("check and count {bodies} bodies, {figures} figures   {:.3} s", checked.elapsed().as_secs_f32());
    println!("read, check and count in all   {:.3} s  {}", start.elapsed().as_secs_f32(), peak());
    let out = tempfile::tempdir().unwrap();
    let only = ["F4", "F10", "F12"].map(str::to_owned).to_vec();
    let selection = Selection { only, ..Selection::default() };
    let options = BuildOptions { selection, ..BuildOptions::new(out.path().to_owned()) };
    let start = Instant::now();
    let report = project.build(&survey, &options, WATCH).unwrap();
    let (written, failed) = (report.written.len(), report.failed.len());
    println!(
        "build   {written:>8} papers of the city, {failed} failed   {:.3} s  {}",
        start.elapsed().as_secs_f32(),
        peak()
    );
}

/// Peak resident memory of this process; elsewhere than on Linux it is left out.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.map_or_else(String::new, |kilobytes| format!("peak {} MB", kilobytes >> 10))
}
