//! `indicators.toml` → definitions.

use serde::Deserialize;

use crate::model::Education;
use crate::problem::Code;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Severity;
use crate::say;

/// `indicators.toml` is not TOML or has a key or word that does not exist. Source: DESIGN 7.
pub(super) static BAD_INDICATORS: Code =
    Code { id: "bad-indicators", severity: Severity::Error, source: "DESIGN 7" };
/// Age bands marked as a partition leave out an age or count one twice. Source: DOMAIN 4.6 (2).
pub(super) static BAND_GAP: Code = Code { id: "band-gap", severity: Severity::Error, source: "DOMAIN 4.6" };

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicators {
    #[serde(default)]
    pub(super) age: Vec<AgeBand>,
    #[serde(default)]
    pub(super) education: Vec<EducationBand>,
    pub(super) posts: PostWords,
}

/// Ages from `from` to `to` in full years, both included.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgeBand {
    pub(super) id: String,
    pub(super) label: String,
    #[serde(default)]
    pub(super) from: u32,
    #[serde(default = "no_limit")]
    pub(super) to: u32,
    #[serde(default)]
    pub(super) partition: bool,
}

fn no_limit() -> u32 {
    u32::MAX
}

/// Levels of education counted together.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EducationBand {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) words: Vec<Education>,
}

/// Words that tell a village's two committees in the text of a post.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PostWords {
    pub(super) party: Vec<String>,
    pub(super) village: Vec<String>,
}

impl Indicators {
    /// Reads the definitions; `file` is the path shown in problems.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn parse(text: &str, file: &str) -> Result<Self, Vec<Problem>> {
        let indicators: Self = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or("");
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
            let words = error.message().to_owned();
            let message = say!("指标定义读不懂：{words}", "the indicators are not readable: {words}");
            vec![Problem::new(&BAD_INDICATORS, Place::Line { file: file.to_owned(), line, column }, message)]
        })?;
        let gaps = indicators.gaps(file);
        if gaps.is_empty() { Ok(indicators) } else { Err(gaps) }
    }

    /// The bands of a partition, in order of age, must follow one another without gap or overlap.
    fn gaps(&self, file: &str) -> Vec<Problem> {
        let mut bands: Vec<_> = self.age.iter().filter(|band| band.partition).collect();
        bands.sort_by_key(|band| band.from);
        let mut next = Some(0);
        let mut problems = Vec::new();
        for band in &bands {
            let label = &band.label;
            if next != Some(band.from) || band.to < band.from {
                let message = say!(
                    "年龄段“{label}”与前一段有空缺或重叠",
                    "the age band \"{label}\" leaves a gap or overlaps the one before it"
                );
                let hint = say!(
                    "相邻两段要首尾相接，例如 to = 35 之后 from = 36",
                    "bands must follow one another, such as from = 36 after to = 35"
                );
                problems.push(Problem::new(&BAND_GAP, Place::File(file.to_owned()), message).hint(hint));
            }
            next = band.to.checked_add(1);
        }
        if !bands.is_empty() && next.is_some() {
            let message = say!("年龄段没有包括最大的年龄", "the age bands leave out the oldest");
            let hint = say!("最后一段不写 to", "give the last band no `to`");
            problems.push(Problem::new(&BAND_GAP, Place::File(file.to_owned()), message).hint(hint));
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFAULT: &str = include_str!("../../templates/default/indicators.toml");

    #[test]
    fn the_default_bands_are_a_partition_and_gaps_are_refused() {
        assert!(Indicators::parse(DEFAULT, "indicators.toml").is_ok());
        for (was, is) in
            [("from = 36", "from = 37"), ("from = 36", "from = 35"), ("from = 46", "from = 46\nto = 60")]
        {
            let problems = Indicators::parse(&DEFAULT.replacen(was, is, 1), "indicators.toml").unwrap_err();
            assert_eq!(problems[0].code.id, "band-gap", "{is}");
        }
        let unknown = Indicators::parse(&DEFAULT.replacen("label", "labl", 1), "i.toml").unwrap_err();
        assert_eq!(unknown[0].place.to_string(), "i.toml:7:1");
    }
}
