//! A ledger in memory, for tests of the rules: the same rules and the same fold, without a file.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use impound::domain::{
    Action, Amount, AssetKind, AssetRef, Basis, CaseRef, Date, EntryRef, Fault, Jurisdiction, Places, SourceCitation,
    SourceRef,
};
use impound::journal::{
    Act, Aim, Body, CaseFile, Details, Digest, Draft, Entry, Family, Handle, SourceFile, Stamp, State, Tally, codec,
    kept::{self, KEPT, Kept, Of},
    rules,
};
use impound::render::{Format, Options, write};
use impound::report::grid::Verified;
use impound::report::{
    Dimension, Fold, Grid, Jurisdictions, Linking, Links, Meta, Pools, Register, Scope, Totals, dimension,
};

/// A ledger with the cases `c` and `d` and the source `s`.
pub struct Book {
    pub state: State,
    entries: Vec<Entry>,
}

/// What is said of an action beside its date: `amount`, `places`, and so on, as a command's flags would.
pub type Flags<'a> = &'a [(&'a str, &'a str)];

impl Book {
    pub fn new() -> Book {
        let mut book = Book { state: State::default(), entries: Vec::new() };
        for case in ["c", "d"] {
            let (case, lead) = (CaseRef::parse(case).unwrap(), Jurisdiction::parse("FR").unwrap());
            book.record(Body::Case(CaseFile::new(case, "A case", lead))).unwrap();
        }
        book.record(Body::Source(SourceFile::new(SourceRef::parse("s").unwrap(), "A release"))).unwrap();
        book
    }

    /// Records a new asset of the case `c` in `places` and gives its reference.
    pub fn new_asset(&mut self, action: &str, date: &str, places: &str, flags: Flags) -> Result<String, Fault> {
        let mut flags = flags.to_vec();
        flags.push(("in", places));
        let case = flags.iter().find(|(flag, _)| *flag == "case").map_or("c", |(_, case)| case);
        self.act(action, Aim::New(CaseRef::parse(case).unwrap()), date, &flags)
    }

    /// Records an item of an asset and gives its reference.
    pub fn item(&mut self, action: &str, of: &str, date: &str, flags: Flags) -> Result<String, Fault> {
        let case = flags.iter().find(|(flag, _)| *flag == "case").map(|(_, case)| CaseRef::parse(case).unwrap());
        self.act(action, Aim::Item(Handle::parse(of).unwrap(), case), date, flags)
    }

    /// Records an action on an asset that is in the ledger.
    pub fn later(&mut self, action: &str, asset: &str, date: &str, flags: Flags) -> Result<String, Fault> {
        self.act(action, Aim::Existing(Handle::parse(asset).unwrap()), date, flags)
    }

    /// Corrects an entry.
    pub fn correct(&mut self, entry: u64, flags: Flags) -> Result<(), Fault> {
        let mut details = Details::default();
        fill(&mut details, flags)?;
        let record = self.state.record(entry).ok_or_else(|| Fault::new("no action"))?;
        let (corrects, latest) = (record.entry, record.latest());
        let act = self.entries.iter().find(|entry| entry.number == latest).and_then(act_of).unwrap();
        let (act, _) = rules::amend(&self.state, act.clone(), details)?.seal(&mut || [0; 32]);
        self.record(Body::Correction { corrects, reason: "a better reading".to_owned(), act })
    }

    /// Adds one more source.
    pub fn source(&mut self, reference: &str) {
        self.record(Body::Source(SourceFile::new(SourceRef::parse(reference).unwrap(), "A letter"))).unwrap();
    }

    /// Voids an entry.
    pub fn void(&mut self, entry: u64) -> Result<(), Fault> {
        self.record(Body::Void { voids: entry, reason: "it did not happen".to_owned() })
    }

    /// Takes a void back.
    pub fn reinstate(&mut self, entry: u64) -> Result<(), Fault> {
        self.record(Body::Reinstatement { reinstates: entry, reason: "it did".to_owned() })
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
        Book { state, entries }
    }

