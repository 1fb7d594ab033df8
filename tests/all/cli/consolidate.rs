//! `consolidate`: one report over several ledgers.

use std::fs;

use super::desk::Desk;

/// Two offices, each with a ledger: `de.db` and `fr.db`.
fn offices() -> Desk {
    let desk = Desk::empty();
    for (office, amount) in [("de", "100"), ("fr", "70")] {
        let at = format!("--ledger [desk]/{office}.db");
        desk.does(&format!("init --name {office} {at}"));
        desk.does(&format!("case open coco --title Coco --lead {office} {at}"));
        desk.does(&format!("source add S1 --title Release {at}"));
        desk.does(&format!(
            "freeze --case coco --in {office} --kind cash --amount \"{amount} EUR\" --on 2024-06-25 --source S1 {at}"
        ));
    }
    desk
}

/// The origin of an office's ledger.
fn origin(desk: &Desk, office: &str) -> String {
    let path = desk.path(&format!("{office}.checkpoint"));
    desk.does(&format!("checkpoint --ledger [desk]/{office}.db --output {}", path.display()));
    let text = fs::read_to_string(&path).unwrap();
    fs::remove_file(path).unwrap();
    text.lines().next().unwrap().to_owned()
}

/// The rows of a report in CSV.
#[track_caller]
fn rows(desk: &Desk, ledgers: &str, report: &str) -> Vec<String> {
    let said = desk.does(&format!("consolidate {ledgers} -- {report} --format csv"));
    said.lines().skip(1).map(str::to_owned).collect()
}

const BOTH: &str = "[desk]/de.db [desk]/fr.db";

#[test]
fn ledgers_and_packs_add_up() {
    let desk = offices();
    desk.does("export pack [desk]/fr --ledger [desk]/fr.db");
    for ledgers in [BOTH, "[desk]/fr [desk]/de.db"] {
        assert_eq!(
            rows(&desk, ledgers, "holdings --by stage"),
            ["frozen,EUR,2,2,0,0,0,0,170.00,true,170.00,true,false"]
        );
        assert_eq!(
            rows(&desk, ledgers, "holdings --by ledger,jurisdiction"),
            [
                "de,DE,EUR,1,1,0,0,0,0,100.00,true,100.00,true,false",
                "fr,FR,EUR,1,1,0,0,0,0,70.00,true,70.00,true,false"
            ]
        );
        assert_eq!(
            rows(&desk, ledgers, "actions --by year,ledger --from 2024-06-01 --in FR"),
            ["2024,fr,freeze,EUR,1,1,0,0,0,0,70.00,true,70.00,true,false"]
        );
    }
    assert_eq!(rows(&desk, BOTH, "holdings --as-of 2024-06-24"), [""; 0]);
    assert_eq!(rows(&desk, "[desk]/fr", "holdings --case coco").len(), 1);
}

#[test]
fn a_report_says_on_which_checkpoint_of_each_ledger_it_rests() {
    let desk = offices();
    let table = desk.does(&format!("consolidate {BOTH} -- holdings --by ledger"));
    let (_, foot) = table.split_once("\n\n").unwrap().1.split_once("\n\n").unwrap();
    let foot = foot.replace(char::is_whitespace, " ");
    assert!(foot.starts_with("impound/de/[digest] at entry 4, "), "{foot}");
    assert!(foot.contains("; impound/fr/[digest] at entry 4, "), "{foot}");
    assert!(foot.contains(", recorded 2024-07-01T08:00:"), "{foot}");
    let json = desk.does(&format!("consolidate {BOTH} -- holdings --json"));
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(read["meta"]["head"], serde_json::Value::Null);
    let ledgers = read["meta"]["ledgers"].as_array().unwrap();
    assert_eq!(ledgers.len(), 2);
    assert_eq!((&ledgers[1]["origin"], &ledgers[1]["entries"]), (&"impound/fr/[digest]".into(), &4.into()));
    assert_eq!((&ledgers[1]["root"], &ledgers[1]["unresolved"]), (&"[digest]".into(), &0.into()));
    for (format, said) in [("md", "impound/fr/"), ("html", "impound/fr/")] {
        let page = desk.does(&format!("consolidate {BOTH} -- holdings --format {format}"));
        assert!(page.contains(said), "{page}");
        assert!(!page.contains("entry 0"), "{page}");
    }
    desk.does(&format!("consolidate {BOTH} -- holdings --output [desk]/held.xlsx"));
}

