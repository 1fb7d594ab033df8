//! Properties of all entries and their bytes.

use std::collections::BTreeMap;

use jiff::Timestamp;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;
use crate::domain::{
    Action, Amount, AssetKind, AssetRef, Authority, Basis, CaseRef, Date, Derivation, Disposal, EntryRef, Jurisdiction,
    Number, Offence, Overlap, Places, Role, Scheme, SourceCitation, SourceRef, Unit, text,
};
use crate::journal::digest::Digest;
use crate::journal::kinds::{
    Adoption, Body, CaseEvent, CaseFile, Claim, ClaimAdoption, Correction, Count, Edit, Genesis, Imported, Reading,
    Reinstatement, SourceFile, Void, Withholding,
};
use crate::journal::particular::{Act, Particular};
use crate::journal::sealed::{SealedIdentifier, SealedMap, SealedSubject};
use crate::journal::stamp::{RULES, Stamp};
use crate::journal::target::Target;
use crate::journal::value::{Commitment, Form, Raw};
use crate::journal::withholding::Handling;

/// Free text as an entry holds it, including characters that JSON escapes.
fn free_text() -> impl Strategy<Value = String> {
    "(\\PC{1,12}|[\"\\\\/a-zé ]{1,9}|[ -~]{1,40})".prop_filter_map("text is kept clean and never empty", |words| {
        text::clean(&words).ok().filter(|kept| !kept.is_empty())
    })
}

fn maybe_text() -> impl Strategy<Value = Option<String>> {
    prop::option::of(free_text())
}

fn date() -> impl Strategy<Value = Date> {
    select(
        &["2024-06-25", "2024-06", "2024", "../2024-06-28", "2023-12/2024-06", "2024-06~", "202X", "2024-02-29?"][..],
    )
    .prop_map(|text| Date::parse(text).unwrap())
}

fn amount() -> impl Strategy<Value = Amount> {
    let unit = select(&["EUR", "JPY", "KWD", "BTC", "ETH", "DEM", "USDT"][..]);
    let form =
        select(&["N", ">N", ">=N", "<=N", "~N", "~<=N", "unstated", "0..<=N", "N..9N", "N.1234", "~N.005..9N"][..]);
    (form, 1..u32::MAX, unit).prop_map(|(form, figure, unit)| {
        let text = format!("{} {unit}", form.replace('N', &figure.to_string()).replace("..<=", ".."));
        Amount::recorded(&text).unwrap_or(Amount::NonValued)
    })
}

fn asset() -> impl Strategy<Value = AssetRef> {
    "([a-z]{1,8}|7 \\\\Js|Köln [0-9])(:[a-z])?:[1-9][0-9]{0,3}(\\.[1-9][0-9]?){0,2}"
        .prop_map(|text| AssetRef::parse(&text).unwrap())
}

fn overlap() -> impl Strategy<Value = Overlap> {
    let elsewhere = ("impound/[A-Za-z0-9._-]{1,9}/[0-9a-f]{32}", asset());
    let elsewhere = elsewhere.prop_map(|(origin, asset)| Overlap::parse(&format!("{origin}/{asset}")).unwrap());
    prop_oneof![asset().prop_map(Overlap::Here), elsewhere]
}

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        asset().prop_map(|asset| Target::New { asset }),
        asset().prop_map(|asset| Target::Existing { asset }),
        (asset(), asset(), prop::option::of(asset())).prop_map(|(asset, part_of, other)| Target::Item {
            asset,
            part_of,
            case: other.map(|other| other.case().clone()),
        }),
    ]
}

fn places() -> impl Strategy<Value = Places> {
    subsequence(&["DE", "EU", "HU", "LT", "NL", "XK"][..], 0..5)
        .prop_map(|codes| codes.iter().map(|code| Jurisdiction::parse(code).unwrap()).collect())
}

fn digest() -> impl Strategy<Value = Digest> {
    any::<[u8; 32]>().prop_map(Digest)
}

