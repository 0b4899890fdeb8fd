//! `indicators.toml` of all layers together, checked: every word is one that its field can have, every partition is one.

use std::sync::Arc;

use toml::Spanned;

use crate::count::definition::{BandPart, File, GroupPart, PopulationPart};
use crate::count::field::CountedField;
use crate::count::indicator::{Band, Condition, Group, Indicators, Population};
use crate::count::partition;
use crate::count::wrong::{BAD_INDICATORS, Wrong};
use crate::problem::{Place, Problem, TomlSize, place_in, toml_problem};
use crate::say;

/// What the file may hold: the default layer has a dozen populations and groups each in 6 KB.
const SIZE: TomlSize =
    TomlSize { bytes: 64 << 10, text: 200, list: 200, section: 200, number: i64::MAX, free: &[] };

/// Indicators of all layers together: each is counted for each body of a city. The default layer has some three hundred.
const FIGURES: usize = 3_000;

/// Names that a message lists.
const SHOWN: usize = 30;

/// A part and where its `id` stands.
type Found<T> = (T, Wrong);

impl Indicators {
    /// Reads the definitions of all layers, the lowest first: each a text and the path shown in problems.
    ///
    /// # Errors
    /// What is wrong with the files.
    pub fn parse(layers: &[(String, String)]) -> Result<Self, Vec<Problem>> {
        let mut populations: Vec<Found<PopulationPart>> = Vec::new();
        let mut groups: Vec<Found<GroupPart>> = Vec::new();
        for (text, file) in layers {
            if let Some((byte, message)) = SIZE.exceeded(text) {
                return Err(vec![Problem::new(&BAD_INDICATORS, place_in(text, file, byte), message)]);
            }
            let parsed: File = toml::from_str(text)
                .map_err(|error| vec![toml_problem(&BAD_INDICATORS, text, file, &error)])?;
            let at = |id: &Spanned<String>| Wrong {
                file: file.clone(),
                line: text.get(..id.span().start).unwrap_or("").matches('\n').count() + 1,
            };
            for part in parsed.population {
                let place = at(&part.id);
                match populations.iter_mut().find(|(known, _)| known.id.get_ref() == part.id.get_ref()) {
                    Some((known, wrong)) => (*known, *wrong) = (part.over(known.clone()), place),
                    None => populations.push((part, place)),
                }
            }
            for part in parsed.group {
                let place = at(&part.id);
                match groups.iter_mut().find(|(known, _)| known.id.get_ref() == part.id.get_ref()) {
                    Some((known, wrong)) => (*known, *wrong) = (part.over(known.clone()), place),
                    None => groups.push((part, place)),
                }
            }
        }
        let mut problems = Vec::new();
        let populations: Vec<Population> =
            populations.into_iter().map(|(part, _)| population(part)).collect();
        let groups: Vec<Group> = groups
            .into_iter()
            .filter_map(|(part, wrong)| group(part, &populations, &wrong, &mut problems))
            .collect();
        let figures = |group: &Group| {
            let of = populations.iter().filter(|population| group.is_of(population)).count();
            of * (group.bands.len() + 3)
        };
        if groups.iter().map(figures).sum::<usize>() > FIGURES {
            problems.push(too_many(layers));
        }
        if problems.is_empty() { Ok(Self { populations, groups }) } else { Err(problems) }
    }
}

/// Every body would have so many figures.
fn too_many(layers: &[(String, String)]) -> Problem {
    let file = layers.last().map_or_else(String::new, |(_, file)| file.clone());
    let message = say!(
        "指标超过 {FIGURES} 个：人群数乘以分段数太多",
        "more than {FIGURES} indicators: too many bands for too many populations"
    );
    let hint = say!("分组里用 of 写明统计哪些人群", "say in a group with `of` which populations it is of");
    Problem::new(&BAD_INDICATORS, Place::File(file), message).hint(hint)
}

fn population(part: PopulationPart) -> Population {
    let id = part.id.into_inner();
    let label: Arc<str> = part.label.unwrap_or_else(|| id.clone()).into();
    Population {
        base: part.base.unwrap_or_else(|| format!("{label}人数")).into(),
        rows: part.rows.unwrap_or_default(),
        roles: part.roles.unwrap_or_default(),
        unsaid: part.unsaid.unwrap_or(false),
        label,
        id: id.into(),
    }
}

fn group(
    part: GroupPart,
    populations: &[Population],
    wrong: &Wrong,
    problems: &mut Vec<Problem>,
) -> Option<Group> {
    let id = part.id.into_inner();
    let before = problems.len();
    let by = part.by.as_deref().and_then(CountedField::named);
    if by.is_none() {
        let field = part.by.unwrap_or_default();
        let message = say!(
            "分组 {id} 的 by = “{field}” 不是可以统计的栏",
            "group {id}: by = \"{field}\" is no field to count by"
        );
        let names = CountedField::NAMES.join(" ");
        let hint = say!("可用：{names}，或 extra.表头", "known fields: {names}, or extra.HEADER");
        problems.push(wrong.tell(&BAD_INDICATORS, message, hint));
    }
    let of = part.of.unwrap_or_default();
    let unknown = of.iter().filter(|name| !populations.iter().any(|known| *known.id == **name));
    for unknown in unknown.take(SHOWN) {
        let known = populations.iter().take(SHOWN).map(|known| &*known.id).collect::<Vec<_>>().join(" ");
        let message = say!("分组 {id} 的人群“{unknown}”没有定义", "group {id}: no population \"{unknown}\"");
        let hint = say!("已有的人群：{known}", "populations: {known}");
        problems.push(wrong.tell(&BAD_INDICATORS, message, hint));
    }
    let kept = part.bands.into_iter().filter(|band| band.enabled != Some(false));
    let bands: Vec<Band> = kept.filter_map(|part| band(&id, part, wrong, problems)).collect();
    let by = by?;
    let label: Arc<str> = part.label.unwrap_or_else(|| id.clone()).into();
    let partition = part.partition.unwrap_or_default();
    let position = |id: &String| bands.iter().position(|band| band.id == *id);
    let group = Group {
        parts: partition.iter().filter_map(position).collect(),
        place: wrong.place(),
        field: if by == CountedField::Age { "年龄".into() } else { label.clone() },
        label,
        by,
        of,
        partition,
        compare: part.compare.unwrap_or(true),
        always: part.always.unwrap_or(false),
        blank: part.blank,
        bands,
        id,
    };
    partition::check_words(&group, wrong, problems);
    partition::check(&group, wrong, problems);
    (problems.len() == before).then_some(group)
}

