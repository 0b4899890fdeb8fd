//! People, and when two rows are one person.

use serde::Serialize;

use crate::model::{Duty, Education, Gender, Given, Name, PartialDate, Politics, Role};
use crate::problem::{Code, Severity};

/// What any roster says of a person. A field the table lacks is [`Given::Blank`].
#[derive(Debug, Clone, Default, Serialize)]
pub struct Person {
    /// 姓名, clean: no spaces inside, the name dot is U+00B7.
    pub name: Given<Name>,
    /// 性别.
    pub gender: Given<Gender>,
    /// 民族, in full (汉族).
    pub ethnicity: Given<String>,
    /// 出生年月.
    pub birth: Given<PartialDate>,
    /// 年龄 as the sheet says it: checked against `birth`, never printed.
    pub age: Given<u32>,
    /// 政治面貌.
    pub politics: Given<Politics>,
    /// 入党时间.
    pub joined_party: Given<PartialDate>,
    /// 学历.
    pub education: Given<Education>,
    /// 工作单位及职务.
    pub workplace: Given<String>,
    /// 职业.
    pub job: Given<String>,
    /// 代表类别、界别.
    pub sector: Given<String>,
    /// 联系电话.
    pub phone: Given<String>,
    /// 身份证号: 18 characters, X in capitals; its check digit is a rule's business.
    pub id_number: Given<String>,
    /// 备注.
    pub note: Given<String>,
}

/// The same name and birth month twice in one roster of one body: an error, for one of the rows is wrong. A row that
/// is repeated cell for cell is only a warning, and counts once. Source: SPREADSHEETS 6 (13).
pub static DUPLICATE_PERSON: Code =
    Code { id: "duplicate-person", severity: Severity::Error, source: "SPREADSHEETS 6 (13)" };

/// What makes two rows one person: name with birth month, and the ID number where both have one.
///
/// Same name is not same person (SPREADSHEETS 4.7); a row without a birth date is a person of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonKey {
    name: String,
    birth: Option<PartialDate>,
}

impl Person {
    /// The key under which rows of the same person meet; `None` without a name or a birth month.
    #[must_use]
    pub fn key(&self) -> Option<PersonKey> {
        let birth = self.birth.get()?.to_month();
        Some(PersonKey { name: self.name.known()?.as_str().to_owned(), birth: Some(birth) })
    }

    /// The name, or an empty text where it is not known.
    #[must_use]
    pub fn name_text(&self) -> &str {
        self.name.known().map_or("", Name::as_str)
    }
}

/// 妇女代表.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Delegate {
    /// Who.
    #[serde(flatten)]
    pub person: Person,
    /// 代表团.
    pub delegation: Given<String>,
    /// 是否到会; blank where the table does not say.
    pub attended: Given<bool>,
    /// 村（社区）“两委”职务 and other posts.
    pub posts: Vec<String>,
}

impl Delegate {
    /// Whether she counts as present: a roster without 是否到会 lists those who came.
    #[must_use]
    pub fn is_present(&self) -> bool {
        self.attended.get() != Some(false)
    }
}

/// 候选人.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Nominee {
    /// Who.
    #[serde(flatten)]
    pub person: Person,
    /// 拟任职务; blank means 执委.
    pub role: Given<Role>,
    /// 推荐方式.
    pub recommend: Given<String>,
    /// 是否代表.
    pub is_delegate: Given<bool>,
}

/// 班子成员, of this term or (in `previous`) of the last.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Officer {
    /// Who.
    #[serde(flatten)]
    pub person: Person,
    /// 妇联职务.
    pub role: Given<Role>,
    /// 专职、挂职、兼职.
    pub duty: Given<Duty>,
    /// Posts in the village's two committees and elsewhere, one by one as written.
    pub posts: Vec<String>,
    /// 是否进“两委” as the sheet says it; blank where it does not.
    pub in_committee: Given<bool>,
    /// True for re-elected (连任), false for new (新任), as the sheet says it.
    pub renewed: Given<bool>,
}

impl Officer {
    /// Whether rows of two units of one town, with one name and birth month, are one person who serves in both.
    ///
    /// An ID number or a telephone in common proves it. Without them it takes two leading posts, as of a chair of two
    /// villages (DOMAIN 4.1), and nothing that tells the two apart: among a city's plain members two of a name and
    /// month are two people (SPREADSHEETS 4.7).
    #[must_use]
    pub fn serves_in_both(&self, other: &Self) -> bool {
        let (a, b) = (&self.person, &other.person);
        let same = |a: Option<&str>, b: Option<&str>| a.zip(b).map(|(a, b)| a == b);
        let ids = same(a.id_number.text(), b.id_number.text());
        let phones = same(a.phone.text(), b.phone.text());
        let fits = a.birth.get().zip(b.birth.get()).is_some_and(|(a, b)| a.agrees_with(b))
            && same(a.ethnicity.text(), b.ethnicity.text()) != Some(false)
            && a.gender.get().zip(b.gender.get()).is_none_or(|(a, b)| a == b)
            && a.education.get().zip(b.education.get()).is_none_or(|(a, b)| a == b)
            && a.politics.get().zip(b.politics.get()).is_none_or(|(a, b)| a == b);
        match ids {
            Some(told) => told,
            None => fits && (phones == Some(true) || (self.is_leader() && other.is_leader())),
        }
    }

    /// Whether the post is held in the federation's executive above plain membership.
    #[must_use]
    pub fn is_leader(&self) -> bool {
        self.role.get().is_some_and(|role| role.is_head() || role.is_vice())
    }
}
