//! throwaway
#![allow(warnings)]
use std::time::Instant;
#[path = "../tests/suite/support/city/mod.rs"]
mod city;
fn main() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("city");
    city::write(&root, &city::City::default());
    let n = std::fs::read_dir(root.join("data")).unwrap().count();
    println!("files {n}");
    let mut text = String::from("序号,姓名,说明\n");
    if std::env::args().nth(1).is_some() {
        for row in 1..=100_000 {
            text.push_str(&format!("{row},丁一兰,第{row}行\n"));
        }
        std::fs::write(root.join("data/大表.csv"), text).unwrap();
    }
    for _ in 0..2 {
        let t = Instant::now();
        let project =
            huanjie::pipeline::Project::open(&root, huanjie::pipeline::Settings::default()).unwrap();
        println!("open {:?}", t.elapsed());
        let t = Instant::now();
        project.sources().unwrap();
        println!("sources {:?}", t.elapsed());
        let t = Instant::now();
        let s = project.survey().unwrap();
        println!("survey {:?}", t.elapsed());
        let t = Instant::now();
        let c = project.coverage_of(&s).unwrap();
        println!("coverage {:?}", t.elapsed());
        let t = Instant::now();
        let p = project.problems_of(&s).unwrap();
        println!("problems {:?} {}", t.elapsed(), p.len());
    }
}
