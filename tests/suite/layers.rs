//! District layers: the three that come with the project, looking at one page, trying one out, packing one, and what a
//! layer from elsewhere cannot do.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;

use crate::support::cases::{all_are_listed, cases};
use crate::support::finished::example;
use crate::support::pdf;
use crate::support::run::{Run, Town, files, fonts, huanjie, project};

/// All text of a workspace's papers, packets aside.
fn built(name: &str) -> Vec<(String, String)> {
    let workspace = project().join("data").join(name).display().to_string();
    let check = huanjie(["check", &workspace, "--lang", "zh"]);
    assert_eq!(
        (check.status, check.stdout.contains("：0 个错误，0 个警告")),
        (0, true),
        "{name}: {}",
        check.stdout
    );
    let built = example(name);
    for word in ["警告", "错误", "借用"] {
        assert!(!built.run.stderr.contains(word), "{name}: {}", built.run.stderr);
    }
    let papers =
        files(built.out()).into_keys().filter(|path| path.ends_with(".pdf") && !path.contains("packets"));
    papers.map(|path| (path.clone(), pdf::text(&built.out().join(&path)))).collect()
}

/// A clerk has the program and no folder of ours.
#[test]
fn the_layers_that_come_with_the_program_need_no_folder() {
    for layer in ["bilingual", "first-congress", "street"] {
        let town =
            Town::small().replace("cycle.toml", "[cycle]\n", &format!("[cycle]\nlayer = \"{layer}\"\n"));
        let listed = huanjie(["templates", "list", &town.path().display().to_string()]);
        assert_eq!(listed.status, 0, "{layer}: {}{}", listed.stdout, listed.stderr);
        assert!(listed.stdout.contains(layer), "{layer}: {}", listed.stdout);
    }
}

#[test]
fn a_street_speaks_of_communities_and_nowhere_of_villages() {
    let papers = built("street");
    for (path, text) in &papers {
        for word in ["村委会", "村党", "镇妇联", "镇党委", "村民"] {
            assert!(!text.contains(word), "{path} says {word}");
        }
    }
    assert!(papers.iter().any(|(path, _)| path.contains("00 街道级")));
    assert!(papers.iter().any(|(_, text)| text.contains("居委会")));
    assert!(papers.iter().any(|(_, text)| text.contains("驻区单位")));
}

#[test]
fn a_first_congress_is_called_by_a_preparatory_group() {
    let papers = built("first-congress");
    assert!(papers.iter().any(|(path, _)| path.contains("筹备组")), "{papers:?}");
    for (path, text) in &papers {
        for word in ["上届执行委员会", "第一届执行委员会工作报告", "镇妇代会"] {
            assert!(!text.contains(word), "{path} says {word}");
        }
    }
    assert!(papers.iter().any(|(_, text)| text.contains("妇代会工作报告")));
}

#[test]
fn an_autonomous_area_has_forms_and_ballots_in_two_languages() {
    let papers = built("bilingual");
    let of = |code: &str| papers.iter().find(|(path, _)| path.contains(&format!("/{code} "))).unwrap();
    let hangul = |text: &str| text.chars().filter(|c| ('가'..='힣').contains(c)).count();
    for code in ["C5", "E15", "E16", "E17", "F4", "F6"] {
        let (path, text) = of(code);
        assert!(hangul(text) > 20, "{path} has no Korean");
        assert!(
            text.contains('年') || text.contains("姓名") || text.contains("选票"),
            "{path} has lost its Chinese"
        );
    }
    assert_eq!(hangul(&of("A1").1), 0, "papers of running text stay Chinese");
}

fn checked(layer: &str, more: &[&str]) -> Run {
    let nowhere = tempfile::tempdir().unwrap();
    let (dir, fonts) = (nowhere.path().display().to_string(), fonts().display().to_string());
    let mut arguments =
        vec!["templates", "check", &dir, "--fonts", &fonts, "--lang", "zh", "--format", "json"];
    arguments.extend(["--layer", layer]);
    arguments.extend(more);
    huanjie(arguments)
}

