//! The strings of an old xls file: how long each is, because its reader copies one into every cell that names it.

/// Walks over the shared strings (SST, MS-XLS 2.4.265) and the records that continue them.
struct Walk<'a> {
    parts: Vec<&'a [u8]>,
    part: usize,
    at: usize,
}

impl Walk<'_> {
    /// Bytes left in the part at hand.
    fn rest(&self) -> usize {
        self.parts.get(self.part).map_or(0, |part| part.len().saturating_sub(self.at))
    }

    fn next_part(&mut self) -> bool {
        self.part += 1;
        self.at = 0;
        self.part < self.parts.len()
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = self.parts.get(self.part)?.get(self.at).copied()?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self) -> Option<usize> {
        Some(usize::from(self.byte()?) | usize::from(self.byte()?) << 8)
    }

    /// Passes over so many bytes, from part to part.
    fn skip(&mut self, mut bytes: usize) {
        while bytes > 0 {
            let step = bytes.min(self.rest());
            self.at += step;
            bytes -= step;
            if bytes > 0 && !self.next_part() {
                return;
            }
        }
    }

    /// Characters of one string; where a part ends inside it, the next begins with a byte that tells their width.
    fn string(&mut self) -> Option<usize> {
        let length = self.number()?;
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { self.number()? };
        let extra = if flags & 4 == 0 { 0 } else { self.number()? | self.number()? << 16 };
        let (mut left, mut width) = (length, if flags & 1 == 0 { 1 } else { 2 });
        loop {
            let taken = left.min(self.rest() / width);
            self.at += taken * width;
            left -= taken;
            if left == 0 {
                break;
            }
            if !self.next_part() {
                return None;
            }
            width = if self.byte()? & 1 == 0 { 1 } else { 2 };
        }
        self.skip(runs * 4 + extra);
        Some(length)
    }
}

/// Characters of each string; where the parts do not hold together, of those before.
pub(super) fn lengths(parts: Vec<&[u8]>) -> Vec<u32> {
    let mut walk = Walk { parts, part: 0, at: 0 };
    walk.skip(8);
    let mut lengths = Vec::new();
    while walk.rest() > 0 || walk.next_part() {
        let Some(length) = walk.string() else { break };
        lengths.push(u32::try_from(length).unwrap_or(u32::MAX));
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_measured_over_the_ends_of_records() {
        let mut first = vec![0; 8];
        first.extend([3, 0, 0, b'a', b'b', b'c']);
        first.extend([2, 0, 1, 0x11, 0x4E]);
        // The second character of the second string is in the next record, one byte wide.
        let second = [0, b'x', 1, 0, 8, 1, 0, b'y', 0, 0, 0, 0];
        assert_eq!(lengths(vec![&first, &second]), [3, 2, 1]);
        assert_eq!(lengths(vec![&[0; 9]]), Vec::<u32>::new());
    }
}
