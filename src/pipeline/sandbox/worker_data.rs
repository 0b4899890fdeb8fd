//! What the program has read, on its way to a worker: one build has one reading, whatever is saved over the spreadsheets
//! in the meantime.

use std::io::{self, Read, Write};
use std::sync::Arc;

use crate::model::Records;
use crate::pipeline::open::Workspace;
use crate::read::Reading;

/// The texts of `cycle.toml` and `answers.toml`, and the rows, as the program has read them.
pub(super) type DataRead = (String, String, Records);

/// The texts of `cycle.toml` and `answers.toml` and all rows, as bytes; nothing where the worker is to read them itself.
#[derive(Debug, Clone, Default)]
pub(in crate::pipeline) struct WorkerData(Option<Arc<[u8]>>);

impl WorkerData {
    /// What was read of a workspace. Where it cannot be written as bytes, the worker reads.
    pub(in crate::pipeline) fn of(workspace: &Workspace, reading: &Reading) -> Self {
        Self(
            borsh::to_vec(&(&workspace.text, workspace.cycle.answers.text(), &reading.records))
                .ok()
                .map(Arc::from),
        )
    }

    /// Hands it over: its length in bytes, 0 for nothing, and the bytes.
    pub(super) fn send(&self, to: &mut impl Write) -> io::Result<()> {
        let bytes = self.0.as_deref().unwrap_or_default();
        to.write_all(&(bytes.len() as u64).to_le_bytes())?;
        to.write_all(bytes)?;
        to.flush()
    }

    /// The other end of [`WorkerData::send`].
    pub(super) fn receive(from: &mut impl Read) -> io::Result<Option<DataRead>> {
        let mut length = [0; 8];
        from.read_exact(&mut length)?;
        match u64::from_le_bytes(length) {
            0 => Ok(None),
            length => borsh::from_reader(&mut from.take(length)).map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::model::PartialDate;
    use crate::pipeline::open;
    use crate::pipeline::sandbox::worker_data::WorkerData;
    use crate::read;

    /// Of the example town and of every messy sample: what is unreadable, columns of one's own, the column of every cell.
    #[test]
    fn a_worker_gets_every_row_as_it_was_read() {
        let project = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut read_rows = 0;
        for folder in ["data/qingkeng", "tests/samples/messy", "tests/samples/found"] {
            let root = project.join(folder);
            let workspace = open::open(&root, PartialDate::month_of(2026, 11)).unwrap();
            let reading = read::read(&root, &workspace.cycle).unwrap();
            let mut bytes = Vec::new();
            WorkerData::of(&workspace, &reading).send(&mut bytes).unwrap();
            let (text, _, records) = WorkerData::receive(&mut bytes.as_slice()).unwrap().unwrap();
            assert_eq!(text, workspace.text);
            assert_eq!(format!("{records:#?}"), format!("{:#?}", reading.records), "{folder}");
            read_rows += records.len();
        }
        assert!(read_rows > 500, "{read_rows}");
    }
}
