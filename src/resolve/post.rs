//! What a written post in the village means: 村支书, 书记兼主任, 村“两委”委员, 村会计.
//!
//! A vocabulary (`posts.toml`), not fragments: a text is understood whole or not at all, so that what nobody thought
//! of is asked about and never counted.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

/// A seat in the two committees of a village. Whoever holds any but the last is in the two committees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Seat {
    /// 党组织书记.
    Secretary,
    /// 党组织副书记.
    DeputySecretary,
    /// 村（居）委会主任.
    Director,
    /// 村（居）委会副主任.
    DeputyDirector,
    /// 支委, 党委委员: a member of the party's committee.
    PartyMember,
    /// 村委, 居委会委员: a member of the village's committee.
    VillageMember,
    /// 两委成员: in one of the two, not told which.
    CommitteeMember,
    /// 其他: none of the four posts; whether she is in the two committees nobody can say.
    Unlisted,
}

/// What a written post means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// One seat in the two committees or more, in the order of [`Seat`], each once.
    Seats(Vec<Seat>),
    /// A known post outside the two committees, or none: 村会计, 妇女主任, 无.
    Elsewhere,
    /// Not in the vocabulary.
    Unknown,
}

/// What a post means, as a clerk wrote it.
#[must_use]
pub(super) fn meaning(written: &str) -> Meaning {
    let vocabulary = Vocabulary::get();
    // A space may stand inside a word (书 记) or between two.
    let understood = [None, Some('\n')].into_iter().find_map(|gap| {
        let text = vocabulary.prepared(&clean(written, gap));
        vocabulary.read(&text, &TIERS)
    });
    match understood {
        None => Meaning::Unknown,
        Some(seats) if seats.is_empty() => Meaning::Elsewhere,
        Some(mut seats) => {
            seats.sort_unstable();
            seats.dedup();
            Meaning::Seats(seats)
        }
    }
}

/// What stands between two posts, the plainest first: 和 is also in the names of villages.
const TIERS: [&[&str]; 3] = [
    &["/", "+", "&", "|", ",", ";", "、", "。", "(", ")", "\n"],
    &["兼职", "兼任", "兼"],
    &["以及", "及", "和", "与", "暨"],
];

/// No post is longer; what is longer is not searched for places.
const LONGEST: usize = 40;

/// NFKC, brackets of one kind, without quotes and what cannot be seen; white space gives way to the gap.
fn clean(written: &str, gap: Option<char>) -> String {
    let kept = |c: char| match c {
        '[' | '【' | '〔' => Some('('),
        ']' | '】' | '〕' => Some(')'),
        c if c.is_whitespace() => gap,
        c if c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}') => None,
        c => (!"“”‘’\"'「」『』《》〝〞*".contains(c)).then_some(c),
    };
    written.nfkc().filter_map(kept).collect()
}

/// `posts.toml` as it is written.
#[derive(Debug, Deserialize)]
struct File {
    bodies: HashMap<String, Vec<String>>,
    post: Vec<Post>,
    front: Front,
    notes: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Post {
    #[serde(default)]
    seats: Vec<Seat>,
    #[serde(default)]
    body: String,
    words: Vec<String>,
}

/// What may stand in front of a post, and what may not.
#[derive(Debug, Deserialize)]
struct Front {
    leads: Vec<String>,
    places: Vec<String>,
    joints: Vec<String>,
    seconds: Vec<String>,
    above: Vec<String>,
    never: Vec<String>,
    refused: Vec<String>,
}

impl File {
    /// Every spelling with its seats, organisations and offices put together.
    fn spellings(&self) -> impl Iterator<Item = (String, &[Seat])> {
        self.post.iter().flat_map(|post| {
            self.bodies[&post.body].iter().flat_map(move |body| {
                post.words.iter().map(move |word| (format!("{body}{word}"), post.seats.as_slice()))
            })
        })
    }
}

/// The vocabulary, ready to be looked up.
#[derive(Debug)]
struct Vocabulary {
    /// Spelling → seats; none of a post outside the two committees.
    words: HashMap<String, Vec<Seat>>,
    /// The spellings with seats: no name of a village holds one.
    seated: Vec<String>,
    front: Front,
    /// Notes with their brackets.
    notes: Vec<String>,
}

impl From<File> for Vocabulary {
    fn from(file: File) -> Self {
        let words: HashMap<_, _> = file.spellings().map(|(word, seats)| (word, seats.to_vec())).collect();
        let held = file.spellings().filter(|(_, seats)| !seats.is_empty());
        let seated = held.map(|(word, _)| word).collect();
        let notes = file.notes.iter().map(|note| format!("({note})")).collect();
        Self { words, seated, front: file.front, notes }
    }
}

impl Vocabulary {
    fn get() -> &'static Self {
        static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
        #[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
        VOCABULARY
            .get_or_init(|| toml::from_str::<File>(include_str!("posts.toml")).expect("posts.toml").into())
    }

