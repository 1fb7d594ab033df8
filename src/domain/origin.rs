//! Which ledger: its name, and the first digits of the digest of its first entry.

use std::fmt;

use super::{Fault, text};

/// The number of hexadecimal digits of the first leaf in an origin.
pub(crate) const DIGITS: usize = 32;

/// The maximum length of a ledger's name.
pub(crate) const LONGEST_NAME: usize = 64;

/// The origin of a ledger: `impound/unit7/00112233445566778899aabbccddeeff`. No two ledgers have the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(String);

impl Origin {
    /// Reads an origin as checkpoints write it.
    ///
    /// # Errors
    /// Anything else than `impound/`, a ledger's name, a slash and 32 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Result<Origin, Fault> {
        let name_and_leaf = text.strip_prefix("impound/").and_then(|rest| rest.split_once('/'));
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        match name_and_leaf {
            Some((name, leaf)) if check_name(name).is_ok() && leaf.len() == DIGITS && leaf.bytes().all(is_digit) => {
                Ok(Origin(text.to_owned()))
            }
            _ => Err(Fault::new(format!("{} is not a ledger origin", text::quote(text)))
                .hint("an origin is impound/NAME/ and 32 hexadecimal digits")),
        }
    }

    /// The ledger's name, which several ledgers may have.
    pub fn name(&self) -> &str {
        self.0.split('/').nth(1).unwrap_or_default()
    }

    /// The origin as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Checks a ledger's name, which appears between slashes in the origin of every checkpoint.
///
/// # Errors
/// A character other than an ASCII letter or digit, `-`, `_` or `.`; an empty name, or more than 64 characters.
pub fn check_name(name: &str) -> Result<(), Fault> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !name.is_empty() && name.len() <= LONGEST_NAME && name.chars().all(fits) {
        return Ok(());
    }
    let what = format!("{} is not a ledger name", text::quote(name));
    Err(Fault::new(what).hint(format!("use up to {LONGEST_NAME} ASCII letters and digits, -, _ and .: unit7")))
}
