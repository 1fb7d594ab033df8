//! A ledger in memory for testing the rules: the same rules and fold, without a file.

use std::collections::{BTreeMap, HashMap};

use impound::domain::Identifier;
use impound::domain::{
    Action, Amount, AssetKind, AssetRef, Basis, CaseRef, Date, EntryRef, Fault, Jurisdiction, Number, Places, Rate,
    RateSet, SourceCitation, SourceRef, Things,
};
use impound::journal::{
    Act, Adoption, Aim, Body, CaseFile, Correction, Details, Digest, Disclosure, Draft, Effect, Entry, Family,
    Frontier, Handle, Overlapped, Particular, Reading, Refusal, Reinstatement, SourceFile, Stamp, State, Tally, Void,
    codec,
    kept::{self, KEPT, Kept},
    rules,
};
use impound::query::{
    self, EachEntry, EachKept, EachOfCase, EachRate, EachStored, EachTotal, Families, Known, Query, Rates, Report,
    Source, Span,
};
use impound::render::{Format, Options, write};
use impound::report::{Document, Measures, Scope, dimension};
use impound::store::Error;

/// A ledger with the cases `c` and `d` and the source `s`.
pub struct Book {
    pub state: State,
    entries: Vec<Entry>,
    /// Rate sets, each with its rates ordered by currency and day.
    pub rates: Vec<(RateSet, Vec<Rate>)>,
}

/// An action's particulars other than its date: `amount`, `places`, and so on, like a command's flags.
pub type Flags<'a> = &'a [(&'a str, &'a str)];

impl Book {
    pub fn new() -> Book {
        let mut book = Book { state: State::default(), entries: Vec::new(), rates: Vec::new() };
        for case in ["c", "d"] {
            let (case, lead) = (CaseRef::parse(case).unwrap(), Jurisdiction::parse("FR").unwrap());
            book.record(Body::Case(CaseFile::new(case, "A case", lead))).unwrap();
        }
        book.record(Body::Source(SourceFile::new(SourceRef::parse("s").unwrap(), "A release"))).unwrap();
        book
    }

    /// Records a new asset of the case `c` in `places` and returns its reference.
    pub fn new_asset(&mut self, action: &str, date: &str, places: &str, flags: Flags) -> Result<String, Refusal> {
        let mut flags = flags.to_vec();
        flags.push(("in", places));
        let case = flags.iter().find(|(flag, _)| *flag == "case").map_or("c", |(_, case)| case);
        self.act(action, Aim::New(CaseRef::parse(case).unwrap()), date, &flags)
    }

    /// Records an item of an asset and returns its reference.
    pub fn item(&mut self, action: &str, of: &str, date: &str, flags: Flags) -> Result<String, Refusal> {
        let case = flags.iter().find(|(flag, _)| *flag == "case").map(|(_, case)| CaseRef::parse(case).unwrap());
        self.act(action, Aim::Item(Handle::parse(of).unwrap(), case), date, flags)
    }

    /// Records an action on an existing asset.
    pub fn later(&mut self, action: &str, asset: &str, date: &str, flags: Flags) -> Result<String, Refusal> {
        self.act(action, Aim::Existing(Handle::parse(asset).unwrap()), date, flags)
    }

    /// Corrects an entry.
    pub fn correct(&mut self, entry: u64, flags: Flags) -> Result<(), Refusal> {
        let mut details = Details::default();
        fill(&mut details, flags)?;
        let record = self.state.record(entry).ok_or(Refusal::NoAction(entry))?;
        let (corrects, latest) = (record.entry, record.latest());
        let act = self.entries.iter().find(|entry| entry.number == latest).and_then(act_of).unwrap();
        let (act, _) = rules::amend(&self.state, act.clone(), details)?.seal(&mut || [0; 32]);
        self.record(Body::Correction(Correction { corrects, reason: "a better reading".to_owned(), act }))
    }

