//! Elements of small parts, and attributes of any.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::read::limits;

/// Calls `take` with the local name of every element that opens, until the end or the first fault.
pub(super) fn each_element(data: &[u8], mut take: impl FnMut(&str, &BytesStart<'_>)) {
    let text = String::from_utf8_lossy(data);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => take(start.local_name().as_ref(), &start),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).take(limits::ATTRIBUTES);
    let found = attributes.flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0);
    Some(value.map_or_else(|_| found.value.to_string(), std::borrow::Cow::into_owned))
}
