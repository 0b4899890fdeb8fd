//! The statistics as a workbook: counts as numbers, totals and shares as formulas that anyone can follow.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
    XlsxError,
};

use crate::count::{Figure, Figures, Reported, Value};
use crate::model::{Decimal, Ratio, TableKind};

/// Rows of the head: the indicator, and under it 人数, 基数, 占比.
const HEAD: u32 = 2;

/// What a group of columns holds.
enum Kind {
    /// Numerator, denominator, share.
    Share,
    /// A number that adds up.
    Count,
    /// A mean or an age, which does not.
    Years,
}

/// A cell of the sheet at hand, both numbers from 0.
#[derive(Clone, Copy)]
struct Spot {
    row: u32,
    column: u16,
}

impl Spot {
    fn right(self, columns: u16) -> Self {
        Self { column: self.column + columns, ..self }
    }
}

/// How cells look.
struct Look<'f> {
    cell: &'f Format,
    head: &'f Format,
    /// Decimals of a share in percent.
    decimals: u8,
}

/// How one cell looks, and how many decimals its share has.
struct CellLook<'f> {
    format: &'f Format,
    decimals: u8,
}

impl Look<'_> {
    fn of<'f>(&self, format: &'f Format) -> CellLook<'f> {
        CellLook { format, decimals: self.decimals }
    }
}

/// The workbook's bytes: a row for each of `rows`, then the total.
///
/// # Errors
/// [`XlsxError`] when the library cannot write what it was given.
pub(in crate::report) fn workbook(
    rows: &[(String, &[Figure])],
    figures: &Figures,
    as_of: &str,
    decimals: u8,
) -> Result<Vec<u8>, XlsxError> {
    let Figures { total, reported, .. } = figures;
    let mut workbook = Workbook::new();
    // The same figures give the same bytes: no clock.
    workbook
        .set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let sheet = workbook.add_worksheet();
    sheet.set_name("统计")?;
    let cell = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Center);
    let head = cell.clone().set_bold().set_text_wrap().set_background_color(Color::RGB(0x00D9_E1F2));
    sheet.merge_range(0, 0, HEAD - 1, 0, "单位", &head)?;
    sheet.set_column_width(0, 16)?;
    let last = HEAD + u32::try_from(rows.len()).unwrap_or(u32::MAX - HEAD);
    for (row, (name, _)) in (HEAD..).zip(rows) {
        sheet.write_string_with_format(row, 0, name, &cell)?;
    }
    sheet.write_string_with_format(last, 0, "合计", &head)?;
    let mut column = 1;
    let look = Look { cell: &cell, head: &head, decimals };
    for figure in total {
        column += indicator(sheet, column, figure, rows, &look)?;
    }
    let note = format!("年龄为周岁，计算到{as_of}；占比＝人数÷基数；同一人在两处任职的，合计按一人计。");
    sheet.write_string(last + 1, 0, note)?;
    sheet.set_freeze_panes(HEAD, 1)?;
    if !reported.is_empty() {
        progress(workbook.add_worksheet(), reported, &look)?;
    }
    workbook.save_to_buffer()
}

/// The second sheet: how far each town is, its rank, and which units have not handed in what.
fn progress(sheet: &mut Worksheet, reported: &[Reported], look: &Look<'_>) -> Result<(), XlsxError> {
    sheet.set_name("完成情况")?;
    for (at, title) in (0..).zip(["区县", "乡镇", "村（社区）数", "已完成", "完成率", "名次", "还没有报来的"])
    {
        sheet.write_string_with_format(0, at, title, look.head)?;
    }
    sheet.set_column_width(1, 16)?;
    sheet.set_column_width(6, 80)?;
    for (row, town) in (1..).zip(reported) {
        sheet.write_string_with_format(row, 0, &town.county, look.cell)?;
        sheet.write_string_with_format(row, 1, &town.town, look.cell)?;
        sheet.write_number_with_format(row, 2, town.units, look.cell)?;
        sheet.write_number_with_format(row, 3, town.done, look.cell)?;
        share(
            sheet,
            Spot { row, column: 4 },
            &[3, 2],
            town.share(),
            &share_format(look.cell, look.decimals),
        )?;
        sheet.write_number_with_format(row, 5, town.rank, look.cell)?;
        let one =
            |(table, units): &(TableKind, Vec<String>)| format!("{}：{}", table.name(), units.join("、"));
        let missing = town.missing.iter().map(one).collect::<Vec<_>>().join("；");
        sheet.write_string_with_format(row, 6, missing, &look.cell.clone().set_text_wrap())?;
    }
    sheet.set_freeze_panes(1, 2)?;
    Ok(())
}

/// A share as a formula over the two cells of its row, with the value for programs that do not reckon.
fn share(
    sheet: &mut Worksheet,
    Spot { row, column }: Spot,
    [count, base]: &[u16; 2],
    value: Value,
    PercentFormat { format, decimals }: &PercentFormat,
) -> Result<(), XlsxError> {
    let (count, base) = (address(row, *count), address(row, *base));
    // 36.8% is 0.368.
    let places = decimals + 2;
    let exact = Ratio::of(value.count(), value.base().unwrap_or(0));
    let stored = exact.map(|exact| exact.rounded(places).to_string()).unwrap_or_default();
    let formula = Formula::new(format!("=IF({base}=0,\"\",ROUND({count}/{base},{places}))"));
    sheet.write_formula_with_format(row, column, formula.set_result(stored), format)?;
    Ok(())
}

