//! `impound claim`, `impound case event`, `impound report claims`, and the case at a glance.

use super::desk::Desk;

/// A ledger with claims and events of two cases.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.does("case open mill --title Mill --lead DE");
    desk.does("claim coco --about victims --count \">480\" --on 2024-06-28 --source \"S1#paragraph 1\"");
    desk.does("claim coco --about victims --count 480 --on 2024-06-25 --source S1 --text \"480 victimes\" --quiet");
    desk.does("claim coco --about Offices --count \"70..71\" --on 2024-06 --source S1");
    desk.does("claim mill --about proceedings --count ~23000 --on 2024-06-25~ --source S1");
    desk.does("claim coco --about moderation --text none --on 2024-06-25 --source S1 --quiet");
    desk.does("case event coco --on 2024-06-28 --what \"an inquiry is opened\" --source S1");
    desk.does(
        "case event coco --on ../2024-06-25 --what \"the site is closed\" --source \"S1#paragraph 3\" --source S1",
    );
    desk
}

#[test]
fn a_claim_and_an_event_are_recorded_and_shown() {
    let desk = Desk::new();
    assert_eq!(
        desk.does("claim coco --about victims --count \">480\" --on 2024-06-28 --source \"S1#paragraph 1\""),
        "entry 4  claim of the case coco on 2024-06-28: victims: >480\nreceipt  4 entries, root [digest]\n"
    );
    assert_eq!(
        desk.does("case event coco --on ../2024-06-25 --what \"the site is closed\" --source S1"),
        "entry 5  event of the case coco on ../2024-06-25: the site is closed\nreceipt  5 entries, root [digest]\n"
    );
    assert_eq!(
        desk.does("show 4"),
        "entry     4\nrecorded  2024-07-01T08:00:04Z by Ada\nrecords   a claim of a case\ncase      coco\n\
         about     victims\ncount     >480\ndate      2024-06-28\nsources   S1#paragraph 1\ndigest    [digest]\n"
    );
    assert_eq!(
        desk.does("show 5"),
        "entry     5\nrecorded  2024-07-01T08:00:05Z by Ada\nrecords   an event of a case\ncase      coco\n\
         date      ../2024-06-25\nwhat      the site is closed\nsources   S1\ndigest    [digest]\n"
    );
    assert_eq!(
        desk.does("claim coco --about victims --count 5 --on 2024 --source S1 --dry-run --json"),
        "{\"entry\":6,\"asset\":null,\"hash\":\"[digest]\",\"size\":6,\"root\":\"[digest]\",\"repeated\":false,\
         \"dry_run\":true}\n"
    );
    assert!(desk.does("verify").ends_with("\nno differences\n"));
}

#[test]
fn a_claim_in_words_warns_that_they_cannot_be_erased() {
    let desk = Desk::new();
    let warning = "impound: note: the text of a claim cannot be erased: it should name no person\n";
    let claim = |rest: &str| desk.run(&format!("claim coco --on 2024 --source S1 {rest}")).err;
    assert_eq!(claim("--about victims --count 480"), "");
    assert_eq!(claim("--about victims --text many"), warning);
    assert_eq!(claim("--about moderation --count 0"), warning);
    assert_eq!(claim("--about victims --text many --quiet"), "");
}

