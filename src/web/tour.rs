//! The tour of a minute through the example town: what to look at on each screen, and where it goes on.

use serde_json::{Value as Json, json};

use crate::web::asked::Asked;

/// The screens in the order of the tour, each with what is to be seen there.
const STOPS: &[(&str, &str, &str)] = &[
    (
        "inbox",
        "这是示例镇收到的表。每个文件旁边写着认成了什么。自己的表往上面的框里拖就行。",
        "These are the tables of the example town, each with what it was taken for. Your own are dropped into the box above.",
    ),
    (
        "questions",
        "程序拿不准的，在这里一次问一个，旁边就是那张表。示例镇的都回答过了。",
        "What the program cannot know is asked here, one at a time, with the sheet beside it.",
    ),
    (
        "coverage",
        "哪个村的哪种表收到几行，一眼看全。红的是缺的。",
        "Which village has sent which table, and how many rows. Red is lacking.",
    ),
    (
        "sheet",
        "点开一张表，选中一格就能打字改。原件不动，上面的“撤销”随时可以退回去。",
        "Open a sheet, select a cell and type. Your file stays as it is; Undo is above.",
    ),
    (
        "problems",
        "前后不一致、不符合规定的，都列在这里；点“给我看”就到那一格。",
        "What contradicts or breaks a rule is listed here; Show me leads to the cell.",
    ),
    (
        "settings",
        "届次、日期、规定和各村的情况在这里填；不知道的先空着，材料上留空白。",
        "Term, dates, rules and what concerns each village. What is not known stays blank.",
    ),
    ("figures", "每个数都能点开，看是哪些人。", "Every number opens: who they are."),
    (
        "papers",
        "点一个村，看它的材料，再点“生成”。点材料的名称，可以先看一页。",
        "Choose a village, then Make. Click a title to look at a page first.",
    ),
    (
        "print",
        "生成以后，在这里把备案材料合成一个文件打印。导览到此为止，示例镇可以随便改。",
        "What was made is printed from here as one file. That is the tour; change the example as you like.",
    ),
];

/// What the tour says on a screen, and where it goes on; nothing where nobody takes the tour.
pub(in crate::web) fn stop(asked: &Asked, screen: &str) -> Option<Json> {
    if !asked.session.is_on_tour() {
        return None;
    }
    let at = STOPS.iter().position(|(own, ..)| *own == screen)?;
    let (_, zh, en) = STOPS.get(at)?;
    let next = STOPS.get(at + 1).map(|(screen, ..)| asked.at(screen));
    let said = if asked.lang() == crate::problem::Lang::Zh { zh } else { en };
    Some(json!({ "said": said, "next": next, "number": at + 1, "of": STOPS.len() }))
}