    /// Records what the source `s` says about an action.
    pub fn reading(&mut self, entry: u64, flags: Flags) -> Result<(), Refusal> {
        let sources = Some(vec![SourceCitation::of(SourceRef::parse("s").unwrap())]);
        let mut details = Details { sources, ..Details::default() };
        fill(&mut details, flags)?;
        let reading = Reading::of(entry, details)?;
        self.record(Body::Reading(reading))
    }

    /// Adopts a reading of an action, which then states the amount, or returns to its own entry's statement.
    pub fn adopt(&mut self, reads: u64, adopts: u64) -> Result<(), Refusal> {
        let act = |number: u64| self.entries.iter().find(|entry| entry.number == number).and_then(act_of).cloned();
        let record = self.state.record(reads).ok_or(Refusal::NoAction(reads))?;
        let present = act(record.latest()).unwrap();
        let own = record.statements.as_ref().map(|statements| statements.own().stated.amount);
        let amount = match self.entry(adopts).and_then(|entry| entry.body.reading()) {
            Some(reading) => reading.amount.or(own.flatten()),
            None => own.flatten(),
        };
        let act = Act { amount, ..present };
        self.record(Body::Adoption(Adoption { reads, adopts, reason: "preferred".to_owned(), act }))
    }

    /// Adds one more source.
    pub fn source(&mut self, reference: &str) {
        self.record(Body::Source(SourceFile::new(SourceRef::parse(reference).unwrap(), "A letter"))).unwrap();
    }

    /// Voids an entry.
    pub fn void(&mut self, entry: u64) -> Result<(), Refusal> {
        self.record(Body::Void(Void { voids: entry, reason: "it did not happen".to_owned() }))
    }

    /// Reverses a void.
    pub fn reinstate(&mut self, entry: u64) -> Result<(), Refusal> {
        self.record(Body::Reinstatement(Reinstatement { reinstates: entry, reason: "it did".to_owned() }))
    }

    /// The number of entries so far.
    pub fn entries(&self) -> u64 {
        self.entries.len() as u64 + 1
    }

    /// The ledger as it was known at an entry.
    pub fn at_entry(&self, number: u64) -> Book {
        let entries: Vec<Entry> = self.entries.iter().filter(|entry| entry.number <= number).cloned().collect();
        let mut state = State::default();
        for entry in &entries {
            state.fold(entry).unwrap();
        }
        Book { state, entries, rates: self.rates.clone() }
    }

