//! Hostile input is refused with the exit code of the contract, in bounded memory and time, and the ledger stays
//! unchanged, byte for byte.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use fastrand::Rng;

use super::Campaign;
use super::place::{PROGRAM, Place, Said};
use crate::intake::book::{Book, archive, ods};

/// The address space a command may use, in KiB; the system's allocator alone reserves part of it.
const SPACE: u32 = 2 << 20;

/// How long a command may take, however busy the machine.
const LONGEST: Duration = Duration::from_secs(60);

/// The first line of every table.
const HEADER: &str = "ref,case,action,date,amount,note\n";

/// A place with a ledger in which rows of case `c` can be recorded.
fn place() -> Place {
    let place = Place::empty();
    for line in ["init", "case open c --title T --lead FR", "source add s --title R"] {
        let said = place.run(shlex::split(line).unwrap());
        assert_eq!(said.code, Some(0), "{line}: {}", said.err);
    }
    place
}

/// Runs a command within the limits, with a file as its standard input, and returns the promises it broke.
fn attempt(place: &Place, line: &str, input: &Path, codes: &[i32]) -> Vec<String> {
    let before = fs::read(place.ledger()).unwrap();
    let script = format!("ulimit -v {SPACE}; exec \"$0\" {line}");
    let mut command = Command::new("timeout");
    place.settle(command.args([&LONGEST.as_secs().to_string(), "sh", "-c", &script, PROGRAM]));
    let begun = Instant::now();
    let said = Said::of(command.stdin(Stdio::from(fs::File::open(input).unwrap())).output().unwrap());
    let mut broken = Vec::new();
    if !said.code.is_some_and(|code| codes.contains(&code)) {
        broken.push(format!("ended with {:?} after {} s: {}", said.code, begun.elapsed().as_secs(), said.err));
    } else if said.err.is_empty() {
        broken.push("no word of what is wrong".to_owned());
    }
    if said.err.contains(|c: char| c.is_control() && c != '\n') {
        broken.push(format!("control characters are printed: {:?}", said.err));
    }
    if fs::read(place.ledger()).unwrap() != before {
        broken.push("the ledger has changed".to_owned());
    }
    broken
}

/// Files that are not tables or cannot be imported, each with a description.
fn refused_files() -> Vec<(&'static str, Vec<u8>)> {
    let row = |row: &str| format!("{HEADER}{row}").into_bytes();
    let bomb = " ".repeat(30 << 20);
    let repeated = r#"<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>"#;
    vec![
        ("a zero byte", row("1,c,seize,2024,5 EUR,a\0b\n")),
        ("a carriage return that ends no line", row("1,c,seize,2024,5 EUR,a\rb\n")),
        ("a quotation mark that is never closed", row("1,c,seize,2024,5 EUR,\"a\n2,c,seize,2024,5 EUR,b\n")),
        ("a row that is too long", row("1,c,seize,2024,5 EUR,a,b,c\n")),
        ("a row that is too short", row("1,c\n")),
        ("UTF-16 cut in half", [&[0xff, 0xfe, b'c', 0, b'a'][..]].concat()),
        ("a character that turns the line around", row("1,c,seize,2024,5 EUR,a\u{202e}b\n")),
        ("a character without width", row("1,c,seize,2024,5 EUR,a\u{200b}b\n")),
        ("an escape", row("1,c,seize,2024,5 EUR,\u{1b}[2J\n")),
        ("a Cyrillic letter in a currency", row("1,c,seize,2024,5 \u{415}UR,a\n")),
        ("full-width digits", row("1,c,seize,\u{ff12}\u{ff10}24,5 EUR,a\n")),
        ("a binary file", (0..=255).cycle().take(4096).collect()),
        ("nothing", Vec::new()),
        ("a workbook that inflates without bound", Book { sheets: &[&bomb], ..Book::default() }.bytes()),
        ("an archive with a part that climbs", archive(&[("../../climbed", "x"), ("[Content_Types].xml", "")])),
        (
            "an ODS that repeats itself without end",
            ods(&format!("<table:table-row>{repeated}</table:table-row>").repeat(400)),
        ),
        ("a workbook cut off", Book { sheets: &[""], ..Book::default() }.bytes()[..300].to_vec()),
        ("entities that grow", entities()),
    ]
}

