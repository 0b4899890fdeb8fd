//! `indicators.toml` as written: populations, groups, bands, and how one layer's file goes over another's.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// 统计指标：人群、分组、分段。 The indicators of a layer.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "indicators.toml")]
pub(super) struct File {
    /// 人群，一个一段。 Populations.
    #[serde(default)]
    pub(super) population: Vec<PopulationPart>,
    /// 分组，一个一段。 Groups.
    #[serde(default)]
    pub(super) group: Vec<GroupPart>,
    /// 以前的写法，现在不用了。
    /// Words that told a village's two committees in version 0.1: read and left aside, for `resolve` has a vocabulary.
    #[serde(default)]
    #[schemars(with = "Option<std::collections::BTreeMap<String, serde_json::Value>>")]
    #[expect(dead_code, reason = "layers of version 0.1 have it")]
    pub(super) posts: Option<toml::Table>,
}

/// 一个人群；没有写的项照下层。 What a file says of a population; what it leaves out stays as below.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PopulationPart {
    /// 【必填】编号，用英文。 Its id.
    #[schemars(with = "String")]
    pub(super) id: Spanned<String>,
    /// 名称。 Its name.
    pub(super) label: Option<String>,
    /// 基数的叫法，如“主席人数”。 What its number is called.
    pub(super) base: Option<String>,
    /// 数哪些行。 Which rows are counted.
    pub(super) rows: Option<Rows>,
    /// 只数这些职务。 Only these posts.
    pub(super) roles: Option<Vec<crate::model::Role>>,
    /// true：没写职务的也算。 Whether rows without a post count too.
    pub(super) unsaid: Option<bool>,
}

/// Which table a population comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Rows {
    /// 班子成员，一人算一个。 The committee, leaders and members: people.
    #[default]
    Officers,
    /// 执委，按本届的算法。 执委 as the cycle counts them: with or without the leaders.
    Executive,
    /// 班子的职务，一职算一个。 Posts of officers: one for each post that somebody holds.
    Posts,
    /// 到会的代表。 Delegates who came.
    Delegates,
    /// 全部正式代表。 All delegates with a vote.
    Chosen,
    /// 候选人。 Nominees.
    Nominees,
}

/// 一个分组；没有写的项照下层。 What a file says of a group.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupPart {
    /// 【必填】编号，用英文，不要和已有的重名。 Its id.
    #[schemars(with = "String")]
    pub(super) id: Spanned<String>,
    /// 名称。 Its name.
    pub(super) label: Option<String>,
    /// 看哪一栏：age、gender、education 等，或 `"extra.表头"`。 Which column it looks at.
    pub(super) by: Option<String>,
    /// 哪些人群；不写就是全部。 Of which populations.
    pub(super) of: Option<Vec<String>>,
    /// 这几段不重不漏，程序会核对。 Bands that add up to everybody.
    pub(super) partition: Option<Vec<String>>,
    /// false：不与上届比。 Whether it is compared with the last term.
    pub(super) compare: Option<bool>,
    /// true：没有数据也列出。 Whether it is listed without data too.
    pub(super) always: Option<bool>,
    /// 空格当作什么，如 "否"；不写就是不知道，不进基数。 What an empty cell means.
    pub(super) blank: Option<String>,
    /// 各段。 Its bands.
    #[serde(default)]
    pub(super) bands: Vec<BandPart>,
}

/// 一段：名称和条件。 What a file says of a band. A band that says a condition anew gives all of its conditions anew.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BandPart {
    /// 【必填】编号。 Its id.
    pub(super) id: String,
    /// 名称。 Its name.
    pub(super) label: Option<String>,
    /// 从多少起（含）。 Least value.
    pub(super) from: Option<u32>,
    /// 到多少止（含）。 Largest value.
    pub(super) to: Option<u32>,
    /// 有其中一个词的。 Has one of these words.
    pub(super) any: Option<Vec<String>>,
    /// 这些词都有的。 Has all of these words.
    pub(super) all: Option<Vec<String>>,
    /// 这些词都没有的。 Has none of these words.
    pub(super) none: Option<Vec<String>>,
    /// false 去掉下层的这一段。 `false` takes the band of a lower layer away.
    pub(super) enabled: Option<bool>,
}

impl PopulationPart {
    /// This over `below`.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            id: self.id,
            label: self.label.or(below.label),
            base: self.base.or(below.base),
            rows: self.rows.or(below.rows),
            roles: self.roles.or(below.roles),
            unsaid: self.unsaid.or(below.unsaid),
        }
    }
}

impl GroupPart {
    /// This over `below`, band by band.
    pub(super) fn over(self, below: Self) -> Self {
        let mut bands = below.bands;
        for band in self.bands {
            match bands.iter_mut().find(|known| known.id == band.id) {
                Some(known) => *known = band.over(known.clone()),
                None => bands.push(band),
            }
        }
        Self {
            id: self.id,
            label: self.label.or(below.label),
            by: self.by.or(below.by),
            of: self.of.or(below.of),
            partition: self.partition.or(below.partition),
            compare: self.compare.or(below.compare),
            always: self.always.or(below.always),
            blank: self.blank.or(below.blank),
            bands,
        }
    }
}

impl BandPart {
    pub(super) fn has_condition(&self) -> bool {
        self.from.is_some()
            || self.to.is_some()
            || self.any.is_some()
            || self.all.is_some()
            || self.none.is_some()
    }

    fn over(self, below: Self) -> Self {
        let (label, enabled) = (self.label.clone().or(below.label.clone()), self.enabled.or(below.enabled));
        let conditions = if self.has_condition() { self } else { below };
        Self { label, enabled, ..conditions }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_and_the_reader_agree() {
        crate::model::reads_what_its_schema_says::<File>(|text| toml::from_str::<File>(text).is_ok());
    }
}