    fn entry(&self, number: u64) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.number == number)
    }

    /// A family's stored lines, one for each entry about it.
    fn lines(&self, root: &AssetRef) -> String {
        let of = |entry: &Entry| match entry.body.effect() {
            Effect::Act { act, .. } => act.target.asset().root() == *root,
            Effect::Turn { action: of, .. } | Effect::Reading { reads: of, .. } => {
                self.state.concerned(of).is_some_and(|record| record.step.target.asset().root() == *root)
            }
            _ => false,
        };
        let mut lines = String::new();
        for entry in self.entries.iter().filter(|entry| of(entry)) {
            entry.body.event().unwrap().write(entry.number, &mut lines);
        }
        lines
    }

    fn act(&mut self, action: &str, target: Aim, date: &str, flags: Flags) -> Result<String, Refusal> {
        let begins = !matches!(target, Aim::Existing(_));
        let new = matches!(target, Aim::New(_));
        let mut details = Details {
            date: Some(Date::parse(date)?),
            sources: Some(vec![SourceCitation::of(SourceRef::parse("s").unwrap())]),
            kind: new.then_some(AssetKind::BankAccount),
            ..Details::default()
        };
        fill(&mut details, flags)?;
        let reference = details.reference.clone();
        let draft = Draft { action: Action::parse(action)?, target, details };
        let (act, _) = rules::admit(&self.state, draft)?.seal(&mut || [0; 32]);
        let asset = act.target.asset().to_string();
        assert_eq!(act.target.begins(), begins);
        self.record_under(reference, Body::Act(act))?;
        Ok(asset)
    }

    fn record(&mut self, body: Body) -> Result<(), Refusal> {
        self.record_under(None, body)
    }

    fn record_under(&mut self, reference: Option<EntryRef>, body: Body) -> Result<(), Refusal> {
        let number = self.entries() + 1;
        let stamp = Stamp::new("2024-07-01T08:00:00Z".parse().unwrap(), "tester");
        let entry = Entry { number, stamp, reference, body };
        // Encode and decode each entry, so that the fold sees what was written.
        let entry = codec::decode(&codec::encode(&entry)?)?;
        self.state.fold(&entry)?;
        self.entries.push(entry);
        Ok(())
    }

    pub fn holdings(&self, by: &str, scope: &Scope) -> Vec<Row> {
        self.totals(Report::Holdings, by, scope)
    }

    pub fn actions(&self, by: &str, scope: &Scope) -> Vec<Row> {
        self.totals(Report::Actions, by, scope)
    }

    pub fn jurisdictions(&self, scope: &Scope) -> Vec<Row> {
        rows(&self.jurisdictions_document(scope))
    }

    pub fn jurisdictions_document(&self, scope: &Scope) -> Document {
        self.report(Report::Jurisdictions, &Query { scope: scope.clone(), ..Query::default() })
    }

    pub fn pools(&self) -> Vec<Row> {
        rows(&self.report(Report::Pools, &Query::default()))
    }

    pub fn register(&self, scope: &Scope) -> Vec<Row> {
        rows(&self.report(Report::Register, &Query { scope: scope.clone(), ..Query::default() }))
    }

    fn totals(&self, report: Report, by: &str, scope: &Scope) -> Vec<Row> {
        let by = dimension::parse_list(by, report.dimensions()).unwrap();
        rows(&self.report(report, &Query { by, scope: scope.clone(), ..Query::default() }))
    }

    /// Holdings or actions with the given measures.
    pub fn measured(&self, report: Report, by: &str, scope: &Scope, measures: Measures) -> Vec<Row> {
        let by = dimension::parse_list(by, report.dimensions()).unwrap();
        rows(&self.report(report, &Query { by, measures, scope: scope.clone(), ..Query::default() }))
    }

    /// The rows of a report.
    pub fn ask(&self, report: Report, query: &Query) -> Vec<Row> {
        rows(&self.report(report, query))
    }

    /// Why a question has no answer.
    pub fn refuses(&self, report: Report, query: &Query) -> String {
        let known = query::known(self, query).unwrap();
        query::document(self, report, query, &known).unwrap_err().to_string()
    }

    /// A report made from kept totals if they suffice; checks that folding all families gives the same.
    pub fn report(&self, report: Report, query: &Query) -> Document {
        let known = query::known(self, query).unwrap();
        let made = |known: &Known| query::document(self, report, query, known).unwrap();
        let folded = made(&Known { all: false, ..known.clone() });
        assert_eq!(made(&known), folded);
        folded
    }

    fn is_woven(&self, family: &Family) -> bool {
        let steps = |family: &Family| family.records().iter().map(|record| record.step.clone()).collect::<Vec<_>>();
        let named = |step: &impound::journal::Step| {
            step.may_overlap.iter().filter_map(|other| other.here()).any(|other| other.root() == family.root().unwrap())
        };
        let weaves = |step: &impound::journal::Step| {
            !step.target.asset().below().is_empty() || step.derived.is_some() || !step.may_overlap.is_empty()
        };
        steps(family).iter().any(|step| weaves(step))
            || family.records().iter().any(|record| !record.readings().is_empty())
            || self.state.families().flat_map(steps).any(|step| named(&step))
    }

    /// The stage of an asset.
    pub fn stage(&self, asset: &str) -> &'static str {
        let asset = AssetRef::parse(asset).unwrap();
        self.state.family(&asset).unwrap().standing().asset(&asset).unwrap().stage.as_str()
    }

    /// The present amount of an asset.
    pub fn amount(&self, asset: &str) -> String {
        let asset = AssetRef::parse(asset).unwrap();
        let standing = self.state.family(&asset).unwrap().standing();
        standing.amount(standing.asset(&asset).unwrap()).unwrap().to_string()
    }
}

