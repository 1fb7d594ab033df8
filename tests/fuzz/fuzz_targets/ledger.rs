//! A ledger with altered bytes is opened, verified and reported without a panic: the alteration is found, or every
//! entry is the same.
//!
//! The input is places and what to write there: three bytes for the place, one for the number of bytes, then the bytes.

#![no_main]

use std::cell::LazyCell;
use std::path::{Path, PathBuf};

use impound::journal::codec;
use impound::store::{Error, Ledger, Mode, Remedy};
use impound_fuzz::{Folder, run, small_ledger};
use libfuzzer_sys::fuzz_target;

struct Desk {
    _folder: Folder,
    ledger: PathBuf,
    bytes: Vec<u8>,
    entries: Vec<Vec<u8>>,
}

thread_local! {
    static DESK: LazyCell<Desk> = LazyCell::new(|| {
        let folder = Folder::enter();
        let ledger = folder.file("ledger.db");
        let bytes = small_ledger(&ledger);
        let entries = sound(&ledger).unwrap();
        Desk { _folder: folder, ledger, bytes, entries }
    });
}

fuzz_target!(|data: &[u8]| {
    DESK.with(|desk| attend(desk, data));
});

fn attend(desk: &Desk, data: &[u8]) {
    let mut bytes = desk.bytes.clone();
    alter(&mut bytes, data);
    std::fs::write(&desk.ledger, &bytes).unwrap();
    let entries = sound(&desk.ledger);
    if let Ok(entries) = entries {
        assert_eq!(entries, desk.entries, "nothing is found, and the entries are others");
    }
    let report = ["report", "register", "--format", "csv"][..].iter().map(|word| (*word).into());
    let said = run(&desk.ledger, report, b"");
    assert!(matches!(said.code, 0 | 3 | 4), "exit code {}: {}", said.code, String::from_utf8_lossy(&said.err));
}

fn alter(bytes: &mut [u8], mut data: &[u8]) {
    while let [a, b, c, length, rest @ ..] = data {
        let at = usize::from(*a) << 16 | usize::from(*b) << 8 | usize::from(*c);
        let length = usize::from(*length).min(rest.len());
        let at = at % bytes.len();
        let length = length.min(bytes.len() - at);
        bytes[at..at + length].copy_from_slice(&rest[..length]);
        data = &rest[length..];
    }
}

/// The entries of a ledger without a difference.
fn sound(path: &Path) -> Result<Vec<Vec<u8>>, Error> {
    let mut ledger = Ledger::open(path, Mode::Read)?;
    let findings = ledger.verify(&[], &mut |_| Ok(()))?;
    if let Some(what) = findings.differences.into_iter().next() {
        return Err(Error::Damaged { what, remedy: Remedy::PutBackup });
    }
    (1..=ledger.head()?.size()).map(|number| Ok(codec::encode(&ledger.existing_entry(number)?)?)).collect()
}
