//! What any engine must do: each case here runs on every one of them.

mod failing;
mod families;
mod faulty;
mod flights;
mod journal;
mod names;
mod personal;
mod rates;
mod subtrees;
mod sums;
mod transactions;
mod whole;

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

/// A ledger without entries on an engine, with what it lies in.
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

/// In memory behind an engine that could fail, and does not.
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

    /// Writes what must be refused, so that nothing of it is written.
    fn refused(&mut self, work: impl FnOnce(&dyn Writing) -> Result<(), Error>) {
        let before = self.all();
        let tx = self.engine.write(Writes::Few).unwrap();
        let error = work(&*tx).expect_err("was not refused");
        assert!(matches!(error, Error::Damaged { .. }), "{error:?}");
        drop(tx);
        assert_eq!(self.all(), before);
    }

    fn read<T>(&self, work: impl FnOnce(&dyn Reading) -> Result<T, Error>) -> T {
        work(&*self.engine.read().unwrap()).unwrap()
    }

    fn known(&self, asked: &Asked<'_>) -> Known {
        self.read(|reading| reading.known(asked))
    }

    /// The rows of a table, each as one line.
    fn rows(&self, table: &Table) -> Vec<String> {
        self.read(|reading| rows(reading, table))
    }

    /// Everything that the ledger holds.
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

/// Adds entries of these bytes behind those that are there, and the head over all.
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

/// How a family is kept that began with an entry.
fn kin(entry: u64) -> Kin {
    Kin { id: entry, woven: false, pool: false, lines: Default::default() }
}

/// A family that begins with an entry and a line that says its number.
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

        /// Cases that nobody runs would be cases that nobody keeps.
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
        a_new_ledger_has_a_head_over_nothing
        entries_are_read_byte_for_byte
        many_entries_are_added_together
        an_entry_that_leaves_a_gap_is_refused
        an_entry_is_never_written_twice
        an_entry_that_is_not_there_is_not_known
        a_span_begins_behind_an_entry
        a_span_ends_with_an_entry
        a_span_has_at_most_so_many_entries
        a_span_beyond_the_end_is_empty
        entries_come_with_the_families_that_they_begin
        the_head_is_replaced
        the_head_never_counts_fewer_entries
        the_head_never_names_another_root_of_as_many_entries
        the_head_counts_the_entries_that_there_are
        the_engine_finds_itself_whole
        the_settings_tell_the_number_of_entries
        what_each_says_ends_the_reading
    }
    transactions {
        what_is_dropped_was_never_written
        what_is_committed_is_read_afterwards
        a_writer_reads_what_it_has_written
        after_a_dropped_transaction_the_next_begins_anew
        many_are_written_as_few_are
        all_derived_facts_are_emptied_and_nothing_else
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
        many_names_are_answered_in_their_order
        what_is_not_asked_is_not_answered
        what_is_said_of_cases_is_listed_by_their_references
        cases_and_sources_are_listed_by_their_references
        names_are_told_apart_byte_for_byte
    }
    families {
        a_family_is_known_by_its_root
        a_family_is_known_by_its_first_entry
        a_further_line_stands_behind_the_others
        a_family_becomes_woven_and_keeps_its_lines
        a_family_is_never_begun_twice
        all_families_come_in_the_order_of_their_entries
        only_the_woven_are_given
        only_those_with_a_pool_are_given
        the_families_of_a_case_are_not_those_of_one_that_begins_alike
        a_guest_is_among_the_families_of_its_case
        a_guest_is_noted_once
        likenesses_are_told_in_the_order_of_their_entries
        likenesses_are_told_behind_an_entry
        of_many_alike_some_are_told_at_once
        a_likeness_is_any_number
    }
    sums {
        a_total_is_kept_to_the_last_digit
        a_total_is_replaced
        a_total_of_nothing_has_no_row
        a_total_that_is_not_kept_is_nothing
        totals_are_asked_together
        a_breakdown_comes_in_the_order_of_its_keys
        breakdowns_are_kept_apart
        a_node_is_kept_and_replaced
        an_empty_node_has_no_row
        a_row_that_is_sealed_again_is_sealed_as_it_was_last
    }
    personal {
        a_datum_is_known_by_its_commitment
        data_are_found_by_what_they_say
        long_data_are_found_as_short_ones_are
        a_commitment_is_made_once
        a_datum_belongs_to_an_entry
        what_is_said_of_a_datum_comes_in_the_order_of_its_entries
        nothing_is_said_of_a_datum_after_its_erasure
        what_is_said_of_a_datum_later_is_said_by_a_later_entry
        erased_data_are_found_nowhere
        data_are_not_erased_unless_an_entry_says_so
        of_several_data_only_those_meant_are_erased
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
        what_subtrees_give_is_what_all_entries_give
        a_wrong_subtree_changes_no_answer
        a_wrong_large_subtree_changes_no_answer
        few_entries_are_read_for_a_tree_or_a_path
        a_wrong_subtree_is_named_and_derived_again
    }
    whole {
        the_same_requests_give_the_same_ledger
        a_recorded_ledger_verifies
        derived_facts_are_derived_again
        a_request_that_is_refused_leaves_no_trace
        a_batch_is_kept_or_dropped_as_a_whole
        a_repeated_request_is_recorded_once
        an_altered_fact_is_named
        a_total_that_nothing_adds_up_to_is_damage
    }
}
