use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::desk::{Desk, Said};
use super::keys::{Keys, SIGNER};

fn desk() -> Desk {
    let desk = Desk::new();
    desk.does("source add \"=S2\" --title \"=cmd()\" --published 2024-06-28 --kind court-order");
    desk.does("seize --case coco --in HU,LT --kind cash --amount \">5 EUR\" --on 2024-06-28 --source S1 --subject \"owner:Ada Example\"");
    desk.does("seize --part-of coco:1 --in LT --amount \"1 EUR\" --on 2024-06-29 --source \"=S2\"");
    desk
}

pub(super) fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())).collect()
}

pub(super) fn pack(desk: &Desk, name: &str) -> PathBuf {
    let directory = desk.path(name);
    desk.does(&format!("export pack {}", directory.display()));
    directory
}

const FILES: [&str; 17] = [
    "actions.csv",
    "attestations.csv",
    "cases.csv",
    "checkpoint",
    "claims.csv",
    "datapackage.json",
    "events.csv",
    "holdings.csv",
    "journal.jsonl",
    "jurisdictions.csv",
    "manifest.sha256",
    "pools.csv",
    "rates.csv",
    "readings.csv",
    "register.csv",
    "rollforward.csv",
    "sources.csv",
];

#[test]
fn a_pack_has_its_files_and_the_same_ledger_gives_the_same_bytes() {
    let desk = desk();
    let one = pack(&desk, "one");
    assert_eq!(files(&one).keys().map(String::as_str).collect::<Vec<_>>(), FILES);
    let two = pack(&desk, "two");
    assert!(files(&one) == files(&two));
    assert!(!desk.path(".one.unfinished").exists());
    assert_eq!(
        desk.does(&format!("verify-pack {}", one.display())),
        "[desk]/one/manifest.sha256 is not signed\n[desk]/one/checkpoint is not signed\n16 files, 6 entries: as they were written\n"
    );
    let text = |name: &str| String::from_utf8(files(&one)[name].clone()).unwrap();
    for report in ["register", "holdings", "actions", "jurisdictions", "pools", "claims", "attestations", "readings"] {
        let csv = desk.path("report.csv");
        desk.does(&format!("report {report} --output {}", csv.display()));
        assert_eq!(text(&format!("{report}.csv")), std::fs::read_to_string(csv).unwrap(), "{report}");
    }
    assert_eq!(
        text("sources.csv"),
        "source,title,publisher,published,url,sha256,size,language,kind,entry\n'=S2,'=cmd(),,2024-06-28,,,,,court-order,4\nS1,A release,,,,,,,,3\n"
    );
    assert_eq!(text("cases.csv"), "case,title,lead,authority,opened,offences,note,entry\ncoco,Coco,FR,,,,,2\n");
    assert!(!text("register.csv").contains("Ada Example"));
}

#[test]
fn the_data_package_describes_every_column_of_every_file() {
    let desk = desk();
    let one = pack(&desk, "one");
    let package: serde_json::Value = serde_json::from_slice(&files(&one)["datapackage.json"]).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), 13);
    for resource in resources {
        let path = resource["path"].as_str().unwrap();
        let bytes = &files(&one)[path];
        assert_eq!(resource["bytes"].as_u64(), Some(bytes.len() as u64), "{path}");
        let header = std::str::from_utf8(bytes).unwrap().lines().next().unwrap().to_owned();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names.join(","), header, "{path}");
        for field in fields {
            let meaning = field["description"].as_str().unwrap();
            assert!(meaning.len() > 5, "{path}: {field} is not described");
            assert!(["string", "integer", "number", "boolean"].contains(&field["type"].as_str().unwrap()));
        }
    }
}

