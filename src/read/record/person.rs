//! The fields of a person, and of her post.

use crate::model::{
    Education, Field, Given, PartialDate, Person, Politics, Role, TableKind, speaks_of_leaving,
};
use crate::read::grid::Cell;
use crate::read::layout::spelling;
use crate::read::record::name::Named;
use crate::read::record::reader::RecordReader;
use crate::read::record::shared::Shared;
use crate::read::record::which_word::UNKNOWN_VALUE;
use crate::read::value;
use crate::read::value::{Space, Words};
use crate::say;

/// Of which term a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Term {
    /// 本届.
    This,
    /// 上届: there may have been a 妇代会 with a 主任.
    Last,
}

/// What any roster says of a person.
pub(in crate::read) fn person(reader: &mut RecordReader<'_>) -> Person {
    let words = Words::get();
    let Named { name, gender: beside, remarks } = reader.name(Field::Name);
    let gender = reader.word(Field::Gender, Words::gender);
    let (birth, beside_birth) = reader.birth();
    let age = reader.age(Field::Age);
    let (politics, joined_party) = politics(reader);
    Person {
        name,
        gender: gender.or(Given::from(beside)),
        ethnicity: reader.word(Field::Ethnicity, |text| words.ethnicity(text)),
        birth,
        age: age.or(Given::from(beside_birth)),
        politics,
        joined_party,
        education: education(reader),
        workplace: reader.text(Field::Workplace),
        job: reader.text(Field::Job),
        sector: reader.text(Field::Sector),
        phone: reader.phone(Field::Phone),
        id_number: reader.id_number(Field::IdNumber),
        note: noted(reader.text(Field::Note), remarks),
    }
}

/// 备注, and behind it what stands in brackets behind the name and is not said there: 罗芸（请假）.
pub(in crate::read) fn noted(note: Given<String>, remarks: Vec<String>) -> Given<String> {
    remarks.into_iter().fold(note, |note, remark| match note {
        Given::Known(said) if said.contains(&remark) => Given::Known(said),
        Given::Known(said) => Given::Known(format!("{said}；{remark}")),
        Given::Blank | Given::Unreadable => Given::Known(remark),
    })
}

/// 学历, or the higher of 全日制学历 and 在职学历.
fn education(reader: &mut RecordReader<'_>) -> Given<Education> {
    let words = Words::get();
    let own = reader.word(Field::Education, |text| words.education(text));
    if !own.is_blank() {
        return own;
    }
    let full = reader.word(Field::EducationFull, |text| words.education(text));
    let job = reader.word(Field::EducationJob, |text| words.education(text));
    match (full, job) {
        (Given::Known(full), Given::Known(job)) => Given::Known(full.min(job)),
        (full, job) => full.or(job),
    }
}

/// 政治面貌 from its column, from a tick under 党员, or from 入党时间: a date means a member.
fn politics(reader: &mut RecordReader<'_>) -> (Given<Politics>, Given<PartialDate>) {
    let words = Words::get();
    let own = reader.word(Field::Politics, |text| words.politics(text));
    let joined = Given::from(reader.quiet_date(Field::JoinedParty));
    if reader.has(Field::Politics) {
        return (own, joined);
    }
    if reader.ticked(Field::IsParty) {
        return (Given::Known(Politics::Party), joined);
    }
    if reader.has(Field::IsParty) {
        // 预备党员 stands beside an empty tick; no more is known of the others than that they are no members.
        let note = reader.shown(Field::Note).and_then(|(_, note)| words.politics(&note));
        let own = note.or((reader.yes(Field::IsParty).get() == Some(false)).then_some(Politics::NonParty));
        return (Given::from(own), joined);
    }
    if !reader.has(Field::JoinedParty) {
        return (own, joined);
    }
    let Some((at, shown)) = reader.shown(Field::JoinedParty) else {
        if let Some(at) = reader.cell_of(Field::JoinedParty) {
            let message = say!(
                "“入党时间”空着，按群众读取",
                "the date of joining the party is empty; read as 群众 (no party)"
            );
            reader.derived(at, message);
        }
        return (Given::Known(Politics::Masses), Given::Blank);
    };
    let read = match (joined.get(), words.politics(&shown), words.yes(&shown)) {
        (Some(_), ..) if shown.contains("预备") => Some(Politics::Probationary),
        (Some(_), ..) | (None, None, Some(true)) => Some(Politics::Party),
        (None, Some(said), _) => Some(said),
        (None, None, Some(false)) => Some(Politics::Masses),
        (None, None, None) => None,
    };
    match read {
        Some(politics) => (Given::Known(politics), joined),
        None => {
            reader.unknown_value(Field::JoinedParty, at, &shown);
            (Given::Unreadable, joined)
        }
    }
}

