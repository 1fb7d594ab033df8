//! Which particulars are asked for, in which order and in which words. What is not listed here follows from the table of
//! particulars, so that a new one can be given without a change.

use crate::domain::Action;
use crate::journal::Particular;
use crate::journal::particular::With;

/// The particulars that every action of a kind is asked for, in order.
pub(super) fn always(action: Action, is_new: bool) -> Vec<Particular> {
    use Particular::{Amount, Date, How, Jurisdictions, Kind, Sources, To};
    match (is_new, action) {
        (true, _) => vec![Jurisdictions, Kind, Amount, Date, Sources],
        (false, Action::Dispose) => vec![How, Amount, Date, Sources],
        (false, Action::Transfer) => vec![To, Date, Sources],
        (false, Action::Recover) => vec![Date, Sources],
        (false, _) => vec![Amount, Date, Sources],
    }
}

/// The particulars that can be given besides.
pub(super) fn more(action: Action, begins: bool, asked: &[Particular]) -> Vec<Particular> {
    // The first say which asset; the others follow from what is said of the amount.
    const OTHERWISE: [Particular; 5] =
        [Particular::Case, Particular::Asset, Particular::PartOf, Particular::Currency, Particular::AsWritten];
    let goes_with = |particular: &Particular| match particular.with() {
        With::Any => true,
        With::Beginning => begins || (action == Action::Transfer && *particular == Particular::Basis),
        With::Later => !begins,
        With::Only(only) => only == action,
    };
    let all = Particular::ALL.iter().copied().filter(|particular| particular.flag().is_some());
    all.filter(goes_with).filter(|particular| !asked.contains(particular) && !OTHERWISE.contains(particular)).collect()
}

/// Whether an action cannot be recorded without it.
pub(super) fn is_needed(particular: Particular) -> bool {
    use Particular::{Asset, Case, Date, How, Jurisdictions, Kind, Sources};
    matches!(particular, Case | Asset | Jurisdictions | Kind | Date | Sources | How)
}

/// What is asked.
pub(super) fn label(particular: Particular) -> String {
    match particular {
        Particular::Action => "What was done".to_owned(),
        Particular::Jurisdictions => "Where".to_owned(),
        Particular::Date => "When".to_owned(),
        Particular::Sources => "Source".to_owned(),
        Particular::Identifiers => "Identifier".to_owned(),
        Particular::Subjects => "Subject".to_owned(),
        Particular::Whole => "The whole of it".to_owned(),
        other => {
            let words = other.as_str().replace('_', " ");
            let mut letters = words.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}

/// What an answer looks like.
pub(super) fn help(particular: Particular) -> &'static str {
    match particular {
        Particular::Action => "freeze, seize, confiscate, release, return, dispose, revalue, transfer or recover",
        Particular::Case => "the case of a new asset, or an asset of the ledger: coco:1",
        Particular::Asset => "coco:1, or coco:1.2 for an item",
        Particular::Jurisdictions => "HU, or HU,LT,DE for several together, or unstated",
        Particular::Kind => "",
        Particular::Amount => "as the source writes it; Enter if it gives none",
        Particular::Date => "2024-06-25, 2024-06, ../2024-06-28 (on or before), 25 June 2024, today",
        Particular::Sources => "its reference, and where in it: EPPO-2024-06#page 3; several with ;",
        Particular::Identifiers => {
            "iban:, bic:, domain:, btc:, eth:, vin:, lei:, plate:, serial: or other: before it; several with ;"
        }
        Particular::Subjects => "a name, or owner:, victim: or another role before it; several with ;",
        Particular::How => "sold, destroyed, assigned, transferred or lost",
        Particular::Whole => "true: all of the asset is meant, at this amount",
        other => other.meaning(),
    }
}