    /// Without notes in brackets, and 一肩挑 as a post of its own.
    fn prepared(&self, text: &str) -> String {
        let mut bare = text.to_owned();
        // Nearly every post is without brackets, and there are hundreds of thousands of them.
        for note in self.notes.iter().filter(|_| text.contains('(')) {
            bare = bare.replace(note, "");
        }
        bare.replace("一肩挑", "/一肩挑/")
    }

    /// The seats of a text all of which is known, cut at the marks of the tiers where it is not known whole.
    fn read(&self, text: &str, tiers: &[&[&str]]) -> Option<Vec<Seat>> {
        if let Some(seats) = self.known(text) {
            return Some(seats);
        }
        let (marks, rest) = tiers.split_first()?;
        let cut = marks.iter().fold(text.to_owned(), |text, mark| text.replace(mark, "\n"));
        let mut seats = None;
        for part in cut.split('\n').filter(|part| !part.is_empty()) {
            seats.get_or_insert_with(Vec::new).extend(self.read(part, rest)?);
        }
        seats
    }

    /// A post, or two seats written in one: 党支部书记村委会主任.
    fn known(&self, text: &str) -> Option<Vec<Seat>> {
        if text.chars().nth(LONGEST).is_some() {
            return None;
        }
        self.post(text).map(<[Seat]>::to_vec).or_else(|| {
            halves(text).find_map(|(first, second)| {
                // Not 副主任 + 委员: the second begins with an organisation or a place.
                let led = second.chars().nth(2).is_some() && begins(second, &self.front.seconds);
                let both = [self.post(first)?, self.post(second)?];
                (led && both.iter().all(|seats| !seats.is_empty())).then(|| both.concat())
            })
        })
    }

    /// The seats of one post, the longest spelling first, with or without a place in front of it.
    fn post(&self, text: &str) -> Option<&[Seat]> {
        let placed = |(place, word)| self.place(place, word, self.words.get(word)?);
        self.words.get(text).map(Vec::as_slice).or_else(|| halves(text).find_map(placed))
    }

    /// What is left of the seats of a word behind a place; nothing if it is no place.
    fn place<'a>(&self, place: &str, word: &str, seats: &'a [Seat]) -> Option<&'a [Seat]> {
        let front = &self.front;
        let name = front.leads.iter().find_map(|lead| place.strip_prefix(lead.as_str())).unwrap_or(place);
        let ends = |marks: &[String]| marks.iter().any(|mark| name.ends_with(mark.as_str()));
        let numbered = |c: char| c.is_ascii_digit() || "第一二三四五六七八九十百号".contains(c);
        if begins(name, &front.refused)
            || front.never.iter().any(|word| word == name)
            || self.seated.iter().any(|word| name.contains(word.as_str()))
            || !name.chars().all(char::is_alphanumeric)
        {
            return None;
        }
        if name.is_empty() || ends(&front.places) || begins(word, &front.joints) {
            return Some(seats);
        }
        (ends(&front.above) || (seats.is_empty() && name.chars().all(numbered))).then_some(&[])
    }
}

fn begins(text: &str, marks: &[String]) -> bool {
    marks.iter().any(|mark| text.starts_with(mark.as_str()))
}

