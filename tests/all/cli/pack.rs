use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::desk::Desk;
use super::keys::{Keys, SIGNER};

fn desk() -> Desk {
    let desk = Desk::new();
    desk.does("source add \"=S2\" --title \"=cmd()\" --published 2024-06-28 --kind court-order");
    desk.does("seize --case coco --in HU,LT --kind cash --amount \">5 EUR\" --on 2024-06-28 --source S1 --subject \"owner:Ada Example\"");
    desk.does("seize --part-of coco:1 --in LT --amount \"1 EUR\" --on 2024-06-29 --source \"=S2\"");
    desk
}

fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())).collect()
}

fn pack(desk: &Desk, name: &str) -> PathBuf {
    let directory = desk.path(name);
    desk.does(&format!("export pack {}", directory.display()));
    directory
}

const FILES: [&str; 11] = [
    "actions.csv",
    "cases.csv",
    "checkpoint",
    "datapackage.json",
    "holdings.csv",
    "journal.jsonl",
    "jurisdictions.csv",
    "manifest.sha256",
    "pools.csv",
    "register.csv",
    "sources.csv",
];

#[test]
fn a_pack_has_its_files_and_the_same_ledger_gives_the_same_bytes() {
    let desk = desk();
    let one = pack(&desk, "one");
    assert_eq!(files(&one).keys().map(String::as_str).collect::<Vec<_>>(), FILES);
    let two = pack(&desk, "two");
    assert!(files(&one) == files(&two));
    assert!(!desk.path("one.unfinished").exists());
    assert_eq!(
        desk.does(&format!("verify-pack {}", one.display())),
        "[desk]/one/manifest.sha256 is not signed\n[desk]/one/checkpoint is not signed\n10 files, 6 entries: as they were written\n"
    );
    let text = |name: &str| String::from_utf8(files(&one)[name].clone()).unwrap();
    for report in ["register", "holdings", "actions", "jurisdictions", "pools"] {
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
    assert_eq!(resources.len(), 7);
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
fn what_was_altered_is_named() {
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
fn a_journal_that_was_altered_with_its_manifest_contradicts_the_checkpoint() {
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

#[test]
fn a_figure_that_was_altered_with_its_manifest_does_not_follow_from_the_journal() {
    let desk = desk();
    for (of, personal) in [("one", ""), ("two", "--personal")] {
        let directory = desk.path(of);
        desk.does(&format!("export pack {} {personal}", directory.display()));
        let verify = format!("verify-pack {}", directory.display());
        assert!(desk.does(&verify).ends_with("10 files, 6 entries: as they were written\n"));
        for name in FILES.iter().filter(|name| name.ends_with(".csv")) {
            let (file, manifest) = (directory.join(name), directory.join("manifest.sha256"));
            let (text, lines) = (std::fs::read_to_string(&file).unwrap(), std::fs::read_to_string(&manifest).unwrap());
            let last = text.rfind(|c: char| c.is_ascii_digit() || c == 'e').unwrap();
            let forged = format!("{}7{}", &text[..last], &text[last + 1..]);
            assert_ne!(forged, text);
            let digest = |text: &str| impound::journal::Digest::of(text.as_bytes()).to_string();
            std::fs::write(&file, &forged).unwrap();
            std::fs::write(&manifest, lines.replace(&digest(&text), &digest(&forged))).unwrap();
            let said = desk.run(&verify);
            assert_eq!(
                (said.code, said.out),
                (1, format!("1 difference:\n  {name} does not follow from the journal\n"))
            );
            std::fs::write(&file, text).unwrap();
            std::fs::write(&manifest, lines).unwrap();
        }
    }
}

#[test]
fn a_pack_never_overwrites_and_one_that_was_cut_off_is_known_as_such() {
    let desk = desk();
    let directory = pack(&desk, "one");
    let before = files(&directory);
    desk.refuses(
        &format!("export pack {}", directory.display()),
        1,
        "impound: [desk]/one exists already\n  hint: a pack is never overwritten: name another directory\n",
    );
    assert!(files(&directory) == before);
    std::fs::create_dir(desk.path("two.unfinished")).unwrap();
    desk.refuses(
        &format!("export pack {}", desk.path("two").display()),
        1,
        "impound: [desk]/two.unfinished exists already\n  hint: an export was cut off there, or is still running: remove it \
         if none is\n",
    );
    for half in ["two.unfinished", "one"] {
        if half == "one" {
            std::fs::remove_file(directory.join("manifest.sha256")).unwrap();
        }
        let said = desk.run(&format!("verify-pack {}", desk.path(half).display()));
        assert_eq!(said.code, 1);
        assert!(said.err.contains("is no whole pack"), "{}", said.err);
    }
    let nowhere = desk.run(&format!("export pack {}", desk.path("no/where").display()));
    assert_eq!(nowhere.code, 4, "{nowhere:?}");
}

#[test]
fn a_signed_pack_is_held_to_its_signer() {
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
