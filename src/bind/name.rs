//! Folder and file names that are legal on every system, Windows first.

use crate::model::Body;
use crate::model::Level;
use crate::model::is_unseen;

/// Longest name in characters: 255 bytes of UTF-8 on Linux hold 80 Chinese characters and an ending.
const LONGEST: usize = 80;

/// Names that Windows keeps for devices, whatever the ending.
const DEVICES: &[&str] = &["CON", "PRN", "AUX", "NUL"];

/// A legal name from any text: forbidden characters become their full-width forms, which look alike and are legal.
#[must_use]
pub fn file_name(text: &str) -> String {
    let legal: String = text.chars().filter(|c| !is_unseen(*c)).map(legal_character).take(LONGEST).collect();
    let trimmed = legal.trim().trim_end_matches(['.', ' ']);
    if trimmed.is_empty() || trimmed.chars().all(|c| c == '.') {
        return "_".to_owned();
    }
    if is_device(trimmed) { format!("_{trimmed}") } else { trimmed.to_owned() }
}

fn legal_character(c: char) -> char {
    match c {
        '<' => '＜',
        '>' => '＞',
        ':' => '：',
        '"' => '＂',
        '/' => '／',
        '\\' => '＼',
        '|' => '｜',
        '?' => '？',
        '*' => '＊',
        other => other,
    }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim().to_ascii_uppercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|rest| rest.len() == 1 && rest.chars().all(|c| ('1'..='9').contains(&c)))
    };
    DEVICES.contains(&stem.as_str()) || numbered("COM") || numbered("LPT")
}

/// `03 霞垅村`, or `00 镇级` for the town itself (街道 and 乡 by their own word).
fn body_folder(body: &Body) -> String {
    let number = body.number;
    match (body.level(), body.town.chars().last()) {
        (Level::City | Level::County, _) => "00 汇总".to_owned(),
        (Level::Unit, _) => file_name(&format!("{number:02} {}", body.place())),
        (Level::Town, Some('乡')) => "00 乡级".to_owned(),
        (Level::Town, Some('道')) => "00 街道级".to_owned(),
        (Level::Town, _) => "00 镇级".to_owned(),
    }
}

/// The folder of a town; a workspace without a town name has one called `_`.
fn town_folder(body: &Body) -> String {
    file_name(&body.town_name())
}

/// `青坑镇/03 霞垅村/F4 霞垅村妇联选举结果备案表.pdf` (DESIGN 6), with `/`.
#[must_use]
pub fn paper_path(body: &Body, code: &str, title: &str) -> String {
    format!("{}/{}/{}.pdf", town_folder(body), body_folder(body), file_name(&format!("{code} {title}")))
}

/// `青坑镇/packets/03 霞垅村 备案材料.pdf` (DESIGN 6), with `/`.
#[must_use]
pub fn packet_path(body: &Body) -> String {
    format!("{}/packets/{}.pdf", town_folder(body), file_name(&format!("{} 备案材料", body_folder(body))))
}

/// Whether a path is one that [`paper_path`] or [`packet_path`] can give: three legal names, the last of a PDF. Whoever
/// reads paths from a file asks this before anything is touched.
#[must_use]
pub(super) fn is_own_path(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let [town, body, file] = parts.as_slice() else { return false };
    let stem = file.strip_suffix(".pdf").unwrap_or_default();
    [*town, *body, stem].iter().all(|part| !part.is_empty() && file_name(part) == *part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_legal_on_windows_and_stay_readable() {
        assert_eq!(file_name("F4 霞垅村: a/b?.pdf "), "F4 霞垅村： a／b？.pdf");
        assert_eq!(file_name("nul.txt"), "_nul.txt");
        assert_eq!(file_name("COM1"), "_COM1");
        assert_eq!(file_name("..."), "_");
        assert_eq!(file_name(" \u{7} "), "_");
        assert_eq!(file_name("霞\u{202E}垅\u{200B}村\u{1B}"), "霞垅村");
        assert_eq!(file_name(&"村".repeat(300)).chars().count(), 80);
    }

    #[test]
    fn only_paths_that_are_given_out_are_ours() {
        let unit = Body::of_unit("青坑镇", "霞垅村");
        let long = "很长的标题".repeat(60);
        for path in
            [paper_path(&unit, "F4", "备案表: a/b?"), paper_path(&unit, "F4", &long), packet_path(&unit)]
        {
            assert!(is_own_path(&path), "{path}");
        }
        for path in [
            "../data/执委.xlsx",
            "../../data/a.pdf",
            "青坑镇/../../a.pdf",
            "/青坑镇/00 镇级/a.pdf",
            "青坑镇/00 镇级/a.xlsx",
            "青坑镇\\..\\..\\a/b/c.pdf",
            "C:/x/a.pdf",
            "青坑镇//a.pdf",
            "a.pdf",
            "",
        ] {
            assert!(!is_own_path(path), "{path}");
        }
    }
}
