//! The county, town and village of one row: an empty cell means the one above, as far as the area above reaches.

use compact_str::CompactString;

use crate::model::{Field, Given, Records};
use crate::problem::{Problem, Severity};
use crate::read::grid::{Cell, CellRef};
use crate::read::layout::columns::Header;
use crate::read::layout::section;
use crate::read::layout::sheet::Sheet;
use crate::read::layout::title::Titles;
use crate::read::limits;
use crate::read::log::ReadLog;
use crate::read::normalise::squeeze;
use crate::read::reconcile::titled;
use crate::read::record::cell::{is_ditto, note, said};
use crate::read::record::reader::cell_error;
use crate::read::record::shared::{self, Shared};
use crate::read::record::which_word::UNKNOWN_VALUE;
use crate::read::record::whose;
use crate::read::value;
use crate::read::value::Words;
use crate::say;

/// Words of a line that stands below the rows of a village.
const CLOSING: [&str; 3] = ["以上", "小计", "合计"];

/// Where the rows of a table belong, while it is read.
#[derive(Debug)]
pub(in crate::read) struct RowPlaces<'a> {
    sheet: &'a Sheet<'a>,
    header: &'a Header,
    /// The village that sheet, title or file say the table is of.
    said: Option<String>,
    /// What the line above the rows says whose they are: a village, or a name that nobody has explained yet.
    headed: Option<Given<String>>,
    /// Whether rows below are not those of the last village in its column: beside it stood a remark instead of people, or its sum
    /// followed.
    is_cut: bool,
    /// County and town as the last row that has them writes them.
    above: [Option<String>; 2],
}

impl<'a> RowPlaces<'a> {
    /// Of the table under a header.
    pub(in crate::read) fn new(sheet: &'a Sheet<'a>, header: &'a Header, titles: &Titles) -> Self {
        let said = shared::said(sheet, titles);
        Self { sheet, header, said, headed: None, is_cut: false, above: [None, None] }
    }

    /// Takes over the town and unit of one row. An empty cell in a column of units means the unit above: merged cells
    /// that a program wrote out as one. No area goes over the end of a town, or of a county: there the cell is empty.
    pub(in crate::read) fn take(&mut self, row: usize, shared: &mut Shared, log: &mut ReadLog) {
        if self.has_moved(row) {
            shared.unit = Given::Blank;
            shared.town = if self.header.has(Field::Town) { Given::Blank } else { shared.town.clone() };
        }
        if let Some((_, town)) = self.text(row, Field::Town).filter(|(_, town)| fits(town)) {
            shared.town = Given::Known(squeeze(&town).into_owned());
        }
        let grid = self.sheet.grid;
        if let Some(at) =
            self.header.column(Field::Unit).map(|column| CellRef { row, column: column as usize })
            && let Cell::Error(name) = grid.at(at)
        {
            log.report(cell_error(grid, at, name, Severity::Error));
            shared.unit = Given::Unreadable;
            return;
        }
        if let Some((at, written)) = self.text(row, Field::Unit) {
            if !fits(&written) {
                let message =
                    say!("这一格太长，不像村（社区）的名称", "this cell is too long for the name of a unit");
                let hint = say!("只写村（社区）的名称", "write nothing but the name of the unit");
                log.report(Problem::new(&UNKNOWN_VALUE, grid.place(at), message).hint(hint));
                shared.unit = Given::Unreadable;
                return;
            }
            let unit = self.sheet.places.clean(&written, shared.town.text());
            let near = self.sheet.places.is_nearly_unit(&unit);
            let asked = near.and_then(|_| whose::named(self.sheet, &unit, grid.place(at), log));
            if asked.is_none() || asked == Some(Given::Known(unit.clone())) {
                note(grid, at, &unit, log);
            }
            shared.unit = asked.unwrap_or(Given::Known(unit));
            self.is_cut = false;
        } else if self.is_cut {
            let message = say!(
                "这一行没有写村（社区），上面的村（社区）到小计或说明那一行已经结束",
                "this row names no unit, and the unit above ended with a sum or a remark"
            );
            let hint = say!("填上这一行的村（社区）", "enter the unit of this row");
            log.report(Problem::new(&whose::WHICH_UNIT, grid.row_place(row), message).hint(hint));
            shared.unit = Given::Unreadable;
        } else if let (Some(column), Given::Known(unit)) = (self.header.column(Field::Unit), &shared.unit) {
            note(grid, CellRef { row, column: column as usize }, unit, log);
        } else if self.said.is_none() && !self.header.has(Field::Unit) {
            // 所在单位 is a place of work, or where nothing else says it, the village; it goes before a heading above.
            let workplace = self.text(row, Field::Workplace);
            let own =
                workplace.and_then(|(_, written)| self.sheet.places.is_unit(&written)).map(Given::Known);
            shared.unit = own.or_else(|| self.headed.clone()).unwrap_or_default();
        }
    }

    /// Whether sheet, titles or file say which village the table is of.
    pub(in crate::read) fn is_said(&self) -> bool {
        self.said.is_some()
    }

