//! The checklist of TYPOGRAPHY 5 over finished PDFs. The numbers of its items stand beside the functions.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use huanjie::fill::{Draft, Label};
use huanjie::typeset::{self, Fonts, Options, Typesetter};

use crate::support::pdf::{self, Line, Page};
use crate::support::run::{self, Town};

/// One millimetre.
const MM: f64 = 72.0 / 25.4;
/// 版心: left, right, top, bottom.
const LEFT: f64 = 28.0 * MM;
const RIGHT: f64 = 184.0 * MM;
const TOP: f64 = 37.0 * MM;
const BOTTOM: f64 = 262.0 * MM;
/// 3号, and from one line of it to the next.
const BODY: f64 = 16.0;
const PITCH: f64 = 29.45;
/// 字: 28 of them fill a line.
const EM: f64 = 156.0 * MM / 28.0;
/// Where a paragraph begins.
const INDENT: f64 = LEFT + 2.0 * EM;
/// 4号, of page numbers.
const FOLIO: f64 = 14.0;

#[track_caller]
fn near(what: &str, is: f64, wanted: f64, tolerance: f64) {
    assert!((is - wanted).abs() <= tolerance, "{what}: {is:.3}, wanted {wanted:.3} ± {tolerance}");
}

/// Lines of 3号 inside the 版心.
fn body_lines(page: &Page) -> Vec<&Line> {
    page.lines.iter().filter(|line| (line.height() - BODY).abs() < 1.0 && line.y1 < BOTTOM + 0.5).collect()
}

/// Item 1: A4.
fn is_a4(pages: &[Page]) {
    for page in pages {
        near("width of the page", page.width, 210.0 * MM, 0.5);
        near("height of the page", page.height, 297.0 * MM, 0.5);
    }
}

/// Items 2 and 4: every font is in the file, with a name, and its text can be copied.
fn fonts_are_embedded(file: &Path) {
    let fonts = pdf::fonts(file);
    assert!(!fonts.is_empty(), "no text in {}", file.display());
    for font in fonts {
        assert!(font.emb && font.sub && font.uni, "{font:?}");
        assert!(!font.name.contains("none") && font.name.contains('+'), "{font:?}");
    }
    let strange = |c: &char| matches!(*c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}');
    assert_eq!(pdf::text(file).chars().find(strange), None, "a character that is none");
}

/// Items 5, 6, 10, 11 and 12: a page of text is 22 lines of 3号 at 29.45 pt; at least `full` pages are that.
fn full_pages_have_22_lines(pages: &[Page], full: usize) {
    let mut found = 0;
    for page in pages {
        let lines = body_lines(page);
        assert!(lines.len() <= 22, "{} lines on a page", lines.len());
        if lines.len() < 22 {
            continue;
        }
        found += 1;
        for line in &lines {
            near("height of a line", line.height(), BODY, 0.05);
            // The white half of an opening mark at the head of a line hangs outside.
            let hangs = if line.text.starts_with(['（', '〔', '《', '“']) { BODY / 2.0 } else { 0.0 };
            assert!(line.x0 > LEFT - hangs - 0.5, "a line begins at {:.2}: {}", line.x0, line.text);
        }
        for pair in lines.windows(2) {
            near(&pair[1].text, pair[1].y0 - pair[0].y0, PITCH, 0.02);
        }
        near("top of the first line", lines[0].y0, TOP, 0.05);
        assert!(lines[21].y1 <= BOTTOM, "the last line ends at {:.2}", lines[21].y1);
    }
    assert!(found >= full, "{found} of {} pages are full pages of text, wanted {full}", pages.len());
}

/// Item 8: text on a continuation page begins at 37 mm. A page that begins with a table or a title is left out.
fn continuation_pages_begin_at_the_top(pages: &[Page]) {
    for line in pages.iter().skip(1).filter_map(|page| page.lines.first()) {
        if (line.height() - BODY).abs() < 0.05 {
            near("top of the first line", line.y0, TOP, 0.05);
        }
    }
}

/// Items 7, 13 and 14: lines of Chinese alone hold 28 characters and end at the right edge; at least `wanted` do.
fn full_lines_have_28_characters(pages: &[Page], wanted: usize) {
    let mark = |c: char| "，。、；：？！（）《》〈〉“”‘’〔〕—…·".contains(c);
    let chinese = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let mut found = 0;
    for line in pages.iter().flat_map(body_lines) {
        let plain = line.text.chars().all(|c| chinese(c) || mark(c));
        let ends = line.text.chars().last().is_some_and(chinese);
        if !plain || !ends || (line.x0 - LEFT).abs() > 0.5 || (line.x1 - RIGHT).abs() > 1.0 {
            continue;
        }
        let count = line.text.chars().count();
        assert!((27..=30).contains(&count), "{count} characters: {}", line.text);
        if line.text.chars().all(chinese) {
            assert_eq!(count, 28, "{}", line.text);
            near(&line.text, (line.x1 - line.x0 - BODY) / 27.0, EM, 0.02);
            found += 1;
        }
    }
    assert!(found >= wanted, "{found} full lines of Chinese alone, wanted {wanted}");
}

