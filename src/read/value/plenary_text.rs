//! A sentence about the first plenary of a committee: 执委会第一次会议（应到7人，实到7人）：主席吴秀兰7票，副主席石美英7票、王芳6票（弃权1票）。
//! How many came, and the votes for its leaders. What it says is not the congress's.

use std::sync::OnceLock;

use regex::Regex;

use crate::model::Role;
use crate::read::normalise::{fold, squeeze};
use crate::read::value::TallyWords;

/// What such a sentence says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::read) struct PlenaryText {
    /// 到会执委.
    pub(in crate::read) present: Option<u32>,
    /// The votes for its leaders, in the order of the sentence.
    pub(in crate::read) votes: Vec<LeaderVotes>,
}

/// The votes for one leader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct LeaderVotes {
    pub(in crate::read) role: Role,
    pub(in crate::read) name: String,
    pub(in crate::read) in_favour: u32,
    pub(in crate::read) against: Option<u32>,
    pub(in crate::read) abstain: Option<u32>,
}

/// Patterns of the sentence, folded and without spaces.
struct Patterns {
    came: Regex,
    votes: Regex,
    against: Regex,
    abstain: Regex,
    post: Regex,
    name: Regex,
}

fn patterns() -> &'static Patterns {
    static PATTERNS: OnceLock<Patterns> = OnceLock::new();
    #[expect(clippy::expect_used, reason = "the patterns are part of the program; a test uses each")]
    PATTERNS.get_or_init(|| {
        let pattern = |text: &str| Regex::new(text).expect("a pattern");
        Patterns {
            came: pattern(r"实到(?:会|执委|委员)*[:为]?(\d{1,3})|到会?(\d{1,3})[人名]|(\d{1,3})[人名](?:全部?到|到会|参加|出席|都到)"),
            votes: pattern(r"(\d{1,3})票"),
            against: pattern(r"(?:反对|不同意|不赞成)(\d{1,3})票?|(\d{1,3})票?(?:反对|不同意|不赞成)"),
            abstain: pattern(r"弃权(\d{1,3})票?|(\d{1,3})票?弃权"),
            post: pattern(r"副主席|主席|副主任|主任"),
            name: pattern(r"([\p{Han}·]{2,})(?:\(|以|得|获|共)*$"),
        }
    })
}

/// Where a squeezed and folded text begins to speak of the plenary.
fn begin(text: &str) -> Option<usize> {
    // 第三届妇女代表大会第一次全体会议 is the congress.
    let words = TallyWords::get().plenary().iter();
    words.filter_map(|word| text.find(fold(word).as_ref())).min().filter(|_| !text.contains("代表大会第一次"))
}

/// What a line says before it speaks of the plenary, squeezed and folded: all that can be the congress's.
pub(in crate::read) fn of_congress(line: &str) -> String {
    let text = squeeze(&fold(line)).into_owned();
    match begin(&text) {
        Some(at) => text.get(..at).unwrap_or_default().to_owned(),
        None => text,
    }
}

/// What a line says of the plenary; none where it speaks of something else.
pub(in crate::read) fn plenary_text(line: &str) -> Option<PlenaryText> {
    let squeezed = squeeze(&fold(line)).into_owned();
    // What stands before the plenary is the congress's.
    let text = squeezed.get(begin(&squeezed)?..)?;
    let number = |pattern: &Regex, text: &str| {
        let found = pattern.captures(text)?;
        found.iter().skip(1).flatten().next()?.as_str().parse().ok()
    };
    let Patterns { came, against, abstain, .. } = patterns();
    let mut votes: Vec<LeaderVotes> = Vec::new();
    let mut post = None;
    for part in parts(text) {
        let (opposed, held_back) = (number(against, &part), number(abstain, &part));
        if let Some(own) = leader(&part, &mut post) {
            votes.push(LeaderVotes { against: opposed, abstain: held_back, ..own });
        } else if let Some(last) = votes.last_mut() {
            // 甲7票，反对1票: of her who stands before.
            last.against = last.against.or(opposed);
            last.abstain = last.abstain.or(held_back);
        }
    }
    Some(PlenaryText { present: number(came, text), votes })
}

/// The parts of a sentence; what stands in brackets is not cut.
fn parts(text: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0_usize);
    for character in text.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' | ';' | '、' | '。' | '，' | '；' | ':' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(character);
        }
    }
    parts
}

/// The leader of a part that names one with her votes; her post stands in it, before or behind, or in a part before.
fn leader(part: &str, post: &mut Option<Role>) -> Option<LeaderVotes> {
    let Patterns { votes, post: posts, name, .. } = patterns();
    let found = votes.find(part)?;
    let before = part.get(..found.start())?;
    let said = posts
        .find_iter(part)
        .last()
        .map(|own| if own.as_str().starts_with('副') { Role::ViceChair } else { Role::Chair });
    *post = said.or(*post);
    let own =
        posts.find_iter(before).last().map_or(before, |own| before.get(own.end()..).unwrap_or_default());
    let name = name.captures(own)?.get(1)?.as_str().trim_end_matches(['以', '得', '获', '共']);
    if ["反对", "弃权", "赞成", "同意", "不同意", "不赞成"].contains(&name) {
        return None;
    }
    let in_favour = votes.captures(part)?.get(1)?.as_str().parse().ok()?;
    Some(LeaderVotes { role: (*post)?, name: name.to_owned(), in_favour, against: None, abstain: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> (Option<u32>, Vec<String>) {
        let text = plenary_text(line).unwrap();
        let number = |count: Option<u32>| count.map_or("-".to_owned(), |count| count.to_string());
        let one = |own: &LeaderVotes| {
            let post = if own.role == Role::Chair { "主" } else { "副" };
            format!("{post}{}{}/{}/{}", own.name, own.in_favour, number(own.against), number(own.abstain))
        };
        (text.present, text.votes.iter().map(one).collect())
    }

    #[test]
    fn what_came_of_the_plenary_is_read_out_of_usual_sentences() {
        for line in [
            "执委会第一次会议（应到7人，实到7人）：主席吴秀兰7票，副主席石美英7票、王芳6票（弃权1票）。",
            "接着开执委会（7人到会）选主席吴秀兰7票，副主席石美英7票，王芳6票（1票弃权）。",
            "发出选票20张。随后召开第三届执委会第一次全体会议，应到7名，实到7名。选举结果：主席吴秀兰（7票）；副主席石美英（7票）、王芳（6票，弃权1票）。",
            "前7名当选。执委会第一次会议7人全到，吴秀兰以7票当选主席，石美英以7票当选副主席、王芳以6票（1票弃权）当选副主席。",
        ] {
            let votes = ["主吴秀兰7/-/-", "副石美英7/-/-", "副王芳6/-/1"].map(str::to_owned).to_vec();
            assert_eq!(said(line), (Some(7), votes), "{line}");
        }
        assert_eq!(said("执委会（到6人，文丽君请假）"), (Some(6), Vec::new()));
        assert_eq!(said("第一次全体会议：主席甲一5票、反对1票"), (None, vec!["主甲一5/1/-".to_owned()]));
    }

    #[test]
    fn the_congress_is_another() {
        for line in ["应到代表25名，实到代表23名", "第三届妇女代表大会第一次全体会议应到25名", ""]
        {
            assert_eq!(plenary_text(line), None, "{line}");
        }
    }
}
