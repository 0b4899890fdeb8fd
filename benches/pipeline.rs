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

use std::fmt::Write;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use huanjie::count::Indicators;
use huanjie::fill::Layers;
use huanjie::pipeline::{self, BuildOptions, Selection};
use huanjie::typeset::{Fonts, Options};

/// Villages of the made-up city (S3 of the facts: 1,593).
const VILLAGES: usize = 1593;
/// Delegates of a village.
const DELEGATES: usize = 27;

fn main() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    example(project);
    city();
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
    let options = BuildOptions {
        selection: Selection::default(),
        out: out.path().to_owned(),
        threads: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        force: false,
        keep_going: false,
        emit_typst: false,
        typeset: Options::default(),
    };
    for round in ["first", "second"] {
        let start = Instant::now();
        let report =
            pipeline::build(&survey, &layers, &fonts, &options, (&|_| (), &AtomicBool::new(false))).unwrap();
        let (written, seconds) = (report.written.len(), start.elapsed().as_secs_f32());
        println!("build   {round:<7} {written:>4} files      {seconds:.3} s");
    }
}

/// Reads, checks and counts the delegates of a city from one csv file.
fn city() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::from("序号,乡镇,村,姓名,性别,民族,出生年月,政治面貌,学历,是否到会\n");
    for row in 0..VILLAGES * DELEGATES {
        let (village, person) = (row / DELEGATES, row % DELEGATES);
        let given = ["兰", "梅", "菊", "荷", "霞", "玲", "芳"][row % 7];
        let (year, month) = (1955 + row % 45, 1 + row % 12);
        writeln!(
            text,
            "{row},第{}镇,第{village}村,王{given}{person},女,汉族,{year}.{month:02},群众,高中,是",
            village / 15
        )
        .unwrap();
    }
    std::fs::write(folder.path().join("代表.csv"), text).unwrap();
    let workspace = pipeline::open(folder.path(), Some("2021-02".parse().unwrap())).unwrap();
    let start = Instant::now();
    let reading = pipeline::read_tables(&workspace).unwrap();
    println!("read    {:>8} rows (city)  {:.3} s", reading.records.len(), start.elapsed().as_secs_f32());
    let layers = Layers::load(None, None, &workspace.cycle).unwrap();
    let indicators = Indicators::parse(layers.indicators()).unwrap();
    let start = Instant::now();
    let survey = pipeline::survey(&workspace, &reading, &indicators);
    println!("check and count {:>6} bodies {:.3} s", survey.bodies.len(), start.elapsed().as_secs_f32());
}
