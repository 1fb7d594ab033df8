//! Whole requests: their results are the same on every engine, byte for byte.

use super::*;
use crate::domain::{
    Action, Amount, AssetKind, Date, Identifier, Jurisdiction, Number, Places, SourceCitation, Subject,
};
use crate::journal::kept::KEPT;
use crate::journal::{
    Aim, CaseChanges, CaseEvent, CaseFile, Claim, Details, Draft, Handle, Handling, SourceFile, Tally, Twice,
};
use crate::query::Source;
use crate::store::{Beginning, FarAhead, Keep, Ledger, Receipt, Recorder, Rederived, Request, Salts, TimedBy, append};

/// A recorder at the given second of a fixed hour, with salts derived from it.
pub(in crate::store) fn recorder(second: u8) -> Recorder {
    Recorder {
        recorded_by: "tester".to_owned(),
        login: None,
        clock: format!("2024-07-01T08:00:{second:02}Z").parse().unwrap(),
        timed_by: TimedBy::Recorder,
        far_ahead: FarAhead::Recorded,
        salts: Salts::from_seed([second; 32]),
    }
}

/// A ledger on the place's engine with its first entry, a case and a source.
pub(super) fn ledger(place: &mut Place) -> Ledger {
    ledger_on(std::mem::replace(&mut place.engine, Box::new(Memory::default())))
}

/// Likewise, on an engine without entries.
pub(in crate::store) fn ledger_on(mut engine: Box<dyn Engine>) -> Ledger {
    let beginning = Beginning { name: "ledger", program: "test" };
    let tx = engine.write(Writes::Few).unwrap();
    append::genesis(&*tx, &beginning, &mut recorder(0)).unwrap();
    tx.commit().unwrap();
    let mut ledger = Ledger::on(engine);
    let lead = Jurisdiction::parse("FR").unwrap();
    record(&mut ledger, 1, Request::Case(CaseFile::new(case("c"), "A case", lead))).unwrap();
    record(&mut ledger, 2, Request::Source(SourceFile::new(source("s"), "A release"))).unwrap();
    ledger
}

pub(in crate::store) fn record(ledger: &mut Ledger, second: u8, request: Request) -> Result<Receipt, Error> {
    ledger.append(request, &mut recorder(second), Keep::Entry)
}

fn details(amount: &str) -> Details {
    Details {
        date: Some(Date::parse("2024-06-25").unwrap()),
        places: Some(Places::parse("DE,HU").unwrap()),
        kind: Some(AssetKind::BankAccount),
        identifiers: Some(vec![Identifier::parse("other:account 7").unwrap()]),
        subjects: Some(vec![Subject::parse("owner:Ada Example").unwrap()]),
        amount: Some(Amount::parse(amount, None).unwrap()),
        sources: Some(vec![SourceCitation::of(source("s"))]),
        twice: Twice::Recorded,
        ..Details::default()
    }
}

pub(in crate::store) fn freeze(amount: &str, reference: &str) -> Request {
    let details = Details { reference: Some(super::reference(reference)), ..details(amount) };
    Request::Act(Box::new(Draft { action: Action::Freeze, target: Aim::New(case("c")), details }))
}

pub(super) fn later(action: Action, target: Aim, amount: Option<&str>) -> Request {
    let details = Details {
        date: Some(Date::parse("2024-06-26").unwrap()),
        amount: amount.map(|amount| Amount::parse(amount, None).unwrap()),
        sources: Some(vec![SourceCitation::of(source("s"))]),
        ..Details::default()
    };
    Request::Act(Box::new(Draft { action, target, details }))
}

fn handle(asset: &str) -> Handle {
    Handle::parse(asset).unwrap()
}

