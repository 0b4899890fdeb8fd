//! The stage alone: drafts made by hand, the fonts of `fonts/`.
#![expect(clippy::disallowed_methods, reason = "tests make their own files and threads")]

use std::collections::BTreeMap;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use typst::comemo;

use super::*;
use crate::fill::{Draft, Label};
use crate::problem::Place;
use crate::problem::Severity;

fn fonts_folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    assert!(
        folder.join("FandolFang-Regular.otf").is_file(),
        "{} has no fonts: run `make fonts` first",
        folder.display()
    );
    folder
}

fn typesetter() -> &'static Typesetter {
    static TYPESETTER: OnceLock<Typesetter> = OnceLock::new();
    TYPESETTER.get_or_init(|| {
        let found = Fonts::only(&fonts_folder());
        assert!(found.problems.is_empty(), "{:?}", found.problems);
        Typesetter::new(&found.value)
    })
}

const LIB: &str = r#"
#let page-font = ("FangSong_GB2312", "FandolFang R", "Noto Serif CJK SC")
#let blank(label) = [#metadata(("blank", label)) <blank>#box(width: 3em, stroke: (bottom: 0.5pt))]
#let setup(body) = { set text(font: page-font, size: 16pt, lang: "zh", region: "cn"); body }
#let broken() = {
  1 + "a"
}
"#;

