//! The recipes of the guide (`docs/templates.md`, chapter 10): each is followed with the sample town, and prints what it says.

use std::collections::BTreeMap;

use huanjie::pipeline::write_sample;

use crate::support::pdf;
use crate::support::run::{fonts, huanjie, project};

/// A recipe: the files it has one write, what is built, and what then stands in the papers or not.
struct Recipe {
    title: String,
    files: Vec<(String, String)>,
    only: String,
    printed: Vec<String>,
    gone: Vec<String>,
}

fn recipes() -> Vec<Recipe> {
    let guide = std::fs::read_to_string(project().join("docs/templates.md")).unwrap();
    let chapter = guide.split("\n## 10. ").nth(1).unwrap().split("\n## ").next().unwrap();
    chapter.split("\n### ").skip(1).map(recipe).collect()
}

fn recipe(text: &str) -> Recipe {
    let quoted = |text: &str| -> Vec<String> {
        text.split('「').skip(1).filter_map(|part| Some(part.split('」').next()?.to_owned())).collect()
    };
    let file = |block: &str| {
        let (first, rest) = block.split_once('\n')?.1.split_once('\n')?;
        let name = first
            .trim_start_matches("{# ")
            .trim_start_matches("# ")
            .trim_start_matches("// ")
            .trim_end_matches(" #}");
        name.contains('.').then(|| (name.to_owned(), rest.to_owned() + "\n"))
    };
    let said = text.lines().find(|line| line.starts_with("印出来有")).unwrap_or_else(|| panic!("{text}"));
    let (printed, gone) = said.split_once("没有").unwrap_or((said, ""));
    let command = text.lines().find_map(|line| line.split("huanjie build 样例镇 --only ").nth(1));
    Recipe {
        title: text.lines().next().unwrap().to_owned(),
        files: text.split("\n```").skip(1).step_by(2).filter_map(file).collect(),
        only: command.unwrap_or_else(|| panic!("{text}")).trim().to_owned(),
        printed: quoted(printed),
        gone: quoted(gone),
    }
}

#[test]
fn every_recipe_prints_what_it_says() {
    let recipes = recipes();
    assert!(recipes.len() >= 10, "{}", recipes.len());
    for recipe in recipes {
        let title = &recipe.title;
        let folder = tempfile::tempdir().unwrap();
        write_sample(folder.path()).unwrap();
        let town = folder.path().join("full");
        for (name, text) in &recipe.files {
            // What goes to the end of a file that is there says so behind its name.
            let name = name.split(' ').next().unwrap();
            let path = town.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            let before = std::fs::read_to_string(&path).unwrap_or_default();
            std::fs::write(&path, before + text).unwrap();
        }
        let (dir, fonts) = (town.display().to_string(), fonts().display().to_string());
        let run = huanjie([
            "build",
            &dir,
            "--lang",
            "zh",
            "--fonts",
            &fonts,
            "--keep-going",
            "--only",
            &recipe.only,
        ]);
        assert!(
            !run.stderr.contains("错误") && !run.stderr.contains("template-slip"),
            "{title}: {}",
            run.stderr
        );
        let pdfs = run.stdout.lines().filter(|line| line.ends_with(".pdf"));
        let text =
            |path: &str| -> String { pdf::text(std::path::Path::new(path)).split_whitespace().collect() };
        let papers: BTreeMap<&str, String> = pdfs.map(|path| (path, text(path))).collect();
        assert!(!papers.is_empty() && !recipe.printed.is_empty(), "{title}: {}", run.stderr);
        for words in &recipe.printed {
            let words: String = words.split_whitespace().collect();
            assert!(papers.values().any(|text| text.contains(&words)), "{title}: no {words}");
        }
        for words in &recipe.gone {
            let words: String = words.split_whitespace().collect();
            assert!(!papers.values().any(|text| text.contains(&words)), "{title}: {words}");
        }
    }
}
