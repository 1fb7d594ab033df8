//! `export ftm`: what FollowTheMoney is told, checked by FollowTheMoney itself.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use impound::domain::Jurisdiction;
use serde_json::Value;

use super::desk::Desk;
use crate::tools;

/// The checker.
const CHECK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/all/cli/ftm.py");

/// The entities of an export, checked if FollowTheMoney is at hand.
#[track_caller]
fn exported(desk: &Desk, flags: &str) -> Vec<Value> {
    let file = desk.path("checked.json");
    let _: std::io::Result<()> = fs::remove_file(&file);
    desk.does(&format!("export ftm [desk]/checked.json {flags}"));
    let text = fs::read_to_string(&file).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    if tools::importable("followthemoney", "export ftm") {
        let checked = Command::new("python3").arg(CHECK).arg(&file).output().unwrap();
        assert!(checked.status.success(), "{flags}: {}", String::from_utf8_lossy(&checked.stderr));
        assert_eq!(serde_json::from_slice::<Vec<Value>>(&checked.stdout).unwrap(), lines);
    }
    lines
}

/// The entities of a schema.
fn of<'a>(entities: &'a [Value], schema: &str) -> Vec<&'a Value> {
    entities.iter().filter(|entity| entity["schema"] == schema).collect()
}

/// The only entity of a schema.
#[track_caller]
fn only<'a>(entities: &'a [Value], schema: &str) -> &'a Value {
    let [one] = of(entities, schema)[..] else { panic!("not one {schema}: {entities:#?}") };
    one
}

/// The texts of a property.
fn texts<'a>(entity: &'a Value, property: &str) -> Vec<&'a str> {
    entity["properties"][property].as_array().map_or(Vec::new(), |texts| texts.iter().flat_map(Value::as_str).collect())
}

/// A case with an asset of every kind, an item, a sale, a link, and personal data.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.does("case edit coco --authority JUNALCO@FR --authority executing:ARO@DE --offence fraud --opened 2021 --note N --reason x");
    desk.does(
        "source add W --title \"A page\" --url https://site.example/a?b=1 --published 2024-06-28 --kind web --lang fr",
    );
    desk.does(
        "freeze --case coco --in DE --kind bank-account --on 2024-01-02 --source W#p1 --amount \"5000000 EUR\" --as-written \"5 Mio.\" \
         --subject \"owner:Eve Adams\" --subject \"victim:Bob\" --id iban:DE89370400440532013000 --id bic:DEUTDEFF --authority \"AG Köln\" --order \"12 Gs 3/24\"",
    );
    desk.does(
        "freeze --case coco --in HU,LT,DE,NL --kind cash --on ../2024-06-28 --source S1 --amount \">5000000 EUR\"",
    );
    desk.does("seize --case coco --in DE --in-basis inferred --kind crypto-asset --on 2024-02 --source S1 --amount \"0.000000000000000001 ETH\" --value \"3 EUR\" --subject owner:Eve --id eth:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
    for (kind, more) in [
        ("real-estate", "--what \"A house\""),
        ("vehicle", "--what \"A car\" --id plate:AB-1 --id vin:wvwzzz1jzxw000001 --until 2026"),
        ("vessel", ""),
        ("aircraft", "--id serial:7"),
        ("securities", ""),
        ("business-share", "--what \"30 % of X Ltd\" --id lei:5493001kjtiigc8y1r12 --subject owner:Eve"),
        ("receivable", "--amount \"70 EUR\" --subject owner:Eve"),
        ("domain-name", "--id domain:coco.example --amount non-valued"),
        ("server", "--count 2 --count-of servers --quantity \"two racks\" --custodian AGRASC"),
    ] {
        desk.does(&format!("seize --case coco --in FR --kind {kind} --on 2024-03-01 --source S1 {more}"));
    }
    desk.does("seize --part-of coco:2 --in DE --on 2024-06-30 --source S1 --amount \"2 EUR\" --may-overlap coco:1");
    desk.does(
        "dispose --asset coco:5 --how sold --on 2024-06-30 --source S1 --proceeds \"900 EUR\" --costs \"100 EUR\"",
    );
    desk
}

