//! The blank tables: file, sheet and columns. Headers are spellings that `read` knows.

use crate::model::{Duty, Education, Politics, Role, TableKind};

/// One blank table.
#[derive(Debug)]
pub(super) struct Table {
    pub kind: TableKind,
    /// File name without its ending.
    pub file: &'static str,
    /// Sheet name.
    pub sheet: &'static str,
    /// Columns, A first.
    pub columns: &'static [Column],
}

/// One column.
#[derive(Debug)]
pub(super) struct Column {
    pub header: &'static str,
    /// Width in characters of the default font.
    pub width: u8,
    pub entry: Entry,
    /// What the example row shows.
    pub example: &'static str,
}

/// What is entered in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// Anything.
    Free,
    /// A village or community.
    Unit,
    /// A month or day, kept as text.
    Date,
    /// Digits that are no number (ID, telephone), kept as text.
    Digits,
    /// A number from 0.
    Number,
    /// One of a list.
    Choice(Choice),
}

/// The lists to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    Gender,
    Politics,
    Education,
    Role,
    /// Posts of the last term: also those of a 妇代会.
    PreviousRole,
    Duty,
    YesNo,
    Renewed,
    Recommend,
    UnitKind,
}

impl Choice {
    /// The words of the list.
    pub(super) fn words(self) -> Vec<&'static str> {
        let roles = Role::ALL.iter().map(|role| role.as_str());
        match self {
            Self::Gender => vec!["女", "男"],
            Self::Politics => Politics::statuses().iter().map(|word| word.as_str()).collect(),
            Self::Education => Education::LEVELS.iter().map(|word| word.as_str()).collect(),
            Self::Role => roles.take(4).collect(),
            Self::PreviousRole => roles.collect(),
            Self::Duty => Duty::ALL.iter().map(|word| word.as_str()).collect(),
            Self::YesNo => vec!["是", "否"],
            Self::Renewed => vec!["新任", "连任"],
            Self::Recommend => vec!["党组织推荐", "妇女联名推荐", "自荐"],
            Self::UnitKind => vec!["村", "社区"],
        }
    }
}

const fn column(header: &'static str, width: u8, entry: Entry, example: &'static str) -> Column {
    Column { header, width, entry, example }
}

/// The example rows name these, so that reading knows them for examples.
pub(super) const EXAMPLE_NAME: &str = "例：张三";
pub(super) const EXAMPLE_UNIT: &str = "例：××村";

const SEQ: Column = column("序号", 6, Entry::Free, "例");
const UNIT: Column = column("村（社区）", 14, Entry::Unit, EXAMPLE_UNIT);
const NAME: Column = column("姓名", 12, Entry::Free, EXAMPLE_NAME);
const GENDER: Column = column("性别", 6, Entry::Choice(Choice::Gender), "女");
const ETHNICITY: Column = column("民族", 9, Entry::Free, "汉族");
const BIRTH: Column = column("出生年月", 12, Entry::Date, "1985.07");
const POLITICS: Column = column("政治面貌", 14, Entry::Choice(Choice::Politics), "中共党员");
const EDUCATION: Column = column("学历", 11, Entry::Choice(Choice::Education), "大学专科");
const WORKPLACE: Column = column("工作单位及职务", 24, Entry::Free, "××村村民委员会委员");
const JOB: Column = column("职业", 14, Entry::Free, "务农");
const PHONE: Column = column("联系电话", 14, Entry::Digits, "");
const ID_NUMBER: Column = column("身份证号", 21, Entry::Digits, "");
const NOTE: Column = column("备注", 16, Entry::Free, "");

