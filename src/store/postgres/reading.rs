//! Reading from the server. SQL selects and orders; the caller adds up.

use std::collections::HashMap;
use std::hash::Hash;

use jiff::Timestamp;
use tokio_postgres::Row;
use tokio_postgres::types::Type;

use crate::domain::Unit;
use crate::journal::fold::{Case, Filed};
use crate::journal::kept::{KEPT, Kept};
use crate::journal::{Digest, Handling, Personal, Tally};
use crate::query::{EachTotal, Families, Rates, Span};
use crate::store::Error;
use crate::store::engine::{
    ALIKE, Asked, Check, EachBegun, EachBytes, EachFamily, EachRow, EachStoredRate, Head, Known, Reading, Stored,
    StoredRate,
};
use crate::store::table::Table;

use super::ask::{Ask, bytes, numbers, texts};
use super::pending::signed;
use super::row;
use super::row::{TALLY, array, digest, field, flag, integer, number, tally, text};
use super::transaction::Transaction;

impl Reading for Transaction<'_> {
    fn head(&self) -> Result<Option<Head>, Error> {
        Ok(self.latest()?.head)
    }

    fn last(&self) -> Result<u64, Error> {
        Ok(self.latest()?.last)
    }

    fn clock(&self) -> Result<Option<Timestamp>, Error> {
        Ok(self.latest()?.clock)
    }

    fn login(&self) -> Result<Option<String>, Error> {
        Ok(self.latest()?.login)
    }

    /// One flight, whatever is asked.
    fn known(&self, asked: &Asked<'_>) -> Result<Known, Error> {
        let read = match asked.entries.as_slice() {
            [entry] => self.bytes_read(*entry),
            _ => None,
        };
        let questions = questions(asked, read.is_some())?;
        let (lists, asks): (Vec<List>, Vec<Ask<'_>>) = questions.into_iter().unzip();
        let mut known = blank(asked);
        if let Some(read) = read {
            known.entries = vec![Some(read)];
        }
        if asks.is_empty() {
            return Ok(known);
        }
        for (list, rows) in lists.into_iter().zip(self.answers(asks)?) {
            list(&rows, asked, &mut known)?;
        }
        Ok(known)
    }

    fn entries(&self, span: Span, each: &mut EachBytes<'_>) -> Result<(), Error> {
        let sql = "SELECT entry, bytes FROM @.entry WHERE entry > $1 AND entry <= $2 ORDER BY entry LIMIT $3";
        self.each(of_span(sql, span), &mut |row| each(number(row, 0)?, row::bytes(row, 1)?))
    }

    fn begun(&self, span: Span, each: &mut EachBegun<'_>) -> Result<(), Error> {
        let sql = "SELECT entry.bytes, family.root, family.steps
             FROM @.entry LEFT JOIN @.family ON family.entry = entry.entry
             WHERE entry.entry > $1 AND entry.entry <= $2 ORDER BY entry.entry LIMIT $3";
        self.each(of_span(sql, span), &mut |row| {
            let root: Option<&str> = row.try_get(1).map_err(row::strange)?;
            let family = root.map_or(Ok(None), |root| Ok::<_, Error>(Some((root, text(row, 2)?))))?;
            each(row::bytes(row, 0)?, family)
        })
    }

    fn families(&self, which: Families<'_>, each: &mut EachFamily<'_>) -> Result<(), Error> {
        let ask = match which {
            Families::All => Ask::new("SELECT root, steps FROM @.family ORDER BY entry"),
            Families::Woven => Ask::new("SELECT root, steps FROM @.family WHERE woven ORDER BY entry"),
            Families::Pools => Ask::new("SELECT root, steps FROM @.family WHERE pool ORDER BY entry"),
            // A case's reference may itself contain a colon, so some families of other cases are included.
            Families::OfCase(case) => Ask::new(
                "SELECT root, steps FROM @.family
                 WHERE (root >= $1 || ':' AND root < $1 || ';')
                     OR entry IN (SELECT family FROM @.guest WHERE case_ref = $1)
                 ORDER BY entry",
            )
            .with(case.as_str(), Type::TEXT),
        };
        self.each(ask, &mut |row| each(text(row, 0)?, text(row, 1)?))
    }

    fn breakdown(&self, kept: &Kept, each: &mut EachTotal<'_, Error>) -> Result<(), Error> {
        let sql = format!("SELECT key, {TALLY} FROM @.total WHERE breakdown = $1 ORDER BY key");
        self.each(Ask::new(sql).with(kept.name, Type::TEXT), &mut |row| each(text(row, 0)?, tally(row, 1)?))
    }

    fn rates(&self, rates: &Rates<'_>, each: &mut EachStoredRate<'_>) -> Result<(), Error> {
        let sql = "SELECT currency, date, entry, rate FROM @.rate
             WHERE rate_set = $1 AND date BETWEEN $2 AND $3 AND entry <= $4 AND ($5::text IS NULL OR currency = $5)
             ORDER BY currency, date, entry";
        let ask = Ask::new(sql)
            .with(rates.set, Type::TEXT)
            .with(rates.from.to_string(), Type::TEXT)
            .with(rates.to.to_string(), Type::TEXT)
            .with(i64::try_from(rates.up_to).unwrap_or(i64::MAX), Type::INT8)
            .with(rates.currency.map(Unit::code), Type::TEXT);
        self.each(ask, &mut |row| {
            let (currency, date) = (text(row, 0)?, text(row, 1)?);
            each(StoredRate { currency, date, entry: number(row, 2)?, rate: text(row, 3)? })
        })
    }

    fn rows(&self, table: &Table, each: &mut EachRow<'_>) -> Result<(), Error> {
        let (columns, name) = (table.columns.join(", "), table.name);
        let order: Vec<&str> = table.order.iter().map(|column| table.columns[*column]).collect();
        // The SQL text contains only names from the list of tables.
        let sql = format!("SELECT {columns} FROM @.{name} ORDER BY {}", order.join(", "));
        self.each(Ask::new(sql), &mut |row| {
            let fields = (0..table.columns.len()).map(|column| field(row, column));
            each(&fields.collect::<Result<Vec<_>, Error>>()?)
        })
    }

    fn count(&self, table: &Table) -> Result<u64, Error> {
        // The SQL text contains only names from the list of tables.
        let rows = self.answer(Ask::new(format!("SELECT count(*) FROM @.{}", table.name)))?;
        rows.first().map_or(Ok(0), |row| number(row, 0))
    }

    fn check(&self) -> Option<Check> {
        None
    }
}

