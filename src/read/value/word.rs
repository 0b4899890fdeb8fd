//! Vocabularies: education, politics, ethnicity, role, duty, yes and no. The words are in `words.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::model::{Duty, Education, Field, Gender, Politics, Presence, Role};
use crate::read::normalise::fold;
use crate::read::value::mode::Modes;
use crate::read::value::no_name::NoName;
use crate::read::value::post::{conference_role, federation_role};
use crate::read::word_list::WordList;

/// `words.toml` as it is written.
#[derive(Debug, Deserialize)]
struct File {
    politics: BTreeMap<String, Vec<String>>,
    education: BTreeMap<String, Vec<String>>,
    role: BTreeMap<String, Vec<String>>,
    duty: BTreeMap<String, Vec<String>>,
    ethnicity: Ethnicity,
    marks: Marks,
    beside: Beside,
    no_name: NoName,
    modes: Modes,
    answers: BTreeMap<Field, Answers>,
    examples: BTreeMap<Field, String>,
}

/// The words of one column that mean yes and no there: 当选, 落选.
#[derive(Debug, Deserialize)]
struct Answers {
    yes: Vec<String>,
    no: Vec<String>,
}

/// What people write beside a name that is no part of it.
#[derive(Debug, Deserialize)]
struct Beside {
    behind: WordList,
    before: WordList,
}

#[derive(Debug, Deserialize)]
struct Ethnicity {
    names: Vec<String>,
    aliases: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
struct Marks {
    yes: Vec<String>,
    no: Vec<String>,
    blank: Vec<String>,
}

/// Folded spelling → word.
type Vocabulary = FxHashMap<String, String>;

/// All vocabularies, ready to be looked up.
#[derive(Debug)]
pub(in crate::read) struct Words {
    politics: Vocabulary,
    education: Vocabulary,
    role: Vocabulary,
    duty: Vocabulary,
    ethnicity: Vocabulary,
    yes: FxHashSet<String>,
    no: FxHashSet<String>,
    blank: FxHashSet<String>,
    beside: Beside,
    no_name: NoName,
    modes: Modes,
    answers: BTreeMap<Field, Answers>,
    examples: BTreeMap<Field, String>,
}

impl From<File> for Words {
    fn from(file: File) -> Self {
        let marks = |list: &[String]| list.iter().map(|mark| fold(mark).into_owned()).collect();
        Self {
            politics: vocabulary(&file.politics),
            education: vocabulary(&file.education),
            role: vocabulary(&file.role),
            duty: vocabulary(&file.duty),
            ethnicity: ethnicities(&file.ethnicity),
            yes: marks(&file.marks.yes),
            no: marks(&file.marks.no),
            blank: marks(&file.marks.blank),
            beside: file.beside,
            no_name: file.no_name,
            modes: file.modes,
            answers: file.answers,
            examples: file.examples,
        }
    }
}

fn vocabulary(words: &BTreeMap<String, Vec<String>>) -> Vocabulary {
    let spelt = |(word, spellings): (&String, &Vec<String>)| {
        let word = word.clone();
        let all: Vec<_> = spellings
            .iter()
            .chain([&word])
            .map(|spelling| (fold(spelling).into_owned(), word.clone()))
            .collect();
        all
    };
    words.iter().flat_map(spelt).collect()
}

/// Full name, name without 族, number, alias.
fn ethnicities(ethnicity: &Ethnicity) -> Vocabulary {
    let mut known: Vocabulary =
        ethnicity.aliases.iter().map(|(alias, name)| (fold(alias).into_owned(), name.clone())).collect();
    for (at, name) in ethnicity.names.iter().enumerate() {
        known.insert(format!("{:02}", at + 1), name.clone());
        known.insert(name.clone(), name.clone());
        if let Some(short) = name.strip_suffix('族') {
            known.insert(short.to_owned(), name.clone());
        }
    }
    known
}

impl Words {
    /// The vocabularies of `words.toml`.
    pub(in crate::read) fn get() -> &'static Self {
        static WORDS: OnceLock<Words> = OnceLock::new();
        #[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
        WORDS
            .get_or_init(|| toml::from_str::<File>(include_str!("../words.toml")).expect("words.toml").into())
    }

    pub(in crate::read) fn gender(text: &str) -> Option<Gender> {
        match &*fold(text) {
            "女" | "女性" | "F" | "2" => Some(Gender::Female),
            "男" | "男性" | "M" | "1" => Some(Gender::Male),
            _ => None,
        }
    }