/// How a share looks.
struct PercentFormat {
    format: Format,
    /// Decimals in percent.
    decimals: u8,
}

fn share_format(cell: &Format, decimals: u8) -> PercentFormat {
    let format = cell.clone().set_num_format(match decimals {
        0 => "0%",
        1 => "0.0%",
        _ => "0.00%",
    });
    PercentFormat { format, decimals }
}

/// The columns of one indicator; gives how many there are.
fn indicator(
    sheet: &mut Worksheet,
    column: u16,
    total: &Figure,
    rows: &[(String, &[Figure])],
    look: &Look<'_>,
) -> Result<u16, XlsxError> {
    let Look { cell, head, .. } = *look;
    let kind = match total.value {
        Value::Share { .. } => Kind::Share,
        Value::Count(_) => Kind::Count,
        Value::Mean { .. } | Value::Extreme(_) | Value::Unknown => Kind::Years,
    };
    let label = if &*total.of == "unit" {
        total.label.to_string()
    } else {
        format!("{}（{}）", total.label, total.of_label)
    };
    let width = if matches!(kind, Kind::Share) { 3 } else { 1 };
    if width == 3 {
        sheet.merge_range(0, column, 0, column + 2, &label, head)?;
        for (at, name) in (column..).zip(["人数", "基数", "占比"]) {
            sheet.write_string_with_format(1, at, name, head)?;
        }
    } else {
        sheet.merge_range(0, column, HEAD - 1, column, &label, head)?;
        sheet.set_column_width(column, 12)?;
    }
    let of = |list: &[Figure]| list.iter().find(|figure| figure.id == total.id).cloned();
    let lines: Vec<Option<Figure>> = rows.iter().map(|(_, list)| of(list)).collect();
    for (row, figure) in (HEAD..).zip(&lines) {
        match figure {
            Some(figure) => line(sheet, Spot { row, column }, figure, &kind, &look.of(cell))?,
            None => {
                (column..column + width).try_for_each(|at| sheet.write_blank(row, at, cell).map(|_| ()))?;
            }
        }
    }
    let last = HEAD + u32::try_from(rows.len()).unwrap_or(0);
    let sum_row = Spot { row: last, column };
    line(sheet, sum_row, total, &kind, &look.of(head))?;
    // A total that is the sum of its rows is a formula; people who hold posts in two places make it smaller.
    let sum = |part: fn(&Figure) -> Option<u32>| {
        lines.iter().flatten().filter_map(part).map(u64::from).sum::<u64>()
            == u64::from(part(total).unwrap_or(0))
    };
    if !matches!(kind, Kind::Years) && last > HEAD && sum(|figure| Some(figure.value.count())) {
        total_formula(sheet, sum_row, total.value.count(), head)?;
    }
    if matches!(kind, Kind::Share) && last > HEAD && sum(|figure| figure.value.base()) {
        total_formula(sheet, sum_row.right(1), total.value.base().unwrap_or(0), head)?;
    }
    Ok(width)
}

/// One figure in its columns.
fn line(
    sheet: &mut Worksheet,
    spot: Spot,
    figure: &Figure,
    kind: &Kind,
    look: &CellLook<'_>,
) -> Result<(), XlsxError> {
    let (Spot { row, column }, format) = (spot, look.format);
    let Figure { value, decimals, .. } = *figure;
    match kind {
        Kind::Years => match value.years() {
            Some(years) => {
                let format = format.clone().set_num_format(if decimals == 0 { "0" } else { "0.0" });
                sheet.write_number_with_format(row, column, number(years.rounded(decimals)), &format)?;
            }
            None => {
                sheet.write_blank(row, column, format)?;
            }
        },
        Kind::Count => {
            sheet.write_number_with_format(row, column, value.count(), format)?;
        }
        Kind::Share => {
            sheet.write_number_with_format(row, column, value.count(), format)?;
            sheet.write_number_with_format(row, column + 1, value.base().unwrap_or(0), format)?;
            let percent = share_format(format, look.decimals);
            share(sheet, spot.right(2), &[column, column + 1], value, &percent)?;
        }
    }
    Ok(())
}

fn total_formula(
    sheet: &mut Worksheet,
    Spot { row, column }: Spot,
    result: u32,
    format: &Format,
) -> Result<(), XlsxError> {
    let (first, last) = (address(HEAD, column), address(row - 1, column));
    let formula = Formula::new(format!("=SUM({first}:{last})")).set_result(result.to_string());
    sheet.write_formula_with_format(row, column, formula, format)?;
    Ok(())
}

/// A number as a cell holds it: 41.6 is 416 tenths.
fn number(decimal: Decimal) -> f64 {
    let units = i32::try_from(decimal.units()).map_or(f64::NAN, f64::from);
    units / 10_f64.powi(decimal.decimals().into())
}

/// `B3`, from 0.
fn address(row: u32, column: u16) -> String {
    rust_xlsxwriter::utility::row_col_to_cell(row, column)
}
