//! Papers changed on the page: a passage in other words, back again, packed for a town that drops it into its window.

use crate::support::pdf;
use crate::support::run::{Town, files};
use crate::support::served::Served;

/// The paper that is changed.
const PAPER: &str = "congress-notice";

/// The passages that a page of a paper shows, in their order.
fn passages(served: &Served, paper: &str) -> Vec<String> {
    let page = served.get(&format!("reword?body=%E6%B2%B3%E5%8F%A3%E6%9D%91&paper={paper}")).text();
    let links = page.split("class=\"passage").skip(1).filter_map(|own| own.split("name=").nth(1));
    let mut names: Vec<String> = links.map(|own| own.split('"').next().unwrap().to_owned()).collect();
    names.dedup();
    names
}

fn box_of(served: &Served, paper: &str, name: &str) -> String {
    served.get(&format!("reword?body=%E6%B2%B3%E5%8F%A3%E6%9D%91&paper={paper}&name={name}")).text()
}

/// What stands in the box of a passage.
fn words(page: &str) -> Option<String> {
    let box_ = page.split("<textarea name=\"words\"").nth(1)?.split("</textarea>").next()?;
    let text = box_.split_once('>')?.1;
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
        ("&amp;", "&"),
    ];
    Some(signs.iter().fold(text.to_owned(), |text, (sign, plain)| text.replace(sign, plain)))
}

fn say(served: &Served, name: &str, words: &str) -> crate::support::served::Answer {
    served
        .post("reword", &[("body", "河口村"), ("paper", PAPER), ("n", "1"), ("name", name), ("words", words)])
}

/// The text of the paper as the command line makes it.
fn printed(town: &Town) -> String {
    let out = tempfile::tempdir().unwrap();
    town.build(out.path(), &["--only", PAPER, "--unit", "河口村", "--keep-going"]);
    let paper = files(out.path()).into_keys().find(|path| path.ends_with(".pdf")).unwrap();
    pdf::text(&out.path().join(paper)).split_whitespace().collect()
}

/// A passage of the paper that is words, and what it says.
fn a_passage(served: &Served) -> (String, String) {
    let all = passages(served, PAPER);
    assert!(all.len() > 2, "{all:?}");
    let found = all.iter().find_map(|name| Some((name.clone(), words(&box_of(served, PAPER, name))?)));
    found.unwrap_or_else(|| panic!("{all:?}"))
}

#[test]
fn a_passage_is_clicked_on_the_page_said_in_other_words_and_put_back() {
    let town = Town::small();
    let before = printed(&town);
    let served = Served::open(town.path());
    let (name, said) = a_passage(&served);
    let own = format!("{said}另见 #3 [附] 5*6。");
    let saved = say(&served, &name, &own);
    assert_eq!(saved.status, 303, "{}", saved.text());
    let file = town.path().join(format!("templates/{PAPER}.typ.tera"));
    let text = std::fs::read_to_string(&file).unwrap();
    // The passage alone, and what it was: no copy of the template.
    assert_eq!((text.matches("{% block ").count(), text.contains(&format!("{name}="))), (1, true), "{text}");
    assert!(printed(&town).contains("另见#3[附]5*6。"), "{text}");
    let page = box_of(&served, PAPER, &name);
    assert_eq!(words(&page).as_deref(), Some(own.as_str()));
    assert!(page.contains("改过") && page.contains("put-back"), "{page}");
    // The words may be changed again, in the same place.
    say(&served, &name, &format!("{said}再改。"));
    assert_eq!(std::fs::read_to_string(&file).unwrap().matches("{% block ").count(), 1);
    let back = served.post("put-back", &[("body", "河口村"), ("paper", PAPER), ("name", name.as_str())]);
    assert_eq!(back.status, 303, "{}", back.text());
    assert!(!file.exists());
    assert_eq!(printed(&town), before);
    // Three changes, each undone.
    (0..3).for_each(|_| assert_eq!(served.post("undo", &[]).status, 303));
    assert!(!file.exists());
}

