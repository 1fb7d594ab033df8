//! Assets that a request names by the origin of the very ledger that records it: they count as any other of its assets.

use crate::journal::{Details, Handle, Overlapped};

use super::append::Writer;
use super::{Error, held};

impl Writer<'_> {
    /// Names the ledger's own assets without its origin.
    pub(super) fn name_own_assets(&self, details: &mut Details) -> Result<(), Error> {
        let mut own = None;
        for overlapped in details.may_overlap.iter_mut().flatten() {
            let Overlapped::Elsewhere(there) = overlapped else { continue };
            let own = match &mut own {
                Some(own) => own,
                none => none.insert(held::origin(self.tx)?),
            };
            if there.origin.as_str() == own {
                *overlapped = Overlapped::Here(Handle::Asset(there.asset.clone()));
            }
        }
        Ok(())
    }
}
