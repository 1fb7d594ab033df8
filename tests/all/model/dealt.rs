//! The assets of a random ledger dealt out over several ledgers: consolidated, these must give the report of the one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::compare::compare;
use super::draw::CASES;
use super::random::{Ledger, ledger, number};
use super::reports::Report;

/// How many ledgers each test run deals out.
const LEDGERS: u64 = 8;

/// The assets of a ledger in several.
struct Dealt {
    /// What `consolidate` takes: a ledger, or a pack of it.
    paths: Vec<String>,
    /// How many links lead to another ledger.
    links: usize,
}

/// Deals the families of a ledger out over some others.
fn deal(whole: &mut Ledger) -> Dealt {
    let several = whole.random.usize(2..5);
    let path = |number: usize, ending: &str| {
        whole.desk.directory().join(format!("part{number}{ending}")).display().to_string()
    };
    let mut origins = Vec::new();
    for number in 0..several {
        let at = format!("--ledger {}", path(number, ".db"));
        whole.desk.done(&format!("init --name part{number} {at}"));
        for case in CASES {
            whole.desk.done(&format!("case open {case} --title T --lead DE {at}"));
        }
        whole.desk.done(&format!("source add s --title S {at}"));
        origins.push(whole.desk.done(&format!("checkpoint {at}")).lines().next().unwrap().to_owned());
    }
    let register = whole.desk.done("report register --format csv");
    let mut reader = csv::Reader::from_reader(register.as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|column| column == name).unwrap();
    let (asset, overlaps) = (column("asset"), column("may_overlap"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let root = |asset: &str| asset.split_once('.').map_or(asset, |(root, _)| root).to_owned();
    let mut dealt: BTreeMap<String, usize> = BTreeMap::new();
    let names = rows.iter().flat_map(|row| row[overlaps].split(';').chain([&row[asset]]).map(root).collect::<Vec<_>>());
    for name in names.collect::<Vec<_>>() {
        let number = whole.random.usize(..several);
        dealt.entry(name).or_insert(number);
    }
    let mut links = 0;
    let mut paths = Vec::new();
    for (number, _) in origins.iter().enumerate() {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(&header).unwrap();
        for row in rows.iter().filter(|row| dealt[&root(&row[asset])] == number) {
            let mut elsewhere = |other: &str| match dealt[&root(other)] {
                there if there == number || other.is_empty() => other.to_owned(),
                there => {
                    links += 1;
                    format!("{}/{other}", origins[there])
                }
            };
            let others = row[overlaps].split(';').map(&mut elsewhere).collect::<Vec<_>>().join(";");
            let cells = row.iter().enumerate().map(|(at, cell)| if at == overlaps { others.as_str() } else { cell });
            table.write_record(cells).unwrap();
        }
        let file = path(number, ".csv");
        std::fs::write(&file, table.into_inner().unwrap()).unwrap();
        let at = format!("--ledger {}", path(number, ".db"));
        let said = whole.desk.run(&format!("import {file} --open-missing {at}"));
        assert_eq!(said.code, 0, "{}\n{}", said.err, std::fs::read_to_string(&file).unwrap());
        let pack = path(number, ".pack");
        if whole.random.u8(..4) == 0 {
            whole.desk.done(&format!("export pack {pack} {at}"));
            paths.push(pack);
        } else {
            paths.push(path(number, ".db"));
        }
    }
    Dealt { paths, links }
}

/// The reports that can be consolidated, each as `report` is asked for it, with the model's answer.
fn questions(whole: &mut Ledger) -> Vec<(Vec<String>, Report)> {
    let mut questions = whole.questions();
    questions.retain(|(line, _)| {
        ["holdings", "actions", "jurisdictions"].contains(&line[1].as_str())
            && !line.iter().any(|word| word.starts_with("--at-entry"))
    });
    questions
}

#[test]
fn assets_dealt_out_over_several_ledgers_give_the_report_of_the_one() {
    let (seed, ledgers) = match number("MODEL_SEED") {
        Some(seed) => (seed, number("MODEL_LEDGERS").unwrap_or(1)),
        None => (fastrand::u64(..1 << 48), number("MODEL_LEDGERS").unwrap_or(LEDGERS)),
    };
    let (mut reports, mut links, mut failed) = (0, 0, String::new());
    for seed in seed..seed + ledgers {
        let mut whole = ledger(seed);
        let dealt = deal(&mut whole);
        links += dealt.links;
        for (line, expected) in questions(&mut whole) {
            let one = whole.run(&line);
            let words = ["consolidate".to_owned()].into_iter().chain(dealt.paths.iter().cloned());
            let all = whole.run(&words.chain(["--".to_owned()]).chain(line[1..].iter().cloned()).collect::<Vec<_>>());
            let differences = compare(&expected, &all.out).differences;
            reports += 1;
            if one.out != all.out || !differences.is_empty() {
                let told = [one.out, all.out, all.err, differences.join("\n")].join("\n");
                writeln!(failed, "MODEL_SEED={seed} {}\n{told}", line.join(" ")).unwrap();
            }
        }
    }
    assert!(failed.is_empty(), "{failed}");
    assert!(reports > 0 && (links > 0 || ledgers < LEDGERS), "{reports} reports, {links} links");
}