/// One request of each kind, in an order in which each can follow the previous ones.
pub(super) fn requests() -> Vec<Request> {
    let reason = || "as the court says".to_owned();
    vec![
        freeze(">5000000 EUR", "first"),
        freeze("120.50 EUR", "second"),
        later(Action::Seize, Aim::Existing(handle("c:2")), None),
        later(Action::Seize, Aim::Item(handle("c:1"), None), Some("1000 EUR")),
        later(Action::Release, Aim::Existing(handle("c:1.1")), None),
        Request::Correct { entry: 5, reason: reason(), details: Box::new(details("121 EUR")) },
        Request::Void { entry: 8, reason: reason() },
        Request::Reinstate { entry: 8, reason: reason() },
        Request::EditCase {
            case: case("c"),
            changes: Box::new(CaseChanges { title: Some("Another title".to_owned()), ..CaseChanges::default() }),
            reason: None,
        },
        Request::Withhold { entry: 4, handling: Handling::Restricted, reason: reason(), authority: None },
        Request::Withhold {
            entry: 5,
            handling: Handling::Erased,
            reason: reason(),
            authority: Some("the court".to_owned()),
        },
        Request::CaseEvent(CaseEvent {
            case: case("c"),
            date: Date::parse("2024-06-25").unwrap(),
            what: "a site is closed".to_owned(),
            sources: vec![SourceCitation::of(source("s"))],
        }),
        Request::Claim(Claim {
            case: case("c"),
            about: "victims".to_owned(),
            count: Number::parse(">480").ok(),
            text: None,
            date: Date::parse("2024-06-25").unwrap(),
            source: SourceCitation::of(source("s")),
        }),
        rates::rates(1, &[("USD", "2024-06-28", "1.0705"), ("JPY", "2024-06-28", "171.94")]),
    ]
}

fn record_all(ledger: &mut Ledger) {
    for (second, request) in (3..).zip(requests()) {
        record(ledger, second, request).unwrap();
    }
}

pub(super) fn held(ledger: &Ledger) -> Vec<String> {
    ledger.facts(all).unwrap()
}

pub(super) fn the_same_requests_give_the_same_ledger(place: &mut Place) {
    let (mut here, mut there) = (ledger(place), ledger(&mut in_memory()));
    record_all(&mut here);
    record_all(&mut there);
    assert_eq!(held(&here), held(&there));
    assert_eq!(here.head().unwrap().root(), there.head().unwrap().root());
    assert_eq!(here.head().unwrap().size(), 17);
}

pub(super) fn a_recorded_ledger_verifies(place: &mut Place) {
    let mut ledger = ledger(place);
    record_all(&mut ledger);
    let findings = ledger.verify(&[1, 17, 18], &mut |_| Ok(())).unwrap();
    assert_eq!(findings.differences, [""; 0]);
    assert_eq!(findings.roots.keys().copied().collect::<Vec<_>>(), [1, 17]);
}

pub(super) fn derived_facts_can_be_derived_again(place: &mut Place) {
    let mut ledger = ledger(place);
    record_all(&mut ledger);
    let before = held(&ledger);
    assert_eq!(ledger.rederive(&mut |_| Ok(())), Ok(Rederived::Anew));
    assert_eq!(held(&ledger), before);
}

pub(super) fn a_refused_request_leaves_no_trace(place: &mut Place) {
    let mut ledger = ledger(place);
    record(&mut ledger, 3, freeze("5 EUR", "first")).unwrap();
    let before = held(&ledger);
    for refused in [
        freeze("6 EUR", "first"),
        later(Action::Seize, Aim::Existing(handle("c:9")), None),
        Request::Void { entry: 2, reason: "none".to_owned() },
        Request::Case(CaseFile::new(case("c"), "Again", Jurisdiction::parse("DE").unwrap())),
    ] {
        assert!(matches!(record(&mut ledger, 4, refused), Err(Error::Refused(_))));
        assert_eq!(held(&ledger), before);
    }
    let tried = ledger.append(freeze("6 EUR", "other"), &mut recorder(4), Keep::Nothing).unwrap();
    assert_eq!(tried.entry.number, 5);
    assert_eq!(held(&ledger), before);
}

