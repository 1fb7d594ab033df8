//! `--json`: every command answers with one object, with exact amounts, and says no less than its text does.

use serde_json::{Value, json};

use super::desk::Desk;

/// The answer of a command.
fn asked(desk: &Desk, line: &str) -> Value {
    let answer = desk.does(line);
    assert_eq!(answer.lines().count(), 1, "{line}");
    serde_json::from_str(&answer).unwrap()
}

/// A ledger with an asset, an item of it, and a correction.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE,HU --kind cash --what \"a safe\" --on 2024-01-02 --source S1 --subject owner:Eve --amount \">5 EUR\" --authority \"AG Köln\"");
    desk.does("seize --part-of coco:1 --in DE --on 2024-01-03 --source S1 --amount \"2 EUR\"");
    desk.does("correct 5 --reason \"a slip\" --amount \"3 EUR\"");
    desk
}

#[test]
fn lists_are_objects_with_one_list() {
    let desk = desk();
    assert_eq!(
        asked(&desk, "case list --json"),
        json!({ "cases": [{ "case": "coco", "lead": "FR", "title": "Coco", "entry": 2 }] })
    );
    assert_eq!(
        asked(&desk, "source list --json"),
        json!({ "sources": [{ "source": "S1", "published": null, "title": "A release", "entry": 3 }] })
    );
    let sets = asked(&desk, "rates list --json")["sets"].clone();
    assert_eq!((sets.as_array().unwrap().len(), &sets[0]["set"]), (2, &json!("fixed")));
    assert_eq!(asked(&desk, "rates show fixed DEM --json")["rate"], "1.95583");
    assert_eq!(asked(&desk, "source show S1 --json"), json!({ "source": "S1", "title": "A release", "entry": 3 }));
    let item = json!({
        "asset": "coco:1.1", "kind": "cash", "jurisdictions": "DE", "stage": "seized", "amount": "3.00 EUR",
        "value": "3.00 EUR", "count": null, "carved": false, "until": null,
    });
    let asset = json!({
        "asset": "coco:1", "kind": "cash", "jurisdictions": "DE+HU", "stage": "frozen", "amount": ">2.00 EUR",
        "value": ">2.00 EUR", "count": null, "carved": true, "until": null,
    });
    assert_eq!(asked(&desk, "asset list --json"), json!({ "assets": [asset, item] }));
}

#[test]
fn an_asset_comes_with_its_items_and_its_entries() {
    let desk = desk();
    let asset = asked(&desk, "show coco:1 --json");
    assert_eq!(asset["amount"], ">2.00 EUR");
    assert_eq!((&asset["case"], &asset["part_of"]), (&json!("coco"), &Value::Null));
    assert_eq!((&asset["basis"], &asset["authority"]), (&json!("stated"), &json!("AG Köln")));
    assert_eq!((&asset["description"], &asset["subjects"]), (&json!("a safe"), &json!("owner: [personal]")));
    let assets = asked(&desk, "asset list --json")["assets"].clone();
    assert_eq!(asset["items"].as_array().unwrap(), &assets.as_array().unwrap()[1..]);
    let history = asked(&desk, "history coco:1 --json");
    assert_eq!(asset["entries"], history["entries"]);
    let entries = history["entries"].as_array().unwrap();
    let fates: Vec<_> = entries.iter().map(|entry| (&entry["entry"], &entry["status"])).collect();
    let fate = |entry: u64, status: &str| (json!(entry), json!(status));
    let expected = [fate(4, "current"), fate(5, "corrected by entry 6"), fate(6, "current")];
    assert_eq!(fates, expected.iter().map(|(entry, status)| (entry, status)).collect::<Vec<_>>());
    assert_eq!(asked(&desk, "show coco:1 --json --personal")["subjects"], "owner: Eve");
}

