//! Documents of Word and WPS (`.docx`): their tables, and the lines between them. Source: ECMA-376 part 1, 17.4.

use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::read::file::docx_choice::Choice;
use crate::read::file::docx_pieces::Pieces;
use crate::read::file::docx_table::{Merged, Table};
use crate::read::file::docx_text;
use crate::read::file::docx_text::{Text, Visible};
use crate::read::file::refused::Refused;
use crate::read::file::xml::attribute;
use crate::read::grid::Grid;
use crate::read::limits;
use crate::read::limits::Budget;

/// The tables in `word/document.xml`, called 表1, 表2 …; one without a name and without cells where there is none.
pub(super) fn tables(text: &str, file: &Arc<str>) -> Result<Vec<Grid>, Refused> {
    let mut reader = Reader::from_str(text);
    let mut walk = Walk::new(file);
    loop {
        match reader.read_event().map_err(Refused::corrupt)? {
            Event::Start(start) => walk.start(&start)?,
            Event::Empty(start) => {
                walk.start(&start)?;
                walk.end(start.local_name().as_ref())?;
            }
            Event::End(end) => walk.end(end.local_name().as_ref())?,
            Event::Text(text) => walk.text(&text.xml_content(quick_xml::XmlVersion::Implicit1_0)),
            Event::CData(text) => walk.text(&text.xml_content(quick_xml::XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => walk.refer(&reference),
            Event::DocType(_) => return Err(Refused::Doctype),
            Event::Eof if walk.depth > 0 => return Err(Refused::Truncated),
            Event::Eof => return walk.finish(),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// Where the walk stands.
struct Walk<'f> {
    file: &'f Arc<str>,
    budget: Budget,
    depth: usize,
    /// The depth of an element of which nothing is read.
    passed_over: Option<usize>,
    /// Whose properties are read.
    properties: Properties,
    visible: Visible,
    choice: Choice,
    in_text: bool,
    /// The mark at the end of the paragraph was deleted: the next one goes on in its line.
    joined: bool,
    /// Tables around this place.
    open: Vec<Table>,
    /// How many tables there are.
    tables: usize,
    /// The paragraph outside of all tables.
    paragraph: Text,
    pieces: Pieces,
}

/// Whose properties are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Properties {
    None,
    Paragraph,
    Row,
}

impl<'f> Walk<'f> {
    fn new(file: &'f Arc<str>) -> Self {
        Self {
            file,
            budget: Budget::whole(),
            depth: 0,
            passed_over: None,
            properties: Properties::None,
            visible: Visible::default(),
            choice: Choice::default(),
            in_text: false,
            joined: false,
            open: Vec::new(),
            tables: 0,
            paragraph: Text::default(),
            pieces: Pieces::default(),
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), Refused> {
        self.depth += 1;
        if limits::DEPTH.is_broken_by(self.depth) {
            return Err(limits::DEPTH.into());
        }
        if self.passed_over.is_some() {
            return Ok(());
        }
        let name = start.local_name();
        let element: &str = name.as_ref();
        match self.properties {
            Properties::Paragraph => self.of_paragraph(element),
            Properties::Row => self.of_row(element, start),
            Properties::None => return self.open(element, start),
        }
        Ok(())
    }

    fn open(&mut self, element: &str, start: &BytesStart<'_>) -> Result<(), Refused> {
        match element {
            "t" => self.in_text = true,
            "r" => self.visible.begin_run(),
            "p" => self.begin_paragraph(),
            "pPr" => self.properties = Properties::Paragraph,
            "trPr" => self.properties = Properties::Row,
            "strike" | "dstrike" | "vanish" => self.visible.mark(element, start),
            "tab" | "ptab" => self.say("\t"),
            "br" | "cr" => self.say("\n"),
            "noBreakHyphen" => self.say("-"),
            "sym" => {
                if let Some(symbol) = docx_text::symbol(start) {
                    self.say(symbol.encode_utf8(&mut [0; 4]));
                }
            }
            "fldChar" => self.visible.field(start),
            "ffData" | "checkBox" | "checked" | "default" | "result" | "listEntry" => {
                self.choice.see(element, start);
            }
            "sdt" => self.visible.begin_control(),
            "showingPlcHdr" => self.visible.is_prompt(start),
            "pic" | "imagedata" => self.pieces.pictures = true,
            "tbl" => return self.begin_table(),
            // Deleted or moved away; phonetic signs; what was so before a change; the older twin of a text box.
            "del" | "moveFrom" | "rt" | "instrText" | "Fallback" | "tblGrid" => {
                self.passed_over = Some(self.depth);
            }
            _ if element.ends_with("PrChange") => self.passed_over = Some(self.depth),
            _ => self.of_table(element, start),
        }
        Ok(())
    }

    /// What stands in the table around this place.
    fn of_table(&mut self, element: &str, start: &BytesStart<'_>) {
        let Some(table) = self.open.last_mut() else { return };
        let merged = || match attribute(start, "val").as_deref() {
            Some("restart") => Merged::Begins,
            _ => Merged::GoesOn,
        };
        match element {
            "tr" => table.begin_row(),
            "tc" => table.begin_cell(),
            "gridSpan" => table.span(number(start)),
            "vMerge" => table.merge_down(merged()),
            "hMerge" => table.merge_across(merged()),
            "cellDel" => table.delete_cell(),
            _ => {}
        }
    }

    /// `w:del` among the properties of a paragraph is its mark's.
    fn of_paragraph(&mut self, element: &str) {
        self.joined |= element == "del";
        if element.ends_with("PrChange") {
            self.passed_over = Some(self.depth);
        }
    }

    fn of_row(&mut self, element: &str, start: &BytesStart<'_>) {
        let Some(table) = self.open.last_mut() else { return };
        match element {
            "gridBefore" => table.indent(number(start)),
            "del" => table.delete_row(),
            _ if element.ends_with("PrChange") => self.passed_over = Some(self.depth),
            _ => {}
        }
    }

    fn end(&mut self, element: &str) -> Result<(), Refused> {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        if let Some(from) = self.passed_over {
            if depth <= from {
                self.passed_over = None;
            }
            return Ok(());
        }
        match element {
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "pPr" | "trPr" => self.properties = Properties::None,
            "sdt" => self.visible.end_control(),
            "ffData" => {
                if let Some(shown) = self.choice.end() {
                    self.put(&shown);
                }
            }
            "tc" => {
                if let Some(table) = self.open.last_mut() {
                    table.end_cell(&mut self.budget)?;
                }
            }
            "tbl" => self.end_table()?,
            _ => {}
        }
        Ok(())
    }

    /// A paragraph begins: after one whose mark was deleted it goes on in the same line.
    fn begin_paragraph(&mut self) {
        if !std::mem::take(&mut self.joined) {
            self.end_line();
        }
    }

    fn end_paragraph(&mut self) {
        self.visible.end_paragraph();
        if !self.joined {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        match self.open.last_mut().and_then(Table::cell_text) {
            Some(cell) => cell.end_line(),
            None => {
                self.pieces.line(self.paragraph.shown());
                self.paragraph.clear();
            }
        }
    }

    fn begin_table(&mut self) -> Result<(), Refused> {
        self.tables += 1;
        if limits::TABLES.is_broken_by(self.tables) {
            return Err(limits::TABLES.into());
        }
        self.joined = false;
        self.end_line();
        self.open.push(Table::new(self.file));
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), Refused> {
        let Some(table) = self.open.pop() else { return Ok(()) };
        let table = match self.open.last_mut() {
            Some(outer) => match outer.hold(table) {
                Ok(()) => return Ok(()),
                Err(table) => *table,
            },
            None => table,
        };
        let pieces = &mut self.pieces;
        table.end(&mut self.budget, &mut |piece| pieces.take(piece))
    }

    fn text(&mut self, text: &str) {
        if self.in_text && self.passed_over.is_none() {
            self.say(text);
        }
    }

    /// The five entities of XML and characters by number.
    fn refer(&mut self, reference: &quick_xml::events::BytesRef<'_>) {
        let name: &str = reference.as_ref();
        if let Ok(Some(character)) = reference.resolve_char_ref() {
            self.text(character.encode_utf8(&mut [0; 4]));
        } else if let Some(known) = quick_xml::escape::resolve_xml_entity(name) {
            self.text(known);
        }
    }

    fn say(&mut self, text: &str) {
        if !self.visible.is_muted() {
            self.put(text);
        }
    }

    fn put(&mut self, text: &str) {
        let struck = self.visible.struck;
        match self.open.last_mut() {
            Some(table) => {
                if let Some(cell) = table.cell_text() {
                    cell.say(text, struck);
                }
            }
            None => self.paragraph.say(text, struck),
        }
    }

    fn finish(mut self) -> Result<Vec<Grid>, Refused> {
        self.end_line();
        self.pieces.grids(self.file, &mut self.budget)
    }
}

/// The number of a property.
fn number(start: &BytesStart<'_>) -> usize {
    let number = attribute(start, "val").and_then(|text| text.trim().parse::<u64>().ok()).unwrap_or(1);
    usize::try_from(number).unwrap_or(usize::MAX)
}