#[test]
fn assets_of_different_ledgers_may_be_the_same_money() {
    let desk = offices();
    let there = format!("{}/coco:1", origin(&desk, "de"));
    desk.does(&format!(
        "seize --case coco --in FR --kind cash --amount \"30 EUR\" --on 2024-06-26 --source S1 --ledger [desk]/fr.db --may-overlap {there}"
    ));
    // In its own ledger it changes no figure.
    assert_eq!(
        desk.does("report holdings --by currency --ledger [desk]/fr.db --format csv").lines().nth(1),
        Some("EUR,2,2,0,0,0,0,100.00,true,100.00,true,false")
    );
    assert_eq!(rows(&desk, BOTH, "holdings --by currency"), ["EUR,3,3,0,0,0,0,170.00,true,200.00,true,false"]);
    assert_eq!(
        rows(&desk, BOTH, "holdings --by ledger"),
        ["de,EUR,1,1,0,0,0,0,100.00,true,100.00,true,false", "fr,EUR,2,2,0,0,0,0,100.00,true,100.00,true,false"]
    );
    let alone = desk.run("consolidate [desk]/fr.db -- holdings --by currency --format csv");
    assert_eq!(alone.out.lines().nth(1), Some("EUR,2,2,0,0,0,0,100.00,true,100.00,true,false"));
    assert_eq!(
        alone.err,
        "impound: note: impound/fr/[digest] names impound/de/[digest]/coco:1 as perhaps the same money: that ledger is not \
         consolidated, so they count as different money\n"
    );
    let told = desk.does("consolidate [desk]/fr.db -- holdings --quiet").replace(char::is_whitespace, " ");
    assert!(told.contains(", 1 overlap not counted; by "), "{told}");
    desk.does(&format!("correct 5 --reason \"a slip\" --may-overlap {}9 --ledger [desk]/fr.db", there));
    let absent = desk.run(&format!("consolidate {BOTH} -- holdings --by currency --format csv"));
    assert_eq!(absent.out.lines().nth(1), Some("EUR,3,3,0,0,0,0,200.00,true,200.00,true,false"));
    assert_eq!(
        absent.err,
        "impound: note: impound/fr/[digest] names impound/de/[digest]/coco:19 as perhaps the same money: that ledger has no \
         such asset\n"
    );
}

#[test]
fn an_item_that_the_other_ledger_lacks_counts_as_its_asset_and_a_note_names_it() {
    let desk = offices();
    let there = format!("{}/coco:1", origin(&desk, "de"));
    let seize = "seize --case coco --in FR --kind cash --amount \"30 EUR\" --on 2024-06-26 --source S1";
    desk.does(&format!("{seize} --ledger [desk]/fr.db --may-overlap {there}.9"));
    // The same for an asset that is in kept totals, and for one whose family is folded anyway.
    for (upper, woven) in [("200.00", false), ("205.00", true)] {
        if woven {
            let carve = "seize --part-of coco:1 --in DE --amount \"10 EUR\" --on 2024-06-26 --source S1";
            desk.does(&format!("{carve} --ledger [desk]/de.db"));
            let other = "freeze --case coco --in DE --kind cash --amount \"5 EUR\" --on 2024-06-26 --source S1";
            desk.does(&format!("{other} --ledger [desk]/de.db --may-overlap coco:1"));
        }
        let said = desk.run(&format!("consolidate {BOTH} -- holdings --by currency --format csv"));
        assert!(said.out.contains(&format!(",170.00,true,{upper},true,")), "{}", said.out);
        assert_eq!(
            said.err,
            "impound: note: impound/fr/[digest] names impound/de/[digest]/coco:1.9 as perhaps the same money: that \
             ledger has no such item, so it counts as the whole asset\n"
        );
        let told = desk.does(&format!("consolidate {BOTH} -- holdings --quiet"));
        assert!(!told.contains("not counted"), "{told}");
    }
    desk.does(&format!("correct 5 --reason \"a slip\" --may-overlap {there}.1 --ledger [desk]/fr.db"));
    let said = desk.run(&format!("consolidate {BOTH} -- holdings --by currency --format csv"));
    assert_eq!(said.err, "");
}

