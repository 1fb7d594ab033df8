//! The contract for every engine: each case runs on all of them.

mod announced;
mod failing;
mod families;
mod faulty;
mod flights;
mod journal;
mod names;
mod personal;
mod rates;
#[cfg(feature = "postgres")]
#[path = "../../tests/all/server.rs"]
#[allow(unreachable_pub, dead_code, reason = "the integration tests share this file")]
pub(super) mod server;
mod subtrees;
mod sums;
mod transactions;
pub(super) mod whole;

use std::sync::Arc;

use tempfile::TempDir;

use crate::domain::{AssetRef, CaseRef, EntryRef, SourceRef};
use crate::journal::fold::{Case, Filed};
use crate::journal::{Digest, Frontier};

use super::Error;
use super::changes::{Change, Kin};
use super::engine::{Asked, Engine, Head, Known, Reading, Writes, Writing};
use super::field::Field;
use super::memory::Memory;
use super::sqlite::{Mode, Parent, Sqlite};
use super::table::Table;
use faulty::{Commit, Faulty, Plan};

/// A ledger without entries, and what holds its engine's data.
struct Place {
    engine: Box<dyn Engine>,
    _directory: Option<TempDir>,
}

fn in_a_file() -> Place {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("ledger.db");
    Sqlite::create(&path, Parent::MustExist, |_| Ok(())).unwrap();
    Place { engine: Box::new(Sqlite::open(&path, Mode::Write).unwrap()), _directory: Some(directory) }
}

fn in_memory() -> Place {
    let mut place = Place { engine: Box::new(Memory::default()), _directory: None };
    place.write(|tx| tx.lead(&head_over(&[])));
    place
}

/// On a server, in a schema of its own; `None` if there is no server.
#[cfg(feature = "postgres")]
fn on_a_server() -> Option<Place> {
    use super::postgres::{Postgres, Server, Surroundings};
    let server = Server::parse(&server::new_schema()?, Surroundings::default()).unwrap();
    Postgres::create(&server, |_| Ok(())).unwrap();
    Some(Place { engine: Box::new(Postgres::open(&server, Mode::Write).unwrap()), _directory: None })
}

/// In memory, behind the fault-injecting engine with no fault planned.
fn behind_one_that_could_fail() -> Place {
    let place = in_memory();
    let plan = Plan::of(usize::MAX, Commit::Lost);
    Place { engine: Box::new(Faulty { engine: place.engine, plan: Arc::new(plan) }), _directory: None }
}

impl Place {
    /// Writes and commits.
    fn write<T>(&mut self, work: impl FnOnce(&dyn Writing) -> Result<T, Error>) -> T {
        let tx = self.engine.write(Writes::Few).unwrap();
        let done = work(&*tx).unwrap();
        tx.commit().unwrap();
        done
    }

    fn apply(&mut self, changes: &[Change]) {
        self.write(|tx| tx.apply(changes));
    }

    /// Attempts writes that must be refused, and asserts that nothing changed.
    fn refused(&mut self, work: impl FnOnce(&dyn Writing) -> Result<(), Error>) {
        let before = self.all();
        let tx = self.engine.write(Writes::Few).unwrap();
        let error = match work(&*tx) {
            Ok(()) => tx.commit().expect_err("was not refused"),
            Err(error) => {
                drop(tx);
                error
            }
        };
        assert!(matches!(error, Error::Damaged { .. }), "{error:?}");
        assert_eq!(self.all(), before);
    }

    fn read<T>(&self, work: impl FnOnce(&dyn Reading) -> Result<T, Error>) -> T {
        work(&*self.engine.read().unwrap()).unwrap()
    }

    fn known(&self, asked: &Asked<'_>) -> Known {
        self.read(|reading| reading.known(asked))
    }

    /// The rows of a table, one line each.
    fn rows(&self, table: &Table) -> Vec<String> {
        self.read(|reading| rows(reading, table))
    }

    /// Everything the ledger holds.
    fn all(&self) -> Vec<String> {
        self.read(all)
    }
}

fn rows(reading: &dyn Reading, table: &Table) -> Result<Vec<String>, Error> {
    let mut rows = Vec::new();
    let count = reading.count(table)?;
    reading.rows(table, &mut |row| {
        assert_eq!(row.len(), table.columns.len());
        rows.push(row.iter().map(Field::shown).collect::<Vec<_>>().join(" | "));
        Ok(())
    })?;
    assert_eq!(count, rows.len() as u64);
    Ok(rows)
}

