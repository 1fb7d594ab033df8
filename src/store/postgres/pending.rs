//! What a transaction has yet to send: one list per column, so that one call writes many rows.

use std::collections::BTreeMap;

use tokio_postgres::types::Type;

use crate::domain::Quote;
use crate::journal::kept::KEPT;
use crate::journal::{Digest, Personal, Tally};
use crate::store::Error;
use crate::store::changes::{Change, Kin};
use crate::store::engine::Head;

use super::ask::{Ask, bytes, flags, numbers, texts};

/// The most rows held back.
const ROWS: usize = 5_000;

/// The most bytes of entries held back.
const BYTES: usize = 4 << 20;

/// What becomes of a family.
#[derive(Default)]
struct Followed {
    /// The lines to append, each preceded by a line feed.
    lines: String,
    woven: bool,
    pool: bool,
}

/// Columns.
type Numbers = Vec<i64>;
type Texts = Vec<String>;
type Blobs = Vec<Vec<u8>>;
type Flags = Vec<bool>;

/// Rows to write.
#[derive(Default)]
pub(super) struct Pending {
    rows: usize,
    size: usize,
    entries: (Numbers, Blobs),
    personal: (Blobs, Numbers, Blobs, Texts),
    rates: (Texts, Texts, Texts, Numbers, Texts),
    opened: (Texts, Numbers, Numbers, Numbers),
    cases: BTreeMap<String, (i64, i64)>,
    added: (Texts, Numbers, Numbers),
    sources: BTreeMap<String, i64>,
    references: (Texts, Numbers),
    of_cases: (Texts, Numbers, Numbers),
    rate_sets: (Texts, Numbers),
    begun: (Numbers, Texts, Texts, Flags, Flags),
    followed: BTreeMap<i64, Followed>,
    woven: Numbers,
    guests: (Texts, Numbers),
    likenesses: (Numbers, Numbers),
    withheld: (Blobs, Numbers, Texts),
    totals: BTreeMap<(usize, String), Tally>,
    subtrees: (Numbers, Numbers, Blobs),
    nodes: BTreeMap<i64, Vec<u8>>,
    erased: Blobs,
    head: Option<Head>,
}

impl Pending {
    /// Whether so much is held back that it should be sent.
    pub(super) fn is_full(&self) -> bool {
        self.rows >= ROWS || self.size >= BYTES
    }

    /// Adds an entry.
    pub(super) fn entry(&mut self, number: u64, held: &[u8]) -> Result<(), Error> {
        self.entries.0.push(signed(number)?);
        self.entries.1.push(held.to_vec());
        self.rows += 1;
        self.size += held.len();
        Ok(())
    }

    /// Adds a datum.
    pub(super) fn datum(&mut self, entry: u64, datum: &Personal) -> Result<(), Error> {
        let (commitments, entries, salts, data) = &mut self.personal;
        commitments.push(datum.commitment.0.to_vec());
        entries.push(signed(entry)?);
        salts.push(datum.salt.to_vec());
        data.push(datum.data.clone());
        self.rows += 1;
        self.size += datum.data.len();
        Ok(())
    }

    /// Adds a line of rates.
    pub(super) fn quote(&mut self, set: &str, entry: u64, quote: &Quote) -> Result<(), Error> {
        let (sets, currencies, days, entries, rates) = &mut self.rates;
        sets.push(set.to_owned());
        currencies.push(quote.currency.code().to_owned());
        days.push(quote.day.to_string());
        entries.push(signed(entry)?);
        rates.push(quote.rate.to_string());
        self.rows += 1;
        Ok(())
    }

    /// Adds a commitment whose datum is erased.
    pub(super) fn erase(&mut self, commitment: &Digest) {
        self.erased.push(commitment.0.to_vec());
        self.rows += 1;
    }

    /// Sets the head.
    pub(super) fn lead(&mut self, head: &Head) {
        self.head = Some(head.clone());
    }

