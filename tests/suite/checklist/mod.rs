//! The checklist of TYPOGRAPHY 5, point by point, over finished papers.
//!
//! A point is a function from a paper to a [`Verdict`]. Every point also has a doctor: a change to a paper that holds
//! which must break it, so that no check can never fail.

mod breaks;
mod file;
mod folio;
mod grid;
mod head;
mod order;
mod paper;
mod parts;
mod rows;

use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value;

use paper::Paper;

use crate::support::finished::{self, manifest};
use crate::support::run::{Run, Town, files};

/// One millimetre.
const MM: f64 = 72.0 / 25.4;
/// 版心: left, right, top, bottom.
const LEFT: f64 = 28.0 * MM;
const RIGHT: f64 = 184.0 * MM;
const TOP: f64 = 37.0 * MM;
const BOTTOM: f64 = 262.0 * MM;
/// 3号, and from one line of it to the next.
const BODY: f64 = 16.0;
const PITCH: f64 = 29.45;
/// 字: 28 of them fill a line.
const EM: f64 = 156.0 * MM / 28.0;
/// Where a paragraph begins.
const INDENT: f64 = LEFT + 2.0 * EM;
/// 4号.
const SMALL: f64 = 14.0;

/// What a check found in one paper.
#[derive(Debug, Default)]
struct Verdict {
    /// Places that were looked at and are right.
    held: usize,
    /// What is wrong, with page and measure.
    broken: Vec<String>,
}

impl Verdict {
    /// Takes one place.
    fn take(&mut self, right: bool, wrong: impl FnOnce() -> String) {
        if right { self.held += 1 } else { self.broken.push(wrong()) }
    }

    /// Takes one measure.
    fn near(&mut self, what: &str, is: f64, wanted: f64, tolerance: f64) {
        self.take((is - wanted).abs() <= tolerance, || {
            format!("{what}: {is:.2}, wanted {wanted:.2} ± {tolerance}")
        });
    }
}

/// One point of the checklist.
struct Point {
    number: u32,
    title: &'static str,
    check: fn(&Paper) -> Verdict,
    /// Breaks what the point asks.
    doctor: fn(&mut Paper),
}

fn points() -> Vec<Point> {
    let mut points = Vec::new();
    points.extend(file::points());
    points.extend(grid::points());
    points.extend(folio::points());
    points.extend(breaks::points());
    points.extend(head::points());
    points.extend(parts::points());
    points.extend(rows::points());
    points.extend(order::points());
    points.sort_by_key(|point| point.number);
    points
}

/// The papers of a build, as the manifest lists them.
fn papers(out: &Path) -> Vec<Paper> {
    let manifest = manifest(out);
    let files: Vec<_> = manifest.iter().collect();
    let read = |(path, entry): &(&String, &Value)| {
        let fallbacks = entry["fallbacks"].as_array().into_iter().flatten();
        let fallbacks = fallbacks.map(|found| found.as_str().unwrap().to_owned()).collect();
        Paper::read(&out.join(path), entry["id"].as_str().unwrap(), fallbacks)
    };
    let middle = files.len() / 2;
    std::thread::scope(|scope| {
        let second = scope.spawn(|| files[middle..].iter().map(read).collect::<Vec<_>>());
        let mut papers: Vec<Paper> = files[..middle].iter().map(read).collect();
        papers.extend(second.join().unwrap());
        papers
    })
}

/// Reads all papers of a workspace back.
fn read_back(town: &Town, made: &Run, out: &Path) -> Vec<Paper> {
    assert_eq!(made.status, 0, "{}{}", made.stdout, made.stderr);
    assert!(!format!("{}{}", made.stdout, made.stderr).contains("typst-warning"), "{}", made.stderr);
    let records = town.run("read", &["--format", "json"]).json();
    let mut papers = papers(out);
    rows::count_records(&mut papers, &records);
    order::name_people(&mut papers, &records);
    papers
}

/// The example: the villages after the vote, the town before it. Built once for all tests.
fn example() -> &'static [Paper] {
    static EXAMPLE: OnceLock<Vec<Paper>> = OnceLock::new();
    EXAMPLE.get_or_init(|| {
        let built = finished::example("qingkeng");
        read_back(&Town::copy_of("qingkeng"), &built.run, built.out())
    })
}

