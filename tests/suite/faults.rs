//! One bad paper stops no other, no paper takes another's place, no hand edit is lost (REVIEW F9, F10, F12).

use std::path::Path;

use serde_json::Value;

use crate::support::run::{Run, Town, files, huanjie};

/// The only failed paper of a run.
fn only_failure(run: &Run) -> Value {
    let failed = run.json()["failed"].as_array().unwrap().clone();
    let papers: Vec<&Value> = failed.iter().filter(|paper| paper["id"] != "packet").collect();
    assert_eq!(papers.len(), 1, "{failed:#?}");
    papers[0].clone()
}

fn built(town: &Town, more: &[&str]) -> (tempfile::TempDir, std::collections::BTreeMap<String, Vec<u8>>) {
    let whole = tempfile::tempdir().unwrap();
    let run = town.build(whole.path(), more);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let wanted = files(whole.path());
    (whole, wanted)
}

/// What keeps one paper from its place, and what takes that away again.
type Obstacle = (fn(&Path), fn(&Path));

#[test]
fn a_file_that_cannot_be_written_fails_alone_and_is_made_when_it_can() {
    let town = Town::small();
    let village = ["--jobs", "1", "--unit", "河口村"];
    let (_whole, wanted) = built(&town, &village);
    let path = wanted.keys().find(|path| path.contains("F4") && path.contains("河口村")).unwrap();
    let folder: Obstacle =
        (|at| std::fs::create_dir_all(at.join("x")).unwrap(), |at| std::fs::remove_dir_all(at).unwrap());
    let pipe: Obstacle = (
        |at| assert!(std::process::Command::new("mkfifo").arg(at).status().unwrap().success()),
        |at| std::fs::remove_file(at).unwrap(),
    );
    // What blocks a file is the same to a worker.
    let pipes: &[bool] = if cfg!(unix) { &[false] } else { &[] };
    for ((put, take), layers) in [(folder, &[false, true][..]), (pipe, pipes)] {
        for &layer in layers {
            let out = tempfile::tempdir().unwrap();
            let target = out.path().join(path);
            std::fs::create_dir_all(target.parent().unwrap()).unwrap();
            put(&target);
            let town = if layer { with_template(Town::small(), "") } else { Town::small() };
            let run = town.build(out.path(), &[&village[..], &["--format", "json"]].concat());
            assert_eq!(run.status, 1, "{}", run.stderr);
            let failed = only_failure(&run);
            assert_eq!((&failed["id"], &failed["path"]), (&"filing-form".into(), &path.as_str().into()));
            let problem = &failed["problems"][0];
            assert_eq!((&problem["code"], &problem["file"]), (&"blocked-file".into(), &path.as_str().into()));
            let made = files(out.path());
            // Its packet, the index that tells how many pages it has, and the manifest wait for it.
            let others = wanted.iter().filter(|(other, _)| {
                *other != path
                    && !other.contains("packets/")
                    && !other.contains("F13")
                    && !other.ends_with(".json")
            });
            for (other, bytes) in others {
                assert!(layer || made.get(other) == Some(bytes), "{other}");
                assert!(made.contains_key(other), "{other}");
            }
            take(&target);
            let again = town.build(out.path(), &village);
            assert_eq!(again.status, 0, "{}", again.stderr);
            assert_eq!(files(out.path()).keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>());
            assert!(layer || files(out.path()) == wanted, "the same bytes as of an undisturbed build");
        }
    }
}

#[test]
fn a_file_where_the_folder_of_a_body_goes_stops_no_other_body() {
    let town = Town::small();
    let (_whole, wanted) = built(&town, &["--only", "F4"]);
    let path = wanted.keys().find(|path| path.contains("河口村")).unwrap();
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join(path).parent().unwrap().to_owned();
    std::fs::create_dir_all(folder.parent().unwrap()).unwrap();
    std::fs::write(&folder, "mine").unwrap();
    let run = town.build(out.path(), &["--only", "F4", "--format", "json"]);
    assert_eq!((run.status, only_failure(&run)["path"].as_str().unwrap()), (1, path.as_str()));
    assert_eq!(files(out.path()).keys().filter(|path| path.ends_with(".pdf")).count(), wanted.len() - 2);
    assert_eq!(std::fs::read(&folder).unwrap(), b"mine");
    std::fs::remove_file(&folder).unwrap();
    assert_eq!(town.build(out.path(), &["--only", "F4"]).status, 0);
    assert!(files(out.path()) == wanted);
}

