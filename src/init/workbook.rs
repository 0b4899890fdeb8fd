//! One blank table as an xlsx file: header, example, lists to choose from.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime,
    Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::init::options::InitOptions;
use crate::init::tables::{Choice, Column, Entry, Table};

/// Rows, counted from 0, that have formats and lists: enough for the delegates of a large town.
const LAST_ROW: u32 = 3000;
/// The first row for data, behind header and example.
const FIRST_ROW: u32 = 2;
/// Excel's limit for the text of a list of choices.
const LONGEST_LIST: usize = 255;
/// A4 in Excel's list of papers.
const A4: u8 = 9;

/// The file; `None` only if Excel's limits were broken, which names that were tidied cannot do.
pub(super) fn bytes(table: &Table, options: &InitOptions) -> Option<Vec<u8>> {
    written(table, options).ok()
}

fn written(table: &Table, options: &InitOptions) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same bytes every time: no clock.
    let created = ExcelDateTime::from_ymd(2017, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(table.file).set_creation_datetime(&created));
    let sheet = workbook.add_worksheet();
    sheet.set_name(table.sheet)?;
    let columns = columns(table, options);
    for (at, column) in (0u16..).zip(&columns) {
        write_column(sheet, at, column)?;
        if let Some(validation) = validation(column, options)? {
            sheet.add_data_validation(FIRST_ROW, at, LAST_ROW, at, &validation)?;
        }
    }
    if table.is_by_unit() {
        write_units(sheet, &columns, options)?;
    }
    sheet.set_row_height(0, 24)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    workbook.save_to_buffer()
}

/// 乡镇, only in a district of many.
const TOWN: Column = Column { header: "乡镇", width: 12, entry: Entry::Free, example: "例：××镇" };

/// The table's columns; a district's tables also say which town.
fn columns<'a>(table: &'a Table, options: &InitOptions) -> Vec<&'a Column> {
    let mut columns: Vec<&Column> = table.columns.iter().collect();
    if options.level.is_above_towns() {
        columns.insert(1, &TOWN);
    }
    columns
}

fn write_column(sheet: &mut Worksheet, at: u16, column: &Column) -> Result<(), XlsxError> {
    let header = Format::new()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_background_color(Color::RGB(0x00F2_DCDB));
    let example = Format::new().set_italic().set_font_color(Color::RGB(0x0080_8080)).set_num_format("@");
    sheet.set_column_width(at, f64::from(column.width))?;
    if matches!(column.entry, Entry::Date | Entry::Digits) {
        // As text: 1985.10 must not become 1985.1, nor an ID number lose its last digits.
        sheet.set_column_format(at, &Format::new().set_num_format("@"))?;
    }
    sheet.write_string_with_format(0, at, column.header, &header)?;
    sheet.write_string_with_format(1, at, column.example, &example)?;
    Ok(())
}

/// The list or the range that a column allows. A list only warns: other words can still be entered.
fn validation(column: &Column, options: &InitOptions) -> Result<Option<DataValidation>, XlsxError> {
    let list = |words: &[&str]| -> Result<DataValidation, XlsxError> {
        DataValidation::new()
            .allow_list_strings(words)?
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title("不在列表里")?
            .set_error_message("列表里没有这个词。确定要这样写吗？")
    };
    Ok(match column.entry {
        Entry::Choice(choice) => Some(list(&Choice::words(choice))?),
        Entry::Unit => {
            let units: Vec<&str> = options.units.iter().map(|line| options.place(line).1).collect();
            let length: usize = units.iter().map(|unit| unit.encode_utf16().count() + 1).sum();
            let fits = length <= LONGEST_LIST && !units.iter().any(|unit| unit.contains([',', '"']));
            if fits && !units.is_empty() { Some(list(&units)?) } else { None }
        }
        Entry::Number => Some(
            DataValidation::new()
                .allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0))
                .set_error_title("不是数字")?
                .set_error_message("请填整数，例如 28；不知道的空着。")?,
        ),
        Entry::Date => {
            Some(DataValidation::new().allow_any_value().set_input_message(match column.header {
                "出生年月" => "写成 1985.07 或 1985年7月",
                _ => "写成 2021-02-28",
            })?)
        }
        Entry::Free | Entry::Digits => None,
    })
}

/// One row for each unit, with its number.
fn write_units(sheet: &mut Worksheet, columns: &[&Column], options: &InitOptions) -> Result<(), XlsxError> {
    let unit_at =
        columns.iter().position(|column| column.entry == Entry::Unit).and_then(|at| u16::try_from(at).ok());
    let Some(unit_at) = unit_at else { return Ok(()) };
    for (row, line) in (FIRST_ROW..).zip(&options.units) {
        sheet.write_number(row, 0, row - FIRST_ROW + 1)?;
        let (town, unit) = options.place(line);
        if let Some(town) = town {
            sheet.write_string(row, unit_at.saturating_sub(1), town)?;
        }
        sheet.write_string(row, unit_at, unit)?;
    }
    Ok(())
}
