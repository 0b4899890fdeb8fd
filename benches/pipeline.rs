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

use huanjie::count::Indicators;
use huanjie::fill::Layers;
use huanjie::pipeline::{self, BuildOptions, Selection};
use huanjie::typeset::{Fonts, Options};

#[path = "../tests/suite/support/city/mod.rs"]
#[expect(dead_code, unused_imports, reason = "what the figures must be is for the tests")]
mod city;

use city::City;

fn main() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    // The city first: its peak is then its own.
    city();
    example(project);
}

/// Every paper of the example town into a fresh folder, then again with nothing to do.
fn example(project: &Path) {
    let workspace = pipeline::open(&project.join("data/qingkeng"), None).unwrap();
    let start = Instant::now();
    let reading = pipeline::read_tables(&workspace).unwrap();
    println!("read    {:>8} rows       {:.3} s", reading.records.len(), start.elapsed().as_secs_f32());
    let layers = Layers::load(Some(&workspace.root), None, &workspace.cycle).unwrap();
    let indicators = Indicators::parse(layers.indicators()).unwrap();
    let start = Instant::now();
    let survey = pipeline::survey(&workspace, &reading, &indicators);
    println!("check and count            {:.3} s", start.elapsed().as_secs_f32());
    let fonts = Fonts::only(&project.join("fonts")).value;
    let out = tempfile::tempdir().unwrap();
    let options = options(out.path(), Selection::default());
    for round in ["first", "second"] {
        let start = Instant::now();
        let report =
            pipeline::build(&survey, &layers, &fonts, (&options, None), (&|_| (), &AtomicBool::new(false)))
                .unwrap();
        let (written, seconds) = (report.written.len(), start.elapsed().as_secs_f32());
        println!("build   {round:<7} {written:>4} files      {seconds:.3} s");
    }
}

/// Reads, checks and counts a made-up city of 1,593 villages in one run.
fn city() {
    let folder = tempfile::tempdir().unwrap();
    let towns = city::write(folder.path(), &City::default()).total.towns;
    let start = Instant::now();
    let workspace = pipeline::open(folder.path(), None).unwrap();
    let reading = pipeline::read_tables(&workspace).unwrap();
    let (files, rows) = (reading.files, reading.records.len());
    println!(
        "read    {rows:>8} rows of {files} files, {towns} towns   {:.3} s",
        start.elapsed().as_secs_f32()
    );
    let layers = Layers::load(None, None, &workspace.cycle).unwrap();
    let indicators = Indicators::parse(layers.indicators()).unwrap();
    let checked = Instant::now();
    let survey = pipeline::survey(&workspace, &reading, &indicators);
    let (bodies, figures) =
        (survey.resolved.bodies.len(), survey.figures.bodies.iter().map(Vec::len).sum::<usize>());
    println!("check and count {bodies} bodies, {figures} figures   {:.3} s", checked.elapsed().as_secs_f32());
    println!("read, check and count in all   {:.3} s  {}", start.elapsed().as_secs_f32(), peak());
    let fonts = Fonts::only(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts")).value;
    let out = tempfile::tempdir().unwrap();
    let only = ["F4", "F10", "F12"].map(str::to_owned).to_vec();
    let selection = Selection { only, ..Selection::default() };
    let options = options(out.path(), selection);
    let start = Instant::now();
    let report =
        pipeline::build(&survey, &layers, &fonts, (&options, None), (&|_| (), &AtomicBool::new(false)))
            .unwrap();
    let (written, failed) = (report.written.len(), report.failed.len());
    println!(
        "build   {written:>8} papers of the city, {failed} failed   {:.3} s  {}",
        start.elapsed().as_secs_f32(),
        peak()
    );
}

fn options(out: &Path, selection: Selection) -> BuildOptions {
    BuildOptions {
        selection,
        out: out.to_owned(),
        threads: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        force: false,
        wait: false,
        keep_going: false,
        emit_typst: false,
        typeset: Options::default(),
    }
}

/// Peak resident memory of this process; elsewhere than on Linux it is left out.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.map_or_else(String::new, |kilobytes| format!("peak {} MB", kilobytes >> 10))
}
