//! What a row of a file, or a correction, says about an asset, and what it leaves unchanged.

use impound::domain::{
    Action, Amount, AssetKind, AssetRef, Basis, CaseRef, Date, Disposal, EntryRef, Identifier, Overlap, Places,
    SourceCitation, SourceRef, Subject,
};
use impound::journal::rules::{self, Admitted};
use impound::journal::{Act, Aim, Details, Digest, Draft, Handle, Overlapped, Personal, Refusal, Target};

use crate::book::Book;

/// A ledger in which `c:1` was frozen in DE and NL, and `c:1.1` is in the case `d`.
fn book() -> Book {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-01-01", "DE+NL", &[("amount", "100 EUR")]).unwrap();
    book.item("freeze", "c:1", "2024-01-02", &[("amount", "40 EUR"), ("case", "d"), ("in", "DE")]).unwrap();
    book
}

fn details() -> Details {
    let sources = Some(vec![SourceCitation::of(SourceRef::parse("s").unwrap())]);
    Details { date: Some(Date::parse("2024-02").unwrap()), sources, ..Details::default() }
}

fn named(asset: &str, case: &str) -> Aim {
    Aim::Named(Handle::parse(asset).unwrap(), CaseRef::parse(case).unwrap())
}

fn admit(book: &Book, target: Aim, details: Details) -> Result<Act, Refusal> {
    let draft = Draft { action: Action::Seize, target, details };
    rules::admit(&book.state, draft).map(sealed)
}

fn sealed(admitted: Admitted) -> Act {
    admitted.seal(&mut || [0; 32]).0
}

fn asset(text: &str) -> AssetRef {
    AssetRef::parse(text).unwrap()
}

#[test]
fn a_row_about_an_existing_asset_may_repeat_what_is_known() {
    let book = book();
    let repeated = Details {
        places: Places::parse("NL,DE").ok(),
        kind: Some(AssetKind::BankAccount),
        basis: Some(Basis::Stated),
        ..details()
    };
    let act = admit(&book, named("c:1", "c"), repeated).unwrap();
    assert_eq!(act.target, Target::Existing { asset: asset("c:1") });
    assert_eq!((act.places, act.kind, act.basis), (None, None, None));
    assert_eq!(admit(&book, named("c:1", "c"), details()).unwrap().places, None);
}

#[test]
fn a_row_that_contradicts_an_existing_asset_is_refused() {
    let book = book();
    let refused = |case: &str, details: Details| {
        let fault = admit(&book, named("c:1", case), details).unwrap_err();
        assert!(matches!(fault, Refusal::KnownOtherwise { .. }), "{fault:?}");
        fault.to_string()
    };
    assert_eq!(refused("d", details()), "c:1 has the case c, not d");
    let places = Places::parse("DE").ok();
    assert_eq!(refused("c", Details { places, ..details() }), "c:1 has the jurisdictions DE+NL, not DE");
    let kind = Some(AssetKind::Cash);
    assert_eq!(refused("c", Details { kind, ..details() }), "c:1 has the kind bank-account, not cash");
    let basis = Some(Basis::Inferred);
    assert_eq!(refused("c", Details { basis, ..details() }), "c:1 has the basis stated, not inferred");
}

#[test]
fn a_row_that_names_a_missing_asset_creates_it() {
    let book = book();
    let begun = Details { places: Places::parse("FR").ok(), kind: Some(AssetKind::Cash), ..details() };
    let act = admit(&book, named("c:7", "c"), begun.clone()).unwrap();
    assert_eq!((act.target, act.places), (Target::New { asset: asset("c:7") }, Places::parse("FR").ok()));
    let fault = admit(&book, named("c:7", "d"), begun).unwrap_err();
    assert_eq!(fault.to_string(), "c:7 would be an asset of c, not of d");
}

