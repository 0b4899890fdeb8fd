//! Finished pages → PDF bytes. Nothing in them depends on the clock or the machine.

use std::fmt;
use std::str::FromStr;

use typst::diag::{EcoVec, SourceDiagnostic, SourceResult};
use typst::foundations::{Datetime, Smart};
use typst::syntax::Span;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandards, Timestamp};

use crate::fill::Label;

/// Minutes by which Chinese clocks are ahead of UTC.
const CHINA: i32 = 8 * 60;

/// A standard that a PDF keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum PdfStandard {
    /// PDF/A-1b.
    A1b,
    /// PDF/A-2b, the usual one for archives.
    A2b,
    /// PDF/A-2u: as A-2b, and all text can be searched.
    A2u,
    /// PDF/A-3b.
    A3b,
    /// PDF/A-4.
    A4,
    /// PDF/UA-1, for readers who listen.
    Ua1,
}

impl PdfStandard {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::A1b, Self::A2b, Self::A2u, Self::A3b, Self::A4, Self::Ua1];

    /// The name on the command line, `a-2b`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::A1b => "a-1b",
            Self::A2b => "a-2b",
            Self::A2u => "a-2u",
            Self::A3b => "a-3b",
            Self::A4 => "a-4",
            Self::Ua1 => "ua-1",
        }
    }

    fn typst(self) -> typst_pdf::PdfStandard {
        match self {
            Self::A1b => typst_pdf::PdfStandard::A_1b,
            Self::A2b => typst_pdf::PdfStandard::A_2b,
            Self::A2u => typst_pdf::PdfStandard::A_2u,
            Self::A3b => typst_pdf::PdfStandard::A_3b,
            Self::A4 => typst_pdf::PdfStandard::A_4,
            Self::Ua1 => typst_pdf::PdfStandard::Ua_1,
        }
    }
}

/// There is no standard of this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoSuchStandard(pub String);

impl fmt::Display for NoSuchStandard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = PdfStandard::ALL.map(PdfStandard::name).join(" ");
        write!(f, "“{}”不是可用的 PDF 标准，可用的有 {names} (no such standard, there are {names})", self.0)
    }
}

impl std::error::Error for NoSuchStandard {}

impl FromStr for PdfStandard {
    type Err = NoSuchStandard;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|standard| standard.name() == text)
            .ok_or_else(|| NoSuchStandard(text.to_owned()))
    }
}

/// The pages as one PDF. The title is the template's own, else the label's.
pub(super) fn pdf(
    document: &mut PagedDocument,
    label: &Label,
    date: Option<Datetime>,
    standard: Option<PdfStandard>,
) -> SourceResult<Vec<u8>> {
    if document.info_mut().title.is_none() {
        document.info_mut().title = Some(label.title.as_str().into());
    }
    let standards: Vec<_> = standard.into_iter().map(PdfStandard::typst).collect();
    let options = PdfOptions {
        ident: Smart::Custom(format!("{}/{}/{}/{}", label.body, label.code, label.id, label.title)),
        creator: Smart::Custom(Some(concat!("huanjie ", env!("CARGO_PKG_VERSION")).to_owned())),
        // An undated paper carries no date, but the standards for archives want one: the same one always.
        timestamp: date
            .or_else(|| Datetime::from_ymd(2000, 1, 1).filter(|_| standard.is_some()))
            .and_then(midnight),
        standards: PdfStandards::new(&standards).map_err(|error| refused(error.message()))?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options)
}

fn midnight(date: Datetime) -> Option<Timestamp> {
    let day = Datetime::from_ymd_hms(date.year()?, date.month()?, date.day()?, 0, 0, 0)?;
    Timestamp::new_local(day, CHINA)
}

fn refused(message: &str) -> EcoVec<SourceDiagnostic> {
    EcoVec::from([SourceDiagnostic::error(Span::detached(), message)])
}
