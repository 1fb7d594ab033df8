//! The same thing twice: what in the ledger a new asset looks like. Nothing is ever merged; whoever records is asked.

use rusqlite::Connection;

use crate::domain::AssetRef;
use crate::journal::likeness::{Alike, Likeness, begins_alike, likenesses};
use crate::journal::rules::Admitted;
use crate::journal::{Act, Digest, Target};

use super::Error;
use super::append::Writer;
use super::changes::Change;
use super::load::{self, Names, number};

impl Writer<'_> {
    /// What in the ledger a new asset looks like, the oldest first; nothing for an item and for an action on an asset that
    /// is there.
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

    /// The oldest asset that repeats an action's particulars, by whichever source. Of each source the entries are read one
    /// after the other, and no further than to the first that stands: of many alike the others tell nothing new.
    fn alike_by_particulars(&mut self, act: &Act) -> Result<Option<Alike>, Error> {
        let tx = self.tx;
        let mut statement = tx.prepare_cached("SELECT entry FROM likeness WHERE likeness = ?1 ORDER BY entry")?;
        let mut oldest: Option<Alike> = None;
        for likeness in likenesses(act) {
            let mut rows = statement.query([likeness])?;
            let mut unsettled = self.likened(likeness).into_iter();
            // Those that wait to be written are later than all others.
            while let Some(entry) = rows.next()?.map(number).transpose()?.or_else(|| unsettled.next()) {
                let Some((asset, begun, _)) = self.standing(entry)? else { continue };
                if begins_alike(act, &self.reading(entry)?) {
                    let found = Alike { asset, entry: begun, by: Likeness::Particulars };
                    oldest = Some(oldest.filter(|oldest| oldest.entry < begun).unwrap_or(found));
                    break;
                }
            }
        }
        Ok(oldest)
    }

    /// The entries that have a likeness and wait to be written.
    fn likened(&self, wanted: i64) -> Vec<u64> {
        let likened = |change: &Change| match change {
            Change::Likened(likeness, entry) if *likeness == wanted => Some(*entry),
            _ => None,
        };
        self.tables.unsettled().iter().filter_map(likened).collect()
    }

    /// The asset that is held and bears an identifier, with the entry with which it began.
    fn bearer(&mut self, identifier: &str) -> Result<Option<(AssetRef, u64)>, Error> {
        let waiting = self.personal.iter().filter(|(_, datum)| datum.data == identifier);
        let mut bearing: Vec<(u64, Digest)> = waiting.map(|(entry, datum)| (*entry, datum.commitment)).collect();
        bearing.extend(bearing_in(self.tx, identifier)?);
        bearing.sort_unstable_by_key(|(entry, _)| *entry);
        for (entry, commitment) in bearing {
            let Some(recorded) = self.projected(entry)? else { continue };
            // A correction that names other identifiers has taken this one away.
            let Some((asset, begun, held)) = self.standing(recorded)? else { continue };
            let identifiers = self.reading(recorded)?.identifiers;
            if held && identifiers.iter().any(|sealed| sealed.commitment == commitment) {
                return Ok(Some((asset, begun)));
            }
        }
        Ok(None)
    }

    /// The entry whose reading of an entry's action is in force.
    fn projected(&mut self, entry: u64) -> Result<Option<u64>, Error> {
        self.tables.load(&Names { entries: vec![entry], ..Names::default() })?;
        Ok(self.tables.state().record(entry).map(crate::journal::Record::latest))
    }

    /// The asset of the action that an entry reads, the entry that first recorded it, and whether the asset is held; `None`
    /// where that reading no longer stands.
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

/// By the index, which leaves out what is longer than an identifier is.
const LOOKED_UP: &str = "SELECT entry, commitment FROM personal WHERE data = ?1 AND length(data) <= 1000";

fn bearing_in(connection: &Connection, data: &str) -> Result<Vec<(u64, Digest)>, Error> {
    let mut statement = connection.prepare_cached(LOOKED_UP)?;
    let rows = statement.query_map([data], |row| Ok((load::number(row)?, Digest(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
