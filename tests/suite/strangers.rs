//! What came from elsewhere harms nobody: memory, terminal, pipes, links, files of a later version (REVIEW F4, F6, F13, F14).

use std::path::Path;

use crate::support::finished::small;
use crate::support::run::{Town, files, fonts, huanjie};

/// The town with one passage of its plan in a layer of its own.
fn with_passage(passage: &str) -> Town {
    let town = Town::small();
    std::fs::create_dir(town.path().join("templates")).unwrap();
    let plan = format!(
        "{{% extends \"default/plan.typ\" %}}\n{{% block goals %}}\n{passage}\n{{% endblock goals %}}\n"
    );
    std::fs::write(town.path().join("templates/plan.typ"), plan).unwrap();
    town
}

/// What the build of a town says, and the most memory, in megabytes, that it or one of its workers had meanwhile.
#[cfg(target_os = "linux")]
fn most_memory(town: &Town, out: &Path, more: &[&str]) -> (std::process::Output, u64) {
    use std::process::Stdio;
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_huanjie"));
    command.arg("build").arg(town.path()).arg("--out").arg(out).arg("--fonts").arg(fonts()).args(more);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let own = child.id().to_string();
    let running = std::thread::spawn(move || child.wait_with_output().unwrap());
    let mut most = 0;
    while !running.is_finished() {
        for entry in std::fs::read_dir("/proc").unwrap().filter_map(Result::ok) {
            let status = std::fs::read_to_string(entry.path().join("status")).unwrap_or_default();
            let of = |name: &str| {
                let line = status.lines().find_map(|line| line.strip_prefix(name))?;
                line.split_whitespace().next()
            };
            if of("PPid:") == Some(&*own) || of("Pid:") == Some(&*own) {
                let peak = of("VmHWM:").and_then(|peak| peak.parse::<u64>().ok());
                most = most.max(peak.unwrap_or(0) / 1024);
            }
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    (running.join().unwrap(), most)
}

#[cfg(target_os = "linux")]
#[test]
fn calls_without_an_end_stay_within_the_limit_of_memory() {
    let town = with_passage("#let s = \"eval(s, scope: (s: s))\"\n#eval(s, scope: (s: s))");
    let out = tempfile::tempdir().unwrap();
    let more = ["--only", "A1,F4", "--memory-limit", "512", "--lang", "en"];
    let (output, most) = most_memory(&town, out.path(), &more);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("layer-limit  templates/plan.typ") && said.contains("512 MB"), "{said}");
    assert!(most < 1000, "{most} MB");
    assert!(files(out.path()).keys().any(|path| path.contains("F4")), "the others are made");
}

#[cfg(target_os = "linux")]
#[test]
fn a_town_of_many_villages_is_built_in_bounded_memory() {
    let villages: String = (1..=400).map(|n| format!(", \"第{n}村\"")).collect();
    let units = format!("units = [\"河口村\"{villages}]");
    let town = Town::small().replace("cycle.toml", "units = [\"河口村\"]", &units);
    let out = tempfile::tempdir().unwrap();
    let more = ["--only", "F12", "--unit", "柳溪镇", "--keep-going"];
    let (output, most) = most_memory(&town, out.path(), &more);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(most < 750, "{most} MB");
}

#[cfg(target_os = "linux")]
#[test]
fn a_list_of_thirty_thousand_is_refused_in_bounded_memory() {
    let town = Town::small();
    let path = town.path().join("data/代表.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    let head = text.lines().next().unwrap();
    let row = |n: u32| format!("{n},河口村,何静{n},女,汉族,1985.07,群众,高中,务农,192{n:08},是\n");
    std::fs::write(&path, format!("{head}\n{}", (1..=30_000).map(row).collect::<String>())).unwrap();
    let out = tempfile::tempdir().unwrap();
    let (output, most) =
        most_memory(&town, out.path(), &["--only", "C5,F4", "--keep-going", "--format", "json"]);
    let built: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let failed = built["failed"].as_array().unwrap();
    assert!(
        !failed.is_empty() && failed.iter().all(|paper| paper["problems"][0]["code"] == "too-many"),
        "{failed:#?}"
    );
    assert!(!built["written"].as_array().unwrap().is_empty(), "the town's own papers are made");
    assert!(most < 300, "{most} MB");
}

/// Texts that could do something to a terminal.
const MARKS: &str = "\u{1B}]0;x\u{7}\u{9B}31m\u{202E}\u{200B}";

fn is_harmless(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{200B}' | '\u{202E}' | '\u{FEFF}'))
    })
}

