//! Folder and file names that are legal on every system, Windows first.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::model::is_unseen;

/// Longest name in characters, as long as a line of a folder's window.
const LONGEST: usize = 80;

/// Longest name in bytes: file systems take 255 of UTF-8, of which some are left for an ending. A rare character has four.
const LONGEST_BYTES: usize = 240;

/// Names that Windows keeps for devices, whatever the ending.
const DEVICES: &[&str] = &["CON", "PRN", "AUX", "NUL"];

/// A legal name from any text: forbidden characters become their full-width forms, which look alike and are legal. What
/// is too long is cut, and ends in a mark of the whole text, so that two long names stay two.
#[must_use]
pub fn file_name(text: &str) -> String {
    let legal: String = text.chars().filter(|c| !is_unseen(*c)).map(legal_character).collect();
    let trimmed = legal.trim().trim_end_matches(['.', ' ']);
    let short = cut(trimmed, 0);
    if short.len() < trimmed.len() {
        let mark: String = blake3::hash(trimmed.as_bytes()).to_hex().chars().take(8).collect();
        return format!("{}~{mark}", cut(trimmed, mark.len() + 1));
    }
    if trimmed.is_empty() || trimmed.chars().all(|c| c == '.') {
        return "_".to_owned();
    }
    if is_device(trimmed) { format!("_{trimmed}") } else { trimmed.to_owned() }
}

/// The beginning of a name that leaves room for so many bytes.
fn cut(name: &str, room: usize) -> &str {
    let ends = name.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST - room);
    let end = ends.take_while(|end| *end <= LONGEST_BYTES - room).last().unwrap_or(0);
    name.get(..end).unwrap_or_default().trim_end_matches(['.', ' '])
}

/// The same names, each unlike those before it: what is one name for any file system gets a number, in the given order.
#[must_use]
pub fn distinct(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut free = |name: String| {
        let mut own = name.clone();
        let mut number = 2;
        while !taken.insert(same(&own)) {
            let mark = format!("（{number}）");
            own = format!("{}{mark}", cut(&name, mark.len()));
            number += 1;
        }
        own
    };
    names.into_iter().map(&mut free).collect()
}

/// Names that are one for Windows, or for macOS, are the same here.
fn same(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
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

/// Whether a path is one that [`Paths`](super::Paths) can give: three legal names, the last of a PDF. Whoever
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
    use crate::bind::Paths;
    use crate::model::BodyId;

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
    fn long_names_fit_in_255_bytes_with_an_ending_and_stay_two() {
        let rare = "F4 \u{20000}".to_owned() + &"\u{2A6D6}".repeat(90);
        let names = distinct([file_name(&rare), file_name(&format!("{rare}甲")), file_name(&rare)]);
        for name in &names {
            assert!(name.len() + ".pdf".len() <= 255 && name.starts_with("F4 "), "{name}");
            assert_eq!(file_name(name), *name);
        }
        assert!(names[0] != names[1] && names[0] != names[2], "{names:?}");
    }

    #[test]
    fn names_that_a_file_system_takes_for_one_get_numbers() {
        let names = ["B镇", "b镇", "é", "e\u{301}", "B镇（2）", "村"].map(str::to_owned);
        assert_eq!(distinct(names), ["B镇", "b镇（2）", "é", "e\u{301}（2）", "B镇（2）（2）", "村"]);
    }

    #[test]
    fn only_paths_that_are_given_out_are_ours() {
        let unit = BodyId::of_unit("青坑镇", "霞垅村");
        let paths = Paths::of([&unit]);
        let paper = |title: &str| paths.paper(0, &file_name(&format!("F4 {title}")));
        let long = "很长的标题".repeat(60);
        for path in [paper("备案表: a/b?"), paper(&long), paths.packet(0)] {
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
