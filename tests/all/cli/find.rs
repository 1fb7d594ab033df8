//! `find`: words in any text, filters, references and identifiers; and the index behind it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use super::desk::{Desk, Said};

/// A ledger with several assets, cases and sources.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.does("case open lago --title \"Opération Côte d'Azur\" --lead IT --offence \"money laundering\"");
    desk.does("source add press-7 --title \"Communiqué de presse\" --publisher \"Gericht Köln\"");
    desk.does("freeze --case coco --in DE --kind bank-account --what \"Girokonto bei der Sparkasse\" --amount \"500 EUR\" --on 2024-01-02 --source S1 --order \"12 KLs 34/24\" --id iban:DE89370400440532013000 --subject \"owner:Eve Example\"");
    desk.does("seize --case lago --in IT --kind real-estate --what \"Villa am Lago di Como\" --on 2024-03-05 --source press-7 --recorded-by Bob");
    desk.does(
        "seize --case coco --in HU,LT --kind cash --what \"東京の銀行 safe\" --amount \">5 EUR\" --on 2023 --source S1",
    );
    desk.does("case event lago --on 2024-03-06 --what \"Eine Villa wird durchsucht\" --source press-7");
    desk
}

/// The references in the answer, in order, each with what was found.
fn found(desk: &Desk, line: &str) -> Vec<String> {
    rows(&desk.does(&format!("find {line} --format csv")))
}

fn rows(csv: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.records().map(|row| row.unwrap()).map(|row| format!("{} {}", &row[0], &row[1])).collect()
}

fn index(desk: &Desk) -> PathBuf {
    let folder = desk.path("cache").join("impound").join("find");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "db"));
    assert_eq!(files.len(), 1);
    files.remove(0)
}

#[test]
fn a_row_says_what_was_found_and_how_it_stands_now() {
    let desk = desk();
    desk.does("confiscate --asset coco:1 --on 2024-05-01 --source S1");
    assert_eq!(
        desk.does("find GIROKONTO"),
        "Found: assets, cases, sources and entries with these words\n\n\
         found      asset\n\
         reference  coco:1\n\
         places     DE\n\
         kind       bank-account\n\
         stage      confiscated\n\
         amount     500.00 EUR\n\
         date       2024-01-02\n\
         entry      6\n\
         matched    Girokonto bei der Sparkasse\n\n\
         ledger at entry 10, cd72e6975a0eb444; not verified; text GIROKONTO; limit 50\n"
    );
}

#[test]
fn words_are_found_whatever_their_case_accents_and_script() {
    let desk = desk();
    assert_eq!(found(&desk, "villa"), ["entry 9", "asset lago:1"]);
    assert_eq!(found(&desk, "VILLA como"), ["asset lago:1"]);
    assert_eq!(found(&desk, "cote operation"), ["case lago"]);
    assert_eq!(found(&desk, "koln communique"), ["source press-7"]);
    assert_eq!(found(&desk, "konto"), ["asset coco:1"]);
    assert_eq!(found(&desk, "銀行"), ["asset coco:2"]);
    assert_eq!(found(&desk, "行"), ["asset coco:2"]);
    assert_eq!(found(&desk, "\"34/24\""), ["asset coco:1"]);
    assert_eq!(found(&desk, "\"lago di\""), ["asset lago:1"]);
    assert_eq!(found(&desk, "\"lago como\""), [""; 0]);
    assert_eq!(found(&desk, "sp"), ["asset coco:1"]);
    assert_eq!(found(&desk, "laundering"), ["case lago"]);
    assert_eq!(found(&desk, "lithuania"), ["asset coco:2"]);
}

