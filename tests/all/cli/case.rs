use super::desk::Desk;

#[test]
fn a_case_is_opened_listed_and_shown() {
    let desk = Desk::new();
    assert_eq!(
        desk.does("case open mill --title \"The mill\" --lead Germany --authority \"StA Köln\" --opened 2023-11 --offence fraud --offence \"money laundering\" --note \"joint team\""),
        "entry 4  case mill opened: The mill, led by DE\nreceipt  4 entries, root [digest]\n"
    );
    assert_eq!(desk.does("case list"), "coco  FR  Coco\nmill  DE  The mill\n");
    let shown = "case       mill
title      The mill
lead       DE (Germany)
authority  StA Köln
opened     2023-11
offences   fraud
           money laundering
note       joint team
entry      4

no assets
";
    assert_eq!(desk.does("case show mill"), shown);
    assert_eq!(desk.does("show mill"), shown);
}

#[test]
fn a_case_opened_with_json_answers_with_one_object() {
    let desk = Desk::new();
    assert_eq!(
        desk.does("case open mill --title Mill --lead DE --json"),
        "{\"entry\":4,\"asset\":null,\"hash\":\"[digest]\",\"size\":4,\"root\":\"[digest]\",\"repeated\":false}\n"
    );
}

#[test]
fn a_case_is_opened_once_and_with_what_can_be_read() {
    let desk = Desk::new();
    desk.refuses(
        "case open coco --title Coco --lead FR",
        1,
        "impound: the case coco was opened by entry 2\n  hint: see `impound case show coco`\n",
    );
    desk.refuses(
        "case open mill --title \" \" --lead FR",
        1,
        "impound: --title: the text is empty\n  hint: write at least a word\n",
    );
    desk.refuses(
        "case open mill --title Mill --lead Atlantis",
        1,
        "impound: --lead: “Atlantis” is not a jurisdiction that impound knows\n  hint: use a code of ISO 3166-1 such as DE, or an English or French name\n",
    );
    desk.refuses(
        "case open 12 --title Mill --lead FR",
        1,
        "impound: “12” would be an entry's number\n  hint: put a letter into the case's reference\n",
    );
    desk.refuses(
        "case show mill",
        1,
        "impound: there is no case mill\n  hint: open it: `impound case open mill --title … --lead CC`\n",
    );
}