#[test]
fn alterations_are_named() {
    let desk = desk();
    for name in FILES {
        let directory = pack(&desk, &format!("{name}.pack"));
        let file = directory.join(name);
        let mut bytes = std::fs::read(&file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&file, bytes).unwrap();
        let said = desk.run(&format!("verify-pack {}", directory.display()));
        assert_eq!(said.code, 1, "{name}: {said:?}");
        if name != "manifest.sha256" {
            assert!(said.out.contains(&format!("{name} was altered")), "{name}: {said:?}");
        }
    }
    let directory = pack(&desk, "one");
    std::fs::remove_file(directory.join("pools.csv")).unwrap();
    std::fs::write(directory.join("more.csv"), "").unwrap();
    let said = desk.run(&format!("verify-pack {}", directory.display()));
    assert_eq!((said.code, said.out.as_str()), (1, "2 differences:\n  more.csv was added\n  pools.csv is missing\n"));
}

#[test]
fn a_journal_altered_with_its_manifest_contradicts_the_checkpoint() {
    let desk = desk();
    let directory = pack(&desk, "one");
    let journal = directory.join("journal.jsonl");
    let text = std::fs::read_to_string(&journal).unwrap();
    let forged = text.replace("1.00 EUR", "2.00 EUR");
    assert_ne!(forged, text);
    std::fs::write(&journal, &forged).unwrap();
    let manifest = directory.join("manifest.sha256");
    let digest = |text: &str| impound::journal::Digest::of(text.as_bytes()).to_string();
    let lines = std::fs::read_to_string(&manifest).unwrap().replace(&digest(&text), &digest(&forged));
    std::fs::write(&manifest, lines).unwrap();
    let said = desk.run(&format!("verify-pack {}", directory.display()));
    assert_eq!(said.code, 1);
    assert!(said.out.starts_with("1 difference:\n  FORK: "), "{}", said.out);
}

/// Rewrites the manifest, as anyone who alters a pack would.
pub(super) fn rewrite_manifest(directory: &Path) {
    let digest = |bytes: &[u8]| impound::journal::Digest::of(bytes).to_string();
    let others = files(directory).into_iter().filter(|(name, _)| name != "manifest.sha256" && !name.ends_with(".sig"));
    let lines: String = others.map(|(name, bytes)| format!("{}  {name}\n", digest(&bytes))).collect();
    std::fs::write(directory.join("manifest.sha256"), lines).unwrap();
}

/// Alters a file of a pack, and the manifest with it.
pub(super) fn forge(directory: &Path, name: &str, from: &str, to: &str) {
    let file = directory.join(name);
    let text = std::fs::read_to_string(&file).unwrap();
    let forged = text.replacen(from, to, 1);
    assert_ne!(forged, text, "{name} has no {from}");
    std::fs::write(&file, forged).unwrap();
    rewrite_manifest(directory);
}

pub(super) fn verify(desk: &Desk, directory: &Path) -> Said {
    desk.run(&format!("verify-pack {}", directory.display()))
}

#[test]
fn a_figure_altered_with_its_manifest_is_named_with_its_row_and_both_values() {
    let desk = desk();
    for count in ["7", ">8"] {
        desk.does(&format!("claim coco --about victims --count \"{count}\" --on 2024-06-28 --source S1"));
    }
    desk.does("case event coco --on 2024-06-28 --what heard --source S1");
    desk.does("reading 5 --source S1 --amount \"7 EUR\"");
    desk.does("attest coco:1 --amount \"7 EUR\" --on 2024-06-28 --how counted --source S1");
    std::fs::write(desk.path("rates.csv"), "date,currency,rate\n2024-06-28,USD,1.0705\n").unwrap();
    desk.does("rates add [desk]/rates.csv --name court --source S1 --base EUR --valid 4");
    for (of, personal, count) in [("one", "", 16), ("two", "--personal", 17)] {
        let directory = desk.path(of);
        desk.does(&format!("export pack {} {personal}", directory.display()));
        let said = verify(&desk, &directory);
        assert_eq!(said.code, 0, "{said:?}");
        assert!(said.out.ends_with(&format!("{count} files, 12 entries: as they were written\n")), "{}", said.out);
        for name in files(&directory).keys().filter(|name| name.ends_with(".csv")) {
            let (file, manifest) = (directory.join(name), directory.join("manifest.sha256"));
            let (text, lines) = (std::fs::read_to_string(&file).unwrap(), std::fs::read_to_string(&manifest).unwrap());
            let last = text.rfind(|c: char| c.is_ascii_digit() || c == 'e').unwrap();
            std::fs::write(&file, format!("{}7{}", &text[..last], &text[last + 1..])).unwrap();
            rewrite_manifest(&directory);
            let said = verify(&desk, &directory);
            assert_eq!(said.code, 1, "{name}: {said:?}");
            assert!(said.out.contains(&format!("{name}, line ")), "{name}: {}", said.out);
            std::fs::write(&file, text).unwrap();
            std::fs::write(&manifest, lines).unwrap();
        }
        forge(&directory, "pools.csv", "5.00", "9.00");
        let said = verify(&desk, &directory);
        let line = "1 difference:\n  pools.csv, line 2 (asset coco:1): lower is “9.00”; the journal yields “5.00”\n";
        assert_eq!((said.code, said.out.as_str()), (1, line));
    }
}