#[test]
fn filters_hold_as_things_stand_now() {
    let desk = desk();
    assert_eq!(found(&desk, "--kind cash"), ["asset coco:2"]);
    assert_eq!(found(&desk, "--in LT"), ["asset coco:2"]);
    assert_eq!(found(&desk, "--in LT,IT --stage seized"), ["asset coco:2", "asset lago:1"]);
    assert_eq!(found(&desk, "--case lago"), ["entry 9", "asset lago:1", "case lago"]);
    assert_eq!(found(&desk, "--source press-7"), ["entry 9", "asset lago:1", "source press-7"]);
    assert_eq!(found(&desk, "--entered-by bob"), ["asset lago:1"]);
    assert_eq!(found(&desk, "--on 2024-03"), ["entry 9", "asset lago:1"]);
    assert_eq!(found(&desk, "--on ../2023"), ["asset coco:2"]);
    assert_eq!(found(&desk, "villa --on 2024-03-05"), ["asset lago:1"]);
    // What was filed under other marks is filed anew.
    desk.does("transfer lago:1 --to FR --on 2024-04 --source S1");
    desk.does("release --asset coco:1 --on 2024-04 --source S1");
    desk.does("correct 8 --reason misread --kind precious");
    assert_eq!(found(&desk, "villa --in FR"), ["asset lago:1"]);
    assert_eq!(found(&desk, "villa --in IT"), [""; 0]);
    assert_eq!(found(&desk, "konto --stage released"), ["asset coco:1"]);
    assert_eq!(found(&desk, "konto --stage frozen"), [""; 0]);
    assert_eq!(found(&desk, "safe --kind precious"), ["asset coco:2"]);
    desk.does("attest coco:2 --amount \"6 EUR\" --on 2024-05-05 --how \"opened the vault\" --source S1");
    desk.does("transfer coco:2 --to SI --on 2024-05-06 --source S1");
    assert_eq!(found(&desk, "vault --in SI"), ["asset coco:2"]);
}

#[test]
fn a_reference_comes_first_and_is_found_as_a_whole() {
    let desk = desk();
    desk.does("freeze --case coco --in DE --kind cash --what \"see case lago\" --on 2024-01-02 --source S1 --ref mine --anyway");
    assert_eq!(found(&desk, "lago")[..2], ["case lago", "asset coco:3"]);
    assert_eq!(found(&desk, "lago:1"), ["asset lago:1"]);
    assert_eq!(found(&desk, "mine"), ["asset coco:3"]);
    assert_eq!(found(&desk, "press-7")[0], "source press-7");
}

#[test]
fn names_are_never_found_and_identifiers_only_while_they_may_be_shown() {
    let desk = desk();
    for line in ["Example", "Eve", "DE89"] {
        assert_eq!(found(&desk, line), [""; 0], "{line}");
    }
    for line in [
        "DE89370400440532013000",
        "\"DE89 3704 0044 0532 0130 00\"",
        "--id iban:DE89370400440532013000",
        "--id iban:DE89370400440532013000 konto",
    ] {
        assert_eq!(found(&desk, line), ["asset coco:1"], "{line}");
    }
    let table = desk.does("find DE89370400440532013000");
    assert!(table.contains("iban:DE89…00") && !table.contains("DE89370400440532013000"), "{table}");
    let bytes = fs::read(index(&desk)).unwrap();
    assert!(!bytes.windows(7).any(|part| part.eq_ignore_ascii_case(b"example") || part == b"3704004"));
    desk.does("restrict 6 --reason contested");
    assert_eq!(found(&desk, "--id iban:DE89370400440532013000"), [""; 0]);
    desk.does("unrestrict 6 --reason settled");
    assert_eq!(found(&desk, "--id iban:DE89370400440532013000"), ["asset coco:1"]);
    desk.run("erase 6 --reason acquitted --authority \"A court\"");
    assert_eq!(found(&desk, "--id iban:DE89370400440532013000"), [""; 0]);
    assert_eq!(found(&desk, "acquitted"), ["asset coco:1"]);
}

#[test]
fn a_reading_that_no_longer_counts_says_so() {
    let desk = desk();
    desk.does("correct 6 --reason misread --what \"Sparbuch\"");
    let table = desk.does("find girokonto");
    assert!(table.contains("corrected"), "{table}");
    desk.does("void 8 --reason twice");
    assert_eq!(found(&desk, "safe"), ["asset coco:2"]);
    assert_eq!(found(&desk, "safe --stage seized"), [""; 0]);
}

