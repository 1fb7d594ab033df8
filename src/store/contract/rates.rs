//! Rates of exchange: lines beside the journal, and the entries that add them.

use jiff::civil;

use super::whole::{held, ledger, record, recorder};
use super::*;
use crate::domain::{Decimal, Holds, Quote, RateSet, SourceCitation, Unit};
use crate::query::{Rates, Source};
use crate::store::table::{RATE, RATE_SET};
use crate::store::{Keep, Ledger, NewRates, Receipt, Rederived, Request};

pub(super) fn quotes(lines: &[(&str, &str, &str)]) -> Vec<Quote> {
    let quote = |(currency, day, rate): &(&str, &str, &str)| Quote {
        currency: Unit::parse(currency).unwrap(),
        day: day.parse().unwrap(),
        rate: Decimal::parse(rate).unwrap(),
    };
    lines.iter().map(quote).collect()
}

/// A request to add lines to the set `ecb`, from the file with this digest.
pub(super) fn rates(file: u8, lines: &[(&str, &str, &str)]) -> Request {
    let set = RateSet { name: "ecb".to_owned(), base: Unit::parse("EUR").unwrap(), holds: Holds::Days(4) };
    Request::Rates(Box::new(NewRates {
        set,
        publisher: Some("A bank".to_owned()),
        format: "ecb".to_owned(),
        file: Digest([file; 32]),
        size: 1,
        sources: vec![SourceCitation::of(source("s"))],
        quotes: quotes(lines),
    }))
}

const JUNE: &[(&str, &str, &str)] =
    &[("USD", "2024-06-28", "1.0705"), ("USD", "2024-06-27", "1.0696"), ("JPY", "2024-06-28", "171.94")];
const JULY: &[(&str, &str, &str)] =
    &[("USD", "2024-07-01", "1.0745"), ("USD", "2024-06-28", "1.0700"), ("JPY", "2024-06-28", "171.94")];

/// The rates of the set, as known at an entry.
fn given(ledger: &Ledger, currency: Option<&str>, up_to: u64) -> Vec<String> {
    let mut given = Vec::new();
    let currency = currency.map(|code| Unit::parse(code).unwrap());
    let asked = Rates { set: "ecb", currency, from: civil::Date::MIN, to: civil::Date::MAX, up_to };
    let read = ledger.snapshot().unwrap().each_rate(asked, &mut |rate| {
        given.push(format!("{} {} {} {}", rate.currency, rate.day, rate.rate, rate.entry));
        Ok(())
    });
    assert_eq!(read, Ok(()));
    given
}

fn compared(receipt: &Receipt) -> (bool, u64, [u64; 3]) {
    let compared = receipt.rates.as_ref().unwrap();
    (receipt.repeated, receipt.entry.number, [compared.added, compared.changed, compared.lacking])
}

pub(super) fn lines_are_listed_in_the_order_of_currencies_days_and_entries(place: &mut Place) {
    place.write(|tx| {
        add(tx, &[b"one", b"two"])?;
        tx.quote("b", 1, &quotes(&[("JPY", "2024-06-28", "171.940"), ("USD", "2024-06-27", "1")]))?;
        tx.quote("a", 1, &quotes(&[("USD", "2024-06-27", "2")]))?;
        tx.quote("b", 2, &quotes(&[("JPY", "2024-06-27", "170"), ("JPY", "2024-06-28", "172")]))
    });
    let rows = [
        "a | USD | 2024-06-27 | 1 | 2",
        "b | JPY | 2024-06-27 | 2 | 170",
        "b | JPY | 2024-06-28 | 1 | 171.940",
        "b | JPY | 2024-06-28 | 2 | 172",
        "b | USD | 2024-06-27 | 1 | 1",
    ];
    assert_eq!(place.rows(&RATE), rows);
}

pub(super) fn lines_are_found_by_currency_day_and_entry(place: &mut Place) {
    place.write(|tx| {
        add(tx, &[b"one", b"two"])?;
        tx.quote(
            "a",
            1,
            &quotes(&[("JPY", "2024-06-28", "171"), ("USD", "2024-06-27", "1"), ("USD", "2024-06-28", "2")]),
        )?;
        tx.quote("a", 2, &quotes(&[("USD", "2024-06-28", "3")]))
    });
    let found = |set: &str, currency: Option<&str>, [from, to]: [&str; 2], up_to| {
        let currency = currency.map(|code| Unit::parse(code).unwrap());
        let asked = Rates { set, currency, from: from.parse().unwrap(), to: to.parse().unwrap(), up_to };
        let mut found = Vec::new();
        place.read(|reading| {
            reading.rates(&asked, &mut |stored| {
                found.push(format!("{} {}", stored.rate, stored.entry));
                Ok(())
            })
        });
        found
    };
    let all = ["2024-01-01", "2024-12-31"];
    assert_eq!(found("a", None, all, 2), ["171 1", "1 1", "2 1", "3 2"]);
    assert_eq!(found("a", None, all, 1), ["171 1", "1 1", "2 1"]);
    assert_eq!(found("a", Some("USD"), all, 2), ["1 1", "2 1", "3 2"]);
    assert_eq!(found("a", Some("USD"), ["2024-06-28"; 2], 2), ["2 1", "3 2"]);
    assert_eq!(found("a", None, ["2024-06-27"; 2], 2), ["1 1"]);
    assert_eq!(found("b", None, all, 2), [""; 0]);
    assert_eq!(found("a", Some("EUR"), all, 2), [""; 0]);
}

