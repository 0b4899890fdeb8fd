//! What a window is opened with.

use crate::pipeline::Settings;
use crate::problem::Lang;
use crate::web::memory::Memory;

/// What a window is opened with.
#[derive(Debug, Clone)]
pub struct WindowOptions {
    /// The port; 0 for any that is free.
    pub port: u16,
    /// The language that a page is in first.
    pub lang: Lang,
    /// What projects are opened with.
    pub settings: Settings,
    /// Where the towns worked on before are remembered.
    pub memory: Memory,
    /// Whether another start of the program is to find this one.
    pub is_found: bool,
}