    /// Whether it sets the head.
    pub(super) fn leads(&self) -> bool {
        self.head.is_some()
    }

    /// Adds a change; a later one of the same row takes the place of an earlier one.
    pub(super) fn change(&mut self, change: &Change) -> Result<(), Error> {
        self.rows += 1;
        match change {
            Change::CaseOpened(case, known) => {
                let (cases, entries, latest, assets) = &mut self.opened;
                cases.push(case.as_str().to_owned());
                entries.push(signed(known.filed.entry)?);
                latest.push(signed(known.filed.latest)?);
                assets.push(i64::from(known.assets));
            }
            Change::CaseKnown(case, known) => {
                let row = (signed(known.filed.latest)?, i64::from(known.assets));
                self.cases.insert(case.as_str().to_owned(), row);
            }
            Change::SourceAdded(source, filed) => {
                let (sources, entries, latest) = &mut self.added;
                sources.push(source.as_str().to_owned());
                entries.push(signed(filed.entry)?);
                latest.push(signed(filed.latest)?);
            }
            Change::SourceKnown(source, filed) => {
                self.sources.insert(source.as_str().to_owned(), signed(filed.latest)?);
            }
            Change::Referred(reference, entry) => {
                self.references.0.push(reference.as_str().to_owned());
                self.references.1.push(signed(*entry)?);
            }
            Change::OfCase(case, entry, about) => {
                self.of_cases.0.push(case.as_str().to_owned());
                self.of_cases.1.push(signed(*entry)?);
                self.of_cases.2.push(signed(*about)?);
            }
            Change::RatesAdded(set, entry) => {
                self.rate_sets.0.push(set.clone());
                self.rate_sets.1.push(signed(*entry)?);
            }
            Change::FamilyBegun(root, kin, line) => {
                let (entries, roots, lines, woven, pools) = &mut self.begun;
                entries.push(signed(kin.id)?);
                roots.push(root.to_string());
                lines.push(line.clone());
                woven.push(kin.woven);
                pools.push(kin.pool);
            }
            Change::FamilyFollowed(_, kin, line) => self.follow(kin, line)?,
            Change::FamilyWoven(_, kin) => match self.followed.get_mut(&signed(kin.id)?) {
                Some(followed) => followed.woven = true,
                None => self.woven.push(signed(kin.id)?),
            },
            Change::Guest(case, family) => {
                self.guests.0.push(case.as_str().to_owned());
                self.guests.1.push(signed(*family)?);
            }
            Change::Likened(likeness, entry) => {
                self.likenesses.0.push(*likeness);
                self.likenesses.1.push(signed(*entry)?);
            }
            Change::Handled(commitment, entry, handling) => {
                self.withheld.0.push(commitment.0.to_vec());
                self.withheld.1.push(signed(*entry)?);
                self.withheld.2.push(handling.as_str().to_owned());
            }
            Change::Total(kept, key, tally) => drop(self.totals.insert((*kept, key.clone()), *tally)),
            Change::Subtree(subtree, root) => {
                self.subtrees.0.push(i64::from(subtree.level));
                self.subtrees.1.push(signed(subtree.number)?);
                self.subtrees.2.push(root.0.to_vec());
            }
            Change::Node(node, held) => {
                self.size += held.len();
                self.nodes.insert(*node, held.clone());
            }
        }
        Ok(())
    }

    fn follow(&mut self, kin: &Kin, line: &str) -> Result<(), Error> {
        let id = signed(kin.id)?;
        self.woven.retain(|woven| *woven != id);
        let followed = self.followed.entry(id).or_default();
        followed.lines.push('\n');
        followed.lines.push_str(line);
        (followed.woven, followed.pool) = (kin.woven, kin.pool);
        Ok(())
    }

