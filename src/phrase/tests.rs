//! What is said, and that reading it back gives what was meant.

use proptest::prelude::*;

use crate::count::{Change, Comparison, Figure, Measure, Unit, Value};
use crate::model::{Decimal, Ratio};
use crate::phrase::{
    SaidChange, SaidShare, brief, change, change_words, full, parse_change, parse_share, share, text,
};
use crate::problem::Lang;

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

fn figure(value: Value, decimals: u8) -> Figure {
    let unit =
        if matches!(value, Value::Mean { .. } | Value::Extreme(_)) { Unit::Year } else { Unit::Person };
    Figure { value, unit, decimals, ..Figure::default() }
}

fn compared(now: Value, before: Value, (bodies, of_bodies): (u32, u32), decimals: u8) -> Figure {
    let comparison = Some(Comparison { now, before, bodies, of_bodies });
    Figure { comparison, ..figure(now, decimals) }
}

fn part(count: u32, base: u32) -> Value {
    Value::Share { count, base }
}

/// In Chinese and in English.
fn both(say: impl Fn(Lang) -> Option<String>) -> [String; 2] {
    LANGS.map(|lang| say(lang).unwrap_or_default())
}

#[test]
fn a_figure_is_said_with_its_unit_and_with_its_base_where_that_is_not_everybody() {
    let said = |figure: Figure| both(|lang| text(&figure, lang));
    assert_eq!(said(figure(Value::Count(39), 0)), ["39人", "39"]);
    assert_eq!(said(figure(part(39, 106), 1)), ["39人，占36.8%", "39 (36.8%)"]);
    let some = Figure { unknown: 1, known: 105, ..figure(part(39, 105), 1) };
    assert_eq!(said(some), ["39人，占有登记的105人的37.1%", "39 (37.1% of the 105 known)"]);
    assert_eq!(said(figure(Value::Mean { sum: 5411, count: 130 }, 1)), ["41.6岁", "41.6 years"]);
    let birth =
        || Figure { known: 2, unknown: 1, unit: Unit::Year, field: "年龄".into(), ..Figure::default() };
    let mean = Figure { value: Value::Mean { sum: 101, count: 2 }, decimals: 1, ..birth() };
    assert_eq!(said(mean), ["50.5岁（按3人中有年龄的2人计算）", "50.5 years (2 of 3 known)"]);
    let oldest = Figure { value: Value::Extreme(60), ..birth() };
    assert_eq!(said(oldest), ["60岁（按3人中有年龄的2人计算）", "60 years (2 of 3 known)"]);
    assert_eq!(said(figure(part(0, 0), 1)), ["", ""], "of nobody nothing is said");
    assert_eq!(said(figure(Value::Unknown, 0)), ["", ""]);
}

#[test]
fn a_change_is_said_with_a_sign_and_in_words() {
    let all = (106, 106);
    let said = |figure: &Figure| {
        let signed = figure.change().map(|by| change(by, Lang::Zh)).unwrap_or_default();
        (signed, both(|lang| change_words(figure, None, lang)))
    };
    let points = compared(part(48, 106), part(46, 104), all, 1);
    assert_eq!(
        said(&points),
        (
            "+1.1个百分点".to_owned(),
            ["比上届提高1.1个百分点", "up 1.1 points from the last term"].map(str::to_owned)
        )
    );
    let people = compared(Value::Count(10), Value::Count(12), all, 0);
    assert_eq!(
        said(&people),
        ("-2人".to_owned(), ["比上届减少2人", "down 2 from the last term"].map(str::to_owned))
    );
    let mean = |sum| Value::Mean { sum, count: 10 };
    let years = compared(mean(412), mean(416), all, 1);
    assert_eq!(
        said(&years),
        ("-0.4岁".to_owned(), ["比上届下降0.4岁", "down 0.4 years from the last term"].map(str::to_owned))
    );
    let level = compared(part(1, 2), part(5, 10), all, 1);
    assert_eq!(
        said(&level),
        ("0.0个百分点".to_owned(), ["与上届持平", "level with the last term"].map(str::to_owned))
    );
    assert_eq!(full(&points, None, Lang::Zh).unwrap(), "48人，占45.3%，比上届提高1.1个百分点");
    assert_eq!(brief(&points, Lang::Zh).unwrap(), "48人，占45.3%，提高1.1个百分点");
    assert_eq!(brief(&level, Lang::Zh).unwrap(), "1人，占50.0%，持平");
    assert_eq!(full(&years, None, Lang::Zh).unwrap(), "41.2岁，比上届下降0.4岁");
}

