//! All rows of a workspace.

use std::io::{self, Read};

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

use crate::model::Given;
use crate::model::ballot::{CongressFacts, Progress, UnitFacts, Vote};
use crate::model::person::{Delegate, Nominee, Officer};
use crate::model::row::{Row, Source, TableKind};
use crate::model::statement::Statement;

/// Who looks at every list of [`Records`].
pub trait EachList {
    /// The next list.
    fn list<T: Serialize>(&mut self, rows: &[Row<T>]);
}

macro_rules! lists {
    ($($(#[$doc:meta])* $list:ident: $record:ty,)*) => {
        /// All rows of a workspace, by table kind, in the order of files, sheets and rows.
        ///
        /// As borsh it is what a worker gets: nothing is lost on the way.
        #[derive(Debug, Clone, Default, BorshSerialize, BorshDeserialize)]
        pub struct Records {
            $($(#[$doc])*
            #[borsh(deserialize_with = "rows")]
            pub $list: Vec<Row<$record>>,)*
            /// Lines above tables that name a 届 or a 次: every table must be of one congress.
            pub titles: Vec<Title>,
        }

        impl Records {
            /// Adds the rows of another table, sheet or file behind these.
            pub fn append(&mut self, other: Self) {
                $(join(&mut self.$list, other.$list);)*
                join(&mut self.titles, other.titles);
            }

            /// The table and the unit of every row, to be changed.
            pub fn each_unit(&mut self, change: &mut impl FnMut(TableKind, &mut Given<String>)) {
                $(self.$list.iter_mut().for_each(|row| change(row.table, &mut row.unit));)*
            }

            /// Shows the table and the place of every row of which nobody knows whose it is.
            pub fn each_nobodys(&self, show: &mut impl FnMut(TableKind, &Source)) {
                $(self.$list.iter().filter(|row| row.unit == Given::Unreadable).for_each(|row| show(row.table, &row.source));)*
            }

            /// Shows every list of rows, in the order of the JSON.
            pub fn each_list(&self, to: &mut impl EachList) {
                $(to.list(&self.$list);)*
            }
        }
    };
}

lists! {
    /// 村（社区）基本情况.
    units: UnitFacts,
    /// 妇女代表.
    delegates: Delegate,
    /// 候选人.
    nominees: Nominee,
    /// 班子成员 of this term.
    officers: Officer,
    /// 会议与选票: a row for each body of each sheet that tells of it.
    congresses: CongressFacts,
    /// 得票.
    votes: Vote,
    /// 上届班子成员.
    previous: Officer,
    /// 工作进度.
    progress: Progress,
    /// Lines of summaries counted by hand: they are compared with themselves, and print nothing.
    statements: Statement,
}

impl Records {
    /// How many rows there are in all tables together.
    #[must_use]
    pub fn len(&self) -> usize {
        struct Sum(usize);
        impl EachList for Sum {
            fn list<T: Serialize>(&mut self, rows: &[Row<T>]) {
                self.0 += rows.len();
            }
        }
        let mut sum = Sum(0);
        self.each_list(&mut sum);
        sum.0
    }

    /// Whether no table has a row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A line above a table.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Title {
    /// Of which kind the table is.
    pub table: TableKind,
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub source: Source,
}

/// A long list is handed over whole: a copy of it would take its memory twice.
fn join<T>(own: &mut Vec<T>, mut more: Vec<T>) {
    if own.is_empty() {
        *own = more;
    } else {
        own.append(&mut more);
    }
}

/// The rows of one list; what a table says of all its rows is kept once.
fn rows<T: BorshDeserialize>(from: &mut impl Read) -> io::Result<Vec<Row<T>>> {
    let mut rows: Vec<Row<T>> = Vec::new();
    for _ in 0..u32::deserialize_reader(from)? {
        let mut row = Row::deserialize_reader(from)?;
        if let Some(before) = rows.last() {
            Row::share(&mut row, before);
        }
        rows.push(row);
    }
    Ok(rows)
}
