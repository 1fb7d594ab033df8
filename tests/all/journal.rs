//! The canonical bytes of the journal, and what the decoder refuses.

use impound::domain::{
    Action, Amount, AssetKind, AssetRef, Authority, Basis, CaseRef, Date, Disposal, EntryRef, Jurisdiction, Moment,
    Number, Offence, Overlap, Places, Portion, Scheme, SourceCitation, SourceRef, Things,
};
use impound::journal::{
    Act, Adoption, Attestation, Body, CaseEvent, CaseFile, Claim, ClaimAdoption, Correction, Digest, Entry, Genesis,
    Handling, Reading, SourceFile, Stamp, Target, Void, Withholding, codec,
};
use impound::journal::{SealedIdentifier, SealedSubject};

fn entry(number: u64, body: Body) -> Entry {
    let stamp = Stamp {
        clock: Some("2024-06-30T08:00:00Z".to_owned()),
        login: Some("z.keller".to_owned()),
        ..Stamp::new("2024-07-01T08:00:00Z".parse().unwrap(), "Zoë")
    };
    Entry { number, stamp, reference: Some(EntryRef::parse("letter 7").unwrap()), body }
}

fn full_act() -> Act {
    let word = |word: &str| Some(word.to_owned());
    let target = Target::Item {
        asset: AssetRef::parse("c:1.1").unwrap(),
        part_of: AssetRef::parse("c:1").unwrap(),
        case: Some(CaseRef::parse("d").unwrap()),
    };
    let mut act = Act::new(Action::Dispose, target, Date::parse("2023-12/2024-06~").unwrap());
    act.places = Some(Places::parse("NL,DE").unwrap());
    act.basis = Some(Basis::Inferred);
    act.kind = Some(AssetKind::BankAccount);
    act.description = word("an account \"so called\" \\ and more");
    act.quantity = word("2");
    act.identifiers = vec![SealedIdentifier { scheme: Scheme::Iban, commitment: Digest::of(b"a") }];
    act.subjects = vec![
        SealedSubject { role: Some(impound::domain::Role::Owner), commitment: Digest::of(b"b") },
        SealedSubject { role: None, commitment: Digest::of(b"c") },
    ];
    act.amount = Some(Amount::parse(">3..<4 EUR", None).unwrap());
    act.as_written = word("entre 3 et 4 €");
    act.authority = word("Парламент");
    act.order = word("7/24");
    act.until = Some(Date::parse("2025").unwrap());
    act.how = Some(Disposal::Sold);
    act.of = Some(Portion::Rest);
    act.whole = true;
    act.may_overlap = vec![Overlap::parse("c:2").unwrap()];
    act.sources = vec![SourceCitation::parse("s#page 2").unwrap(), SourceCitation::parse("t").unwrap()];
    act.note = word("x");
    act
}

fn every_body() -> Vec<Body> {
    let source = SourceFile {
        source: SourceRef::parse("s").unwrap(),
        title: "A release".to_owned(),
        publisher: Some("A court".to_owned()),
        published: Some(Date::parse("2024").unwrap()),
        url: Some("https://example.org".to_owned()),
        file: Some((Digest::of(b"file"), 4)),
        language: Some("fr".to_owned()),
        kind: Some("press release".to_owned()),
        imported: None,
    };
    let case = CaseFile {
        case: CaseRef::parse("c").unwrap(),
        title: "A case".to_owned(),
        lead: Some(Jurisdiction::parse("FR").unwrap()),
        authorities: ["JUNALCO", "supporting:DNEF@FR"].map(|one| Authority::parse(one).unwrap()).to_vec(),
        opened: Some(Date::parse("2024-06").unwrap()),
        offences: ["fraud", "money laundering [max-years=10]"].map(|one| Offence::parse(one).unwrap()).to_vec(),
        note: Some("n".to_owned()),
    };
    let plain = Act {
        target: Target::New { asset: AssetRef::parse("c:1").unwrap() },
        amount: None,
        identifiers: vec![],
        subjects: vec![],
        ..full_act()
    };
    let later = Act { target: Target::Existing { asset: AssetRef::parse("c:1").unwrap() }, ..full_act() };
    vec![
        Body::Genesis(Genesis {
            ledger: Digest::of(b"x"),
            name: "unit7".to_owned(),
            program: "impound 0.1.0".to_owned(),
        }),
        Body::Case(case),
        Body::Source(source),
        Body::CaseEvent(event()),
        Body::Claim(claim()),
        Body::Act(full_act()),
        Body::Act(plain),
        Body::Correction(Correction { corrects: 4, reason: "misread".to_owned(), act: later }),
        Body::Reading(reading()),
        Body::Adoption(Adoption { reads: 4, adopts: 5, reason: "the bank's".to_owned(), act: full_act() }),
        Body::ClaimAdoption(ClaimAdoption { adopts: 5, reason: "the court's".to_owned() }),
        Body::Void(Void { voids: 4, reason: "withdrawn".to_owned() }),
        withholding(Handling::Erased, Some("CNIL")),
        withholding(Handling::Restricted, None),
        withholding(Handling::Unrestricted, Some("JUNALCO")),
        Body::Attestation(attestation()),
    ]
}