fn band(group: &str, part: BandPart, wrong: &Wrong, problems: &mut Vec<Problem>) -> Option<Band> {
    let id = part.id.clone();
    let numbers = part.from.is_some() || part.to.is_some();
    let words = part.any.is_some() || part.all.is_some() || part.none.is_some();
    if numbers == words {
        let message = say!(
            "分段 {group}.{id} 要么用 from、to，要么用 any、all、none",
            "band {group}.{id} needs either from and to, or any, all and none"
        );
        let hint = say!(
            "例如 {{ id = \"le-35\", label = \"35岁及以下\", to = 35 }}",
            "for example {{ id = \"le-35\", label = \"35岁及以下\", to = 35 }}"
        );
        problems.push(wrong.tell(&BAD_INDICATORS, message, hint));
        return None;
    }
    let condition = if numbers {
        Condition::Between(part.from.unwrap_or(0), part.to.unwrap_or(u32::MAX))
    } else {
        Condition::Words {
            any: part.any.unwrap_or_default(),
            all: part.all.unwrap_or_default(),
            none: part.none.unwrap_or_default(),
        }
    };
    Some(Band { label: part.label.unwrap_or_else(|| id.clone()).into(), id, condition })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Place;

    const DEFAULT: &str = include_str!("../../templates/default/indicators.toml");

    fn parse(layers: &[&str]) -> Result<Indicators, Vec<Problem>> {
        let layers: Vec<_> =
            layers.iter().map(|text| ((*text).to_owned(), "indicators.toml".to_owned())).collect();
        Indicators::parse(&layers)
    }

    #[test]
    fn the_default_bands_are_partitions_and_gaps_are_refused() {
        parse(&[DEFAULT]).unwrap();
        for (was, is) in [
            ("from = 36", "from = 37"),
            ("from = 36", "from = 35"),
            ("from = 46", "from = 46, to = 60"),
            ("any = [\"中专\", \"高中\"]", "any = [\"高中\"]"),
            ("any = [\"初中\", ", "any = [\"初中\", \"高中\", "),
            ("any = [\"连任\"]", "any = [\"新任\"]"),
        ] {
            let problems = parse(&[&DEFAULT.replacen(was, is, 1)]).unwrap_err();
            assert_eq!(problems[0].code.id, "band-gap", "{is}");
        }
    }

    #[test]
    fn what_can_count_nobody_is_refused_at_its_line() {
        for (was, is) in [
            ("label = \"年龄\"", "labl = \"年龄\""),
            ("by = \"age\"", "by = \"ages\""),
            ("any = [\"连任\"]", "any = [\"续任\"]"),
            ("{ id = \"le-45\", label = \"45岁及以下\", to = 45 }", "{ id = \"le-45\" }"),
            ("of = [\"chair\", \"vice\"", "of = [\"chairs\", \"vice\""),
        ] {
            let problems = parse(&[&DEFAULT.replacen(was, is, 1)]).unwrap_err();
            assert_eq!(problems[0].code.id, "bad-indicators", "{is}");
            assert!(matches!(problems[0].place, Place::Line { line: 2.., .. }), "{:?}", problems[0]);
        }
    }

    #[test]
    fn a_layer_above_changes_a_band_and_adds_a_group() {
        let above = r#"
            [[group]]
            id = "age"
            partition = ["le-40", "ge-41"]
            bands = [
              { id = "le-40", label = "40岁及以下", to = 40 },
              { id = "ge-41", label = "41岁及以上", from = 41 },
              { id = "le-45", enabled = false },
              { id = "36-45", label = "三十六至四十五" },
            ]
            [[group]]
            id = "rich"
            by = "extra.致富带头人"
            blank = "否"
            bands = [{ id = "yes", label = "致富带头人", any = ["是"] }]
        "#;
        let indicators = parse(&[DEFAULT, above]).unwrap();
        let age = indicators.groups.iter().find(|group| group.id == "age").unwrap();
        let ids: Vec<_> = age.bands.iter().map(|band| band.id.as_str()).collect();
        assert_eq!(ids, ["le-35", "36-45", "ge-46", "le-30", "le-40", "ge-41"]);
        assert_eq!(&*age.bands[1].label, "三十六至四十五");
        assert_eq!(age.bands[1].condition, Condition::Between(36, 45));
        assert_eq!(indicators.groups.last().unwrap().by, CountedField::Extra("致富带头人".to_owned()));
    }
}