#[test]
fn an_asset_elsewhere_is_told_and_travels_with_the_register() {
    let desk = offices();
    let there = format!("{}/coco:1", origin(&desk, "de"));
    desk.does(&format!("revalue --asset coco:1 --amount \"71 EUR\" --on 2024-06-27 --source S1 --may-overlap {there} --ledger [desk]/fr.db"));
    assert!(desk.does("show coco:1 --ledger [desk]/fr.db").contains("impound/de/[digest]/coco:1"));
    let register = desk.path("register.csv");
    desk.does(&format!("report register --output {} --ledger [desk]/fr.db", register.display()));
    assert!(fs::read_to_string(&register).unwrap().contains(&there));
    desk.does("init --name copy --ledger [desk]/copy.db");
    desk.does("import [desk]/register.csv --open-missing --quiet --ledger [desk]/copy.db");
    assert_eq!(
        rows(&desk, "[desk]/de.db [desk]/copy.db", "holdings --by currency"),
        ["EUR,2,2,0,0,0,0,100.00,true,171.00,true,false"]
    );
    desk.does("verify --ledger [desk]/fr.db");
    desk.does("rederive --ledger [desk]/fr.db");
}

#[test]
fn the_ledgers_own_origin_names_an_asset_as_its_reference_does() {
    let desk = offices();
    let own = format!("{}/coco:1", origin(&desk, "de"));
    let at = "--ledger [desk]/de.db";
    let line =
        format!("freeze --case coco --in DE --kind cash --amount \"30 EUR\" --on 2024-06-26 --source S1 --ref r {at}");
    desk.does(&format!("{line} --may-overlap {own}"));
    assert!(desk.does(&format!("show 5 {at}")).contains("coco:1\n"));
    assert!(!desk.does(&format!("show 5 {at}")).contains("impound/de"));
    assert!(desk.does(&format!("{line} --may-overlap coco:1")).contains("entry 5"));
    assert!(
        desk.does(&format!("report holdings --by currency --format csv {at}")).contains(",100.00,true,130.00,true,")
    );
    fs::write(desk.path("rows.csv"), format!("case,action,date,asset,may_overlap,sources\ncoco,seize,2024-06-28,coco:2,{own},S1\ncoco,freeze,2024-06-28,coco:3,{own},S1\n")).unwrap();
    desk.does(&format!("import [desk]/rows.csv --quiet {at}"));
    desk.refuses(
        &format!("freeze --case coco --in DE --kind cash --on 2024-06-26 --source S1 {at} --may-overlap {own}7"),
        1,
        "impound: coco:17 is not in the ledger\n  hint: see `impound asset list`\n",
    );
    desk.refuses(
        &format!("seize --asset coco:1 --on 2024-06-26 --source S1 {at} --may-overlap {own}"),
        1,
        "impound: coco:1 cannot overlap with itself\n",
    );
    desk.refuses(
        &format!("seize --asset coco:1 --on 2024-06-26 --source S1 {at} --may-overlap impound/de/00/coco:1"),
        1,
        "impound: --may-overlap: “impound/de/00” is not a ledger origin\n  hint: an origin is impound/NAME/ and 32 hexadecimal digits\n",
    );
}

#[test]
fn ledgers_that_share_a_name_are_named_by_origin() {
    let desk = offices();
    desk.does("init --name de --ledger [desk]/other.db");
    desk.does("case open x --title X --lead DE --ledger [desk]/other.db");
    desk.does("source add S1 --title Release --ledger [desk]/other.db");
    desk.does(
        "freeze --case x --in DE --kind cash --amount \"1 EUR\" --on 2024-06-25 --source S1 --ledger [desk]/other.db",
    );
    let named = rows(&desk, &format!("{BOTH} [desk]/other.db"), "holdings --by ledger");
    let names: Vec<&str> = named.iter().map(|row| row.split(',').next().unwrap()).collect();
    assert_eq!(names, ["fr", "impound/de/[digest]", "impound/de/[digest]"]);
}

#[test]
fn rates_are_those_of_the_first_ledger_on_the_latest_day() {
    let desk = offices();
    for (office, rate) in [("de", "2"), ("fr", "4")] {
        fs::write(desk.path("rates.csv"), format!("date,currency,rate\n2024-07-01,USD,{rate}\n")).unwrap();
        let at = format!("--ledger [desk]/{office}.db");
        desk.does(&format!("rates add [desk]/rates.csv --name court --source S1 --base EUR --valid 9 --quiet {at}"));
    }
    let convert = "holdings --by stage --convert USD";
    assert_eq!(rows(&desk, BOTH, convert), ["frozen,USD,2,2,0,0,0,0,0,340.00,true,340.00,true,false"]);
    assert_eq!(
        rows(&desk, "[desk]/fr.db [desk]/de.db", convert),
        ["frozen,USD,2,2,0,0,0,0,0,680.00,true,680.00,true,false"]
    );
    let json = desk.does(&format!("consolidate {BOTH} -- {convert} --json --rates-used [desk]/used.csv"));
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(read["meta"]["filters"]["rate_on"], "2024-07-01");
    assert_eq!(fs::read_to_string(desk.path("used.csv")).unwrap().lines().count(), 2);
    assert_eq!(rows(&desk, BOTH, "actions --convert USD --rate-on 2024-07-02 --by ledger").len(), 2);
}

