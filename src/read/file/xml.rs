//! What the XML of a workbook's parts is made of: attributes, addresses of cells.

use quick_xml::events::BytesStart;

use crate::read::limits;

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).take(limits::ATTRIBUTES);
    let found = attributes.flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0);
    Some(value.map_or_else(|_| found.value.to_string(), std::borrow::Cow::into_owned))
}

/// `B2` → (1, 1).
pub(super) fn address(text: &str) -> Option<(u32, u32)> {
    let letters: String = text.chars().take_while(char::is_ascii_alphabetic).take(4).collect();
    let number = text.strip_prefix(&letters)?.parse::<u32>().ok()?.checked_sub(1)?;
    let column = letters
        .bytes()
        .fold(0_u32, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    Some((number, column.checked_sub(1)?))
}
