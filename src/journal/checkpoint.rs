//! A ledger's state at one moment in three lines that anybody can keep: origin, size and root.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

pub use crate::domain::check_name;
use crate::domain::{Advice, DIGITS, Fault, LONGEST_NAME, Origin, text};

use super::digest::Digest;

/// The body of a C2SP tlog-checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Digest,
}

impl Checkpoint {
    /// A checkpoint over `size` entries.
    ///
    /// # Errors
    /// The origin is not a ledger's, or the size is 0, although every ledger has a first entry.
    pub fn new(origin: &str, size: u64, root: Digest) -> Result<Checkpoint, Fault> {
        Origin::parse(origin)?;
        if size == 0 {
            return Err(Fault::new("the checkpoint has no entries").hint("every ledger has at least its first"));
        }
        Ok(Checkpoint { origin: origin.to_owned(), size, root })
    }

    /// Reads the three lines of a checkpoint.
    ///
    /// # Errors
    /// Any byte differs from what impound would have written.
    pub fn parse(text: &str) -> Result<Checkpoint, Fault> {
        let lines = text.strip_suffix('\n').map(|text| text.split('\n').collect::<Vec<_>>());
        let Some([origin, size, root]) = lines.as_deref() else {
            return Err(Fault::new("the text is not a checkpoint: expected exactly three newline-terminated lines")
                .advise(Advice::WriteCheckpoint));
        };
        Checkpoint::new(origin, read_size(size)?, read_digest(root)?)
    }

    /// Reads `ORIGIN SIZE ROOT` on one line, as a person keeps it; the root is in base64 or 64 hexadecimal digits.
    ///
    /// # Errors
    /// Anything else.
    pub fn parse_line(line: &str) -> Result<Checkpoint, Fault> {
        let words: Vec<&str> = line.split_ascii_whitespace().collect();
        let [origin, size, root] = words.as_slice() else {
            return Err(
                Fault::new(format!("{} is not ORIGIN SIZE ROOT", text::quote(line))).advise(Advice::SeeCheckpoint)
            );
        };
        let root = if root.len() == 64 { Digest::parse(root)? } else { read_digest(root)? };
        Checkpoint::new(origin, read_size(size)?, root)
    }

    /// Which ledger: `impound/NAME/` and the first 32 digits of its first leaf.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The number of entries.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree over them.
    pub fn root(&self) -> Digest {
        self.root
    }

    /// `ORIGIN SIZE ROOT` on one line.
    pub fn line(&self) -> String {
        format!("{} {} {}", self.origin, self.size, STANDARD.encode(self.root.0))
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, STANDARD.encode(self.root.0))
    }
}

/// The origin of a ledger with this name and this first leaf.
pub(crate) fn origin(name: &str, leaf: Digest) -> String {
    let leaf = leaf.to_string();
    format!("impound/{name}/{}", &leaf[..DIGITS])
}

/// Turns a text such as a file name into a valid name; invalid characters become `-`.
pub fn name_near(text: &str) -> String {
    let fit = |c: char| if check_name(c.encode_utf8(&mut [0; 4])).is_ok() { c } else { '-' };
    let name: String = text.chars().map(fit).take(LONGEST_NAME).collect();
    if name.is_empty() { "ledger".to_owned() } else { name }
}

fn read_size(text: &str) -> Result<u64, Fault> {
    let size = text.parse::<u64>().ok().filter(|size| size.to_string() == text);
    size.ok_or_else(|| Fault::new(format!("{} is not a number of entries", text::quote(text))))
}

/// Reads a digest in base64, as checkpoints and proofs write it.
pub(super) fn read_digest(text: &str) -> Result<Digest, Fault> {
    let bytes = STANDARD.decode(text).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    bytes.map(Digest).ok_or_else(|| Fault::new(format!("{} is not a SHA-256 digest in base64", text::quote(text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "impound/unit7/00112233445566778899aabbccddeeff";

    fn checkpoint() -> Checkpoint {
        Checkpoint::new(ORIGIN, 12, Digest::of(b"root")).unwrap()
    }

    #[test]
    fn a_checkpoint_is_three_lines_and_survives_a_round_trip() {
        let text = checkpoint().to_string();
        assert_eq!(text, format!("{ORIGIN}\n12\nSBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=\n"));
        assert_eq!(Checkpoint::parse(&text).unwrap(), checkpoint());
    }

    #[test]
    fn altering_any_byte_of_a_checkpoint_is_refused_or_gives_a_different_one() {
        let text = checkpoint().to_string();
        for at in 0..text.len() {
            for other in 0..128 {
                let mut altered = text.clone().into_bytes();
                if altered[at] == other {
                    continue;
                }
                altered[at] = other;
                let read = Checkpoint::parse(&String::from_utf8(altered).unwrap());
                assert!(read.is_err() || read.unwrap() != checkpoint(), "byte {at} as {other}");
            }
            assert!(Checkpoint::parse(&text[..at]).is_err());
        }
        for around in [format!("{text}\n"), format!("\n{text}"), format!("{text}more\n"), text.replace('\n', "\r\n")] {
            assert!(Checkpoint::parse(&around).is_err(), "{around:?}");
        }
    }

    #[test]
    fn a_line_may_give_the_root_in_base64_or_hexadecimal() {
        assert_eq!(Checkpoint::parse_line(&checkpoint().line()).unwrap(), checkpoint());
        let digits = format!("  {ORIGIN}  12 {} ", Digest::of(b"root"));
        assert_eq!(Checkpoint::parse_line(&digits).unwrap(), checkpoint());
        for wrong in ["", ORIGIN, "impound/a/b 1 x", &format!("{ORIGIN} 012 {}", Digest::of(b"root"))] {
            assert!(Checkpoint::parse_line(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_name_consists_of_letters_digits_and_three_other_characters() {
        for name in ["unit7", "a", "A-b_c.d"] {
            check_name(name).unwrap();
            assert_eq!(name_near(name), name);
        }
        for name in ["", "a b", "é", "a/b", "a\n", "a+b", &"x".repeat(65)] {
            assert!(check_name(name).is_err(), "{name}");
            check_name(&name_near(name)).unwrap();
        }
        assert_eq!(name_near("unit 7é"), "unit-7-");
    }
}
