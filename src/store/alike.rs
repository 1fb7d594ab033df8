//! Finds assets in the ledger that a new asset may duplicate. Nothing is ever merged; the person recording is asked.

use crate::domain::AssetRef;
use crate::journal::likeness::{Alike, Likeness, begins_alike, likenesses};
use crate::journal::rules::Admitted;
use crate::journal::{Act, Digest, Target};

use super::Error;
use super::append::Writer;
use super::changes::Change;
use super::engine::{ALIKE, Asked};
use super::load::Names;

impl Writer<'_> {
    /// What in the ledger a new asset looks like, oldest first; empty for an item or an action on an existing asset.
    pub(super) fn alike(&mut self, admitted: &Admitted) -> Result<Vec<Alike>, Error> {
        if !matches!(admitted.act().target, Target::New { .. }) {
            return Ok(Vec::new());
        }
        let mut found: Vec<Alike> = self.alike_by_particulars(admitted.act())?.into_iter().collect();
        for identifier in admitted.identifiers() {
            let bearer = self.bearer(&identifier.to_string())?;
            found.extend(bearer.map(|(asset, entry)| Alike {
                asset,
                entry,
                by: Likeness::Identifier(identifier.scheme()),
            }));
        }
        Ok(found)
    }

    /// The oldest asset that repeats an action's particulars, from whichever source. Each likeness's entries are read
    /// in order, only until one is in force: the rest would add nothing.
    fn alike_by_particulars(&mut self, act: &Act) -> Result<Option<Alike>, Error> {
        let mut oldest: Option<Alike> = None;
        for likeness in likenesses(act) {
            let mut after = 0;
            loop {
                let stored = self.stored_alike(likeness, after)?;
                let last = stored.last().copied().filter(|_| stored.len() == ALIKE);
                // Entries not yet written are later than all others.
                let waiting = if last.is_none() { self.likened(likeness) } else { Vec::new() };
                if let Some(found) = self.first_alike(act, stored.into_iter().chain(waiting))? {
                    oldest = Some(oldest.filter(|oldest| oldest.entry < found.entry).unwrap_or(found));
                    break;
                }
                let Some(last) = last else { break };
                after = last;
            }
        }
        Ok(oldest)
    }

    /// The first of these entries that is in force and repeats an action's particulars.
    fn first_alike(&mut self, act: &Act, entries: impl Iterator<Item = u64>) -> Result<Option<Alike>, Error> {
        for entry in entries {
            let Some((asset, begun, _)) = self.standing(entry)? else { continue };
            if begins_alike(act, &self.reading(entry)?) {
                return Ok(Some(Alike { asset, entry: begun, by: Likeness::Particulars }));
            }
        }
        Ok(None)
    }

    /// The next written entries of a likeness after a given entry.
    fn stored_alike(&self, likeness: i64, after: u64) -> Result<Vec<u64>, Error> {
        let found = self.tx.known(&Asked { alike: vec![(likeness, after)], ..Asked::default() })?.alike;
        Ok(found.into_iter().next().unwrap_or_default())
    }

    /// The unwritten entries of a likeness.
    fn likened(&self, wanted: i64) -> Vec<u64> {
        let likened = |change: &Change| match change {
            Change::Likened(likeness, entry) if *likeness == wanted => Some(*entry),
            _ => None,
        };
        self.tables.unsettled().iter().filter_map(likened).collect()
    }

    /// The held asset that bears an identifier, with the entry that began it.
    fn bearer(&mut self, identifier: &str) -> Result<Option<(AssetRef, u64)>, Error> {
        let waiting = self.personal.iter().filter(|(_, datum)| datum.data == identifier);
        let mut bearing: Vec<(u64, Digest)> = waiting.map(|(entry, datum)| (*entry, datum.commitment)).collect();
        let stored = self.tx.known(&Asked { bearing: vec![identifier], ..Asked::default() })?.bearing;
        bearing.extend(stored.into_iter().flatten());
        bearing.sort_unstable_by_key(|(entry, _)| *entry);
        for (entry, commitment) in bearing {
            let Some(recorded) = self.projected(entry)? else { continue };
            // A correction to other identifiers has removed this one.
            let Some((asset, begun, held)) = self.standing(recorded)? else { continue };
            let identifiers = self.reading(recorded)?.identifiers;
            if held && identifiers.iter().any(|sealed| sealed.commitment == commitment) {
                return Ok(Some((asset, begun)));
            }
        }
        Ok(None)
    }

    /// The entry whose reading of an action is in force, given any entry of that action.
    fn projected(&mut self, entry: u64) -> Result<Option<u64>, Error> {
        self.tables.load(&Names { entries: vec![entry], ..Names::default() })?;
        Ok(self.tables.state().record(entry).map(crate::journal::Record::latest))
    }

    /// The asset of the action that an entry reads, the entry that first recorded it, and whether the asset is held;
    /// `None` if that reading is no longer in force.
    fn standing(&mut self, entry: u64) -> Result<Option<(AssetRef, u64, bool)>, Error> {
        if self.projected(entry)? != Some(entry) {
            return Ok(None);
        }
        let Some(record) = self.tables.state().record(entry) else { return Ok(None) };
        let asset = record.step.target.asset();
        let standing = self.tables.state().family(asset).and_then(|family| family.standing().asset(asset));
        let standing = standing.filter(|_| record.voided.is_none());
        Ok(standing.map(|found| (asset.clone(), record.entry, found.stage.held())))
    }
}
