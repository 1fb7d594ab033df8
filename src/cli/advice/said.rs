//! In which words advice is given.

/// Where what is refused was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Said {
    /// On the command line, in flags.
    Typed,
    /// In a file, in columns.
    Filed,
}

impl Said {
    /// What is said of one that was typed, or of one in a file.
    pub(super) fn either<T>(self, typed: T, filed: T) -> T {
        match self {
            Said::Typed => typed,
            Said::Filed => filed,
        }
    }
}