/// What all points found in all papers, as a table, with the first things that are wrong.
fn examine(papers: &[Paper], everywhere: bool) -> (String, Vec<String>) {
    let (mut table, mut wrong) = (String::new(), Vec::new());
    for Point { number, title, check, .. } in points() {
        let (mut applied, mut held, mut broken) = (0, 0, 0);
        for paper in papers {
            let verdict = check(paper);
            applied += usize::from(verdict.held + verdict.broken.len() > 0);
            held += verdict.held;
            broken += verdict.broken.len();
            let found = verdict.broken.into_iter().take(3);
            wrong.extend(found.map(|wrong| format!("{number}: {}: {wrong}", paper.path.display())));
        }
        table += &format!("{number:>3} {applied:>4} papers {held:>6} places {broken:>4} broken  {title}\n");
        if applied == 0 && everywhere {
            wrong.push(format!("{number} ({title}) applies nowhere"));
        }
    }
    (table, wrong)
}

/// Points that have a test of their own, for no single paper can show them.
const ELSEWHERE: &[u32] = &[40, 54];

#[test]
fn every_point_of_the_checklist_holds_in_every_paper_it_applies_to() {
    let (table, wrong) = examine(example(), true);
    println!("{table}");
    assert!(wrong.is_empty(), "{table}\n{}", wrong.join("\n"));
    // Points above 54 are ours.
    let mut numbers: Vec<u32> =
        points().iter().map(|point| point.number).filter(|&number| number <= 54).collect();
    numbers.extend(ELSEWHERE);
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=54).collect::<Vec<_>>(), "the list has 54 points");
}

#[test]
fn a_later_term_before_the_vote_holds_them_too() {
    let cycle = "cycle.toml";
    let town = Town::copy_of("qingkeng")
        .replace(cycle, "term = 1 ", "first = false\nterm = 15 ")
        .replace(
            cycle,
            "\n[rules]\n",
            "\n[ballot]\nmark = \"left\"\nper_sheet = 4\n\n[packet]\ncontinuous = false\n\n[rules]\n\
             result_route = \"federation\"\ncredential_route = \"presidium\"\nupper_delegates = true\n\
             preselection = true\nchair_by_hands = true\nshortfall_rule = \"separate\"\nnotice_days = 5\n",
        )
        .replace(cycle, "vice_max = 5\n", "vice_max = 5\nstanding = true\n");
    for results in ["选举结果", "花名册/附件3 执委会成员花名册.xlsx"] {
        let path = town.path().join("data").join(results);
        if path.is_dir() {
            std::fs::remove_dir_all(path).unwrap();
        } else {
            std::fs::remove_file(path).unwrap();
        }
    }
    let out = tempfile::tempdir().unwrap();
    let made = town.build(out.path(), &["--unit", "青坑镇,梅岩村,霞垅村", "--no-packet"]);
    let papers = read_back(&town, &made, out.path());
    let (table, wrong) = examine(&papers, false);
    assert!(wrong.is_empty(), "{table}\n{}", wrong.join("\n"));
}

#[test]
fn no_check_can_never_fail() {
    let papers = example();
    for point in points() {
        let sound = papers.iter().filter(|paper| {
            let verdict = (point.check)(paper);
            verdict.held > 0 && verdict.broken.is_empty()
        });
        let caught = sound.take(8).any(|paper| {
            let mut ill = paper.clone();
            (point.doctor)(&mut ill);
            !(point.check)(&ill).broken.is_empty()
        });
        assert!(caught, "point {} ({}) does not see what is done to a paper", point.number, point.title);
    }
}

#[test]
fn the_same_tables_give_the_same_bytes() {
    // Point 54; and PDF/A with title and language on demand (point 53).
    let town = Town::copy_of("qingkeng");
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let archive = ["--unit", "梅岩村", "--pdf-standard", "a-2b"];
    assert_eq!(town.build(one.path(), &archive).status, 0);
    assert_eq!(town.build(two.path(), &archive).status, 0);
    let (one, two) = (files(one.path()), files(two.path()));
    assert!(one.len() > 50, "{}", one.len());
    for (path, bytes) in &one {
        assert!(bytes == &two[path], "{path} differs");
        if path.ends_with(".pdf") {
            let text = String::from_utf8_lossy(bytes);
            assert!(text.contains("pdfaid:part") && text.contains("zh-CN"), "{path} is no PDF/A-2b");
        }
    }
}