    pub(in crate::read) fn politics(&self, text: &str) -> Option<Politics> {
        find(&self.politics, text).and_then(Politics::from_word)
    }

    pub(in crate::read) fn education(&self, text: &str) -> Option<Education> {
        let clean = fold(text);
        let found =
            find(&self.education, &clean).or_else(|| find(&self.education, self.modes.without(&clean)));
        found.and_then(Education::from_word)
    }

    pub(in crate::read) fn duty(&self, text: &str) -> Option<Duty> {
        find(&self.duty, text).and_then(Duty::from_word)
    }

    /// The post in the federation; with `earlier` the words of a 妇代会 keep their own names.
    pub(in crate::read) fn role(&self, text: &str, earlier: bool) -> Option<Role> {
        let clean = fold(text);
        if let (true, Some(role)) = (earlier, conference_role(&clean)) {
            return Some(role);
        }
        find(&self.role, &clean).and_then(Role::from_word).or_else(|| federation_role(&clean))
    }

    /// The full name of an ethnic group.
    pub(in crate::read) fn ethnicity(&self, text: &str) -> Option<String> {
        self.ethnicity.get(&*fold(text)).cloned()
    }

    /// A tick or a word for yes and no.
    pub(in crate::read) fn yes(&self, text: &str) -> Option<bool> {
        let clean = fold(text);
        // 是（2021年当选）: a remark in brackets is no part of the answer.
        let clean = clean.split_once('(').map_or(&*clean, |(before, _)| before);
        if self.yes.contains(clean) {
            Some(true)
        } else if self.no.contains(clean) {
            Some(false)
        } else {
            None
        }
    }

    /// 夏秀菊女士, 主席王秀英 → the name and the word beside it; the name has two characters at least.
    pub(in crate::read) fn parted_from_address<'a>(&self, text: &'a str) -> Option<(&'a str, &'a str)> {
        let is_name = |name: &str| name.chars().nth(1).is_some();
        let behind = self.beside.behind.words().iter().filter_map(|word| {
            let name = text.strip_suffix(word.as_str())?;
            Some((name.trim_end_matches([':', '：']), text.get(name.len()..)?))
        });
        let before = self.beside.before.words().iter().filter_map(|word| {
            let name = text.strip_prefix(word.as_str())?;
            Some((name.trim_start_matches([':', '：']), text.get(..word.len())?))
        });
        behind.chain(before).filter(|(name, _)| is_name(name)).min_by_key(|(name, _)| name.len())
    }

    /// Whether a word is one of those beside a name: 计票人, 主任.
    pub(in crate::read) fn is_beside_a_name(&self, word: &str) -> bool {
        self.beside.behind.has(word) || self.beside.before.has(word)
    }

    /// 王主任, 李女士: nobody's name.
    pub(in crate::read) fn is_surname_and_address(&self, text: &str) -> bool {
        let surname = |word: &String| text.strip_suffix(word.as_str()).map(|name| name.chars().count());
        self.beside.behind.words().iter().any(|word| surname(word) == Some(1))
    }

    /// Whether a short text of Chinese characters may have a word of address in it, or be no name. Asked of every name.
    pub(in crate::read) fn may_hold_more_than_a_name(&self, text: &str) -> bool {
        self.beside.behind.ends(text)
            || self.beside.before.begins(text).is_some()
            || self.no_name.may_be(text)
    }

    /// What tells lines among the names from names.
    pub(in crate::read) fn no_name(&self) -> &NoName {
        &self.no_name
    }

    /// Yes or no in one column: the general words, and those that mean it there only.
    pub(in crate::read) fn answer(&self, field: Field, text: &str) -> Option<bool> {
        self.yes(text).or_else(|| {
            let own = self.answers.get(&field)?;
            let clean = fold(text);
            let clean = clean.split_once('(').map_or(&*clean, |(before, _)| before);
            let says = |words: &[String]| words.iter().any(|word| word == clean);
            // 请病假 and 未到会 mean in their own column what they mean among the remarks.
            let told = || Presence::of(Some(text), None).came().filter(|_| field == Field::Attended);
            says(&own.yes).then_some(true).or_else(|| says(&own.no).then_some(false)).or_else(told)
        })
    }

    /// All words of the vocabulary of a column, each once; of a column of yes and no one of either.
    pub(in crate::read) fn vocabulary_of(&self, field: Field) -> Vec<&str> {
        let words = match field {
            Field::Politics => &self.politics,
            Field::Education | Field::EducationFull | Field::EducationJob => &self.education,
            Field::Ethnicity => &self.ethnicity,
            Field::Role => &self.role,
            Field::Duty => &self.duty,
            _ => {
                let own = self.answers.get(&field);
                let first =
                    own.and_then(|own| own.yes.first()).into_iter().chain(own.and_then(|own| own.no.first()));
                return first.map(String::as_str).collect();
            }
        };
        words.values().map(String::as_str).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Words that fit a column, for hints.
    pub(in crate::read) fn examples(&self, field: Field) -> &str {
        self.examples.get(&field).map_or("是、否", String::as_str)
    }

    /// Whether the text is one of the marks that people put into an empty cell.
    pub(in crate::read) fn is_blank_mark(&self, text: &str) -> bool {
        // No mark begins with a letter, a digit, or a Chinese character other than 无.
        let first = text.chars().next().unwrap_or(' ');
        if first.is_ascii_alphanumeric()
            || (matches!(first, '\u{4E00}'..='\u{9FFF}') && !matches!(first, '无' | '無'))
        {
            return false;
        }
        // The longest mark has two characters.
        if text.len() > 64 {
            return text.trim().is_empty();
        }
        let clean = fold(text);
        clean.is_empty() || self.blank.contains(&*clean)
    }
}

