use super::{desk, import, imports, put, refused, register};

#[test]
fn a_table_with_impounds_own_columns_needs_only_three_of_them() {
    let desk = desk("a.csv", "date,action,case\n2024-06-25,freeze,c1\n../2024-06-28,seize,c1\n");
    assert_eq!(
        imports(&desk, "a.csv", "--open-missing"),
        "[desk]/a.csv  2 rows: 2 recorded\nentries  2 actions, 1 case, 1 source\nreceipt  6 entries, root [digest]\n"
    );
    assert_eq!(
        register(&desk, "asset action date jurisdictions kind amount"),
        ["c1:1 | freeze | 2024-06-25 | - | other | unstated", "c1:2 | seize | ../2024-06-28 | - | other | unstated"]
    );
    assert_eq!(desk.does("case list"), "case  title\nc1    c1\n");
}

#[test]
fn every_column_ends_up_where_it_belongs() {
    let header = "note;sources;may_overlap;how;until;order;authority;as_written;currency;amount;subjects;identifiers;quantity;description;kind;basis;jurisdictions;date;action;case;ref;part_of;asset;of;whole";
    let rows = [
        "n1;S1#p. 3;;;2025;12 KLs;AG Köln;plus de 5;EUR;>5;owner:Ada;bic:COBADEFFXXX;2;Konto;bank-account;inferred;\"HU,LT+DE;NL\";2024-06-25;freeze;c1;r1;;;;",
        ";S1;;;;;;;;;;;;;;;;2024-07-01;seize;c1;r2;;@r1;;",
        ";S1;;;;;;;;2;;;;;;;LT;2024-07-01;release;c1;r3;@r1;;;",
        ";S1;;sold;;;;;;4;;;;;;;;2024-07-01;dispose;c1;r4;;c1:1;rest;true",
    ];
    let desk = desk("a.csv", &format!("{header}\n{}\n", rows.join("\n")));
    imports(&desk, "a.csv", "--open-missing --delimiter ;");
    assert_eq!(
        register(&desk, "asset part_of action jurisdictions basis kind description quantity identifiers subjects"),
        [
            "c1:1 | - | freeze | DE+HU+LT+NL | inferred | bank-account | Konto | 2 | bic:COBADEFFXXX | owner:Ada",
            "c1:1 | - | seize | DE+HU+LT+NL | inferred | bank-account | - | - | - | -",
            "c1:1.1 | c1:1 | release | LT | stated | bank-account | - | - | - | -",
            "c1:1 | - | dispose | DE+HU+LT+NL | inferred | bank-account | - | - | - | -",
        ]
    );
    assert_eq!(
        register(&desk, "amount as_written authority order until how of whole ref note"),
        [
            ">5.00 EUR | plus de 5 | AG Köln | 12 KLs | 2025 | - | - | - | r1 | n1",
            "- | - | - | - | - | - | - | - | r2 | -",
            "2.00 EUR | - | - | - | - | - | - | - | r3 | -",
            "4.00 EUR | - | - | - | - | sold | rest | true | r4 | -",
        ]
    );
}

#[test]
fn an_amount_in_words_is_read_and_kept_as_it_was_written() {
    let desk = desk(
        "a.csv",
        "case,action,date,amount,currency\nc,seize,2024,more than €5M,\nc,seize,2024,\"5,000.50\",USD\nc,seize,2024,,USD\nc,seize,2024,non-valued,\n",
    );
    imports(&desk, "a.csv", "--open-missing");
    assert_eq!(
        register(&desk, "currency amount as_written"),
        [
            "EUR | >5000000.00 EUR | more than €5M",
            "USD | 5000.50 USD | 5,000.50",
            "USD | unstated | -",
            "- | non-valued | -"
        ]
    );
}

#[test]
fn each_entry_cites_its_row_and_the_file_is_a_source() {
    let desk = desk("sei,zures.csv", "case,action,date,note\nc,freeze,2024,\"a, b\"\nc,freeze,2024,c\n");
    imports(&desk, "sei,zures.csv", "--open-missing");
    let sources = register(&desk, "sources");
    let name = sources[0].strip_suffix("#row 2").unwrap();
    assert_eq!(sources[1], format!("{name}#row 3"));
    assert!(name.starts_with("sei_zures.csv ") && name.len() == "sei_zures.csv ".len() + 8, "{name}");
    let shown = desk.does(&format!("source show \"{name}\""));
    assert!(shown.contains("title   sei_zures.csv\n") && shown.contains("kind    import\n"), "{shown}");
    assert!(shown.contains("file    59 bytes, SHA-256 [digest]"), "{shown}");
}

