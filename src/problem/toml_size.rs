//! How large a file of settings may be: looked at before anything is made of it, for it may come from anybody.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::Say;
use crate::say;

/// What a file of settings may hold.
#[derive(Debug, Clone, Copy)]
pub struct TomlSize {
    /// Bytes of the whole file.
    pub bytes: usize,
    /// Bytes of one text.
    pub text: usize,
    /// Entries of a list.
    pub list: usize,
    /// Entries of a section.
    pub section: usize,
    /// The largest number.
    pub number: i64,
    /// Keys whose lists may be as long as a section, and whose numbers may be any.
    pub free: &'static [&'static str],
}

impl TomlSize {
    /// The first thing that is too large: its byte, and what it is. A file that is no TOML is somebody else's to report.
    #[must_use]
    pub fn exceeded(&self, text: &str) -> Option<(usize, Say)> {
        if text.len() > self.bytes {
            let most = self.bytes >> 10;
            let message = say!("文件超过 {most} KB，没有读", "larger than {most} KB, not read");
            return Some((0, message));
        }
        let file = DeTable::parse(text).ok()?;
        self.in_table(file.get_ref(), file.span().start)
    }

    fn in_table(&self, table: &DeTable<'_>, start: usize) -> Option<(usize, Say)> {
        let most = self.section;
        if table.len() > most {
            return Some((start, say!("这一节超过 {most} 项", "this section has more than {most} entries")));
        }
        table.iter().find_map(|(key, value)| {
            let (long, at) = (key.get_ref().len() > self.text, key.span().start);
            if long { Some((at, self.too_long())) } else { self.in_value(key.get_ref(), value) }
        })
    }

    fn in_value(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<(usize, Say)> {
        let start = value.span().start;
        let is_free = self.free.contains(&key);
        match value.get_ref() {
            DeValue::Integer(number) if !is_free => {
                let most = self.number;
                let read = i64::from_str_radix(number.as_str(), number.radix());
                (!read.is_ok_and(|read| read <= most)).then(|| {
                    let message = say!(
                        "{key} = {number} 太大：这里的数不超过 {most}",
                        "{key} = {number} is too large: no number here is above {most}"
                    );
                    (start, message)
                })
            }
            DeValue::String(text) if text.len() > self.text => Some((start, self.too_long())),
            DeValue::Array(list) => {
                let most = if is_free { self.section } else { self.list };
                if list.len() > most {
                    return Some((start, say!("{key} 超过 {most} 项", "{key} has more than {most} entries")));
                }
                list.iter().find_map(|value| self.in_value(key, value))
            }
            DeValue::Table(table) => self.in_table(table, start),
            DeValue::Integer(_)
            | DeValue::String(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => None,
        }
    }

    fn too_long(&self) -> Say {
        let most = self.text;
        say!("这段文字超过 {most} 字节", "this text has more than {most} bytes")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_found_at_its_place() {
        let size = TomlSize { bytes: 200, text: 8, list: 3, section: 4, number: 2000, free: &["row"] };
        for (text, at) in [
            ("a = 2001", Some(4)),
            ("a = 0x7d1", Some(4)),
            ("a = 99999999999999999999", Some(4)),
            ("a = 2_000\nrow = 99999", None),
            ("b = [1, 2, 3, 4]", Some(4)),
            ("row = [1, 2, 3, 4]", None),
            ("[s]\nc = \"123456789\"", Some(8)),
            ("[[d]]\n[[d]]\n[[d]]\n[[d]]\n", Some(0)),
            ("a = 1\nb = 1\nc = 1\nd = 1\ne = 1", Some(0)),
            ("a = [", None),
        ] {
            assert_eq!(size.exceeded(text).map(|(at, _)| at), at, "{text}");
        }
        assert!(size.exceeded(&" ".repeat(201)).is_some());
    }
}