/// Item 17: below the 版心 stands the page number and nothing else. Items 41 to 44: what it looks like, and where.
fn pages_are_numbered(pages: &[Page], first: usize) {
    for (number, page) in (first..).zip(pages) {
        let below: Vec<&Line> = page.lines.iter().filter(|line| line.y1 > BOTTOM + 0.5).collect();
        let [line] = below[..] else { panic!("page {number}: below the text stands {below:#?}") };
        assert_eq!(line.text, format!("—{number}—"), "page {number}");
        near("height of the page number", line.height(), FOLIO, 0.05);
        near("middle of the page number", line.middle(), 269.0 * MM, MM);
        if number % 2 == 1 {
            near("right edge of an odd page number", line.x1, RIGHT - FOLIO, 1.0);
        } else {
            near("left edge of an even page number", line.x0, LEFT + FOLIO, 1.0);
        }
    }
}

/// Items 33 and 53: title, tags and, where the paper has one, date.
fn is_described(file: &Path, title: &str) {
    let info = pdf::info(file);
    assert_eq!(info.get("Title").map(String::as_str), Some(title));
    assert_eq!(info.get("Tagged").map(String::as_str), Some("yes"));
}

/// Item 45: no mark begins a line that may not, and none ends one.
fn marks_stand_where_they_may(pages: &[Page]) {
    for line in pages.iter().flat_map(body_lines) {
        let starts =
            line.text.chars().next().is_some_and(|c| "。，、；：？！）》〉」』】〕”’·～".contains(c));
        let ends = line.text.chars().last().is_some_and(|c| "（《〈“‘〔【".contains(c));
        assert!(!starts && !ends, "{}", line.text);
    }
}

/// Everything that holds for every paper of running text.
fn is_an_official_paper(file: &Path, title: &str) -> Vec<Page> {
    let pages = pdf::pages(file);
    is_a4(&pages);
    fonts_are_embedded(file);
    is_described(file, title);
    continuation_pages_begin_at_the_top(&pages);
    full_pages_have_22_lines(&pages, 0);
    pages_are_numbered(&pages, 1);
    marks_stand_where_they_may(&pages);
    pages
}

/// The files of the default layer that Typst reads.
fn library() -> BTreeMap<String, Vec<u8>> {
    let folder = run::project().join("templates/default");
    let files = run::files(&folder.join("lib"));
    files.into_iter().map(|(name, bytes)| (format!("/lib/{name}"), bytes)).collect()
}

pub(crate) fn print(title: &str, main: &str) -> tempfile::NamedTempFile {
    let found = Fonts::only(&run::fonts());
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    let draft = Draft {
        label: Label {
            id: "probe".to_owned(),
            code: "X1".to_owned(),
            title: title.to_owned(),
            body: "青坑镇妇联".to_owned(),
            date: "2017-09-04".parse().ok(),
        },
        main: format!("#import \"/lib/gongwen.typ\": *\n#show: gongwen\n{main}"),
        context: Arc::from("{}"),
        figures: std::collections::BTreeSet::new(),
        parts: BTreeMap::new(),
        library: Arc::new(library()),
        origin: None,
    };
    let printed = typeset::print(&Typesetter::new(&found.value), &draft, &Options::default());
    pdf::stored(&printed.unwrap_or_else(|troubles| panic!("{troubles:#?}")).pdf)
}

#[test]
fn running_text_is_22_lines_of_28_characters() {
    // 700 characters without a mark: every line but the first two and the last of a paragraph is full.
    let text = "妇女联合会换届选举工作实施方案".repeat(50);
    let file = print("通知", &format!("{text}\n\n{text}\n\n{text}"));
    let pages = is_an_official_paper(file.path(), "通知");
    assert!(pages.len() >= 4);
    full_pages_have_22_lines(&pages, 3);
    full_lines_have_28_characters(&pages, 60);
    let first = body_lines(&pages[0])[0];
    near("indent of a paragraph (item 15)", first.x0, LEFT + 2.0 * EM, 0.5);
    near("baseline of the first line (item 9)", first.y1 - 0.12 * BODY, 118.96, MM);
}