fn all(reading: &dyn Reading) -> Result<Vec<String>, Error> {
    use super::table::{DERIVED, ENTRY, PERSONAL, RATE};
    let mut all = vec![format!("{:?}", reading.head()?)];
    for table in [&ENTRY, &PERSONAL, &RATE].into_iter().chain(DERIVED) {
        all.extend(rows(reading, table)?.into_iter().map(|row| format!("{}: {row}", table.name)));
    }
    Ok(all)
}

/// The head over some entries.
fn head_over(entries: &[&[u8]]) -> Head {
    let mut tree = Frontier::default();
    entries.iter().for_each(|bytes| tree.push(Digest::of_leaf(bytes)));
    Head::over(&tree, Vec::new())
}

/// Appends entries with these bytes, and sets the head over all entries.
fn add(tx: &dyn Writing, entries: &[&[u8]]) -> Result<(), Error> {
    let last = tx.last()?;
    let numbered: Vec<(u64, &[u8])> = (last + 1..).zip(entries.iter().copied()).collect();
    tx.add(&numbered, &[])?;
    let mut all: Vec<Vec<u8>> = Vec::new();
    tx.entries(crate::query::Span::first(last + entries.len() as u64), &mut |_, bytes| {
        all.push(bytes.to_vec());
        Ok(())
    })?;
    tx.lead(&head_over(&all.iter().map(Vec::as_slice).collect::<Vec<_>>()))
}

fn case(case: &str) -> CaseRef {
    CaseRef::parse(case).unwrap()
}

fn source(source: &str) -> SourceRef {
    SourceRef::parse(source).unwrap()
}

fn asset(asset: &str) -> AssetRef {
    AssetRef::parse(asset).unwrap()
}

fn reference(reference: &str) -> EntryRef {
    EntryRef::parse(reference).unwrap()
}

fn opened(entry: u64, assets: u32) -> Case {
    Case { filed: Filed::by(entry), assets }
}

/// How a family that began with an entry is kept.
fn kin(entry: u64) -> Kin {
    Kin { id: entry, woven: false, pool: false, lines: Default::default() }
}

/// A family that begins with an entry and a line with its number.
fn begun(root: &str, entry: u64) -> Change {
    Change::FamilyBegun(asset(root), kin(entry), format!("line {entry}"))
}

/// Runs each case on every engine.
macro_rules! contract {
    ($($module:ident { $($case:ident)* })*) => {
        mod sqlite {
            $(mod $module {
                $(#[test]
                fn $case() {
                    crate::store::contract::$module::$case(&mut crate::store::contract::in_a_file());
                })*
            })*
        }

        mod memory {
            $(mod $module {
                $(#[test]
                fn $case() {
                    crate::store::contract::$module::$case(&mut crate::store::contract::in_memory());
                })*
            })*
        }

        mod faulty_engine {
            $(mod $module {
                $(#[test]
                fn $case() {
                    crate::store::contract::$module::$case(&mut crate::store::contract::behind_one_that_could_fail());
                })*
            })*
        }

        #[cfg(feature = "postgres")]
        mod postgres {
            $(mod $module {
                $(#[test]
                fn $case() {
                    if let Some(mut place) = crate::store::contract::on_a_server() {
                        crate::store::contract::$module::$case(&mut place);
                    }
                })*
            })*
        }

        /// A case missing from the list would silently not run.
        #[test]
        fn every_case_is_run() {
            let run: Vec<&str> = vec![$($(stringify!($case)),*),*];
            let sources = [$(include_str!(concat!("contract/", stringify!($module), ".rs"))),*];
            let written = sources.iter().flat_map(|text| text.lines());
            let case = |line: &'static str| line.strip_prefix("pub(super) fn ")?.strip_suffix("(place: &mut Place) {");
            let written = written.filter_map(case);
            assert_eq!(written.filter(|case| !run.contains(case)).collect::<Vec<_>>(), [""; 0]);
            assert!(run.len() >= 60, "{}", run.len());
        }
    };
}