#[test]
fn what_is_cut_off_is_said() {
    let desk = desk();
    let said = desk.run("find --case lago --limit 2 --format csv");
    assert_eq!(rows(&said.out), ["entry 9", "asset lago:1"]);
    assert_eq!(
        said.err,
        "impound: note: there are more than these 2: add a word or a filter, or give a higher --limit\n"
    );
}

#[test]
fn where_nothing_is_found_the_nearest_words_are_suggested() {
    let said = desk().run("find girokomto --format csv");
    assert_eq!((said.code, rows(&said.out)), (0, Vec::new()));
    assert_eq!(said.err, "impound: note: nothing has all these words; did you mean girokonto?\n");
    let said = desk().run("find zzzzzz --format csv");
    assert_eq!((said.code, said.err.as_str()), (0, ""));
}

#[test]
fn nothing_asked_for_is_refused() {
    let desk = desk();
    let hint = "  hint: give words, a reference, or a filter: impound find villa --in IT\n";
    desk.refuses("find", 2, &format!("impound: nothing is asked for\n{hint}"));
    desk.refuses("find \"–\"", 1, "impound: TEXT: “–” has no word\n  hint: give at least a letter or a digit\n");
    desk.refuses(
        "find --case cocoo",
        1,
        "impound: --case: there is no case cocoo\n  hint: did you mean “coco”? `impound case list` shows the cases\n",
    );
}

#[test]
fn the_index_is_private_and_follows_the_ledger() {
    let desk = desk();
    assert_eq!(found(&desk, "safe"), ["asset coco:2"]);
    let file = index(&desk);
    let mode = |path: &PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&file), mode(&file.parent().unwrap().to_path_buf())), (0o600, 0o700));
    desk.does("case event coco --on 2024 --what \"a second safe\" --source S1");
    assert_eq!(found(&desk, "safe"), ["entry 10", "asset coco:2"]);
}

#[test]
fn an_index_that_is_broken_or_of_another_ledger_is_made_anew() {
    let desk = desk();
    let all = found(&desk, "villa");
    let file = index(&desk);
    let good = fs::read(&file).unwrap();
    for bytes in [b"junk".to_vec(), Vec::new(), good[..good.len() / 2].to_vec(), vec![7; 9000]] {
        fs::write(&file, bytes).unwrap();
        assert_eq!(found(&desk, "villa"), all);
    }
    let connection = rusqlite::Connection::open(&file).unwrap();
    for change in [
        "UPDATE seen SET version = 'another'",
        "UPDATE seen SET size = 4",
        "UPDATE seen SET size = 4000",
        "UPDATE seen SET frontier = x'00'",
        "DELETE FROM seen",
        "DROP TABLE word",
        "DROP TABLE filed",
    ] {
        found(&desk, "villa");
        rusqlite::Connection::open(&file).unwrap().execute_batch(change).unwrap();
        assert_eq!(found(&desk, "villa"), all, "{change}");
    }
    drop(connection);
    // Entries that the ledger does not have: an older copy was put back.
    let before = fs::read(desk.path("ledger.db")).unwrap();
    desk.does("case event coco --on 2024 --what \"many a villa\" --source S1");
    assert_eq!(found(&desk, "villa").len(), 3);
    fs::write(desk.path("ledger.db"), before).unwrap();
    desk.does("verify --accept");
    assert_eq!(found(&desk, "villa"), all);
}

#[test]
fn without_an_index_every_entry_is_read() {
    let desk = desk();
    fs::write(desk.path("cache"), "in the way").unwrap();
    let Said { code, out, err } = desk.run("find villa --format csv");
    assert_eq!((code, rows(&out)), (0, vec!["entry 9".to_owned(), "asset lago:1".to_owned()]));
    assert!(
        err.starts_with("impound: note: the index of words cannot be kept ([desk]/cache/impound/find/[digest].db: "),
        "{err}"
    );
    assert!(err.ends_with("; every entry is read instead\n"), "{err}");
}