/// The ledger as reports read it. What a file would store is derived here each time.
impl Source for Book {
    type Error = Error;

    fn head(&self) -> Result<Frontier, Error> {
        self.tree_at(self.entries())
    }

    fn tree_at(&self, up_to: u64) -> Result<Frontier, Error> {
        let mut frontier = Frontier::default();
        (0..up_to).for_each(|_| frontier.push(Digest::of_leaf(b"")));
        Ok(frontier)
    }

    fn opened(&self, case: &CaseRef) -> Result<Option<u64>, Error> {
        let opens = |entry: &&Entry| matches!(&entry.body, Body::Case(file) if file.case == *case);
        Ok(self.entries.iter().find(opens).map(|entry| entry.number))
    }

    fn each_kept(&self, which: Families<'_>, each: &mut EachKept<'_, Error>) -> Result<(), Error> {
        for family in self.state.families().filter(|family| which != Families::Woven || self.is_woven(family)) {
            let root = family.root().unwrap();
            each(&root.to_string(), &self.lines(&root))?;
        }
        Ok(())
    }

    fn each_total(&self, wanted: &Kept, each: &mut EachTotal<'_, Error>) -> Result<(), Error> {
        let mut kept: BTreeMap<String, Tally> = BTreeMap::new();
        for family in self.state.families().filter(|family| !self.is_woven(family)) {
            kept::additions(family, 0, |at, key, tally| {
                if KEPT[at] == *wanted {
                    let sum = kept.entry(key.to_owned()).or_default();
                    *sum = sum.plus(tally)?;
                }
                Ok(())
            })?;
        }
        kept.iter().try_for_each(|(key, tally)| each(key, *tally))
    }

    fn kept(&self, root: &AssetRef) -> Result<Option<String>, Error> {
        Ok(self.state.family(root).map(|_| self.lines(root)))
    }

    fn family(&self, root: &AssetRef, _: u64) -> Result<Option<Family>, Error> {
        Ok(self.state.family(root).cloned())
    }

    fn each_stored(&self, span: Span, each: &mut EachStored<'_, Error>) -> Result<(), Error> {
        let later = self.entries.iter().filter(|entry| entry.number > span.after);
        later.map(|entry| codec::encode(entry).unwrap()).try_for_each(|bytes| each(&bytes, None))
    }

    fn each_entry(&self, span: Span, each: &mut EachEntry<'_, Error>) -> Result<(), Error> {
        let later = self.entries.iter().filter(|entry| entry.number > span.after);
        later.cloned().try_for_each(|entry| each(entry, Digest::of(b""), None))
    }

    fn each_of_case(&self, _: Option<&CaseRef>, _: u64, each: &mut EachOfCase<'_, Error>) -> Result<(), Error> {
        let of_cases = self.entries.iter().filter(|entry| matches!(entry.body.effect(), Effect::OfCase { .. }));
        of_cases.cloned().try_for_each(each)
    }

    fn cited(&self, entry: u64) -> Result<Vec<SourceCitation>, Error> {
        Ok(self.entry(entry).and_then(act_of).map_or(Vec::new(), |act| act.sources.clone()))
    }

    /// A book keeps no personal data.
    fn disclosure(&self, _: &[Digest]) -> Result<Disclosure, Error> {
        Ok(Disclosure::default())
    }

    fn named(&self, _: &str) -> Result<Vec<u64>, Error> {
        Ok(Vec::new())
    }

    fn bearing(&self, _: &Identifier) -> Result<Vec<u64>, Error> {
        Ok(Vec::new())
    }

    fn reason(&self, entry: u64) -> Result<Option<String>, Error> {
        Ok(self.entry(entry).and_then(|entry| entry.body.reason()).map(str::to_owned))
    }

    fn rate_sets(&self, up_to: u64) -> Result<Vec<RateSet>, Error> {
        let known = |rates: &[Rate]| rates.iter().any(|rate| rate.entry <= up_to);
        Ok(self.rates.iter().filter(|(_, rates)| known(rates)).map(|(set, _)| set.clone()).collect())
    }

