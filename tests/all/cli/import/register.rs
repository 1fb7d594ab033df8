//! A register is imported into a new ledger and gives the same reports.

use proptest::prelude::*;

use super::super::desk::Desk;
use super::{desk, import, imports, put, register, report};

/// What must be the same in both ledgers.
const REPORTS: [(&str, &str); 7] = [
    (
        "holdings --by case,jurisdiction,stage,kind,currency,authority",
        "case jurisdiction stage kind currency authority assets exact bounded unstated non_valued undated lower lower_inclusive upper upper_inclusive approximate",
    ),
    ("holdings --by currency --as-of 2024-06-30", "currency assets lower lower_inclusive upper upper_inclusive"),
    (
        "actions --by case,jurisdiction,action,kind,currency,month",
        "case jurisdiction action kind currency month actions exact bounded unstated non_valued carried lower lower_inclusive upper upper_inclusive approximate",
    ),
    (
        "holdings --by case,kind,stage --values --counts",
        "case kind stage currency value_currency count_of assets value_exact value_bounded value_unstated value_non_valued value_lower value_lower_inclusive value_upper value_upper_inclusive value_approximate count count_upper count_approximate",
    ),
    (
        "actions --by case,action,month --values-only --counts",
        "case action month value_currency count_of actions value_exact value_bounded value_unstated value_lower value_upper count count_upper count_approximate",
    ),
    (
        "jurisdictions",
        "jurisdiction currency assets lower upper pools range_lower range_lower_inclusive range_upper range_upper_inclusive",
    ),
    (
        "pools",
        "asset case candidates basis stage currency lower upper itemised_lower itemised_upper residual_lower residual_upper sources",
    ),
];

/// The ledger made from the register of this one, and what its import says.
fn copied(desk: &Desk) -> (Desk, String) {
    let text = desk.does("report register --personal --format csv");
    let copy = super::desk("register.csv", &text);
    let said = import(&copy, "register.csv", "--open-missing");
    assert_eq!(said.code, 0, "{}\n{text}", said.err);
    (copy, said.err)
}

fn assert_same(desk: &Desk, copy: &Desk) {
    for (what, columns) in REPORTS {
        assert_eq!(report(desk, what, columns), report(copy, what, columns), "{what}");
    }
    assert!(copy.does("verify").ends_with("no differences\n"));
}

#[test]
fn values_and_counts_come_back_as_they_were() {
    let desk = Desk::new();
    desk.does("seize --case coco --in DE --kind crypto-asset --amount \"50000 BTC\" --value \"more than 2 billion euros\" --count 3 --count-of wallets --on 2024-05-01 --source S1");
    desk.does("seize --part-of coco:1 --amount \"20000 BTC\" --value \"~900000000 EUR\" --count 1 --count-of wallets --on 2024-05-02 --source S1");
    desk.does("freeze --case coco --in DE --kind bank-account --amount \"5 EUR\" --count \">110\" --count-of accounts --on 2024-05-03 --source S1");
    desk.does("revalue --asset coco:2 --value \"70 USD\" --on 2024-06-01 --source S1");
    desk.does("correct 6 --reason counted --count 8..10 --value \"4.5 EUR\"");
    let (copy, _) = copied(&desk);
    assert_eq!(
        register(&copy, "asset amount value count count_of"),
        [
            "coco:1 | 50000.00000000 BTC | >2000000000.00 EUR | 3 | wallets",
            "coco:1.1 | 20000.00000000 BTC | ~900000000.00 EUR | 1 | wallets",
            "coco:2 | 5.00 EUR | 4.50 EUR | 8..10 | accounts",
            "coco:2 | - | 70.00 USD | - | -",
        ]
    );
    assert_same(&desk, &copy);
}

#[test]
fn a_correction_takes_the_place_of_what_it_corrects() {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE --kind cash --amount \"5 EUR\" --on 2024-05 --source S1");
    desk.does("seize --asset coco:1 --on 2024-06 --source S1");
    desk.does("correct 4 --reason misread --amount \"7 EUR\" --on 2024-04");
    desk.does("correct 4 --reason again --amount \"8 EUR\"");
    desk.does("freeze --case coco --in DE --kind cash --on 2024-05 --source S1 --may-overlap coco:1");
    desk.does("void 8 --reason \"it was another\"");
    desk.does("freeze --case coco --in DE --kind cash --on 2024-05 --source S1");
    let (copy, _) = copied(&desk);
    assert_eq!(
        register(&copy, "asset action date amount"),
        [
            "coco:1 | freeze | 2024-04 | 8.00 EUR",
            "coco:1 | seize | 2024-06 | -",
            "coco:3 | freeze | 2024-05 | unstated"
        ]
    );
    assert_same(&desk, &copy);
}