#[test]
fn a_row_that_begins_an_item_names_its_case_if_it_differs_from_the_assets() {
    let book = book();
    let part = Details { amount: Amount::parse("1 EUR", None).ok(), ..details() };
    for (item, case, told) in [("c:1.5", "c", None), ("c:1.5", "d", Some("d")), ("c:1.1.1", "d", None)] {
        let target = admit(&book, named(item, case), part.clone()).unwrap().target;
        let (part_of, case) = (asset(item).parent().unwrap(), told.map(|case| CaseRef::parse(case).unwrap()));
        assert_eq!(target, Target::Item { asset: asset(item), part_of, case });
    }
    let fault = admit(&book, named("c:8.1", "c"), part).unwrap_err();
    assert_eq!(fault.to_string(), "c:8.1 would be an item of c:8, which does not exist");
}

#[test]
fn only_what_an_entry_began_is_recognised_as_begun_by_it() {
    let book = book();
    let first = Details { places: Places::parse("DE,NL").ok(), kind: Some(AssetKind::BankAccount), ..details() };
    let again = |aim: Aim, recorded: &Act| {
        let draft = Draft { action: Action::Freeze, target: aim, details: first.clone() };
        rules::admit_again(&book.state, draft, recorded).map(sealed).map(|act| act.target)
    };
    let (new, existing) = (Target::New { asset: asset("c:1") }, Target::Existing { asset: asset("c:1") });
    let recorded =
        |target: &Target| Act { target: target.clone(), ..admit(&book, named("c:7", "c"), first.clone()).unwrap() };
    assert_eq!(again(named("c:1", "c"), &recorded(&new)), Ok(new.clone()));
    // The entry did not begin the asset, or began another one.
    assert_eq!(again(named("c:1", "c"), &recorded(&existing)), Ok(existing.clone()));
    assert_eq!(again(named("c:1", "c"), &recorded(&Target::New { asset: asset("c:7") })), Ok(existing.clone()));
    let fault = again(Aim::Existing(Handle::parse("c:1").unwrap()), &recorded(&existing)).unwrap_err();
    assert_eq!(fault.to_string(), "jurisdictions describes a new asset or item, but c:1 exists already");
}

#[test]
fn a_later_asset_may_be_named_as_the_same_money_only_if_it_is_announced() {
    let book = book();
    let part = Details {
        places: Places::parse("FR").ok(),
        kind: Some(AssetKind::Cash),
        may_overlap: Some(vec![Overlapped::parse("c:9").unwrap()]),
        ..details()
    };
    assert!(admit(&book, named("c:7", "c"), part.clone()).is_err());
    let comes = Details { yet_to_come: vec![asset("c:9")], ..part };
    assert_eq!(admit(&book, named("c:7", "c"), comes).unwrap().may_overlap, [Overlap::Here(asset("c:9"))]);
}

/// An action with every particular stated.
fn full() -> Details {
    let words = |text: &str| Some(text.to_owned());
    Details {
        places: Places::parse("DE").ok(),
        basis: Some(Basis::Inferred),
        kind: Some(AssetKind::Cash),
        description: words("notes"),
        quantity: words("2 bags"),
        amount: Amount::parse("5 EUR", None).ok(),
        as_written: words("cinq euros"),
        authority: words("a court"),
        order: words("7/24"),
        until: Date::parse("2025").ok(),
        may_overlap: Some(vec![Overlapped::parse("c:1").unwrap()]),
        reference: EntryRef::parse("r").ok(),
        note: words("n"),
        ..details()
    }
}

