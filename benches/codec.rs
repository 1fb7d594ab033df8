//! The cost of an entry and of each of its fields on one core, in nanoseconds: `cargo bench --bench codec`.

use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use impound::domain::{
    Action, Amount, AssetKind, AssetRef, Basis, CaseRef, Date, Decimal, EntryRef, Jurisdiction, Places, SourceCitation,
    SourceRef, Unit, text,
};
use impound::journal::{Act, Body, CaseFile, Correction, Digest, Entry, Frontier, Stamp, Target, codec};
use impound::store::Timestamp;

/// How many times each figure is measured; the shortest is printed, because others may be using the machine.
const TIMES: u32 = 60;

/// The duration of each measurement.
const EACH: Duration = Duration::from_millis(2);

/// The shortest time for one run of `work`, each measured as the mean of many runs, in picoseconds.
fn shortest<T>(mut work: impl FnMut() -> T) -> u128 {
    let mut runs_of = |runs: u32| {
        let start = Instant::now();
        for _ in 0..runs {
            black_box(work());
        }
        start.elapsed()
    };
    let mut runs = 1;
    while runs_of(runs) < EACH {
        runs *= 2;
    }
    let shortest = (0..TIMES).map(|_| runs_of(runs)).min().unwrap_or_default();
    shortest.as_nanos() * 1000 / u128::from(runs)
}

/// Prints the nanoseconds that one run of `work` takes.
fn measure<T>(name: &str, work: impl FnMut() -> T) -> io::Result<()> {
    writeln!(io::stdout(), "{name:<44} {:>8} ns", shortest(work) / 1000)
}

/// Measures parsing a text and formatting the value.
fn parsed<T, E>(name: &str, text: &str, parse: impl Fn(&str) -> Result<T, E>) -> io::Result<()> {
    measure(&format!("{name} {text}"), || parse(black_box(text)).is_ok())
}

fn entry(number: u64, body: Body) -> Entry {
    Entry {
        number,
        stamp: Stamp::new(Timestamp::UNIX_EPOCH, "M. Keller"),
        reference: EntryRef::parse("sheet-1-row-4711").ok(),
        body,
    }
}

/// The freeze of a bank account, typical of a large ledger.
fn freeze() -> Option<Act> {
    let target = Target::New { asset: AssetRef::parse("opal-2024:4711").ok()? };
    Some(Act {
        places: Some(Places::parse("HU").ok()?),
        basis: Some(Basis::Stated),
        kind: Some(AssetKind::BankAccount),
        amount: Amount::parse("1234567.89 EUR", None).ok(),
        authority: Some("Central Investigation Office".to_owned()),
        sources: vec![SourceCitation::parse("opal-sheet-1#row 4711").ok()?],
        ..Act::new(Action::Freeze, target, Date::parse("2024-06-25").ok()?)
    })
}

/// An action with non-ASCII words, a pool and a range.
fn described(plain: &Act) -> Option<Act> {
    Some(Act {
        date: Date::parse("2023-12/2024-06~").ok()?,
        places: Some(Places::parse("DE,HU,LT,NL").ok()?),
        description: Some("Konto bei der „Südbank“, Zweigstelle Köln".to_owned()),
        amount: Amount::parse(">3000000.00..<4000000.00 EUR", None).ok(),
        as_written: Some("entre 3 et 4 millions d'euros".to_owned()),
        ..plain.clone()
    })
}

fn entries() -> Option<Vec<(&'static str, Entry)>> {
    let plain = freeze()?;
    let case = CaseFile::new(CaseRef::parse("opal-2024").ok()?, "Operation Opal", Jurisdiction::parse("FR").ok()?);
    let (described, correction) = (described(&plain)?, plain.clone());
    Some(vec![
        ("freeze", entry(4711, Body::Act(plain))),
        ("pool in words", entry(4712, Body::Act(described))),
        ("case", entry(2, Body::Case(case))),
        (
            "correction",
            entry(4713, Body::Correction(Correction { corrects: 4711, reason: "misread".to_owned(), act: correction })),
        ),
    ])
}