pub(super) fn a_line_is_changed_by_a_later_entry_and_no_other(place: &mut Place) {
    place.write(|tx| {
        add(tx, &[b"one", b"two"])?;
        tx.quote("a", 2, &quotes(&[("USD", "2024-06-27", "1")]))
    });
    for entry in [1, 2, 3] {
        place.refused(|tx| tx.quote("a", entry, &quotes(&[("USD", "2024-06-27", "2")])));
    }
}

pub(super) fn entries_that_add_rates_are_listed_by_their_sets(place: &mut Place) {
    let added = |set: &str, entry| Change::RatesAdded(set.to_owned(), entry);
    place.apply(&[added("b", 1), added("a", 3), added("a", 2)]);
    assert_eq!(place.rows(&RATE_SET), ["a | 2", "a | 3", "b | 1"]);
    place.refused(|tx| tx.apply(&[Change::RatesAdded("a".to_owned(), 2)]));
}

pub(super) fn a_later_file_adds_what_is_new_and_changes_what_is_other(place: &mut Place) {
    let mut ledger = ledger(place);
    let first = record(&mut ledger, 3, rates(1, JUNE)).unwrap();
    assert_eq!(compared(&first), (false, 4, [3, 0, 0]));
    let before = held(&ledger);
    let again = record(&mut ledger, 4, rates(1, JUNE)).unwrap();
    assert_eq!((compared(&again), held(&ledger)), ((true, 4, [0, 0, 0]), before.clone()));
    let tried = ledger.append(rates(2, JULY), &mut recorder(5), Keep::Nothing).unwrap();
    assert_eq!((compared(&tried), held(&ledger)), ((false, 5, [1, 1, 0]), before));
    let later = record(&mut ledger, 5, rates(2, JULY)).unwrap();
    assert_eq!(compared(&later), (false, 5, [1, 1, 0]));
    let [changed] = &later.rates.unwrap().changed_first[..] else { panic!("one line is changed") };
    assert_eq!((changed.0.to_string(), changed.1.to_string()), ("2024-06-28,USD,1.0700".into(), "1.0705".into()));
    let lacking = record(&mut ledger, 6, rates(3, &[("USD", "2024-06-28", "1.07"), ("CHF", "2024-06-27", "0.9")]));
    assert_eq!(compared(&lacking.unwrap()), (false, 6, [1, 0, 2]));
    assert_eq!(given(&ledger, Some("USD"), 4), ["USD 2024-06-27 1.0696 4", "USD 2024-06-28 1.0705 4"]);
    let now = ["USD 2024-06-27 1.0696 4", "USD 2024-06-28 1.0700 5", "USD 2024-07-01 1.0745 5"];
    assert_eq!(given(&ledger, Some("USD"), 9), now);
    assert_eq!(given(&ledger, None, 3), [""; 0]);
    assert_eq!(ledger.verify(&[], &mut |_| Ok(())).unwrap().differences, [""; 0]);
    let before = held(&ledger);
    assert_eq!(ledger.rederive(&mut |_| Ok(())), Ok(Rederived::Anew));
    assert_eq!(held(&ledger), before);
}

pub(super) fn a_set_keeps_its_base_and_how_long_its_rates_hold(place: &mut Place) {
    let mut ledger = ledger(place);
    record(&mut ledger, 3, rates(1, JUNE)).unwrap();
    let before = held(&ledger);
    let other = |change: &dyn Fn(&mut NewRates)| {
        let Request::Rates(mut new) = rates(2, JULY) else { panic!("these are rates") };
        change(&mut new);
        Request::Rates(new)
    };
    for refused in [
        other(&|new| new.set.base = Unit::parse("CHF").unwrap()),
        other(&|new| new.set.holds = Holds::Month),
        other(&|new| new.sources.clear()),
        other(&|new| new.sources = vec![SourceCitation::of(source("none"))]),
        other(&|new| new.quotes.clear()),
        other(&|new| new.quotes.extend(quotes(&[("USD", "2024-07-01", "2")]))),
        other(&|new| new.quotes.extend(quotes(&[("CHF", "2024-07-01", "0.00")]))),
        other(&|new| new.quotes.extend(quotes(&[("EUR", "2024-07-01", "2")]))),
    ] {
        let refusal = record(&mut ledger, 4, refused);
        assert!(matches!(refusal, Err(Error::Refused(_))), "{refusal:?}");
        assert_eq!(held(&ledger), before);
    }
}

pub(super) fn a_line_that_no_entry_counts_is_named(place: &mut Place) {
    let mut ledger = ledger(place);
    record(&mut ledger, 3, rates(1, JUNE)).unwrap();
    let mut engine = ledger.into_engine();
    let tx = engine.write(Writes::Few).unwrap();
    tx.quote("ecb", 4, &quotes(&[("CHF", "2024-06-28", "0.9634")])).unwrap();
    tx.quote("ecb", 2, &quotes(&[("CHF", "2024-06-27", "0.9")])).unwrap();
    tx.quote("other", 4, &quotes(&[("CHF", "2024-06-28", "0.9634")])).unwrap();
    tx.commit().unwrap();
    let differences = Ledger::on(engine).verify(&[], &mut |_| Ok(())).unwrap().differences;
    let named = [
        "rate ecb CHF 2024-06-27 2: the entry adds no rates to this set",
        "rate other CHF 2024-06-28 4: the entry adds no rates to this set",
        "rates ecb: entry 4 has 3 lines, 4 are stored",
    ];
    assert_eq!(differences, named);
}