/// Puts the rows that answer a question into the list they belong to.
type List = fn(&[Row], &Asked<'_>, &mut Known) -> Result<(), Error>;

/// A question for each kind of name that is asked for.
fn questions<'a>(asked: &'a Asked<'_>, is_read: bool) -> Result<Vec<(List, Ask<'a>)>, Error> {
    let mut questions: Vec<(List, Ask<'a>)> = Vec::new();
    let mut ask = |is_asked: bool, list: List, sql: &str, values: &mut dyn FnMut() -> Vec<super::ask::Value<'a>>| {
        if is_asked {
            questions.push((list, Ask { sql: sql.to_owned(), values: values() }));
        }
    };
    ask(
        !asked.cases.is_empty(),
        list_cases,
        "SELECT case_ref, entry, latest, assets FROM @.case_file WHERE case_ref = ANY ($1)",
        &mut || vec![texts(asked.cases.iter().map(|case| case.as_str()).collect::<Vec<_>>())],
    );
    ask(
        !asked.sources.is_empty(),
        list_sources,
        "SELECT source_ref, entry, latest FROM @.source WHERE source_ref = ANY ($1)",
        &mut || vec![texts(asked.sources.iter().map(|source| source.as_str()).collect::<Vec<_>>())],
    );
    ask(
        !asked.references.is_empty(),
        list_references,
        "SELECT ref, entry FROM @.reference WHERE ref = ANY ($1)",
        &mut || vec![texts(asked.references.iter().map(|reference| reference.as_str()).collect::<Vec<_>>())],
    );
    ask(
        !asked.families.is_empty(),
        list_families,
        "SELECT root, entry, steps, woven, pool FROM @.family WHERE root = ANY ($1)",
        &mut || vec![texts(asked.families.iter().map(ToString::to_string).collect::<Vec<_>>())],
    );
    ask(!asked.begun.is_empty(), list_begun, "SELECT entry, root FROM @.family WHERE entry = ANY ($1)", &mut || {
        vec![numbers(held(&asked.begun))]
    });
    ask(
        !asked.entries.is_empty() && !is_read,
        list_entries,
        "SELECT entry, bytes FROM @.entry WHERE entry = ANY ($1)",
        &mut || vec![numbers(held(&asked.entries))],
    );
    ask(
        !asked.handled.is_empty(),
        list_handled,
        "SELECT commitment, entry, how FROM @.withheld WHERE commitment = ANY ($1) ORDER BY commitment, entry",
        &mut || vec![commitments(&asked.handled)],
    );
    ask(
        !asked.data.is_empty(),
        list_data,
        "SELECT commitment, salt, data FROM @.personal WHERE commitment = ANY ($1)",
        &mut || vec![commitments(&asked.data)],
    );
    ask(
        !asked.bearing.is_empty(),
        list_bearing,
        "SELECT asked.at, personal.entry, personal.commitment
         FROM unnest($1::text[]) WITH ORDINALITY AS asked (data, at)
         CROSS JOIN LATERAL (SELECT * FROM @.personal WHERE personal.data = asked.data OFFSET 0) AS personal
         ORDER BY 1, 3",
        &mut || vec![texts(asked.bearing.clone())],
    );
    ask(!asked.nodes.is_empty(), list_nodes, "SELECT node, bytes FROM @.seal WHERE node = ANY ($1)", &mut || {
        vec![numbers(asked.nodes.clone())]
    });
    questions.extend(ask_pairs(asked)?);
    Ok(questions)
}