/// A workbook whose shared texts are nested entities that expand without bound.
fn entities() -> Vec<u8> {
    let grown: String = (1..10).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))).collect();
    let doctype = format!("<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY e0 \"ha\">{grown}]>");
    let shared = format!("{doctype}<sst><si><t>&e9;</t></si></sst>");
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#;
    let root = r#"<Relationships><Relationship Id="a" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book = r#"<workbook><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let related =
        r#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet0.xml"/></Relationships>"#;
    archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", root),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", related),
        ("xl/sharedStrings.xml", &shared),
        ("xl/worksheets/sheet0.xml", sheet),
    ])
}

#[test]
fn a_hostile_file_is_refused_and_the_ledger_stays_unchanged() {
    let mut campaign = Campaign::begin("input::files", 1);
    let (place, nothing) = (place(), Path::new("/dev/null"));
    for (what, bytes) in refused_files() {
        fs::write(place.desk().join("table"), bytes).unwrap();
        campaign.made(what, attempt(&place, "import table --open-missing", nothing, &[1]));
        assert!(!place.desk().join("../../climbed").exists() && !place.desk().join("../climbed").exists());
    }
    fs::write(place.desk().join("table"), [HEADER.as_bytes(), b"1,c,seize,2024,5 EUR,caf\xe9\n"].concat()).unwrap();
    for (encoding, code) in [("utf-8", 1), ("utf-16le", 1), ("klingon", 1)] {
        let line = format!("import table --encoding {encoding}");
        campaign.made(&line, attempt(&place, &line, nothing, &[code]));
    }
    campaign.end();
}

#[test]
fn a_field_of_a_hundred_mebibytes_is_refused_in_bounded_memory_and_time() {
    let mut campaign = Campaign::begin("input::size", 1);
    let (place, nothing) = (place(), Path::new("/dev/null"));
    let table = place.desk().join("table");
    let long = "x".repeat(100 << 20);
    for (what, text) in [
        ("a field", format!("{HEADER}1,c,seize,2024,5 EUR,{long}\n")),
        ("a quoted field", format!("{HEADER}1,c,seize,2024,5 EUR,\"{long}\"\n")),
        ("a heading", format!("case,action,{}\nc,seize,2024\n", "x".repeat(20 << 20))),
        ("an amount", format!("{HEADER}1,c,seize,2024,{},a\n", "9".repeat(20 << 20))),
        ("rows of nothing but delimiters", format!("{HEADER}{}\n", ",".repeat(20 << 20))),
    ] {
        fs::write(&table, text).unwrap();
        campaign.made(what, attempt(&place, "import table", nothing, &[1]));
    }
    fs::write(&table, &long).unwrap();
    campaign.made("a phrase", attempt(&place, "amount", &table, &[1]));
    campaign.made("a prompt's answer", attempt(&place, "case open d --title - --lead FR", &table, &[1]));
    campaign.end();
}

#[test]
fn devices_pipes_folders_and_dead_links_are_reported_without_waiting() {
    let mut campaign = Campaign::begin("input::devices", 1);
    let (place, nothing) = (place(), Path::new("/dev/null"));
    let made = |name: &str| place.desk().join(name);
    let bits = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
    rustix::fs::mknodat(rustix::fs::CWD, made("pipe"), rustix::fs::FileType::Fifo, bits, 0).unwrap();
    fs::create_dir(made("folder")).unwrap();
    symlink("/dev/zero", made("zeros")).unwrap();
    symlink("nowhere", made("dead")).unwrap();
    symlink("circle", made("circle")).unwrap();
    fs::write(made("rows.csv"), format!("{HEADER}1,c,seize,2024,5 EUR,a\n")).unwrap();
    for file in ["/dev/zero", "/dev/null", "/dev/full", "zeros", "pipe", "folder", "dead", "circle", "../nowhere"] {
        for (line, codes) in [
            (format!("import {file}"), &[4][..]),
            (format!("source add t --title T --file {file}"), &[4]),
            (format!("import rows.csv --map {file}"), &[1, 4]),
            (format!("--ledger {file} case list"), &[3, 4]),
        ] {
            campaign.made(&line, attempt(&place, &line, nothing, codes));
        }
    }
    campaign.end();
}

