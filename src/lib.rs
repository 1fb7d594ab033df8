//! impound: the asset-seizure ledger.
//!
//! Investigators record freezes, seizures and what follows them, by jurisdiction, with exact amounts; auditors take
//! reports that they can check. This page is the map of the library; the program `impound` is its part `cli` and nothing
//! else.
//!
//! # A ledger, a seizure, a report
//!
//! ```
//! use impound::domain::{Action, Amount, AssetKind, CaseRef, Date, Jurisdiction, Places, SourceCitation, SourceRef};
//! use impound::journal::{Aim, CaseFile, Details, Draft, SourceFile};
//! use impound::query::Query;
//! use impound::store::{Keep, Ledger, Recorder, Request};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut recorder = Recorder::new("an example", "2024-07-01T09:00:00Z".parse()?)?;
//! let mut ledger = Ledger::scratch("an example", &mut recorder)?;
//! let (case, source) = (CaseRef::parse("coco")?, SourceRef::parse("release")?);
//! let details = Details {
//!     date: Some(Date::parse("2024-06-28")?),
//!     places: Some(Places::parse("HU,LT,DE,NL")?),
//!     kind: Some(AssetKind::BankAccount),
//!     amount: Some(Amount::parse(">5000000 EUR", None)?),
//!     sources: Some(vec![SourceCitation::of(source.clone())]),
//!     ..Details::default()
//! };
//! let seizure = Draft { action: Action::Seize, target: Aim::New(case.clone()), details };
//! let requests = [
//!     Request::Case(CaseFile::new(case, "Online platform coco", Jurisdiction::parse("FR")?)),
//!     Request::Source(SourceFile::new(source, "Press release of 28 June 2024")),
//!     Request::Act(Box::new(seizure)),
//! ];
//! ledger.append_all(requests, &mut recorder, Keep::Entry)?;
//!
//! let holdings = ledger.holdings(&Query::default())?;
//! assert_eq!(holdings.rows().count(), 1); // the pool stands on its own row, once
//! # Ok(())
//! # }
//! ```
//!
//! # Embedding it
//!
//! Each part shows in a few lines how it is used. With `default-features = false` the library records and reports. The
//! feature `intake` adds the import of files, `xlsx` workbooks, `html` pages and dossiers, and `cli` the command line, which
//! needs all of these; all are on by default. The caller provides
//! the time (a [`Recorder`](store::Recorder) reads no clock); random bytes come from the system unless a seed is given.
//!
//! # The data's way
//!
//! ```text
//! argv ─ cli ─► draft (valid by type) ─► store: load ─ rules ─ fold ─ insert ─ project, in one transaction ─► receipt
//! file ─ intake ─► drafts, with every fault of every row ─► store: a batch, each row wholly or not at all ─► all of it or nothing
//! query ─► a state of the store: kept totals, families ─ fold ─► report ─► document (a pure value) ─► a format ─► stream
//! ```
//!
//! Each arrow is one call and one type, and nothing further down calls back up. Appending, rebuilding and verifying let
//! [`Family::follow`](journal::Family::follow) follow the same events, so they agree by construction. Reports never fetch:
//! every sum is tested without a database.
//!
//! # What is kept
//!
//! Reports must not read a million entries. So beside the journal two things are kept as it grows: for each *family*
//! (an asset with its items) a few lines with everything that counting needs, and totals of the families that are not
//! woven, in figures that can be subtracted again ([`journal::Tally`]). What a carved or linked family adds to a row
//! depends on the rest of the row, so it is folded each time. A day, a period or an earlier entry needs more than the
//! totals, so all families are folded, one after the other. `verify` derives all of this again, and `rederive` mends
//! it.
//!
//! A command that records reads a few kept rows, and what it writes stays for ever. So each row that it relies on, and
//! each absence of a row, is checked against a *seal*: a tree of digests over the rows, whose top is in the head beside
//! the journal's root.
//!
//! The roots of full subtrees of 256 entries and more are kept, too, so that a proof, or a comparison with a tree seen
//! before, need not read all entries. Results computed from them are checked against the root in the head.
//!
//! # Who may import whom
//!
//! | part | what it is | imports |
//! |---|---|---|
//! | [`domain`] | the pure vocabulary: amounts, dates, places, identifiers, the sum over an asset and its items | – |
//! | [`phrase`] | amounts as people write them, one lexicon file per language | domain |
//! | [`journal`] | entries and their canonical bytes, the tree over them, the rules and the fold | domain |
//! | `intake` | tables of other agencies become drafts, and every fault is named | domain, phrase, journal |
//! | [`exchange`] | amounts in another currency: the rate that holds on a day, exact sums, one rounding | domain |
//! | [`report`] | what the journal says goes in, a value comes out | domain, exchange, journal |
//! | [`query`] | what a report reads of a ledger, whatever keeps that, and how it is folded | domain, exchange, journal, report |
//! | [`store`] | ledgers on any engine that keeps facts; the only SQL, in `store/sqlite` | domain, journal, query, report |
//! | [`render`] | a document as table, CSV, JSON, workbook, Markdown or page; knows no report | report::document |
//! | [`dossier`] | a case as one page: figures that the queries answer, drawn and listed | domain, journal, query, report, render |
//! | `cli` | the command line; the only clock, environment and streams | all |
//!
//! # What an addition costs
//!
//! | addition | files |
//! |---|---|
//! | a format | a file with its sink in `render/`, with name, ending, whether it writes each row as it comes and whether a terminal can show it, or with what `render/whole.rs` asks of a format that needs all rows first; its line in [`render::Format`] and the module's |
//! | a report | a file in `report/` that folds families and names the columns, each with its [role](report::document::Role); its variant in [`query::Report`], in `PACKED` too if every pack is to have it, in `cli/export/selection.rs` if a pack has it on request, and its arm in `query/answer.rs`; its flags in `cli/report.rs`; the meaning of new fields in `report/columns.rs` |
//! | a kind of entry | a file in `journal/kinds/` and its line in the table there; names of fields that no other kind has, in `journal/codec/key.rs`; an [effect](journal::Effect) that no other kind has, where it is followed: in `journal/fold.rs` and where the store derives its tables |
//! | a format of rates | a file in `intake/exchange/` that reads a line of it; its variant in `RateFormat` there, and its arm in `file.rs` |
//! | an engine | a folder in `store/` with the three traits of `store/engine.rs`; its line in `store/contract.rs`, which runs every case on it |
//! | a section of a dossier | a function in `dossier/page/` that gives its markup, and its two lines in `page/mod.rs`; a new figure in `dossier/facts.rs` |
//! | a section of a report | a [`Grid`](report::document::Grid) more in its [`Document`](report::Document); a CSV holds one only |
//!
//! Formats decide by the roles of columns and the types of cells, and know no report; packs, `verify-pack` and the endings of
//! `--output` follow from the two lists.
//!
#![doc = include_str!("../docs/glossary.md")]
//!
//! # Terms as types
//!
//! | term | type |
//! |---|---|
//! | case | [`journal::CaseFile`] |
//! | source | [`journal::SourceFile`] |
//! | asset | [`journal::Asset`] |
//! | pool | [`domain::Places::is_pool`] |
//! | item | [`journal::Target::Item`] |
//! | action | [`domain::Action`] |
//! | event of a case | [`journal::CaseEvent`] |
//! | claim | [`journal::Claim`] |
//! | rate | [`domain::Rate`] |
//! | set of rates | [`domain::RateSet`] |
//! | authority of a case | [`domain::Authority`] |
//! | particular | [`journal::Particular`], each declared once |
//! | stage | [`domain::Stage`] |
//! | amount | [`domain::Amount`] |
//! | entry | [`journal::Entry`] |
//! | reading | [`journal::Record`] |
//! | checkpoint | [`journal::Checkpoint`] |
//! | proof | [`journal::Proof`] |
//! | withholding | [`journal::Withholding`] |
//! | document | [`report::Document`] |
//! | dossier | [`dossier::Dossier`] |
//! | conversion | [`exchange::Conversion`], [`query::Convert`] |
//! | refusal | [`journal::Refusal`], [`store::Refusal`] |
//! | remedy | [`store::Remedy`] |
//! | stock, flow | [`report`] |

#[cfg(feature = "cli")]
pub mod cli;
pub mod domain;
#[cfg(feature = "html")]
pub mod dossier;
pub mod exchange;
#[cfg(feature = "intake")]
pub mod intake;
pub mod journal;
pub mod phrase;
pub mod query;
pub mod render;
pub mod report;
pub mod store;
