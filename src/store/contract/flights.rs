//! How many calls an import makes to the engine: on a remote one, each is a round trip.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::faulty::{Commit, Faulty, Plan};
use super::whole::{freeze, held, ledger, recorder};
use super::*;
use crate::domain::Identifier;
use crate::journal::Draft;
use crate::store::{Keep, Ledger, Request};

/// The number of rows an import passes on together.
const ROWS: u64 = 1_000;

fn drafts() -> Vec<Draft> {
    let draft = |row| match freeze(&format!("{row}.50 EUR"), &format!("row {row}")) {
        Request::Act(mut draft) => {
            draft.details.identifiers = Some(vec![Identifier::parse(&format!("other:account {row}")).unwrap()]);
            *draft
        }
        other => panic!("{other:?}"),
    };
    (1..=ROWS).map(draft).collect()
}

/// The number of calls that an import makes, with or without looking names up in advance.
fn calls_of_an_import(ledger: Ledger, foresee: bool) -> (usize, Ledger) {
    let plan = Arc::new(Plan::of(usize::MAX, Commit::Lost));
    let mut ledger = Ledger::on(Box::new(Faulty { engine: ledger.into_engine(), plan: Arc::clone(&plan) }));
    let drafts = drafts();
    let recorded = ledger.batch(&mut recorder(3), |batch| {
        if foresee {
            batch.foresee(&drafts)?;
        }
        for (row, draft) in (1..).zip(drafts) {
            batch.record(row, vec![Request::Act(Box::new(draft))])?;
        }
        Ok::<_, Error>(((), Keep::Entry))
    });
    assert_eq!(recorded, Ok(()));
    (plan.calls.load(Ordering::SeqCst), ledger)
}

#[test]
fn an_import_of_a_thousand_rows_makes_few_engine_calls() {
    let (slow, one_by_one) = calls_of_an_import(ledger(&mut in_memory()), false);
    let (calls, together) = calls_of_an_import(ledger(&mut in_memory()), true);
    assert!(slow > 3 * 1_000, "{slow}");
    assert!(calls <= 30, "{calls}");
    assert_eq!(held(&one_by_one), held(&together));
    // Again: every row is already recorded.
    let (again, repeated) = calls_of_an_import(together, true);
    assert!(again <= 30, "{again}");
    assert_eq!(held(&one_by_one), held(&repeated));
}