    fn act(&mut self, action: &str, target: Aim, date: &str, flags: Flags) -> Result<String, Fault> {
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

    fn record(&mut self, body: Body) -> Result<(), Fault> {
        self.record_under(None, body)
    }

    fn record_under(&mut self, reference: Option<EntryRef>, body: Body) -> Result<(), Fault> {
        let number = self.entries() + 1;
        let entry = Entry { number, stamp: Stamp::new("2024-07-01T08:00:00Z", "tester"), reference, body };
        // What is folded is what was written: each entry goes through its bytes.
        let entry = codec::decode(&codec::encode(&entry)?)?;
        self.state.fold(&entry)?;
        self.entries.push(entry);
        Ok(())
    }

    pub fn holdings(&self, by: &str, scope: &Scope) -> Vec<Row> {
        self.totals(Of::Stock, &dimension::parse_list(by, dimension::OF_STOCK).unwrap(), scope)
    }

    pub fn actions(&self, by: &str, scope: &Scope) -> Vec<Row> {
        self.totals(Of::Flow, &dimension::parse_list(by, dimension::OF_FLOW).unwrap(), scope)
    }

    pub fn jurisdictions(&self, scope: &Scope) -> Vec<Row> {
        rows(&self.jurisdictions_grid(scope))
    }

    /// The report of jurisdictions; where what is kept serves, it is the same made of that.
    pub fn jurisdictions_grid(&self, scope: &Scope) -> Grid {
        let (links, mut named) = (self.links(), BTreeSet::new());
        let folded = |named: &BTreeSet<String>| {
            let mut report = Jurisdictions::new(scope, &links, named);
            self.state.families().values().for_each(|family| report.add(family).unwrap());
            report.names().unwrap()
        };
        if scope.with_unplaced {
            named = folded(&named);
        }
        let mut report = Jurisdictions::new(scope, &links, &named);
        self.state.families().values().for_each(|family| report.add(family).unwrap());
        let folded = report.finish(meta()).unwrap();
        let mut report = Jurisdictions::new(scope, Linking::default(), &named);
        if let Some(kept) = report.kept() {
            self.kept(kept).iter().for_each(|(key, tally)| report.add_kept(key, *tally).unwrap());
            self.woven().for_each(|family| report.add(family).unwrap());
            assert_eq!(report.finish(meta()).unwrap(), folded);
        }
        folded
    }

    pub fn pools(&self) -> Vec<Row> {
        let scope = Scope::default();
        let mut report = Pools::new(&scope);
        let citations = self.entries.iter().filter_map(|entry| Some((entry.number, act_of(entry)?.sources.clone())));
        let citations = citations.collect();
        self.state.families().values().for_each(|family| report.add(family, &citations).unwrap());
        rows(&report.finish(meta()).unwrap())
    }

    pub fn register(&self, scope: &Scope) -> Vec<Row> {
        let register = Register::new(scope, None);
        let reasons = self.entries.iter().filter_map(|entry| match &entry.body {
            Body::Void { reason, .. } => Some((entry.number, reason.clone())),
            _ => None,
        });
        let reasons: HashMap<u64, String> = reasons.collect();
        let mut cells = Vec::new();
        for entry in &self.entries {
            if let Some(act) = act_of(entry) {
                let family = self.state.family(act.target.asset()).unwrap();
                cells.extend(register.row(
                    entry,
                    Digest::of(b""),
                    &register.told(family.clone(), reasons.clone()).unwrap(),
                ));
            }
        }
        rows(&Grid::within(Register::frame(meta()).unwrap(), cells).unwrap())
    }

    /// Totals of all families; where what is kept serves, they are the same made of that.
    fn totals(&self, of: Of, by: &[Dimension], scope: &Scope) -> Vec<Row> {
        let links = self.links();
        let mut report = Totals::new(of, by, scope, &links);
        self.state.families().values().for_each(|family| report.add(family).unwrap());
        let folded = rows(&report.finish(meta()).unwrap());
        let mut report = Totals::new(of, by, scope, Linking::default());
        if let Some(kept) = report.kept() {
            self.kept(kept).iter().for_each(|(key, tally)| report.add_kept(kept, key, *tally).unwrap());
            self.woven().for_each(|family| report.add(family).unwrap());
            assert_eq!(rows(&report.finish(meta()).unwrap()), folded);
        }
        folded
    }

    fn links(&self) -> Links {
        let mut linking = Linking::default();
        self.state.families().values().for_each(|family| linking.add(family).unwrap());
        linking.finish()
    }

    /// The rows of a kept breakdown.
    fn kept(&self, wanted: &Kept) -> BTreeMap<String, Tally> {
        let mut kept: BTreeMap<String, Tally> = BTreeMap::new();
        for family in self.state.families().values().filter(|family| !self.is_woven(family)) {
            let add = |at: usize, key: &str, tally| {
                if KEPT[at] == *wanted {
                    let sum = kept.entry(key.to_owned()).or_default();
                    *sum = sum.plus(tally)?;
                }
                Ok(())
            };
            kept::additions(family, 0, add).unwrap();
        }
        kept
    }

    fn woven(&self) -> impl Iterator<Item = &Family> {
        self.state.families().values().filter(|family| self.is_woven(family))
    }

    fn is_woven(&self, family: &Family) -> bool {
        let steps = |family: &Family| family.records().iter().map(|record| record.step.clone()).collect::<Vec<_>>();
        let named =
            |step: &impound::journal::Step| step.may_overlap.iter().any(|other| other.root() == family.root().unwrap());
        steps(family).iter().any(|step| !step.target.asset().below().is_empty() || !step.may_overlap.is_empty())
            || self.state.families().values().flat_map(steps).any(|step| named(&step))
    }

    /// The stage of an asset.
    pub fn stage(&self, asset: &str) -> &'static str {
        let asset = AssetRef::parse(asset).unwrap();
        self.state.family(&asset).unwrap().standing().asset(&asset).unwrap().stage.as_str()
    }