/// The questions whose names have two parts.
fn ask_pairs<'a>(asked: &'a Asked<'_>) -> Result<Vec<(List, Ask<'a>)>, Error> {
    let mut questions: Vec<(List, Ask<'a>)> = Vec::new();
    if !asked.alike.is_empty() {
        let after = asked.alike.iter().map(|(_, after)| signed(*after)).collect::<Result<Vec<_>, _>>()?;
        let values = vec![numbers(asked.alike.iter().map(|(likeness, _)| *likeness).collect()), numbers(after)];
        let sql = format!(
            "SELECT asked.at, found.entry
             FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS asked (likeness, after, at)
             CROSS JOIN LATERAL (
                 SELECT entry FROM @.likeness
                 WHERE likeness.likeness = asked.likeness AND likeness.entry > asked.after
                 ORDER BY entry LIMIT {ALIKE}
             ) AS found
             ORDER BY 1, 2"
        );
        questions.push((list_alike, Ask { sql, values }));
    }
    if !asked.subtrees.is_empty() {
        let of = asked.subtrees.iter().map(|subtree| signed(subtree.number)).collect::<Result<Vec<_>, _>>()?;
        let values =
            vec![numbers(asked.subtrees.iter().map(|subtree| i64::from(subtree.level)).collect()), numbers(of)];
        let sql = "SELECT asked.at, subtree.root
             FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS asked (level, number, at)
             CROSS JOIN LATERAL (
                 SELECT root FROM @.subtree WHERE subtree.level = asked.level AND subtree.number = asked.number OFFSET 0
             ) AS subtree";
        questions.push((list_subtrees, Ask { sql: sql.to_owned(), values }));
    }
    if !asked.totals.is_empty() {
        let sql = format!(
            "SELECT asked.at, {TALLY} FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked (breakdown, key, at)
             CROSS JOIN LATERAL (
                 SELECT * FROM @.total
                 WHERE breakdown = asked.breakdown AND md5(key) = md5(asked.key) AND key = asked.key OFFSET 0
             ) AS total"
        );
        let breakdowns = asked.totals.iter().map(|(kept, _)| KEPT[*kept].name).collect::<Vec<_>>();
        let keys = asked.totals.iter().map(|(_, key)| *key).collect::<Vec<_>>();
        questions.push((list_totals, Ask { sql, values: vec![texts(breakdowns), texts(keys)] }));
    }
    Ok(questions)
}

/// Nothing known under any name.
fn blank(asked: &Asked<'_>) -> Known {
    Known {
        cases: vec![None; asked.cases.len()],
        sources: vec![None; asked.sources.len()],
        references: vec![None; asked.references.len()],
        families: vec![None; asked.families.len()],
        begun: vec![None; asked.begun.len()],
        entries: vec![None; asked.entries.len()],
        handled: vec![Vec::new(); asked.handled.len()],
        data: vec![None; asked.data.len()],
        bearing: vec![Vec::new(); asked.bearing.len()],
        alike: vec![Vec::new(); asked.alike.len()],
        nodes: vec![None; asked.nodes.len()],
        subtrees: vec![None; asked.subtrees.len()],
        totals: vec![Tally::default(); asked.totals.len()],
    }
}

/// Answers in the order of the names; of several rows with one name, the last.
fn in_order<K: Hash + Eq, V: Clone>(
    rows: &[Row],
    names: impl Iterator<Item = K>,
    read: impl Fn(&Row) -> Result<(K, V), Error>,
) -> Result<Vec<Option<V>>, Error> {
    let found = rows.iter().map(read).collect::<Result<HashMap<K, V>, Error>>()?;
    Ok(names.map(|name| found.get(&name).cloned()).collect())
}

fn list_cases(rows: &[Row], asked: &Asked<'_>, known: &mut Known) -> Result<(), Error> {
    known.cases = in_order(rows, asked.cases.iter().map(|case| case.as_str().to_owned()), |row| {
        let assets = u32::try_from(integer(row, 3)?).map_err(|_| Error::damaged("a case counts no assets"))?;
        Ok((text(row, 0)?.to_owned(), Case { filed: filed(row)?, assets }))
    })?;
    Ok(())
}

fn list_sources(rows: &[Row], asked: &Asked<'_>, known: &mut Known) -> Result<(), Error> {
    let names = asked.sources.iter().map(|source| source.as_str().to_owned());
    known.sources = in_order(rows, names, |row| Ok((text(row, 0)?.to_owned(), filed(row)?)))?;
    Ok(())
}

fn list_references(rows: &[Row], asked: &Asked<'_>, known: &mut Known) -> Result<(), Error> {
    let names = asked.references.iter().map(|reference| reference.as_str().to_owned());
    known.references = in_order(rows, names, |row| Ok((text(row, 0)?.to_owned(), number(row, 1)?)))?;
    Ok(())
}

fn list_families(rows: &[Row], asked: &Asked<'_>, known: &mut Known) -> Result<(), Error> {
    known.families = in_order(rows, asked.families.iter().map(ToString::to_string), |row| {
        let lines = text(row, 2)?.to_owned();
        let stored = Stored { entry: number(row, 1)?, lines, woven: flag(row, 3)?, pool: flag(row, 4)? };
        Ok((text(row, 0)?.to_owned(), stored))
    })?;
    Ok(())
}

fn list_begun(rows: &[Row], asked: &Asked<'_>, known: &mut Known) -> Result<(), Error> {
    let read = |row: &Row| Ok((number(row, 0)?, text(row, 1)?.to_owned()));
    known.begun = in_order(rows, asked.begun.iter().copied(), read)?;
    Ok(())
}

fn list_entries(rows: &[Row], asked: &Asked<'_>, known: &mut Known) -> Result<(), Error> {
    let read = |row: &Row| Ok((number(row, 0)?, row::bytes(row, 1)?.to_vec()));
    known.entries = in_order(rows, asked.entries.iter().copied(), read)?;
    Ok(())
}

fn list_handled(rows: &[Row], asked: &Asked<'_>, known: &mut Known) -> Result<(), Error> {
    let mut said: HashMap<Digest, Vec<(u64, Handling)>> = HashMap::new();
    for row in rows {
        let how = Handling::parse(text(row, 2)?).map_err(|fault| Error::damaged(fault.to_string()))?;
        said.entry(digest(row, 0)?).or_default().push((number(row, 1)?, how));
    }
    let of = |commitment| said.get(commitment).cloned().unwrap_or_default();
    known.handled = asked.handled.iter().map(of).collect();
    Ok(())
}

fn list_data(rows: &[Row], asked: &Asked<'_>, known: &mut Known) -> Result<(), Error> {
    known.data = in_order(rows, asked.data.iter().copied(), |row| {
        let (commitment, salt, data) = (digest(row, 0)?, array(row, 1)?, text(row, 2)?.to_owned());
        Ok((commitment, Personal { commitment, salt, data }))
    })?;
    Ok(())
}

fn list_bearing(rows: &[Row], _: &Asked<'_>, known: &mut Known) -> Result<(), Error> {
    for row in rows {
        if let Some(found) = at(row, &mut known.bearing)? {
            found.push((number(row, 1)?, digest(row, 2)?));
        }
    }
    Ok(())
}

fn list_alike(rows: &[Row], _: &Asked<'_>, known: &mut Known) -> Result<(), Error> {
    for row in rows {
        if let Some(found) = at(row, &mut known.alike)? {
            found.push(number(row, 1)?);
        }
    }
    Ok(())
}

fn list_nodes(rows: &[Row], asked: &Asked<'_>, known: &mut Known) -> Result<(), Error> {
    let read = |row: &Row| Ok((integer(row, 0)?, row::bytes(row, 1)?.to_vec()));
    known.nodes = in_order(rows, asked.nodes.iter().copied(), read)?;
    Ok(())
}

fn list_subtrees(rows: &[Row], _: &Asked<'_>, known: &mut Known) -> Result<(), Error> {
    for row in rows {
        if let Some(found) = at(row, &mut known.subtrees)? {
            *found = Some(digest(row, 1)?);
        }
    }
    Ok(())
}

fn list_totals(rows: &[Row], _: &Asked<'_>, known: &mut Known) -> Result<(), Error> {
    for row in rows {
        if let Some(found) = at(row, &mut known.totals)? {
            *found = tally(row, 1)?;
        }
    }
    Ok(())
}

/// The item of a list that a row answers: its first column is the place among the names asked for, from 1.
fn at<'l, T>(row: &Row, list: &'l mut [T]) -> Result<Option<&'l mut T>, Error> {
    let place = usize::try_from(integer(row, 0)?).ok().and_then(|place| place.checked_sub(1));
    Ok(place.and_then(|place| list.get_mut(place)))
}

/// The entries that hold the particulars, from a row's second and third columns.
fn filed(row: &Row) -> Result<Filed, Error> {
    Ok(Filed { entry: number(row, 1)?, latest: number(row, 2)? })
}

/// The numbers that the server can hold; no entry has a greater one.
fn held(asked: &[u64]) -> Vec<i64> {
    asked.iter().filter_map(|number| i64::try_from(*number).ok()).collect()
}

fn commitments<'a>(asked: &'a [Digest]) -> super::ask::Value<'a> {
    bytes(asked.iter().map(|commitment| &commitment.0[..]).collect::<Vec<_>>())
}

/// A question about a span of entries.
fn of_span(sql: &str, span: Span) -> Ask<'static> {
    let [after, up_to, most] =
        [span.after, span.up_to, span.most()].map(|number| i64::try_from(number).unwrap_or(i64::MAX));
    Ask::new(sql).with(after, Type::INT8).with(up_to, Type::INT8).with(most, Type::INT8)
}
