//! Rows whose names are looked up while those before them are recorded: they see what those record all the same.

use super::whole::{freeze, held, later, ledger, recorder};
use super::*;
use crate::domain::Action;
use crate::journal::{Aim, Draft, Handle};
use crate::store::{Batch, Foresight, Keep, Ledger, Request, Row};

/// When the names of rows are looked up.
#[derive(Clone, Copy)]
enum Look {
    /// Each when it is needed.
    Never,
    /// Together, before the rows are recorded.
    Before,
    /// Before any row of the file is recorded.
    First,
}

fn draft(request: Request) -> Draft {
    match request {
        Request::Act(draft) => *draft,
        other => panic!("{other:?}"),
    }
}

fn of(asset: &str, action: Action) -> Draft {
    draft(later(action, Aim::Existing(Handle::parse(asset).unwrap()), None))
}

/// Rows that name, repeat and resemble what rows before them record.
fn chunks() -> Vec<Vec<Draft>> {
    vec![
        vec![draft(freeze("1.50 EUR", "one")), draft(freeze("2.50 EUR", "two")), of("@one", Action::Seize)],
        vec![
            draft(freeze("1.50 EUR", "like one")),
            draft(freeze("2.50 EUR", "two")),
            of("@two", Action::Seize),
            of("@none", Action::Seize),
        ],
        vec![
            of("@one", Action::Release),
            of("@like one", Action::Release),
            draft(freeze("1.50 EUR", "like both")),
            draft(freeze("9.50 EUR", "two")),
            of("c:2", Action::Release),
            of("c:2", Action::Seize),
        ],
    ]
}

fn record(batch: &mut Batch<'_>, look: Look) -> Result<Vec<Result<Row, Error>>, Error> {
    let chunks = chunks();
    if let Look::First = look {
        chunks.iter().try_for_each(|chunk| batch.announce(Foresight::of(chunk)))?;
    }
    let mut rows = Vec::new();
    for chunk in chunks {
        match look {
            Look::Never => {}
            Look::Before => batch.foresee(&chunk)?,
            Look::First => batch.reach()?,
        }
        for draft in chunk {
            rows.push(batch.record(rows.len() as u64, vec![Request::Act(Box::new(draft))]));
        }
    }
    Ok(rows)
}

fn recorded(mut place: Place, look: Look) -> (Vec<Result<Row, Error>>, Vec<String>) {
    let mut ledger: Ledger = ledger(&mut place);
    let rows = ledger.batch(&mut recorder(3), |batch| Ok::<_, Error>((record(batch, look)?, Keep::Entry))).unwrap();
    assert_eq!(ledger.verify(&[], &mut |_| Ok(())).unwrap().differences, [""; 0]);
    (rows, held(&ledger))
}

#[test]
fn rows_announced_before_others_are_recorded_see_what_those_record() {
    for make in [in_a_file, in_memory] {
        let expected = recorded(make(), Look::Never);
        let rows = &expected.0;
        let row = |at: usize| rows[at].as_ref().unwrap().recorded[0].clone();
        assert_eq!((row(3).alike.len(), row(4).repeated, row(9).alike.len()), (2, true, 2));
        let refused: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].is_err()).collect();
        assert_eq!(refused, [6, 10]);
        for look in [Look::Before, Look::First] {
            assert_eq!(recorded(make(), look), expected);
        }
    }
}