#[test]
fn a_name_of_rare_characters_is_no_longer_than_a_file_name_may_be() {
    let long = "\u{2A6D6}".repeat(90);
    let pack = format!("[[document]]\nid = \"filing-form\"\ntitle = \"备案表{long}\"\n");
    let town = with_template(Town::small(), &pack);
    let out = tempfile::tempdir().unwrap();
    let run = town.build(out.path(), &["--only", "F4", "--format", "json"]);
    let made = run.json();
    let failed = made["failed"].as_array().unwrap();
    // No font has the character: that is a problem of the page, not of the name.
    assert!(failed.iter().all(|paper| paper["problems"][0]["code"] != "blocked-file"), "{failed:#?}");
    for paper in failed.iter().chain(made["written"].as_array().unwrap()) {
        let name = paper["path"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        assert!(name.len() <= 255 && name.starts_with("F4 ") && name.ends_with(".pdf"), "{name}");
    }
}

/// The town with a layer of its own: one changed paper, and this `pack.toml`.
fn with_template(town: Town, pack: &str) -> Town {
    std::fs::create_dir_all(town.path().join("templates")).unwrap();
    let plan = "{% extends \"default/plan.typ\" %}\n";
    std::fs::write(town.path().join("templates/plan.typ"), plan).unwrap();
    if !pack.is_empty() {
        std::fs::write(town.path().join("templates/pack.toml"), pack).unwrap();
    }
    town
}

#[test]
fn a_title_that_does_not_end_fails_at_its_line_and_all_other_papers_are_made() {
    let whole = Town::small();
    let (_whole, wanted) = built(&whole, &["--only", "F4,F5"]);
    let many = "{% for a in range(end=9999) %}".to_owned() + &"{% for b in \"0123456789\" %}".repeat(12);
    let ends = "{% endfor %}".repeat(13);
    let pack = format!("[[document]]\nid = \"officer-list\"\ntitle = '''{many}{ends}'''\n");
    let town = with_template(Town::small(), &pack);
    let out = tempfile::tempdir().unwrap();
    let run =
        town.build(out.path(), &["--only", "F4,F5", "--time-limit", "2", "--format", "json", "--jobs", "2"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    let made = run.json();
    let failed = made["failed"].as_array().unwrap();
    assert!(!failed.is_empty() && failed.iter().all(|paper| paper["id"] == "officer-list"), "{failed:#?}");
    let problem = &failed[0]["problems"][0];
    assert_eq!((&problem["code"], &problem["file"]), (&"layer-limit".into(), &"templates/pack.toml".into()));
    assert_eq!(problem["line"], 3, "{problem:#}");
    let forms = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
        files.keys().filter(|path| path.contains("F4")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(forms(&files(out.path())), forms(&wanted));
}

#[test]
fn two_papers_with_one_code_and_title_have_two_files_in_every_run() {
    let pack = "[[document]]\nid = \"my-form\"\ncode = \"F4\"\ntitle = \"{{ body.name }}选举结果备案表\"\nscope = \"body\"\nstage = \"conclude\"\n";
    let town = with_template(Town::small(), pack);
    std::fs::write(town.path().join("templates/my-form.typ"), "= 我的表\n").unwrap();
    let out = tempfile::tempdir().unwrap();
    let first = town.build(out.path(), &["--only", "F4", "--format", "json"]);
    assert_eq!(first.status, 0, "{}", first.stdout);
    let before = files(out.path());
    let papers = before.keys().filter(|path| path.ends_with(".pdf")).count();
    assert_eq!(first.json()["written"].as_array().unwrap().len(), papers);
    let path_of = |run: &Run| {
        let made = run.json()["written"].as_array().unwrap().clone();
        let own = made.iter().find(|made| made["id"] == "my-form" && made["body"] == "河口村妇联");
        own.unwrap()["path"].as_str().unwrap().to_owned()
    };
    for more in [&["--only", "my-form"][..], &["--only", "F4"], &["--only", "filing-form"]] {
        let run = town.build(out.path(), &[more, &["--format", "json"]].concat());
        assert_eq!((run.status, run.json()["written"].as_array().unwrap().len()), (0, 0), "{}", run.stdout);
        assert!(files(out.path()) == before);
    }
    // Alone it has the same name.
    let alone = tempfile::tempdir().unwrap();
    let run = town.build(alone.path(), &["--only", "my-form", "--format", "json"]);
    assert_eq!(path_of(&run), path_of(&first));
}

#[test]
fn remarks_in_a_workbook_of_problems_are_kept_at_every_check() {
    let town = Town::small();
    let out = town.path().join("out");
    let roster = town.path().join("data/代表.csv");
    let whole = std::fs::read_to_string(&roster).unwrap();
    // Each check finds something else.
    let check = |birth: &str| {
        std::fs::write(&roster, whole.replacen("1980.05", birth, 1)).unwrap();
        town.run("check", &["--format", "xlsx", "--lang", "zh"])
    };
    check("198x");
    check("19x0");
    assert_eq!(files(&out).len(), 1, "nobody wrote into it: {:?}", files(&out).keys());
    for (remark, birth) in [("one", "1x80"), ("two", "x980"), ("three", "xxxx")] {
        std::fs::write(out.join("problems.xlsx"), remark).unwrap();
        let run = check(birth);
        assert!(run.stderr.contains("problems-before"), "{}", run.stderr);
    }
    let kept: std::collections::BTreeSet<Vec<u8>> = files(&out).into_values().collect();
    for remark in ["one", "two", "three"] {
        assert!(kept.contains(remark.as_bytes()), "{remark} is lost");
    }
}

#[test]
fn a_picture_and_a_source_that_were_edited_are_kept() {
    let town = Town::small();
    let dir = town.path().display().to_string();
    let look = || {
        let run = huanjie(["preview", "F4", &dir, "--ppi", "20", "--unit", "河口村", "--lang", "zh"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run
    };
    look();
    let picture = town.path().join("out/preview/F4.png");
    assert!(!look().stderr.contains("before"), "nobody drew on it");
    std::fs::write(&picture, "my marks").unwrap();
    assert!(look().stderr.contains("F4-before.png"));
    assert_eq!(std::fs::read(picture.with_file_name("F4-before.png")).unwrap(), b"my marks");

    let out = tempfile::tempdir().unwrap();
    let arguments = ["--only", "F4", "--unit", "河口村", "--emit-typst", "--lang", "zh"];
    town.build(out.path(), &arguments);
    let source = files(out.path()).into_keys().find(|path| path.ends_with("main.typ")).unwrap();
    let change = |was: &str, is: &str| {
        let path = town.path().join("data/执委.csv");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(was));
        std::fs::write(&path, text.replace(was, is)).unwrap();
        town.build(out.path(), &arguments)
    };
    let first = change("1980", "1981");
    assert!(!first.stderr.contains("kept-copy"), "nobody edited it: {}", first.stderr);
    std::fs::write(out.path().join(&source), "mine").unwrap();
    let second = change("1981", "1982");
    assert!(second.status == 0 && second.stderr.contains("kept-copy"), "{}", second.stderr);
    let kept = out.path().join(&source).with_file_name("main-before.typ");
    assert_eq!(std::fs::read(kept).unwrap(), b"mine");
    assert!(std::fs::read(out.path().join(&source)).unwrap() != b"mine");
}

/// The first problem of a check or a build that was refused, and how long it took.
fn refused(run: &Run, code: &str, place: &str) {
    assert!(run.status != 0, "{}", run.stdout);
    let said = format!("{}{}", run.stdout, run.stderr);
    let line = said
        .lines()
        .find(|line| line.contains(code))
        .unwrap_or_else(|| panic!("no {code}: {}", brief(&said)));
    assert!(line.contains(place), "{}", brief(line));
    assert!(said.len() < 100_000, "{} bytes were said", said.len());
}

fn brief(text: &str) -> String {
    text.chars().take(2000).collect()
}

#[test]
fn what_no_congress_has_is_an_error_before_any_paper_is_made() {
    let stages: String = (0..50_000)
        .map(|_| "[[stage]]\nid = \"prepare\"\nstart = \"2021-01-04\"\nend = \"2021-02-19\"\n".to_owned())
        .collect();
    let wording = format!("\n[wording]\ngoals = \"{}\"\n", "字".repeat(1 << 20));
    let huge = format!("\n# {}\n", "x".repeat(10 << 20));
    for (more, place) in [
        ("\n[rules.unit]\nexec_min = 4000000\n".to_owned(), "cycle.toml:3"),
        ("\n[rules]\nexec_margin = 0x3D0900\n".to_owned(), "cycle.toml:3"),
        (format!("\n[body.\"河口村\"]\nseats = 9999\n{stages}"), "cycle.toml:"),
        (stages, "cycle.toml:"),
        (wording, "cycle.toml:"),
        (huge, "cycle.toml:1:1"),
    ] {
        let town = Town::small();
        let cycle = town.path().join("cycle.toml");
        let text = std::fs::read_to_string(&cycle).unwrap();
        std::fs::write(&cycle, text + &more).unwrap();
        let start = std::time::Instant::now();
        refused(&town.run("check", &[]), "cycle-too-large", place);
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}

#[test]
fn thirty_thousand_delegates_are_a_slip_and_no_ballots_are_printed() {
    let town = Town::small();
    let cycle = town.path().join("cycle.toml");
    let text = std::fs::read_to_string(&cycle).unwrap();
    std::fs::write(&cycle, text + "\n[ballot]\ncopies = \"entitled\"\n").unwrap();
    let results = town.path().join("data/结果.csv");
    let text = std::fs::read_to_string(&results).unwrap();
    let row = text.lines().find(|line| line.contains("河口村")).unwrap();
    let entitled = row.split(',').find(|cell| cell.len() > 1 && cell.parse::<u32>().is_ok()).unwrap();
    std::fs::write(&results, text.replacen(&format!(",{entitled},"), ",30000,", 1)).unwrap();
    let check = town.run("check", &["--format", "json"]).json();
    let found: Vec<&Value> = check["problems"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|problem| problem["code"] == "too-many")
        .collect();
    assert_eq!((found.len(), &found[0]["file"]), (1, &"data/结果.csv".into()), "{found:#?}");
    // Who goes on all the same gets everything but the papers of that village.
    let out = tempfile::tempdir().unwrap();
    let run = town.build(out.path(), &["--only", "E15,F4", "--keep-going", "--format", "json"]);
    let built = run.json();
    assert!(run.status == 1 && !built["written"].as_array().unwrap().is_empty(), "{built:#}");
    for failed in built["failed"].as_array().unwrap() {
        assert_eq!(failed["problems"][0]["code"], "too-many", "{failed:#}");
    }
    assert!(built["failed"].as_array().unwrap().len() >= 2);
}

#[test]
fn a_layer_that_is_a_bomb_is_refused_by_the_name_of_its_file() {
    let unknown: Vec<String> = (0..20_000).map(|n| format!("\"unknown-population-{n}\"")).collect();
    let groups = format!(
        "[[group]]\nid = \"x\"\nby = \"age\"\nof = [{}]\nbands = [{{ id = \"all\", label = \"x\", from = 0 }}]\n",
        unknown.join(",")
    );
    let populations: String = (0..190).map(|n| format!("[[population]]\nid = \"p{n}\"\n")).collect();
    let bands: String =
        (0..150).map(|n| format!("{{ id = \"b{n}\", label = \"x\", from = {n}, to = {n} }},")).collect();
    let product = format!("{populations}[[group]]\nid = \"x\"\nby = \"age\"\nbands = [{bands}]\n");
    let documents: String = (0..20_000)
        .map(|n| format!("[[document]]\nid = \"d{n}\"\ncode = \"A{n}\"\ntitle = \"x\"\nscope = \"town\"\nstage = \"elect\"\n"))
        .collect();
    let chain: Vec<(String, String)> = (0..900)
        .map(|n| {
            let parent = if n == 0 { "default/plan.typ".to_owned() } else { format!("t{}.typ", n - 1) };
            let blocks: String =
                (0..20).map(|b| format!("{{% block b{n}x{b} %}}x{{% endblock %}}")).collect();
            (
                format!("t{n}.typ"),
                format!("{{% extends \"{parent}\" %}}{{% block goals %}}{blocks}{{% endblock goals %}}"),
            )
        })
        .collect();
    let one = |name: &str, text: String| vec![(name.to_owned(), text)];
    for (files, code, place) in [
        (one("indicators.toml", groups), "bad-indicators", "templates/indicators.toml"),
        (one("indicators.toml", product), "bad-indicators", "templates/indicators.toml"),
        (one("pack.toml", documents), "bad-pack", "templates/pack.toml"),
        (chain, "layer-limit", "templates/t"),
    ] {
        let town = Town::small();
        std::fs::create_dir(town.path().join("templates")).unwrap();
        for (name, text) in files {
            std::fs::write(town.path().join("templates").join(name), text).unwrap();
        }
        let out = tempfile::tempdir().unwrap();
        let start = std::time::Instant::now();
        refused(&town.build(out.path(), &["--only", "A1"]), code, place);
        assert!(start.elapsed().as_secs() < 20, "{place}: {:?}", start.elapsed());
    }
}