fn whole_entries() -> io::Result<()> {
    for (name, entry) in entries().unwrap_or_default() {
        let bytes = codec::encode(&entry).unwrap_or_default();
        writeln!(io::stdout(), "# {name}, {} bytes", bytes.len())?;
        measure("encode", || codec::encode(black_box(&entry)))?;
        measure("decode", || codec::decode(black_box(&bytes)))?;
        measure("clone (for comparison)", || black_box(&entry).clone())?;
        measure("digest of the leaf", || Digest::of_leaf(black_box(&bytes)))?;
    }
    Ok(())
}

fn digests() -> io::Result<()> {
    writeln!(io::stdout(), "# digests")?;
    let (leaf, mut frontier) = (Digest::of(b"leaf"), Frontier::default());
    measure("node", || Digest::of_node(black_box(leaf), black_box(leaf)))?;
    measure("leaf onto the edge of the tree", || frontier.push(black_box(leaf)))?;
    measure("as text", || black_box(leaf).to_string())?;
    let text = leaf.to_string();
    measure("from text", || Digest::parse(black_box(&text)).is_ok())?;
    let mebibyte = vec![7_u8; 1 << 20];
    let picoseconds = shortest(|| Digest::of(black_box(&mebibyte))).max(1);
    writeln!(io::stdout(), "SHA-256 of long data: {} MB/s", (1_000_000_u128 << 20) / picoseconds)
}

fn fields() -> io::Result<()> {
    writeln!(io::stdout(), "# fields from their text")?;
    for date in ["2024-06-25", "2024-06", "2024", "../2024-06-28", "2023-12/2024-06~"] {
        parsed("Date", date, Date::parse)?;
    }
    for places in ["HU", "DE+HU+LT+NL", "unstated"] {
        parsed("Places", places, Places::parse)?;
    }
    parsed("Jurisdiction", "HU", Jurisdiction::parse)?;
    for unit in ["EUR", "USD", "ZMW", "DEM", "BTC", "USDT"] {
        parsed("Unit", unit, Unit::parse)?;
    }
    parsed("Decimal", "1234567.89", Decimal::parse)?;
    for amount in ["1234567.89 EUR", "3000000.00..<4000000.00 EUR", "1.000000000000000001 ETH", "unstated"] {
        parsed("Amount", amount, |text| Amount::parse(text, None))?;
    }
    parsed("AssetRef", "opal-2024:4711", AssetRef::parse)?;
    parsed("AssetRef", "opal-2024:4711.12", AssetRef::parse)?;
    parsed("CaseRef", "opal-2024", CaseRef::parse)?;
    parsed("SourceRef", "opal-sheet-1", SourceRef::parse)?;
    parsed("SourceCitation", "opal-sheet-1#row 4711", SourceCitation::parse)?;
    parsed("EntryRef", "sheet-1-row-4711", EntryRef::parse)?;
    parsed("AssetKind", "bank-account", AssetKind::parse)?;
    parsed("Action", "revalue", Action::parse)?;
    parsed("text", "Central Investigation Office", text::clean)?;
    parsed("text", "Zweigstelle Köln der Südbank", text::clean)
}

fn texts() -> io::Result<()> {
    writeln!(io::stdout(), "# fields to their text")?;
    for text in ["1234567.89 EUR", ">3000000.00..<4000000.00 EUR", "1.000000000000000001 ETH"] {
        if let Ok(amount) = Amount::parse(text, None) {
            measure(text, || black_box(amount).to_string())?;
        }
    }
    if let (Ok(asset), Ok(places)) = (AssetRef::parse("opal-2024:4711"), Places::parse("DE,HU,LT,NL")) {
        measure("opal-2024:4711", || black_box(&asset).to_string())?;
        measure("DE+HU+LT+NL", || black_box(&places).codes())?;
    }
    Ok(())
}

fn main() -> io::Result<()> {
    whole_entries()?;
    digests()?;
    fields()?;
    texts()
}