    fn each_rate(&self, asked: Rates<'_>, each: &mut EachRate<'_, Error>) -> Result<(), Error> {
        let (_, rates) = self.rates.iter().find(|(set, _)| set.name == asked.set).expect("a set of this name");
        let rates = rates.iter().filter(|rate| {
            asked.currency.is_none_or(|currency| rate.currency == currency)
                && (asked.from..=asked.to).contains(&rate.day)
                && rate.entry <= asked.up_to
        });
        rates.cloned().try_for_each(each)
    }
}

fn act_of(entry: &Entry) -> Option<&Act> {
    entry.body.act()
}

/// A row of a report: column names and values, as in CSV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(pub HashMap<String, String>);

impl Row {
    /// The values of some columns, in order, separated by spaces.
    pub fn get(&self, columns: &str) -> String {
        let value = |column: &str| {
            let value = &self.0[column];
            if value.is_empty() { "-".to_owned() } else { value.clone() }
        };
        columns.split(' ').map(value).collect::<Vec<_>>().join(" ")
    }

    /// The bounds as people would read them: `[5.00 +inf)`.
    pub fn bounds(&self, prefix: &str) -> String {
        let of = |name: &str| self.0[&format!("{prefix}{name}")].as_str();
        if of("lower").is_empty() {
            return "none".to_owned();
        }
        let open = if of("lower_inclusive") == "true" { "[" } else { "(" };
        let close = if of("upper_inclusive") == "true" { "]" } else { ")" };
        let upper = if of("upper").is_empty() { "+inf" } else { of("upper") };
        let about =
            if self.0.get(&format!("{prefix}approximate")).is_some_and(|flag| flag == "true") { "~" } else { "" };
        format!("{about}{open}{} {upper}{close}", of("lower"))
    }
}

/// Some columns of all rows, one line per row.
pub fn lines(rows: &[Row], columns: &str) -> Vec<String> {
    rows.iter().map(|row| row.get(columns)).collect()
}

/// Some columns of all rows, with their bounds.
pub fn totals(rows: &[Row], columns: &str) -> Vec<String> {
    rows.iter().map(|row| format!("{} {}", row.get(columns), row.bounds(""))).collect()
}

/// The rows of a document.
pub fn rows(document: &Document) -> Vec<Row> {
    let mut out = Vec::new();
    write(document, Format::Csv, Options { raw: true, ..Options::default() }, &mut out).unwrap();
    let mut reader = csv::Reader::from_reader(out.as_slice());
    reader.deserialize().map(|row| Row(row.unwrap())).collect()
}

fn fill(details: &mut Details, flags: Flags) -> Result<(), Fault> {
    for (flag, value) in flags {
        match *flag {
            "amount" => details.amount = Some(Amount::recorded(value)?),
            "value" => details.value = Some(Amount::recorded(value)?),
            "count" => details.count = Some(Number::parse(value)?),
            "count_of" => details.count_of = Some(Things::parse(value)?),
            "in" => details.places = Some(Places::parse(value)?),
            "on" => details.date = Some(Date::parse(value)?),
            "authority" => details.authority = Some((*value).to_owned()),
            "kind" => details.kind = Some(AssetKind::parse(value)?),
            "basis" => details.basis = Some(Basis::parse(value)?),
            "of" => details.of = Some(impound::domain::Portion::parse(value)?),
            "whole" => details.whole = Some(*value == "true"),
            "until" => details.until = Some(Date::parse(value)?),
            "how" => details.how = Some(impound::domain::Disposal::parse(value)?),
            "ref" => details.reference = Some(EntryRef::parse(value)?),
            "overlap" => {
                let others = value.split(' ').map(Overlapped::parse).collect::<Result<_, _>>()?;
                details.may_overlap = Some(others);
            }
            "case" => {}
            other => details.read(Particular::parse(other).unwrap(), &[value])?,
        }
    }
    Ok(())
}