#[test]
fn a_comparison_over_some_of_the_bodies_names_them() {
    let some = compared(part(48, 106), part(46, 104), (95, 106), 1);
    assert_eq!(
        change_words(&some, None, Lang::Zh).unwrap(),
        "按两届都有名单的95个村（社区）比较，提高1.1个百分点"
    );
    assert_eq!(
        change_words(&some, Some("社区"), Lang::Zh).unwrap(),
        "按两届都有名单的95个社区比较，提高1.1个百分点"
    );
    assert_eq!(
        change_words(&some, None, Lang::En).unwrap(),
        "over the 95 villages and communities that both terms list, up 1.1 points"
    );
    let level = compared(part(1, 2), part(1, 2), (95, 106), 1);
    assert_eq!(change_words(&level, None, Lang::Zh).unwrap(), "按两届都有名单的95个村（社区）比较，持平");
}

#[test]
fn what_others_write_is_read_too() {
    let points = |units| Some(Some(Change { measure: Measure::Points, by: Decimal::new(units, 1) }));
    let read = |text: &str| parse_change(text).map(|said| said.change);
    assert_eq!(read("比上届上升1.1个百分点"), points(11));
    assert_eq!(read("－6.8个百分点"), points(-68));
    assert_eq!(read(" 降低6.8个百分点"), points(-68));
    assert_eq!(read("持平"), Some(None));
    for text in ["2人", "提高1.1%", "提高", "+1.1", "+-1人", "比上届提高x个百分点", ""] {
        assert_eq!(read(text), None, "{text}");
    }
    let said = |text: &str| parse_share(text).map(|said| (said.share.to_string(), said.count, said.base));
    assert_eq!(said("占３6.8%"), None);
    assert_eq!(said("占36.8％"), Some(("36.8".to_owned(), None, None)));
    assert_eq!(said("占有登记的105人的37.1%"), Some(("37.1".to_owned(), None, Some(105))));
    assert_eq!(said("39，占36.8%"), None);
    assert_eq!(said("三成"), None);
}

proptest! {
    #[test]
    fn a_change_that_is_said_is_read_back(
        now in 0_u32..5000, before in 0_u32..5000, base in 1_u32..5000, decimals in 0_u8..=3, bodies in 1_u32..200,
    ) {
        let mean = |sum: u32| Value::Mean { sum: sum.into(), count: base };
        let of_bodies = 100.max(bodies);
        let pairs = [
            (Value::Count(now), Value::Count(before), 0),
            (part(now % base, base), part(before % base, base), decimals),
            (mean(now), mean(before), 1),
        ];
        for (now, before, decimals) in pairs {
            let figure = compared(now, before, (bodies, of_bodies), decimals);
            let meant = figure.change().unwrap();
            for lang in LANGS {
                let signed = change(meant, lang);
                prop_assert_eq!(parse_change(&signed), Some(SaidChange { change: Some(meant), bodies: None }), "{}", signed);
                let words = change_words(&figure, None, lang).unwrap();
                let moved = (meant.by.units() != 0).then_some(meant);
                let bodies = (bodies < of_bodies).then_some(bodies);
                prop_assert_eq!(parse_change(&words), Some(SaidChange { change: moved, bodies }), "{}", words);
            }
        }
    }

    #[test]
    fn a_share_that_is_said_is_read_back(count in 0_u32..5000, more in 0_u32..5000, unknown in 0_u32..3, decimals in 0_u8..=3) {
        let base = (count + more).max(1);
        let value = part(count, base);
        let meant = Ratio::of(count, base).unwrap().percent().rounded(decimals);
        let alone = SaidShare { share: meant, count: None, base: None };
        prop_assert_eq!(parse_share(&share(value, decimals).unwrap()), Some(alone));
        for lang in LANGS {
            let said = text(&Figure { unknown, known: base, ..figure(value, decimals) }, lang).unwrap();
            let base = (unknown > 0).then_some(base);
            prop_assert_eq!(parse_share(&said), Some(SaidShare { count: Some(count), base, ..alone }), "{}", said);
        }
    }
}