fn event() -> CaseEvent {
    CaseEvent {
        case: CaseRef::parse("c").unwrap(),
        date: Date::parse("../2024-06-25").unwrap(),
        what: "the site is closed".to_owned(),
        sources: ["s#page 2", "t"].map(|one| SourceCitation::parse(one).unwrap()).to_vec(),
    }
}

fn claim() -> Claim {
    Claim {
        case: CaseRef::parse("c").unwrap(),
        about: "victims".to_owned(),
        count: Some(Number::parse(">480").unwrap()),
        text: Some("plus de 480".to_owned()),
        date: Date::parse("2024-06-28").unwrap(),
        source: SourceCitation::parse("s#page 2").unwrap(),
    }
}

fn reading() -> Reading {
    Reading {
        reads: 4,
        source: SourceCitation::parse("s#page 2").unwrap(),
        date: Some(Date::parse("2024-06-27").unwrap()),
        places: Some(Places::parse("HU,LT").unwrap()),
        amount: Some(Amount::parse("4.8 EUR", None).unwrap()),
        as_written: Some("4,8".to_owned()),
        note: Some("by telephone".to_owned()),
        value: Some(Amount::parse("5.1 EUR", None).unwrap()),
        count: Some(Number::parse(">110").unwrap()),
        count_of: Some(Things::Accounts),
    }
}

fn attestation() -> Attestation {
    Attestation {
        asset: AssetRef::parse("c:1").unwrap(),
        amount: Amount::parse("49.5 BTC", None).unwrap(),
        at: Moment::parse("2024-06-28T11:30:00+02:00").unwrap(),
        how: "balance at the block".to_owned(),
        at_block: Some(849_000),
        sources: vec![SourceCitation::parse("s#page 2").unwrap()],
    }
}

#[test]
fn an_attestation_says_what_was_there_when_and_how_that_was_established() {
    let text = String::from_utf8(codec::encode(&entry(9, Body::Attestation(attestation()))).unwrap()).unwrap();
    assert!(text.contains("\"amount\":\"49.50000000 BTC\",\"asset\":\"c:1\",\"at_block\":\"849000\","), "{text}");
    assert!(text.contains("\"type\":\"attestation/1\""), "{text}");
    for (from, to) in
        [("11:30", "25:30"), ("\"49.5", "\"-49.5"), ("849000", "x"), ("\"how\":\"balance at the block\",", "")]
    {
        let other = text.replace(from, to);
        assert_ne!(other, text);
        assert!(codec::decode(other.as_bytes()).is_err(), "{other}");
    }
}

fn withholding(handling: Handling, authority: Option<&str>) -> Body {
    let commitments = vec![Digest([1; 32]), Digest([2; 32])];
    let (reason, authority) = ("acquitted".to_owned(), authority.map(str::to_owned));
    Body::Withholding(Withholding { handling, of: 4, commitments, reason, authority })
}

#[test]
fn every_entry_survives_a_round_trip() {
    for (number, body) in (1..).zip(every_body()) {
        let entry = entry(number, body);
        assert_eq!(codec::decode(&codec::encode(&entry).unwrap()).unwrap(), entry);
    }
}

#[test]
fn the_bytes_have_sorted_keys_and_only_strings() {
    for (number, body) in (1..).zip(every_body()) {
        let bytes = codec::encode(&entry(number, body)).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        // serde_json sorts keys, as does RFC 8785, and both write strings the same way.
        assert_eq!(String::from_utf8(bytes).unwrap(), value.to_string());
        assert_strings(&value);
    }
}

fn assert_strings(value: &serde_json::Value) {
    match value {
        serde_json::Value::String(_) => {}
        serde_json::Value::Array(values) => values.iter().for_each(assert_strings),
        serde_json::Value::Object(values) => {
            assert!(values.keys().all(|key| key.is_ascii()));
            values.values().for_each(assert_strings);
        }
        other => panic!("{other} is not a string"),
    }
}