fn find<'a>(words: &'a Vocabulary, text: &str) -> Option<&'a str> {
    words.get(&*fold(text)).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_mean_what_they_mean() {
        let words = Words::get();
        assert_eq!(words.politics("党员"), Some(Politics::Party));
        assert_eq!(words.politics("预备 党员"), Some(Politics::Probationary));
        assert_eq!(words.politics("民主党派"), None);
        assert_eq!(words.education("大专"), Some(Education::College));
        assert_eq!(words.education("大学"), Some(Education::Bachelor));
        assert_eq!(words.education("自考大专"), Some(Education::College));
        assert_eq!(words.education("大专（函授）"), Some(Education::College));
        assert_eq!(words.education("初中毕业"), Some(Education::Junior));
        assert_eq!(
            (words.education("本科在读"), words.education("党校"), words.education("大学肄业")),
            (None, None, None)
        );
        assert_eq!(words.answer(Field::Elected, "落选"), Some(false));
        assert_eq!(words.answer(Field::Attended, "请假（住院）"), Some(false));
        assert_eq!(words.ethnicity("汉").as_deref(), Some("汉族"));
        assert_eq!(words.ethnicity("汗族"), None);
        assert_eq!(words.ethnicity("01").as_deref(), Some("汉族"));
        assert_eq!(words.role("霞垅村妇联副主席", false), Some(Role::ViceChair));
        assert_eq!(words.role("主席、执委", false), Some(Role::Chair));
        for none in ["名誉主席", "工会主席", "原主席、现执委", "不再担任执委", "执委转副主席"]
        {
            assert_eq!(words.role(none, false), None, "{none}");
        }
        assert_eq!(words.role("村委会副主任、妇联主席", false), Some(Role::Chair));
        assert_eq!(words.role("妇联副主席（村支委）", false), Some(Role::ViceChair));
        assert_eq!(words.role("执委、村妇女小组长", false), Some(Role::Member));
        assert_eq!(words.role("副主席候选人", false), Some(Role::ViceChair));
        assert_eq!(words.role("妇代会主任", true), Some(Role::Director));
        assert_eq!(words.yes("√"), Some(true));
        assert_eq!(words.yes("○"), None);
    }

    #[test]
    fn what_a_hint_names_is_understood() {
        let words = Words::get();
        let each = |field| words.examples(field).split('、');
        assert!(each(Field::Education).all(|word| words.education(word).is_some()));
        assert!(each(Field::Politics).all(|word| words.politics(word).is_some()));
        assert!(each(Field::Ethnicity).all(|word| words.ethnicity(word).is_some()));
        assert!(each(Field::Role).all(|word| words.role(word, false).is_some()));
        assert!(each(Field::Attended).all(|word| words.answer(Field::Attended, word).is_some()));
    }

    proptest! {
        #[test]
        fn any_text_is_a_word_or_not(text in ".*") {
            let words = Words::get();
            let _ = (words.politics(&text), words.education(&text), words.ethnicity(&text), words.role(&text, true), words.yes(&text));
        }
    }
}
