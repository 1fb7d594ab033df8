//! Cells that the owner of a ledger edits with the guards off: `verify` finds each of them.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::*;
use crate::domain::{Action, CaseRef, Jurisdiction};
use crate::journal::{Aim, CaseFile, Handle};
use crate::store::Request;
use crate::store::contract::whole::{later, record, record_all};
use crate::store::postgres::copies::import;
use crate::store::postgres::create::check;
use crate::store::postgres::transaction::Transaction;
use crate::store::verify;

/// So many rows that the tree over the entries has full subtrees.
const ROWS: usize = 300;

/// Every column of every table, with its type.
const COLUMNS: &str = "SELECT relname::text, attname::text, format_type(atttypid, NULL)
     FROM pg_catalog.pg_class JOIN pg_catalog.pg_attribute ON attrelid = pg_class.oid
     WHERE relnamespace = (SELECT relnamespace FROM pg_catalog.pg_class WHERE oid = '@.meta'::regclass)
         AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
     ORDER BY 1, attnum";

/// A different value of the same type.
fn other(column: &str, kind: &str, by: u8) -> String {
    match kind {
        "bigint" | "integer" => format!("{column} + 1 + {by}"),
        "boolean" => format!("NOT {column}"),
        "text" => format!("{column} || chr(97 + {by} % 26)"),
        "text[]" => format!("{column}[2:]"),
        "bytea" => {
            let at = format!("{by} % greatest(length({column}), 1)");
            let bit = 1 << (by % 8);
            format!(
                "CASE length({column}) WHEN 0 THEN 'x' ELSE set_byte({column}, {at}, get_byte({column}, {at}) # {bit}) END"
            )
        }
        other => panic!("{column} is of the type {other}"),
    }
}

/// Whether an edit is found, which is taken back afterwards; `None` if a key or a check prevents it.
fn is_found(engine: &Postgres, server: &Server, edit: &str) -> Option<bool> {
    let begin = "BEGIN; SET LOCAL session_replication_role = replica";
    let tx = Transaction::begin(&engine.wire, begin, Some(Writes::Few));
    let edited = tx.answer(Ask::new(edit)).ok()?;
    assert_eq!(edited.len(), 1, "{edit}");
    let differs = match verify::verify(&tx, &[], &mut |_| Ok(())) {
        Ok(findings) => !findings.differences.is_empty(),
        Err(Error::Damaged { .. }) => true,
        Err(error) => panic!("{edit}: {error:?}"),
    };
    Some(differs || check(&engine.wire, server).is_err())
}

/// A number that a variable of the environment gives.
fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// In one row of each column, or in as many as `FAULTS` says; `FAULT_SEED` chooses the same rows again.
#[test]
fn an_edited_cell_of_any_table_is_found() {
    let Some((mut ledger, server)) = ledger() else { return };
    record_all(&mut ledger);
    let (case, pool) = (CaseRef::parse("d").unwrap(), Handle::parse("c:1").unwrap());
    let another = Request::Case(CaseFile::new(case.clone(), "Another case", Jurisdiction::parse("FR").unwrap()));
    record(&mut ledger, 40, another).unwrap();
    record(&mut ledger, 41, later(Action::Seize, Aim::Item(pool, Some(case)), Some("10 EUR"))).unwrap();
    import(&mut opened(&server), ROWS);
    let engine = opened(&server);
    // Only an administrator of the server turns the guards off without changing the schema.
    if engine.wire.flight(&[Ask::new("SET session_replication_role = origin")]).is_err() {
        return;
    }
    let seed = number("FAULT_SEED").unwrap_or_else(|| fastrand::u64(..));
    let mut random = Rng::with_seed(seed);
    let columns = engine.wire.flight(&[Ask::new(COLUMNS)]).ok().unwrap().remove(0);
    let (mut tried, mut passed) = (BTreeMap::<String, usize>::new(), Vec::new());
    for column in &columns {
        let [table, column, kind]: [String; 3] = [0, 1, 2].map(|at| column.get(at));
        let rows: i64 =
            engine.wire.flight(&[Ask::new(format!("SELECT count(*) FROM @.{table}"))]).ok().unwrap()[0][0].get(0);
        let of_table = tried.entry(table.clone()).or_default();
        for _ in 0..number("FAULTS").unwrap_or(1).min(rows.unsigned_abs()) {
            let place = random.i64(0..rows);
            let other = other(&column, &kind, random.u8(..));
            let edit = format!(
                "UPDATE @.{table} SET {column} = {other}
                 WHERE ctid = (SELECT ctid FROM @.{table} ORDER BY {column} OFFSET {place} LIMIT 1) RETURNING 1"
            );
            if let Some(found) = is_found(&engine, &server, &edit) {
                *of_table += 1;
                passed.extend((!found).then_some(edit));
            }
        }
    }
    assert!(passed.is_empty(), "FAULT_SEED={seed}: {passed:#?}");
    let untried: Vec<&String> = tried.iter().filter(|(_, edits)| **edits == 0).map(|(table, _)| table).collect();
    assert!(untried.is_empty() && tried.len() >= 16, "{untried:?} of {tried:?}");
}