#[test]
fn what_cannot_be_consolidated_is_refused() {
    let desk = offices();
    desk.does("export pack [desk]/pack --ledger [desk]/de.db");
    desk.does("backup [desk]/copy.db --ledger [desk]/de.db");
    let of_one =
        "holdings, actions and jurisdictions can be consolidated; take any other report of each ledger by itself";
    for (line, code, said) in [
        (
            "[desk]/de.db [desk]/de.db -- holdings",
            1,
            "impound: [desk]/de.db and [desk]/de.db are the same ledger, impound/de/[digest]\n  hint: give each ledger once: \
             its newest pack, or the ledger itself\n"
                .to_owned(),
        ),
        (
            "[desk]/pack [desk]/fr.db [desk]/copy.db -- holdings",
            1,
            "impound: [desk]/pack and [desk]/copy.db are the same ledger, impound/de/[digest]\n  hint: give each ledger \
             once: its newest pack, or the ledger itself\n"
                .to_owned(),
        ),
        ("[desk]/de.db -- pools", 2, format!("impound: the report pools is about one ledger\n  hint: {of_one}\n")),
        ("[desk]/de.db -- register", 2, format!("impound: the report register is about one ledger\n  hint: {of_one}\n")),
        (
            "[desk]/de.db -- holding",
            2,
            "impound: unrecognized subcommand 'holding'\n  hint: a similar subcommand exists: 'holdings'\n".to_owned(),
        ),
        (
            "[desk]/de.db -- holdings --at-entry 3",
            2,
            "impound: --at-entry is for one ledger: each numbers its own entries\n  hint: give packs of that time, or --as-of \
             DATE for what was held on a day\n"
                .to_owned(),
        ),
        (
            "[desk]/de.db -- holdings --ledger [desk]/fr.db",
            2,
            "impound: --ledger is for reports over one ledger\n  hint: name every ledger before the --\n".to_owned(),
        ),
        (
            "[desk]/de.db --ledger [desk]/fr.db -- holdings",
            2,
            "impound: --ledger names one ledger\n  hint: name every ledger to consolidate before the --\n".to_owned(),
        ),
        (
            "[desk]/de.db -- holdings --case other",
            1,
            "impound: --case: there is no case other\n  hint: `impound case list` shows the cases\n".to_owned(),
        ),
        (
            "[desk]/de.db -- holdings --by ledger,ledger",
            2,
            "impound: --by: “ledger” is named twice\n  hint: name it once\n".to_owned(),
        ),
        (
            "[desk]/de.db [desk]/fr.db -- holdings --format csv --output [desk]/fr.db",
            1,
            "impound: --output: [desk]/fr.db is the ledger itself\n  hint: give the path of another file\n".to_owned(),
        ),
    ] {
        desk.refuses(&format!("consolidate {line}"), code, &said);
    }
    desk.refuses(
        "report holdings --by ledger --ledger [desk]/de.db",
        2,
        "impound: --by: “ledger” is not a dimension of this report\n  hint: name some of case, jurisdiction, stage, kind, \
         currency, authority, custodian, separated by commas\n",
    );
    for line in ["", "-- holdings", "[desk]/de.db", "[desk]/de.db holdings", "[desk]/de.db --"] {
        let said = desk.run(&format!("consolidate {line}"));
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{line}");
    }
    assert!(desk.does("consolidate [desk]/de.db -- holdings --help").contains("Usage: impound report holdings"));
    assert_eq!(desk.run("consolidate [desk]/missing.db -- holdings").code, 4);
}

