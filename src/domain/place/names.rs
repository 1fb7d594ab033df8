//! Names of jurisdictions.

use crate::domain::{Fault, text};

const BEYOND: &[(&str, &str, &str)] = &[("EU", "EUE", "European Union"), ("XK", "XKX", "Kosovo")];

pub(super) fn by_code(code: &str) -> Option<&'static str> {
    let country = rust_iso3166::from_alpha2(code).or_else(|| rust_iso3166::from_alpha3(code)).map(|c| c.alpha2);
    country.or_else(|| BEYOND.iter().find(|(two, three, _)| *two == code || *three == code).map(|known| known.0))
}

pub(super) fn by_name(name: &str) -> Result<&'static str, Fault> {
    Err(Fault::new(format!("{} is no jurisdiction", text::quote(name))))
}

pub(super) fn english(code: &str) -> &'static str {
    let beyond = || BEYOND.iter().find(|known| known.0 == code).map(|known| known.2);
    rust_iso3166::from_alpha2(code).map(|country| country.name).or_else(beyond).unwrap_or_default()
}
