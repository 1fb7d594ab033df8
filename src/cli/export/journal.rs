//! The journal as lines: the exact bytes of each entry.

use std::io::Write;

use crate::domain::text;
use crate::journal::{Digest, Frontier};
use crate::query::Span;
use crate::store::{Error, Ledger};

use crate::cli::bar::Bar;
use crate::cli::failure::Failure;
use crate::cli::files::Unwritten;

/// How many entries are read at a time; in between, others can record.
const READ_TOGETHER: u64 = 4_096;

/// Writes the entries that a head covers, one per line.
///
/// # Errors
/// The root of the entries is not the head's, or the entries cannot be read or written.
pub(super) fn write(ledger: &Ledger, head: &Frontier, bar: &Bar, out: &mut dyn Write) -> Result<(), Unwritten> {
    let mut tree = Frontier::default();
    let mut lines = Vec::new();
    while tree.size() < head.size() {
        lines.clear();
        let before = tree.size();
        let snapshot = ledger.snapshot().map_err(Failure::from)?;
        let read =
            snapshot.each_bytes(Span { after: before, up_to: head.size(), limit: Some(READ_TOGETHER) }, |bytes| {
                if !is_line(bytes) {
                    return Err(Error::damaged(format!("entry {} is not what impound writes", tree.size() + 1)));
                }
                tree.push(Digest::of_leaf(bytes));
                lines.extend_from_slice(bytes);
                lines.push(b'\n');
                Ok(())
            });
        drop(snapshot);
        read.map_err(Failure::from)?;
        out.write_all(&lines)?;
        if tree.size() == before {
            break;
        }
        bar.at(tree.size());
    }
    if tree == *head {
        return Ok(());
    }
    let what = format!("the entries have the root {}, the head says {}", tree.root(), head.root());
    Err(Failure::damaged(what, "`impound verify` lists what differs").into())
}

/// Whether an entry is one line of text that cannot steer a terminal.
fn is_line(bytes: &[u8]) -> bool {
    let is_seen = |byte: &u8| matches!(byte, b' '..=b'~');
    bytes.iter().all(is_seen) || std::str::from_utf8(bytes).is_ok_and(|line| !line.contains(text::is_unseen))
}
