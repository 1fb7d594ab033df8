use super::desk::Desk;

#[test]
fn an_entry_is_shown_with_everything_it_says() {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE,HU --in-basis inferred --kind bank-account --what \"two accounts\" --quantity 2 --id iban:DE89370400440532013000 --id other:x --on 2023-12/2024-06 --source \"S1#page 3\" --subject owner:Eve --subject Mallory --amount \"plus de 5 millions d'euros\" --lang fr --authority \"AG Köln\" --order \"1 Gs 7/24\" --until 2025 --ref r1 --note \"as read\"");
    let shown = desk.does("show 4");
    assert_eq!(
        shown,
        "entry          4
recorded       2024-07-01T08:00:04Z by Ada
status         current
action         freeze
asset          coco:1
date           2023-12/2024-06
jurisdictions  DE+HU
basis          inferred
kind           bank-account
description    two accounts
quantity       2
identifiers    iban: [personal]
               other: [personal]
subjects       owner: [personal]
               [personal]
amount         >5000000.00 EUR
as written     plus de 5 millions d'euros
authority      AG Köln
order          1 Gs 7/24
until          2025
sources        S1#page 3
note           as read
ref            r1
digest         [digest]
"
    );
    let opened = desk.does("show 4 --personal");
    assert_eq!(
        opened,
        shown
            .replace("iban: [personal]", "iban:DE89370400440532013000")
            .replace("other: [personal]", "other:x")
            .replace("owner: [personal]", "owner: Eve")
            .replace("[personal]", "Mallory")
    );
}

#[test]
fn entries_of_every_kind_are_shown() {
    let desk = Desk::new();
    assert_eq!(
        desk.does("show 2"),
        "entry     2\nrecorded  2024-07-01T08:00:02Z by Ada\nrecords   a case opened\ncase      coco\ntitle     Coco\nlead      FR (France)\ndigest    [digest]\n"
    );
    assert_eq!(
        desk.does("show 3"),
        "entry     3\nrecorded  2024-07-01T08:00:03Z by Ada\nrecords   a source added\nsource    S1\ntitle     A release\ndigest    [digest]\n"
    );
}

#[test]
fn an_asset_is_shown_in_its_present_state_with_its_items_and_entries() {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE,HU --kind bank-account --amount \"120 EUR\" --on 2024-06 --source S1 --subject owner:Eve");
    desk.does("freeze --part-of coco:1 --in HU --amount \"30..50 EUR\" --on 2024-07 --source S1");
    assert_eq!(
        desk.does("show coco:1"),
        "asset          coco:1
case           coco
jurisdictions  DE+HU
basis          stated
kind           bank-account
stage          frozen
amount         70.00..90.00 EUR (what is left)
subjects       owner: [personal]

items
coco:1.1  bank-account  HU  frozen  30.00..50.00 EUR

entries
entry 4  2024-07-01T08:00:04Z  Ada  coco:1    current  frozen: bank-account in DE+HU, 120.00 EUR, on 2024-06
entry 5  2024-07-01T08:00:05Z  Ada  coco:1.1  current  frozen: part of coco:1, in HU, 30.00..50.00 EUR, on 2024-07
"
    );
    assert_eq!(
        desk.does("show coco:1.1 --personal"),
        "asset          coco:1.1
case           coco
part of        coco:1
jurisdictions  HU
basis          stated
kind           bank-account
stage          frozen
amount         30.00..50.00 EUR

entries
entry 5  2024-07-01T08:00:05Z  Ada  coco:1.1  current  frozen: part of coco:1, in HU, 30.00..50.00 EUR, on 2024-07
"
    );
    assert!(desk.does("show coco").ends_with(
        "entry  2

assets
coco:1    bank-account  DE+HU  frozen  70.00..90.00 EUR (what is left)
coco:1.1  bank-account  HU     frozen  30.00..50.00 EUR

totals
frozen  2 assets  120.00 EUR
"
    ));
}

#[test]
fn what_does_not_exist_is_reported() {
    let desk = Desk::new();
    desk.refuses("show 9", 1, "impound: there is no entry 9\n  hint: `impound report register` lists the entries\n");
    desk.refuses("show 99999999999999999999999", 1, "impound: there is no entry 99999999999999999999999\n");
    desk.refuses("show coco:9", 1, "impound: coco:9 is not in the ledger\n  hint: see `impound asset list`\n");
    desk.refuses(
        "show mill",
        1,
        "impound: there is no case mill\n  hint: open it: `impound case open mill --title … --lead CC`\n",
    );
    desk.refuses("show \"\"", 1, "impound: the case's reference is empty\n");
}
