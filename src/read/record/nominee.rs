//! Rows of nominees.

use crate::model::{Field, Given, Nominee};
use crate::read::layout::list_words::ListWords;
use crate::read::normalise::fold;
use crate::read::record::person::{Term, person, role};
use crate::read::record::reader::{RecordAt, RecordReader};
use crate::read::record::shared::Shared;

/// One row, or form, of a nominee.
pub(in crate::read) fn nominee(reader: &mut RecordReader<'_>, shared: &Shared) -> Nominee {
    let now = occupation(reader);
    let role = if now.is_some() { shared.heading } else { role(reader, shared, Term::This) };
    let mut person = person(reader);
    // 职业 and 职务 both say what she does: neither goes.
    person.job = match (person.job, now) {
        (Given::Known(job), Some(now)) if job != now => Given::Known(format!("{job}、{now}")),
        (job, now) => job.or(Given::from(now)),
    };
    Nominee {
        person,
        role,
        recommend: reader.text(Field::Recommend),
        is_delegate: reader.yes(Field::IsDelegate),
    }
}

/// What a nominee does now, where 职务 says that and no post of the federation: 会计, 教师.
fn occupation(reader: &mut RecordReader<'_>) -> Option<String> {
    let RecordAt::Row(_, header) = reader.at else { return None };
    // 拟任职务 says what she is nominated for.
    let is_plain = header.names.iter().any(|(shown, field)| *field == Field::Role && fold(shown) == "职务");
    let (_, text) = reader.shown(Field::Role).filter(|_| is_plain)?;
    ListWords::get().is_occupation(&fold(&text)).then(|| text.trim().to_owned())
}
