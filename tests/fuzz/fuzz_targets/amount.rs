//! Any text is a canonical amount or refused: an amount that is read and written reads as itself again; sums keep their
//! order.
//!
//! The input is lines, each an amount. Those that can be read and have the first one's unit are added up.

#![no_main]

use impound::domain::{Amount, Bounds, Decimal};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let amounts: Vec<Amount> = text.lines().filter_map(holds).collect();
    let unit = amounts.first().and_then(|amount| amount.unit());
    let mut sum = Bounds::NOTHING;
    for bounds in amounts.iter().filter(|amount| amount.unit() == unit).filter_map(|amount| amount.bounds()) {
        // A sum that does not fit is an error; it never wraps, so it is never less than an addend.
        let (Ok(more), Ok(same)) = (sum.plus(bounds), bounds.plus(sum)) else { break };
        assert_eq!(more, same, "{text:?}");
        assert!(more.lower() >= sum.lower() && more.lower() >= bounds.lower(), "{text:?}");
        assert_eq!(more.upper().is_none(), sum.upper().is_none() || bounds.upper().is_none(), "{text:?}");
        if let (Some(more), Some(part)) = (more.upper(), bounds.upper()) {
            assert!(more >= part, "{text:?}");
        }
        sum = more;
    }
});

fn holds(line: &str) -> Option<Amount> {
    if let Ok(decimal) = Decimal::parse(line) {
        assert_eq!(Decimal::parse(&decimal.to_string()), Ok(decimal), "{line:?}");
    }
    let amount = Amount::recorded(line).ok()?;
    let written = amount.to_string();
    assert_eq!(Amount::recorded(&written), Ok(amount), "{line:?} is {written}, which reads as something else");
    if let Ok(by_hand) = Amount::parse(line, None) {
        assert_eq!(by_hand, amount, "{line:?}");
        assert_eq!(Amount::parse(&written, None), Ok(amount), "{line:?} is {written}, which a person may not write");
    }
    if let Some(bounds) = amount.bounds() {
        assert!(
            bounds.upper().is_none_or(|upper| upper >= bounds.lower()),
            "{line:?}: the ends are the wrong way round"
        );
        assert!(bounds.lower() >= impound::domain::End::ZERO, "{line:?} is below zero");
    }
    Some(amount)
}
