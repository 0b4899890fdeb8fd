//! A city of 1,593 villages in six counties: the summary tells the figures that were counted when its tables were made.

use std::fmt::Write as _;

use crate::support::run::project;
use crate::support::sheets::papers;

const COUNTIES: [&str; 6] = ["枫屿县", "砚溪县", "泽湾县", "苕岭县", "栖石县", "澜桥区"];
const VILLAGES: usize = 1593;
/// Villages of a town.
const TOWN: usize = 15;
/// These have the chair of the village before.
const SHARED: [usize; 2] = [20, 905];
/// Vice-chairs, and members besides chairs and vice-chairs.
const VICE_CHAIRS: usize = 2009;
const MEMBERS: usize = 11_061;
/// Of the chairs: those of 45 and younger, and those with 大专 or more.
const YOUNG: usize = 690;
const SCHOOLED: usize = 306;

const FAMILIES: [char; 12] = ['王', '李', '张', '刘', '陈', '杨', '黄', '赵', '吴', '周', '徐', '孙'];
const GIVEN: [char; 30] = [
    '秀', '玉', '淑', '春', '雪', '巧', '丽', '晓', '海', '爱', '红', '敏', '静', '芳', '玲', '建', '美',
    '文', '佳', '彩', '月', '小', '慧', '金', '银', '翠', '凤', '兰', '梅', '素',
];

/// The woman of this number in her town: no two have one name.
fn name(number: usize) -> String {
    let (family, rest) = (number % FAMILIES.len(), number / FAMILIES.len());
    format!("{}{}{}", FAMILIES[family], GIVEN[rest % GIVEN.len()], GIVEN[rest / GIVEN.len() % GIVEN.len()])
}

/// One roster for each county.
fn rosters() -> Vec<(String, String)> {
    let head = "县,乡镇,村（社区）,姓名,性别,民族,出生年月,政治面貌,学历,妇联职务,村两委职务\n";
    let mut rosters: Vec<String> = COUNTIES.map(|_| head.to_owned()).into();
    let (mut chairs, mut vice_chairs, mut members, mut chair) = (0, 0, 0, String::new());
    for village in 0..VILLAGES {
        let town = village / TOWN;
        let county = town * COUNTIES.len() / VILLAGES.div_ceil(TOWN);
        let roster = &mut rosters[county];
        let place = format!("{},第{town}镇,第{village}村", COUNTIES[county]);
        let first = village % TOWN * 20;
        if !SHARED.contains(&village) {
            // 22 is the youngest, 45 still young, 46 no more.
            let age = if chairs == 0 {
                22
            } else if chairs < YOUNG {
                24 + chairs % 22
            } else {
                46 + chairs % 13
            };
            let schooling = if chairs % 5 == 0 && chairs / 5 < SCHOOLED { "大学专科" } else { "高中" };
            let born = 2021 - age;
            chair = format!("{},女,汉族,{born}.08,中共党员,{schooling},主席,村党支部委员", name(first));
            chairs += 1;
        }
        writeln!(roster, "{place},{chair}").unwrap();
        // Whole teams as even as the numbers allow, the last in the list the smallest.
        let share = |total: usize, at: usize| total * (at + 1) / VILLAGES - total * at / VILLAGES;
        let (vice, own) = (share(VICE_CHAIRS, village), share(MEMBERS, village));
        for number in 0..vice + own {
            let role = if number < vice { "副主席" } else { "执委" };
            let who = name(first + 1 + number);
            writeln!(roster, "{place},{who},女,汉族,{}.03,群众,初中,{role},", 1970 + number).unwrap();
        }
        (vice_chairs, members) = (vice_chairs + vice, members + own);
    }
    assert_eq!((chairs, vice_chairs, members), (VILLAGES - SHARED.len(), VICE_CHAIRS, MEMBERS));
    COUNTIES.iter().zip(rosters).map(|(county, roster)| (format!("{county}执委花名册.csv"), roster)).collect()
}

#[test]
fn a_city_of_1593_villages_is_summed_up() {
    let cycle = std::fs::read_to_string(project().join("tests/samples/sources/city/cycle.toml")).unwrap();
    let rosters = rosters();
    let tables: Vec<(&str, &str)> =
        rosters.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = crate::support::sheets::workspace(&cycle, &tables);
    let papers = papers(&folder, &["--unit", "澄浦市", "--only", "F10,F11,F12"]);
    let summary = papers.text("澄浦市", "F10");
    for fact in [
        "全市应换届的村妇联组织1593个，已完成换届1593个，完成率100.0%",
        "主席1591名、副主席2009名（不计入委员）",
        "执行委员会委员11061名",
        "有2人在两个以上村任职",
        "按职数计算为",
        "其中主席1593个",
        "最小的22岁",
        "45岁及以下的共690人，占43.4%",
        "大专及以上文化程度306人，占19.2%",
        "全部进入村“两委”",
        "（一）谋划“早”，夯实换届基础",
        "在7个乡镇、96个村先行试点",
        "本文的数据是各村妇联的，不包括各县（市、区）、各乡镇妇联和澄浦市妇联",
    ] {
        assert!(summary.contains(fact), "{fact}: {summary}");
    }
    let bulletin = papers.text("澄浦市", "F11");
    assert!(COUNTIES.iter().all(|county| bulletin.contains(&format!("{county}。"))), "{bulletin}");
}
