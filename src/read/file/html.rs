//! Web pages that systems export under the name .xls: the cells of their tables.

use std::sync::Arc;

use html5gum::{Token, Tokenizer};

use crate::read::file::refused::Refused;
use crate::read::grid::{Cell, CellRef, Grid, Merge};
use crate::read::limits;
use crate::read::limits::Budget;

/// The tables of a page on one sheet, one below the other with an empty row between.
pub(super) fn sheet(text: &str, file: &Arc<str>) -> Result<Grid, Refused> {
    if text.len() as u64 > limits::MARKUP_BYTES.most {
        return Err(limits::MARKUP_BYTES.into());
    }
    let mut walk = Walk::new(file);
    for token in Tokenizer::new(text) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let span = |attribute: &str| {
                    let value = tag.attributes.get(attribute.as_bytes())?;
                    String::from_utf8_lossy(value).trim().parse::<u64>().ok()
                };
                walk.open(&name, span("rowspan").unwrap_or(1), span("colspan").unwrap_or(1))?;
            }
            Token::EndTag(tag) => walk.close(&String::from_utf8_lossy(&tag.name))?,
            Token::String(text) => walk.say(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    walk.end_cell()?;
    walk.grid.settle(&mut walk.budget)?;
    Ok(walk.grid)
}

/// Where the walk stands.
struct Walk {
    grid: Grid,
    /// Tables around this place: only the cells of the outermost count.
    depth: usize,
    row: usize,
    column: usize,
    /// Spans that reach into later rows.
    reaching: Vec<Merge>,
    cell: Option<(String, u32, u32)>,
    /// Inside `script` or `style`.
    silent: bool,
    budget: Budget,
    /// A table was closed: the next begins below an empty row.
    in_row: bool,
}

impl Walk {
    fn new(file: &Arc<str>) -> Self {
        Self {
            grid: Grid::new(file, ""),
            depth: 0,
            row: 0,
            column: 0,
            reaching: Vec::new(),
            cell: None,
            silent: false,
            budget: Budget::whole(),
            in_row: false,
        }
    }

    fn open(&mut self, name: &str, rows: u64, columns: u64) -> Result<(), Refused> {
        match name {
            "table" => self.depth += 1,
            "tr" if self.depth == 1 => self.next_row()?,
            "td" | "th" if self.depth == 1 => {
                self.end_cell()?;
                self.in_row = true;
                let reached = |at| self.reaching.iter().any(|merge| merge.holds(at));
                while reached(CellRef { row: self.row, column: self.column }) {
                    self.column += 1;
                }
                let bounded = |span: u64, most: u64| u32::try_from(span.clamp(1, most)).unwrap_or(1);
                let spans = (bounded(rows, limits::ROWS.most), bounded(columns, limits::COLUMNS.most));
                self.cell = Some((String::new(), spans.0, spans.1));
            }
            "br" | "p" | "div" => self.say("\n"),
            "script" | "style" => self.silent = true,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Refused> {
        match name {
            "td" | "th" if self.depth == 1 => self.end_cell()?,
            "table" => {
                if self.depth == 1 {
                    self.next_row()?;
                    self.reaching.clear();
                    self.row += 1;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            "script" | "style" => self.silent = false,
            _ => {}
        }
        Ok(())
    }

    /// Ends the row that is open, if one is.
    fn next_row(&mut self) -> Result<(), Refused> {
        self.end_cell()?;
        if self.in_row {
            self.row += 1;
            self.in_row = false;
            let row = u32::try_from(self.row).unwrap_or(u32::MAX);
            self.reaching.retain(|merge| merge.bottom >= row);
        }
        self.column = 0;
        Ok(())
    }

    fn say(&mut self, text: &str) {
        if let (false, Some((cell, ..))) = (self.silent, &mut self.cell)
            && cell.len() < 4 * limits::CELL_CHARS.size()
        {
            cell.push_str(text);
        }
    }

    fn end_cell(&mut self) -> Result<(), Refused> {
        let Some((text, rows, columns)) = self.cell.take() else { return Ok(()) };
        let value = Cell::text(text.trim());
        if !value.is_empty() {
            self.grid.put(CellRef { row: self.row, column: self.column }, value, &mut self.budget)?;
        }
        if rows > 1 || columns > 1 {
            let (top, left) = (u32::try_from(self.row).unwrap_or(0), u32::try_from(self.column).unwrap_or(0));
            let (bottom, right) = (top.saturating_add(rows - 1), left.saturating_add(columns - 1));
            let area = Merge { top, left, bottom, right };
            self.grid.merges.push(area);
            if rows > 1 {
                self.reaching.push(area);
            }
            if limits::MERGES.is_broken_by(self.grid.merges.len())
                || limits::COLUMNS.is_broken_by(self.reaching.len())
            {
                return Err(limits::MERGES.into());
            }
        }
        self.column += columns as usize;
        Ok(())
    }
}