#[test]
fn the_bytes_of_an_entry_never_change() {
    let body = Body::Void(Void { voids: 4, reason: "withdrawn: “é”".to_owned() });
    assert_eq!(
        String::from_utf8(codec::encode(&entry(9, body)).unwrap()).unwrap(),
        "{\"clock\":\"2024-06-30T08:00:00Z\",\"entry\":\"9\",\"login\":\"z.keller\",\
         \"reason\":\"withdrawn: “é”\",\"recorded_at\":\"2024-07-01T08:00:00Z\",\"recorded_by\":\"Zoë\",\
         \"ref\":\"letter 7\",\"rules\":\"1\",\"type\":\"void/1\",\"voids\":\"4\"}"
    );
    assert_eq!(
        String::from_utf8(codec::encode(&entry(5, Body::Act(full_act()))).unwrap()).unwrap(),
        format!(
            "{{\"action\":\"dispose\",\"amount\":\">3.00..<4.00 EUR\",\"as_written\":\"entre 3 et 4 €\",\
             \"asset\":\"c:1.1\",\"authority\":\"Парламент\",\"basis\":\"inferred\",\"case\":\"d\",\
             \"clock\":\"2024-06-30T08:00:00Z\",\"date\":\"2023-12/2024-06~\",\
             \"description\":\"an account \\\"so called\\\" \\\\ and more\",\"entry\":\"5\",\"how\":\"sold\",\
             \"identifiers\":[{{\"commitment\":\"{}\",\"scheme\":\"iban\"}}],\"jurisdictions\":\"DE+NL\",\
             \"kind\":\"bank-account\",\"login\":\"z.keller\",\"may_overlap\":[\"c:2\"],\"note\":\"x\",\"of\":\"rest\",\"order\":\"7/24\",\"part_of\":\"c:1\",\
             \"quantity\":\"2\",\"recorded_at\":\"2024-07-01T08:00:00Z\",\"recorded_by\":\"Zoë\",\"ref\":\"letter 7\",\
             \"rules\":\"1\",\"sources\":[\"s#page 2\",\"t\"],\"subjects\":[{{\"commitment\":\"{}\",\"role\":\"owner\"}},\
             {{\"commitment\":\"{}\"}}],\"type\":\"action/1\",\"until\":\"2025\",\"whole\":\"true\"}}",
            Digest::of(b"a"),
            Digest::of(b"b"),
            Digest::of(b"c"),
        )
    );
}

#[test]
fn the_bytes_of_claims_and_case_events_never_change() {
    let text = |body| String::from_utf8(codec::encode(&entry(9, body)).unwrap()).unwrap();
    let stamp = "\"login\":\"z.keller\",\"recorded_at\":\"2024-07-01T08:00:00Z\",\"recorded_by\":\"Zoë\",\
                 \"ref\":\"letter 7\",\"rules\":\"1\"";
    assert_eq!(
        text(Body::CaseEvent(event())),
        format!(
            "{{\"case\":\"c\",\"clock\":\"2024-06-30T08:00:00Z\",\"date\":\"../2024-06-25\",\"entry\":\"9\",{stamp},\
             \"sources\":[\"s#page 2\",\"t\"],\"type\":\"event/1\",\"what\":\"the site is closed\"}}"
        )
    );
    assert_eq!(
        text(Body::Claim(claim())),
        format!(
            "{{\"about\":\"victims\",\"case\":\"c\",\"clock\":\"2024-06-30T08:00:00Z\",\"count\":\">480\",\
             \"date\":\"2024-06-28\",\"entry\":\"9\",{stamp},\"sources\":[\"s#page 2\"],\"text\":\"plus de 480\",\
             \"type\":\"claim/1\"}}"
        )
    );
}

#[test]
fn a_claim_says_something_and_cites_one_source() {
    let text = String::from_utf8(codec::encode(&entry(9, Body::Claim(claim()))).unwrap()).unwrap();
    let without = text.replace("\"count\":\">480\",", "");
    assert!(codec::decode(without.as_bytes()).is_ok());
    for (altered, why) in [
        (without.replace("\"text\":\"plus de 480\",", ""), "neither a count nor a text"),
        (text.replace("[\"s#page 2\"]", "[\"s\",\"t\"]"), "does not cite one source"),
        (text.replace("\"sources\":[\"s#page 2\"],", ""), "does not cite one source"),
        (text.replace(">480", ">480.0"), "is not a number of things"),
        (text.replace(">480", "480..480"), "are not the canonical ones"),
    ] {
        let fault = codec::decode(altered.as_bytes()).unwrap_err();
        assert!(fault.what().contains(why), "{altered}: {fault:?}");
    }
}

