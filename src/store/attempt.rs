//! Recording, tried again where that is sound: the ledger was busy, or nobody knows whether a commit took place.
//!
//! A commit whose answer is lost is looked up by repeating the requests, if all of them have a reference: under a
//! reference nothing is recorded twice. The next attempt waits for its turn to write, which the lost one gives up only
//! when its transaction has ended. So it finds either what was recorded, or that nothing was, and then records it. An
//! import is not repeated, because its file is read but once: what became of it is looked up by the tree over its entries.

use crate::journal::Frontier;

use super::append::{self, Keep, Receipt};
use super::engine::{Engine, Writes};
use super::held::{self, Since};
use super::recorder::Recorder;
use super::request::Request;
use super::{Error, Remedy};

/// An attempt whose commit was not confirmed.
struct Unconfirmed {
    receipts: Vec<Receipt>,
    error: Error,
}

/// Records the requests in order, or finds that they are already recorded; all or nothing.
pub(super) fn append(
    engine: &mut dyn Engine,
    requests: impl IntoIterator<Item = Request>,
    recorder: &mut Recorder,
    keep: Keep,
) -> Result<Vec<Receipt>, Error> {
    let requests: Vec<Request> = requests.into_iter().collect();
    let can_be_found = requests.iter().all(|request| request.reference().is_some());
    let mut unconfirmed: Option<Unconfirmed> = None;
    let mut attempts = 0;
    loop {
        attempts += 1;
        let (receipts, error) = match append::append(engine, &requests, recorder, keep) {
            Ok((receipts, Ok(()))) => return Ok(settled(receipts, unconfirmed)),
            Ok((receipts, Err(error))) => (receipts, error),
            // It had its turn, so the lost attempt had ended, and recorded nothing.
            Err(refused @ Error::Refused(_)) => return Err(refused),
            Err(error) => (Vec::new(), error),
        };
        let is_unknown = matches!(error, Error::Unknown { .. });
        let may_try = !is_unknown || (can_be_found && unconfirmed.is_none());
        if !(may_try && engine.try_again(&error, attempts)) {
            return Err(unconfirmed.map_or(error, |unconfirmed| unconfirmed.error));
        }
        if is_unknown {
            unconfirmed = Some(Unconfirmed { receipts, error });
        }
    }
}

/// Whether a commit that failed took place after all, which the ledger shows: it then holds the tree that was to be
/// committed.
///
/// The look waits for its turn to write, so the lost transaction has ended; and it commits, so that what it finds is kept as
/// safely as the engine promises.
///
/// # Errors
/// It did not, or nobody knows.
pub(super) fn look_up(engine: &mut dyn Engine, failed: Error, tree: &Frontier) -> Result<(), Error> {
    if !matches!(failed, Error::Unknown { .. }) || !engine.try_again(&failed, 1) {
        return Err(failed);
    }
    let mut since = || {
        let tx = engine.write(Writes::Few)?;
        let since = held::since(&*tx, tree)?;
        tx.commit()?;
        Ok::<_, Error>(since)
    };
    match since() {
        Ok(Since::Followed(_)) => Ok(()),
        Ok(Since::RolledBack(_) | Since::Forked(_)) => {
            Err(Error::environment("the connection was lost before anything was recorded", Remedy::Repeat))
        }
        Err(_) => Err(failed),
    }
}

/// The receipts, where an entry that the unconfirmed attempt recorded counts as recorded now.
fn settled(receipts: Vec<Receipt>, unconfirmed: Option<Unconfirmed>) -> Vec<Receipt> {
    let Some(Unconfirmed { receipts: before, .. }) = unconfirmed else { return receipts };
    let own = |(now, before): (Receipt, Receipt)| if now.entry == before.entry { before } else { now };
    receipts.into_iter().zip(before).map(own).collect()
}