fn citation() -> impl Strategy<Value = SourceCitation> {
    "[a-zé\\\\]{1,9}(#p\\. [0-9]{1,3} \"[a-z]\")?".prop_map(|text| SourceCitation::parse(&text).unwrap())
}

fn act() -> impl Strategy<Value = Act> {
    let what =
        (select(Action::ALL), target(), date(), prop::option::of(places()), prop::option::of(select(Basis::ALL)));
    let words = (maybe_text(), maybe_text(), maybe_text(), maybe_text(), maybe_text(), maybe_text());
    let sealed = (
        prop::collection::vec((select(Scheme::ALL), digest()), 0..3),
        prop::collection::vec((prop::option::of(select(Role::ALL)), digest()), 0..3),
    );
    let rest = (
        prop::option::of(select(AssetKind::ALL)),
        prop::option::of(amount()),
        prop::option::of(date()),
        prop::option::of(select(Disposal::ALL)),
        prop::collection::vec(overlap(), 0..3),
        prop::collection::vec(citation(), 1..4),
        (prop::option::of(select(crate::domain::Portion::ALL)), any::<bool>()),
        (maybe_text(), prop::option::of(places()), prop::option::of((amount(), prop::option::of(amount()), asset()))),
    );
    (what, words, sealed, rest).prop_map(|(what, words, sealed, rest)| {
        let (action, target, date, places, basis) = what;
        let (description, quantity, as_written, authority, order, note) = words;
        let identifiers = sealed.0.into_iter().map(|(scheme, commitment)| SealedIdentifier { scheme, commitment });
        let subjects = sealed.1.into_iter().map(|(role, commitment)| SealedSubject { role, commitment });
        let (identifiers, subjects) = (identifiers.collect(), subjects.collect());
        let (kind, amount, until, how, may_overlap, sources, (of, whole), (custodian, to, sold)) = rest;
        let mut act = Act::new(action, target, date);
        (act.places, act.basis, act.kind, act.description, act.quantity) = (places, basis, kind, description, quantity);
        (act.identifiers, act.subjects, act.amount, act.as_written) = (identifiers, subjects, amount, as_written);
        (act.authority, act.order, act.until, act.how, act.of, act.whole) = (authority, order, until, how, of, whole);
        (act.may_overlap, act.sources, act.note) = (may_overlap, sources, note);
        (act.custodian, act.to) = (custodian, to);
        if let Some((proceeds, costs, from)) = sold {
            let derived = Derivation { item: from.item(7), from };
            (act.proceeds, act.costs, act.derived_from) = (Some(proceeds), costs, Some(derived));
        }
        act
    })
}

fn case() -> impl Strategy<Value = CaseFile> {
    let lists = (prop::option::of(date()), prop::collection::vec(free_text(), 0..3));
    (asset(), free_text(), maybe_text(), lists, maybe_text()).prop_map(|(asset, title, authority, lists, note)| {
        let lead = Jurisdiction::parse("FR").unwrap();
        CaseFile {
            authorities: authority.iter().filter_map(|name| Authority::parse(name).ok()).collect(),
            opened: lists.0,
            offences: lists.1.iter().filter_map(|text| Offence::parse(text).ok()).collect(),
            note,
            ..CaseFile::new(asset.case().clone(), title, lead)
        }
    })
}

fn said() -> impl Strategy<Value = (CaseRef, Date, String, SourceCitation)> {
    (asset(), date(), free_text(), citation())
        .prop_map(|(asset, date, text, source)| (asset.case().clone(), date, text, source))
}

fn source() -> impl Strategy<Value = SourceFile> {
    let words = (maybe_text(), maybe_text(), maybe_text(), maybe_text());
    let file = prop::option::of((digest(), any::<u64>()));
    (citation(), free_text(), words, prop::option::of(date()), file).prop_map(
        |(cited, title, words, published, file)| {
            let (publisher, url, language, kind) = words;
            let counts = kind.iter().map(|of| Count { of: of.clone(), number: 3 }).collect();
            let imported = kind.as_ref().map(|_| Imported {
                map: file.map(|(digest, _)| SealedMap { digest, commitment: Digest::of(&digest.0) }),
                counts,
            });
            let source: SourceRef = cited.source().clone();
            SourceFile { publisher, url, language, kind, published, file, imported, ..SourceFile::new(source, title) }
        },
    )
}

