//! Names, one or several in a cell, and what is said of how they are written.

use crate::model::{Field, Gender, Given, Name, Role};
use crate::problem::{Place, Problem};
use crate::read::codes::codes;
use crate::read::grid::{Cell, CellRef};
use crate::read::layout::row_kind;
use crate::read::limits;
use crate::read::record::odd_rows::{self, VACANT_POST};
use crate::read::record::reader::{RecordReader, Said};
use crate::read::value;
use crate::read::value::{Finding, Listed, Space, Words};
use crate::say;

codes! {
    /// A character that was lost before the file reached us.
    LOST_CHAR = "lost-char", Error, "SPREADSHEETS 3";
    /// No name of one person.
    BAD_NAME = "bad-name", Error, "SPREADSHEETS 3";
    /// A mark behind a name.
    NAME_MARK = "name-mark", Warning, "SPREADSHEETS 3";
    /// A remark behind a name.
    NAME_NOTE = "name-note", Warning, "SPREADSHEETS 3";
    /// A dot in a name that is not U+00B7.
    NAME_DOT = "name-dot", Warning, "SPREADSHEETS 3";
    /// A character that only looks like the right one.
    COMPAT_CHAR = "compat-char", Warning, "SPREADSHEETS 3";
    /// A character from the private area of an old font.
    PUA_CHAR = "pua-char", Warning, "SPREADSHEETS 3";
    /// A name that is struck out.
    STRUCK_OUT = "struck-out", Warning, "SPREADSHEETS 6 (22)";
}

/// The people whose names have two to four characters.
const HAN: &str = "汉族";

/// What the cell of a name says.
#[derive(Debug, Default)]
pub(in crate::read) struct Named {
    /// The name alone.
    pub(in crate::read) name: Given<Name>,
    /// The gender that stands behind it.
    pub(in crate::read) gender: Option<Gender>,
    /// What stands in brackets behind it and is no part of it: 请假.
    pub(in crate::read) remarks: Vec<String>,
}

/// One of the people in a cell of lists.
#[derive(Debug)]
pub(in crate::read) struct OneOfList {
    /// Her name.
    pub(in crate::read) name: Name,
    /// The post that stands beside it.
    pub(in crate::read) role: Option<Role>,
    /// What stands in brackets behind it and is no part of it.
    pub(in crate::read) remarks: Vec<String>,
}

impl From<Given<Name>> for Named {
    fn from(name: Given<Name>) -> Self {
        Self { name, ..Self::default() }
    }
}