#[test]
fn every_kind_of_asset_is_the_thing_that_it_is() {
    let desk = desk();
    let entities = exported(&desk, "");
    let mut schemas: BTreeMap<&str, usize> = BTreeMap::new();
    entities.iter().for_each(|entity| *schemas.entry(entity["schema"].as_str().unwrap()).or_default() += 1);
    let once = [
        "BankAccount",
        "CryptoWallet",
        "RealEstate",
        "Vehicle",
        "Vessel",
        "Airplane",
        "Security",
        "Company",
        "CourtCase",
    ];
    assert!(once.iter().all(|schema| schemas[schema] == 1), "{schemas:?}");
    assert_eq!((schemas["Asset"], schemas["Debt"], schemas["Document"], schemas["PublicBody"]), (6, 1, 2, 3));
    // One for each action, the sale among them.
    assert_eq!(schemas["Risk"], 14);
    let case = only(&entities, "CourtCase");
    assert_eq!(
        (texts(case, "name"), texts(case, "caseNumber"), texts(case, "country")),
        (vec!["Coco"], vec!["coco"], vec!["fr"])
    );
    assert_eq!((texts(case, "category"), texts(case, "fileDate")), (vec!["fraud"], vec!["2021"]));
    let account = only(&entities, "BankAccount");
    assert_eq!((texts(account, "amount"), texts(account, "balance")), (vec!["5000000.00"], vec!["5000000.00"]));
    assert_eq!((texts(account, "currency"), texts(account, "balanceDate")), (vec!["EUR"], vec!["2024-01-02"]));
    assert_eq!((texts(account, "topics"), texts(account, "name")), (vec!["asset.frozen"], vec!["bank-account coco:1"]));
    let wallet = only(&entities, "CryptoWallet");
    assert_eq!(
        (texts(wallet, "balance"), texts(wallet, "currencySymbol")),
        (vec!["0.000000000000000001"], vec!["ETH"])
    );
    assert!(texts(wallet, "summary").contains(&"value: 3.00 EUR"), "{wallet}");
    assert_eq!(texts(only(&entities, "Debt"), "amount"), ["70.00"]);
    // What was sold is not held any more; the money stands in its place.
    assert_eq!(texts(only(&entities, "Vehicle"), "topics"), [""; 0]);
    let proceeds =
        of(&entities, "Asset").into_iter().find(|asset| asset["id"].as_str().unwrap().ends_with("-proceeds"));
    assert_eq!(texts(proceeds.unwrap(), "amount"), ["800.00"]);
}

#[test]
fn an_action_says_what_was_done_and_where_that_is_said() {
    let desk = desk();
    let entities = exported(&desk, "");
    let risks = of(&entities, "Risk");
    let [first, pool] = [risks[0], risks[1]];
    let account = only(&entities, "BankAccount");
    assert_eq!(texts(first, "entity"), [account["id"].as_str().unwrap()]);
    assert_eq!((texts(first, "summary"), texts(first, "description")), (vec!["5000000.00 EUR"], vec!["5 Mio."]));
    assert_eq!(
        (texts(first, "reason"), texts(first, "authority")),
        (vec!["freeze, order 12 Gs 3/24"], vec!["AG Köln"])
    );
    assert_eq!((texts(first, "startDate"), texts(first, "listingDate")), (vec!["2024-01-02"], vec!["2024-07-01"]));
    assert_eq!((texts(first, "recordId"), texts(first, "topics")), (vec!["6"], vec!["asset.frozen"]));
    assert_eq!(texts(first, "sourceUrl"), ["https://site.example/a?b=1"]);
    let page = of(&entities, "Document").into_iter().find(|source| texts(source, "fileName") == ["W"]).unwrap();
    assert_eq!(texts(first, "proof"), [page["id"].as_str().unwrap()]);
    // What cannot be said is said in the summary.
    assert_eq!(
        texts(pool, "summary"),
        [">5000000.00 EUR", "place: a pool, in one of DE, HU, LT, NL or across them", "date: ../2024-06-28"]
    );
    assert_eq!((texts(pool, "startDate"), texts(pool, "country")), (vec![], vec!["de", "hu", "lt", "nl"]));
    let cash = of(&entities, "Asset").into_iter().find(|asset| texts(asset, "name") == ["cash coco:2"]).unwrap();
    assert_eq!((texts(cash, "amount"), texts(cash, "currency")), (vec![], vec!["EUR"]));
    assert!(
        texts(cash, "summary").starts_with(&[">4999998.00 EUR", "amount: what is left beside its items"]),
        "{cash}"
    );
    let sanctions = exported(&desk, "--ftm-as sanction");
    assert!(of(&sanctions, "Risk").is_empty());
    assert_eq!(of(&sanctions, "Sanction").len(), risks.len());
    assert_eq!(of(&sanctions, "Sanction")[0]["id"], first["id"]);
}