    /// The amount that an asset has now.
    pub fn amount(&self, asset: &str) -> String {
        let asset = AssetRef::parse(asset).unwrap();
        let standing = self.state.family(&asset).unwrap().standing();
        standing.amount(standing.asset(&asset).unwrap()).unwrap().to_string()
    }
}

fn act_of(entry: &Entry) -> Option<&Act> {
    match &entry.body {
        Body::Act(act) | Body::Correction { act, .. } => Some(act),
        _ => None,
    }
}

/// A row of a report: the names of its columns and their values as CSV has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(pub HashMap<String, String>);

impl Row {
    /// The values of some columns, in order, with a blank between.
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

/// Some columns of all rows, one line each.
pub fn lines(rows: &[Row], columns: &str) -> Vec<String> {
    rows.iter().map(|row| row.get(columns)).collect()
}

/// Some columns of all rows with their bounds.
pub fn totals(rows: &[Row], columns: &str) -> Vec<String> {
    rows.iter().map(|row| format!("{} {}", row.get(columns), row.bounds(""))).collect()
}

fn rows(grid: &Grid) -> Vec<Row> {
    let mut out = Vec::new();
    write(grid, &Options { format: Format::Csv, raw: true, ..Options::default() }, &mut out).unwrap();
    let mut reader = csv::Reader::from_reader(out.as_slice());
    reader.deserialize().map(|row| Row(row.unwrap())).collect()
}

fn meta() -> Meta {
    Meta {
        title: "test".to_owned(),
        entry: 0,
        digest: String::new(),
        filters: vec![],
        verified: Verified::Unsaid,
        version: String::new(),
        unplaced: None,
    }
}

fn fill(details: &mut Details, flags: Flags) -> Result<(), Fault> {
    for (flag, value) in flags {
        match *flag {
            "amount" => details.amount = Some(Amount::recorded(value)?),
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
                let others = value.split(' ').map(Handle::parse).collect::<Result<_, _>>()?;
                details.may_overlap = Some(others);
            }
            "case" => {}
            other => panic!("{other} is no flag of the tests"),
        }
    }
    Ok(())
}
