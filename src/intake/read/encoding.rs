//! Finds the encoding of a text file: stated, marked, certain, or the most probable.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::file::{Source, at_most, unreadable};
use super::told::Origin;
use crate::domain::Fault;
use crate::domain::text;

/// How many bytes to sample when guessing an older encoding.
const SAMPLE: u64 = 1 << 20;

/// The encoding of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) encoding: &'static Encoding,
    pub(super) by: Origin,
    /// The length of its byte-order mark in bytes.
    pub(super) mark: usize,
}

/// Finds the encoding of a file of text.
///
/// # Errors
/// The name is not an encoding; a byte-order mark contradicts it; the text has two bytes per character and no mark;
/// the file is not text.
pub(super) fn find(source: &Source, told: Option<&str>) -> Result<Found, Fault> {
    let marked = Encoding::for_bom(&source.head);
    let mark = marked.map_or(0, |(_, length)| length);
    let found = |encoding, by| Found { encoding, by, mark };
    match (told.map(named).transpose()?, marked) {
        (Some(told), Some((marked, _))) if told != marked => Err(Fault::new(format!(
            "its byte-order mark says {}, but it was declared as {}",
            marked.name(),
            told.name()
        ))
        .hint("leave the encoding out: the mark is certain")),
        (Some(told), _) => Ok(found(told, Origin::Told)),
        (None, Some((marked, _))) => Ok(found(marked, Origin::Mark)),
        (None, None) => {
            refuse_what_is_no_text(&source.head)?;
            match source.not_utf8 {
                None => Ok(found(UTF_8, Origin::Valid)),
                Some(at) => Ok(found(guess(source, at)?, Origin::Guessed)),
            }
        }
    }
}

fn named(label: &str) -> Result<&'static Encoding, Fault> {
    let known = Encoding::for_label_no_replacement(label.as_bytes()).or_else(|| match label.trim() {
        // The standard's bare name means one of the two; a map that says which is clearer, but both are accepted.
        "utf-16" | "UTF-16" => Some(UTF_16LE),
        _ => None,
    });
    known.ok_or_else(|| {
        Fault::new(format!("no encoding is called {}", text::quote(label)))
            .hint("utf-8, utf-16le, windows-1252, windows-1250, windows-1251, iso-8859-15, macintosh …")
    })
}

/// Refuses zeros and other characters that no table contains.
fn refuse_what_is_no_text(head: &[u8]) -> Result<(), Fault> {
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    // Western text in UTF-16 has a zero in nearly every other byte.
    let wide = [(odd, even, UTF_16LE), (even, odd, UTF_16BE)];
    if let Some((.., wide)) = wide.iter().find(|(many, few, _)| half > 0 && *many * 10 > half * 7 && *few * 10 < half) {
        let name = wide.name().to_ascii_lowercase();
        return Err(Fault::new(format!("it looks like {name} without a byte-order mark"))
            .hint(format!("say so if it is: encoding = \"{name}\"")));
    }
    let binary = |byte: &&u8| matches!(**byte, 0..=8 | 14..=26 | 28..=31 | 127);
    // One in a hundred: a stray control character is a fault of its row, not of the file.
    match head.iter().filter(binary).count() * 100 > head.len() {
        true => Err(Fault::new("it is neither text nor a spreadsheet").hint("import a CSV, an XLSX or an ODS file")),
        false => Ok(()),
    }
}

/// The most probable of the older encodings, from a sample of the beginning and one around the first byte that is not
/// ASCII.
fn guess(source: &Source, at: u64) -> Result<&'static Encoding, Fault> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let from = if at < SAMPLE / 2 { 0 } else { at - at % 2 };
    for (from, length) in [(0, from.min(SAMPLE)), (from, SAMPLE)] {
        let sample = at_most(source.bytes(from), length).map_err(|error| unreadable(&error))?;
        detector.feed(&sample, false);
    }
    detector.feed(b"", true);
    Ok(detector.guess(None, Utf8Detection::Deny))
}