/// Every blank table, in the order of the files.
#[rustfmt::skip]
pub(super) const TABLES: &[Table] = &[
    Table { kind: TableKind::Units, file: "01 村（社区）基本情况", sheet: "基本情况", columns: &[
        SEQ, UNIT,
        column("类型", 8, Entry::Choice(Choice::UnitKind), "村"),
        column("妇女人数", 10, Entry::Number, "600"),
        column("18岁以上妇女人数", 18, Entry::Number, "480"),
        column("户数", 8, Entry::Number, "400"),
        column("代表名额", 10, Entry::Number, "30"),
        column("党组织", 28, Entry::Free, "中共××村党支部委员会"),
        NOTE,
    ] },
    Table { kind: TableKind::Delegates, file: "02 妇女代表花名册", sheet: "妇女代表", columns: &[
        SEQ, UNIT, NAME, GENDER, ETHNICITY, BIRTH, POLITICS, EDUCATION, WORKPLACE, JOB,
        column("代表类别", 12, Entry::Free, "妇女群众"),
        PHONE,
        column("是否到会", 10, Entry::Choice(Choice::YesNo), "是"),
        NOTE,
    ] },
    Table { kind: TableKind::Nominees, file: "03 候选人名册", sheet: "候选人", columns: &[
        SEQ, UNIT, NAME, GENDER, ETHNICITY, BIRTH, POLITICS, EDUCATION, WORKPLACE, JOB,
        column("拟任职务", 10, Entry::Choice(Choice::Role), "执委"),
        column("推荐方式", 14, Entry::Choice(Choice::Recommend), "妇女联名推荐"),
        column("是否代表", 10, Entry::Choice(Choice::YesNo), "是"),
        PHONE, NOTE,
    ] },
    Table { kind: TableKind::Officers, file: "04 执委班子花名册", sheet: "执委班子", columns: &[
        SEQ, UNIT, NAME, GENDER, ETHNICITY, BIRTH, POLITICS, EDUCATION,
        column("妇联职务", 10, Entry::Choice(Choice::Role), "执委"),
        column("专兼职", 9, Entry::Choice(Choice::Duty), "兼职"),
        column("村（社区）“两委”职务", 24, Entry::Free, "村民委员会委员"),
        column("是否进“两委”", 14, Entry::Choice(Choice::YesNo), "是"),
        column("新任/连任", 11, Entry::Choice(Choice::Renewed), "新任"),
        JOB, PHONE, ID_NUMBER, NOTE,
    ] },
    Table { kind: TableKind::Congresses, file: "05 选举结果汇总表", sheet: "选举结果", columns: &[
        SEQ, UNIT,
        column("大会日期", 13, Entry::Date, "2021-02-28"),
        column("地点", 20, Entry::Free, "村委会会议室"),
        column("应到代表", 10, Entry::Number, "30"),
        column("实到代表", 10, Entry::Number, "28"),
        column("发出选票", 10, Entry::Number, "28"),
        column("收回选票", 10, Entry::Number, "28"),
        column("有效票", 8, Entry::Number, "27"),
        column("无效票", 8, Entry::Number, "1"),
        column("候选人数", 10, Entry::Number, "8"),
        column("应选人数", 10, Entry::Number, "7"),
        column("当选人数", 10, Entry::Number, "7"),
        column("主席姓名", 12, Entry::Free, EXAMPLE_NAME),
        column("副主席姓名", 18, Entry::Free, "李四、王五"),
        column("主持人", 12, Entry::Free, "赵六"),
        column("监票人、计票人", 20, Entry::Free, "钱七、孙八"),
        NOTE,
    ] },
    Table { kind: TableKind::Votes, file: "06 计票结果", sheet: "计票结果", columns: &[
        SEQ, UNIT,
        column("候选人姓名", 14, Entry::Free, EXAMPLE_NAME),
        column("职务", 10, Entry::Choice(Choice::Role), "执委"),
        column("到会执委数", 12, Entry::Number, ""),
        column("赞成票", 8, Entry::Number, "25"),
        column("反对票", 8, Entry::Number, "1"),
        column("弃权票", 8, Entry::Number, "1"),
        column("是否当选", 10, Entry::Choice(Choice::YesNo), "是"),
        NOTE,
    ] },
    Table { kind: TableKind::Previous, file: "07 上届班子名单", sheet: "上届班子", columns: &[
        SEQ, UNIT, NAME, GENDER, ETHNICITY, BIRTH, POLITICS, EDUCATION,
        column("上届职务", 12, Entry::Choice(Choice::PreviousRole), "主任"),
        NOTE,
    ] },
    Table { kind: TableKind::Progress, file: "08 换届进度表", sheet: "换届进度", columns: &[
        SEQ, UNIT,
        column("成立筹备小组", 14, Entry::Date, "2021-01-20"),
        column("代表产生日期", 14, Entry::Date, "2021-02-10"),
        column("大会日期", 13, Entry::Date, "2021-02-28"),
        column("备案日期", 13, Entry::Date, "2021-03-05"),
        column("是否完成", 10, Entry::Choice(Choice::YesNo), "是"),
        NOTE,
    ] },
];

impl Table {
    /// Whether the table has one row for each unit, which can stand there from the start.
    pub(super) fn is_by_unit(&self) -> bool {
        matches!(self.kind, TableKind::Units | TableKind::Congresses | TableKind::Progress)
    }
}
