//! Any text in any column is a value or a problem: one cell goes through every field there is.
#![no_main]

use huanjie_reading::cycle::Cycle;
use huanjie_reading::read::read_bytes;

/// One column for every kind of value.
const HEAD: &str = "序号\t姓名\t性别\t民族\t出生年月\t年龄\t政治面貌\t学历\t妇联职务\t是否进两委\t联系电话\t身份证号\t入党时间\t得票数";

libfuzzer_sys::fuzz_target!(init: huanjie_reading::only_our_panics_count(), |text: &str| {
    let cycle = Cycle::unnamed("2021-02".parse().unwrap());
    let cell: String = text.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r' | '"')).collect();
    let columns = HEAD.split('\t').count();
    let mut table = HEAD.to_owned();
    // The cell stands in every column once, beside a name that makes the row a record; and alone in the last row.
    for column in 0..columns {
        let row: Vec<&str> = (0..columns)
            .map(|at| if at == column { cell.as_str() } else if at == 1 { "何静" } else { "" })
            .collect();
        table.push('\n');
        table.push_str(&row.join("\t"));
    }
    table.push('\n');
    table.push_str(&vec![cell.as_str(); columns].join("\t"));
    let _ = read_bytes("执委名单.tsv", table.into_bytes(), &cycle);
});
