//! A sheet with what the workspace knows of it.

use std::collections::BTreeMap;

use crate::cycle::{Cycle, TableRule};
use crate::model::Field;
use crate::problem::Say;
use crate::read::grid::{Cell, Grid};
use crate::read::layout::columns::Header;
use crate::read::layout::kind_said::Around;
use crate::read::layout::table_kind;
use crate::read::layout::table_kind::{Kind, Shape};
use crate::read::layout::title::Titles;
use crate::read::layout::unit::Places;
use crate::read::normalise::squeeze;
use crate::read::value::Words;
use crate::say;

/// What is the same for everything on a sheet.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Sheet<'a> {
    pub(in crate::read) grid: &'a Grid,
    pub(in crate::read) cycle: &'a Cycle,
    pub(in crate::read) places: &'a Places<'a>,
    pub(in crate::read) rule: Option<&'a TableRule>,
    /// Columns that the clerk maps.
    pub(in crate::read) mapped: &'a BTreeMap<String, String>,
    /// Whether this is the right part of a sheet whose left part reported the lines around it already.
    pub(in crate::read) echo: bool,
    /// How many tables stand to the left of this part.
    pub(in crate::read) beside: usize,
}

impl Sheet<'_> {
    /// What the table under a header is, from its columns and from what is said around it.
    pub(in crate::read) fn kind(&self, header: &Header, titles: &Titles) -> Option<Kind> {
        let found = table_kind::of(header, &self.context(header, titles), self.holds_names(header));
        // Where the rule says in which row the header is, it is about that table alone.
        let row = u32::try_from(header.first).unwrap_or(u32::MAX).saturating_add(1);
        let own = self.rule.filter(|rule| rule.header_row.is_none_or(|own| own == row));
        let Some(table) = own.and_then(|rule| rule.kind) else { return found };
        let shape = match found {
            Some(found) if !header.has(Field::Name) => found.shape,
            _ => Shape::Rows,
        };
        Some(Kind { table, shape })
    }

    /// The heads that name the last term, the sheet's name, the lines above, the file's name and the folders, nearest first.
    pub(in crate::read) fn around(&self, header: &Header, titles: &Titles) -> Vec<Around> {
        let around = |place: Say, text: &str| Around { place, text: text.trim().to_owned() };
        let heads =
            header.names.iter().map(|(shown, _)| shown.as_str()).filter(|shown| shown.contains("上届"));
        let mut all: Vec<Around> =
            heads.take(1).map(|head| around(say!("表头", "the header"), head)).collect();
        all.push(around(say!("工作表", "the sheet"), &self.grid.sheet));
        all.extend(titles.iter().rev().map(|line| around(say!("标题", "the title"), &line.text)));
        for (depth, part) in self.places.parts().iter().enumerate() {
            let place = if depth == 0 { say!("文件", "the file") } else { say!("文件夹", "the folder") };
            all.push(around(place, part));
        }
        all.retain(|around| !around.text.is_empty());
        all
    }

    /// Sheet, titles and file, nearest first.
    pub(in crate::read) fn context(&self, header: &Header, titles: &Titles) -> Vec<String> {
        let stem = self.grid.file.rsplit('/').next().unwrap_or("").to_owned();
        let former =
            header.names.iter().map(|(shown, _)| shown.as_str()).filter(|shown| shown.contains("上届"));
        let mut context = vec![former.collect::<String>(), self.grid.sheet.to_string()];
        context.extend(titles.iter().rev().map(|line| squeeze(&line.text).into_owned()));
        context.push(stem);
        context
    }

    /// Whether the cells below 主席, 副主席, 执委 are names rather than counts or ticks.
    fn holds_names(&self, header: &Header) -> bool {
        let below = header.last + 1..self.grid.rows.len().min(header.last + 6);
        let mut cells = header
            .posts
            .iter()
            .flat_map(|post| below.clone().map(|row| self.grid.cell(row, post.column as usize)));
        cells.any(|cell| match cell {
            Cell::Text(text) => {
                !Words::get().is_blank_mark(text)
                    && Words::get().yes(text).is_none()
                    && !text.chars().any(|c| c.is_ascii_digit())
                    && text.trim().chars().count() >= 2
            }
            _ => false,
        })
    }
}
