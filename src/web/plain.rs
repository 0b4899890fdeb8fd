//! Messages in the words of the page. They are made for every face; here they speak of screens instead of commands, and of settings by
//! what they mean instead of by their keys in `cycle.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use regex::{Captures, Regex};
use serde::Deserialize;

use crate::cycle::{self, FieldKind, FormField};
use crate::problem::{Lang, Say};

/// `plain.toml` as it is written.
#[derive(Debug, Deserialize)]
struct File {
    zh: Vec<[String; 2]>,
    en: Vec<[String; 2]>,
}

/// The patterns of both languages, and those of places in files.
struct Patterns {
    zh: Vec<(Regex, String)>,
    en: Vec<(Regex, String)>,
    setting: Regex,
    sheet: Regex,
    cell: Regex,
}

fn patterns() -> &'static Patterns {
    static PATTERNS: OnceLock<Patterns> = OnceLock::new();
    #[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
    PATTERNS.get_or_init(|| {
        let pattern = |text: &str| Regex::new(text).expect("a pattern");
        let file: File = toml::from_str(include_str!("plain.toml")).expect("plain.toml");
        let all = |list: Vec<[String; 2]>| list.into_iter().map(|[own, now]| (pattern(&own), now)).collect();
        Patterns {
            zh: all(file.zh),
            en: all(file.en),
            // cycle.toml 的 [rules] exec_odd, cycle.toml [rules] 的 filing_days, exec_margin in cycle.toml.
            setting: pattern(r#"(?:([a-z_]{4,}) in )?cycle\.toml(?: 的)? ?(?:\[{1,2}[a-z.]*(?:"[^"]*")?\]{1,2})?(?: 的)? ?([a-z_]{4,})?"#),
            sheet: pattern(r"(?:data/)?([^\s“”]+\.(?:xlsx|xlsm|xls|et|ods|docx|csv))!"),
            cell: pattern(r" › ([^!“”，。；）]*)!([A-Z]{1,3}\d+|\d+:\d+)"),
        }
    })
}

/// What settings mean, by their keys.
type Meanings = BTreeMap<String, Say>;

fn meanings() -> &'static Meanings {
    static MEANINGS: OnceLock<Meanings> = OnceLock::new();
    MEANINGS.get_or_init(|| {
        let mut meanings = Meanings::new();
        collect(cycle::form(""), &mut meanings);
        meanings
    })
}

fn collect(fields: Vec<FormField>, meanings: &mut Meanings) {
    for field in fields {
        if let Some(key) = field.path.last() {
            meanings.entry(key.clone()).or_insert(field.meaning);
        }
        if let FieldKind::Section(inner) = field.kind {
            collect(inner, meanings);
        }
    }
}

/// A message as the page says it.
pub(in crate::web) fn plain(said: &Say, lang: Lang) -> String {
    let text = said.text(lang);
    let names_files = ["huanjie", ".toml", ".csv", "data", "!", "--"].iter().any(|word| text.contains(word));
    if names_files { in_words(said, lang, meanings()) } else { text.to_owned() }
}

fn in_words(said: &Say, lang: Lang, meanings: &Meanings) -> String {
    let own = patterns();
    let list = if lang == Lang::Zh { &own.zh } else { &own.en };
    let text = list.iter().fold(said.text(lang).to_owned(), |text, (pattern, now)| {
        if pattern.is_match(&text) { pattern.replace_all(&text, now.as_str()).into_owned() } else { text }
    });
    let text = own.setting.replace_all(&text, |found: &Captures<'_>| setting(found, lang, meanings));
    let text = own.sheet.replace_all(&text, "$1 › ");
    let text = own.cell.replace_all(&text, " › $1 › $2").replace("data/", "");
    // Latin words stand between spaces, Chinese ones do not.
    text.replace(" “", "“").trim_start_matches(['，', '；']).to_owned()
}

/// 设置里的“…”, by what the setting means; or the settings as a whole.
fn setting(found: &Captures<'_>, lang: Lang, meanings: &Meanings) -> String {
    let key = [1, 2].into_iter().find_map(|at| found.get(at)).map(|key| key.as_str());
    let meaning = key.and_then(|key| meanings.get(key)).map(|said| brief(said.text(lang)));
    match (meaning, lang) {
        (Some(meaning), Lang::Zh) => format!("“设置”里的“{meaning}”"),
        (Some(meaning), Lang::En) => format!("\"{meaning}\" in the settings"),
        (None, Lang::Zh) => "“设置”".to_owned(),
        (None, Lang::En) => "the settings".to_owned(),
    }
}

/// The first words of what a setting means.
fn brief(meaning: &str) -> &str {
    meaning.split(['；', '，', '：', '（', ';', ':', '(']).next().unwrap_or(meaning).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let meaning = Say { zh: "执委人数是不是单数；按规定".to_owned(), en: "odd".to_owned() };
        let say = Say { zh: text.to_owned(), en: text.to_owned() };
        in_words(&say, Lang::Zh, &BTreeMap::from([("exec_odd".to_owned(), meaning)]))
    }

    #[test]
    fn messages_speak_of_screens_and_settings() {
        for (text, now) in [
            ("答错了就删去 answers.toml 里这一行", "答错了，在“待确认”里改"),
            (
                "补上这个村的表；已经放进来的，用 huanjie coverage 看它为什么没有用上",
                "补上这个村的表；已经放进来的，在“收表情况”里看它为什么没有用上",
            ),
            ("有问题待答复（huanjie ask）", "有问题待答复，在“待确认”里回答"),
            (
                "核对名册，或者改 cycle.toml 的 [rules] exec_odd",
                "核对名册，或者改“设置”里的“执委人数是不是单数”",
            ),
            (
                "核对应到、实到人数；会议人数规定在 cycle.toml 的 quorum",
                "核对应到、实到人数；会议人数规定在“设置”",
            ),
            ("这里是 3，而 data/甲村/名单.xlsx!表 1!C7 是 4", "这里是 3，而 甲村/名单.xlsx › 表 1 › C7 是 4"),
            ("在“data/汇总（2月）.xlsx!汇总”里已经有了", "在“汇总（2月）.xlsx › 汇总”里已经有了"),
        ] {
            assert_eq!(said(text), now, "{text}");
        }
    }

    #[test]
    fn keys_of_settings_have_meanings() {
        for key in ["exec_odd", "exec_margin", "majority_base", "filing_days", "exec_includes_leaders"] {
            assert!(meanings().contains_key(key), "{key}");
        }
    }

    #[test]
    fn what_says_nothing_of_files_stays() {
        for text in ["何静的出生年月这里是“1985-07”", "", "赞成+反对+弃权=20"] {
            assert_eq!(said(text), text);
        }
    }
}
