//! The cells of a header → what its columns mean: a field, a tick for one of its values, people of one post, or a
//! column that is kept under its own header.

use std::collections::BTreeMap;

use crate::model::{Field, Role};
use crate::read::grid::{Cell, Grid};
use crate::read::layout::spelling;
use crate::read::limits;
use crate::read::normalise::{fold, squeeze};
use crate::read::value;
use crate::read::value::Words;

/// A recognised header: its rows and what its columns mean.
#[derive(Debug, Clone, Default)]
pub(in crate::read) struct Header {
    /// First row, from 0.
    pub(in crate::read) first: usize,
    /// Last row of the header, from 0.
    pub(in crate::read) last: usize,
    /// Field → column, where a field has several columns the first.
    pub(in crate::read) columns: FieldColumns,
    /// Shown header and field of each recognised column.
    pub(in crate::read) names: Vec<(String, Field)>,
    /// Columns under their own header.
    pub(in crate::read) extra: Vec<ExtraColumn>,
    /// Columns in which a tick says the value of a field.
    pub(in crate::read) ticks: Vec<TickColumn>,
    /// Columns that hold the names of people of one post: 主席, 副主席1, 执委名单.
    pub(in crate::read) posts: Vec<PostColumn>,
    /// Columns whose header asks for a tick.
    pub(in crate::read) asks_for_tick: Vec<u32>,
    /// Where the same heads begin again: another table stands beside this one.
    pub(in crate::read) beside: Option<u32>,
}

/// Field → column. Every cell of every row is found by it, so each field has its own place in it.
#[derive(Debug, Clone, Default)]
pub(in crate::read) struct FieldColumns(Vec<Option<u32>>);

impl FieldColumns {
    /// The column of a field.
    pub(in crate::read) fn get(&self, field: Field) -> Option<u32> {
        self.0.get(field as usize).copied().flatten()
    }

    /// Every field that has a column, in the order of [`Field::ALL`].
    pub(in crate::read) fn iter(&self) -> impl Iterator<Item = (Field, u32)> {
        Field::ALL.iter().filter_map(|field| Some((*field, self.get(*field)?)))
    }

    fn remove(&mut self, field: Field) {
        if let Some(place) = self.0.get_mut(field as usize) {
            *place = None;
        }
    }

    fn insert(&mut self, field: Field, column: u32) {
        self.0.resize(Field::ALL.len(), None);
        if let Some(place) = self.0.get_mut(field as usize) {
            *place = Some(column);
        }
    }
}

/// A column without a field of its own.
#[derive(Debug, Clone)]
pub(in crate::read) struct ExtraColumn {
    /// From 0.
    pub(in crate::read) column: u32,
    /// Its header.
    pub(in crate::read) header: String,
    /// Whether the header is in no list.
    pub(in crate::read) is_unknown: bool,
}

/// A column in which a tick says the value of a field: 男 under 性别.
#[derive(Debug, Clone)]
pub(in crate::read) struct TickColumn {
    /// Of which field.
    pub(in crate::read) field: Field,
    /// The value that a tick stands for.
    pub(in crate::read) value: String,
    /// From 0.
    pub(in crate::read) column: u32,
}

/// A column under the name of a post.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct PostColumn {
    /// The post.
    pub(in crate::read) role: Role,
    /// From 0.
    pub(in crate::read) column: u32,
}

/// Columns that `cycle.toml` maps: header → field.
pub(in crate::read) type Mapped<'a> = &'a BTreeMap<String, String>;

/// Cells of a column that are looked at to see whether it holds numbers.
const COUNTED: usize = 3;

/// Fields that are kept under their own header as well: template authors may want the words as written.
const KEPT: &[Field] = &[Field::JoinedParty, Field::EducationFull, Field::EducationJob];

impl Header {
    /// Whether a column stands for a field.
    pub(in crate::read) fn has(&self, field: Field) -> bool {
        self.columns.get(field).is_some()
    }

    /// The column of a field.
    pub(in crate::read) fn column(&self, field: Field) -> Option<u32> {
        self.columns.get(field)
    }

    /// Whether a column stands for one of these fields.
    pub(in crate::read) fn has_any(&self, fields: &[Field]) -> bool {
        fields.iter().any(|field| self.has(*field))
    }

    /// The field that every record must have: a name, or in a table of units a unit.
    pub(in crate::read) fn key(&self) -> Field {
        if self.has(Field::Name) { Field::Name } else { Field::Unit }
    }

