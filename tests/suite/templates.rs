//! Wrong templates: each is told at its file and line, with the passage, in words a clerk can act on.
//!
//! A case is a folder of `tests/samples/templates`: the files of a layer, and `expected.txt`, what the program says. Each has its line in the
//! list below.

use std::path::Path;

use crate::support::cases::{all_are_listed, cases};
use crate::support::run::{Run, Town, project};

/// Limits that the endless ones run into; far more than the plan of a small town needs.
const LIMITS: [&str; 4] = ["--time-limit", "4", "--memory-limit", "700"];

fn folder() -> std::path::PathBuf {
    project().join("tests/samples/templates")
}

/// Builds the plan of a small town with the files of a case as its templates.
fn built(case: &Path) -> (Run, tempfile::TempDir) {
    let town = Town::small();
    for entry in walkdir::WalkDir::new(case).into_iter().map(Result::unwrap) {
        let path = entry.path().strip_prefix(case).unwrap();
        if entry.file_type().is_file() && !path.ends_with("expected.txt") {
            let to = town.path().join("templates").join(path);
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
    let out = tempfile::tempdir().unwrap();
    let mut arguments = vec!["--lang", "zh", "--only", "plan"];
    arguments.extend(LIMITS);
    (town.build(out.path(), &arguments), out)
}

/// What a person reads of the problems, without the closing line of a build.
fn told(run: &Run) -> String {
    let lines = run.stderr.lines().filter(|line| !line.starts_with("写了 ") && !line.starts_with("待填 "));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned() + "\n"
}

/// What is wrong is reported at its file and line; what has no end is ended.
fn case(name: &str) {
    let case = folder().join(name);
    let (run, out) = built(&case);
    let expected = std::fs::read_to_string(case.join("expected.txt")).unwrap_or_default();
    assert_eq!(told(&run), expected.replace("\r\n", "\n"));
    assert_ne!(run.status, 0);
    // Every message but those of a whole file names a line.
    let place = expected.lines().next().unwrap().split_whitespace().nth(2).unwrap();
    assert!(place.starts_with("templates/") && place.matches(':').count() == 2, "{place}");
    let pdfs = walkdir::WalkDir::new(out.path()).into_iter().map(Result::unwrap);
    assert!(!pdfs.into_iter().any(|file| file.path().extension().is_some_and(|ending| ending == "pdf")));
}

#[test]
fn every_folder_is_listed() {
    let held = std::fs::read_dir(folder()).unwrap();
    all_are_listed(held.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect(), LISTED);
}

cases! { case:
    unclosed_tag => "01-unclosed-tag",
    unknown_variable => "02-unknown-variable",
    unknown_top_variable => "03-unknown-top-variable",
    unknown_filter => "04-unknown-filter",
    unknown_block => "05-unknown-block",
    unknown_parent => "06-unknown-parent",
    extends_itself => "07-extends-itself",
    wrong_type_filter => "08-wrong-type-filter",
    loop_over_text => "09-loop-over-text",
    blank_arithmetic => "10-blank-arithmetic",
    safe => "11-safe",
    typst_unknown_variable => "12-typst-unknown-variable",
    typst_unclosed => "13-typst-unclosed",
    typst_wrong_argument => "14-typst-wrong-argument",
    typst_wrong_type => "15-typst-wrong-type",
    name_glued => "16-name-glued",
    missing_literal => "17-missing-literal",
    missing_import => "18-missing-import",
    reads_passwd => "19-reads-passwd",
    reads_parent => "20-reads-parent",
    package => "21-package",
    tera_include_outside => "22-tera-include-outside",
    typst_while => "23-typst-while",
    typst_endless_for => "24-typst-endless-for",
    gigabyte => "25-gigabyte",
    typst_recursion => "26-typst-recursion",
    tera_endless => "27-tera-endless",
    range_too_far => "28-range-too-far",
    bad_pack => "29-bad-pack",
    new_document_incomplete => "30-new-document-incomplete",
    no_template => "31-no-template",
    bad_title => "32-bad-title",
    lib_broken => "33-lib-broken",
    not_utf8 => "34-not-utf8",
    missing_image => "35-missing-image",
    missing_glyph => "36-missing-glyph",
    unknown_wording_type => "37-unknown-wording-type",
    panic => "38-panic",
    many_pages => "39-many-pages",
    misspelt_key => "40-misspelt-key",
    toml_comma => "41-toml-comma",
    compares_texts => "42-compares-texts",
    environment => "43-environment",
    network => "44-network",
    prints_object => "45-prints-object",
    removes_nothing => "46-removes-nothing",
    endblock_missing => "47-endblock-missing",
    text_outside => "48-text-outside",
    e_mail => "49-e-mail",
    typ_behind_a_bracket => "50-typ-behind-a-bracket",
    quotes_in_quotes => "51-quotes-in-quotes",
    line_break_in_quotes => "52-line-break-in-quotes",
    one_pair_of_brackets => "53-one-pair-of-brackets",
    one_word_of_a_band => "54-one-word-of-a-band",
    wording_with_a_wrong_value => "55-wording-with-a-wrong-value",
    no_such_section => "56-no-such-section",
    block_in_a_loop => "57-block-in-a-loop",
    wide_section_name => "58-wide-section-name",
}
