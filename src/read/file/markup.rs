//! Tables in XML: `OpenDocument` (`content.xml`) and the XML of Excel 2003. Both are rows of cells with repeats and
//! spans, so one walk reads both; calamine gives no merged areas for the one and does not read the other.

use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::model::PartialDate;
use crate::read::file::refused::Refused;
use crate::read::file::xml::attribute;
use crate::read::grid::{Cell, CellRef, Grid, Merge};
use crate::read::limits;
use crate::read::limits::Budget;

/// The sheets of an `OpenDocument` or an Excel 2003 XML text.
pub(super) fn sheets(text: &str, file: &Arc<str>) -> Result<Vec<Grid>, Refused> {
    if text.len() as u64 > limits::UNZIPPED.most {
        return Err(limits::UNZIPPED.into());
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk::new(file);
    let mut depth = 0;
    loop {
        match reader.read_event().map_err(Refused::corrupt)? {
            Event::Start(start) => {
                depth += 1;
                if limits::DEPTH.is_broken_by(depth) {
                    return Err(limits::DEPTH.into());
                }
                walk.open(start.local_name().as_ref(), &start)?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                walk.close(end.local_name().as_ref())?;
            }
            Event::Text(text) => walk.say(&text.xml_content(quick_xml::XmlVersion::Implicit1_0)),
            Event::CData(text) => walk.say(&text.xml_content(quick_xml::XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => walk.refer(&reference),
            Event::DocType(_) => return Err(Refused::Doctype),
            Event::Eof => return walk.end(),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Empty(_) => {}
        }
    }
}

/// Where the walk stands.
struct Walk {
    file: Arc<str>,
    grids: Vec<Grid>,
    /// Styles of tables that are not shown.
    hidden_styles: Vec<String>,
    style: Option<String>,
    row: usize,
    column: usize,
    /// How often the row stands there.
    row_repeat: usize,
    row_cells: Vec<(usize, Cell)>,
    cell: Option<Open>,
    /// Inside a comment, whose text is not the cell's.
    aside: usize,
    budget: Budget,
    in_row: bool,
}

/// A cell that is being read.
#[derive(Default)]
struct Open {
    kind: String,
    value: Option<String>,
    text: String,
    repeat: usize,
    across: usize,
    down: usize,
    in_text: bool,
}

impl Walk {
    fn new(file: &Arc<str>) -> Self {
        Self {
            file: file.clone(),
            grids: Vec::new(),
            hidden_styles: Vec::new(),
            style: None,
            row: 0,
            column: 0,
            row_repeat: 1,
            row_cells: Vec::new(),
            cell: None,
            aside: 0,
            budget: Budget::whole(),
            in_row: false,
        }
    }

    fn end(mut self) -> Result<Vec<Grid>, Refused> {
        for grid in &mut self.grids {
            grid.settle(&mut self.budget)?;
        }
        Ok(self.grids)
    }

    fn open(&mut self, element: &str, start: &BytesStart<'_>) -> Result<(), Refused> {
        match element {
            "style" => self.style = attribute(start, "name"),
            "table-properties" if attribute(start, "display").as_deref() == Some("false") => {
                self.hidden_styles.extend(self.style.clone());
            }
            // A sheet, with no sheet inside a cell.
            "table" | "Worksheet" | "Table" if self.cell.is_none() => self.sheet(element, start)?,
            "table-column" | "Column" => self.columns(start),
            "table-row" | "Row" => self.row(start),
            "table-cell" | "covered-table-cell" | "Cell" if self.in_row => self.cell(start),
            "annotation" | "Comment" => self.aside += 1,
            "Data" => {
                if let Some(cell) = &mut self.cell {
                    cell.kind = attribute(start, "Type").unwrap_or_default();
                    cell.in_text = true;
                }
            }
            "p" => {
                if let Some(cell) = &mut self.cell {
                    cell.in_text = true;
                    if self.aside == 0 && !cell.text.is_empty() {
                        cell.text.push('\n');
                    }
                }
            }
            "s" => self.say(&" ".repeat(number(start, "c").unwrap_or(1).min(64))),
            "tab" => self.say("\t"),
            "line-break" => self.say("\n"),
            _ => {}
        }
        Ok(())
    }

    /// A column, or several alike: only whether they are hidden matters.
    fn columns(&mut self, start: &BytesStart<'_>) {
        if let Some(index) = number(start, "Index") {
            self.column = index.saturating_sub(1);
        }
        let spanned = number(start, "Span").map(|span| span.saturating_add(1));
        let repeat = number(start, "number-columns-repeated").or(spanned).unwrap_or(1);
        let end = self.column.saturating_add(repeat).min(limits::COLUMNS.size());
        if let (true, Some(grid)) = (is_hidden(start), self.grids.last_mut()) {
            grid.hidden_columns.extend((self.column..end).filter_map(|column| u32::try_from(column).ok()));
        }
        self.column = end;
    }

    fn row(&mut self, start: &BytesStart<'_>) {
        if let Some(index) = number(start, "Index") {
            self.row = self.row.max(index.saturating_sub(1));
        }
        self.column = 0;
        self.in_row = true;
        self.row_repeat = number(start, "number-rows-repeated").unwrap_or(1);
        self.row_cells.clear();
        if let (true, Some(grid), Ok(row)) =
            (is_hidden(start), self.grids.last_mut(), u32::try_from(self.row))
        {
            grid.hidden_rows.push(row);
        }
    }

    fn cell(&mut self, start: &BytesStart<'_>) {
        if let Some(index) = number(start, "Index") {
            self.column = self.column.max(index.saturating_sub(1));
        }
        let span = |name: &str| number(start, name).unwrap_or(1).saturating_sub(1);
        self.cell = Some(Open {
            kind: attribute(start, "value-type").unwrap_or_default(),
            value: ["value", "date-value", "boolean-value"]
                .into_iter()
                .find_map(|name| attribute(start, name)),
            repeat: number(start, "number-columns-repeated").unwrap_or(1),
            across: number(start, "MergeAcross").unwrap_or_else(|| span("number-columns-spanned")),
            down: number(start, "MergeDown").unwrap_or_else(|| span("number-rows-spanned")),
            ..Open::default()
        });
    }

    fn sheet(&mut self, element: &str, start: &BytesStart<'_>) -> Result<(), Refused> {
        (self.row, self.column) = (0, 0);
        // In the XML of Excel the sheet is `Worksheet`, and `Table` inside it names nothing.
        if element == "Table" {
            return Ok(());
        }
        let name = attribute(start, "name").or(attribute(start, "Name")).unwrap_or_default();
        let mut grid = Grid::new(&self.file, &name);
        grid.hidden = attribute(start, "style-name").is_some_and(|style| self.hidden_styles.contains(&style));
        self.grids.push(grid);
        if limits::SHEETS.is_broken_by(self.grids.len()) { Err(limits::SHEETS.into()) } else { Ok(()) }
    }

    fn close(&mut self, element: &str) -> Result<(), Refused> {
        match element {
            "annotation" | "Comment" => self.aside = self.aside.saturating_sub(1),
            "Data" | "p" => {
                if let Some(cell) = &mut self.cell {
                    cell.in_text = false;
                }
            }
            "table-cell" | "covered-table-cell" | "Cell" => {
                if let Some(cell) = self.cell.take() {
                    self.place(&cell)?;
                }
            }
            "table-row" | "Row" if self.in_row => {
                self.in_row = false;
                self.place_row()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn say(&mut self, text: &str) {
        if let (0, Some(cell)) = (self.aside, &mut self.cell)
            && cell.in_text
            && cell.text.len() < 4 * limits::CELL_CHARS.size()
        {
            cell.text.push_str(text);
        }
    }

    /// The five entities of XML and characters by number; anything else stays as it is written.
    fn refer(&mut self, reference: &quick_xml::events::BytesRef<'_>) {
        let name: &str = reference.as_ref();
        if let Ok(Some(character)) = reference.resolve_char_ref() {
            self.say(character.encode_utf8(&mut [0; 4]));
        } else if let Some(known) = quick_xml::escape::resolve_xml_entity(name) {
            self.say(known);
        }
    }

    /// Keeps a cell of the row; the row may be repeated when it ends.
    fn place(&mut self, cell: &Open) -> Result<(), Refused> {
        let value = cell.read();
        let repeat = cell.repeat.max(1);
        if !value.is_empty() {
            if limits::COLUMNS.is_broken_by(self.column.saturating_add(repeat)) {
                return Err(limits::COLUMNS.into());
            }
            for column in self.column..self.column + repeat {
                self.row_cells.push((column, value.clone()));
            }
        }
        if (cell.across > 0 || cell.down > 0)
            && let Some(grid) = self.grids.last_mut()
        {
            let bounded = |n: usize| u32::try_from(n).unwrap_or(u32::MAX / 4).min(u32::MAX / 4);
            let (top, left) = (bounded(self.row), bounded(self.column));
            let (bottom, right) = (top + bounded(cell.down), left + bounded(cell.across));
            grid.merges.push(Merge { top, left, bottom, right });
            if limits::MERGES.is_broken_by(grid.merges.len()) {
                return Err(limits::MERGES.into());
            }
        }
        // In `OpenDocument` the covered cells follow by themselves.
        let step = if cell.kind.is_empty() || cell.kind.starts_with(char::is_lowercase) {
            repeat
        } else {
            1 + cell.across
        };
        self.column = self.column.saturating_add(step);
        Ok(())
    }

    fn place_row(&mut self) -> Result<(), Refused> {
        let repeat = self.row_repeat.max(1);
        let cells = std::mem::take(&mut self.row_cells);
        if let (false, Some(grid)) = (cells.is_empty(), self.grids.last_mut()) {
            for row in self.row..self.row.saturating_add(repeat) {
                for (column, value) in &cells {
                    grid.put(CellRef { row, column: *column }, value.clone(), &mut self.budget)?;
                }
            }
        }
        self.row = self.row.saturating_add(repeat);
        self.row_cells = cells;
        Ok(())
    }
}

fn number(start: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(start, name).and_then(|text| text.parse().ok())
}

fn is_hidden(start: &BytesStart<'_>) -> bool {
    attribute(start, "visibility").is_some_and(|word| word != "visible")
        || attribute(start, "Hidden").as_deref() == Some("1")
}

impl Open {
    /// The value as its type says.
    fn read(&self) -> Cell {
        let raw = self.value.as_deref().unwrap_or(&self.text);
        match self.kind.as_str() {
            "float" | "percentage" | "currency" | "Number" => {
                raw.trim().parse::<f64>().map_or_else(|_| Cell::text(&self.text), Cell::Number)
            }
            "date" | "DateTime" => day(raw).map_or_else(|| Cell::text(raw), Cell::Date),
            "boolean" | "Boolean" => Cell::Bool(matches!(raw.trim(), "true" | "1")),
            "Error" => Cell::Error("#N/A"),
            _ => Cell::text(&self.text),
        }
    }
}

/// `1985-07-01` or `1985-07-01T00:00:00.000`.
fn day(text: &str) -> Option<PartialDate> {
    let date = text.trim().split('T').next()?;
    date.parse::<PartialDate>().ok().filter(|date| date.day().is_some())
}
