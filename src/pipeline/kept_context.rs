//! What templates see of the body whose papers were looked at last: page after page, it is worked out once.

use std::sync::{Mutex, PoisonError};

use crate::fill::BodyContext;

/// The context of one body, by its place among the bodies.
#[derive(Debug, Default)]
pub(in crate::pipeline) struct KeptContext(Mutex<Option<(usize, BodyContext)>>);

impl KeptContext {
    /// The context of a body; another body's makes room for it.
    pub(in crate::pipeline) fn of(&self, body: usize, make: impl FnOnce() -> BodyContext) -> BodyContext {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.take().filter(|(known, _)| *known == body).map(|(_, context)| context);
        let context = known.unwrap_or_else(make);
        *kept = Some((body, context.clone()));
        context
    }
}