/// Every way of cutting a text in two, the longest second half first; neither is empty.
fn halves(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.char_indices().skip(1).filter_map(|(at, _)| text.split_at_checked(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A meaning and forms that have it.
    const FORMS: &str = "
Seats([Secretary]): 村党支部书记 村支书 书记 社区党委书记 霞垅村书记 中共霞垅村支部委员会书记 村书记（兼） 现任村支书
Seats([Secretary]): 居委会党支部书记 村（社区）党总支书记 书记兼妇女主任 青坑镇霞垅村党支部书记 党委书记
Seats([DeputySecretary]): 社区党总支副书记 副书记 村支部专职副书记 副书记（主持工作） 副书记/网格员
Seats([Director]): 村主任 村委会主任 居委会主任 主任 村（居）委会主任 青坑居委会主任 村民委员会主任 村长 书记助理、村主任
Seats([DeputyDirector]): 居委会副主任 副主任 柳亭村委会副主任 村副主任 太和村村委会副主任
Seats([PartyMember]): 支委 村支委 党支部组织委员 党委委员 村党组织委员 村党支部委员 进村支委 纪检委员
Seats([VillageMember]): 村委 村委委员 居委会委员 柳亭村委会委员 村委会委员、网格长 村委委员兼妇女主任 村委【兼】
Seats([CommitteeMember]): 村“两委”委员 两委成员 进两委 两委干部 村『两委』班子成员 委员 村支两委委员 是
Seats([Secretary, Director]): 一肩挑 书记、主任一肩挑 书记兼主任 支书兼主任 书记主任 村支书＋村主任 书记（主任） 书记，主任
Seats([Secretary, Director]): 党支部书记村委会主任 支部书记居委会主任 村书记和村主任 书记一肩挑 村书记、村主任（一肩挑）
Seats([Secretary, DeputyDirector]): 支部书记兼村委会副主任 村支书／村副主任
Seats([DeputySecretary, Director]): 支部副书记兼村委会主任 村党总支副书记及村委会主任 主任兼副书记
Seats([PartyMember, VillageMember]): 村党支部委员、村委会委员 支委兼村委 社区党委委员，居委会委员 交叉任职
Elsewhere: 村会计 妇女主任 妇代会主任 村妇联主席 妇联兼职副主席 执委 计生专干 网格员 会计兼网格员 团支部书记 村团委书记
Elsewhere: 村务监督委员会主任 村监委主任 监委会主任 村民小组长 第一书记 驻村第一书记 无 大学生村官 后备干部 驻村工作队长
Elsewhere: 书记助理 主任助理 书记/主任助理 村主任助理 经济合作社社长 治保主任 调解主任 民兵连长 业主委员会主任 否 — /
Seats([Unlisted]): 其他 其它职务
Elsewhere: 街道党工委委员、办事处副主任 镇党委委员 青坑镇党委书记 第二居民小组组长 3组组长 霞垅村便民服务站代办员
Unknown: 村里帮忙的 乡贤 一把手 原村主任 前任书记 拟任村主任 协助村主任 村干部 书记（挂职） 非一肩挑 书记候选人 村主任（原）
Unknown: 第一党支部书记 驻村书记 书记的女儿 村书记兼董秘 党支部书记村会计师 ？ 、 主任医师 副主任委员 书记员 青坑村
Unknown: 书记后备干部 村委会主任候选人 联村党委书记 党委 支部书记村主任助理
";

    #[test]
    fn a_post_means_what_clerks_mean() {
        for (expected, forms) in FORMS.lines().filter_map(|line| line.split_once(": ")) {
            for form in forms.split(' ') {
                assert_eq!(format!("{:?}", meaning(form)), expected, "{form}");
            }
        }
        assert_eq!(meaning("书\u{3000}记"), Meaning::Seats(vec![Seat::Secretary]));
        assert_eq!(meaning("支部书记\n村主任"), Meaning::Seats(vec![Seat::Secretary, Seat::Director]));
        assert_eq!((meaning(""), meaning(" ")), (Meaning::Unknown, Meaning::Unknown));
    }

    #[test]
    fn no_spelling_has_two_meanings() {
        let file: File = toml::from_str(include_str!("posts.toml")).unwrap();
        let mut known = HashMap::new();
        for (spelling, seats) in file.spellings() {
            assert_eq!(clean(&spelling, None), spelling);
            assert_eq!(*known.entry(spelling.clone()).or_insert(seats), seats, "{spelling}");
        }
    }

    proptest! {
        #[test]
        fn any_text_means_something(text in ".*", posts in "[村社区委会书记主任副支两兼、和（）一肩挑镇 ]{0,60}") {
            for text in [text, posts] {
                let seats = !matches!(meaning(&text), Meaning::Seats(seats) if seats.is_empty());
                prop_assert!(seats);
            }
        }
    }
}