    /// The header in so many rows from the first on, and what its columns mean.
    pub(in crate::read) fn of(grid: &Grid, first: usize, levels: usize, mapped: Mapped<'_>) -> Self {
        let last = first + levels - 1;
        let width = (first..=last).filter_map(|row| grid.rows.get(row)).map(Vec::len).max().unwrap_or(0);
        let mut header = Self { first, last, ..Self::default() };
        for column in 0..width.min(limits::COLUMNS.size()) {
            let labels = header.labels(grid, column);
            let Some(lowest) = labels.last() else { continue };
            let number = u32::try_from(column).unwrap_or(u32::MAX);
            let joined = limits::brief(&joined(&labels), limits::HEADER_CHARS);
            if header.beside.is_none() && header.begins_again(grid, column) {
                header.beside = Some(number);
                break;
            }
            if labels.iter().any(|label| spelling::asks_for_tick(label)) {
                header.asks_for_tick.push(number);
            }
            let own = mapped.get(&joined).or_else(|| mapped.get(&*squeeze(lowest)));
            let found = own
                .and_then(|field| spelling::named(field))
                .or_else(|| spelling::field(lowest))
                .or_else(|| spelling::field(&joined));
            // Without a name the rows are units, and what stands under such heads are counts.
            if own.is_none()
                && labels.len() > 1
                && header.has(Field::Name)
                && header.take_tick(&labels, number)
            {
                continue;
            }
            let found = found.or_else(|| spelling::numbered(lowest).filter(|field| post(*field).is_some()));
            header.take(found, joined, number);
        }
        header.name_each_row();
        header.place_each_row();
        header.count_people(grid);
        header
    }

    /// 应选 | 候选人 | 当选 beside a village: numbers below heads that elsewhere head names or answers are how many there are.
    fn count_people(&mut self, grid: &Grid) {
        if !self.has(Field::Unit) {
            return;
        }
        let counted = |shown: &str, field: Field| match field {
            Field::Name if shown.contains("候选") => Some(Field::Nominees),
            Field::Name if shown.contains("当选") => Some(Field::ElectedCount),
            Field::Elected => Some(Field::ElectedCount),
            _ => None,
        };
        for at in 0..self.names.len() {
            let Some((shown, field)) = self.names.get(at) else { continue };
            let Some((column, other)) = self.column(*field).zip(counted(shown, *field)) else { continue };
            let mut cells = (self.last + 1..grid.rows.len())
                .map(|row| grid.cell(row, column as usize))
                .filter(|cell| !cell.is_empty())
                .take(COUNTED)
                .peekable();
            // 是 may be written 1, and 否 0.
            let is_number =
                |cell: &Cell| value::count(cell).is_some_and(|count| count > 1 || *field == Field::Name);
            if self.has(other) || cells.peek().is_none() || !cells.all(is_number) {
                continue;
            }
            self.columns.remove(*field);
            self.columns.insert(other, column);
            if let Some((_, field)) = self.names.get_mut(at) {
                *field = other;
            }
        }
    }

    /// 执委名单 beside 妇联职务: each row is one of them with her own post, and the name of the list heads their names.
    fn name_each_row(&mut self) {
        let [only] = self.posts.as_slice() else { return };
        if self.has(Field::Name) || !self.has(Field::Role) {
            return;
        }
        let column = only.column;
        let of_list = |field: &Field| self.columns.get(*field) == Some(column);
        let Some(at) = self.names.iter().position(|(_, field)| of_list(field)) else { return };
        if let Some((_, field)) = self.names.get_mut(at) {
            *field = Field::Name;
        }
        self.columns.insert(Field::Name, column);
        self.posts.clear();
    }

    /// 单位 in a table of nobody by name: its rows are villages, and have no place of work.
    fn place_each_row(&mut self) {
        if !self.has(Field::Name) && !self.has(Field::Unit) {
            self.take_workplace_for_unit();
        }
    }

    /// The column of places of work is that of villages.
    pub(in crate::read) fn take_workplace_for_unit(&mut self) {
        let Some(column) = self.column(Field::Workplace) else { return };
        self.columns.remove(Field::Workplace);
        self.columns.insert(Field::Unit, column);
        for (_, field) in self.names.iter_mut().filter(|(_, field)| *field == Field::Workplace) {
            *field = Field::Unit;
        }
    }