impl RecordReader<'_> {
    /// A person's name, and what stands behind it.
    pub(in crate::read) fn name(&mut self, field: Field) -> Named {
        // One of several whom the row names, wherever they stand in it.
        if let Some(one) = self.one.clone().filter(|_| field == Field::Name)
            && let Some(at) = self.cell_of(field)
        {
            self.struck(at, &one.name);
            return self.name_in(at, &one.name);
        }
        let Said { at, cell } = match self.good(field) {
            Ok(found) => found,
            Err(nothing) => return nothing.into(),
        };
        let shown = cell.shown();
        self.struck(at, &shown);
        // Where the row was not of all of them, nobody knows of whom it is.
        let is_list = || value::people(&shown, Space::PartsNames).len() > 1 || value::may_be_several(&shown);
        if !value::is_one_word(&shown) && is_list() {
            self.log.report(problem(self.grid.place(at), &shown, &Finding::NoName));
            return Given::Unreadable.into();
        }
        if value::is_spaced(&shown) {
            let message = say!(
                "“{shown}”中间有空格，按一个人的姓名连着写",
                "\"{shown}\" has a space inside and is written as one name"
            );
            let hint = say!(
                "少数民族姓名用“·”隔开；是两个人的，分成两行",
                "a name of two parts has the dot \"·\" between them; two people take two rows"
            );
            self.problem(&NAME_DOT, at, message, hint);
        }
        self.name_in(at, &shown)
    }

    /// The name in a text of a cell.
    fn name_in(&mut self, at: CellRef, written: &str) -> Named {
        if value::runs_together(written) || (value::is_two_names(written) && !self.is_of_another_people()) {
            self.log.report(problem(self.grid.place(at), written, &Finding::NoName));
            return Given::Unreadable.into();
        }
        let named = value::name(written);
        for finding in &named.findings {
            self.log.report(problem(self.grid.place(at), written, finding));
        }
        let Some(name) = named.name else {
            return if named.findings.is_empty() { Given::Blank } else { Given::Unreadable }.into();
        };
        if !named.findings.is_empty() {
            self.normalised(at, name.as_str());
        }
        let remark = |finding| match finding {
            Finding::Remark(remark) => Some(remark),
            _ => None,
        };
        let remarks = named.findings.into_iter().filter_map(remark).collect();
        Named { name: Given::Known(name), gender: named.gender, remarks }
    }

    /// Whether the row says that she is no Han: her name may have any length.
    fn is_of_another_people(&self) -> bool {
        let shown = self.shown(Field::Ethnicity).and_then(|(_, shown)| Words::get().ethnicity(&shown));
        shown.is_some_and(|group| group != HAN)
    }

    fn struck(&mut self, at: CellRef, shown: &str) {
        if self.grid.is_struck(at) {
            let message =
                say!("“{shown}”加了删除线，仍然读入", "\"{shown}\" is struck out and was read all the same");
            let hint = say!(
                "如果已经不算，删去整行；否则去掉删除线",
                "delete the row if it no longer counts, or remove the line through it"
            );
            self.problem(&STRUCK_OUT, at, message, hint);
        }
    }

    /// Several names in one cell, joined with 、 or a comma or, between whole names, a space.
    pub(in crate::read) fn names(&mut self, field: Field) -> Vec<Name> {
        match self.cell(field) {
            Some(Said { at, cell: Cell::Text(text) }) => {
                self.people_in(at, text).into_iter().map(|one| one.name).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The people in a text of a cell of lists, each with the post that stands beside her.
    pub(in crate::read) fn people_in(&mut self, at: CellRef, text: &str) -> Vec<OneOfList> {
        let people = value::people(text, Space::PartsWords);
        if people.len() > limits::LISTED {
            self.log.report(problem(self.grid.place(at), text, &Finding::NoName));
            return Vec::new();
        }
        let clean = |one: Listed| {
            if row_kind::is_vacant(&one.name) {
                let (message, hint) = odd_rows::vacant();
                self.log.report(Problem::new(&VACANT_POST, self.grid.place(at), message).hint(hint));
                return None;
            }
            let Named { name, remarks, .. } = self.name_in(at, &one.name);
            Some(OneOfList { name: name.known().cloned()?, role: one.role, remarks })
        };
        people.into_iter().filter_map(clean).collect()
    }
}

/// The problem of one finding in a name.
fn problem(place: Place, written: &str, finding: &Finding) -> Problem {
    let check = || say!("核对姓名", "check the name");
    let (code, message, hint) = match finding {
        Finding::Mark(mark) => (
            &NAME_MARK,
            say!("“{written}”里的“{mark}”不算姓名", "\"{mark}\" in \"{written}\" is no part of the name"),
            say!("把记号移到备注栏", "move the mark into the column of remarks"),
        ),
        Finding::Remark(remark) => (
            &NAME_NOTE,
            say!(
                "“{written}”括号里的“{remark}”没有算进姓名，当作备注",
                "\"{remark}\" in \"{written}\" was taken as a remark, not into the name"
            ),
            say!("把说明移到备注栏", "move it into the column of remarks"),
        ),
        Finding::Beside(word) => (
            &NAME_NOTE,
            say!(
                "“{written}”里的“{word}”没有算进姓名",
                "\"{word}\" in \"{written}\" was not taken into the name"
            ),
            say!(
                "姓名栏只写姓名，称呼、职务写到别的栏",
                "write nothing but the name; address and post belong elsewhere"
            ),
        ),
        Finding::Dot => (
            &NAME_DOT,
            say!("“{written}”的间隔号已改成“·”", "the dot in \"{written}\" was replaced by \"·\""),
            say!("姓名间隔号用“·”（U+00B7）", "the dot of names is \"·\" (U+00B7)"),
        ),
        Finding::Compatible(was, is) => (
            &COMPAT_CHAR,
            say!(
                "“{written}”里的“{was}”已改成“{is}”，两字形似而编码不同",
                "\"{was}\" in \"{written}\" was replaced by \"{is}\", which looks the same"
            ),
            check(),
        ),
        Finding::Private(_, is) => (
            &PUA_CHAR,
            say!(
                "“{written}”里有旧字库的字，按“{is}”读取",
                "\"{written}\" holds a character of an old font, read as \"{is}\""
            ),
            say!("对照身份证核对这个字", "compare the character with the ID card"),
        ),
        Finding::Unknown(_) => (
            &PUA_CHAR,
            say!(
                "“{written}”里有旧字库的字，没有字体能印出来",
                "\"{written}\" holds a character of an old font that cannot be printed"
            ),
            say!("对照身份证重新输入这个字", "type the character again, from the ID card"),
        ),
        Finding::Lost => (
            &LOST_CHAR,
            say!("姓名“{written}”里有丢失的字", "the name \"{written}\" has lost a character"),
            say!("按身份证补上这个字", "put the character in again, from the ID card"),
        ),
        Finding::NoName => (
            &BAD_NAME,
            say!("“{written}”不是一个人的姓名", "\"{written}\" is not the name of one person"),
            say!(
                "一格只写一个人的姓名，说明写到备注栏",
                "one name a cell; remarks belong into their own column"
            ),
        ),
    };
    Problem::new(code, place, message).hint(hint)
}
