//! An engine that fails at any one of its calls: nothing half is kept, nothing is said to be recorded that is not, and a
//! command that is repeated finds what was recorded.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::faulty::{Commit, Faulty, Plan};
use super::whole::{freeze, held, ledger, record, recorder, requests};
use super::*;
use crate::query::{Query, Report};
use crate::store::{Keep, Ledger};

/// What became of work on a ledger of which a call failed.
struct Outcome {
    error: Option<Error>,
    before: Vec<String>,
    after: Vec<String>,
    ledger: Ledger,
}

/// Lets the engine of a ledger with some entries fail at a call of `work`; nothing where the work makes fewer calls.
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
    // From here on no call fails.
    let made = plan.calls.swap(usize::MAX / 2, Ordering::SeqCst);
    let after = held(&ledger);
    (made >= failing).then_some((Outcome { error, before, after, ledger }, place))
}

/// Works with each call failing in turn, and gives how many there were.
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
fn a_command_whose_engine_fails_records_nothing_unless_it_says_that_this_is_unknown() {
    let record = |ledger: &mut Ledger| record(ledger, 9, freeze(">6 EUR", "new")).map(drop);
    for make in ENGINES {
        for commit in [Commit::Lost, Commit::PerhapsLost, Commit::PerhapsKept] {
            let mut unknown = 0;
            let calls = each_call(make, commit, record, |call, mut outcome| {
                let error = outcome.error.unwrap_or_else(|| panic!("call {call} failed unnoticed"));
                let kept = matches!(error, Error::Unknown { .. }) && commit == Commit::PerhapsKept;
                unknown += usize::from(matches!(error, Error::Unknown { .. }));
                assert_eq!(outcome.after != outcome.before, kept, "call {call}: {error:?}");
                // The same again is recorded once, whatever became of it before.
                let again = super::whole::record(&mut outcome.ledger, 10, freeze(">6 EUR", "new")).unwrap();
                assert_eq!((again.entry.number, again.repeated), (5, kept), "call {call}");
                assert_eq!(outcome.ledger.verify(&[], &mut |_| Ok(())).unwrap().differences, [""; 0]);
            });
            assert!(calls > 10, "{calls}");
            assert_eq!(unknown, usize::from(commit != Commit::Lost));
        }
    }
}

/// In memory alone, since there are some hundred calls, before each of which a file would be brought to the disk many times.
#[test]
fn commands_of_every_kind_leave_nothing_half_where_the_engine_fails() {
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
    assert!(calls > 80, "{calls}");
}

#[test]
fn a_batch_whose_engine_fails_is_dropped_as_a_whole() {
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
fn facts_that_cannot_be_derived_again_stay_as_they_were() {
    let anew = |ledger: &mut Ledger| ledger.rederive(&mut |_| Ok(())).map(drop);
    each_call(in_memory, Commit::Lost, anew, |call, outcome| {
        assert!(outcome.error.is_some(), "call {call} failed unnoticed");
        assert_eq!(outcome.after, outcome.before, "call {call}");
    });
}

#[test]
fn no_report_is_made_of_half_a_ledger() {
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
