//! Layers written before sections, annexes and columns were lists: whole passages with their headings and annexes in them, as
//! `tests/samples/layers-before` has them of version 0.1.0. They print what they printed.

use std::collections::BTreeMap;

use crate::support::pdf;
use crate::support::run::{Town, copy, project};

const PAPERS: &str = "plan,result-report,request,officer-roster,nominee-form,summary,training-script";

/// The texts of the papers by their files' names.
fn texts(town: &Town) -> BTreeMap<String, String> {
    let out = tempfile::tempdir().unwrap();
    let run = town.build(out.path(), &["--only", PAPERS, "--lang", "en"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("error"), "{}", run.stderr);
    let files = walkdir::WalkDir::new(out.path()).into_iter().map(Result::unwrap);
    let pdfs = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "pdf"));
    pdfs.map(|file| (file.file_name().to_string_lossy().into_owned(), pdf::text(file.path()))).collect()
}

#[test]
fn they_print_what_they_printed() {
    for town in [Town::small, || Town::copy_of("qingkeng")] {
        let default = texts(&town());
        assert!(default.len() >= 9, "{}", default.len());
        let own = town();
        copy(&project().join("tests/samples/layers-before"), &own.path().join("templates"));
        for (name, text) in texts(&own) {
            assert_eq!(default.get(&name), Some(&text), "{name}");
        }
    }
}