    /// Ends the village above at a row of its sum: rows that leave the column empty below it are not said to be of it.
    pub(in crate::read) fn end_village(&mut self) {
        self.is_cut = self.header.has(Field::Unit);
    }

    /// Whether a row says nothing but a village in its column: the rows below it, which leave that column empty, are of that
    /// village.
    fn is_village_alone(&self, row: usize) -> bool {
        let village = self.text(row, Field::Unit);
        village.is_some_and(|(_, text)| {
            let places = self.sheet.places;
            places.is_unit(&text).is_some() || places.is_nearly_unit(&text).is_some()
        })
    }

    /// Whether nothing but a number stands beside the village.
    fn says_nothing_else(&self, row: usize) -> bool {
        let places = [Field::Seq, Field::Unit, Field::Town, Field::County];
        let cells = self.sheet.grid.rows.get(row).into_iter().flatten().enumerate();
        cells.filter(|(_, cell)| !cell.is_empty()).all(|(column, _)| {
            places.iter().any(|field| self.header.column(*field).is_some_and(|own| own as usize == column))
        })
    }

    /// Whether the row begins another county or town than the row above.
    fn has_moved(&mut self, row: usize) -> bool {
        let written = [Field::County, Field::Town]
            .map(|field| self.text(row, field).map(|(_, written)| squeeze(&written).into_owned()));
        let mut moved = false;
        for (written, above) in written.into_iter().zip(&mut self.above) {
            let Some(written) = written else { continue };
            moved |= above.as_ref().is_some_and(|above| *above != written);
            *above = Some(written);
        }
        moved
    }

    fn text(&self, row: usize, field: Field) -> Option<(CellRef, CompactString)> {
        let at = CellRef { row, column: self.header.column(field)? as usize };
        let cell = said(self.sheet.grid, self.header, at);
        if is_ditto(cell) {
            return None;
        }
        let shown = cell.shown();
        (!Words::get().is_blank_mark(&shown)).then_some((at, shown))
    }

    /// The village that a line names and nothing else, or nearly: 石桥村, 一、石桥村（9人）, 石桥.
    pub(in crate::read) fn heading(&self, row: usize) -> Option<String> {
        if self.header.has(Field::Unit) {
            return None;
        }
        let cells = self.sheet.grid.rows.get(row).map_or(&[][..], Vec::as_slice);
        let mut texts = cells.iter().filter(|cell| !cell.is_empty());
        let (Some(Cell::Text(text)), None) = (texts.next(), texts.next()) else { return None };
        let places = self.sheet.places;
        (places.is_unit(text).is_some() || places.is_nearly_unit(text).is_some()).then(|| text.to_string())
    }

    /// The village whose rows end at a line, and how many it says they are: 河口村（以上2人）, 以上为河口村代表, 河口村小计.
    fn closing(&self, row: usize) -> Option<(String, Option<u32>)> {
        if self.header.has(Field::Unit) || self.said.is_some() {
            return None;
        }
        let mut cells = self.sheet.grid.rows.get(row)?.iter().filter(|cell| !cell.is_empty());
        // Asked of every row: such a line is longer than nearly every name.
        let first = cells.next().filter(|cell| matches!(cell, Cell::Text(text) if text.len() > 9))?;
        let shown = first.shown();
        if !CLOSING.iter().any(|word| shown.contains(word))
            || !cells.clone().all(|cell| value::count(cell).is_some())
        {
            return None;
        }
        let stated = value::people_said(&shown).or_else(|| cells.next().and_then(value::count));
        let text = squeeze(&shown);
        let text = text.split(',').next().unwrap_or(&text);
        let of = CLOSING.iter().find_map(|word| text.strip_prefix(*word)).unwrap_or(text);
        let of = of.trim_start_matches(['为', '是', '均', '系', '属', '于', '都']);
        let of = CLOSING.iter().find_map(|word| of.strip_suffix(*word)).unwrap_or(of);
        let places = self.sheet.places;
        let is_listed = |unit: &String| places.units().is_empty() || places.units().contains(unit);
        let unit = places.is_unit(of).filter(is_listed).or_else(|| {
            places.is_nearly_unit(of)?;
            Some(of.to_owned())
        });
        unit.map(|unit| (unit, stated))
    }

    /// Gives the rows above such a line that are nobody's to its village; `false` where the line is another.
    pub(in crate::read) fn take_closing(
        &mut self,
        row: usize,
        records: &mut Records,
        shared: &mut Shared,
        log: &mut ReadLog,
    ) -> bool {
        let Some((name, stated)) = self.closing(row) else { return false };
        let place = self.sheet.grid.row_place(row);
        let asked = whose::named(self.sheet, &name, place.clone(), log);
        let unit = asked.unwrap_or(Given::Known(name));
        let mut rows = 0;
        records.each_unit(&mut |_, own| {
            if own.is_blank() {
                *own = unit.clone();
                rows += 1;
            }
        });
        if let Some(stated) = stated.map(|people| people as usize)
            && rows > 0
            && stated != rows
        {
            log.report(titled::mismatch(place, stated, rows));
        }
        if rows == 0
            && let Some(Given::Known(above)) = self.headed.as_ref().filter(|above| **above != unit)
        {
            let message = say!(
                "上面的标题写的是{above}，这一行写的是另一个村（社区），上面的人按标题算",
                "the heading above says {above}, this line another unit; the people above were given to the heading"
            );
            let hint = say!(
                "核对是哪个村（社区）的，改标题或这一行",
                "see whose they are, and correct the heading or this line"
            );
            log.report(Problem::new(&whose::WHICH_UNIT, self.sheet.grid.row_place(row), message).hint(hint));
        }
        self.headed = None;
        shared.unit = Given::Blank;
        true
    }