#[test]
fn several_at_once_do_not_disturb_each_other() {
    let home = tempfile::tempdir().unwrap();
    let command = |line: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_impound"));
        command
            .env_clear()
            .env("HOME", home.path())
            .env("IMPOUND_RECORDED_BY", "Ada")
            .args(shlex::split(line).unwrap());
        command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::piped());
        command.stderr(std::process::Stdio::piped());
        command
    };
    command("init").output().unwrap();
    command("case open villa --title Villa --lead FR").output().unwrap();
    for round in 0..3 {
        command(&format!("source add S{round} --title \"Une villa\"")).output().unwrap();
        let all: Vec<_> = (0..6).map(|_| command("find villa --format csv").spawn().unwrap()).collect();
        for one in all {
            let said = one.wait_with_output().unwrap();
            assert_eq!(String::from_utf8_lossy(&said.stderr), "");
            let expected =
                std::iter::once("case villa".to_owned()).chain((0..=round).rev().map(|n| format!("source S{n}")));
            assert_eq!(rows(&String::from_utf8(said.stdout).unwrap()), expected.collect::<Vec<_>>());
        }
    }
}

#[test]
fn the_day_of_what_happened_is_told_from_others() {
    let desk = desk();
    desk.does("freeze --case coco --in DE --kind cash --on ../2024-02-02 --source S1 --anyway");
    assert_eq!(found(&desk, "--on 2024-01-02 --kind cash"), ["asset coco:3"]);
    assert_eq!(found(&desk, "--on 2024-01-02"), ["asset coco:3", "asset coco:1"]);
    assert_eq!(found(&desk, "--on 2024-01-03"), ["asset coco:3"]);
    assert_eq!(found(&desk, "--on 1980/2030 konto"), ["asset coco:1"]);
}

#[test]
fn an_index_answers_as_reading_every_entry_does() {
    let desk = desk();
    desk.does("transfer lago:1 --to FR --on 2024-04 --source S1");
    desk.does(
        "seize --part-of coco:1 --in DE --on 2024-01-03 --source S1 --amount \"2 EUR\" --what \"Teil des Kontos\"",
    );
    desk.does("void 8 --reason \"zweimal erfasst\"");
    desk.does("correct 6 --reason \"misread the order\" --on 2024-01-01");
    desk.does("attest lago:1 --amount \"5 EUR\" --on 2024-05-01 --how \"besichtigt in Como\" --source press-7");
    let asked = [
        "villa",
        "konto",
        "ko",
        "como",
        "\"lago di\"",
        "\"lag di\"",
        "en",
        "kls",
        "34",
        "4",
        "12",
        "東",
        "京の",
        "京銀",
        "coco",
        "coco:1",
        "release",
        "misread",
        "zweimal",
        "--in FR",
        "--in IT",
        "--in HU,DE",
        "--in unstated",
        "--kind cash",
        "--kind bank-account konto",
        "--stage seized",
        "--stage frozen",
        "--case lago",
        "--case coco de",
        "--case coco safe",
        "--case coco",
        "--source S1",
        "--source press-7 como",
        "--on 2024-01",
        "--on 2024-01/2024-02 konto",
        "--on ../2023",
        "--entered-by Bob",
        "--entered-by ADA sparkasse",
        "--id iban:DE89370400440532013000",
    ];
    let indexed: Vec<Vec<String>> = asked.iter().map(|line| found(&desk, line)).collect();
    fs::rename(desk.path("cache"), desk.path("kept")).unwrap();
    fs::write(desk.path("cache"), "in the way").unwrap();
    for (line, indexed) in asked.iter().zip(indexed) {
        assert_eq!(rows(&desk.run(&format!("find {line} --format csv")).out), indexed, "{line}");
    }
}

#[test]
fn every_list_says_that_the_ledger_was_verified() {
    const LISTS: [&str; 4] = ["find coco", "log", "due --on 2024-07-01", "report holdings"];
    let desk = desk();
    LISTS.iter().for_each(|line| assert!(desk.does(line).contains("not verified"), "{line}"));
    desk.does("verify");
    LISTS.iter().for_each(|line| assert!(desk.does(line).contains("; verified"), "{line}"));
}
