//! What a report is based on, in words: so that it can be made again and checked.

use std::collections::HashSet;

use crate::report::document::{LedgerUsed, Outline, RateUsed, Verified, escape};

/// How many digits of the ledger's digest to show: enough to tell two ledgers apart, few enough to read aloud.
const DIGEST_DIGITS: usize = 16;

/// The head of the ledger, or of each of several; how far it is verified, and the filters.
pub(super) fn parts(outline: &Outline) -> Vec<String> {
    let meta = outline.meta();
    let head = |entry: u64, digest: &str| format!("entry {entry}, {}", beginning(digest));
    let one = || vec![format!("ledger at {}", head(meta.entry, &meta.digest))];
    let several = outline.ledgers().iter().map(|ledger| {
        let LedgerUsed { origin, entries, root, recorded_at, .. } = ledger;
        let told = format!("{} at {}, recorded {recorded_at}", escape(origin), head(*entries, root));
        unresolved(ledger).map_or(told.clone(), |unresolved| format!("{told}, {unresolved}"))
    });
    let several: Vec<String> = several.collect();
    let heads = if several.is_empty() { one() } else { several };
    let filter = |(name, value): &(String, String)| match value.as_str() {
        "true" => name.replace('_', " "),
        value => format!("{} {}", name.replace('_', " "), escape(value)),
    };
    let verified = match meta.verified {
        Verified::Unsaid => None,
        Verified::Never => Some("not verified".to_owned()),
        Verified::UpTo(entry) => Some(format!("verified up to entry {entry}")),
    };
    let unplaced = meta.unplaced.map(|assets| format!("unplaced {assets}"));
    heads.into_iter().chain(verified).chain(meta.filters.iter().map(filter)).chain(unplaced).collect()
}

/// How many assets a ledger names that are not in the report; `None` if there are none.
pub(super) fn unresolved(ledger: &LedgerUsed) -> Option<String> {
    match ledger.unresolved {
        0 => None,
        1 => Some("1 overlap not counted".to_owned()),
        overlaps => Some(format!("{overlaps} overlaps not counted")),
    }
}

/// The beginning of a digest.
fn beginning(digest: &str) -> String {
    digest.chars().take(DIGEST_DIGITS).collect()
}

/// The rates that were used, each once.
pub(super) fn rates(rates: &[RateUsed]) -> Vec<String> {
    let mut seen = HashSet::new();
    let part = |RateUsed { date, rate, orientation, set, .. }: &RateUsed| {
        format!("{rate} {orientation}, {date} ({})", escape(set))
    };
    rates.iter().map(part).filter(|part| seen.insert(part.clone())).collect()
}