#[test]
fn a_name_that_climbs_or_looks_like_a_flag_names_no_file() {
    let mut campaign = Campaign::begin("input::names", 1);
    let place = place();
    for name in ["../c", "/dev/shm/c", "..", "c/../d", "c\\d", "-c", "--help2", "c:1", "c\u{202e}", "\u{441}"] {
        let before = place.files();
        let words = ["--title", "T", "--lead", "FR"];
        let opened = place.run(["case", "open", name].iter().chain(&words));
        let asset = format!("--asset={name}");
        let seized = place.run(["seize", &asset, "--on", "2024", "--source", "s"]);
        let mut broken = Vec::new();
        // Case references may contain slashes; none of them is a path.
        if !matches!(opened.code, Some(0..=2)) || !matches!(seized.code, Some(1 | 2)) {
            broken.push(format!("{opened:?}, {seized:?}"));
        }
        if place.files() != before || Path::new("/dev/shm/c").exists() {
            broken.push("a file was made".to_owned());
        }
        campaign.made(name.escape_debug(), broken);
    }
    campaign.end();
}

/// Damages a table in one of the ways tables get damaged.
fn spoil(table: &mut Vec<u8>, random: &mut Rng) {
    const SIGNS: [&[u8]; 16] = [
        b"\0",
        b"\r",
        b"\n",
        b"\"",
        b",",
        b";",
        b"\t",
        b"\xff",
        b"\xc3",
        b"\xef\xbb\xbf",
        b"=1+1",
        b"\xe2\x80\xae",
        b"-",
        b"..",
        b"99999999999999999999999999999999999999",
        b"@",
    ];
    let at = random.usize(..=table.len());
    let sign = SIGNS[random.usize(..SIGNS.len())];
    match random.u8(..5) {
        0 => drop(table.splice(at..at, sign.iter().copied())),
        1 if at < table.len() => table[at] ^= 1 << random.u8(..8),
        2 => table.truncate(at),
        3 => {
            let to = random.usize(at..=table.len().min(at + 40));
            let again = table[at..to].to_vec();
            drop(table.splice(at..at, again));
        }
        _ => drop(table.splice(at..(at + 1).min(table.len()), sign.iter().copied())),
    }
}

#[test]
fn a_damaged_table_is_imported_or_refused_as_a_whole() {
    const GOOD: &str = "ref,case,action,date,jurisdictions,kind,amount,subjects,note\n\
                        1,c,freeze,2024-06-25,DE+NL,cash,>5 EUR,owner:Ada,\"a, b\"\n\
                        2,c,seize,2024-06,FR,vehicle,3..4 EUR,,\n\
                        3,c,confiscate,2024,unstated,other,~7.50 EUR,,'=1\n";
    let mut campaign = Campaign::begin("input::spoiled", 60);
    let desk = crate::harness::Desk::in_memory();
    desk.done("init");
    desk.done("case open c --title T --lead FR");
    let (ledger, table) = (desk.directory().join("ledger.db"), desk.directory().join("table"));
    let begun = fs::read(&ledger).unwrap();
    let line = format!("import {} --open-missing", table.display());
    for run in 0..campaign.runs {
        let mut bytes = GOOD.as_bytes().to_vec();
        (0..campaign.random.usize(1..4)).for_each(|_| spoil(&mut bytes, &mut campaign.random));
        fs::write(&table, &bytes).unwrap();
        let said = desk.run(&line);
        let changed = fs::read(&ledger).unwrap() != begun;
        let broken = match said.code {
            0 if changed => super::damage::contents(&ledger).err().map(|error| error.to_string()),
            0 => (!said.out.contains("recorded")).then(|| format!("done, and nothing is recorded: {said:?}")),
            1 if changed => Some("refused, and the ledger has changed".to_owned()),
            1 if said.err.is_empty() => Some("refused without a word".to_owned()),
            1 => None,
            code => Some(format!("ended with {code}: {}", said.err)),
        };
        if changed {
            fs::write(&ledger, &begun).unwrap();
            // Nobody has seen the entries that are rolled back here.
            fs::remove_dir_all(desk.directory().join("state")).unwrap();
        }
        campaign.made(format!("table {run}: {}", String::from_utf8_lossy(&bytes).escape_debug()), broken);
    }
    campaign.end();
}
