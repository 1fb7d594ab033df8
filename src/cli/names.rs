//! What can be given for a flag, as far as it is known: what the ledger holds by name, and the closed vocabularies.

use crate::domain::{AssetRef, CaseRef, Jurisdiction, Unit};
use crate::journal::{Dimension, kept};
use crate::query::Source;
use crate::store::{Error, Ledger};

/// The most names that are offered.
const MOST: usize = 100;

/// The currencies and crypto-assets that are offered even if the ledger has none of them.
const USUAL: [&str; 20] = [
    "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "HKD", "AED", "CZK", "DKK", "HUF", "NOK", "PLN", "RON", "SEK", "TRY",
    "UAH", "BTC", "ETH", "USDT",
];

/// What something is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// A case.
    Cases,
    /// A source.
    Sources,
    /// An asset.
    Assets,
    /// A jurisdiction, or several in a list.
    Places,
    /// A currency or crypto-asset.
    Currencies,
}

/// A name that can be given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    /// The name.
    pub(super) name: String,
    /// What it is the name of, in a few words.
    pub(super) about: Option<String>,
}

impl Name {
    fn plain(name: impl Into<String>) -> Name {
        Name { name: name.into(), about: None }
    }

    fn of(name: impl Into<String>, about: impl Into<String>) -> Name {
        Name { name: name.into(), about: Some(about.into()) }
    }
}

/// The names that begin with what is typed; without a ledger, those of closed vocabularies.
///
/// # Errors
/// The ledger cannot be read.
pub(super) fn beginning(names: Names, typed: &str, ledger: Option<&Ledger>) -> Result<Vec<Name>, Error> {
    Ok(match (names, ledger) {
        (Names::Places, _) => places(typed),
        (Names::Currencies, _) => currencies(typed, ledger)?,
        (_, None) => Vec::new(),
        (Names::Cases, Some(ledger)) => cases(typed, ledger)?,
        (Names::Sources, Some(ledger)) => begun(
            typed,
            ledger.sources(None)?.into_iter().map(|kept| Name::of(kept.file.source.as_str(), kept.file.title)),
        ),
        (Names::Assets, Some(ledger)) => assets(typed, ledger)?,
    })
}

/// Those of some words that begin with what is typed.
pub(super) fn of_words(typed: &str, words: &[&str]) -> Vec<Name> {
    begun(typed, words.iter().map(|word| Name::plain(*word)))
}

/// Those that begin with what is typed, in any case.
fn begun(typed: &str, names: impl Iterator<Item = Name>) -> Vec<Name> {
    let typed = typed.to_lowercase();
    names.filter(|name| name.name.to_lowercase().starts_with(&typed)).take(MOST).collect()
}

fn cases(typed: &str, ledger: &Ledger) -> Result<Vec<Name>, Error> {
    let cases = ledger.cases(None)?.into_iter();
    Ok(begun(typed, cases.map(|kept| Name::of(kept.file.case.as_str(), kept.file.title))))
}

/// Assets by their numbers, so that a case with a million of them takes no longer. Items are offered once their asset is typed.
fn assets(typed: &str, ledger: &Ledger) -> Result<Vec<Name>, Error> {
    if let Some(root) = typed.split_once('.').and_then(|(root, _)| AssetRef::parse(root).ok()) {
        let state = ledger.snapshot()?;
        let family = state.family(&root, state.head()?.size())?;
        let items = family.iter().flat_map(|family| family.standing().assets()).map(|asset| asset.asset.to_string());
        return Ok(begun(typed, items.map(Name::plain)));
    }
    let case = typed.rsplit_once(':').and_then(|(case, _)| CaseRef::parse(case).ok());
    let cases = match case {
        Some(case) => vec![case.to_string()],
        None => cases(typed, ledger)?.into_iter().map(|case| case.name).collect(),
    };
    let [case] = cases.as_slice() else {
        return Ok(cases.into_iter().map(|case| Name::plain(format!("{case}:"))).collect());
    };
    let last = CaseRef::parse(case).map_or(Ok(0), |case| ledger.last_asset(&case))?;
    Ok(begun(typed, (1..=last).map(|number| Name::plain(format!("{case}:{number}")))))
}

/// The jurisdictions whose English name or code begins with the last of a list.
fn places(typed: &str) -> Vec<Name> {
    let at = typed.rfind([',', ';', '+']).map_or(0, |at| at + 1);
    let (before, last) = typed.split_at(at);
    let last = last.trim_start();
    let named = begun(last, Jurisdiction::all().filter(|_| last.len() > 2).map(|place| Name::plain(place.name())));
    let coded = begun(last, Jurisdiction::all().map(|place| Name::of(place.code(), place.name())));
    let whole = |name: Name| Name { name: format!("{before}{}", name.name), about: name.about };
    named.into_iter().chain(coded).map(whole).collect()
}

/// The units of the ledger's totals, then the usual ones.
fn currencies(typed: &str, ledger: Option<&Ledger>) -> Result<Vec<Name>, Error> {
    let mut codes: Vec<String> = Vec::new();
    let kept = kept::KEPT.iter().find(|kept| kept.by.contains(&Dimension::Currency));
    if let (Some(ledger), Some(kept)) = (ledger, kept) {
        ledger.snapshot()?.each_total(kept, &mut |key, _| {
            codes.extend(
                key.split(|c: char| !c.is_ascii_alphanumeric())
                    .filter(|word| Unit::parse(word).is_ok())
                    .map(str::to_owned),
            );
            Ok(())
        })?;
    }
    codes.sort_unstable();
    codes.extend(USUAL.map(str::to_owned));
    let mut seen = std::collections::BTreeSet::new();
    codes.retain(|code| seen.insert(code.clone()));
    Ok(begun(typed, codes.into_iter().map(Name::plain)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: Names, typed: &str) -> Vec<String> {
        beginning(names, typed, None).unwrap().into_iter().map(|name| name.name).collect()
    }

    #[test]
    fn vocabularies_are_known_without_a_ledger() {
        assert_eq!(names(Names::Currencies, "e"), ["EUR", "ETH"]);
        assert_eq!(names(Names::Cases, ""), [""; 0]);
        assert_eq!(names(Names::Assets, "coco:"), [""; 0]);
    }

    #[test]
    fn the_last_place_of_a_list_is_completed() {
        assert_eq!(names(Names::Places, "hu"), ["HU"]);
        assert_eq!(names(Names::Places, "HU,germ"), ["HU,Germany"]);
        assert_eq!(names(Names::Places, "HU+l").first().map(String::as_str), Some("HU+LA"));
    }
}
