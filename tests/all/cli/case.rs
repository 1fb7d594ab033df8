use super::desk::Desk;

#[test]
fn a_case_is_opened_listed_and_shown() {
    let desk = Desk::new();
    assert_eq!(
        desk.does("case open mill --title \"The mill\" --lead Germany --authority \"StA Köln\" --opened 2023-11 --offence fraud --offence \"money laundering\" --note \"joint team\""),
        "entry 4  case mill opened: The mill, led by DE\nreceipt  4 entries, root [digest]\n"
    );
    assert_eq!(desk.does("case list"), "case  lead  title\ncoco  FR    Coco\nmill  DE    The mill\n");
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
fn a_case_is_opened_once_and_only_with_valid_values() {
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
        "impound: --lead: “Atlantis” is not a jurisdiction that impound knows\n  hint: use a code of ISO 3166-1 such as DE, or the country's name\n",
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

#[test]
fn a_case_names_its_authorities_by_role_and_its_offences_with_their_penalties() {
    let desk = Desk::new();
    desk.does(
        "case open mill --title Mill --lead FR --authority supporting:DNEF@FR --authority \"JUNALCO, Paris\" \
         --authority Coordinating:Eurojust --authority supporting:ONAF@France \
         --offence \"illicit platform\" --max-years 10 --max-fine \"500 000 euros\" --in-force-since 2023-02-26 \
         --offence theft --offence \"money laundering\" --max-years 5",
    );
    assert_eq!(
        desk.does("case show mill"),
        "case          mill
title         Mill
lead          FR (France)
authority     JUNALCO, Paris
supporting    DNEF (FR)
              ONAF (FR)
coordinating  Eurojust
offences      illicit platform: up to 10 years, fine up to 500000.00 EUR, in force since 2023-02-26
              theft
              money laundering: up to 5 years
entry         4

no assets
"
    );
    desk.does("case edit mill --authority lead:PNF@FR --offence theft --max-years 3");
    let shown = desk.does("case show mill");
    assert!(shown.contains("\nauthority  PNF (FR)\noffences   theft: up to 3 years\n"), "{shown}");
    desk.does("export pack [desk]/pack");
    let cases = std::fs::read_to_string(desk.path("pack").join("cases.csv")).unwrap();
    assert!(cases.contains("\nmill,Mill,FR,PNF@FR,,theft [max-years=3],,4\n"), "{cases}");
    desk.does("case edit mill --authority \"\" --offence \"\"");
    assert!(!desk.does("case show mill").contains("PNF"));
    assert!(desk.does("verify").ends_with("\nno differences\n"));
}

#[test]
fn a_penalty_belongs_to_the_offence_before_it() {
    let desk = Desk::new();
    let open = "case open mill --title Mill --lead FR";
    let behind = "  hint: give it after its offence: --offence fraud --max-years 10\n";
    desk.refuses(
        &format!("{open} --max-years 10 --offence fraud"),
        2,
        &format!("impound: --max-years comes before any --offence\n{behind}"),
    );
    desk.refuses(
        "case edit coco --in-force-since 2023",
        2,
        &format!("impound: --in-force-since comes before any --offence\n{behind}"),
    );
    desk.refuses(
        &format!("{open} --offence fraud --max-years 10 --max-years 5"),
        2,
        "impound: --max-years is given twice for the offence “fraud”\n  hint: leave one of them out\n",
    );
    desk.refuses(
        &format!("{open} --offence fraud --max-years ten"),
        1,
        "impound: --max-years: “ten” is not a number of years\n  hint: write a whole number, such as 10\n",
    );
    desk.refuses(
        &format!("{open} --offence fraud --max-fine unstated"),
        1,
        "impound: --max-fine: a fine is an amount of money\n  hint: write the amount, or leave it out\n",
    );
    desk.refuses(
        &format!("{open} --authority suporting:DNEF"),
        1,
        "impound: --authority: “suporting” is not a known role of an authority\n  hint: did you mean supporting? use one of lead, issuing, executing, \
         supporting, coordinating; a name with a colon has one before it, too: :suporting:DNEF\n",
    );
    desk.refuses(
        &format!("{open} --authority DNEF@Atlantis"),
        1,
        "impound: --authority: “Atlantis” is not a jurisdiction that impound knows\n  hint: after “@” comes the \
         authority's State; use a code of ISO 3166-1 such as DE, or the country's name\n",
    );
}
