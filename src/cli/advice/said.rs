//! Which wording a hint uses.

/// Where the refused input came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Said {
    /// On the command line, in flags.
    Typed,
    /// In a file, in columns.
    Filed,
}

impl Said {
    /// Picks the wording for the command line or for a file.
    pub(super) fn either<T>(self, typed: T, filed: T) -> T {
        match self {
            Said::Typed => typed,
            Said::Filed => filed,
        }
    }
}