fn stands_the_trial(layer: &str) {
    let folder = project().join("templates").join(layer).display().to_string();
    let run = checked(if layer == "default" { layer } else { &folder }, &[]);
    let tried = run.json();
    assert!(tried["papers"].as_u64().unwrap() > 150);
    assert_eq!(tried["problems"].as_array().unwrap().len(), 0, "{}", run.stdout);
    assert_eq!(run.status, 0);
}

#[test]
fn every_layer_of_the_project_is_tried() {
    let held = std::fs::read_dir(project().join("templates")).unwrap();
    all_are_listed(held.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect(), LISTED);
}

cases! { stands_the_trial:
    the_default_layer_stands_the_trial => "default",
    the_layer_of_a_street_stands_the_trial => "street",
    the_layer_of_a_first_congress_stands_the_trial => "first-congress",
    the_layer_in_two_scripts_stands_the_trial => "bilingual",
}

/// A layer from its files.
fn layer(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

const PACK: &str = "name = \"trial\"\nextends = \"default\"\nfonts = [\"Nowhere Song\"]\n\n[[document]]\nid = \"rich\"\ncode = \"Z1\"\ntitle = \"名册\"\nscope = \"unit\"\nstage = \"conclude\"\n";

const RICH: &str = "#import \"/lib/forms.typ\": *
#show: form-page
#paper-title(\"名册\")
#metadata((\"untranslated\", \"致富项目\"))<untranslated>
#text(font: \"Nowhere Kai\")[字体]
#table(columns: (10mm, 30mm), box(width: 60mm, {{ body.full_name | typ }}), [二])
#place(dx: 40mm, dy: 0mm)[先写的一行字]
#place(dx: 40mm, dy: 1mm)[后写的一行字]
#place(dx: 170mm)[伸到纸外面去的一行很长的字]
{% if not officers %}{{ body.nmae }}{% endif %}
";

#[test]
fn the_trial_finds_what_the_author_should_fix() {
    let files = [
        ("pack.toml", PACK),
        ("rich.typ.tera", RICH),
        ("rihc.typ.tera", "x"),
        ("lib/logo.svg", "<svg/>"),
        ("wording.toml", "gaol-team = \"x\"\n"),
    ];
    let folder = layer(&files);
    let run = checked(&folder.path().display().to_string(), &[]);
    let tried = run.json();
    let told: Vec<String> = tried["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| {
            let file = problem["file"].as_str().unwrap_or_default().rsplit('/').next().unwrap();
            format!("{} {file}:{}", problem["code"].as_str().unwrap(), problem["line"].as_u64().unwrap_or(0))
        })
        .collect();
    for expected in [
        "unused-file rihc.typ.tera:0",
        "unused-file logo.svg:0",
        "unknown-font pack.toml:0",
        "unknown-font rich.typ.tera:5",
        "text-overflow rich.typ.tera:6",
        "text-overflow rich.typ.tera:8",
        "text-overflow rich.typ.tera:9",
        "unknown-variable rich.typ.tera:10",
        "unknown-wording wording.toml:0",
    ] {
        assert!(told.iter().any(|told| told == expected), "{expected} is not among {told:#?}");
    }
    assert!(told.iter().any(|told| told.starts_with("missing-translation")), "{told:#?}");
    assert_eq!(run.status, 1);
}

#[test]
fn a_paper_that_fails_takes_only_its_packet_with_it() {
    let town = Town::small();
    std::fs::create_dir_all(town.path().join("templates")).unwrap();
    let endless = "{% extends \"default/unit-plan.typ.tera\" %}{% block title %}#for i in range(100000) { for j in range(100000) { } }{% endblock title %}";
    std::fs::write(town.path().join("templates/unit-plan.typ.tera"), endless).unwrap();
    let out = tempfile::tempdir().unwrap();
    let run = town.build(out.path(), &["--time-limit", "6", "--format", "json", "--keep-going"]);
    let report = run.json();
    let failed: Vec<_> =
        report["failed"].as_array().unwrap().iter().map(|failed| failed["id"].as_str().unwrap()).collect();
    assert_eq!(failed, ["unit-plan", "packet"], "{report}");
    assert_eq!(report["failed"][0]["problems"][0]["code"], "layer-limit");
    assert_eq!(report["failed"][1]["problems"][0]["code"], "packet-not-whole");
    assert!(report["written"].as_array().unwrap().len() > 60);
    let packets = files(out.path()).into_keys().filter(|path| path.contains("packets/")).collect::<Vec<_>>();
    assert_eq!(packets.len(), 1, "the town's alone: {packets:?}");
}

