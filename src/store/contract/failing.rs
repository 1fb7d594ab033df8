//! An engine that fails at any one of its calls: nothing partial is kept, nothing is reported as recorded that is not,
//! and a repeated command finds what was recorded.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::faulty::{Commit, Faulty, Plan};
use super::whole::{freeze, held, ledger, record, recorder, requests};
use super::*;
use crate::query::{Query, Report};
use crate::store::{Keep, Ledger};

/// The outcome of work on a ledger whose engine failed at one call.
struct Outcome {
    error: Option<Error>,
    before: Vec<String>,
    after: Vec<String>,
    ledger: Ledger,
}

/// Runs `work` on a ledger with some entries, failing at the given call; `None` if the work makes fewer calls.
fn failing(
    make: fn() -> Place,
    failing: usize,
    commit: Commit,
    work: impl FnOnce(&mut Ledger) -> Result<(), Error>,
) -> Option<(Outcome, Place)> {
    let mut place = make();
    let mut ledger = ledger(&mut place);
    record(&mut ledger, 3, freeze("5 EUR", "before")).unwrap();
    let before = held(&ledger);
    let plan = Arc::new(Plan::of(failing, commit));
    let mut ledger = Ledger::on(Box::new(Faulty { engine: ledger.into_engine(), plan: Arc::clone(&plan) }));
    let error = work(&mut ledger).err();
    // No call fails from here on.
    let made = plan.calls.swap(usize::MAX / 2, Ordering::SeqCst);
    let after = held(&ledger);
    (made >= failing).then_some((Outcome { error, before, after, ledger }, place))
}

/// Runs the work once per call, failing at that call, and returns the number of calls.
fn each_call(
    make: fn() -> Place,
    commit: Commit,
    work: impl Fn(&mut Ledger) -> Result<(), Error>,
    mut check: impl FnMut(usize, Outcome),
) -> usize {
    for call in 1.. {
        match failing(make, call, commit, &work) {
            Some((outcome, _place)) => check(call, outcome),
            None => return call - 1,
        }
    }
    0
}

const ENGINES: [fn() -> Place; 2] = [in_a_file, in_memory];

#[test]
fn when_the_engine_fails_nothing_is_recorded_or_the_outcome_is_unknown() {
    let record = |ledger: &mut Ledger| record(ledger, 9, freeze(">6 EUR", "new")).map(drop);
    for make in ENGINES {
        for commit in [Commit::Lost, Commit::PerhapsLost, Commit::PerhapsKept] {
            let mut unknown = 0;
            let calls = each_call(make, commit, record, |call, mut outcome| {
                let error = outcome.error.unwrap_or_else(|| panic!("call {call} failed unnoticed"));
                let kept = matches!(error, Error::Unknown { .. }) && commit == Commit::PerhapsKept;
                unknown += usize::from(matches!(error, Error::Unknown { .. }));
                assert_eq!(outcome.after != outcome.before, kept, "call {call}: {error:?}");
                // Repeating the command records it once, whatever happened before.
                let again = super::whole::record(&mut outcome.ledger, 10, freeze(">6 EUR", "new")).unwrap();
                assert_eq!((again.entry.number, again.repeated), (5, kept), "call {call}");
                assert_eq!(outcome.ledger.verify(&[], &mut |_| Ok(())).unwrap().differences, [""; 0]);
            });
            assert!(calls > 5, "{calls}");
            assert_eq!(unknown, usize::from(commit != Commit::Lost));
        }
    }
}

/// In memory only: with some hundred calls, a file would be synced too many times.
#[test]
fn no_command_leaves_a_partial_result_when_the_engine_fails() {
    let all = |ledger: &mut Ledger| {
        for (second, request) in (4..).zip(requests()) {
            record(ledger, second, request)?;
        }
        Ok(())
    };
    let calls = each_call(in_memory, Commit::Lost, all, |call, mut outcome| {
        assert!(outcome.error.is_some(), "call {call} failed unnoticed");
        assert_eq!(outcome.ledger.verify(&[], &mut |_| Ok(())).unwrap().differences, [""; 0], "call {call}");
    });
    assert!(calls > 40, "{calls}");
}

#[test]
fn a_batch_is_dropped_whole_when_the_engine_fails() {
    let import = |ledger: &mut Ledger| {
        ledger.batch(&mut recorder(9), |batch| {
            for (row, reference) in (1..).zip(["one", "two", "three"]) {
                batch.record(row, vec![freeze("7 EUR", reference)])?;
            }
            Ok(((), Keep::Entry))
        })
    };
    for make in ENGINES {
        each_call(make, Commit::Lost, import, |call, outcome| {
            assert!(outcome.error.is_some(), "call {call} failed unnoticed");
            assert_eq!(outcome.after, outcome.before, "call {call}");
        });
    }
}

#[test]
fn derived_facts_stay_unchanged_when_rederiving_fails() {
    let anew = |ledger: &mut Ledger| ledger.rederive(&mut |_| Ok(())).map(drop);
    each_call(in_memory, Commit::Lost, anew, |call, outcome| {
        assert!(outcome.error.is_some(), "call {call} failed unnoticed");
        assert_eq!(outcome.after, outcome.before, "call {call}");
    });
}

#[test]
fn no_report_is_made_from_a_partial_read() {
    let query = Query::default();
    let reports = |ledger: &mut Ledger| {
        for report in [Report::Holdings, Report::Actions, Report::Jurisdictions, Report::Pools] {
            match report {
                Report::Holdings => ledger.holdings(&query).map(drop)?,
                Report::Actions => ledger.actions(&query).map(drop)?,
                Report::Jurisdictions => ledger.jurisdictions(&query).map(drop)?,
                _ => ledger.pools(&query).map(drop)?,
            }
        }
        ledger.register(&query, |_, _| Ok::<_, Error>(())).map(drop)?;
        ledger.verify(&[], &mut |_| Ok(())).map(drop)
    };
    let calls = each_call(in_memory, Commit::Lost, reports, |call, outcome| {
        assert!(outcome.error.is_some(), "call {call} failed unnoticed");
    });
    assert!(calls > 20, "{calls}");
}
