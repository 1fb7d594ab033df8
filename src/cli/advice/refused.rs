//! Hints on refusals by the store itself.

use std::borrow::Cow;

use crate::journal::Alike;
use crate::store::{Refusal, Says};

/// What to do.
pub(super) fn to_do(refusal: &Refusal) -> Option<Cow<'static, str>> {
    Some(Cow::Borrowed(match refusal {
        Refusal::ErasedContent { .. } => "leave it out if it is recorded already; if not, choose another reference",
        Refusal::GoesOnOtherwise { .. } => {
            "record what is new by hand on the asset that it is about, or import the file with --anyway"
        }
        Refusal::ImportedAlready(_) => "add it first, then record by an edit how it was imported",
        Refusal::NoEntry(_) => "`impound report register` lists the entries",
        Refusal::RecorderUnknown => "say who: --recorded-by NAME",
        Refusal::ClockBeforeYears(_) => "correct the clock",
        Refusal::ClockFarAhead { .. } => {
            "correct the clock: no later entry can be recorded at an earlier time; if the clock is right, add \
             --clock-is-right"
        }
        Refusal::NotRestricted(_) => "`impound restrict` hides them",
        Refusal::RepeatsData => "an entry is permanent: give the reason without naming them",
        Refusal::LedgerThere(_) => "use the existing ledger, or give another path with --ledger",
        Refusal::LeftOver(_) => "put it back beside its ledger, or move it away, or give another path with --ledger",
        Refusal::OtherFormat { .. } => {
            "export its register with the version of impound that wrote it (`impound report register --format csv \
             --personal --output register.csv`), then create a new ledger with this one and import that file"
        }
        Refusal::FileThere(_) => "give another path, or move that file away",
        Refusal::Taken(_) => "give a file that does not exist yet, or a schema with nothing in it",
        Refusal::BeingWritten { .. } => {
            "it is a ledger, not a backup: make one with `impound backup`, and restore that"
        }
        Refusal::IsTheLedger(_) | Refusal::NameOfTheLedger(_) | Refusal::NameOfALedger { .. } => {
            "give the path of another file"
        }
        Refusal::NothingRequested | Refusal::ReadOtherwise | Refusal::NoEntryAmong { .. } => return None,
        valued => return with_values(valued).map(Cow::Owned),
    }))
}

/// What to do, when the hint quotes values of the refusal.
fn with_values(refusal: &Refusal) -> Option<String> {
    Some(match refusal {
        Refusal::Alike(Alike { asset, .. }) => format!(
            "for a further action on that asset give --asset {asset}; if this is another asset, repeat the command with --anyway"
        ),
        Refusal::OtherContent { entry, says, .. } => format!("choose another --ref{}", or_correct(*entry, says)),
        Refusal::CaseSaysSo(case) => format!("`impound case show {case}` shows its particulars"),
        Refusal::SourceSaysSo(source) => format!("`impound source show {source}` shows its particulars"),
        Refusal::NoPersonalData(entry) => format!("`impound show {entry}` shows what it holds"),
        Refusal::Withheld { entry, .. } => format!("`impound show {entry}` says why"),
        Refusal::NeverReplaced(path) => {
            let path = path.display();
            format!(
                "move it away first, together with {path}.lock, and with {path}-journal if there is one: an \
                 interrupted command cannot be rolled back without it"
            )
        }
        _ => return None,
    })
}

/// How to change what is already recorded under a reference.
fn or_correct(entry: u64, says: &Says) -> String {
    match says {
        Says::Action => format!(", or correct the entry: `impound correct {entry} --reason …`"),
        Says::Case(case) => format!(", or edit the case: `impound case edit {case} …`"),
        Says::Source(source) => format!(", or edit the source: `impound source edit {source} …`"),
        Says::Other => String::new(),
    }
}