/// The post from a word, from a tick in one of the columns 主席, 副主席, 常委, 执委 (the highest), or from the heading
/// above.
pub(in crate::read) fn role(reader: &mut RecordReader<'_>, shared: &Shared, term: Term) -> Given<Role> {
    let ticks = [
        (Field::RoleChair, Role::Chair),
        (Field::RoleVice, Role::ViceChair),
        (Field::RoleStanding, Role::Standing),
        (Field::RoleExec, Role::Member),
    ];
    if let Some((_, role)) = ticks.into_iter().find(|(field, _)| reader.ticked(*field)) {
        return Given::Known(role);
    }
    let own = post(reader, shared, term);
    if !own.is_blank() {
        return own;
    }
    // 候补 or a cross under 执委, and no tick elsewhere: is she in the committee, or not?
    let odd = ticks.into_iter().rev().find_map(|(field, _)| Some((field, reader.shown(field)?)));
    let Some((field, (at, was))) = odd else { return shared.heading };
    let (who, column) = (reader.who(), spelling::shown(field));
    let message = say!(
        "{who}这一行“{column}”一栏写的是“{was}”，看不出她是不是班子成员",
        "{who}: \"{was}\" under {column} does not tell whether she is in the committee"
    );
    let hint = say!("是的打√；不是的，删去这一行", "tick it where she is; where she is not, delete the row");
    reader.problem(&UNKNOWN_VALUE, at, message, hint);
    Given::Unreadable
}

/// The post as its column says it: 常委 is one of its own where there are standing committees, else an 执委.
pub(in crate::read) fn post(reader: &mut RecordReader<'_>, shared: &Shared, term: Term) -> Given<Role> {
    if let Some(role) = reader.one.as_ref().and_then(|one| one.role) {
        return Given::Known(role);
    }
    if let Some(role) = beside_the_name(reader) {
        return Given::Known(role);
    }
    let earlier = term == Term::Last || reader.settings.conference;
    let standing = reader.settings.standing;
    let in_village = shared.is_villages();
    // Of a tally 落选 is what became of her, and who was in the last term may have left since.
    let is_list = shared.kind != TableKind::Votes && term == Term::This;
    reader.word(Field::Role, |text| {
        // 执委（已退出）: whether she is one nobody can say; 执委（候补） is none.
        let remark = value::remark_behind(text).filter(|_| is_list).unwrap_or_default();
        if speaks_of_leaving(&remark) {
            return None;
        }
        if remark.contains("候补") {
            return Words::get().role("候补执委", earlier);
        }
        let is_standing = standing && matches!(text.trim(), "常委" | "常务委员");
        let own = if in_village { value::posts_of_village(text) } else { text.into() };
        if is_standing { Some(Role::Standing) } else { Words::get().role(&own, earlier) }
    })
}

/// The post that stands beside a single name: 钱玉芳（副主席）, 主席：孙玉; a column of posts goes before it.
fn beside_the_name(reader: &RecordReader<'_>) -> Option<Role> {
    let said = reader.cell(Field::Name).filter(|_| !reader.has(Field::Role))?;
    let Cell::Text(shown) = &said.cell else { return None };
    if value::is_one_word(shown) {
        return None;
    }
    match value::people(shown, Space::PartsNames).as_slice() {
        [only] => only.role,
        _ => None,
    }
}

/// Words that mean themselves in any column: of a new one, and of one re-elected.
const NEW: [&str; 4] = ["新任", "新", "新当选", "首次当选"];
const AGAIN: [&str; 3] = ["连任", "续任", "连选连任"];

/// 新任 and 连任 as two tick columns, as one column of words, or as yes and no.
pub(in crate::read) fn renewed(reader: &mut RecordReader<'_>) -> Given<bool> {
    if reader.ticked(Field::IsContinued) {
        return Given::Known(true);
    }
    if reader.ticked(Field::IsNew) {
        return Given::Known(false);
    }
    let own_word = |text: &str| match text.trim() {
        text if NEW.contains(&text) => Some(false),
        text if AGAIN.contains(&text) => Some(true),
        _ => None,
    };
    let word = |text: &str| own_word(text).or_else(|| Words::get().yes(text.trim()));
    match (reader.word(Field::IsContinued, word), reader.word(Field::IsNew, word)) {
        (Given::Known(again), _) => Given::Known(again),
        // 是否新任: 否 means re-elected; but the words 新任 and 连任 mean themselves.
        (_, Given::Known(said)) => {
            let is_own = reader.text(Field::IsNew).text().and_then(own_word).is_some();
            Given::Known(if is_own { said } else { !said })
        }
        (_, other) => other,
    }
}