fn withholding() -> impl Strategy<Value = Withholding> {
    let commitments = prop::collection::btree_set(digest(), 1..4);
    let words = (free_text(), free_text(), any::<bool>());
    (select(Handling::ALL), any::<u64>(), commitments, words).prop_map(|(handling, of, commitments, words)| {
        let (reason, authority, stated) = words;
        let authority = Some(authority).filter(|_| stated || handling == Handling::Erased);
        Withholding { handling, of, commitments: commitments.into_iter().collect(), reason, authority }
    })
}

fn body() -> impl Strategy<Value = Body> {
    let edited = || (any::<u64>(), maybe_text());
    // Boxed because the values of so many strategies together overflow the stack.
    prop_oneof![
        1 => (digest(), "[a-z0-9._-]{1,64}", free_text())
            .prop_map(|(ledger, name, program)| Body::Genesis(Genesis { ledger, name, program })).boxed(),
        2 => case().prop_map(Body::Case).boxed(),
        2 => source().prop_map(Body::Source).boxed(),
        1 => said().prop_map(|(case, date, what, source)| {
            Body::CaseEvent(CaseEvent { case, date, what, sources: vec![source] })
        }).boxed(),
        1 => (said(), select(&[None, Some(">480"), Some("~8..10")])).prop_map(|((case, date, text, source), count)| {
            let count = count.map(|count| Number::parse(count).unwrap());
            Body::Claim(Claim { case, about: "victims".to_owned(), count, text: Some(text), date, source })
        }).boxed(),
        1 => (edited(), case())
            .prop_map(|((edits, reason), file)| Body::CaseEdit(Edit { edits, reason, file })).boxed(),
        1 => (edited(), source())
            .prop_map(|((edits, reason), file)| Body::SourceEdit(Edit { edits, reason, file })).boxed(),
        5 => act().prop_map(Body::Act).boxed(),
        2 => (any::<u64>(), free_text(), act())
            .prop_map(|(corrects, reason, act)| Body::Correction(Correction { corrects, reason, act })).boxed(),
        2 => (any::<u64>(), any::<u64>(), free_text(), act())
            .prop_map(|(reads, adopts, reason, act)| Body::Adoption(Adoption { reads, adopts, reason, act })).boxed(),
        1 => (any::<u64>(), free_text())
            .prop_map(|(adopts, reason)| Body::ClaimAdoption(ClaimAdoption { adopts, reason })).boxed(),
        2 => (any::<u64>(), said(), act()).prop_map(|(reads, (_, date, text, source), act)| {
            let Act { places, amount, note, value, count, count_of, .. } = act;
            let (date, as_written) = (Some(date), Some(text));
            let value = value.filter(|value| value.unit().is_some_and(Unit::is_currency));
            let (count, count_of) = count.zip(count_of).unzip();
            Body::Reading(Reading { reads, source, date, places, amount, as_written, value, count, count_of, note })
        }).boxed(),
        1 => (any::<u64>(), free_text()).prop_map(|(voids, reason)| Body::Void(Void { voids, reason })).boxed(),
        1 => (any::<u64>(), free_text())
            .prop_map(|(reinstates, reason)| Body::Reinstatement(Reinstatement { reinstates, reason })).boxed(),
        2 => withholding().prop_map(Body::Withholding).boxed(),
    ]
}

fn reference() -> impl Strategy<Value = Option<EntryRef>> {
    prop::option::of("[a-z][ -~]{0,9}[a-z]".prop_map(|text| EntryRef::parse(&text).unwrap()))
}