pub(super) fn a_batch_is_kept_or_dropped_as_a_whole(place: &mut Place) {
    let mut ledger = ledger(place);
    let before = held(&ledger);
    for keep in [Keep::Nothing, Keep::Entry] {
        let rows = ledger.batch(&mut recorder(3), |batch| {
            let first = batch.record(1, vec![freeze("5 EUR", "first"), freeze("6 EUR", "second")])?;
            let refused = batch.record(2, vec![freeze("7 EUR", "third"), freeze("8 EUR", "first")]);
            assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
            let last = batch.record(3, vec![later(Action::Seize, Aim::Existing(handle("@second")), None)])?;
            Ok::<_, Error>(([first, last].map(|row| row.recorded.len()), keep))
        });
        assert_eq!(rows, Ok([2, 1]));
        assert_eq!(held(&ledger) == before, keep == Keep::Nothing);
    }
    assert_eq!(ledger.head().unwrap().size(), 6);
    assert_eq!(ledger.verify(&[], &mut |_| Ok(())).unwrap().differences, [""; 0]);
}

pub(super) fn a_repeated_request_is_recorded_once(place: &mut Place) {
    let mut ledger = ledger(place);
    let first = record(&mut ledger, 3, freeze("5 EUR", "first")).unwrap();
    let before = held(&ledger);
    let again = record(&mut ledger, 9, freeze("5 EUR", "first")).unwrap();
    assert!(again.repeated && again.entry == first.entry && again.root == first.root);
    assert_eq!(held(&ledger), before);
}

pub(super) fn an_altered_fact_is_named(place: &mut Place) {
    let mut ledger = ledger(place);
    record_all(&mut ledger);
    let mut place = Place { engine: ledger.into_engine(), _directory: place._directory.take() };
    place.apply(&[
        Change::CaseKnown(case("c"), opened(2, 7)),
        Change::Total(0, "none\u{1f}held\u{1f}EUR".to_owned(), sums::tally(1)),
        Change::Likened(5, 1),
        Change::OfCase(case("c"), 1, 1),
        Change::FamilyWoven(asset("c:2"), kin(5)),
    ]);
    let differences = Ledger::on(place.engine).verify(&[], &mut |_| Ok(())).unwrap().differences;
    for named in [
        "case_file c: latest is 2, the journal says 12",
        "case_file c: assets is 7, the journal says 2",
        "likeness 5 1: stored, but not in the journal",
        "case_entry c 1: stored, but not in the journal",
        "family c:2: woven is 1, the journal says 0",
    ] {
        assert!(differences.iter().any(|difference| difference == named), "{named}: {differences:?}");
    }
    assert_eq!(differences.len(), 6, "{differences:?}");
}

pub(super) fn an_impossible_total_is_damage(place: &mut Place) {
    let mut engine = ledger(place).into_engine();
    let wrong = [
        ("fr\u{1f}held\u{1f}EUR", Tally { exact: -1, ..sums::tally(1) }),
        ("fr\u{1f}held\u{1f}EUR", Tally { valued: i64::MAX, ..sums::tally(1) }),
        ("fr\u{1f}held\u{1f}none such", sums::tally(1)),
    ];
    for (key, tally) in wrong {
        for (kept, of) in KEPT.iter().enumerate() {
            let tx = engine.write(Writes::Few).unwrap();
            tx.apply(&[Change::Total(kept, key.to_owned(), tally)]).unwrap();
            tx.commit().unwrap();
            let ledger = Ledger::on(engine);
            let read = ledger.snapshot().unwrap().each_total(of, &mut |_, _| Ok(()));
            assert!(matches!(read, Err(Error::Damaged { .. })), "{key:?} {tally:?}: {read:?}");
            engine = ledger.into_engine();
            let tx = engine.write(Writes::Few).unwrap();
            tx.apply(&[Change::Total(kept, key.to_owned(), Tally::default())]).unwrap();
            tx.commit().unwrap();
        }
    }
}