#[test]
fn a_correction_changes_only_what_it_states() {
    let book = book();
    let before = admit(&book, named("c:7", "c"), full()).unwrap();
    let amended = |details: Details| rules::amend(&book.state, before.clone(), details).map(sealed).unwrap();
    let unchanged = before.clone();
    assert_eq!(amended(Details::default()), unchanged);
    let words = |text: &str| Some(text.to_owned());
    let later = || Date::parse("2024-03");
    let changes: [(Details, Act); 11] = [
        (Details { date: later().ok(), ..Details::default() }, Act { date: later().unwrap(), ..unchanged.clone() }),
        (
            Details { quantity: words("3 bags"), ..Details::default() },
            Act { quantity: words("3 bags"), ..unchanged.clone() },
        ),
        (
            Details { authority: words("a ministry"), ..Details::default() },
            Act { authority: words("a ministry"), ..unchanged.clone() },
        ),
        (
            Details { description: words("coins"), ..Details::default() },
            Act { description: words("coins"), ..unchanged.clone() },
        ),
        (Details { quantity: words(""), ..Details::default() }, Act { quantity: None, ..unchanged.clone() }),
        (
            Details { basis: Some(Basis::Stated), ..Details::default() },
            Act { basis: Some(Basis::Stated), ..unchanged.clone() },
        ),
        (
            Details { as_written: words("5 €"), ..Details::default() },
            Act { as_written: words("5 €"), ..unchanged.clone() },
        ),
        (Details { authority: words(""), ..Details::default() }, Act { authority: None, ..unchanged.clone() }),
        (Details { order: words("8"), ..Details::default() }, Act { order: words("8"), ..unchanged.clone() }),
        (
            Details { until: Date::parse("2026").ok(), ..Details::default() },
            Act { until: Date::parse("2026").ok(), ..unchanged.clone() },
        ),
        (Details { note: words("m"), ..Details::default() }, Act { note: words("m"), ..unchanged.clone() }),
    ];
    for (details, expected) in changes {
        assert_eq!(amended(details), expected);
    }
}

#[test]
fn a_disposal_may_be_corrected_in_how_it_was_done() {
    let book = book();
    let sold = Details { how: Some(Disposal::Sold), ..details() };
    let draft = Draft { action: Action::Dispose, target: Aim::Existing(Handle::parse("c:1").unwrap()), details: sold };
    let sold = rules::admit(&book.state, draft).map(sealed).unwrap();
    let lost = rules::amend(&book.state, sold.clone(), Details { how: Some(Disposal::Lost), ..Details::default() });
    assert_eq!(sealed(lost.unwrap()).how, Some(Disposal::Lost));
    assert_eq!(sealed(rules::amend(&book.state, sold, Details::default()).unwrap()).how, Some(Disposal::Sold));
}

#[test]
fn an_item_has_its_assets_basis_unless_it_has_its_own_places() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-01-01", "DE+NL", &[("basis", "inferred")]).unwrap();
    book.new_asset("freeze", "2024-01-01", "unstated", &[]).unwrap();
    let mut basis = |of: &str, flags: &[(&str, &str)]| {
        let item = asset(&book.item("freeze", of, "2024-01-02", flags).unwrap());
        book.state.family(&item).unwrap().standing().asset(&item).unwrap().basis
    };
    assert_eq!(basis("c:1", &[]), Some(Basis::Inferred));
    assert_eq!(basis("c:1", &[("in", "DE")]), Some(Basis::Stated));
    assert_eq!(basis("c:1", &[("in", "DE"), ("basis", "inferred")]), Some(Basis::Inferred));
    assert_eq!(basis("c:2", &[]), None);
    assert_eq!(basis("c:2", &[("in", "FR")]), Some(Basis::Stated));
}

#[test]
fn an_item_without_a_stated_place_is_where_its_asset_is() {
    let mut book = book();
    let item = asset(&book.item("freeze", "c:1", "2024-01-02", &[("in", "unstated"), ("amount", "1 EUR")]).unwrap());
    let places = &book.state.family(&item).unwrap().standing().asset(&item).unwrap().places;
    assert_eq!(places.codes(), "DE+NL");
}

/// Whether a draft matches what was recorded, with every commitment opened by `personal`.
fn repeats(book: &Book, draft: (Aim, Details), recorded: &Act, personal: &[Personal]) -> bool {
    let draft = Draft { action: Action::Freeze, target: draft.0, details: draft.1 };
    let open = |commitment: &Digest| {
        personal.iter().find(|datum| datum.commitment == *commitment).map(|datum| datum.data.clone())
    };
    let matters = |citation: &SourceCitation| citation.source().as_str() != "s";
    rules::admit(&book.state, draft).unwrap().repeats(recorded, &open, &matters)
}