#[test]
fn only_readings_in_force_are_told_and_ids_last() {
    let desk = desk();
    let before = exported(&desk, "");
    desk.does("correct 6 --reason \"a slip\" --amount \"7 EUR\"");
    desk.does("void 9 --reason \"another case\"");
    let after = exported(&desk, "");
    let [old, new] = [&before, &after]
        .map(|entities| of(entities, "Risk").into_iter().find(|risk| texts(risk, "reason")[0].contains("Gs")).unwrap());
    assert_eq!(old["id"], new["id"]);
    assert_eq!((texts(new, "summary"), texts(new, "recordId")), (vec!["7.00 EUR"], vec!["20"]));
    assert!(of(&after, "RealEstate").is_empty());
    assert_eq!(of(&before, "Risk").len(), of(&after, "Risk").len() + 1);
}

#[test]
fn persons_and_identifiers_are_told_only_if_asked_for() {
    let desk = desk();
    let hidden = exported(&desk, "");
    let text = fs::read_to_string(desk.path("checked.json")).unwrap();
    for datum in
        ["Eve", "Bob", "DE89370400440532013000", "AB-1", "coco.example", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"]
    {
        assert!(!text.contains(datum), "{datum}");
    }
    assert!(of(&hidden, "Ownership").is_empty());
    let shown = exported(&desk, "--personal");
    let account = only(&shown, "BankAccount");
    assert_eq!((texts(account, "iban"), texts(account, "bic")), (vec!["DE89370400440532013000"], vec!["DEUTDEFF"]));
    assert_eq!(texts(only(&shown, "CryptoWallet"), "cryptoAddress"), ["0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"]);
    assert_eq!(texts(only(&shown, "Company"), "leiCode"), ["5493001KJTIIGC8Y1R12"]);
    // The account, the share and the claim; a wallet cannot be owned there.
    assert_eq!(of(&shown, "Ownership").len(), 3);
    let roles: Vec<&str> = of(&shown, "UnknownLink").iter().flat_map(|link| texts(link, "role")).collect();
    assert!(roles.contains(&"victim") && roles.contains(&"owner"), "{roles:?}");
    assert_eq!(texts(only(&shown, "Debt"), "creditor").len(), 1);
    // Nobody is told who is withheld, only that somebody is.
    desk.does("restrict 6 --reason contested");
    let restricted = exported(&desk, "--personal");
    let account = only(&restricted, "BankAccount");
    assert!(texts(account, "iban").is_empty() && texts(account, "notes").contains(&"iban: [restricted]"), "{account}");
    assert_eq!(of(&restricted, "Ownership").len(), 2);
    assert!(texts(of(&restricted, "Risk")[0], "description").contains(&"owner: [restricted]"));
}

#[test]
fn a_case_comes_with_what_it_rests_on_and_nothing_else() {
    let desk = desk();
    desk.does("case open other --title Other --lead DE");
    desk.does("source add S9 --title \"Another\"");
    desk.does("freeze --case other --in DE --kind cash --on 2024 --source S9 --may-overlap coco:1 --authority ARO2");
    let all = exported(&desk, "");
    let other = exported(&desk, "--case other");
    assert_eq!((of(&other, "CourtCase").len(), of(&other, "Risk").len(), of(&other, "Document").len()), (1, 1, 1));
    assert!(other.iter().filter(|entity| entity["schema"] != "Asset").all(|entity| all.contains(entity)), "{other:#?}");
    assert!(texts(only(&other, "Asset"), "summary").contains(&"perhaps the same money as coco:1"));
    assert!(of(&all, "UnknownLink").iter().any(|link| texts(link, "role") == ["perhaps the same money"]));
    let said = desk.run("export ftm [desk]/x.json --case nowhere");
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("--case: there is no case nowhere") && !desk.path("x.json").exists(), "{}", said.err);
}

