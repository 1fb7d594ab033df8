//! What `doctor` finds: one line for each thing it checks.

use std::fmt;

use serde::Serialize;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    /// As it should be.
    Ok,
    /// Worth knowing, or impossible to tell from here.
    Note,
    /// A promise of the ledger does not hold, or may not.
    Warning,
}

/// One thing that was checked.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Finding {
    /// How much it matters.
    pub(super) level: Level,
    /// What was checked.
    pub(super) about: &'static str,
    /// What was found.
    pub(super) said: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) to_do: Option<String>,
}

impl Finding {
    /// Something that is as it should be.
    pub(super) fn ok(about: &'static str, said: impl Into<String>) -> Finding {
        Finding { level: Level::Ok, about, said: said.into(), to_do: None }
    }

    /// Something worth knowing, and what to do about it.
    pub(super) fn note(about: &'static str, said: impl Into<String>, to_do: &str) -> Finding {
        Finding { level: Level::Note, about, said: said.into(), to_do: Some(to_do.to_owned()) }
    }

    /// Something that is not as it should be, and what to do about it.
    pub(super) fn warning(about: &'static str, said: impl Into<String>, to_do: impl Into<String>) -> Finding {
        Finding { level: Level::Warning, about, said: said.into(), to_do: Some(to_do.into()) }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Level::Ok => "ok",
            Level::Note => "note",
            Level::Warning => "warning",
        })
    }
}