    /// Reports a line that names another village than that of the rows around it, without being its name: 三合村也有一名.
    pub(in crate::read) fn report_another(&self, row: usize, shared: &Shared, log: &mut ReadLog) {
        let grid = self.sheet.grid;
        let filled =
            |row: usize| grid.rows.get(row).map(|cells| cells.iter().filter(|cell| !cell.is_empty()));
        let is_alone = filled(row).is_some_and(|cells| cells.count() == 1);
        let goes_on = || {
            let below = grid.next_filled(row).and_then(filled);
            below.is_some_and(|cells| cells.count() > 1)
        };
        if self.header.has(Field::Unit) || !is_alone || !goes_on() {
            return;
        }
        let text = filled(row).and_then(|mut cells| cells.next()).map(Cell::shown).unwrap_or_default();
        let Some(above) = shared.unit.text().or(self.said.as_deref()) else { return };
        let others = self.sheet.places.units().iter();
        let Some(other) = others.filter(|unit| *unit != above).find(|unit| text.contains(unit.as_str()))
        else {
            return;
        };
        let message = say!(
            "“{text}”提到{other}，下面的行仍按{above}读",
            "\"{text}\" names {other}; the rows below it were read as those of {above}"
        );
        let hint = say!(
            "下面的人是{other}的，把这一行改成“{other}”，或加一列“村（社区）”",
            "if those below are of {other}, let the line say {other} and nothing else, or add a column of units"
        );
        log.report(Problem::new(&whose::WHICH_UNIT, grid.row_place(row), message).hint(hint));
    }

    /// A line that is one short word, where lines above named villages: 镇直机关. The rows below it are not those of the
    /// village above.
    fn other_heading(&self, row: usize) -> Option<String> {
        self.headed.as_ref()?;
        let grid = self.sheet.grid;
        let filled = |row: usize| {
            grid.rows.get(row).map_or(0, |cells| cells.iter().filter(|cell| !cell.is_empty()).count())
        };
        let is_above_rows =
            section::is_word_alone(grid, row) && grid.next_filled(row).is_some_and(|below| filled(below) > 1);
        let text = grid.rows.get(row)?.iter().find(|cell| !cell.is_empty())?.shown();
        (is_above_rows && section::heading(&squeeze(&text)).is_none()).then(|| text.trim().to_owned())
    }

    /// Whether such a line stands in the column of names: nothing else is in its row, and the row below says more.
    pub(in crate::read) fn is_heading_among_names(&self, row: usize) -> bool {
        let Some(name) = self.header.column(Field::Name) else { return false };
        let grid = self.sheet.grid;
        let filled = |row: usize| {
            grid.rows.get(row).map_or(0, |cells| cells.iter().filter(|cell| !cell.is_empty()).count())
        };
        let text = grid.cell(row, name as usize).shown();
        // 镇机关 may head people as well as 石桥村, and 敬玉兰 is one of them.
        let heads = || {
            self.heading(row).is_some()
                || (!value::looks_like_a_name(text.trim()) && self.other_heading(row).is_some())
        };
        // Among names alone only a listed village heads anybody.
        let is_listed = || self.sheet.places.units().iter().any(|unit| *unit == squeeze(&text));
        filled(row) == 1
            && !text.is_empty()
            && (grid.next_filled(row).is_some_and(|below| filled(below) > 1 && heads()) || is_listed())
    }

    /// Takes over the village of such a line, if it is one.
    pub(in crate::read) fn take_heading(
        &mut self,
        row: usize,
        shared: &mut Shared,
        log: &mut ReadLog,
    ) -> bool {
        if self.is_village_alone(row) {
            self.take(row, shared, log);
            // 三合村, and beside it 暂缓选举: whose the rows are that leave the column empty below it, it does not say.
            self.is_cut = !self.says_nothing_else(row);
            return true;
        }
        let Some(text) = self.heading(row).or_else(|| self.other_heading(row)) else { return false };
        let named = self.sheet.places.is_unit(&text).map(Given::Known);
        let place = self.sheet.grid.row_place(row);
        let asked = || match self.sheet.places.is_nearly_unit(&text) {
            Some(_) => whose::named(self.sheet, &text, place, log),
            None => whose::heading(self.sheet, &text, place, log),
        };
        if let Some(unit) = named.or_else(asked) {
            self.headed = Some(unit.clone());
            shared.unit = unit;
            shared.heading = Given::Blank;
            shared.remark = None;
        }
        true
    }
}

fn fits(place: &str) -> bool {
    place.chars().count() <= limits::PLACE_CHARS
}
