//! All rows of a workspace.

use serde::Serialize;

use crate::model::ballot::{Congress, Progress, UnitFacts, Vote};
use crate::model::person::{Delegate, Nominee, Officer};
use crate::model::row::{Row, Source, TableKind};
use crate::model::statement::Statement;

/// All rows of a workspace, by table kind, in the order of files, sheets and rows.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Records {
    /// 村（社区）基本情况.
    pub units: Vec<Row<UnitFacts>>,
    /// 妇女代表.
    pub delegates: Vec<Row<Delegate>>,
    /// 候选人.
    pub nominees: Vec<Row<Nominee>>,
    /// 班子成员 of this term.
    pub officers: Vec<Row<Officer>>,
    /// 会议与选票: a row for each body of each sheet that tells of it.
    pub congresses: Vec<Row<Congress>>,
    /// 得票.
    pub votes: Vec<Row<Vote>>,
    /// 上届班子成员.
    pub previous: Vec<Row<Officer>>,
    /// 工作进度.
    pub progress: Vec<Row<Progress>>,
    /// Lines of summaries counted by hand: they are compared with themselves, and print nothing.
    pub statements: Vec<Row<Statement>>,
    /// Lines above tables that name a 届 or a 次: every table must be of one congress.
    #[serde(skip)]
    pub titles: Vec<Title>,
}

/// A line above a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Of which kind the table is.
    pub table: TableKind,
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub source: Source,
}

impl Records {
    /// Adds the rows of another table, sheet or file behind these.
    pub fn append(&mut self, other: Self) {
        // Every list is named here, so that a new one is not forgotten.
        let Self {
            units,
            delegates,
            nominees,
            officers,
            congresses,
            votes,
            previous,
            progress,
            statements,
            titles,
        } = other;
        join(&mut self.units, units);
        join(&mut self.delegates, delegates);
        join(&mut self.nominees, nominees);
        join(&mut self.officers, officers);
        join(&mut self.congresses, congresses);
        join(&mut self.votes, votes);
        join(&mut self.previous, previous);
        join(&mut self.progress, progress);
        join(&mut self.statements, statements);
        join(&mut self.titles, titles);
    }

    /// How many rows there are in all tables together.
    #[must_use]
    pub fn len(&self) -> usize {
        let Self {
            units,
            delegates,
            nominees,
            officers,
            congresses,
            votes,
            previous,
            progress,
            statements,
            titles: _,
        } = self;
        let lists = [units.len(), delegates.len(), nominees.len(), officers.len(), congresses.len()];
        let more = [votes.len(), previous.len(), progress.len(), statements.len()];
        lists.iter().chain(&more).sum()
    }

    /// Whether no table has a row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A long list is handed over whole: a copy of it would take its memory twice.
fn join<T>(own: &mut Vec<T>, mut more: Vec<T>) {
    if own.is_empty() {
        *own = more;
    } else {
        own.append(&mut more);
    }
}
