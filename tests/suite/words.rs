//! Words of the default papers: that they stand in passages which hold nothing else, and that a body is nowhere called what it
//! is not.

use std::collections::BTreeSet;

use regex::Regex;

use crate::support::pdf;
use crate::support::run::{Town, project};

/// The blocks of a template that have no blocks inside: name and what stands between their tags.
fn leaves(text: &str) -> Vec<(String, String)> {
    let tag = Regex::new(r"\{%-?\s*(block|endblock)\b\s*(\w*)\s*-?%\}").unwrap();
    let mut open: Vec<(String, usize, bool)> = Vec::new();
    let mut leaves = Vec::new();
    for found in tag.captures_iter(text) {
        let whole = found.get(0).unwrap();
        if &found[1] == "block" {
            if let Some(outer) = open.last_mut() {
                outer.2 = false;
            }
            open.push((found[2].to_owned(), whole.end(), true));
        } else {
            let (name, start, is_leaf) = open.pop().unwrap();
            if is_leaf {
                leaves.push((name, text[start..whole.start()].to_owned()));
            }
        }
    }
    leaves
}

/// Whether a passage is words and values alone: no condition, no loop, no call but that for room to write in.
fn is_words(passage: &str) -> bool {
    let room = Regex::new(r"#(fillin|blank)\([^()]*\);?|#fillin-date;?").unwrap();
    let values = Regex::new(r"(?s)\{\{.*?\}\}").unwrap();
    let bare = values.replace_all(passage, "");
    let bare = room.replace_all(&bare, "").replace("\\#", "");
    !bare.contains("{%") && !bare.contains('#')
}

#[test]
fn most_passages_of_the_default_papers_are_words() {
    let comment = Regex::new(r"(?s)\{#.*?#\}").unwrap();
    let (mut words, mut others) = (0, Vec::new());
    for file in
        std::fs::read_dir(project().join("templates/default")).unwrap().map(|entry| entry.unwrap().path())
    {
        if !file.to_string_lossy().ends_with(".typ.tera") {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        let mut names = BTreeSet::new();
        for (name, passage) in leaves(&comment.replace_all(&text, "")) {
            assert!(names.insert(name.clone()), "{name} stands twice in {}", file.display());
            if is_words(&passage) {
                words += 1;
            } else {
                others.push(format!("{} {name}", file.file_name().unwrap().to_string_lossy()));
            }
        }
    }
    let all = words + others.len();
    assert!(all > 1_000, "{all}");
    // Six of ten: issue 17, 2.
    assert!(words * 10 >= all * 6, "{words} of {all}; no words: {others:?}");
}

#[test]
fn what_counts_as_words() {
    assert!(is_words("{{ body.name }}共#fillin(2em)名，#fillin-date;前报送。"));
    for passage in ["{% if x %}甲{% endif %}", "#title(\"甲\")", "#for x in y { x }"] {
        assert!(!is_words(passage), "{passage}");
    }
}

/// Where another body, or a standing term, is meant.
const ANOTHERS: [&str; 12] = [
    "柳溪镇妇女联合会",
    "柳溪镇妇联",
    "云岭县妇女联合会",
    "云岭县妇联",
    "上级妇联",
    "中华全国妇女联合会章程",
    "妇女联合会选举工作的有关规定",
    "是否妇联工作者",
    "主席团",
    "执行主席",
    "主席台",
    "妇联组织",
];

/// All papers of a village that is no federation.
fn is_nowhere_a_federation(organisation: &str) {
    let rule = "[[stage]]\nid = \"prepare\"";
    let own = format!("[cycle.unit]\norganisation = \"{organisation}\"\n\n{rule}");
    let town = Town::small().replace("cycle.toml", rule, &own);
    let out = tempfile::tempdir().unwrap();
    town.build(out.path(), &["--unit", "河口村", "--keep-going"]);
    let (mut papers, mut named) = (0, 0);
    for file in walkdir::WalkDir::new(out.path()).into_iter().map(Result::unwrap) {
        if file.path().extension().is_none_or(|ending| ending != "pdf") {
            continue;
        }
        papers += 1;
        let mut text: String = pdf::text(file.path()).split_whitespace().collect();
        // The label is broken over two lines beside another one.
        text = text.replace("是否妇联代表团工作者", "");
        for term in ANOTHERS {
            text = text.replace(term, "");
        }
        named += text.matches(organisation).count();
        for word in ["妇联", "妇女联合会", "主席", "执行委员会", "执委"] {
            let around = text.find(word).map(|at| text[..at].chars().rev().take(12).collect::<Vec<_>>());
            let before: Option<String> = around.map(|before| before.into_iter().rev().collect());
            assert_eq!(before, None, "{word} in {}", file.path().display());
        }
    }
    assert!(papers > 40 && named > 100, "{papers} papers, {named} times {organisation}");
}

#[test]
fn a_conference_is_nowhere_called_a_federation() {
    is_nowhere_a_federation("妇代会");
}

#[test]
fn a_womens_committee_is_nowhere_called_a_federation() {
    is_nowhere_a_federation("妇委会");
}