fn noon() -> Timestamp {
    "2024-07-01T12:00:00Z".parse().unwrap()
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let stamp = (free_text(), maybe_text(), prop::option::of("[0-9T:Z-]{1,20}"), 1..=RULES);
    (any::<u64>(), body(), reference(), stamp).prop_map(
        |(number, body, reference, (recorded_by, login, clock, rules))| {
            let stamp = Stamp { clock, login, rules, ..Stamp::new(noon(), recorded_by) };
            Entry { number, stamp, reference, body }
        },
    )
}

proptest! {
    #[test]
    fn every_entry_survives_a_round_trip(entry in any_entry()) {
        prop_assert_eq!(decode(&encode(&entry).unwrap()), Ok(entry));
    }

    #[test]
    fn an_entrys_number_and_asset_are_found_without_decoding_it(entry in any_entry()) {
        let bytes = encode(&entry).unwrap();
        prop_assert_eq!(number(&bytes), Some(entry.number));
        if let Some(of) = entry.body.asset() {
            prop_assert_eq!(super::asset(&bytes), Some(of.clone()));
        }
    }

    #[test]
    fn the_bytes_are_what_serde_json_writes_for_a_sorted_map(entry in any_entry()) {
        let bytes = encode(&entry).unwrap();
        let map: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&bytes).unwrap();
        prop_assert_eq!(String::from_utf8(bytes).unwrap(), serde_json::to_string(&map).unwrap());
    }

    #[test]
    fn a_changed_byte_is_refused_or_gives_a_different_entry(
        entry in any_entry(), at in any::<prop::sample::Index>(), byte in any::<u8>(),
    ) {
        let bytes = encode(&entry).unwrap();
        let mut altered = bytes.clone();
        altered[at.index(bytes.len())] = byte;
        if let Ok(read) = decode(&altered) {
            prop_assert_eq!(encode(&read), Ok(altered.clone()));
            prop_assert_eq!(read == entry, altered == bytes);
        }
    }

    #[test]
    fn a_missing_or_extra_byte_is_refused_or_gives_a_different_entry(
        entry in any_entry(), at in any::<prop::sample::Index>(), further in prop::option::of(any::<u8>()),
    ) {
        let mut altered = encode(&entry).unwrap();
        match further {
            Some(byte) => altered.insert(at.index(altered.len() + 1), byte),
            None => drop(altered.remove(at.index(altered.len()))),
        }
        if let Ok(read) = decode(&altered) {
            prop_assert_eq!(encode(&read), Ok(altered));
            prop_assert!(read != entry);
        }
    }

    #[test]
    fn no_bytes_make_the_decoder_panic(bytes in "\\{?(\"(note|title|sources|x)\":|[\\]\\[{},\"\\\\u0-9]|\\PC){0,12}\\}?") {
        prop_assert!(decode(bytes.as_bytes()).is_err());
    }
}

/// Sample values for a particular of a type; the first one that it accepts is used.
fn samples(form: Form) -> Vec<Raw<'static>> {
    let texts = |texts: &[&'static str]| texts.iter().map(|text| Raw::Text((*text).into())).collect();
    let sealed = |word: &'static str| {
        vec![Raw::Commitments(vec![Commitment { digest: "0".repeat(64).into(), word: Some(word.into()) }])]
    };
    match form {
        Form::Text => texts(&["some words"]),
        Form::Word(_) => texts(&["stated", "cash", "sold", "whole", "accounts"]),
        Form::Flag => texts(&["true"]),
        Form::Date => texts(&["2024-06"]),
        Form::Places => texts(&["DE+HU"]),
        Form::Amount => texts(&["5.00 EUR"]),
        Form::Number => texts(&[">110"]),
        Form::Derivation => texts(&["c:1.1 from c:1"]),
        Form::Assets => vec![Raw::List(vec!["c:2".into()])],
        Form::Sources => vec![Raw::List(vec!["s#page 1".into()])],
        Form::Identifiers => sealed("iban"),
        Form::Subjects => sealed("owner"),
    }
}

