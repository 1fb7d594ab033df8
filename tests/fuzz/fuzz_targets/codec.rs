//! Any bytes are an entry or refused: what is decoded is encoded to the same bytes. One value, one byte string.

#![no_main]

use impound::journal::codec;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(entry) = codec::decode(data) else { return };
    assert_eq!(codec::encode(&entry).as_deref(), Ok(data), "{entry:?}");
});