#[test]
fn a_file_removed_or_added_together_with_its_line_in_the_manifest_is_found() {
    let desk = desk();
    for name in FILES.iter().filter(|name| **name != "manifest.sha256") {
        let directory = pack(&desk, &format!("without-{name}"));
        std::fs::remove_file(directory.join(name)).unwrap();
        rewrite_manifest(&directory);
        let said = verify(&desk, &directory);
        assert_eq!(said.code, 1, "{name}: {said:?}");
        assert!(said.out.contains(&format!("{name} is missing from the manifest")), "{name}: {}", said.out);
    }
    let directory = pack(&desk, "with");
    std::fs::write(directory.join("more.csv"), "a,b\n").unwrap();
    rewrite_manifest(&directory);
    let said = verify(&desk, &directory);
    assert_eq!((said.code, said.out.as_str()), (1, "1 difference:\n  more.csv does not belong in a pack\n"));
}

#[test]
fn a_pack_that_claims_another_version_is_never_called_genuine() {
    let desk = desk();
    let version = concat!("\"impound ", env!("CARGO_PKG_VERSION"), "\"");
    for (n, (from, to)) in
        [(version, "\"impound 99.0.0\""), (version, "3"), ("impound-pack/1", "impound-pack/9")].iter().enumerate()
    {
        let directory = pack(&desk, &format!("pack-{n}"));
        forge(&directory, "datapackage.json", from, to);
        let said = verify(&desk, &directory);
        assert_eq!(said.code, 6, "{to}: {said:?}");
        assert!(said.out.contains("16 files, 6 entries: genuine as far as they could be checked\nnot checked:\n"));
        forge(&directory, "pools.csv", "5.00", "9.00");
        let said = verify(&desk, &directory);
        assert_eq!(said.code, 6, "{to}: {said:?}");
        assert!(said.out.contains("pools.csv, line 2 (asset coco:1): lower is “9.00”"), "{}", said.out);
        std::fs::remove_file(directory.join("holdings.csv")).unwrap();
        rewrite_manifest(&directory);
        assert_eq!(verify(&desk, &directory).code, 6);
        forge(&directory, "journal.jsonl", "1.00 EUR", "2.00 EUR");
        assert_eq!(verify(&desk, &directory).code, 1, "the checkpoint needs no reports");
    }
}

#[test]
fn a_data_package_altered_with_its_manifest_is_found() {
    let desk = desk();
    let directory = pack(&desk, "one");
    forge(&directory, "datapackage.json", "the row; 0 where", "the row; 1 where");
    let said = verify(&desk, &directory);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.out.starts_with("1 difference:\n  datapackage.json, /resources/"), "{}", said.out);
    let directory = pack(&desk, "two");
    std::fs::write(directory.join("datapackage.json"), "{").unwrap();
    rewrite_manifest(&directory);
    let said = verify(&desk, &directory);
    assert_eq!((said.code, said.out.as_str()), (1, "1 difference:\n  datapackage.json is not JSON\n"));
}

