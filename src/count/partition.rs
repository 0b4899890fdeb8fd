//! Whether the bands of a group can be what they say: words that the field knows, and a partition without gap or overlap.

use std::collections::BTreeSet;

use crate::count::field::Answer;
use crate::count::indicator::{Band, Condition, Group};
use crate::count::wrong::{BAD_INDICATORS, Wrong};
use crate::problem::{Code, Problem, Severity};
use crate::say;

/// Bands of a partition leave out a value or count one twice. Source: DOMAIN 4.6 (2).
pub(super) static BAND_GAP: Code =
    Code { id: "band-gap", severity: Severity::Error, source: "DOMAIN 4.6 (2)" };

/// A word that the field can never say would count nobody, in silence.
pub(super) fn check_words(group: &Group, wrong: &Wrong, problems: &mut Vec<Problem>) {
    let Some(words) = group.by.vocabulary() else { return };
    for band in &group.bands {
        let Condition::Words { any, all, none } = &band.condition else { continue };
        for word in any.iter().chain(all).chain(none).filter(|word| !words.contains(&word.as_str())) {
            let (id, band) = (&group.id, &band.id);
            let list = words.join(" ");
            let message = say!(
                "分段 {id}.{band}：这一栏没有“{word}”",
                "band {id}.{band}: the field is never \"{word}\""
            );
            let hint = say!("可用的词：{list}", "its words: {list}");
            problems.push(wrong.tell(&BAD_INDICATORS, message, hint));
        }
    }
}

/// The bands of a partition hold each value exactly once. What is in an open vocabulary is checked while counting.
pub(super) fn check(group: &Group, wrong: &Wrong, problems: &mut Vec<Problem>) {
    let id = &group.id;
    let known: BTreeSet<&str> = group.bands.iter().map(|band| band.id.as_str()).collect();
    for name in group.partition.iter().filter(|name| !known.contains(name.as_str())) {
        let message = say!(
            "分组 {id} 的 partition 里没有分段“{name}”",
            "group {id}: partition names no band \"{name}\""
        );
        let hint = say!("partition 里写本组的分段编号", "partition lists ids of this group's bands");
        problems.push(wrong.tell(&BAD_INDICATORS, message, hint));
    }
    if group.partition.is_empty() {
        return;
    }
    if group.is_numeric() {
        gaps(group, wrong, problems);
        return;
    }
    for word in group.by.vocabulary().unwrap_or_default() {
        let answer = Answer::Words(vec![word.into()]);
        let holding: Vec<&str> = group
            .parts()
            .filter(|band| band.condition.holds(&answer) == Some(true))
            .map(|band| &*band.label)
            .collect();
        if holding.len() == 1 {
            continue;
        }
        let times = if holding.is_empty() { "0".to_owned() } else { holding.join("、") };
        let message = say!(
            "分组 {id} 的各段不是不重不漏：“{word}”属于 {times} 段",
            "the bands of {id} are no partition: \"{word}\" is in {times}"
        );
        let hint = say!("让每个词恰好属于一段", "put every word into exactly one band");
        problems.push(wrong.tell(&BAND_GAP, message, hint));
    }
}

/// Bands of numbers must follow one another without gap or overlap, from 0 on without end.
fn gaps(group: &Group, wrong: &Wrong, problems: &mut Vec<Problem>) {
    let range = |band: &Band| match band.condition {
        Condition::Between(from, to) => Some((from, to, band.label.clone())),
        Condition::Words { .. } => None,
    };
    let mut bands: Vec<_> = group.parts().filter_map(range).collect();
    bands.sort();
    let mut next = Some(0);
    for (from, to, label) in bands {
        if next != Some(from) || to < from {
            let message = say!(
                "分段“{label}”与前一段有空缺或重叠",
                "the band \"{label}\" leaves a gap or overlaps the one before it"
            );
            let hint = say!(
                "相邻两段要首尾相接，例如 to = 35 之后 from = 36",
                "bands must follow one another, such as from = 36 after to = 35"
            );
            problems.push(wrong.tell(&BAND_GAP, message, hint));
        }
        next = to.checked_add(1);
    }
    if next.is_some() {
        let label = &group.label;
        let message = say!("{label}的分段没有包括最大的数", "the bands of {label} leave out the largest");
        let hint = say!("最后一段不写 to", "give the last band no `to`");
        problems.push(wrong.tell(&BAND_GAP, message, hint));
    }
}
