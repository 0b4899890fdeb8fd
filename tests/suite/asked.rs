//! What a mailbox leaves open is asked, and what each answer makes of the lists: every case of `tests/samples/asked` says in a
//! file beside it which questions there are, who is where before, the answers, and who is where after them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::support::cases::{all_are_listed, cases, named};
use crate::support::run::{Town, project};

/// Table → village → names, `-` for nobody's, in the order of the rows.
type People = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// Options or answers by the question's key.
type Asked<T> = BTreeMap<String, T>;

/// What a case's file says.
#[derive(serde::Deserialize)]
struct Case {
    asked: Asked<Vec<String>>,
    before: People,
    answers: Asked<String>,
    after: People,
    /// Errors and warnings before any answer, as `code severity`, each once.
    told: BTreeSet<String>,
    /// `delegates/何静/phone` → what is taken of the cell.
    #[serde(default)]
    values: BTreeMap<String, Value>,
}

/// A town of three villages that has the tables of a case and no others.
fn town(tables: &Path) -> Town {
    let town = Town::small();
    let data = town.path().join("data");
    std::fs::remove_dir_all(&data).unwrap();
    copy(tables, &data);
    town.replace("cycle.toml", "units = [\"河口村\"]", "units = [\"河口村\", \"石坳村\", \"三合村\"]")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            std::fs::copy(&path, &to).unwrap();
        }
    }
}

fn questions(town: &Town) -> Vec<Value> {
    town.run("ask", &["--format", "json", "--lang", "zh"]).json()["questions"].as_array().unwrap().clone()
}

fn asked(town: &Town) -> Asked<Vec<String>> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let options = |question: &Value| {
        let options = question["options"].as_array().unwrap().iter();
        options.map(|option| text(&option["value"])).collect()
    };
    questions(town).iter().map(|question| (text(&question["id"]), options(question))).collect()
}

fn people(town: &Town) -> People {
    let read = town.run("read", &["--format", "json"]).json();
    let mut people = People::new();
    for row in read["records"].as_array().unwrap() {
        let text = |key: &str| row[key].as_str().unwrap_or("-").to_owned();
        people.entry(text("table")).or_default().entry(text("unit")).or_default().push(text("name"));
    }
    people
}

fn told(town: &Town) -> BTreeSet<String> {
    let check = town.run("check", &["--format", "json"]).json();
    let problems = check["problems"].as_array().unwrap().iter();
    let worse = problems.filter(|problem| problem["severity"] != "note");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    worse.map(|problem| format!("{} {}", text(&problem["code"]), text(&problem["severity"]))).collect()
}

/// The notes that tell where an answer works, so that a wrong one shows.
fn notes(town: &Town) -> Vec<String> {
    let check = town.run("check", &["--format", "json"]).json();
    let problems = check["problems"].as_array().unwrap().iter();
    let told = problems.filter(|problem| problem["code"].as_str().unwrap().ends_with("as-answered"));
    told.map(Value::to_string).collect()
}

/// What was taken of each cell that a case names.
fn values(town: &Town, wanted: &BTreeMap<String, Value>) -> BTreeMap<String, Value> {
    let read = town.run("read", &["--format", "json"]).json();
    let records = read["records"].as_array().unwrap();
    let value = |key: &String| {
        let [table, name, field] = key.split('/').collect::<Vec<_>>().try_into().unwrap();
        let own = records.iter().find(|row| row["table"] == table && row["name"] == name);
        (key.clone(), own.unwrap_or_else(|| panic!("{key}: nobody"))[field].clone())
    };
    wanted.keys().map(value).collect()
}

/// A question holds back what nobody knows; answered it is asked no more; its answer gone it is asked again.
fn case(name: &str) {
    let folder = folder();
    let text = std::fs::read_to_string(folder.join(format!("{name}{ENDING}"))).unwrap();
    let case: Case = serde_json::from_str(&text).unwrap();
    let town = town(&folder.join(name));
    assert_eq!((asked(&town), people(&town)), (case.asked.clone(), case.before.clone()));
    assert_eq!(told(&town), case.told);
    for (id, value) in &case.answers {
        let run = town.run("ask", &[&format!("{id}={value}")]);
        assert_eq!(run.status, 0, "{id}={value}: {}{}", run.stdout, run.stderr);
    }
    assert_eq!(people(&town), case.after);
    assert_eq!(values(&town, &case.values), case.values);
    assert!(questions(&town).iter().all(|question| !question["answer"].is_null()), "{:#?}", questions(&town));
    let notes = notes(&town);
    for id in case.answers.keys() {
        // Rows that were left out and names that were written otherwise have notes of their own, without the question's key.
        let has_its_own = id.starts_with("value:") || id.starts_with("person:");
        let tells = |note: &String| note.contains(id.as_str()) || has_its_own;
        assert!(notes.iter().any(tells), "{id}: no note in {notes:?}");
    }
    if !case.answers.is_empty() {
        std::fs::write(town.path().join("answers.toml"), "").unwrap();
        assert_eq!((asked(&town), people(&town)), (case.asked, case.before));
    }
}