    /// The labels above one column, from the top level to the lowest.
    fn labels(&self, grid: &Grid, column: usize) -> Vec<String> {
        let mut labels: Vec<String> = (self.first..=self.last)
            .map(|row| grid.header_text(row, column).to_string())
            .filter(|text| !squeeze(text).is_empty())
            .collect();
        labels.dedup();
        labels
    }

    /// Whether the heads begin again at this column: a name or serial number once more, with known heads after it.
    fn begins_again(&self, grid: &Grid, column: usize) -> bool {
        let field = |column: usize| self.labels(grid, column).last().and_then(|label| spelling::field(label));
        let key = |field: &Field| matches!(field, Field::Seq | Field::Name | Field::Unit);
        let Some(here) = field(column).filter(key) else { return false };
        if !self.has(here) || !self.has(Field::Name) {
            return false;
        }
        let rest: Vec<_> = (column..column + 16).map(field).collect();
        let repeated = rest.iter().flatten().filter(|field| self.has(**field)).count();
        rest.contains(&Some(Field::Name)) && repeated >= 2
    }

    /// 性别/男, 政治面貌/中共党员: takes a column in which a tick is a value of the field above.
    fn take_tick(&mut self, labels: &[String], column: u32) -> bool {
        let (Some(lowest), Some(above)) = (labels.last(), labels.iter().rev().nth(1)) else { return false };
        let words = Words::get();
        let word = fold(lowest);
        let (field, is_word) = match spelling::field(above) {
            Some(field @ Field::Gender) => (field, Words::gender(&word).is_some()),
            Some(field @ Field::Politics) => (field, words.politics(&word).is_some()),
            Some(field @ Field::Education) => (field, words.education(&word).is_some()),
            Some(field @ Field::Ethnicity) => (field, words.ethnicity(&word).is_some()),
            Some(field @ Field::Duty) => (field, words.duty(&word).is_some()),
            Some(field @ Field::Posts) => {
                let Some(value) = ticked_post(above, &word) else { return false };
                self.names.push((format!("{}/{}", squeeze(above), squeeze(lowest)), field));
                self.ticks.push(TickColumn { field, value, column });
                return true;
            }
            _ => return false,
        };
        if is_word {
            self.names.push((joined(labels), field));
            self.ticks.push(TickColumn { field, value: word.into_owned(), column });
        }
        is_word
    }

    /// Takes a column for a field, or under its own header.
    fn take(&mut self, found: Option<Field>, header: String, column: u32) {
        let role = found.and_then(post);
        self.posts.extend(role.map(|role| PostColumn { role, column }));
        let extra = |header, is_unknown| ExtraColumn { column, header, is_unknown };
        match found {
            Some(Field::Extra) => self.extra.push(extra(header, false)),
            Some(field) if !self.has(field) => {
                self.columns.insert(field, column);
                if KEPT.contains(&field) {
                    self.extra.push(extra(header.clone(), false));
                }
                self.names.push((header, field));
            }
            Some(field) if role.is_some() => self.names.push((header, field)),
            Some(_) => self.extra.push(extra(header, false)),
            None => self.extra.push(extra(header, true)),
        }
    }
}

fn joined(labels: &[String]) -> String {
    labels.iter().map(|label| squeeze(label)).collect::<Vec<_>>().join("/")
}

/// 兼任居委会、党支部职务/副主任 → 居委会副主任: the post that a tick below the head stands for.
fn ticked_post(group: &str, word: &str) -> Option<String> {
    let group = fold(group);
    let first = |words: &[&'static str]| words.iter().find(|word| group.contains(**word)).copied();
    match word {
        "主任" | "副主任" | "委员" => {
            Some(format!("{}{word}", first(&["居委会", "村委会"]).unwrap_or("村（居）委会")))
        }
        "书记" | "副书记" | "支部委员" => {
            let party = first(&["党支部", "党总支", "党委"]).unwrap_or("党组织");
            Some(format!("{party}{}", word.trim_start_matches("支部")))
        }
        "其他" | "其它" => Some("其他职务".to_owned()),
        _ => None,
    }
}

/// The post whose holders' names a column may hold.
fn post(field: Field) -> Option<Role> {
    match field {
        Field::RoleChair | Field::ChairName => Some(Role::Chair),
        Field::RoleVice | Field::ViceNames => Some(Role::ViceChair),
        Field::RoleStanding => Some(Role::Standing),
        Field::RoleExec | Field::ExecNames => Some(Role::Member),
        _ => None,
    }
}