contract! {
    journal {
        a_new_ledger_has_the_head_of_an_empty_tree
        entries_are_read_byte_for_byte
        many_entries_are_added_together
        an_entry_that_leaves_a_gap_is_refused
        an_entry_is_never_written_twice
        a_missing_entry_is_not_found
        a_span_starts_after_an_entry
        a_span_ends_with_an_entry
        a_span_keeps_to_its_limit
        a_span_beyond_the_end_is_empty
        entries_come_with_the_families_they_begin
        the_head_is_replaced
        the_head_never_counts_fewer_entries
        the_root_never_changes_at_the_same_size
        the_head_must_count_the_stored_entries
        a_sound_engine_finds_nothing_wrong
        the_settings_give_the_number_of_entries
        an_error_from_each_stops_the_reading
    }
    transactions {
        a_dropped_transaction_writes_nothing
        a_committed_transaction_can_be_read
        a_writer_reads_what_it_has_written
        a_dropped_transaction_does_not_affect_the_next
        a_large_write_works_like_a_small_one
        emptying_deletes_all_derived_facts_and_nothing_else
    }
    names {
        a_case_is_known_once_it_is_opened
        a_case_is_changed
        a_case_is_never_opened_twice
        a_source_is_known_once_it_is_added
        a_source_is_changed
        a_source_is_never_added_twice
        a_reference_is_known_with_its_entry
        a_reference_is_never_used_twice
        names_are_answered_in_the_order_asked
        only_requested_names_are_answered
        assertions_are_listed_in_order_of_case_reference
        cases_and_sources_are_listed_in_order_of_reference
        names_are_compared_byte_for_byte
    }
    families {
        a_family_is_known_by_its_root
        a_family_is_known_by_its_first_entry
        a_further_line_is_appended
        a_family_becomes_woven_and_keeps_its_lines
        a_family_is_never_begun_twice
        families_come_in_the_order_of_their_first_entries
        woven_families_can_be_read_alone
        families_with_a_pool_can_be_read_alone
        a_case_is_not_confused_with_one_that_begins_alike
        a_guest_is_found_under_its_case
        a_guest_is_noted_once
        likenesses_come_in_the_order_of_their_entries
        likenesses_can_be_read_after_an_entry
        only_some_of_many_alike_are_returned_at_once
        a_likeness_can_be_any_number
    }
    sums {
        a_total_is_kept_to_the_last_digit
        a_total_is_replaced
        an_empty_total_has_no_row
        a_total_without_a_row_is_empty
        several_totals_can_be_read_at_once
        a_breakdown_comes_in_key_order
        breakdowns_are_kept_apart
        a_node_is_kept_and_replaced
        an_empty_node_has_no_row
        sealing_a_row_again_replaces_its_value
    }
    personal {
        a_datum_is_known_by_its_commitment
        data_are_found_by_their_content
        long_data_are_found_like_short_data
        a_commitment_is_made_once
        a_datum_needs_an_existing_entry
        statements_about_a_datum_come_in_entry_order
        no_statement_about_a_datum_follows_its_erasure
        statements_about_a_datum_come_from_ever_later_entries
        erased_data_are_found_nowhere
        data_are_erased_only_if_an_entry_says_so
        only_the_data_named_are_erased
    }
    rates {
        lines_are_listed_in_the_order_of_currencies_days_and_entries
        lines_are_found_by_currency_day_and_entry
        a_line_is_changed_by_a_later_entry_and_no_other
        entries_that_add_rates_are_listed_by_their_sets
        a_later_file_adds_what_is_new_and_changes_what_is_other
        a_set_keeps_its_base_and_how_long_its_rates_hold
        a_line_that_no_entry_counts_is_named
    }
    subtrees {
        a_subtree_is_known_by_its_level_and_number
        a_subtree_is_never_written_twice
        subtrees_give_the_same_answers_as_all_entries
        a_wrong_subtree_changes_no_answer
        a_wrong_large_subtree_changes_no_answer
        few_entries_are_read_for_a_tree_or_a_path
        a_wrong_subtree_is_named_and_derived_again
    }
    whole {
        the_same_requests_give_the_same_ledger
        a_recorded_ledger_verifies
        derived_facts_can_be_derived_again
        a_refused_request_leaves_no_trace
        a_batch_is_kept_or_dropped_as_a_whole
        a_repeated_request_is_recorded_once
        an_altered_fact_is_named
        an_impossible_total_is_damage
    }
}