fn draft(main: &str) -> Draft {
    let library = BTreeMap::from([("/lib/test.typ".to_owned(), LIB.as_bytes().to_vec())]);
    Draft {
        label: Label {
            id: "plan".to_owned(),
            code: "A1".to_owned(),
            title: "实施方案".to_owned(),
            body: "青坑镇妇联".to_owned(),
            date: "2017-09-04".parse().ok(),
        },
        main: format!("#import \"/lib/test.typ\": *\n#show: setup\n{main}"),
        context: Arc::from(r#"{"town":{"name":"青坑镇"}}"#),
        figures: std::collections::BTreeSet::new(),
        parts: BTreeMap::new(),
        library: Arc::new(library),
        origin: None,
    }
}

fn printed(main: &str) -> Printed {
    print(typesetter(), &draft(main), &Options::default()).unwrap()
}

fn diagnostics(main: &str) -> Vec<Diagnostic> {
    print(typesetter(), &draft(main), &Options::default()).unwrap_err()
}

#[test]
fn a_small_draft_prints() {
    let paper = printed(
        "妇女代表大会 #json(\"/context.json\").town.name #datetime.today().display() #pagebreak() 二",
    );
    assert!(paper.pdf.starts_with(b"%PDF-1.7"));
    assert_eq!(paper.pages, 2);
    assert_eq!((paper.missing, paper.fallbacks, paper.blanks), (vec![], vec![], vec![]));
    assert!(paper.warnings.is_empty(), "{:?}", paper.warnings);
}

#[test]
fn papers_of_a_packet_are_included_by_path() {
    let mut packet = draft("#include \"/papers/01.typ\"");
    packet.parts.insert("/papers/01.typ".to_owned(), "一 #pagebreak() 二".to_owned());
    assert_eq!(print(typesetter(), &packet, &Options::default()).unwrap().pages, 2);

    packet.parts.insert("/papers/01.typ".to_owned(), "一\n二 #nothing".to_owned());
    let diagnostics = print(typesetter(), &packet, &Options::default()).unwrap_err();
    let line = Place::Line { file: "papers/01.typ (generated)".to_owned(), line: 2, column: 4 };
    assert_eq!(diagnostics[0].problem.place, line);
    assert_eq!(
        diagnostics[0].at,
        Some(Generated { path: "/papers/01.typ".to_owned(), offset: "一\n二 #".len() })
    );
}

#[test]
fn nothing_outside_the_draft_can_be_read() {
    let hostile = [
        "#read(\"/etc/passwd\")",
        "#read(\"../../../etc/passwd\")",
        "#include \"/fonts/FandolFang-Regular.otf\"",
        "#image(\"/../Cargo.toml\")",
        "#import \"@preview/example:0.1.0\": *",
        "#import \"@local/x:1.0.0\"",
    ];
    for main in hostile {
        let diagnostics = diagnostics(main);
        assert_eq!(diagnostics[0].problem.code.id, "file-denied", "{main}: {:?}", diagnostics[0].problem);
        assert!(diagnostics[0].problem.is_error() && diagnostics[0].problem.hint.is_some(), "{main}");
        assert!(diagnostics[0].at.is_some(), "{main}");
    }
}

#[test]
fn a_character_no_font_has_is_reported_with_its_page() {
    let paper = printed("王\u{10FFFD}芳 #pagebreak() \u{1F600}\u{10FFFD} \u{200B}");
    let missing = |character, page| Missing { character, page };
    assert_eq!(paper.missing, [missing('\u{1F600}', 2), missing('\u{10FFFD}', 1)]);
}

#[test]
fn under_a_standard_missing_characters_are_still_reported_as_such() {
    let archive = Options { pdf_standard: "a-2b".parse().ok(), ..Options::default() };
    assert_eq!(print(typesetter(), &draft("王\u{1F600}"), &archive).unwrap().missing.len(), 1);
    let sound = print(typesetter(), &draft("王"), &archive).unwrap();
    assert!(String::from_utf8_lossy(&sound.pdf).contains("pdfaid"));
    assert!("a-9".parse::<PdfStandard>().unwrap_err().to_string().contains("a-2b"));
}

#[test]
fn every_standard_on_offer_can_be_kept_even_without_a_date() {
    for standard in PdfStandard::ALL {
        let mut undated = draft("妇女代表大会");
        undated.label.date = None;
        let made =
            print(typesetter(), &undated, &Options { pdf_standard: Some(standard), ..Options::default() });
        assert!(made.is_ok(), "{}: {:?}", standard.name(), made.unwrap_err());
        assert_eq!(standard.name().parse(), Ok(standard));
    }
}

#[test]
fn characters_lent_by_another_family_are_listed() {
    let paper = printed("张玥 — Ok");
    assert!(paper.missing.is_empty());
    assert_eq!(paper.fallbacks, [Fallback { character: '玥', family: "Noto Serif CJK SC".to_owned() }]);
}

#[test]
fn blanks_are_collected_in_order() {
    let paper =
        printed("#table(columns: 2, blank(\"出生年月\"), blank(\"学历\")) #pagebreak() #blank(\"出生年月\")");
    assert_eq!(paper.blanks, ["出生年月", "学历", "出生年月"]);
}

#[test]
fn a_blank_in_a_running_header_counts_once_for_each_page() {
    let paper = printed("#set page(header: blank(\"字号\"))\n一 #pagebreak() 二");
    assert_eq!(paper.blanks, ["字号", "字号"]);
}

#[test]
fn the_same_draft_gives_the_same_bytes() {
    let main = "= 标题\n张玥 #blank(\"电话\") #table(columns: 2)[a][b]";
    let first = printed(main).pdf;
    comemo::evict(0);
    assert!(first == printed(main).pdf);
    assert!(first != printed("另一份").pdf);
}

#[test]
fn the_pdf_is_dated_and_named_by_its_label() {
    let text = String::from_utf8_lossy(&printed("一").pdf).into_owned();
    assert!(text.contains("D:20170904000000+08'00"), "no date from the label");
    assert!(text.contains("实施方案"), "no title from the label");
    let own = String::from_utf8_lossy(&printed("#set document(title: \"自己的题目\")\n一").pdf).into_owned();
    assert!(own.contains("自己的题目") && !own.contains("实施方案"));
}

#[test]
fn a_fault_in_generated_source_keeps_line_column_and_offset() {
    let diagnostics = diagnostics("第一行\n名字#twon 完");
    assert_eq!(diagnostics.len(), 1);
    let Diagnostic { problem, at } = &diagnostics[0];
    assert_eq!(problem.code.id, "typst-error");
    assert_eq!(problem.severity, Severity::Error);
    assert_eq!(problem.place, Place::Line { file: "plan.typ (generated)".to_owned(), line: 4, column: 4 });
    assert_eq!(problem.message.zh, "没有变量 twon");
    let at = at.as_ref().unwrap();
    let source = draft("第一行\n名字#twon 完").main;
    assert_eq!((at.path.as_str(), source.get(at.offset..at.offset + 4)), ("/main.typ", Some("twon")));
}

#[test]
fn all_syntax_errors_are_told_at_once() {
    let diagnostics = diagnostics("#let a = \n\n#(1 + ");
    let lines: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.problem.place.to_string()).collect();
    assert!(lines.len() >= 2, "{lines:?}");
    assert!(lines[0].starts_with("plan.typ (generated):3:"), "{lines:?}");
}

#[test]
fn a_fault_in_the_library_is_told_at_its_own_line_and_knows_its_caller() {
    let diagnostics = diagnostics("甲 #broken()");
    let Diagnostic { problem, at } = &diagnostics[0];
    assert_eq!(problem.place, Place::Line { file: "lib/test.typ".to_owned(), line: 6, column: 3 });
    assert_eq!(at.as_ref().unwrap().path, "/main.typ");
    assert!(problem.message.zh.contains("不能相加"), "{}", problem.message.zh);
}

#[test]
fn endless_recursion_is_an_error_and_not_a_crash() {
    let diagnostics = diagnostics("#let f(n) = f(n + 1)\n#f(0)");
    assert!(diagnostics[0].problem.message.en.contains("depth"), "{:?}", diagnostics[0].problem);
    let deep = format!("#{}1{}", "(".repeat(5000), ")".repeat(5000));
    let _any = print(typesetter(), &draft(&deep), &Options::default());
}