#[test]
fn claims_stand_side_by_side_in_their_report() {
    let desk = desk();
    let table = desk.does("report claims --case coco");
    assert_eq!(
        table.split_once("ledger at entry").unwrap().0,
        "Claims: facts of cases other than money, as each source states them\n\n\
         case  about       count       text        date        source  locator      entry\n\
         ────────────────────────────────────────────────────────────────────────────────\n\
         coco  moderation              none        2024-06-25  S1                       9\n\
         coco  offices        70 – 71              2024-06     S1                       7\n\
         coco  victims     > 480                   2024-06-28  S1      paragraph 1      5\n\
         coco  victims       480       480         2024-06-25  S1                       6\n\
         \u{20}                             victimes\n\n"
    );
    assert_eq!(
        desk.does("report claims --format csv"),
        "case,about,count_lower,count_lower_inclusive,count_upper,count_upper_inclusive,count_approximate,text,date,\
         source,locator,adopted,entry\n\
         coco,moderation,,,,,,none,2024-06-25,S1,,false,9\n\
         coco,offices,70,true,71,true,false,,2024-06,S1,,false,7\n\
         coco,victims,480,false,,,false,,2024-06-28,S1,paragraph 1,false,5\n\
         coco,victims,480,true,480,true,false,480 victimes,2024-06-25,S1,,false,6\n\
         mill,proceedings,23000,true,23000,true,true,,2024-06-25~,S1,,false,8\n"
    );
    let lines = |flags: &str| desk.does(&format!("report claims --format csv {flags}")).lines().count() - 1;
    assert_eq!((lines("--at-entry 5"), lines("--case mill"), lines("--as-of 2024-06-25")), (1, 1, 3));
    let json: serde_json::Value = serde_json::from_str(&desk.does("report claims --case mill --format json")).unwrap();
    assert_eq!(json["rows"][0]["count_lower"], "23000");
    assert_eq!(json["rows"][0]["count_approximate"], true);
    desk.refuses(
        "report claims --in DE",
        2,
        "impound: --in is for assets, not for claims\n  hint: use --case for the claims of one case\n",
    );
    assert_eq!(desk.run("report claims --from 2024").code, 2);
}

#[test]
fn an_invalid_claim_or_event_is_refused_with_a_hint() {
    let desk = Desk::new();
    let number = "  hint: write digits alone, with bounds where it is not exact: 480, >480, >=480, <480, <=480, 8..10, \
                  ~480\n";
    for count in ["many", "23,051", "1.5"] {
        desk.refuses(
            &format!("claim coco --about victims --count \"{count}\" --on 2024 --source S1"),
            1,
            &format!("impound: --count: “{count}” is not a number of things\n{number}"),
        );
    }
    desk.refuses(
        "claim coc0 --about victims --count 5 --on 2024 --source S1",
        1,
        "impound: there is no case coc0\n  hint: did you mean “coco”? `impound case list` shows the cases\n",
    );
    desk.refuses(
        "claim coco --about victims --count 5 --on 2024 --source S9",
        1,
        "impound: there is no source S9\n  hint: did you mean “S1”? if not, add it: `impound source add S9 --title …`\n",
    );
    desk.refuses(
        "case event elsewhere --what closed --on 2024 --source S1",
        1,
        "impound: there is no case elsewhere\n  hint: open it: `impound case open elsewhere --title … --lead CC`\n",
    );
    desk.refuses(
        "case event coco --what closed --on 2031 --source S1",
        1,
        "impound: --on: 2031 is in the future: today is 2024-07-01 (UTC)\n  hint: check the date; --unusual-date records \
         it as it is\n",
    );
    desk.refuses(
        "case event coco --what \"\" --on 2024 --source S1",
        1,
        "impound: --what: the text is empty\n  hint: write at least a word\n",
    );
    desk.refuses(
        "claim coco --about \" \" --count 5 --on 2024 --source S1",
        1,
        "impound: --about: the text is empty\n  hint: write victims, proceedings, offices, accused, or words of your own\n",
    );
    assert_eq!(desk.run("claim coco --about victims --on 2024 --source S1").code, 2);
    assert_eq!(desk.run("claim coco --about victims --count 5 --on 2024").code, 2);
    assert_eq!(desk.run("case event coco --what closed --on 2024").code, 2);
}