/// The size of a picture, from its header.
fn size(png: &Path) -> (u32, u32) {
    let bytes = std::fs::read(png).unwrap();
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn a_page_can_be_looked_at() {
    let town = Town::small();
    let png = town.path().join("plan.png");
    let (file, fonts) = (png.display().to_string(), fonts().display().to_string());
    let preview = |more: &[&str]| {
        let mut arguments = vec!["--fonts", &fonts, "--lang", "zh"];
        arguments.extend(more);
        let (document, more) = arguments.split_at(0);
        assert!(document.is_empty());
        let dir = town.path().display().to_string();
        let mut all = vec!["preview", "plan", &dir];
        all.extend(more);
        huanjie(all)
    };
    let run = preview(&["-o", &file, "--ppi", "72"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(size(&png), (595, 842));
    assert!(run.stderr.contains("第 1 页，共"), "{}", run.stderr);
    let beyond = preview(&["-o", &file, "--page", "99"]);
    assert_eq!(beyond.status, 1);
    assert!(beyond.stderr.contains("没有第 99 页"), "{}", beyond.stderr);
    assert_eq!(preview(&["-o", "plan.jpg"]).status, 2);
    assert!(preview(&["--unit", "河口村"]).stderr.contains("河口村没有"), "the plan is the town's");
    assert_eq!(preview(&[]).status, 0);
    assert!(town.path().join("out/preview/plan.png").exists());
}

/// `huanjie watch`, ended when it is dropped, and what it has printed.
struct Watching {
    child: Child,
    lines: std::sync::mpsc::Receiver<String>,
}

impl Watching {
    fn start(dir: &Path, png: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_huanjie"))
            .args(["watch", "plan", &dir.display().to_string(), "--lang", "zh", "--ppi", "50"])
            .args(["--fonts", &fonts().display().to_string(), "-o", &png.display().to_string()])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = std::sync::mpsc::channel();
        let streams: [Box<dyn std::io::Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for stream in streams {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        Self { child, lines }
    }

    /// Waits until lines have come with each of these in one; the two streams have no order between them.
    fn expect(&self, parts: &[&str]) -> Vec<String> {
        let end = Instant::now() + Duration::from_secs(120);
        let mut seen: Vec<String> = Vec::new();
        while !parts.iter().all(|part| seen.iter().any(|line| line.contains(part))) {
            let left = end.checked_duration_since(Instant::now()).unwrap_or_default();
            match self.lines.recv_timeout(left) {
                Ok(line) => seen.push(line),
                Err(_) => panic!("{parts:?} did not come: {seen:#?}"),
            }
        }
        seen
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn watching_goes_on_through_errors() {
    let town = Town::small();
    let png = town.path().join("look.png");
    std::fs::create_dir_all(town.path().join("templates")).unwrap();
    let template = town.path().join("templates/plan.typ.tera");
    let child = |goals: &str| {
        format!(
            "{{% extends \"default/plan.typ.tera\" %}}\n{{% block goals %}}\n{goals}\n{{% endblock goals %}}\n"
        )
    };
    std::fs::write(&template, child("= 目标")).unwrap();
    let watching = Watching::start(town.path(), &png);
    watching.expect(&["第 1 页，共"]);
    std::fs::write(&template, child("{{ town.nmae }}")).unwrap();
    watching.expect(&["unknown-variable  templates/plan.typ.tera:3:9", "没有重画"]);
    std::fs::write(&template, child("#pont[一][二]")).unwrap();
    watching.expect(&["已经没有了", "typst-error  templates/plan.typ.tera:3:2", "没有重画"]);
    std::fs::write(&template, child("= 目标改好了")).unwrap();
    watching.expect(&["已经没有了", "第 1 页，共"]);
    let before = std::fs::read(&png).unwrap();
    // A spreadsheet or the settings count as well.
    let cycle = town.path().join("cycle.toml");
    let text = std::fs::read_to_string(&cycle).unwrap().replace("柳溪镇", "桃溪镇");
    std::fs::write(&cycle, text).unwrap();
    // A save may be seen as two: what counts is that the page changes.
    let end = Instant::now() + Duration::from_secs(120);
    while std::fs::read(&png).unwrap() == before {
        assert!(Instant::now() < end, "the page did not change");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn stand_in(at: usize, length: usize) -> String {
    ["q", "z", "x"][at].repeat(length)
}

/// A zip file with these members, names as they are.
fn zip(members: &[(&[u8], &[u8])]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("from-elsewhere.zip");
    let mut archive = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (at, (name, bytes)) in members.iter().enumerate() {
        // The library writes clean names only: a name of the same length is put in its place afterwards.
        let stand_in = stand_in(at, name.len());
        archive.start_file(stand_in, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    for (at, (name, _)) in members.iter().enumerate() {
        let stand_in = stand_in(at, name.len());
        let mut from = 0;
        while let Some(found) =
            bytes[from..].windows(stand_in.len()).position(|part| part == stand_in.as_bytes())
        {
            bytes[from + found..from + found + name.len()].copy_from_slice(name);
            from += found + name.len();
        }
    }
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn with_zip(members: &[(&[u8], &[u8])]) -> Run {
    let (_folder, path) = zip(members);
    let town = Town::small();
    let out = tempfile::tempdir().unwrap();
    town.build(out.path(), &["--only", "plan", "--lang", "zh", "--layer", &path.display().to_string()])
}

const CHANGED: &[u8] =
    "{% extends \"default/plan.typ\" %}{% block goals %}= 压缩包里的目标{% endblock goals %}".as_bytes();

#[test]
fn a_packed_layer_cannot_lead_out_of_itself() {
    assert_eq!(with_zip(&[(b"plan.typ", CHANGED)]).status, 0);
    for name in [
        &b"../../evil.typ"[..],
        b"lib/../../evil.typ",
        b"/etc/evil.typ",
        b"C:/evil.typ",
        b"..\\..\\evil.typ",
        b"lib/a\0b.typ",
    ] {
        let run = with_zip(&[(b"plan.typ", CHANGED), (name, b"x")]);
        assert_eq!(run.status, 2, "{name:?} {}", run.stderr);
        assert!(run.stderr.contains("bad-layer"), "{name:?} {}", run.stderr);
    }
    let large = vec![b' '; 40 << 20];
    let run = with_zip(&[(b"plan.typ", CHANGED), (b"lib/bomb.typ", &large)]);
    assert!(run.status == 2 && run.stderr.contains("太大"), "{}", run.stderr);
    let run = with_zip(&[(b"readme/notes.md", b"x")]);
    assert!(run.status == 2 && run.stderr.contains("没有模板层的文件"), "{}", run.stderr);
}

#[test]
fn a_layer_packed_by_the_system_is_read_as_well() {
    // Chinese Windows: an outer folder, backslashes, names in GBK.
    let (name, _, _) = encoding_rs::GBK.encode("云岭县\\plan.typ");
    let (logo, _, _) = encoding_rs::GBK.encode("云岭县\\lib\\会徽.svg");
    let (_folder, path) = zip(&[(&name, CHANGED), (&logo, b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]);
    let town = Town::small();
    let out = tempfile::tempdir().unwrap();
    let run = town.build(out.path(), &["--only", "plan", "--layer", &path.display().to_string()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let plan = pdf::text(Path::new(run.stdout.lines().next().unwrap()));
    assert!(plan.contains("压缩包里的目标"), "{plan}");
    let listed = town.run("check", &[]);
    assert_eq!(listed.status, 0);
}

#[test]
fn a_workspace_is_no_layer() {
    let town = Town::small();
    let dir = town.path().display().to_string();
    let zip = town.path().join("x.zip").display().to_string();
    let run = huanjie(["templates", "pack", &dir, "-o", &zip, "--lang", "zh"]);
    assert!(run.status == 1 && run.stderr.contains("这是工作区"), "{}", run.stderr);
    assert!(!Path::new(&zip).exists(), "nobody's roster is packed");
    let other = Town::small();
    let run = other.run("build", &["--layer", &dir, "--lang", "zh"]);
    assert!(run.stderr.contains("这是工作区"), "{}", run.stderr);
}

#[test]
fn the_cover_of_a_packet_and_the_archive_index_name_their_own_lines() {
    let town = Town::small();
    let templates = town.path().join("templates");
    std::fs::create_dir_all(&templates).unwrap();
    let index = "{% extends \"default/archive-index.typ.tera\" %}\n{% block note %}\n{% for paper in archive %}\n\
                 #hide({{ paper.title | typ }})\n#no-such(\"{{ paper.no }}\")\n{% endfor %}\n{% endblock note %}\n";
    let packet = "{% extends \"default/packet.typ.tera\" %}\n{% block contents %}\n{% for paper in packet.papers %}\n\
                  #hide({{ paper.title | typ }})\n{% endfor %}\n#no-such()\n{% endblock contents %}\n";
    std::fs::write(templates.join("archive-index.typ.tera"), index).unwrap();
    std::fs::write(templates.join("packet.typ.tera"), packet).unwrap();
    let out = tempfile::tempdir().unwrap();
    let run = town.build(out.path(), &["--only", "plan,archive-index", "--lang", "zh"]);
    assert!(run.stderr.contains("typst-error  templates/archive-index.typ.tera:5:2"), "{}", run.stderr);
    std::fs::remove_file(templates.join("archive-index.typ.tera")).unwrap();
    let run = town.build(out.path(), &["--only", "plan,archive-index", "--packet", "--lang", "zh"]);
    assert!(run.stderr.contains("typst-error  templates/packet.typ.tera:6:2"), "{}", run.stderr);
}

#[test]
fn a_layer_of_before_is_read_under_its_old_names() {
    let town = Town::small();
    let templates = town.path().join("templates");
    std::fs::create_dir_all(&templates).unwrap();
    std::fs::write(templates.join("plan.typ"), CHANGED).unwrap();
    let out = tempfile::tempdir().unwrap();
    let run = town.build(out.path(), &["--only", "plan"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(pdf::text(Path::new(run.stdout.lines().next().unwrap())).contains("压缩包里的目标"));
    let dir = town.path().display().to_string();
    let listed = huanjie(["templates", "list", &dir, "--format", "json"]).json();
    let files = listed["files"].as_array().unwrap();
    let plans: Vec<_> =
        files.iter().filter(|file| file["path"].as_str().unwrap().starts_with("plan.")).collect();
    assert_eq!(plans.len(), 1, "{plans:?}");
    assert_eq!((&plans[0]["path"], &plans[0]["layer"]), (&"plan.typ".into(), &"workspace".into()));
    // Taken out anew it would stand beside the old one.
    let ejected = huanjie(["templates", "eject", "plan", &dir, "--lang", "zh"]);
    assert!(ejected.status == 2 && ejected.stderr.contains("plan.typ 已经有了"), "{}", ejected.stderr);
    std::fs::write(templates.join("plan.typ.tera"), CHANGED).unwrap();
    let both = town.build(out.path(), &["--only", "plan", "--lang", "zh"]);
    assert_eq!(both.status, 2, "{}", both.stderr);
    assert!(
        both.stderr.contains("bad-layer  templates/plan.typ\n")
            && both.stderr.contains("plan.typ.tera 和 plan.typ 是同一份模板"),
        "{}",
        both.stderr
    );
}