#[test]
fn every_country_is_known_there() {
    let desk = Desk::new();
    let codes: Vec<&str> = Jurisdiction::all().map(Jurisdiction::code).collect();
    desk.does(&format!("freeze --case coco --in {} --kind cash --on 2024 --source S1", codes.join(",")));
    let entities = exported(&desk, "");
    assert_eq!(texts(only(&entities, "Asset"), "country").len(), codes.len());
}

#[test]
fn amounts_come_back_to_the_last_digit() {
    let desk = Desk::new();
    let amounts = [
        "79228162514264337593543950.33 EUR",
        "0.000000000000000001 ETH",
        "79228162514.264337593543950335 ETH",
        "0.00 EUR",
        "5 JPY",
        "1.234 KWD",
    ];
    for amount in amounts {
        desk.does(&format!(
            "seize --case coco --in DE --kind other --on 2024 --source S1 --anyway --amount \"{amount}\""
        ));
    }
    let entities = exported(&desk, "");
    let found: Vec<String> = of(&entities, "Asset")
        .iter()
        .map(|asset| format!("{} {}", texts(asset, "amount")[0], texts(asset, "currency")[0]))
        .collect();
    assert_eq!(found, amounts);
}

#[test]
fn hostile_text_stays_text() {
    let desk = Desk::new();
    let long = "x".repeat(10_000);
    for text in ["\"\"", "'", "=1+1", "{\"id\":1}", "\\u0000", "<script>", "…", "a\u{301}", "💶", long.as_str()] {
        let quoted = shlex::try_quote(text).unwrap();
        desk.does(&format!("seize --case coco --in DE --kind art --on 2024 --source S1 --anyway --what {quoted} --note {quoted} --as-written {quoted} --authority {quoted} --subject {quoted} --order {quoted} --quantity {quoted}"));
    }
    desk.does("source add U --title '\"' --url \"https://a b.example/<x>\" --publisher \"=2\" --kind '\"'");
    desk.does("case edit coco --title '\"\"' --reason x --authority '\"\"'");
    let entities = exported(&desk, "--personal");
    assert_eq!(of(&entities, "Asset").len(), 10);
    assert_eq!(texts(only(&entities, "CourtCase"), "name"), ["case coco"]);
}

#[test]
fn the_file_is_new_private_and_always_the_same() {
    let desk = desk();
    let said = desk.does("export ftm [desk]/one.json");
    let one = fs::read_to_string(desk.path("one.json")).unwrap();
    assert_eq!(said, format!("{} entities of 19 entries: [desk]/one.json\n", one.lines().count()));
    assert_eq!(fs::metadata(desk.path("one.json")).unwrap().permissions().mode() & 0o777, 0o600);
    desk.does("export ftm [desk]/two.json --quiet");
    assert_eq!(fs::read_to_string(desk.path("two.json")).unwrap(), one);
    let refusal = "impound: [desk]/one.json exists already\n  hint: it is never overwritten: name another file, or move it away\n";
    desk.refuses("export ftm [desk]/one.json", 1, refusal);
}
