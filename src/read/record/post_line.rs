//! Lines below a list that say who of it holds which post: 主席候选人：何静, 副主席：罗芸、何兰.

use crate::model::{Given, Person, Records, Role, Row, TableKind};
use crate::problem::Problem;
use crate::read::grid::{Cell, Grid};
use crate::read::layout::section;
use crate::read::log::ReadLog;
use crate::read::normalise::fold;
use crate::read::record::which_word::UNKNOWN_VALUE;
use crate::read::value;
use crate::read::value::Space;
use crate::say;

/// Such a line.
#[derive(Debug)]
pub(in crate::read) struct PostLine {
    role: Role,
    names: Vec<String>,
    /// The column in which it stands.
    pub(in crate::read) column: usize,
}

/// What a row says of the posts of people, where nothing else stands in it.
pub(in crate::read) fn of(grid: &Grid, row: usize) -> Option<PostLine> {
    let mut cells = grid.rows.get(row)?.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    // Asked of every row: few have a colon in their first cell.
    let (column, text) = cells.next().and_then(|(column, cell)| match cell {
        Cell::Text(text) if text.contains([':', '：']) => Some((column, fold(text))),
        _ => None,
    })?;
    if cells.next().is_some() {
        return None;
    }
    let (post, names) = text.split_once(':')?;
    let role = section::heading(post).filter(|_| value::are_names(names))?;
    let names = value::people(names, Space::PartsNames).into_iter().map(|one| one.name).collect();
    Some(PostLine { role, names, column })
}

impl PostLine {
    /// Gives the people of the rows above their post, and reports whom no row has; `false` where it is no line about them:
    /// nobody is known, or with `whole` not everybody. `own` says whether the rows have posts of their own.
    pub(in crate::read) fn give(
        &self,
        grid: &Grid,
        row: usize,
        list: &mut List<'_>,
        log: &mut ReadLog,
    ) -> bool {
        let known = self.names.iter().filter(|name| list.has(name)).count();
        if known == 0 || (list.is_whole && known < self.names.len()) {
            return false;
        }
        for name in &self.names {
            if list.set(name, self.role) {
                continue;
            }
            let line = grid.rows.get(row).into_iter().flatten().find(|cell| !cell.is_empty());
            let line = line.map(|cell| cell.shown().to_string()).unwrap_or_default();
            let message = say!(
                "“{line}”：上面的名单里没有{name}，或者她的职务写的是别的",
                "\"{line}\": the list above does not have {name}, or says another post"
            );
            let hint =
                say!("把她写进名单，职务写在“职务”一列", "enter her in the list, and the post under 职务");
            log.report(Problem::new(&UNKNOWN_VALUE, grid.row_place(row), message).hint(hint));
        }
        true
    }
}

/// The rows above such a line.
#[derive(Debug)]
pub(in crate::read) struct List<'a> {
    pub(in crate::read) kind: TableKind,
    pub(in crate::read) unit: &'a Given<String>,
    pub(in crate::read) records: &'a mut Records,
    /// Whether a column says the posts.
    pub(in crate::read) says_posts: bool,
    /// Whether the line stands where names do: with a name that no row has it is a row of people.
    pub(in crate::read) is_whole: bool,
}

impl List<'_> {
    fn has(&self, name: &str) -> bool {
        let is = |person: &Person| person.name_text() == name;
        match self.kind {
            TableKind::Nominees => self.records.nominees.iter().any(|row| is(&row.value.person)),
            TableKind::Officers => self.records.officers.iter().any(|row| is(&row.value.person)),
            TableKind::Previous => self.records.previous.iter().any(|row| is(&row.value.person)),
            _ => false,
        }
    }

    /// Gives somebody a post; `false` where she is not there, or has another.
    fn set(&mut self, name: &str, role: Role) -> bool {
        let holder = Holder { name, role, unit: self.unit, says_posts: self.says_posts };
        let records = &mut *self.records;
        match self.kind {
            TableKind::Nominees => holder.give(&mut records.nominees, |own| (&own.person, &mut own.role)),
            TableKind::Officers => holder.give(&mut records.officers, |own| (&own.person, &mut own.role)),
            TableKind::Previous => holder.give(&mut records.previous, |own| (&own.person, &mut own.role)),
            _ => false,
        }
    }
}

/// Whom a line gives a post.
struct Holder<'a> {
    name: &'a str,
    role: Role,
    unit: &'a Given<String>,
    says_posts: bool,
}

impl Holder<'_> {
    fn give<T>(&self, rows: &mut [Row<T>], parts: impl Fn(&mut T) -> (&Person, &mut Given<Role>)) -> bool {
        for row in rows.iter_mut().filter(|row| row.unit == *self.unit) {
            let (person, own) = parts(&mut row.value);
            if person.name_text() != self.name {
                continue;
            }
            let is_other = self.says_posts && own.get().is_some_and(|own| own != self.role);
            if !is_other {
                *own = Given::Known(self.role);
            }
            return !is_other;
        }
        false
    }
}
