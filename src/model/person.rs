//! People, and when two rows are one person.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

use crate::model::{Duty, Education, Gender, Given, Name, PartialDate, Politics, Role};
use crate::problem::{Code, Severity};

/// What any roster says of a person. A field the table lacks is [`Given::Blank`].
#[derive(Debug, Clone, Default, Serialize, BorshSerialize, BorshDeserialize)]
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

impl Person {
    /// The name, or an empty text where it is not known.
    #[must_use]
    pub fn name_text(&self) -> &str {
        self.name.known().map_or("", Name::as_str)
    }
}

/// 妇女代表.
#[derive(Debug, Clone, Default, Serialize, BorshSerialize, BorshDeserialize)]
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

/// 候选人.
#[derive(Debug, Clone, Default, Serialize, BorshSerialize, BorshDeserialize)]
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
#[derive(Debug, Clone, Default, Serialize, BorshSerialize, BorshDeserialize)]
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

impl Person {
    /// The cells that may say how she attends: 备注, 代表类别.
    #[must_use]
    pub fn remarks(&self) -> Vec<&str> {
        [self.note.text(), self.sector.text()].into_iter().flatten().collect()
    }
}

/// A record that another row about the same person can fill in.
pub trait Fill {
    /// Takes over what this one does not know and the other does.
    fn fill(&mut self, other: &Self);
}

/// Takes over a list where there is none.
fn fill_list(own: &mut Vec<String>, other: &[String]) {
    if own.is_empty() {
        own.extend_from_slice(other);
    }
}

macro_rules! fill {
    ($own:ident from $other:ident: $($field:ident),*) => {
        $($own.$field = std::mem::take(&mut $own.$field).or($other.$field.clone());)*
    };
}

impl Fill for Person {
    fn fill(&mut self, other: &Self) {
        fill!(self from other: gender, ethnicity, birth, age, politics, joined_party, education, workplace, job, sector,
            phone, id_number, note);
    }
}

impl Fill for Delegate {
    fn fill(&mut self, other: &Self) {
        self.person.fill(&other.person);
        fill!(self from other: delegation, attended);
        fill_list(&mut self.posts, &other.posts);
    }
}

impl Fill for Nominee {
    fn fill(&mut self, other: &Self) {
        self.person.fill(&other.person);
        fill!(self from other: role, recommend, is_delegate);
    }
}

impl Fill for Officer {
    fn fill(&mut self, other: &Self) {
        self.person.fill(&other.person);
        fill!(self from other: role, duty, in_committee, renewed);
        fill_list(&mut self.posts, &other.posts);
    }
}