#[test]
fn a_case_is_shown_at_a_glance() {
    let desk = desk();
    desk.does("case edit coco --authority JUNALCO@FR --authority supporting:DNEF@FR --offence fraud --max-years 10");
    desk.does("freeze --case coco --in DE --kind bank-account --on ../2024-06-28 --source S1");
    desk.does("freeze --case coco --in HU --kind bank-account --amount \">5 EUR\" --on 2024-06-28 --source S1");
    desk.does("freeze --case coco --in HU --kind bank-account --amount \"unstated EUR\" --on 2024-06-27 --source S1");
    desk.does("seize --case coco --in FR --kind domain-name --amount non-valued --on 2024-06-25 --source S1");
    let shown = desk.does("show coco");
    assert_eq!(
        shown,
        "case        coco
title       Coco
lead        FR (France)
authority   JUNALCO (FR)
supporting  DNEF (FR)
offences    fraud: up to 10 years
entry       2
edited      by entry 12 on 2024-07-01T08:00:12Z

events
../2024-06-25  the site is closed    S1#paragraph 3; S1  entry 11
2024-06-28     an inquiry is opened  S1                  entry 10

claims
moderation  none                on 2024-06-25  S1              entry 9
offices     70..71              on 2024-06     S1              entry 7
victims     >480                on 2024-06-28  S1#paragraph 1  entry 5
victims     480 (480 victimes)  on 2024-06-25  S1              entry 6

assets
coco:1  bank-account  DE  frozen  not stated
coco:2  bank-account  HU  frozen  >5.00 EUR
coco:3  bank-account  HU  frozen  not stated, in EUR
coco:4  domain-name   FR  seized  non-valued

totals
frozen  1 asset   not stated
seized  1 asset   non-valued
frozen  2 assets  >5.00 EUR   1 not stated
"
    );
    assert_eq!(desk.does("case show coco"), shown);
    let json: serde_json::Value = serde_json::from_str(&desk.does("show coco --json")).unwrap();
    assert_eq!(
        json["authorities"],
        serde_json::json!([
            { "role": "lead", "name": "JUNALCO", "jurisdiction": "FR" },
            { "role": "supporting", "name": "DNEF", "jurisdiction": "FR" },
        ])
    );
    assert_eq!(
        json["offences"],
        serde_json::json!([{ "offence": "fraud", "max_years": 10, "max_fine": null, "in_force_since": null }])
    );
    assert_eq!((&json["opened"], &json["entry"], &json["latest"]), (&serde_json::Value::Null, &2.into(), &12.into()));
    assert_eq!(
        json["events"][0],
        serde_json::json!({
            "date": "../2024-06-25", "what": "the site is closed", "sources": ["S1#paragraph 3", "S1"], "entry": 11,
        })
    );
    assert_eq!(
        json["assets"][1],
        serde_json::json!({
            "asset": "coco:2", "kind": "bank-account", "jurisdictions": "HU", "stage": "frozen", "amount": ">5.00 EUR",
            "value": ">5.00 EUR", "count": null, "carved": false, "until": null,
        })
    );
    let report = |report: &str| {
        let json: serde_json::Value = serde_json::from_str(&desk.does(report)).unwrap();
        json["rows"].clone()
    };
    assert_eq!(json["claims"], report("report claims --case coco --format json"));
    assert_eq!(json["totals"], report("report holdings --case coco --by currency,stage --format json"));
    assert_eq!(desk.does("case show coco --json"), desk.does("show coco --json"));
}

#[test]
fn a_pack_holds_claims_and_events_and_alterations_are_named() {
    let desk = desk();
    desk.does("export pack [desk]/pack");
    let file = |name: &str| std::fs::read_to_string(desk.path("pack").join(name)).unwrap();
    assert_eq!(file("claims.csv"), desk.does("report claims --format csv"));
    assert_eq!(
        file("events.csv"),
        "case,date,what,sources,entry\ncoco,2024-06-28,an inquiry is opened,S1,10\n\
         coco,../2024-06-25,the site is closed,S1#paragraph 3;S1,11\n"
    );
    assert_eq!(desk.run("verify-pack [desk]/pack").code, 0);
    std::fs::write(desk.path("pack").join("claims.csv"), file("claims.csv").replace(",70,", ",7,")).unwrap();
    let said = desk.run("verify-pack [desk]/pack");
    assert_eq!(said.code, 1);
    assert!(said.out.contains("count_lower is “7”; the journal yields “70”"), "{}{}", said.out, said.err);
}

#[test]
fn a_deleted_claim_is_a_difference_and_is_derived_again() {
    let desk = desk();
    let report = desk.does("report claims --format csv");
    let file = rusqlite::Connection::open(desk.path("ledger.db")).unwrap();
    file.execute_batch("DELETE FROM case_entry WHERE entry = 5").unwrap();
    drop(file);
    let said = desk.run("verify");
    assert_eq!(said.code, 3);
    assert!(said.out.contains("case_entry coco 5: in the journal, but not stored"), "{}{}", said.out, said.err);
    desk.does("rederive");
    assert!(desk.does("verify").ends_with("\nno differences\n"));
    assert_eq!(desk.does("report claims --format csv"), report);
}
