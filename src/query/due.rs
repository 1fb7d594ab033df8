//! What ends soon or is late, as things stand now.

use crate::report::due::Due;
use crate::report::{Document, Ends, Meta};

use super::answer::asserted;
use super::families::each_family;
use super::source::{Families, Source};

/// The report of what ends within some days, or has ended.
///
/// # Errors
/// The ledger cannot be read, or a figure does not fit.
pub fn due<S: Source>(source: &S, ends: &Ends, meta: Meta) -> Result<Document, S::Error> {
    let mut report = Due::new(ends);
    if ends.attested_within.is_some() {
        // An item may belong to another case than the asset in its reference.
        for (entry, _) in asserted(source, None, u64::MAX)? {
            if let Some(look) = entry.body.attestation() {
                report.look(entry.number, look);
            }
        }
    }
    let which = ends.case.as_ref().map_or(Families::All, Families::OfCase);
    each_family(source, which, None, |family| Ok(report.add(&family)?))?;
    Ok(report.finish(meta)?)
}