#[test]
fn what_an_amount_covers_comes_back_as_it_was() {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE,NL --kind cash --amount \"10 EUR\" --on 2024-05 --source S1");
    desk.does("seize --part-of coco:1 --in NL --amount \"4 EUR\" --on 2024-05 --source S1");
    desk.does("revalue --asset coco:1 --amount \"12 EUR\" --of whole --on 2024-06 --source S1");
    desk.does("seize --asset coco:1 --amount \"9 EUR\" --of rest --whole --on 2024-06 --source S1");
    let (copy, _) = copied(&desk);
    assert_eq!(
        register(&copy, "asset amount of whole"),
        [
            "coco:1 | 10.00 EUR | - | -",
            "coco:1.1 | 4.00 EUR | - | -",
            "coco:1 | 12.00 EUR | whole | -",
            "coco:1 | 9.00 EUR | rest | true"
        ]
    );
    assert_same(&desk, &copy);
}

#[test]
fn a_voided_asset_is_left_out_of_may_overlap_with_a_notice() {
    let desk = Desk::new();
    for line in ["", "--anyway", "--anyway --may-overlap coco:1 --may-overlap coco:2"] {
        desk.does(&format!(
            "freeze --case coco --in DE --kind cash --amount \"5 EUR\" --on 2024-05 --source S1 {line}"
        ));
    }
    desk.does("void 4 --reason \"it did not happen\"");
    let (copy, notes) = copied(&desk);
    assert_eq!(notes, "impound: note: line 4: may_overlap names “coco:1”, which is void: the name is left out\n");
    assert_eq!(register(&copy, "asset may_overlap"), ["coco:2 | -", "coco:3 | coco:2"]);
    assert_same(&desk, &copy);
}

#[test]
fn a_register_imported_twice_records_nothing_twice() {
    let desk = Desk::new();
    desk.does("seize --case coco --in DE,NL --kind cash --amount \"5 EUR\" --on 2024-05 --source S1");
    desk.does("release --part-of coco:1 --in NL --amount \"1 EUR\" --on 2024-06 --source S1");
    desk.does("confiscate --asset coco:1 --on 2024-07 --source S1");
    let (copy, _) = copied(&desk);
    assert!(imports(&copy, "register.csv", "").contains("0 recorded, 3 recorded before"));
}

#[test]
fn an_overlap_with_a_voided_item_points_to_its_parent() {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE --kind cash --on 2024 --source S1 --amount \"1 EUR\"");
    desk.does("freeze --part-of coco:1 --on 2024 --source S1 --ref item");
    desk.does("freeze --part-of coco:1.1 --on 2024 --source S1 --ref part");
    desk.does(
        "freeze --case coco --in DE --kind cash --on 2024 --source S1 --amount \"1 EUR\" --may-overlap coco:1.1.1 --anyway",
    );
    desk.does("void 6 --reason \"no such part\"");
    let (copy, said) = copied(&desk);
    assert_eq!(
        said,
        "impound: note: line 5: may_overlap names “coco:1.1.1”, which is void: replaced by its \
         parent, “coco:1.1”\n"
    );
    assert_same(&desk, &copy);
    desk.does("void 5 --reason \"no such item\"");
    assert_same(&desk, &copied(&desk).0);
}

#[test]
fn a_number_far_beyond_the_next_is_refused() {
    let desk = desk("a.csv", "case,action,date,asset\nc,freeze,2024,c:1000001\nc,freeze,2024,c:4294967295\n");
    let said = import(&desk, "a.csv", "--open-missing");
    assert_eq!(
        said.err,
        "impound: a.csv, line 3\n  c:4294967295 is more than 1000000 beyond the next number, which is 1000002\n    \
         hint: check the asset's reference; without one the asset is given the next number\n\
         impound: a.csv: 1 faulty row of 2: nothing is recorded\n  \
         hint: fix them and repeat the command, or record the others with --rejects FILE\n"
    );
    put(&desk, "b.csv", "case,action,date,asset,part_of\nc,freeze,2024,c:1,\nc,freeze,2024,c:1.4294967295,c:1\n");
    let said = import(&desk, "b.csv", "--open-missing");
    assert!(
        said.err.contains("c:1.4294967295 is more than 1000000 beyond the next number, which is 1\n"),
        "{}",
        said.err
    );
}