#[test]
fn a_retry_must_match_in_every_field() {
    let mut book = book();
    let new = |case: &str| Aim::New(CaseRef::parse(case).unwrap());
    let personal = |details: Details| Details {
        identifiers: Some(vec![Identifier::parse("other:account 7").unwrap()]),
        subjects: Some(vec![Subject::parse("owner:Ada Example").unwrap()]),
        ..details
    };
    let told = || personal(Details { reference: EntryRef::parse("r").ok(), ..full() });
    let draft = Draft { action: Action::Freeze, target: new("c"), details: told() };
    let admitted = rules::admit(&book.state, draft).unwrap();
    assert_eq!(admitted.sources(), told().sources.unwrap());
    let (act, opened) = admitted.seal(&mut || [7; 32]);
    let same = |book: &Book, aim: Aim, details: Details| repeats(book, (aim, details), &act, &opened);
    assert!(same(&book, new("c"), told()));
    // Meanwhile another asset of the case was recorded, so the next number has changed.
    book.new_asset("freeze", "2024-01-01", "DE", &[]).unwrap();
    assert!(same(&book, new("c"), told()));
    assert!(!same(&book, new("d"), told()), "another case");
    assert!(!same(&book, Aim::Item(Handle::parse("c:1").unwrap(), None), told()), "an item");
    type Change = fn(&mut Details);
    let changes: [(&str, Change); 8] = [
        ("the note", |details| details.note = Some("m".to_owned())),
        ("the day", |details| details.date = Date::parse("2024-03").ok()),
        ("the amount", |details| details.amount = Amount::parse("6 EUR", None).ok()),
        ("an identifier", |details| details.identifiers = Some(vec![Identifier::parse("other:account 8").unwrap()])),
        ("no identifier", |details| details.identifiers = None),
        ("a name", |details| details.subjects = Some(vec![Subject::parse("owner:Ada Exemple").unwrap()])),
        ("a role", |details| details.subjects = Some(vec![Subject::parse("victim:Ada Example").unwrap()])),
        ("no name", |details| details.subjects = None),
    ];
    for (what, change) in changes {
        let mut details = told();
        change(&mut details);
        assert!(!same(&book, new("c"), details), "{what} differs");
    }
    // Insignificant differences in sources are allowed, others are not.
    let cited = |text: &str| Some(vec![SourceCitation::parse(text).unwrap()]);
    assert!(same(&book, new("c"), Details { sources: cited("s#row 9"), ..told() }));
    book.source("t");
    assert!(!same(&book, new("c"), Details { sources: cited("t"), ..told() }));
    // An erased value opens no commitment, so nothing matches it.
    assert!(!repeats(&book, (new("c"), told()), &act, &[]));
}

#[test]
fn a_repeated_item_must_match_in_asset_and_case() {
    let mut book = book();
    book.new_asset("freeze", "2024-01-01", "DE", &[]).unwrap();
    let item = |of: &str, case: Option<&str>| {
        Aim::Item(Handle::parse(of).unwrap(), case.map(|case| CaseRef::parse(case).unwrap()))
    };
    let told = || Details { amount: Amount::parse("1 EUR", None).ok(), ..details() };
    let draft = Draft { action: Action::Freeze, target: item("c:1", None), details: told() };
    let act = sealed(rules::admit(&book.state, draft).unwrap());
    assert!(repeats(&book, (item("c:1", None), told()), &act, &[]));
    book.item("freeze", "c:1", "2024-01-02", &[("amount", "2 EUR")]).unwrap();
    assert!(repeats(&book, (item("c:1", None), told()), &act, &[]), "the next number is another one");
    assert!(!repeats(&book, (item("c:1", Some("d")), told()), &act, &[]));
    assert!(!repeats(&book, (item("c:2", None), told()), &act, &[]));
    let later = |asset: &str| Aim::Existing(Handle::parse(asset).unwrap());
    let seized = Act { target: Target::Existing { asset: asset("c:2") }, ..act };
    assert!(!repeats(&book, (later("c:1"), told()), &seized, &[]));
    assert!(repeats(&book, (later("c:2"), told()), &seized, &[]));
}