const ENDING: &str = ".expected.json";

fn folder() -> std::path::PathBuf {
    project().join("tests/samples/asked")
}

#[test]
fn every_case_is_listed() {
    all_are_listed(named(&folder(), ENDING), LISTED);
}

cases! { case:
    t01_a_name_that_no_list_has => "t01_a_name_that_no_list_has",
    t01_nickname_of_folder_and_file => "t01_nickname_of_folder_and_file",
    t01_nickname_with_a_sender => "t01_nickname_with_a_sender",
    t01_offices_of_the_town => "t01_offices_of_the_town",
    t01_people_of_no_village_among_villages => "t01_people_of_no_village_among_villages",
    t01_short_names_in_a_column_of_places => "t01_short_names_in_a_column_of_places",
    t01_villages_under_a_head_of_its_own => "t01_villages_under_a_head_of_its_own",
    t02_a_heading_below_its_rows => "t02_a_heading_below_its_rows",
    t02_a_heading_in_brackets => "t02_a_heading_in_brackets",
    t02_a_line_against_its_heading => "t02_a_line_against_its_heading",
    t02_a_line_that_names_another_village => "t02_a_line_that_names_another_village",
    t02_a_remark_instead_of_people => "t02_a_remark_instead_of_people",
    t02_a_short_name_against_the_title => "t02_a_short_name_against_the_title",
    t02_a_village_that_is_not_here => "t02_a_village_that_is_not_here",
    t02_a_village_without_a_name_in_its_row => "t02_a_village_without_a_name_in_its_row",
    t02_heading_with_a_number_of_people => "t02_heading_with_a_number_of_people",
    t02_headings_with_other_numbers => "t02_headings_with_other_numbers",
    t02_headings_with_people => "t02_headings_with_people",
    t02_lines_below_with_numbers => "t02_lines_below_with_numbers",
    t02_no_village_below_a_sum => "t02_no_village_below_a_sum",
    t02_sums_below_each_village => "t02_sums_below_each_village",
    t02_sums_beside_the_villages => "t02_sums_beside_the_villages",
    t02_village_as_a_heading_row => "t02_village_as_a_heading_row",
    t02_who_signs_below => "t02_who_signs_below",
    t03_a_folder_of_what_was_returned => "t03_a_folder_of_what_was_returned",
    t03_a_folder_put_aside => "t03_a_folder_put_aside",
    t03_last_term_by_folder_this_by_title => "t03_last_term_by_folder_this_by_title",
    t03_last_term_by_title_this_by_file => "t03_last_term_by_title_this_by_file",
    t03_members_at_the_end_of_a_term => "t03_members_at_the_end_of_a_term",
    t03_people_who_are_proposed => "t03_people_who_are_proposed",
    t03_units_without_their_ending => "t03_units_without_their_ending",
    t03_who_made_the_list_above_it => "t03_who_made_the_list_above_it",
    t04_a_second_ballot_below_the_first => "t04_a_second_ballot_below_the_first",
    t04_a_write_in_below_a_document => "t04_a_write_in_below_a_document",
    t04_another_heading_of_write_ins => "t04_another_heading_of_write_ins",
    t04_lines_of_two_kinds_under_a_tally => "t04_lines_of_two_kinds_under_a_tally",
    t04_who_called_the_votes => "t04_who_called_the_votes",
    t06_a_column_of_leave => "t06_a_column_of_leave",
    t06_absent_in_brackets => "t06_absent_in_brackets",
    t06_columns_of_who_came_and_who_did_not => "t06_columns_of_who_came_and_who_did_not",
    t06_marks_for_nothing_under_leave => "t06_marks_for_nothing_under_leave",
    t06_reasons_of_absence => "t06_reasons_of_absence",
    t06_remarks_that_turn_round => "t06_remarks_that_turn_round",
    t06_who_stayed_away_was_another => "t06_who_stayed_away_was_another",
    t07_a_woman_struck_off => "t07_a_woman_struck_off",
    t07_dates_to_the_day_in_one_list => "t07_dates_to_the_day_in_one_list",
    t07_leave_without_a_name => "t07_leave_without_a_name",
    t07_observers_of_one_village => "t07_observers_of_one_village",
    t07_old_list_of_all_beside_a_newer_one => "t07_old_list_of_all_beside_a_newer_one",
    t07_posts_and_names_beside_the_whole_list => "t07_posts_and_names_beside_the_whole_list",
    t07_remarks_of_a_change => "t07_remarks_of_a_change",
    t07_remarks_that_she_is_none => "t07_remarks_that_she_is_none",
    t07_sections_of_other_people => "t07_sections_of_other_people",
    t07_two_lists_with_other_posts => "t07_two_lists_with_other_posts",
    t07_what_else_she_left => "t07_what_else_she_left",
    t07_what_the_towns_list_alone_knows => "t07_what_the_towns_list_alone_knows",
    t08_a_committee_of_the_village => "t08_a_committee_of_the_village",
    t08_a_committee_of_the_town_with_a_column_of_villages => "t08_a_committee_of_the_town_with_a_column_of_villages",
    t08_a_congress_of_the_town_with_a_column_of_villages => "t08_a_congress_of_the_town_with_a_column_of_villages",
    t08_a_leading_group => "t08_a_leading_group",
    t08_all_villages_with_a_column_of_villages => "t08_all_villages_with_a_column_of_villages",
    t08_congress_in_the_title_of_tellers => "t08_congress_in_the_title_of_tellers",
    t08_congress_in_the_title_of_the_elected => "t08_congress_in_the_title_of_the_elected",
    t08_delegates_who_sign_in => "t08_delegates_who_sign_in",
    t08_posts_of_the_village => "t08_posts_of_the_village",
    t08_title_of_another_village => "t08_title_of_another_village",
    t08_who_was_proposed_to_count => "t08_who_was_proposed_to_count",
    t09_a_post_that_she_held_elsewhere => "t09_a_post_that_she_held_elsewhere",
    t09_a_remark_of_a_post_elsewhere => "t09_a_remark_of_a_post_elsewhere",
    t09_names_of_one_sound => "t09_names_of_one_sound",
    t09_one_birth_and_no_telephone => "t09_one_birth_and_no_telephone",
    t09_one_woman_in_two_villages => "t09_one_woman_in_two_villages",
    t09_one_woman_one_character_apart => "t09_one_woman_one_character_apart",
    t09_one_woman_two_characters_apart => "t09_one_woman_two_characters_apart",
    t10_telephones_with_marks_and_holes => "t10_telephones_with_marks_and_holes",
    t11_a_count_among_the_names => "t11_a_count_among_the_names",
    t11_lines_below_the_names => "t11_lines_below_the_names",
    t11_names_that_begin_like_lines => "t11_names_that_begin_like_lines",
    t11_names_with_a_word_behind => "t11_names_with_a_word_behind",
    t11_names_with_address_and_number => "t11_names_with_address_and_number",
    t11_two_women_in_one_name => "t11_two_women_in_one_name",
    t11_words_in_place_of_names => "t11_words_in_place_of_names",
    t15_and_others_in_a_list => "t15_and_others_in_a_list",
    t15_name_of_a_list_above_one_name_a_row => "t15_name_of_a_list_above_one_name_a_row",
    t15_names_and_posts_in_one_cell => "t15_names_and_posts_in_one_cell",
    t15_posts_in_front_of_names => "t15_posts_in_front_of_names",
    t15_who_holds_a_post_below_the_list => "t15_who_holds_a_post_below_the_list",
    t16_a_write_in_among_the_posts => "t16_a_write_in_among_the_posts",
    t16_results_with_short_heads => "t16_results_with_short_heads",
    t16_the_plenary_below_the_congress => "t16_the_plenary_below_the_congress",
    t16_the_plenary_in_a_sentence => "t16_the_plenary_in_a_sentence",
    t16_votes_in_a_list_of_the_committee => "t16_votes_in_a_list_of_the_committee",
    t16_words_of_a_result => "t16_words_of_a_result",
    t18_names_and_telephones => "t18_names_and_telephones",
    t18_nothing_but_names => "t18_nothing_but_names",
    t22_sections_with_heads_of_their_own => "t22_sections_with_heads_of_their_own",
    t22_sums_of_sections => "t22_sums_of_sections",
    t23_a_post_of_the_town => "t23_a_post_of_the_town",
    t23_neither_a_tick_nor_none => "t23_neither_a_tick_nor_none",
    t23_posts_that_are_no_more => "t23_posts_that_are_no_more",
    t23_two_things_that_a_nominee_does => "t23_two_things_that_a_nominee_does",
    t23_what_nominees_do => "t23_what_nominees_do",
    t23_words_in_no_list => "t23_words_in_no_list",
    t24_wrong_id_numbers_and_a_post_twice => "t24_wrong_id_numbers_and_a_post_twice",
    t25_a_number_above_a_roster => "t25_a_number_above_a_roster",
    t25_a_title_with_a_number_of_people => "t25_a_title_with_a_number_of_people",
    t25_numbers_around_a_list => "t25_numbers_around_a_list",
    t25_people_side_by_side => "t25_people_side_by_side",
    t25_who_came_below_a_roster => "t25_who_came_below_a_roster",
}
