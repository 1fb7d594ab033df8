//! Recognises a table of exchange rates, which is not a table of assets.

use crate::domain::{Fault, Unit};

/// The least number of columns named after currencies.
const CURRENCIES: usize = 5;

/// Whether many columns of a table are each named after a currency.
pub(super) fn are_headings<'a>(headings: impl Iterator<Item = &'a str>) -> bool {
    let is_code = |name: &&str| name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    headings.filter(is_code).filter(|name| Unit::parse(name).is_ok()).count() >= CURRENCIES
}

/// The refusal of such a table.
pub(super) fn refusal() -> Fault {
    Fault::new("this looks like a table of exchange rates, not of assets").hint(
        "import the assets themselves, in the currencies in which their sources state them, and add this file as a \
         set of rates",
    )
}
