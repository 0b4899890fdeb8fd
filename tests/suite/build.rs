//! Whole builds: what is written, what stays, what is never touched.

use serde_json::Value;

use crate::support::finished::small;
use crate::support::pdf;
use crate::support::run::{Town, files};

#[test]
fn a_second_build_writes_nothing_and_one_cell_changes_only_its_papers() {
    let town = Town::small();
    let (out, first) = (small().copy(), small().run.json());
    let written = first["written"].as_array().unwrap().len();
    assert_eq!(first["failed"].as_array().unwrap().len(), 0, "{first:#}");
    assert!(written > 15, "{first:#}");
    let before = files(out.path());
    let second = town.build(out.path(), &["--format", "json"]).json();
    assert_eq!(second["written"].as_array().unwrap().len(), 0, "{second:#}");
    assert_eq!(second["unchanged"], written);
    assert_eq!(files(out.path()), before);

    let town = town.replace("data/代表.csv", "19200000007", "19200000077");
    let third = town.build(out.path(), &["--format", "json"]).json();
    let mut papers: Vec<_> = third["written"]
        .as_array()
        .unwrap()
        .iter()
        .map(|made| made["id"].as_str().unwrap().to_owned())
        .collect();
    papers.sort();
    assert_eq!(
        papers,
        ["delegate-form", "delegate-roster", "nominee-form", "packet", "sign-in"],
        "{third:#}"
    );
}

#[test]
fn without_packets_the_papers_are_the_same_and_packets_of_before_stay() {
    let out = small().copy();
    let before = files(out.path());
    let town = Town::small();
    let again = town.build(out.path(), &["--no-packet", "--format", "json"]).json();
    assert_eq!((&again["written"], &again["removed"]), (&serde_json::json!([]), &serde_json::json!([])));
    assert_eq!(files(out.path()), before);
    // Papers that are made anew leave an old packet behind, which is said.
    let town = town.replace("data/执委.csv", "1980.05", "1980.06");
    let changed = town.build(out.path(), &["--no-packet", "--format", "json"]).json();
    let stale: Vec<&Value> =
        changed["problems"].as_array().unwrap().iter().filter(|own| own["code"] == "stale-packet").collect();
    assert!(stale.len() == 1 && stale[0]["message"].as_str().unwrap().contains("河口村"), "{changed:#}");
    let whole = town.build(out.path(), &["--format", "json"]).json();
    assert!(!whole.to_string().contains("stale-packet"), "{whole:#}");
    let alone = tempfile::tempdir().unwrap();
    town.build(alone.path(), &["--no-packet", "--unit", "河口村", "--only", "F4,F5"]);
    let made: Vec<String> = files(alone.path()).into_keys().filter(|path| path.ends_with(".pdf")).collect();
    assert_eq!(made.len(), 2, "{made:?}");
    assert_eq!(town.build(alone.path(), &["--no-packet", "--packet"]).status, 2);
}

#[test]
fn two_builds_into_two_folders_are_the_same_bytes() {
    let town = Town::small();
    let one = tempfile::tempdir().unwrap();
    town.build(one.path(), &["--jobs", "1"]);
    let (one, two) = (files(one.path()), files(small().out()));
    assert!(one.len() > 15);
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(bytes == &two[path], "{path} differs");
    }
}

#[test]
fn a_file_that_was_edited_is_kept_until_force() {
    let town = Town::small();
    let out = tempfile::tempdir().unwrap();
    town.build(out.path(), &["--only", "F4"]);
    let path =
        files(out.path()).into_keys().find(|path| path.contains("F4") && path.contains("河口村")).unwrap();
    std::fs::write(out.path().join(&path), "mine").unwrap();
    let kept = town.build(out.path(), &["--only", "F4"]);
    assert_eq!(kept.status, 1);
    assert!(kept.stderr.contains("not-ours"), "{}", kept.stderr);
    assert_eq!(std::fs::read(out.path().join(&path)).unwrap(), b"mine");
    let forced = town.build(out.path(), &["--only", "F4", "--force"]);
    assert_eq!(forced.status, 0, "{}", forced.stderr);
    assert!(std::fs::read(out.path().join(&path)).unwrap().starts_with(b"%PDF"));
}