#[test]
fn nothing_that_is_not_seen_reaches_a_terminal_by_any_command() {
    let town = Town::small();
    let data = town.path().join("data");
    let roster = std::fs::read_to_string(data.join("执委.csv")).unwrap();
    let spoilt =
        roster.replace("丁一兰", &format!("丁{MARKS}兰")).replace("1985.07", &format!("19{MARKS}85"));
    std::fs::write(data.join(format!("执委{MARKS}.csv")), spoilt).unwrap();
    std::fs::remove_file(data.join("执委.csv")).unwrap();
    std::fs::write(data.join(format!("x{MARKS}.bin")), "x").unwrap();
    let town = town.replace(
        "cycle.toml",
        "name = \"柳溪镇\"",
        "name = \"柳\\u001B]0;x\\u0007\\u009B\\u202E\\u200B溪镇\"",
    );
    let out = tempfile::tempdir().unwrap();
    let runs = [
        town.run("check", &[]),
        town.run("check", &["--format", "json"]),
        town.run("check", &["--format", "xlsx"]),
        town.run("read", &[]),
        town.run("read", &["--format", "json"]),
        town.run("stats", &[]),
        town.run("stats", &["--by", "unit", "--format", "csv"]),
        town.run("stats", &["--format", "json"]),
        town.run("stats", &["--explain", "chair.count"]),
        town.run("list", &[]),
        town.build(out.path(), &["--only", "F4", "--keep-going"]),
        town.build(out.path(), &["--only", &format!("F4{MARKS}")]),
        town.build(out.path(), &["--only", "F4", "--keep-going", "--format", "json", "--force"]),
        huanjie(["preview", &format!("F4{MARKS}"), &town.path().display().to_string()]),
        huanjie(["templates", "list", &town.path().display().to_string()]),
        huanjie(["templates", "eject", &format!("F4{MARKS}"), &town.path().display().to_string()]),
        huanjie(["check", &format!("no{MARKS}such")]),
        huanjie(["check", "--format", &format!("x{MARKS}")]),
        huanjie([format!("chek{MARKS}")]),
    ];
    for (at, run) in runs.iter().enumerate() {
        let said = format!("{}{}", run.stdout.trim_start_matches('\u{FEFF}'), run.stderr);
        assert!(is_harmless(&said), "{at}: {said:?}");
        assert!(!said.is_empty(), "{at}");
    }
    // The data themselves are in the JSON as they are.
    assert!(runs[4].json().to_string().contains('\u{202E}'));
}