#[test]
fn a_row_with_an_unlikely_date_is_recorded_and_listed() {
    let desk = desk("a.csv", "case,action,date\nc,freeze,2106-02\nc,freeze,2024\nc,freeze,1024-05-01\n");
    let said = import(&desk, "a.csv", "--open-missing");
    assert_eq!(
        (said.code, said.err.as_str()),
        (
            0,
            "impound: note: line 2: column date: 2106-02 is in the future: today is 2024-07-01 (UTC)\n\
             impound: note: line 4: column date: 1024-05-01 is before 1900\n"
        )
    );
}

#[test]
fn columns_of_a_register_that_do_not_describe_the_action_are_ignored() {
    let desk = desk(
        "a.csv",
        "entry,recorded_at,recorded_by,status,case,action,date,lower,hash,fault\n4,x,y,current,c,freeze,2024,5,z,bad\n5,x,y,voided,c,freeze,2024,,,\n",
    );
    assert!(imports(&desk, "a.csv", "--open-missing").starts_with("[desk]/a.csv  1 row: 1 recorded, 1 skipped\n"));
    put(&desk, "b.csv", "status,case,action,date\ncurent,c,freeze,2024\n");
    assert!(import(&desk, "b.csv", "").err.contains("column status: “curent” is not a status\n"));
}

/// One step at the desk: what to do, to which asset, and with which particulars.
type Step = (u8, prop::sample::Index, u8, u8, u8);

const PLACES: [&str; 6] = ["DE", "NL", "DE,NL", "FR,DE,NL", "unstated", "HU"];
const ACTIONS: [&str; 9] =
    ["freeze", "seize", "confiscate", "release", "return", "revalue", "transfer", "dispose", "recover"];
const DATES: [&str; 6] = ["2024-01-05", "2024-01", "../2024-02-10", "2024-02/2024-03", "2024-04-01~", "2024"];

fn amount(how: u8, size: u8) -> Option<String> {
    let size = u32::from(size) * 10 + 1;
    Some(match how % 10 {
        0 | 1 => format!("{size} EUR"),
        2 => format!(">{size} EUR"),
        3 => format!("<={size} USD"),
        4 => format!("{size}..{} EUR", size + 7),
        5 => format!("~{size}.50 EUR"),
        6 => "unstated".to_owned(),
        7 => "non-valued".to_owned(),
        8 => format!("0.{size:018} ETH"),
        _ => return None,
    })
}

/// Tries a command; most that the rules refuse are of no further interest.
fn play(desk: &Desk, assets: &mut Vec<String>, entries: &mut Vec<u64>, (what, which, how, size, by): Step) {
    let known = (!assets.is_empty()).then(|| assets[which.index(assets.len())].clone());
    let amount = amount(how, size).map_or(String::new(), |amount| format!("--amount \"{amount}\""));
    let date = DATES[usize::from(by) % DATES.len()];
    let place = PLACES[usize::from(size) % PLACES.len()];
    let action = ACTIONS[usize::from(by / 6) % ACTIONS.len()];
    let basis = if by % 2 == 0 { "--in-basis inferred" } else { "" };
    let overlap =
        known.as_ref().filter(|_| by % 5 == 0).map_or(String::new(), |other| format!("--may-overlap {other}"));
    let common = format!("--on {date} --source \"S1#p. {size}\" --json {amount}");
    let more = match action {
        "transfer" if by % 2 == 0 => format!("--to {place}"),
        "transfer" => format!("--to {place} --custodian K{}", size % 3),
        "dispose" if by % 3 == 0 => "--how sold".to_owned(),
        "dispose" if by % 3 == 1 => {
            format!("--how sold --proceeds \"{} EUR\" --costs \"{size} EUR\"", u32::from(size) + 3)
        }
        "dispose" => "--how lost --custodian K4".to_owned(),
        _ => String::new(),
    };
    let line = match (what % 8, known) {
        (0 | 1, _) | (_, None) => {
            let action = ACTIONS[usize::from(by) % 3];
            let case = if by % 4 == 0 { "d" } else { "coco" };
            format!(
                "{action} --case {case} --in {place} {basis} --kind cash --what \"=x{size}\" --subject owner:Ada{size} --id plate:X{size} {overlap} {common}"
            )
        }
        (2 | 3, Some(from)) if action != "revalue" => {
            let own = if by % 3 == 0 { "--in DE" } else { "" };
            let case = if by % 7 == 0 { "--case d" } else { "" };
            format!("{action} --part-of {from} {own} {case} {more} {common}")
        }
        (4 | 5, Some(asset)) => {
            let of = ["", "--of whole", "--of rest"][usize::from(how % 3)];
            let whole = if by % 2 == 0 { "--whole" } else { "" };
            format!("{action} --asset {asset} {more} --authority A{size} --note \"+n\" {of} {whole} {common}")
        }
        (6, Some(_)) if !entries.is_empty() => {
            let entry = entries[which.index(entries.len())];
            format!("correct {entry} --reason better --on {date} {amount} {overlap}")
        }
        (7, Some(_)) if !entries.is_empty() => format!("void {} --reason wrong", entries[which.index(entries.len())]),
        _ => return,
    };
    let said = desk.run(&line);
    if said.code != 0 || what % 8 >= 6 {
        return;
    }
    let said: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    if let (Some(entry), Some(asset)) = (said["entry"].as_u64(), said["asset"].as_str()) {
        entries.push(entry);
        if !assets.contains(&asset.to_owned()) {
            assets.push(asset.to_owned());
        }
    }
}