#[test]
fn a_paper_that_no_village_stands_for_any_more_goes_and_foreign_files_stay() {
    let town = Town::small();
    let out = small().copy();
    std::fs::write(out.path().join("notes.txt"), "mine").unwrap();
    let mut renamed = town;
    for file in ["代表", "候选人", "执委", "结果", "得票", "主席选举得票"] {
        let path = renamed.path().join(format!("data/{file}.csv"));
        let text = std::fs::read_to_string(&path).unwrap().replace("河口村", "湖心村");
        std::fs::write(path, text).unwrap();
    }
    renamed = renamed.replace("cycle.toml", "河口村", "湖心村");
    let run = renamed.build(out.path(), &["--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
    let left = files(out.path());
    assert!(left.keys().all(|path| !path.contains("河口村")), "{:?}", left.keys());
    assert!(left.contains_key("notes.txt"));
}

#[test]
fn a_name_that_looks_like_code_is_printed_letter_for_letter() {
    let hostile = "王#read(\"/etc/passwd\") *王* $x$ @a {{ 7*7 }}";
    let quoted = format!("\"{}\"", hostile.replace('"', "\"\""));
    let town = Town::small().replace("data/代表.csv", "何静", &quoted);
    let out = tempfile::tempdir().unwrap();
    let run = town.build(out.path(), &["--only", "C5", "--keep-going", "--format", "json"]);
    let made = run.json();
    let path = made["written"].as_array().unwrap().iter().find(|made| made["body"] == "河口村妇联").unwrap()
        ["path"]
        .clone();
    let text = pdf::text(&out.path().join(path.as_str().unwrap()));
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let wanted: String = hostile.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(squeezed.contains(&wanted), "{text}");
    assert!(!text.contains("root:"), "a file was read");
}

#[test]
fn a_character_that_no_font_has_is_an_error_at_its_cell() {
    let town = Town::small().replace("data/代表.csv", "何静", "丘\u{323AF}");
    let out = tempfile::tempdir().unwrap();
    let run = town.build(out.path(), &["--only", "C5", "--unit", "河口村", "--format", "json"]);
    assert_eq!(run.status, 1, "{}", run.stdout);
    let failed = run.json()["failed"][0]["problems"][0].clone();
    assert_eq!(failed["code"], "missing-glyph", "{failed:#}");
    assert_eq!(failed["file"], "data/代表.csv");
    assert_eq!(failed["cell"], "C8");
}

/// A child that is ended whatever happens to the test.
struct Running(std::process::Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a build and lets it run.
fn start(town: &Town, out: &std::path::Path, more: &[&str]) -> Running {
    let fonts = crate::support::run::fonts();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_huanjie"));
    command.arg("build").arg(town.path()).arg("--out").arg(out).arg("--fonts").arg(fonts).args(more);
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    Running(command.spawn().unwrap())
}

/// How many papers stand in a folder that somebody writes into.
fn finished(out: &std::path::Path) -> usize {
    let is_pdf = |entry: &walkdir::DirEntry| entry.path().extension().is_some_and(|kind| kind == "pdf");
    walkdir::WalkDir::new(out).into_iter().filter_map(Result::ok).filter(is_pdf).count()
}

#[test]
fn a_build_that_was_killed_knows_its_files_again() {
    let town = Town::small();
    let out = tempfile::tempdir().unwrap();
    let wanted = files(small().out());
    for enough in [1, 9, 30] {
        let mut running = start(&town, out.path(), &["--jobs", "1"]);
        while finished(out.path()) < enough && running.0.try_wait().unwrap().is_none() {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        running.0.kill().unwrap();
        running.0.wait().unwrap();
        let strange: Vec<_> =
            files(out.path()).into_keys().filter(|path| !wanted.contains_key(path)).collect();
        assert!(strange.is_empty(), "half-written among the papers: {strange:?}");
    }
    // The kill may have come between writing and renaming.
    let half_written = out.path().join(".huanjie/tmp/.huanjie-XyZ123");
    std::fs::create_dir_all(half_written.parent().unwrap()).unwrap();
    std::fs::write(&half_written, "%PDF").unwrap();
    let again = town.build(out.path(), &["--jobs", "1"]);
    assert_eq!(again.status, 0, "{}", again.stderr);
    assert!(!half_written.exists(), "what a killed build left goes with the next");
    assert!(!again.stderr.contains("not-ours"), "{}", again.stderr);
    assert_eq!(files(out.path()).keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>());
    assert_eq!(files(out.path()), wanted);
    assert!(!out.path().join(".huanjie/journal").exists(), "the manifest has it all");
}

#[test]
fn a_hand_edit_stays_one_after_a_kill() {
    let town = Town::small();
    let out = tempfile::tempdir().unwrap();
    let journal = out.path().join(".huanjie/journal");
    town.build(out.path(), &["--only", "F4"]);
    let path = files(out.path()).into_keys().find(|path| path.contains("F4")).unwrap();
    // As a killed build leaves it: the line is there, the file was edited since, and the last line is cut off.
    let manifest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.path().join("manifest.json")).unwrap()).unwrap();
    let line = serde_json::json!({ "path": path, "entry": manifest["files"][&path] });
    std::fs::write(&journal, format!("{line}\n{{\"path\":\"柳溪")).unwrap();
    std::fs::remove_file(out.path().join("manifest.json")).unwrap();
    let known = town.build(out.path(), &["--only", "F4", "--unit", "河口村"]);
    assert!(!path.contains("河口村") || known.status == 0, "{}", known.stderr);
    std::fs::write(&journal, format!("{line}\n")).unwrap();
    std::fs::write(out.path().join(&path), "mine").unwrap();
    let kept = town.build(out.path(), &["--only", "F4"]);
    assert_eq!((kept.status, std::fs::read(out.path().join(&path)).unwrap()), (1, b"mine".to_vec()));
}

#[test]
fn a_manifest_that_came_with_a_workspace_touches_nothing_outside() {
    let town = Town::small();
    let out = town.path().join("out");
    std::fs::create_dir(&out).unwrap();
    let sheet = town.path().join("data/执委.csv");
    let hash = blake3::hash(&std::fs::read(&sheet).unwrap()).to_hex().to_string();
    let entry = serde_json::json!({ "id": "plan", "body": "x", "pages": 1, "blake3": hash, "inputs": "", "blanks": [] });
    let manifest = serde_json::json!({ "version": "0.1.0", "files": { "../data/执委.csv": entry } });
    std::fs::write(out.join("manifest.json"), manifest.to_string()).unwrap();
    std::fs::create_dir(out.join(".huanjie")).unwrap();
    let line = serde_json::json!({ "path": "../data/执委.csv", "entry": entry });
    std::fs::write(out.join(".huanjie/journal"), format!("{line}\n")).unwrap();
    let built = town.build(&out, &[]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    assert!(sheet.exists() && built.stderr.contains("bad-manifest"), "{}", built.stderr);
    assert!(!std::fs::read_to_string(out.join("manifest.json")).unwrap().contains("../data"));
}

#[test]
fn two_builds_at_once_do_not_write_into_one_folder() {
    let town = Town::small();
    let out = tempfile::tempdir().unwrap();
    std::fs::create_dir(out.path().join(".huanjie")).unwrap();
    let lock = std::fs::File::create(out.path().join(".huanjie/lock")).unwrap();
    lock.lock().unwrap();
    let refused = town.build(out.path(), &["--only", "F4", "--lang", "zh"]);
    assert!(refused.status != 0 && refused.stderr.contains("--wait"), "{}", refused.stderr);
    assert!(files(out.path()).is_empty());
    let mut waiting = start(&town, out.path(), &["--only", "F4", "--wait"]);
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert!(files(out.path()).is_empty() && waiting.0.try_wait().unwrap().is_none(), "it waits");
    lock.unlock().unwrap();
    assert!(waiting.0.wait().unwrap().success());
    assert!(!files(out.path()).is_empty());
}

/// Processes that another one started, while they run.
#[cfg(target_os = "linux")]
fn children(parent: u32) -> Vec<String> {
    let all = std::fs::read_dir("/proc").unwrap().filter_map(Result::ok);
    let is_child = |pid: &String| {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest).split(' ').nth(1);
        after_name == Some(parent.to_string().as_str())
    };
    all.map(|entry| entry.file_name().to_string_lossy().into_owned()).filter(is_child).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_worker_does_not_outlive_the_build_that_was_killed() {
    let town = Town::small();
    std::fs::create_dir(town.path().join("templates")).unwrap();
    // A paper that takes its time.
    let slow = "{% extends \"default/plan.typ.tera\" %}\n{% block goal_team %}\n\
                #{ for a in range(9000) { for b in range(9000) { } } }\n{% endblock goal_team %}\n";
    std::fs::write(town.path().join("templates/plan.typ.tera"), slow).unwrap();
    let out = tempfile::tempdir().unwrap();
    let mut running = start(&town, out.path(), &["--only", "A1"]);
    let mut workers = Vec::new();
    for _ in 0..400 {
        workers = children(running.0.id());
        if !workers.is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(!workers.is_empty(), "a layer of one's own is loaded by a worker");
    running.0.kill().unwrap();
    running.0.wait().unwrap();
    let is_worker = |pid: &String| {
        let words = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&words).contains("worker")
    };
    for _ in 0..800 {
        if !workers.iter().any(is_worker) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("{workers:?} go on");
}

#[test]
fn a_manifest_that_was_cut_off_is_kept_beside_the_new_one() {
    let town = Town::small();
    let out = tempfile::tempdir().unwrap();
    town.build(out.path(), &["--only", "F4"]);
    let manifest = out.path().join("manifest.json");
    let cut = std::fs::read(&manifest).unwrap()[..40].to_vec();
    std::fs::write(&manifest, &cut).unwrap();
    let built = town.build(out.path(), &["--only", "F4"]);
    // What has the bytes that it should have is ours all the same.
    assert!(built.status == 0 && built.stderr.contains("bad-manifest"), "{}", built.stderr);
    assert_eq!(std::fs::read(out.path().join(".huanjie/manifest.unreadable")).unwrap(), cut);
}