#[cfg(unix)]
#[test]
fn a_written_file_is_as_readable_as_the_umask_says() {
    use std::os::unix::fs::PermissionsExt;
    let town = Town::small();
    let mode = |umask: &str, mode: u32| {
        let out = tempfile::tempdir().unwrap();
        let shell = format!(
            "umask {umask}; exec '{}' build '{}' --out '{}' --fonts '{}' --only F4",
            env!("CARGO_BIN_EXE_huanjie"),
            town.path().display(),
            out.path().display(),
            fonts().display()
        );
        assert!(std::process::Command::new("sh").args(["-c", &shell]).output().unwrap().status.success());
        for path in files(out.path()).keys() {
            let own = std::fs::metadata(out.path().join(path)).unwrap().permissions().mode() & 0o777;
            assert_eq!(own, mode, "{path}: {own:o}");
        }
    };
    mode("022", 0o644);
    mode("077", 0o600);
    mode("002", 0o664);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_a_file_is_reported_and_not_waited_for() {
    let pipe = |at: &Path| assert!(std::process::Command::new("mkfifo").arg(at).status().unwrap().success());
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("units.txt");
    pipe(&list);
    let run = huanjie([
        "init",
        &folder.path().join("x").display().to_string(),
        "--units",
        &list.display().to_string(),
    ]);
    assert!(run.status != 0 && !folder.path().join("x").exists(), "{}", run.stderr);
    let town = Town::small();
    pipe(&town.path().join("data/x.csv"));
    std::fs::create_dir(town.path().join("narrative")).unwrap();
    pipe(&town.path().join("narrative/goals.md"));
    for own in ["journal", "written"] {
        let out = tempfile::tempdir().unwrap();
        std::fs::create_dir(out.path().join(".huanjie")).unwrap();
        pipe(&out.path().join(".huanjie").join(own));
        let run = town.build(out.path(), &["--only", "F4", "--emit-typst"]);
        assert!(run.status == 1, "{}", run.stderr);
    }
}

#[test]
fn a_manifest_of_a_later_version_is_left_as_it_is() {
    let town = Town::small();
    let out = tempfile::tempdir().unwrap();
    let later = "{\"version\": \"99.0.0\", \"parts\": [1], \"files\": {}}";
    std::fs::write(out.path().join("manifest.json"), later).unwrap();
    let run = town.build(out.path(), &["--only", "F4", "--lang", "en"]);
    assert!(run.status != 0 && run.stderr.contains("99.0.0"), "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(out.path().join("manifest.json")).unwrap(), later);
    assert_eq!(files(out.path()).len(), 1);
}

#[test]
fn a_cycle_from_elsewhere_chooses_no_layer_outside_its_workspace() {
    let layer = tempfile::tempdir().unwrap();
    std::fs::write(layer.path().join("pack.toml"), "name = \"other\"\n").unwrap();
    let whole = layer.path().display().to_string();
    for name in [whole.clone(), format!("../{}", layer.path().file_name().unwrap().to_string_lossy())] {
        let town = Town::small();
        let line = format!("term = 2\nlayer = '{name}'");
        let town = town.replace("cycle.toml", "term = 2", &line);
        let dir = town.path().display().to_string();
        for run in [town.run("list", &[]), huanjie(["templates", "check", &dir])] {
            assert_eq!(run.status, 2, "{}", run.stderr);
            assert!(
                run.stderr.contains("bad-layer  cycle.toml") && run.stderr.contains("--layer"),
                "{}",
                run.stderr
            );
        }
        assert_eq!(town.run("list", &["--layer", &whole]).status, 0);
    }
    #[cfg(unix)]
    {
        let town = Town::small().replace("cycle.toml", "term = 2", "term = 2\nlayer = 'linked'");
        std::os::unix::fs::symlink(layer.path(), town.path().join("linked")).unwrap();
        let run = town.run("list", &[]);
        assert!(run.status == 2 && run.stderr.contains("bad-layer  cycle.toml"), "{}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn folders_that_are_links_out_of_the_workspace_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("goals.md"), "从外面来的话").unwrap();
    let town = Town::small();
    symlink(outside.path(), town.path().join("narrative")).unwrap();
    let list = town.run("list", &[]);
    let out = tempfile::tempdir().unwrap();
    let built = town.build(out.path(), &["--only", "A1"]);
    assert!(built.stderr.contains("layer-link  narrative"), "{} {}", list.stderr, built.stderr);
    std::fs::rename(town.path().join("data"), outside.path().join("data")).unwrap();
    symlink(outside.path().join("data"), town.path().join("data")).unwrap();
    let check = town.run("check", &[]);
    assert!(check.status == 1 && check.stdout.contains("ignored-file  data"), "{}", check.stdout);
    // One that stays inside is a folder like any other.
    std::fs::remove_file(town.path().join("data")).unwrap();
    std::fs::rename(outside.path().join("data"), town.path().join("tables")).unwrap();
    symlink(town.path().join("tables"), town.path().join("data")).unwrap();
    assert!(!town.run("check", &[]).stdout.contains("ignored-file"));
}

#[test]
fn a_font_file_that_cannot_be_read_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(fonts()).unwrap().filter_map(Result::ok) {
        if entry.path().is_file() {
            std::fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
        }
    }
    std::fs::write(folder.path().join("坏.ttf"), "no font").unwrap();
    let shown = folder.path().display().to_string();
    let run = huanjie(["fonts", "--fonts", &shown]);
    assert!(
        format!("{}{}", run.stdout, run.stderr).contains("unreadable-font"),
        "{} {}",
        run.stdout,
        run.stderr
    );
    let town = Town::small();
    let out = tempfile::tempdir().unwrap();
    let out = out.path().display().to_string();
    let built = town.run("build", &["--only", "F4", "--out", &out, "--fonts", &shown]);
    assert!(built.status == 0 && built.stderr.contains("unreadable-font"), "{}", built.stderr);
}

#[test]
fn papers_whose_lists_are_lost_are_known_by_their_bytes() {
    let (town, out) = (Town::small(), small().copy());
    let wanted = files(out.path());
    std::fs::remove_file(out.path().join("manifest.json")).unwrap();
    let _ = std::fs::remove_dir_all(out.path().join(".huanjie"));
    let edited = wanted.keys().find(|path| path.contains("F4") && path.contains("河口村")).unwrap();
    std::fs::write(out.path().join(edited), "mine").unwrap();
    let run = town.build(out.path(), &["--format", "json"]);
    let failed: Vec<_> = run.json()["failed"].as_array().unwrap().iter().map(|f| f["path"].clone()).collect();
    assert_eq!(failed[0], edited.as_str(), "{failed:?}");
    // With it fail those that tell how many pages it has.
    let waits = |path: &str| path == edited || path.contains("packets") || path.contains("F13");
    assert!(failed.iter().all(|path| waits(path.as_str().unwrap())), "{failed:?}");
    assert_eq!(std::fs::read(out.path().join(edited)).unwrap(), b"mine");
    std::fs::remove_file(out.path().join(edited)).unwrap();
    let again = town.build(out.path(), &[]);
    assert_eq!(again.status, 0, "{}", again.stderr);
    assert_eq!(files(out.path()), wanted);
}

#[test]
fn an_index_lists_all_papers_whichever_of_them_are_made() {
    let (town, out) = (Town::small(), small().copy());
    let wanted = files(out.path());
    let run = town.build(out.path(), &["--only", "F13", "--format", "json"]).json();
    assert_eq!(
        (run["written"].as_array().unwrap().len(), run["failed"].as_array().unwrap().len()),
        (0, 0),
        "{run}"
    );
    assert_eq!(files(out.path()), wanted);
}

#[test]
fn papers_of_another_workspace_in_the_same_folder_stay() {
    let out = small().copy();
    let first = files(out.path());
    let other = Town::small().replace("cycle.toml", "name = \"柳溪镇\"", "name = \"白石镇\"");
    let run = other.build(out.path(), &["--keep-going", "--format", "json"]).json();
    assert_eq!(run["removed"].as_array().unwrap().len(), 0, "{run}");
    let told =
        |problem: &serde_json::Value| problem["code"] == "not-ours" && problem["severity"] == "warning";
    assert!(run["problems"].as_array().unwrap().iter().any(told), "{run}");
    let now = files(out.path());
    let kept = first.iter().filter(|(path, _)| path.ends_with(".pdf"));
    assert!(kept.into_iter().all(|(path, bytes)| now.get(path) == Some(bytes)));
    // Whoever clears them away is not asked again.
    std::fs::remove_dir_all(out.path().join("柳溪镇")).unwrap();
    let run = other.build(out.path(), &["--keep-going", "--format", "json"]).json();
    assert!(!run["problems"].as_array().unwrap().iter().any(told), "{run}");
}

#[test]
fn an_edited_source_of_an_unchanged_paper_is_kept_with_a_warning() {
    let (town, out) = (Town::small(), tempfile::tempdir().unwrap());
    let build = || town.build(out.path(), &["--only", "plan", "--emit-typst", "--format", "json"]);
    build();
    let source = files(out.path()).into_keys().find(|path| path.ends_with("main.typ")).unwrap();
    std::fs::write(out.path().join(&source), "mine").unwrap();
    let run = build().json();
    assert_eq!(run["unchanged"], 1, "{run}");
    assert!(
        run["problems"].as_array().unwrap().iter().any(|problem| problem["code"] == "kept-copy"),
        "{run}"
    );
    assert!(files(out.path()).values().any(|bytes| bytes == b"mine"));
}
