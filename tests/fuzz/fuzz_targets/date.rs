//! Any text is a date or refused: its first day is not after its last, and its written form reads as the same date.

#![no_main]

use impound::domain::Date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let Ok(date) = Date::parse(&text) else { return };
    assert!(date.first().is_none_or(|first| first <= date.last()), "{text:?}: {date:?}");
    assert_eq!(Date::parse(date.text()).as_ref(), Ok(&date), "{text:?}");
    assert!(date.is_by(date.last()) && !date.wholly_before(&date), "{text:?}");
    if let Some(first) = date.first() {
        assert!(date.within(first, date.last()) && date.overlaps(first, date.last()), "{text:?}");
        assert!(first == date.last() || !date.is_by(first), "{text:?}");
    }
    // If a period has a name, the date lies in it.
    assert!(date.month().is_none() || date.quarter().is_some(), "{text:?}");
    assert!(date.quarter().is_none() || date.year().is_some(), "{text:?}");
});