#[test]
fn every_particular_is_written_and_read_under_its_name() {
    let target = Target::Existing { asset: AssetRef::parse("c:1").unwrap() };
    let blank = (Action::Freeze, target, Date::parse("2024").unwrap());
    for particular in Particular::kept() {
        let with =
            |raw: Raw<'static>| Act::recorded(blank.clone(), |other| Some(raw.clone()).filter(|_| other == particular));
        let act = samples(particular.form().unwrap()).into_iter().find_map(|raw| with(raw).ok()).unwrap();
        let said: Vec<Particular> = Particular::kept().filter(|other| act.says(*other)).collect();
        assert_eq!(said, [particular]);
        let stamp = Stamp { recorded_at: "t".to_owned(), ..Stamp::new(noon(), "x") };
        let entry = Entry { number: 3, stamp, reference: None, body: Body::Act(act) };
        let bytes = encode(&entry).unwrap();
        assert!(String::from_utf8_lossy(&bytes).contains(&format!("\"{particular}\":")), "{particular}");
        assert_eq!(decode(&bytes).unwrap(), entry);
    }
}

#[test]
fn an_action_whose_case_is_not_its_assets_is_refused() {
    let text = "{\"action\":\"freeze\",\"asset\":\"a:1\",\"case\":\"a\",\"date\":\"2024\",\"entry\":\"3\",\
                \"recorded_at\":\"t\",\"recorded_by\":\"x\",\"rules\":\"1\",\"sources\":[\"s\"],\"type\":\"action/1\"}";
    assert!(decode(text.as_bytes()).is_ok());
    let altered = text.replace("\"case\":\"a\"", "\"case\":\"b\"");
    let fault = decode(altered.as_bytes()).unwrap_err();
    assert_eq!(fault.what(), "these bytes are not the canonical ones of their entry");
    assert!(CaseRef::parse("b").is_ok(), "it is not the reference that is wrong");
}

#[test]
fn an_erasure_names_an_authority_and_its_commitments_are_in_order() {
    let (a, b) = (Digest([1; 32]), Digest([2; 32]));
    let text = format!(
        "{{\"authority\":\"CNIL\",\"commitments\":[\"{a}\",\"{b}\"],\"entry\":\"9\",\"erases\":\"4\",\
         \"reason\":\"r\",\"recorded_at\":\"t\",\"recorded_by\":\"x\",\"rules\":\"1\",\"type\":\"erasure/1\"}}"
    );
    assert!(decode(text.as_bytes()).is_ok());
    for altered in [
        text.replace("\"authority\":\"CNIL\",", ""),
        text.replace(&format!("\"{a}\",\"{b}\""), &format!("\"{b}\",\"{a}\"")),
        text.replace(&format!("\"{a}\",\"{b}\""), &format!("\"{a}\",\"{a}\"")),
        text.replace(&format!("\"commitments\":[\"{a}\",\"{b}\"],"), ""),
        text.replace("erasure/1", "restriction/1"),
        text.replace("erases", "restricts"),
    ] {
        assert_ne!(altered, text);
        assert!(decode(altered.as_bytes()).is_err(), "{altered}");
    }
}

#[test]
fn an_entry_states_its_rules_version_and_a_later_version_is_refused() {
    let entry = Entry {
        number: 3,
        stamp: Stamp::new(noon(), "x"),
        reference: None,
        body: Body::Void(Void { voids: 2, reason: "r".to_owned() }),
    };
    let text = String::from_utf8(encode(&entry).unwrap()).unwrap();
    assert!(text.contains(&format!("\"rules\":\"{RULES}\"")), "{text}");
    let rules = |version: &str| text.replace(&format!("\"rules\":\"{RULES}\""), version);
    for altered in [rules("\"rules\":\"0\""), rules("\"rules\":\"01\"")] {
        assert!(decode(altered.as_bytes()).is_err(), "{altered}");
    }
    let later = decode(rules(&format!("\"rules\":\"{}\"", RULES + 1)).as_bytes()).unwrap_err();
    assert_eq!(later.to_do(), Some("a newer impound may know them"));
    let missing = decode(text.replace(&format!("\"rules\":\"{RULES}\","), "").as_bytes());
    assert!(missing.is_err(), "{text}");
}