#[test]
fn names_and_identifiers_in_a_pack_are_checked_against_the_commitments_in_the_journal() {
    let desk = desk();
    desk.does("freeze --case coco --in DE --kind bank-account --on 2024-06-30 --source S1 --subject \"=Eve Example\" --id other:X1");
    desk.does("restrict 7 --reason R");
    let made = |name: &str| {
        let directory = desk.path(name);
        desk.does(&format!("export pack {} --personal", directory.display()));
        directory
    };
    let genuine = made("genuine");
    assert_eq!(verify(&desk, &genuine).code, 0, "{:?}", verify(&desk, &genuine));
    assert!(!String::from_utf8(files(&genuine)["personal.csv"].clone()).unwrap().contains("Eve"), "it is restricted");
    let named = |name: &str, said: &str| {
        let found = verify(&desk, &desk.path(name));
        assert_eq!(found.code, 1, "{name}: {found:?}");
        assert!(found.out.contains(said), "{name}: {}", found.out);
    };
    forge(&made("register"), "register.csv", "Ada Example", "Bob Example");
    named(
        "register",
        "register.csv, line 2 (entry 5): subjects is “owner:Bob Example”; the journal yields “owner:Ada Example”",
    );
    let both = made("both");
    forge(&both, "register.csv", "Ada Example", "Bob Example");
    forge(&both, "personal.csv", "Ada Example", "Bob Example");
    named("both", "personal.csv, line 2: “Bob Example” does not match its commitment");
    let neither = made("neither");
    let list = std::fs::read_to_string(neither.join("personal.csv")).unwrap();
    forge(&neither, "personal.csv", list.lines().nth(1).unwrap(), "");
    forge(&neither, "register.csv", "Ada Example", "[missing]");
    named("neither", "personal.csv: the name of entry 5 is missing, and no entry withholds it");
    let without = made("without");
    std::fs::remove_file(without.join("personal.csv")).unwrap();
    rewrite_manifest(&without);
    named("without", "register.csv, line 2 (entry 5): subjects is “owner:Ada Example”; the journal yields empty");
}

#[test]
fn a_file_that_is_not_regular_is_neither_waited_for_nor_read_endlessly() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    let desk = desk();
    let elsewhere = desk.path("elsewhere");
    for name in FILES {
        for kind in ["pipe", "link", "device", "directory"] {
            let directory = pack(&desk, &format!("{kind}-{name}"));
            let file = directory.join(name);
            std::fs::rename(&file, &elsewhere).unwrap();
            match kind {
                "pipe" => mknodat(CWD, &file, FileType::Fifo, Mode::RUSR, 0).unwrap(),
                "link" => std::os::unix::fs::symlink(&elsewhere, &file).unwrap(),
                "device" => std::os::unix::fs::symlink("/dev/zero", &file).unwrap(),
                _ => std::fs::create_dir(&file).unwrap(),
            }
            let said = verify(&desk, &directory);
            assert!([1, 4].contains(&said.code), "{kind} {name}: {said:?}");
            assert!(format!("{}{}", said.out, said.err).contains(&format!("{name} is not a regular file")), "{said:?}");
        }
    }
    for name in ["manifest.sha256.sig", "checkpoint.sig"] {
        let directory = pack(&desk, name);
        mknodat(CWD, directory.join(name), FileType::Fifo, Mode::RUSR, 0).unwrap();
        assert_eq!(verify(&desk, &directory).code, 1, "{name}");
    }
}

#[test]
fn a_file_of_a_pack_that_is_far_too_long_is_not_read() {
    let desk = desk();
    for name in ["holdings.csv", "journal.jsonl", "datapackage.json", "checkpoint", "manifest.sha256"] {
        let directory = pack(&desk, &format!("long-{name}"));
        let file = std::fs::OpenOptions::new().write(true).open(directory.join(name)).unwrap();
        // A sparse file takes no space.
        if file.set_len(1 << 43).is_ok() {
            assert_eq!(verify(&desk, &directory).code, 1, "{name}");
        }
    }
}

#[test]
fn a_pack_is_private_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    let directory = pack(&desk, "one");
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&directory), 0o700);
    for name in files(&directory).keys() {
        assert_eq!(mode(&directory.join(name)), 0o600, "{name}");
    }
}