#[test]
fn an_unknown_column_is_refused_and_the_nearest_one_suggested() {
    let desk = desk("a.csv", "case,action,dates,jurisdiction,colour\nc,freeze,2024,DE,red\n");
    assert_eq!(
        refused(&desk, "a.csv", "--open-missing"),
        "impound: [desk]/a.csv: “dates”, “jurisdiction”, “colour” are not columns that impound imports\n  hint: perhaps date for “dates”, jurisdictions for “jurisdiction”; a table with other columns needs a map: `impound import --explain FILE` drafts one\n"
    );
    put(&desk, "b.csv", "case,action,note\nc,freeze,x\n");
    assert!(refused(&desk, "b.csv", "").starts_with("impound: [desk]/b.csv: the table has no column date\n"));
    put(&desk, "c.csv", "case,action,date,source,sources\nc,freeze,2024,S,S\n");
    assert!(refused(&desk, "c.csv", "").contains("the column sources appears twice"));
}

#[test]
fn the_formula_guard_of_a_csv_is_removed() {
    let desk = desk("a.csv", "case,action,date,description,note\nc,freeze,2024,'=1+1,'s-Hertogenbosch\n");
    imports(&desk, "a.csv", "--open-missing");
    assert_eq!(register(&desk, "description note"), ["=1+1 | 's-Hertogenbosch"]);
}

#[test]
fn jurisdictions_may_have_any_separator_or_be_unstated() {
    let desk = desk(
        "a.csv",
        "case,action,date,jurisdictions\nc,seize,2024,\"HU,LT\"\nc,seize,2024,DE+NL\nc,seize,2024,DE NL\nc,seize,2024,Germany; France\nc,seize,2024,unstated\n",
    );
    imports(&desk, "a.csv", "--open-missing");
    assert_eq!(register(&desk, "jurisdictions"), ["HU+LT", "DE+NL", "DE+NL", "DE+FR", "-"]);
}

#[test]
fn without_open_missing_every_missing_case_and_source_is_a_fault() {
    let desk = desk("a.csv", "case,action,date,source\nc,freeze,2024,S\n");
    assert_eq!(
        refused(&desk, "a.csv", ""),
        "impound: a.csv, line 2
  column case: there is no case c
    hint: open it: `impound case open c --title … --lead CC`; or let the import do it: --open-missing
  column sources: there is no source S
    hint: add it: `impound source add S --title …`; or let the import do it: --open-missing
impound: a.csv: 1 faulty row of 1: nothing is recorded
  hint: fix them and repeat the command, or record the others with --rejects FILE
"
    );
}

#[test]
fn a_later_row_repeats_what_is_known_of_its_asset_or_is_refused() {
    let desk = desk(
        "a.csv",
        "case,asset,action,date,jurisdictions,kind\nc,c:5,freeze,2024-01,DE,cash\nc,c:5,seize,2024-02,DE,cash\nc,c:5,release,2024-03,,\n",
    );
    imports(&desk, "a.csv", "--open-missing");
    assert_eq!(register(&desk, "asset action"), ["c:5 | freeze", "c:5 | seize", "c:5 | release"]);
    put(
        &desk,
        "b.csv",
        "case,asset,action,date,kind,part_of\nc,c:5,freeze,2024-04,art,\nc,c:5.1,freeze,2024-04,,c:4\n",
    );
    let said = refused(&desk, "b.csv", "");
    assert!(said.contains("line 2\n  c:5 has the kind cash, not art\n"), "{said}");
    assert!(said.contains("line 3\n  column part_of, “c:4”: part_of is not the parent of the item"), "{said}");
}

#[test]
fn a_dry_run_checks_everything_and_keeps_nothing() {
    let desk = desk("a.csv", "case,action,date\nc,freeze,2024\nc,freeze,2024\n");
    let before = desk.files();
    assert_eq!(
        imports(&desk, "a.csv", "--open-missing --dry-run"),
        "[desk]/a.csv  2 rows: 2 would be recorded\n  note: 1 row looks like an asset of the ledger: c:1 (entry 4) has the same case, places, kind, date, amount and source (row 3)\nentries  2 actions, 1 case, 1 source\ndry run: nothing was recorded\n"
    );
    assert!(before == desk.files());
    put(&desk, "b.csv", "case,action,date\nc,release,2024\n");
    assert!(refused(&desk, "b.csv", "--open-missing --dry-run").contains("a new asset cannot begin with release"));
}

#[test]
fn a_missing_or_unreadable_file_exits_with_4_and_one_without_a_table_with_1() {
    let desk = desk("a.csv", "");
    assert_eq!(import(&desk, "none.csv", "").code, 4);
    assert_eq!(import(&desk, "", "").code, 4);
    assert_eq!(import(&desk, "a.csv", "").code, 1);
}

#[test]
fn quiet_says_nothing_on_success() {
    let desk = desk("a.csv", "case,action,date\nc,freeze,2024\n");
    assert_eq!(imports(&desk, "a.csv", "--open-missing --quiet"), "");
    assert_eq!(register(&desk, "asset"), ["c:1"]);
}