    /// Takes out the calls that write everything, in an order in which each row finds what it refers to.
    pub(super) fn take(&mut self) -> Vec<Ask<'static>> {
        let Pending { entries, personal, rates, opened, cases, added, sources, references, of_cases, .. } = self;
        let mut asks = Vec::new();
        if !entries.0.is_empty() {
            let (of, held) = std::mem::take(entries);
            asks.push(Ask::call("add_entries", vec![numbers(of), bytes(held)]));
        }
        if !personal.0.is_empty() {
            let (commitments, of, salts, data) = std::mem::take(personal);
            let columns = vec![bytes(commitments), numbers(of), bytes(salts), texts(data)];
            asks.push(Ask::call("add_personal", columns));
        }
        if !rates.0.is_empty() {
            let (sets, currencies, days, of, figures) = std::mem::take(rates);
            let columns = vec![texts(sets), texts(currencies), texts(days), numbers(of), texts(figures)];
            asks.push(Ask::call("add_rates", columns));
        }
        if !opened.0.is_empty() {
            let (names, of, latest, assets) = std::mem::take(opened);
            asks.push(Ask::call("open_cases", vec![texts(names), numbers(of), numbers(latest), numbers(assets)]));
        }
        if !cases.is_empty() {
            let (names, rows): (Vec<String>, Vec<(i64, i64)>) = std::mem::take(cases).into_iter().unzip();
            let (latest, assets) = rows.into_iter().unzip();
            asks.push(Ask::call("change_cases", vec![texts(names), numbers(latest), numbers(assets)]));
        }
        if !added.0.is_empty() {
            let (names, of, latest) = std::mem::take(added);
            asks.push(Ask::call("add_sources", vec![texts(names), numbers(of), numbers(latest)]));
        }
        if !sources.is_empty() {
            let (names, latest): (Vec<String>, Vec<i64>) = std::mem::take(sources).into_iter().unzip();
            asks.push(Ask::call("change_sources", vec![texts(names), numbers(latest)]));
        }
        if !references.0.is_empty() {
            let (names, of) = std::mem::take(references);
            asks.push(Ask::call("add_references", vec![texts(names), numbers(of)]));
        }
        if !of_cases.0.is_empty() {
            let (names, of, about) = std::mem::take(of_cases);
            asks.push(Ask::call("add_case_entries", vec![texts(names), numbers(of), numbers(about)]));
        }
        self.take_families(&mut asks);
        self.take_rest(&mut asks);
        (self.rows, self.size) = (0, 0);
        asks
    }

    fn take_families(&mut self, asks: &mut Vec<Ask<'static>>) {
        let Pending { rate_sets, begun, followed, woven, guests, likenesses, .. } = self;
        if !rate_sets.0.is_empty() {
            let (names, of) = std::mem::take(rate_sets);
            asks.push(Ask::call("add_rate_sets", vec![texts(names), numbers(of)]));
        }
        if !begun.0.is_empty() {
            let (of, roots, lines, are_woven, pools) = std::mem::take(begun);
            let columns = vec![numbers(of), texts(roots), texts(lines), flags(are_woven), flags(pools)];
            asks.push(Ask::call("begin_families", columns));
        }
        if !followed.is_empty() {
            let (of, rows): (Vec<i64>, Vec<Followed>) = std::mem::take(followed).into_iter().unzip();
            let (are_woven, pools) = rows.iter().map(|row| (row.woven, row.pool)).unzip();
            let lines = rows.into_iter().map(|row| row.lines).collect::<Vec<_>>();
            let columns = vec![numbers(of), texts(lines), flags(are_woven), flags(pools)];
            asks.push(Ask::call("follow_families", columns));
        }
        if !woven.is_empty() {
            asks.push(Ask::call("weave_families", vec![numbers(std::mem::take(woven))]));
        }
        if !guests.0.is_empty() {
            let (names, of) = std::mem::take(guests);
            asks.push(Ask::call("add_guests", vec![texts(names), numbers(of)]));
        }
        if !likenesses.0.is_empty() {
            let (values, of) = std::mem::take(likenesses);
            asks.push(Ask::call("add_likenesses", vec![numbers(values), numbers(of)]));
        }
    }

    fn take_rest(&mut self, asks: &mut Vec<Ask<'static>>) {
        let Pending { withheld, totals, subtrees, nodes, erased, head, .. } = self;
        if !withheld.0.is_empty() {
            let (commitments, of, how) = std::mem::take(withheld);
            asks.push(Ask::call("withhold", vec![bytes(commitments), numbers(of), texts(how)]));
        }
        asks.extend(take_totals(std::mem::take(totals)));
        if !subtrees.0.is_empty() {
            let (levels, of, roots) = std::mem::take(subtrees);
            asks.push(Ask::call("add_subtrees", vec![numbers(levels), numbers(of), bytes(roots)]));
        }
        let (kept, gone): (Vec<_>, Vec<_>) = std::mem::take(nodes).into_iter().partition(|(_, held)| !held.is_empty());
        if !gone.is_empty() {
            let of = gone.into_iter().map(|(node, _)| node).collect();
            asks.push(Ask::call("drop_nodes", vec![numbers(of)]));
        }
        if !kept.is_empty() {
            let (of, held): (Vec<i64>, Vec<Vec<u8>>) = kept.into_iter().unzip();
            asks.push(Ask::call("put_nodes", vec![numbers(of), bytes(held)]));
        }
        if !erased.is_empty() {
            asks.push(Ask::call("erase", vec![bytes(std::mem::take(erased))]));
        }
        if let Some(Head { size, root, frontier, seal }) = head.take() {
            // No number of entries is greater: each has been written as one.
            let size = i64::try_from(size).unwrap_or(i64::MAX);
            let lead = Ask::new("SELECT @.lead($1, $2, $3, $4)").with(size, Type::INT8);
            asks.push(lead.with(root, Type::BYTEA).with(frontier, Type::BYTEA).with(seal, Type::BYTEA));
        }
    }
}

