//! Dates and months in the forms of SPREADSHEETS 4. What could mean two months is not a date.

use crate::read::grid::Cell;
use crate::read::value::date_number::from_number;
use crate::read::value::date_text::from_text;
use crate::read::value::dated::{Dated, Doubt, Frame, NoDate};

/// The date or month of a cell.
pub(in crate::read) fn date(cell: &Cell, frame: Frame) -> Result<Dated, NoDate> {
    match cell {
        Cell::Date(date) => Ok((*date).into()),
        Cell::Number(number) => from_number(*number, frame),
        Cell::Fixed(number) => {
            let shown = format!("{number:.2}");
            let mut dated = from_text(&shown, frame)?;
            // The zero of 1985.10 is not in the file, only in the form it is shown in.
            dated.doubt = dated.doubt.or(shown.ends_with('0').then_some(Doubt::FromFormat));
            Ok(dated)
        }
        Cell::Text(text) => from_text(text, frame),
        Cell::Empty | Cell::Bool(_) | Cell::Error(_) => Err(NoDate::Wrong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRAME: Frame = Frame { latest_year: 2021, epoch_1904: false };

    fn of(text: &str) -> Option<String> {
        date(&Cell::Text(text.into()), FRAME).ok().map(|dated| dated.date.to_string())
    }

    #[test]
    fn months_and_days_in_all_their_forms() {
        for text in [
            "1985.07",
            "1985.7",
            "1985-07",
            "1985/7",
            "1985年7月",
            "1985年7月份",
            "198507",
            "85.7",
            "’85.07",
            "Jul-85",
            "July 1985",
            "1985,07",
            "1985.07（35岁）",
            "一九八五年七月",
            "１９８５．０７",
            "1985。07",
            " 1985 . 07 ",
            "1985.07生",
        ] {
            assert_eq!(of(text).as_deref(), Some("1985-07"), "{text}");
        }
        for text in [
            "1985-07-09",
            "19850709",
            "1985年7月9日",
            "1985.7.9",
            "1985-07-09 00:00:00",
            "1985-07-09T00:00:00",
            "一九八五年七月九日",
            "9-Jul-1985",
        ] {
            assert_eq!(of(text).as_deref(), Some("1985-07-09"), "{text}");
        }
        assert_eq!(of("1985.1").as_deref(), Some("1985-01"));
        assert_eq!(of("02.06").as_deref(), Some("2002-06"));
        assert_eq!(of("一九八五年十二月").as_deref(), Some("1985-12"));
        assert_eq!(of("1985年").as_deref(), Some("1985"));
        for wrong in [
            "1985.13",
            "1985月",
            "不详",
            "1985.02.30",
            "198513",
            "07.1985",
            "1985.7-8",
            "",
            "35岁",
            "农历六月",
            "七",
            "85",
            "may",
        ] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_day_without_a_year_is_no_date() {
        for text in ["3月10日", "03月10号", "三月十日", "3月10"] {
            let found = date(&Cell::Text(text.into()), FRAME);
            assert_eq!(found, Err(NoDate::NoYear { month: 3, day: 10 }), "{text}");
        }
        assert_eq!(date(&Cell::Text("12月40日".into()), FRAME), Err(NoDate::Wrong));
    }

    #[test]
    fn an_age_in_brackets_is_kept() {
        let dated = date(&Cell::Text("1973.06\n（47岁）".into()), FRAME).unwrap();
        assert_eq!((dated.date.to_string().as_str(), dated.age), ("1973-06", Some(47)));
    }

    #[test]
    fn numbers_mean_one_month_or_none() {
        let number = |n: f64| date(&Cell::Number(n), FRAME);
        assert_eq!(number(1985.1), Err(NoDate::Ambiguous));
        assert_eq!(number(1985.07).unwrap().date.to_string(), "1985-07");
        assert_eq!(number(1985.7).unwrap().date.to_string(), "1985-07");
        assert_eq!(number(1985.12).unwrap().date.to_string(), "1985-12");
        assert_eq!(number(198_507.0).unwrap().date.to_string(), "1985-07");
        assert_eq!(number(31_229.0).unwrap().date.to_string(), "1985-07-01");
        let epoch = Frame { epoch_1904: true, ..FRAME };
        assert_eq!(date(&Cell::Number(29_767.0), epoch).unwrap().date.to_string(), "1985-07-01");
        let fixed = date(&Cell::Fixed(1985.1), FRAME).unwrap();
        assert_eq!((fixed.date.to_string().as_str(), fixed.doubt), ("1985-10", Some(Doubt::FromFormat)));
        for wrong in [f64::NAN, f64::INFINITY, -1.0, 0.0, 3.5, 1985.13, 1985.071, 1e300] {
            assert_eq!(number(wrong), Err(NoDate::Wrong), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_not(text in ".*") {
            let _ = of(&text);
        }

        #[test]
        fn anything_like_a_date_is_a_date_or_not(text in "[0-9〇一二十年月日.\\-/ Jjuly（()岁]{0,14}") {
            let _ = of(&text);
        }

        #[test]
        fn any_number_is_a_date_or_not(number in proptest::num::f64::ANY) {
            let _ = (date(&Cell::Number(number), FRAME), date(&Cell::Fixed(number), FRAME));
        }

        #[test]
        fn what_is_printed_is_read_again(year in 1900_i16..2100, month in 1_i8..=12, day in 1_i8..=28) {
            let month_of = format!("{year}.{month:02}");
            prop_assert_eq!(of(&month_of), Some(format!("{year}-{month:02}")));
            let iso = format!("{year}-{month:02}-{day:02}");
            prop_assert_eq!(of(&iso), Some(iso.clone()));
            let number = f64::from(i32::from(year) * 100 + i32::from(month));
            prop_assert_eq!(date(&Cell::Number(number), FRAME).map(|dated| dated.date.to_string()), Ok(format!("{year}-{month:02}")));
        }
    }
}
