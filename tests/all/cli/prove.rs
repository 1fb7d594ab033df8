use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::desk::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    for day in 1..=6 {
        let rest = "--in DE --kind cash --amount \"5 EUR\" --source S1 --subject \"owner:Ada Example\"";
        desk.does(&format!("freeze --case coco {rest} --on 2024-06-0{day}"));
    }
    desk.does(&format!("checkpoint --output {}", desk.path("checkpoint").display()));
    desk
}

/// Runs the checker that does not need impound; `None`, reported on standard error, if there is no Python.
fn python(args: &[&Path]) -> Option<Output> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/verify.py");
    let is_at_hand = crate::tools::at_hand("python3", "the checker without impound");
    is_at_hand.then(|| Command::new("python3").arg("-I").arg(script).args(args).output().unwrap())
}

/// Whether impound and the checker without it agree that a proof holds under a checkpoint.
fn holds(desk: &Desk, proof: &Path, checkpoint: &Path) -> bool {
    let said = desk.run(&format!("verify-proof {} --checkpoint {}", proof.display(), checkpoint.display()));
    assert!(said.code <= 1, "{said:?}");
    if let Some(output) = python(&[Path::new("proof"), proof, checkpoint]) {
        assert_eq!(output.status.code(), Some(i32::from(said.code)), "{said:?} {output:?}");
    }
    said.code == 0
}

/// Whether the checker without impound accepts a journal under a checkpoint; `None` if there is no Python.
fn journal_holds(journal: &Path, checkpoint: &Path) -> Option<bool> {
    let output = python(&[Path::new("journal"), journal, checkpoint])?;
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    Some(output.status.success())
}

fn proof(desk: &Desk, entry: u64) -> PathBuf {
    let file = desk.path(&format!("{entry}.tlog-proof"));
    desk.does(&format!("prove {entry} --checkpoint {} --output {}", desk.path("checkpoint").display(), file.display()));
    file
}

#[test]
fn every_entry_is_proven_under_the_checkpoint_and_shows_nothing_else() {
    let desk = desk();
    // The journal grows, and the proofs still lead to the older checkpoint.
    desk.does("freeze --case coco --in FR --kind cash --on 2024-07-01 --source S1");
    for entry in 1..=9 {
        let file = proof(&desk, entry);
        assert!(holds(&desk, &file, &desk.path("checkpoint")), "{entry}");
        let text = std::fs::read_to_string(file).unwrap();
        assert!(!text.contains("Ada") && text.lines().count() <= 3 + 4 + 1 + 3, "{text}");
    }
    let said = desk.does(&format!("verify-proof {}", proof(&desk, 5).display()));
    assert!(said.contains("entry 5 is in impound/ledger/"), "{said}");
    assert!(said.contains("frozen: cash in DE, 5.00 EUR, on 2024-06-02\n"), "{said}");
    assert!(said.contains("the checkpoint comes from the proof itself"), "{said}");
    desk.refuses(
        &format!("prove 10 --checkpoint {}", desk.path("checkpoint").display()),
        1,
        "impound: --checkpoint: the checkpoint has 9 entries, so it does not cover entry 10\n  hint: give a newer checkpoint\n",
    );
    assert_eq!(desk.run("prove 11").code, 1);
}

#[test]
fn a_proof_or_a_checkpoint_with_an_altered_byte_is_refused_by_both() {
    let desk = desk();
    let (file, checkpoint) = (proof(&desk, 4), desk.path("checkpoint"));
    let altered = desk.path("altered");
    for (good, other) in [(&file, &checkpoint), (&checkpoint, &file)] {
        let bytes = std::fs::read(good).unwrap();
        // Every 29th byte; the library's unit tests try more.
        for at in (0..bytes.len()).step_by(29) {
            let mut forged = bytes.clone();
            forged[at] ^= 1;
            std::fs::write(&altered, forged).unwrap();
            let (proof, checkpoint) = if good == &file { (&altered, other) } else { (other, &altered) };
            assert!(!holds(&desk, proof, checkpoint), "byte {at} of {}", good.display());
        }
    }
}

#[test]
fn a_proof_from_a_forked_ledger_is_refused() {
    let desk = desk();
    let other = Desk::new();
    for day in 1..=6 {
        other.does(&format!("freeze --case coco --in LT --kind cash --on 2024-06-0{day} --source S1"));
    }
    other.does(&format!("checkpoint --output {}", other.path("checkpoint").display()));
    assert!(!holds(&desk, &proof(&other, 5), &desk.path("checkpoint")));
    let said = desk.run(&format!("prove 5 --checkpoint {}", other.path("checkpoint").display()));
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("FORK"), "{}", said.err);
}

#[test]
fn the_exported_journal_has_the_exact_bytes_and_is_checked_without_impound() {
    let desk = desk();
    let (file, checkpoint) = (desk.path("journal.jsonl"), desk.path("checkpoint"));
    desk.does(&format!("export journal --output {}", file.display()));
    let journal = std::fs::read_to_string(&file).unwrap();
    assert_eq!(desk.does("export journal").replace("[digest]", ""), without_digests(&journal));
    assert_eq!(journal.lines().count(), 9);
    let Some(holds) = journal_holds(&file, &checkpoint) else { return };
    assert!(holds);

    desk.does("freeze --case coco --in FR --kind cash --on 2024-07-01 --source S1");
    let longer = desk.path("longer.jsonl");
    desk.does(&format!("export journal --output {}", longer.display()));
    assert_eq!(journal_holds(&longer, &checkpoint), Some(true), "newer entries are not covered");

    let lines: Vec<&str> = journal.split_inclusive('\n').collect();
    let swapped = [&lines[..4], &[lines[5], lines[4]], &lines[6..]].concat().concat();
    let doubled = [&lines[..5], &lines[4..]].concat().concat();
    let deleted = [&lines[..4], &lines[5..]].concat().concat();
    let edited = journal.replace("5.00 EUR", "6.00 EUR");
    let cut = journal[..journal.len() - 1].to_owned();
    let shorter = lines[..8].concat();
    let altered = desk.path("altered.jsonl");
    for (what, text) in [
        ("swapped", swapped),
        ("doubled", doubled),
        ("deleted", deleted),
        ("edited", edited),
        ("cut", cut),
        ("shorter", shorter),
    ] {
        assert_ne!(text, journal);
        std::fs::write(&altered, text).unwrap();
        assert_eq!(journal_holds(&altered, &checkpoint), Some(false), "{what}");
    }
    for (at, byte) in journal.bytes().enumerate().filter(|(at, _)| at % 211 == 0) {
        let mut bytes = journal.clone().into_bytes();
        bytes[at] = if byte == b'7' { b'8' } else { b'7' };
        std::fs::write(&altered, bytes).unwrap();
        assert_eq!(journal_holds(&altered, &checkpoint), Some(false), "byte {at}");
    }
}

/// The journal as the desk prints it, with words of 64 digits masked.
fn without_digests(journal: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    let words = journal.split('"').map(|word| if word.len() == 64 && word.chars().all(is_digit) { "" } else { word });
    words.collect::<Vec<_>>().join("\"")
}

#[test]
fn the_checker_without_impound_has_at_most_200_lines_and_needs_nothing_but_python() {
    let script = include_str!("../../../examples/verify.py");
    assert!(script.lines().count() <= 200);
    let imports: Vec<&str> = script.lines().filter(|line| line.contains("import ") && !line.starts_with(' ')).collect();
    assert_eq!(imports, ["import base64", "import hashlib", "import json", "import re", "import sys"]);
}
