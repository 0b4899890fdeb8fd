//! What may be written in two shapes, read by the one that is there: so that a mistake inside is reported at its own line.

use std::fmt::{self, Formatter};

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::fill::pack::parts::{Changes, Item, Part, PartList, Values};

struct ListShapes;

impl<'de> Visitor<'de> for ListShapes {
    type Value = PartList;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a list of parts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<PartList, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(PartList::Whole(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PartList, A::Error> {
        Changes::deserialize(MapAccessDeserializer::new(map)).map(PartList::Changes)
    }
}

impl<'de> Deserialize<'de> for PartList {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ListShapes)
    }
}

struct ItemShapes;

impl<'de> Visitor<'de> for ItemShapes {
    type Value = Item;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a part")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Item, E> {
        Ok(Item::Name(name.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Item, A::Error> {
        Part::deserialize(MapAccessDeserializer::new(map)).map(|part| Item::Part(Box::new(part)))
    }
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ItemShapes)
    }
}

struct ValueShapes;

impl<'de> Visitor<'de> for ValueShapes {
    type Value = Values;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a name or names")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Values, E> {
        Ok(Values::One(name.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Values, A::Error> {
        let mut names = Vec::new();
        while let Some(name) = list.next_element()? {
            names.push(name);
        }
        Ok(Values::Several(names))
    }
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ValueShapes)
    }
}