/// Assets whose amounts a file states with more decimals than their currency has.
fn stated(desk: &Desk) -> (Vec<String>, Vec<u64>) {
    put(
        desk,
        "stated.csv",
        "C,A,D,J,V\ncoco,freeze,2024-01-05,\"DE,NL\",1200.0055 EUR\ncoco,seize,2024-01-05,DE,~31.00001 EUR\nd,freeze,2024-01-05,,<3000.5005 USD\n",
    );
    put(
        desk,
        "stated.toml",
        "[columns]\ncase = \"C\"\naction = \"A\"\ndate = \"D\"\njurisdictions = \"J\"\n\
         amount = { from = \"V\", decimal = \".\", decimals = \"as stated\", otherwise = \"phrase\" }\n",
    );
    imports(desk, "stated.csv", "--map [desk]/stated.toml");
    let rows = register(desk, "asset entry").into_iter().map(|row| {
        let (asset, entry) = row.split_once(" | ").unwrap();
        (asset.to_owned(), entry.parse::<u64>().unwrap())
    });
    rows.unzip()
}

// Each case takes some dozens of commands and two ledgers, so an eighth of the cases is enough.
proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: ProptestConfig::default().cases / 8, ..ProptestConfig::default() })]
    #[test]
    fn the_register_of_any_ledger_gives_the_same_reports(steps in prop::collection::vec(any::<Step>(), 1..30)) {
        let desk = Desk::new();
        desk.does("case open d --title D --lead FR");
        let (mut assets, mut entries) = stated(&desk);
        for step in steps {
            play(&desk, &mut assets, &mut entries, step);
        }
        let (copy, _) = copied(&desk);
        assert_same(&desk, &copy);
    }
}

#[test]
fn a_register_with_two_current_readings_of_an_action_or_circular_corrections_is_refused() {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE --kind cash --amount \"5 EUR\" --on 2024-05 --source S1");
    desk.does("correct 4 --reason misread --amount \"6 EUR\"");
    desk.does("correct 4 --reason again --amount \"7 EUR\"");
    let text = desk.does("report register --format csv");
    let rows: Vec<&str> = text.lines().collect();
    let [header, first, second, third] = rows[..] else { panic!("{text}") };
    let corrects = |row: &str, entry: &str| row.replacen(",4,misread,", &format!(",{entry},misread,"), 1);
    let forged = [
        // Two current corrections; a current entry together with its correction.
        (vec![header, first, &second.replace("corrected", "current"), third], "another reading is current too"),
        (vec![header, &first.replace("corrected", "current"), second, third], "another reading is current too"),
        // A correction of a correction, and one of itself.
        (vec![header, first, second, &third.replacen(",4,again,", ",5,again,", 1)], "corrects another entry"),
        (vec![header, first, &corrects(&second.replace("corrected", "current"), "5")], "corrects another entry"),
    ]
    .map(|(rows, said)| (rows.join("\n"), said));
    for (forged, said) in forged {
        assert_ne!(format!("{forged}\n"), text, "{said}");
        let copy = super::desk("register.csv", &forged);
        let before = copy.files();
        let refused = import(&copy, "register.csv", "--open-missing");
        assert_eq!(refused.code, 1, "{forged}");
        assert!(refused.err.contains(said), "{said}: {}", refused.err);
        assert!(before == copy.files(), "{said}");
    }
}