#[test]
fn a_pack_or_a_ledger_that_does_not_verify_is_refused_by_name() {
    let desk = offices();
    let pack = |name: &str| {
        let directory = desk.path(name);
        desk.does(&format!("export pack {} --ledger [desk]/de.db", directory.display()));
        directory
    };
    let refused = |name: &str| {
        let said = desk.run(&format!("consolidate [desk]/fr.db [desk]/{name} -- holdings"));
        assert_eq!(said.out, "");
        assert!(said.err.starts_with(&format!("impound: [desk]/{name}")), "{}", said.err);
        said
    };
    let forged = pack("forged").join("journal.jsonl");
    let journal = fs::read_to_string(&forged).unwrap();
    fs::write(&forged, journal.replace("100.00 EUR", "900.00 EUR")).unwrap();
    let said = refused("forged");
    assert!(
        said.code == 1 && said.err.contains("the pack is not as it was written: journal.jsonl was altered"),
        "{said:?}"
    );
    let cut = pack("cut").join("journal.jsonl");
    fs::write(&cut, &journal[..journal.len() - 9]).unwrap();
    assert_eq!(refused("cut").code, 1);
    let half = pack("half").join("manifest.sha256");
    fs::remove_file(half).unwrap();
    assert_eq!(refused("half").code, 1);
    // Another root, with a manifest that agrees.
    let root = pack("root");
    let checkpoint = fs::read_to_string(root.join("checkpoint")).unwrap();
    let other = checkpoint.replace(checkpoint.lines().nth(2).unwrap(), "SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=");
    fs::write(root.join("checkpoint"), &other).unwrap();
    let digest = |text: &str| impound::journal::Digest::of(text.as_bytes()).to_string();
    let manifest = fs::read_to_string(root.join("manifest.sha256")).unwrap();
    fs::write(root.join("manifest.sha256"), manifest.replace(&digest(&checkpoint), &digest(&other))).unwrap();
    assert_eq!(refused("root").code, 1);
    // Another program's pack can be checked only in part.
    let strange = pack("strange");
    let package = fs::read_to_string(strange.join("datapackage.json")).unwrap();
    let other = package.replace("impound-pack/1", "impound-pack/9");
    fs::write(strange.join("datapackage.json"), &other).unwrap();
    let manifest = fs::read_to_string(strange.join("manifest.sha256")).unwrap();
    fs::write(strange.join("manifest.sha256"), manifest.replace(&digest(&package), &digest(&other))).unwrap();
    let said = refused("strange");
    assert!(said.code == 6 && said.err.contains("could not be checked in full"), "{said:?}");
    fs::write(desk.path("junk"), "junk").unwrap();
    assert_eq!(refused("junk").code, 3);
    let connection = rusqlite::Connection::open(desk.path("de.db")).unwrap();
    connection.execute("UPDATE family SET steps = replace(steps, '100.00', '900.00')", ()).unwrap();
    drop(connection);
    let said = refused("de.db");
    assert!(said.code == 3 && said.err.contains("the ledger does not verify"), "{said:?}");
}

#[test]
fn a_ledger_that_was_rolled_back_is_refused() {
    let desk = offices();
    desk.does("backup [desk]/before.db --ledger [desk]/de.db");
    desk.does("case open other --title Other --lead DE --ledger [desk]/de.db");
    fs::copy(desk.path("before.db"), desk.path("de.db")).unwrap();
    let said = desk.run(&format!("consolidate {BOTH} -- holdings"));
    assert_eq!((said.code, said.out.as_str()), (3, ""));
    assert!(said.err.starts_with("impound: [desk]/de.db: ROLLBACK"), "{}", said.err);
}

#[test]
fn a_ledger_in_which_somebody_records_is_read_as_it_was_before() {
    let desk = offices();
    let writer = rusqlite::Connection::open(desk.path("fr.db")).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(rows(&desk, BOTH, "holdings --by currency"), ["EUR,2,2,0,0,0,0,170.00,true,170.00,true,false"]);
}

#[test]
fn jurisdictions_add_up_with_the_ranges_that_pools_leave_open() {
    let desk = offices();
    let there = format!("{}/coco:1", origin(&desk, "de"));
    desk.does(&format!(
        "freeze --case coco --in DE,FR --kind cash --amount \"30 EUR\" --on 2024-06-26 --source S1 --ledger [desk]/fr.db --may-overlap {there}"
    ));
    assert_eq!(
        rows(&desk, BOTH, "jurisdictions"),
        [
            "DE,EUR,1,100.00,true,100.00,true,1,0,100.00,true,130.00,true",
            "FR,EUR,1,70.00,true,70.00,true,1,0,70.00,true,100.00,true"
        ]
    );
}