/// The calls that write kept totals; an empty one has no row.
fn take_totals(totals: BTreeMap<(usize, String), Tally>) -> Vec<Ask<'static>> {
    let (gone, kept): (Vec<_>, Vec<_>) = totals.into_iter().partition(|(_, tally)| *tally == Tally::default());
    let mut asks = Vec::new();
    let named = |rows: &[((usize, String), Tally)]| {
        let names = rows.iter().map(|((of, _), _)| KEPT[*of].name).collect::<Vec<_>>();
        let keys = rows.iter().map(|((_, key), _)| key.clone()).collect::<Vec<_>>();
        [texts(names), texts(keys)]
    };
    if !gone.is_empty() {
        asks.push(Ask::call("drop_totals", named(&gone).into()));
    }
    if !kept.is_empty() {
        let count = |of: fn(&Tally) -> i64| numbers(kept.iter().map(|(_, tally)| of(tally)).collect());
        let figure =
            |of: fn(&Tally) -> i128| texts(kept.iter().map(|(_, tally)| of(tally).to_string()).collect::<Vec<_>>());
        let mut columns: Vec<_> = named(&kept).into();
        columns.extend([
            count(|tally| tally.exact),
            count(|tally| tally.bounded),
            count(|tally| tally.unstated),
            count(|tally| tally.non_valued),
            count(|tally| tally.carried),
            count(|tally| tally.valued),
            figure(|tally| tally.lower.scaled()),
            count(|tally| tally.lower.steps()),
            figure(|tally| tally.upper.scaled()),
            count(|tally| -tally.upper.steps()),
            count(|tally| tally.endless),
            count(|tally| tally.approximate),
        ]);
        asks.push(Ask::call("put_totals", columns));
    }
    asks
}

/// An entry's number as the server holds it.
pub(super) fn signed(number: u64) -> Result<i64, Error> {
    i64::try_from(number).map_err(|_| Error::damaged(format!("{number} is not an entry number")))
}
