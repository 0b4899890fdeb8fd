//! Spreadsheets as they are: every case of `tests/samples/messy` says in a file beside it what must come of it.

use std::path::Path;

use serde_json::Value;

use crate::support::cases::{all_are_listed, cases, named};
use crate::support::run::{huanjie, project};

/// What the program made of one case.
struct Outcome {
    records: Vec<Value>,
    tables: Value,
    problems: Vec<Value>,
}

fn run(input: &Path, as_of: &str) -> Outcome {
    let input = input.to_str().unwrap();
    let read = huanjie(["read", input, "--as-of", as_of, "--format", "json"]);
    let check = huanjie(["check", input, "--as-of", as_of, "--format", "json"]);
    assert!(!format!("{}{}", read.stderr, check.stderr).contains("panicked"), "{input}");
    let read = read.json();
    Outcome {
        tables: read["tables"].clone(),
        records: read["records"].as_array().unwrap().clone(),
        problems: check.json()["problems"].as_array().unwrap().clone(),
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// `执委名单!B5` or `汇总!5` or `3`: the row.
fn row_of(at: &str) -> u64 {
    let cell = at.rsplit(['!', '#']).next().unwrap();
    cell.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

/// Whether a problem is the one expected: code, severity, and sheet and cell or row.
fn is_expected(problem: &Value, expected: &Value) -> bool {
    let at = expected["at"].as_str().unwrap();
    let cell = problem["cell"].as_str().unwrap_or_default();
    let sheet = problem["sheet"].as_str().unwrap_or_default();
    let place = match at.split_once('!') {
        Some((wanted, row)) if row.bytes().all(|byte| byte.is_ascii_digit()) => {
            let first = cell.split(':').next().unwrap();
            wanted == sheet && first.chars().filter(char::is_ascii_digit).collect::<String>() == row
        }
        Some((wanted, wanted_cell)) => wanted == sheet && wanted_cell == cell,
        None => sheet == at || problem["file"].as_str().is_some_and(|file| file.ends_with(at)),
    };
    place && problem["code"] == expected["code"] && problem["severity"] == expected["severity"]
}

/// The sample's names of fields, where ours are others.
fn value<'a>(record: &'a Value, key: &str) -> &'a Value {
    let own = &record[key];
    if own.is_null() { record["extra"].get(key).unwrap_or(own) } else { own }
}

fn same(got: &Value, wanted: &Value) -> bool {
    let number = |value: &Value| value.as_str().and_then(|text| text.parse::<i64>().ok());
    got == wanted || (wanted.is_i64() && number(got) == wanted.as_i64())
}

/// What is wrong with the rows of one case.
fn compare_rows(records: &[&Value], wanted: &[Value], wrong: &mut Vec<String>) {
    if records.len() != wanted.len() {
        wrong.push(format!("{} rows, expected {}", records.len(), wanted.len()));
    }
    for (record, wanted) in records.iter().zip(wanted) {
        let at = wanted["_at"].as_str().unwrap();
        if record["source"]["row"].as_u64() != Some(row_of(at)) {
            wrong.push(format!("{at}: taken from row {}", record["source"]["row"]));
        }
        for (key, wanted) in wanted.as_object().unwrap().iter().filter(|(key, _)| *key != "_at") {
            // Counts of a results table that have a field of their own.
            let renamed = match key.as_str() {
                "应到代表" => "entitled",
                "实到代表" => "present",
                own => own,
            };
            let got = value(record, renamed);
            if !same(got, wanted) {
                wrong.push(format!("{at} {key}: {got}, expected {wanted}"));
            }
        }
    }
}

fn judge(outcome: &Outcome, case: &Value, wanted: &[Value], wrong: &mut Vec<String>) {
    let of_kind: Vec<&Value> =
        outcome.records.iter().filter(|record| record["table"] == case["table"]).collect();
    let expected: Vec<&Value> = list(case, "errors").iter().chain(list(case, "warnings")).collect();
    let told = |wanted: &&Value| outcome.problems.iter().any(|problem| is_expected(problem, wanted));
    // Some cases may be read or refused; refused, it must be for the reason given.
    if case["outcome"] == "ok_or_error" && of_kind.is_empty() {
        if !expected.iter().any(told) {
            wrong.push(format!("neither read nor refused as expected: {:?}", outcome.problems));
        }
        return;
    }
    let read_anyway = case["outcome"] == "ok_or_error";
    for (key, wanted) in case["meta"].as_object().into_iter().flatten() {
        let got = &outcome.tables[0]["about"][key];
        if got != wanted {
            wrong.push(format!("about the table, {key}: {got}, expected {wanted}"));
        }
    }
    compare_rows(&of_kind, wanted, wrong);
    // What the lines around a table say is a record of another kind.
    let beside: Vec<&Value> =
        outcome.records.iter().filter(|record| record["table"] != case["table"]).collect();
    compare_rows(&beside, list(case, "beside"), wrong);
    wrong.extend(
        expected
            .iter()
            .filter(|wanted| !read_anyway && !told(wanted))
            .map(|wanted| format!("not told: {wanted}")),
    );
    let more = outcome.problems.iter().filter(|problem| problem["severity"] != "note");
    let unexpected = more.filter(|problem| !expected.iter().any(|wanted| is_expected(problem, wanted)));
    wrong.extend(unexpected.map(|problem| format!("told without need: {problem}")));
}

/// The rows and problems of a case are those that its file says.
fn case(name: &str) {
    let folder = folder();
    let text = std::fs::read_to_string(folder.join(format!("{name}{ENDING}"))).unwrap();
    let case: Value = serde_json::from_str(&text).unwrap();
    let as_of = case["as_of"].as_str().unwrap();
    let input = folder.join(case["input"].as_str().unwrap());
    let mut wrong = Vec::new();
    if let Some(files) = case["per_file"].as_object() {
        for (name, expected) in files {
            let outcome = run(&input.join(name), as_of);
            let mut one = case.clone();
            let of_file = |wanted: &Value| wanted["at"] == name.as_str();
            one["warnings"] =
                list(&case, "warnings").iter().filter(|wanted| of_file(wanted)).cloned().collect();
            judge(&outcome, &one, list(expected, "rows"), &mut wrong);
        }
    } else {
        judge(&run(&input, as_of), &case, list(&case, "rows"), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const ENDING: &str = ".expected.json";

fn folder() -> std::path::PathBuf {
    project().join("tests/samples/messy")
}

#[test]
fn every_case_is_listed() {
    all_are_listed(named(&folder(), ENDING), LISTED);
}

cases! { case:
    d01_docx_roster => "d01_docx_roster",
    d02_docx_forms => "d02_docx_forms",
    d03_docx_title_lines => "d03_docx_title_lines",
    d04_docx_merged_villages => "d04_docx_merged_villages",
    d05_docx_tally => "d05_docx_tally",
    d06_docx_tracked_nested_controls => "d06_docx_tracked_nested_controls",
    d07_docx_cut_in_two => "d07_docx_cut_in_two",
    d08_no_tables => "d08_no_tables",
    d09_picture_sheet => "d09_picture_sheet",
    m01_title_footer_total => "m01_title_footer_total",
    m02_two_level_header_ticks => "m02_two_level_header_ticks",
    m03_three_level_header_stats => "m03_three_level_header_stats",
    m05_spaces_fullwidth => "m05_spaces_fullwidth",
    m06_birth_formats => "m06_birth_formats",
    m07_numbers_as_text => "m07_numbers_as_text",
    m09_party_date_column => "m09_party_date_column",
    m10_yes_no_marks => "m10_yes_no_marks",
    m12_csv_gbk => "m12_csv_gbk",
    m13_csv_utf8_no_bom => "m13_csv_utf8_no_bom",
    m14_csv_bom_semicolon => "m14_csv_bom_semicolon",
    m16_csv_gb18030 => "m16_csv_gb18030",
    m17_hidden_sheets => "m17_hidden_sheets",
    m19_nested_folders => "m19_nested_folders",
    m20_xls_biff8 => "m20_xls_biff8",
    m21_duplicates => "m21_duplicates",
    m23_error_cells => "m23_error_cells",
    m25_protected_sheet => "m25_protected_sheet",
    m26_password => "m26_password",
    m27_wps_et => "m27_wps_et",
    m29_litter => "m29_litter",
    m30_libreoffice_xlsx => "m30_libreoffice_xlsx",
    m31_ods => "m31_ods",
    m32_header_breaks_notes => "m32_header_breaks_notes",
    m34_registration_form => "m34_registration_form",
    m36_xml2003_as_xls => "m36_xml2003_as_xls",
    m37_wrong_extension => "m37_wrong_extension",
    m39_traditional => "m39_traditional",
    m40_minority_rare_names => "m40_minority_rare_names",
    m42_total_mismatch => "m42_total_mismatch",
    m44_rich_text_comment => "m44_rich_text_comment",
    m46_trailing_notes => "m46_trailing_notes",
    m48_backslash_names => "m48_backslash_names",
    m49_dimension_row0 => "m49_dimension_row0",
    m51_prefixed_namespace => "m51_prefixed_namespace",
    m53_consistency => "m53_consistency",
    m54_empty_and_template => "m54_empty_and_template",
    m56_names_in_one_cell => "m56_names_in_one_cell",
    m58_impossible_votes => "m58_impossible_votes",
    m60_numbered_columns => "m60_numbered_columns",
    m61_libreoffice_saved_ods => "m61_libreoffice_saved_ods",
    m61_libreoffice_saved_xls => "m61_libreoffice_saved_xls",
    m61_libreoffice_saved_xlsx => "m61_libreoffice_saved_xlsx",
    m62_xls_biff5_gbk => "m62_xls_biff5_gbk",
    m63_broken_phones => "m63_broken_phones",
    m64_names_with_extras => "m64_names_with_extras",
    m65_delegates_in_one_cell => "m65_delegates_in_one_cell",
    m66_officers_in_one_cell => "m66_officers_in_one_cell",
    m67_nominees_in_one_cell => "m67_nominees_in_one_cell",
    m68_lines_under_a_tally => "m68_lines_under_a_tally",
    m69_agree_disagree_elected => "m69_agree_disagree_elected",
    m70_plenary_tally => "m70_plenary_tally",
    m71_losers_in_a_list => "m71_losers_in_a_list",
    m72_tally_contradicts_itself => "m72_tally_contradicts_itself",
    m73_stacked_sections => "m73_stacked_sections",
    m74_stacked_villages => "m74_stacked_villages",
    m75_unusual_words => "m75_unusual_words",
    m76_ditto_above_nothing => "m76_ditto_above_nothing",
    m77_formulas_and_ids => "m77_formulas_and_ids",
    m78_absent_in_remarks => "m78_absent_in_remarks",
    m79_words_of_attendance => "m79_words_of_attendance",
}