#[test]
fn words_that_cannot_be_set_are_refused_and_stay_in_the_box() {
    let town = Town::small();
    let served = Served::open(town.path());
    let (name, said) = a_passage(&served);
    for wrong in ["{{ body.nosuch }}", "{{ body.name", "{% if town %}甲", "{# 甲", "[空9]"] {
        let typed = format!("{said}{wrong}");
        let answer = say(&served, &name, &typed);
        let page = answer.text();
        assert_eq!(answer.status, 200, "{wrong}: {page}");
        assert!(
            page.contains("没有保存") && words(&page).as_deref() == Some(typed.as_str()),
            "{wrong}: {page}"
        );
        assert!(!town.path().join("templates").join(format!("{PAPER}.typ.tera")).exists(), "{wrong}");
    }
    let gone =
        served.post("reword", &[("body", "河口村"), ("paper", PAPER), ("name", "nosuch"), ("words", "甲")]);
    assert!(gone.text().contains("没有"), "{}", gone.text());
    let outside =
        served.post("reword", &[("body", "河口村"), ("paper", "../../x"), ("name", &name), ("words", "甲")]);
    assert_ne!(outside.status, 303);
}

#[test]
fn a_countys_templates_are_packed_and_dropped_into_a_towns_window() {
    let (county, town) = (Town::small(), Town::small());
    let window = Served::open(county.path());
    let (name, said) = a_passage(&window);
    say(&window, &name, &format!("{said}全县统一。"));
    let packed = window.get("layer");
    assert_eq!((packed.status, packed.header("content-type")), (200, Some("application/zip")));
    let served = Served::open(town.path());
    served.drop_files(&[("云岭县模板.zip", &packed.body)], &[]);
    let cycle = || std::fs::read_to_string(town.path().join("cycle.toml")).unwrap();
    assert!(cycle().contains("layer = \"云岭县模板.zip\""), "{}", cycle());
    assert!(town.path().join("云岭县模板.zip").is_file() && !town.path().join("data/云岭县模板").exists());
    assert!(printed(&town).contains("全县统一。"));
    // A newer one takes its place, and is undone as one.
    say(&window, &name, &format!("{said}全县统一，第二版。"));
    served.drop_files(&[("云岭县模板.zip", &window.get("layer").body)], &[]);
    assert!(printed(&town).contains("第二版"));
    assert_eq!(served.post("undo", &[]).status, 303);
    let text = printed(&town);
    assert!(text.contains("全县统一。") && !text.contains("第二版"), "{text}");
    // The town may go over it once more.
    say(&served, &name, "本镇自己的。");
    assert!(printed(&town).contains("本镇自己的。"));
}

#[test]
fn a_layer_that_cannot_be_used_changes_nothing() {
    let town = Town::small();
    let before = std::fs::read_to_string(town.path().join("cycle.toml")).unwrap();
    let served = Served::open(town.path());
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut zip = zip::ZipWriter::new(&mut bytes);
    zip.start_file(format!("{PAPER}.typ.tera"), zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut zip, "{% if %}".as_bytes()).unwrap();
    zip.finish().unwrap();
    served.drop_files(&[("坏模板.zip", bytes.get_ref())], &[]);
    assert_eq!(std::fs::read_to_string(town.path().join("cycle.toml")).unwrap(), before);
    assert!(!town.path().join("坏模板.zip").exists());
    assert!(served.get("inbox").text().contains("没有"), "{}", served.get("inbox").text());
}

#[test]
fn a_file_that_was_replaced_comes_back() {
    let town = Town::small();
    let served = Served::open(town.path());
    let file = town.path().join("data/代表.csv");
    let before = std::fs::read(&file).unwrap();
    served.drop_files(&[("新.csv", "姓名\n".as_bytes())], &[("of", "data/代表.csv")]);
    assert_eq!(std::fs::read(&file).unwrap(), "姓名\n".as_bytes());
    assert_eq!(served.post("undo", &[]).status, 303);
    assert_eq!(std::fs::read(&file).unwrap(), before);
}