#[test]
fn the_findings_in_a_pack_come_as_json() {
    let desk = desk();
    let directory = pack(&desk, "one");
    let json = |code: u8| {
        let said = desk.run(&format!("verify-pack {} --json", directory.display()));
        assert_eq!(said.code, code, "{said:?}");
        serde_json::from_str::<serde_json::Value>(&said.out).unwrap()
    };
    let answer = json(0);
    assert_eq!((&answer["verdict"], answer["files"].as_u64()), (&"as it was written".into(), Some(16)));
    assert_eq!(answer["differences"].as_array().unwrap().len(), 0);
    assert_eq!(answer["signatures"].as_array().unwrap().len(), 2);
    forge(&directory, "pools.csv", "5.00", "9.00");
    assert!(json(1)["differences"][0].as_str().unwrap().starts_with("pools.csv, line 2"));
    forge(&directory, "datapackage.json", env!("CARGO_PKG_VERSION"), "99");
    let answer = json(6);
    assert_eq!(answer["written_by"].as_str(), Some("impound 99"));
    let told = answer["not_checked"].as_array().unwrap();
    assert!(told.len() == 3 && told[1].as_str().unwrap().contains("pools.csv, line 2"), "{answer}");
}

#[test]
fn a_pack_never_overwrites_and_an_interrupted_one_is_recognised() {
    let desk = desk();
    let directory = pack(&desk, "one");
    let before = files(&directory);
    desk.refuses(
        &format!("export pack {}", directory.display()),
        1,
        "impound: [desk]/one exists already\n  hint: a pack is never overwritten: name another directory\n",
    );
    assert!(files(&directory) == before);
    std::fs::create_dir(desk.path(".two.unfinished")).unwrap();
    std::fs::write(desk.path(".two.unfinished/of-somebody"), "").unwrap();
    let said = desk.run("export pack [desk]/two");
    assert_eq!(said.code, 4, "{said:?}");
    assert!(said.err.contains(".two.unfinished holds of-somebody, which does not belong to it"), "{}", said.err);
    std::fs::remove_file(desk.path(".two.unfinished/of-somebody")).unwrap();
    std::fs::write(desk.path(".two.unfinished/actions.csv"), "").unwrap();
    desk.does("export pack [desk]/two");
    std::fs::rename(desk.path("two"), desk.path("two.unfinished")).unwrap();
    for half in ["two.unfinished", "one"] {
        if half == "one" {
            std::fs::remove_file(directory.join("manifest.sha256")).unwrap();
        }
        let said = desk.run(&format!("verify-pack {}", desk.path(half).display()));
        assert_eq!(said.code, 1);
        assert!(said.err.contains("is not a whole pack"), "{}", said.err);
    }
    let nowhere = desk.run(&format!("export pack {}", desk.path("no/where").display()));
    assert_eq!(nowhere.code, 4, "{nowhere:?}");
}

#[test]
fn a_signed_pack_must_match_its_signer() {
    let (Some(keys), Some(other)) = (Keys::new("ed25519"), Keys::new("ed25519")) else { return };
    let desk = desk();
    let directory = desk.path("one");
    desk.does(&format!("export pack {} --sign {}", directory.display(), keys.key().display()));
    let verify =
        |keys: &Keys| desk.run(&format!("verify-pack {} --signers {}", directory.display(), keys.signers().display()));
    let said = verify(&keys);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.starts_with(&format!("[desk]/one/manifest.sha256 is signed by {SIGNER}\n")), "{}", said.out);
    assert!(keys.verify(&directory.join("manifest.sha256")).status.success());
    assert_eq!(verify(&other).code, 1);
    // A figure and its digest, altered together.
    let (csv, manifest) = (directory.join("pools.csv"), directory.join("manifest.sha256"));
    let text = std::fs::read_to_string(&csv).unwrap();
    let forged = text.replace("5.00", "9.00");
    assert_ne!(forged, text);
    std::fs::write(&csv, &forged).unwrap();
    let digest = |text: &str| impound::journal::Digest::of(text.as_bytes()).to_string();
    let lines = std::fs::read_to_string(&manifest).unwrap().replace(&digest(&text), &digest(&forged));
    std::fs::write(&manifest, lines).unwrap();
    assert_eq!(verify(&keys).code, 1);
    std::fs::remove_file(directory.join("manifest.sha256.sig")).unwrap();
    assert_eq!(verify(&keys).code, 1);
}
