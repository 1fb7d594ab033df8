//! Any text is a checkpoint, a proof, or refused: one that is read is written as the same bytes.

#![no_main]

use impound::journal::{Checkpoint, Digest, Proof, codec};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(checkpoint) = Checkpoint::parse(text) {
        assert_eq!(checkpoint.to_string(), text);
        assert_eq!(Checkpoint::parse_line(&checkpoint.line()), Ok(checkpoint));
    }
    if let Ok(checkpoint) = Checkpoint::parse_line(text) {
        assert_eq!(Checkpoint::parse(&checkpoint.to_string()), Ok(checkpoint));
    }
    let Ok(proof) = Proof::parse(text) else { return };
    assert_eq!(proof.to_string(), text);
    assert_eq!(codec::encode(proof.entry()).as_deref(), Ok(proof.bytes()));
    assert!(proof.entry().number <= proof.checkpoint().size());
    // A tree of one entry has nothing but that entry.
    assert!(proof.checkpoint().size() > 1 || Digest::of_leaf(proof.bytes()) == proof.checkpoint().root());
});