#[test]
fn headings_titles_and_names_keep_the_grid() {
    let text = "根据《中华全国妇女联合会章程》的规定，现就做好“换届”工作通知如下。".repeat(9);
    let sections = ["指导思想", "目标任务", "方法步骤"]
        .map(|name| format!("= {name}\n\n{text}\n\n== 总体要求\n\n{text}\n\n"))
        .concat();
    let file = print(
        "换届工作通知",
        &format!("#title(\"换届工作通知\")\n\n#addressee(\"各村妇代会\")\n\n{sections}张·阿依·古丽\n"),
    );
    let pages = is_an_official_paper(file.path(), "换届工作通知");
    full_pages_have_22_lines(&pages, 1);
}

#[test]
fn a_quarter_point_is_seen() {
    let file =
        print("通知", &format!("#set par(leading: line-gap + 0.25pt)\n{}", "妇女联合会换届选举".repeat(80)));
    let pages = pdf::pages(file.path());
    let lines = body_lines(&pages[0]);
    near("the wider pitch", lines[1].y0 - lines[0].y0, PITCH + 0.25, 0.02);
}

#[test]
fn the_plan_of_the_example_is_set_as_the_standard_asks() {
    let out = tempfile::tempdir().unwrap();
    let made = Town::copy_of("qingkeng").build(out.path(), &["--only", "plan"]);
    assert_eq!(made.status, 0, "{}", made.stderr);
    let plans: Vec<String> =
        run::files(out.path()).into_keys().filter(|path| path.contains("/A1 ")).collect();
    let [plan] = &plans[..] else { panic!("{plans:?}") };
    let file = out.path().join(plan);
    let title = pdf::info(&file).remove("Title").unwrap_or_default();
    assert!(title.ends_with("实施方案"), "{title}");
    let pages = is_an_official_paper(&file, &title);
    full_pages_have_22_lines(&pages, 1);
}

#[test]
fn a_red_head_has_its_marks_at_the_left_and_minutes_their_lists() {
    // 7.2.1 to 7.2.3, 7.2.6: one to the line from the first on, flush left; the head stays where it is.
    let head = "#red-head(\"青坑镇妇女联合会文件\", \"青妇〔2017〕5号\", signer: \"罗彩云\", copy: \"000123\", \
                secrecy: \"秘密★1年\", urgency: \"加急\")\n#title(\"通知\")\n\n妇女联合会换届选举。";
    let file = print("通知", head);
    let page = &pdf::pages(file.path())[0];
    let line = |start: &str| {
        page.lines.iter().find(|line| line.text.starts_with(start)).unwrap_or_else(|| panic!("no {start}"))
    };
    for (at, start) in [(0.0, "000123"), (1.0, "秘密"), (2.0, "加急")] {
        near(start, line(start).x0, LEFT, 0.5);
        near(start, line(start).y0, PITCH.mul_add(at, TOP), 0.5);
    }
    near("top of the mark", line("青坑镇").y0, 72.0 * MM, MM);

    // 10.3: the mark of minutes 35 mm below the top; the lists after the text and a line, turning over under the first name.
    let names = "罗彩云、邓小满、欧阳雪梅、".repeat(6);
    let minutes = format!(
        "#import \"/lib/minutes.typ\": attendance, minutes-head\n#minutes-head(\"青坑镇妇联会议纪要\", \
         \"青坑镇妇女联合会\", \"2017年9月4日\")\n#title(\"换届工作会议\")\n\n会议研究了换届工作。\n\n\
         #attendance((\"出席\", \"{names}\"), (\"请假\", \"王芳\"))"
    );
    let file = print("纪要", &minutes);
    let page = &pdf::pages(file.path())[0];
    let at = |start: &str| page.lines.iter().position(|line| line.text.starts_with(start)).unwrap();
    near("top of the mark", page.lines[at("青坑镇妇联会议纪要")].y0, 72.0 * MM, MM);
    let (text, present, absent) = (at("会议研究"), at("出席：罗彩云"), at("请假：王芳"));
    near("left of the list", page.lines[present].x0, INDENT, 0.5);
    near("a line above the list", page.lines[present].y0 - page.lines[text].y0, 2.0 * PITCH, 1.0);
    near("turn-over under the first name", page.lines[present + 1].x0, INDENT + 3.0 * EM, 1.0);
    near("the next list", page.lines[absent].x0, INDENT, 0.5);
}

#[test]
fn a_wide_table_lies_inside_a_standing_paper() {
    // Clause 8: the number stays where it is on the standing sheet.
    let words = "妇女联合会换届选举工作".repeat(4);
    let file = print("通知", &format!("{words}\n\n#landscape[{words}]\n\n{words}"));
    let pages = pdf::pages(file.path());
    assert_eq!(pages.len(), 3);
    assert!(pages[1].width > pages[1].height && pages[2].height > pages[2].width);
    let number = pages[1].lines.iter().flat_map(|line| &line.words).find(|word| word.text == "2").unwrap();
    near("the number of the lying page", f64::midpoint(number.x0, number.x1), 28.0 * MM, MM);
}
