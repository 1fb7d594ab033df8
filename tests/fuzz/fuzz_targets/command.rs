//! Any arguments are a command or refused: the exit code is one of the contract's. After a command, the ledger verifies
//! without a difference; after a refusal, it is unchanged, byte for byte.
//!
//! The input is words, separated by line feeds; an empty line precedes standard input. A word with a slash is left out,
//! so that no file outside the target's own folder is ever named; so is any word that would start another program.

#![no_main]

use std::cell::LazyCell;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

use impound::store::{Ledger, Mode};
use impound_fuzz::{Folder, run, small_ledger};
use libfuzzer_sys::fuzz_target;

struct Desk {
    folder: Folder,
    ledger: PathBuf,
    bytes: Vec<u8>,
}

/// The files kept from one run to the next.
const KEPT: [&str; 2] = ["ledger.db", "ledger.db.lock"];

thread_local! {
    static DESK: LazyCell<Desk> = LazyCell::new(|| {
        let folder = Folder::enter();
        let ledger = folder.file("ledger.db");
        let bytes = small_ledger(&ledger);
        Desk { folder, ledger, bytes }
    });
}

fuzz_target!(|data: &[u8]| {
    DESK.with(|desk| attend(desk, data));
});

fn attend(desk: &Desk, data: &[u8]) {
    let (line, input) = match data.windows(2).position(|pair| pair == b"\n\n") {
        Some(at) => (&data[..at], &data[at + 2..]),
        None => (data, &b""[..]),
    };
    let words: Vec<&[u8]> = line.split(|byte| *byte == b'\n').filter(|word| !word.contains(&b'/')).collect();
    if words.iter().any(|word| word.starts_with(b"--sign") || word.starts_with(b"--allowed")) {
        return;
    }
    std::fs::write(desk.folder.file("rows.csv"), "ref,case,action,date,amount\nx,c,seize,2024,5 EUR\n").unwrap();
    let said = run(&desk.ledger, words.into_iter().map(|word| OsString::from_vec(word.to_vec())), input);
    assert!(said.code <= 5, "exit code {}", said.code);
    if said.code != 0 {
        assert!(!said.err.is_empty() || said.code == 1, "exit code {} without a message", said.code);
    }
    let now = std::fs::read(&desk.ledger).unwrap();
    if now != desk.bytes {
        assert_eq!(said.code, 0, "refused, and the ledger has changed: {}", String::from_utf8_lossy(&said.err));
        let findings =
            Ledger::open(&desk.ledger, Mode::Read).and_then(|mut ledger| ledger.verify(&[], &mut |_| Ok(())));
        assert_eq!(findings.unwrap().differences, [""; 0]);
        std::fs::write(&desk.ledger, &desk.bytes).unwrap();
    }
    desk.folder.sweep(&KEPT);
}