#[test]
fn a_layout_that_does_not_settle_is_a_warning_and_absent_families_are_none() {
    let restless = "#let s = state(\"s\", 1)\n#context s.update(s.final() + 1)\n#context s.get()";
    let warnings = printed(restless).warnings;
    assert!(warnings.iter().any(|warning| warning.problem.message.zh.contains("不稳定")), "{warnings:?}");
    assert!(warnings.iter().all(|warning| warning.problem.code.id == "typst-warning"));
    assert!(printed("#set text(font: (\"No Such Face\", \"FandolFang R\"))\n一").warnings.is_empty());
}

#[test]
fn without_a_date_there_is_no_today() {
    let mut undated = draft("#datetime.today().display()");
    undated.label.date = None;
    let diagnostics = print(typesetter(), &undated, &Options::default()).unwrap_err();
    assert!(diagnostics[0].problem.message.zh.contains("没有日期"));
}

#[test]
fn threads_print_side_by_side_and_alike() {
    let alone: Vec<_> = (0..6).map(|n| printed(&format!("第{n}份 张玥 #blank(\"{n}\")")).pdf).collect();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| {
                    (0..6).map(|n| printed(&format!("第{n}份 张玥 #blank(\"{n}\")")).pdf).collect::<Vec<_>>()
                })
            })
            .collect();
        for worker in workers {
            assert!(worker.join().unwrap() == alone);
        }
    });
}

#[test]
fn a_shelf_takes_drafts_of_different_libraries() {
    let mut other = draft("#one");
    other.library = Arc::new(BTreeMap::from([(
        "/lib/test.typ".to_owned(),
        b"#let setup(it) = it\n#let one = [1]".to_vec(),
    )]));
    assert!(print(typesetter(), &other, &Options::default()).is_ok());
    assert!(print(typesetter(), &draft("#one"), &Options::default()).is_err());
    assert!(print(typesetter(), &other, &Options::default()).is_ok());
}

#[test]
fn sources_are_relative_and_complete() {
    let mut packet = draft("一");
    packet.parts.insert("/papers/01.typ".to_owned(), "二".to_owned());
    let paths: Vec<_> = sources(&packet).into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["main.typ", "context.json", "papers/01.typ", "lib/test.typ"]);
}

#[test]
fn an_empty_folder_of_fonts_is_refused() {
    let empty = tempfile::tempdir().unwrap();
    for folder in [empty.path().to_owned(), empty.path().join("none")] {
        let found = Fonts::only(&folder);
        assert!(found.value.is_empty());
        assert_eq!(found.problems.len(), 1);
        assert_eq!(found.problems[0].code.id, "no-fonts");
        assert!(found.problems[0].message.zh.contains(&folder.display().to_string()));
    }
}

#[test]
fn every_role_is_served_by_the_projects_fonts() {
    let served: Vec<_> =
        typesetter().fonts().roles().into_iter().map(|served| (served.name, served.found.unwrap())).collect();
    assert_eq!(
        served.iter().map(|(name, found)| (*name, found.as_str())).collect::<Vec<_>>(),
        [
            ("仿宋", "FandolFang R"),
            ("黑体", "FandolHei"),
            ("楷体", "FandolKai"),
            ("小标宋", "FandolSong"),
            ("宋体", "FandolSong")
        ]
    );
    assert_eq!(typesetter().fonts().files("FandolSong").len(), 2);
}

#[test]
fn the_fingerprint_follows_the_fonts_and_not_their_folder() {
    let name = "FandolHei-Regular.otf";
    let made = |folder: &Path| Fonts::only(folder).value.fingerprint();
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for folder in [&one, &two] {
        std::fs::copy(fonts_folder().join(name), folder.path().join(name)).unwrap();
    }
    assert_eq!(made(one.path()), made(two.path()));
    assert_ne!(made(one.path()), made(&fonts_folder()));
    let mut font = std::fs::OpenOptions::new().write(true).open(two.path().join(name)).unwrap();
    font.seek(SeekFrom::Start(20)).unwrap();
    font.write_all(b"!").unwrap();
    assert_ne!(made(one.path()), made(two.path()));
}

#[test]
fn fonts_of_the_system_come_after_those_of_the_folder() {
    let found = Fonts::find(Some(&fonts_folder()));
    assert!(found.problems.is_empty());
    assert_eq!(found.value.roles()[0].found.as_deref(), typesetter().fonts().roles()[0].found.as_deref());
    assert!(found.value.len() >= typesetter().fonts().len());
}

#[test]
fn the_roles_are_those_of_the_default_layer() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/default/lib/fonts.typ");
    let Ok(text) = std::fs::read_to_string(&file) else {
        return;
    };
    for (role, name) in ROLES.iter().zip(["body", "hei", "kai", "title", "song"]) {
        let list = text.split_once(&format!("#let {name} = (\n")).unwrap().1.split_once("\n)").unwrap().0;
        let families: Vec<_> = list.split('"').skip(1).step_by(2).collect();
        assert_eq!(families, role.families, "{name}");
    }
}