#[test]
fn the_bytes_of_a_withholding_never_change() {
    let text = |handling, authority| {
        String::from_utf8(codec::encode(&entry(9, withholding(handling, authority))).unwrap()).unwrap()
    };
    let commitments = format!("\"commitments\":[\"{}\",\"{}\"]", Digest([1; 32]), Digest([2; 32]));
    let login = "\"login\":\"z.keller\"";
    let stamp = "\"recorded_at\":\"2024-07-01T08:00:00Z\",\"recorded_by\":\"Zoë\"";
    assert_eq!(
        text(Handling::Erased, Some("CNIL")),
        format!(
            "{{\"authority\":\"CNIL\",\"clock\":\"2024-06-30T08:00:00Z\",{commitments},\"entry\":\"9\",\
             \"erases\":\"4\",{login},\"reason\":\"acquitted\",{stamp},\"ref\":\"letter 7\",\"rules\":\"1\",\"type\":\"erasure/1\"}}"
        )
    );
    assert_eq!(
        text(Handling::Restricted, None),
        format!(
            "{{\"clock\":\"2024-06-30T08:00:00Z\",{commitments},\"entry\":\"9\",{login},\"reason\":\"acquitted\",\
             {stamp},\"ref\":\"letter 7\",\"restricts\":\"4\",\"rules\":\"1\",\"type\":\"restriction/1\"}}"
        )
    );
    assert_eq!(
        text(Handling::Unrestricted, None),
        format!(
            "{{\"clock\":\"2024-06-30T08:00:00Z\",{commitments},\"entry\":\"9\",{login},\"reason\":\"acquitted\",\
             {stamp},\"ref\":\"letter 7\",\"rules\":\"1\",\"type\":\"unrestriction/1\",\"unrestricts\":\"4\"}}"
        )
    );
}

#[test]
fn bytes_other_than_an_entrys_only_text_are_refused() {
    let canonical = "{\"entry\":\"9\",\"reason\":\"r\",\"recorded_at\":\"2024-07-01T08:00:00Z\",\"recorded_by\":\"Z\",\
                     \"rules\":\"1\",\"type\":\"void/1\",\"voids\":\"4\"}";
    assert!(codec::decode(canonical.as_bytes()).is_ok());
    for (from, to) in [
        (",", ", "),                                      // whitespace
        ("\"9\"", "9"),                                   // a number
        ("\"9\"", "\"09\""),                              // a different text for the same number
        ("\"r\"", "\"\\u0072\""),                         // a different text for the same string
        ("\"r\"", "null"),                                // absent is absent, not null
        ("\"r\"", "\"\""),                                // empty is absent, not ""
        ("\"r\"", "\"e\u{301}\""),                        // not in NFC
        ("\"r\"", "\"\u{200b}\""),                        // invisible
        ("\"reason\":\"r\",", ""),                        // incomplete
        ("\"type\"", "\"amount\":\"1.00 EUR\",\"type\""), // a field of another entry type
        ("\"type\"", "\"tipe\":\"x\",\"type\""),          // an unknown field
        ("\"entry\":\"9\"", "\"entry\":\"9\",\"entry\":\"9\""),
        ("void/1", "void/2"),
        ("\"rules\":\"1\",", ""),
        ("\"rules\":\"1\"", "\"rules\":\"2\""),
    ] {
        let altered = canonical.replacen(from, to, 1);
        assert!(codec::decode(altered.as_bytes()).is_err(), "{altered}");
    }
    for bytes in [&b""[..], b"null", b"[]", b"{}", b"\xff", b"{\"entry\":\"9\"}"] {
        assert!(codec::decode(bytes).is_err());
    }
}

#[test]
fn an_amount_has_every_stated_decimal_and_only_one_text() {
    let amount = Amount::recorded("12.345 EUR").ok();
    let original = entry(5, Body::Act(Act { amount, ..full_act() }));
    let text = String::from_utf8(codec::encode(&original).unwrap()).unwrap();
    assert!(text.contains("\"amount\":\"12.345 EUR\""), "{text}");
    assert_eq!(codec::decode(text.as_bytes()).unwrap(), original);
    for other in ["12.3450 EUR", "12.345000 EUR", "012.345 EUR", "12.345 eur", "12.345000001 EUR"] {
        assert!(codec::decode(text.replace("12.345 EUR", other).as_bytes()).is_err(), "{other}");
    }
}

#[test]
fn no_changed_byte_gives_the_same_entry() {
    let original = entry(5, Body::Act(full_act()));
    let bytes = codec::encode(&original).unwrap();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut altered = bytes.clone();
            altered[at] ^= 1 << bit;
            if let Ok(read) = codec::decode(&altered) {
                assert_ne!(read, original, "bit {bit} of byte {at} makes no difference");
            }
        }
    }
}