#[test]
fn an_entry_comes_as_its_bytes_state_it() {
    let desk = desk();
    let entry = asked(&desk, "show 4 --json");
    assert_eq!(entry["content"]["amount"], ">5.00 EUR");
    assert_eq!(entry["content"]["subjects"][0]["role"], "owner");
    assert_eq!((&entry["entry"], &entry["status"]), (&json!(4), &json!("current")));
    assert!(entry.get("personal").is_none());
    assert_eq!(asked(&desk, "show 4 --json --personal")["personal"], json!({ "subjects": "owner: Eve" }));
    assert_eq!(asked(&desk, "show 2 --json")["status"], Value::Null);
    let journal = desk.does("export journal");
    let line: Value = serde_json::from_str(journal.lines().nth(3).unwrap()).unwrap();
    assert_eq!(entry["content"], line);
}

#[test]
fn checks_and_exports_are_reported_as_an_object() {
    let desk = desk();
    let verified = asked(&desk, "verify --json");
    assert_eq!((&verified["entries"], &verified["differences"]), (&json!(6), &json!([])));
    let checkpoint = asked(&desk, "checkpoint --json");
    assert_eq!(checkpoint["checkpoint"], desk.does("checkpoint"));
    assert_eq!((&checkpoint["size"], &checkpoint["signed"]), (&json!(6), &json!(false)));
    assert_eq!(checkpoint["root"], verified["root"]);
    assert_eq!(asked(&desk, "checkpoint --output [desk]/c --json")["output"], "[desk]/c");
    let proof = asked(&desk, "prove 4 --json");
    assert_eq!(proof["proof"], desk.does("prove 4"));
    assert_eq!(asked(&desk, "prove 4 --output [desk]/p --json")["output"], "[desk]/p");
    let checked = asked(&desk, "verify-proof [desk]/p --json");
    assert_eq!((&checked["entry"], &checked["recorded_by"]), (&json!(4), &json!("Ada")));
    assert_eq!(asked(&desk, "export journal --output [desk]/j --json")["entries"], 6);
    let pack = asked(&desk, "export pack [desk]/pack --json");
    assert_eq!((&pack["entries"], &pack["directory"]), (&json!(6), &json!("[desk]/pack")));
    let dossier = asked(&desk, "export dossier [desk]/coco.html --json");
    assert_eq!((&dossier["entries"], &dossier["output"]), (&json!(6), &json!("[desk]/coco.html")));
    let ftm = asked(&desk, "export ftm [desk]/coco.json --json");
    assert_eq!((&ftm["entries"], &ftm["output"]), (&json!(6), &json!("[desk]/coco.json")));
    assert_eq!(asked(&desk, "rederive --json")["rebuilt"], true);
    let backup = asked(&desk, "backup [desk]/b.db --json");
    assert_eq!((&backup["from"], &backup["to"]), (&json!("[desk]/ledger.db"), &json!("[desk]/b.db")));
    let restored = asked(&desk, "restore [desk]/b.db --ledger [desk]/r.db --json");
    assert_eq!((&restored["entries"], &restored["bytes"]), (&json!(6), &backup["bytes"]));
    let copied = asked(&desk, "copy [desk]/r.db [desk]/c.db --json");
    assert_eq!((&copied["from"], &copied["to"]), (&json!("[desk]/r.db"), &json!("[desk]/c.db")));
    assert_eq!((&copied["root"], &copied["differences"]), (&restored["root"], &json!([])));
    assert_eq!(asked(&desk, "init --ledger [desk]/new.db --json")["ledger"], "[desk]/new.db");
}

#[test]
fn differences_are_reported_as_an_object_with_the_same_exit_code() {
    let desk = desk();
    let elsewhere = "impound/elsewhere/00112233445566778899aabbccddeeff";
    let said = desk.run(&format!("verify --json --expect \"{elsewhere} 1 {}=\"", "A".repeat(43)));
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((said.code, answer["differences"].as_array().unwrap().len()), (3, 1));
}

#[test]
fn amount_and_report_accept_it_as_their_format() {
    let desk = desk();
    assert_eq!(desk.does("amount \">5 EUR\" --json"), desk.does("amount \">5 EUR\" --format json"));
    assert_eq!(desk.does("report holdings --json"), desk.does("report holdings --format json"));
    assert_eq!(desk.does("report register --json"), desk.does("report register --format json"));
}

#[test]
fn quiet_does_not_suppress_json() {
    let desk = desk();
    assert_eq!(asked(&desk, "verify --quiet --json")["entries"], 6);
}
