//! Finds the field delimiter of a CSV.

use super::split::{LineEnd, Splitter, Stop};
use crate::domain::{Advice, Fault, text};

/// The delimiters to try.
const SIGNS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many records to examine.
const RECORDS: usize = 200;

/// How well a delimiter splits the first records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// How many in a thousand records have the most frequent number of fields, if that is more than one.
    share: usize,
    /// That number.
    fields: usize,
}

/// Finds the delimiter that gives the first records the same number of fields; a comma if they have only one.
///
/// # Errors
/// Two delimiters split equally many records alike, whatever the number of fields: `1,5;2,5`.
pub(super) fn find(sample: &str) -> Result<u8, Fault> {
    let end = LineEnd::of(sample);
    let mut fits: Vec<(Fit, u8)> = SIGNS.iter().filter_map(|sign| Some((fit(sample, end, *sign)?, *sign))).collect();
    fits.sort_by(|a, b| b.cmp(a));
    match fits[..] {
        [] => Ok(b','),
        [(first, one), (second, other), ..] if first.share == second.share => {
            let shown = |sign| reading(sample, end, sign);
            let (one_is, other_is) =
                (format!("{} ({})", name(one), shown(one)), format!("{} ({})", name(other), shown(other)));
            Err(Fault::new(format!("its fields may be separated by {one_is} or by {other_is}"))
                .advise(Advice::GiveDelimiter(char::from(one))))
        }
        [(_, sign), ..] => Ok(sign),
    }
}

/// The delimiter named in a first line `sep=;`, which Excel reads and writes.
pub(super) fn announced(sample: &str) -> Option<u8> {
    let line = sample.lines().next()?.trim_matches('"');
    let sign = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| line.get(4..))?;
    match sign.as_bytes() {
        [sign] if SIGNS.contains(sign) => Some(*sign),
        _ => None,
    }
}

/// The first record as split by a delimiter.
fn reading(sample: &str, end: LineEnd, sign: u8) -> String {
    const SHOWN: usize = 4;
    let line = sample.split(char::from(end.byte())).map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let mut splitter = Splitter::new(sign, end);
    if splitter.run(line.as_bytes(), 0).is_none() {
        splitter.conclude(line.len());
    }
    let fields: Vec<String> =
        splitter.spans.iter().take(SHOWN).filter_map(|span| line.get(span.from..span.to)).map(text::quote).collect();
    let more = if splitter.spans.len() > SHOWN { " …" } else { "" };
    format!("{}{more}", fields.join(" "))
}

fn name(sign: u8) -> &'static str {
    match sign {
        b',' => "commas",
        b';' => "semicolons",
        b'\t' => "tabs",
        _ => "vertical bars",
    }
}

fn fit(sample: &str, end: LineEnd, sign: u8) -> Option<Fit> {
    let counts = counts(sample.as_bytes(), end, sign);
    let usual =
        counts.iter().copied().max_by_key(|count| (counts.iter().filter(|other| *other == count).count(), *count))?;
    let share = counts.iter().filter(|count| **count == usual).count() * 1000 / counts.len();
    (usual > 1).then_some(Fit { share, fields: usual })
}

/// The number of fields in each of the first whole records that are not blank, up to a malformed one.
fn counts(sample: &[u8], end: LineEnd, sign: u8) -> Vec<usize> {
    let mut splitter = Splitter::new(sign, end);
    let (mut rest, mut counts) = (sample, Vec::new());
    while counts.len() < RECORDS && !rest.is_empty() {
        splitter.restart();
        let next = match splitter.run(rest, 0) {
            Some(Stop::End(next)) => next,
            Some(Stop::AfterQuote(_) | Stop::LoneReturn(_)) => 0,
            None if counts.is_empty() => {
                splitter.conclude(rest.len());
                rest.len()
            }
            None => 0,
        };
        if !rest[..next].trim_ascii().is_empty() {
            counts.push(splitter.spans.len());
        }
        rest = if next == 0 { &[] } else { &rest[next..] };
    }
    counts
}
