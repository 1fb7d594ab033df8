//! Reconciliation: a custodian's list beside the ledger, line by line and asset by asset. Nothing is recorded.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::{Amount, AssetKind, AssetRef, CaseRef, Date, EntryRef, Fault, Listed as Line, Stage, identifier};
use crate::journal::{Digest, Disclosure, Entry, Family, Measure, SealedIdentifier, is_withheld};

use super::attestations::{bounds, currency};
use super::converted::{Converting, Days};
use super::document::{Cell, Column, Document, Meta};
use super::fold::Fold;
use super::listed::Listed;
use super::scope::Scope;

/// A short identifier shows one character in this many, at its end.
const SHOWN: usize = 3;

/// Whether a reconciliation shows identifiers in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Masks {
    /// Only the end of each.
    Masked,
    /// In full.
    Full,
}

/// The report while it is built: first the assets expected in the list, then their names.
#[derive(Debug)]
pub(crate) struct Reconciliation<'a> {
    scope: &'a Scope,
    custodian: Option<&'a str>,
    expected: Vec<Expected>,
    converting: Option<&'a Converting>,
}

/// An asset expected in the list.
#[derive(Clone, Debug)]
struct Expected {
    asset: AssetRef,
    case: CaseRef,
    kind: AssetKind,
    stage: Stage,
    custodian: Option<String>,
    amount: Amount,
    /// When that was stated.
    stated_on: Option<Date>,
    /// What it is worth, and when that was stated, if that is kept apart from its amount.
    worth: Option<(Amount, Date)>,
    /// The entries that record its actions: the first reading of each, and the one in force.
    entries: BTreeSet<u64>,
    identifiers: Vec<SealedIdentifier>,
    references: Vec<EntryRef>,
}

/// How a line of the list compares with an asset; what needs attention comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// The list's figure is outside the ledger's bounds.
    Differs,
    /// The line names several assets, or several lines name the asset.
    Ambiguous,
    OnlyInList,
    OnlyInLedger,
    /// The list's figure is within the ledger's bounds.
    Matched,
}

impl Status {
    fn name(self) -> &'static str {
        match self {
            Status::Differs => "differs",
            Status::Ambiguous => "ambiguous",
            Status::OnlyInList => "only_in_list",
            Status::OnlyInLedger => "only_in_ledger",
            Status::Matched => "matched",
        }
    }

    fn of(listed: Option<Amount>, has: Amount) -> Status {
        if listed.is_none_or(|listed| is_within(listed, has)) { Status::Matched } else { Status::Differs }
    }
}

/// Whether a list's figure agrees with all that the ledger knows of an amount.
fn is_within(listed: Amount, has: Amount) -> bool {
    let (Some(own), Some(known)) = (listed.bounds(), has.bounds()) else { return listed == has };
    let same_unit = has.unit().is_none() || listed.unit().is_none() || listed.unit() == has.unit();
    let below = known.upper().is_none_or(|most| own.upper().is_some_and(|upper| upper <= most));
    same_unit && known.lower() <= own.lower() && below
}

impl<'a> Reconciliation<'a> {
    /// A report without assets yet; only those of the custodian, if one is named, are expected.
    pub(crate) fn new(scope: &'a Scope, custodian: Option<&'a str>) -> Reconciliation<'a> {
        Reconciliation { scope, custodian, expected: Vec::new(), converting: None }
    }

    /// The same report with its amounts in one currency. Whether they agree is said of what they are in from the start.
    pub(crate) fn converting(self, converting: Option<&'a Converting>) -> Reconciliation<'a> {
        Reconciliation { converting, ..self }
    }

    /// The entries that may name an expected asset.
    pub(crate) fn entries(&self) -> BTreeSet<u64> {
        self.expected.iter().flat_map(|expected| &expected.entries).copied().collect()
    }

    /// Collects the identifiers and references that entries give the assets.
    pub(crate) fn name(&mut self, entries: &BTreeMap<u64, Entry>) {
        for expected in &mut self.expected {
            for entry in expected.entries.iter().filter_map(|number| entries.get(number)) {
                let Some(act) = entry.body.act().filter(|act| *act.target.asset() == expected.asset) else { continue };
                let new = act.identifiers.iter().filter(|new| !expected.identifiers.contains(new));
                expected.identifiers.extend(new.cloned().collect::<Vec<_>>());
                expected.references.extend(entry.reference.clone().filter(|_| act.target.begins()));
            }
        }
    }

    /// The commitments to the assets' identifiers.
    pub(crate) fn commitments(&self) -> Vec<Digest> {
        let identifiers = self.expected.iter().flat_map(|expected| &expected.identifiers);
        identifiers.map(|identifier| identifier.commitment).collect()
    }

    /// The report: a row for each line of the list, and for each asset that no line names.
    ///
    /// # Errors
    /// A figure does not fit.
    pub(crate) fn finish(
        self,
        meta: Meta,
        list: &[Line],
        (shown, masks): (&Disclosure, Masks),
    ) -> Result<Document, Fault> {
        let names = Names::of(&self.expected, shown);
        let named: Vec<BTreeSet<usize>> = list.iter().map(|listed| names.find(listed)).collect();
        let mut lines_of = vec![0_usize; self.expected.len()];
        named.iter().flatten().for_each(|at| lines_of[*at] += 1);
        let mut rows: Vec<(Status, String, usize, Vec<Cell>)> = Vec::new();
        let drawn_up = self.scope.as_of.map(|day| Date::parse(&day.to_string())).transpose()?;
        let mut amounts = Listed::new(columns().into_iter().take(KEYS)).converting(self.converting);
        let mut row = |status, at: usize, listed, asset: Option<&Expected>| -> Result<_, Fault> {
            let reference = asset.map_or(String::new(), |asset| asset.asset.to_string());
            let mut cells = described(status, listed, asset, (shown, masks));
            let key = cells[..KEYS].to_vec();
            cells.extend(figures(&mut amounts, &key, asset, (listed, drawn_up.as_ref()))?);
            Ok((status, reference, at, cells))
        };
        for (at, (listed, assets)) in list.iter().zip(&named).enumerate() {
            if assets.is_empty() {
                rows.push(row(Status::OnlyInList, at, Some(listed), None)?);
            }
            for asset in assets {
                let found = &self.expected[*asset];
                let is_plain = assets.len() == 1 && lines_of[*asset] == 1;
                let status = if is_plain { Status::of(listed.amount, found.amount) } else { Status::Ambiguous };
                rows.push(row(status, at, Some(listed), Some(found))?);
            }
        }
        for (expected, _) in self.expected.iter().zip(&lines_of).filter(|(_, lines)| **lines == 0) {
            rows.push(row(Status::OnlyInLedger, 0, None, Some(expected))?);
        }
        rows.sort_by(|one, other| (one.0, &one.1, one.2).cmp(&(other.0, &other.1, other.2)));
        amounts.finish(Document::single(meta, columns(), rows.into_iter().map(|(.., cells)| cells).collect())?)
    }
}

impl Fold for Reconciliation<'_> {
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        let scope = self.scope;
        let family = &*scope.taken(family)?;
        let standing = scope.standing(family)?;
        for asset in standing.assets().iter().filter(|asset| self.scope.admits(asset)) {
            let is_asked = self.custodian.is_none_or(|custodian| asset.custodian.as_deref() == Some(custodian));
            if !is_asked || !standing.in_stock(asset)? {
                continue;
            }
            let records = family.records().iter().filter(|record| record.voided.is_none());
            let own = records.filter(|record| *record.step.target.asset() == asset.asset);
            let worth =
                asset.worth_on().map(|on| Ok::<_, Fault>((standing.measured(asset, Measure::Value)?, on.clone())));
            self.expected.push(Expected {
                asset: asset.asset.clone(),
                case: asset.case.clone(),
                kind: asset.kind,
                stage: asset.stage,
                custodian: asset.custodian.clone(),
                amount: standing.amount(asset)?,
                stated_on: standing.stated_on(asset).cloned(),
                worth: worth.transpose()?,
                entries: own.flat_map(|record| [record.entry, record.latest()]).collect(),
                identifiers: Vec::new(),
                references: Vec::new(),
            });
        }
        Ok(())
    }

    fn merge(&mut self, other: Self) -> Result<(), Fault> {
        self.expected.extend(other.expected);
        Ok(())
    }
}

/// The names of the assets, each with the asset's position.
#[derive(Default)]
struct Names<'a> {
    assets: HashMap<&'a AssetRef, usize>,
    references: HashMap<&'a EntryRef, BTreeSet<usize>>,
    identifiers: HashMap<&'a str, BTreeSet<usize>>,
}

impl<'a> Names<'a> {
    fn of(expected: &'a [Expected], shown: &'a Disclosure) -> Names<'a> {
        let mut names = Names::default();
        for (at, asset) in expected.iter().enumerate() {
            names.assets.insert(&asset.asset, at);
            for reference in &asset.references {
                names.references.entry(reference).or_default().insert(at);
            }
            for sealed in &asset.identifiers {
                // An erased or restricted identifier no longer names anything.
                if let Ok(identifier) = shown.datum(&sealed.commitment) {
                    names.identifiers.entry(identifier).or_default().insert(at);
                }
            }
        }
        names
    }

    /// All assets that a line names by any key.
    fn find(&self, listed: &Line) -> BTreeSet<usize> {
        let asset = listed.asset.as_ref().and_then(|asset| self.assets.get(asset)).copied();
        let reference = listed.reference.as_ref().and_then(|reference| self.references.get(reference));
        let identifiers = listed.identifiers.iter().filter_map(|id| self.identifiers.get(id.to_string().as_str()));
        asset.into_iter().chain(reference.into_iter().chain(identifiers).flatten().copied()).collect()
    }
}

/// How many columns tell rows from each other.
const KEYS: usize = 3;

fn columns() -> Vec<Column> {
    vec![
        Column::dimension("status"),
        Column::text_dimension("asset"),
        Column::text_dimension("place"),
        Column::text("case"),
        Column::code("kind"),
        Column::code("stage"),
        Column::text("custodian").where_said(),
        Column::text("identifiers").where_said(),
        Column::text("ref").where_said(),
        Column::code("currency").as_data_only(),
        Column::bounds(""),
        Column::code("listed_currency").as_data_only(),
        Column::bounds("listed_"),
        Column::bounds("difference_"),
    ]
}

/// What a row says of the asset and of the line, before their amounts.
fn described(
    status: Status,
    listed: Option<&Line>,
    asset: Option<&Expected>,
    (shown, masks): (&Disclosure, Masks),
) -> Vec<Cell> {
    let text = |of: fn(&Expected) -> String| Cell::text(asset.map_or(String::new(), of));
    let code = |of: fn(&Expected) -> &str| Cell::code(asset.map_or("", of));
    let identifiers: Vec<String> = match (listed, asset) {
        (Some(listed), _) => listed.identifiers.iter().map(ToString::to_string).collect(),
        (None, Some(asset)) => asset.identifiers.iter().map(|sealed| shown.identifier(sealed)).collect(),
        (None, None) => Vec::new(),
    };
    let reference = match (listed, asset) {
        (Some(listed), _) => listed.reference.as_ref(),
        (None, asset) => asset.and_then(|asset| asset.references.first()),
    };
    vec![
        Cell::code(status.name()),
        text(|asset| asset.asset.to_string()),
        Cell::text(listed.map_or("", |listed| &listed.place)),
        text(|asset| asset.case.to_string()),
        code(|asset| asset.kind.as_str()),
        code(|asset| asset.stage.as_str()),
        text(|asset| asset.custodian.clone().unwrap_or_default()),
        Cell::text(identifiers.iter().map(|text| shown_as(text, masks)).collect::<Vec<_>>().join(";")),
        Cell::text(reference.map_or(String::new(), ToString::to_string)),
    ]
}

/// What the ledger has, what the list says, and what the list has more.
fn figures(
    amounts: &mut Listed<'_>,
    key: &[Cell],
    asset: Option<&Expected>,
    (listed, drawn_up): (Option<&Line>, Option<&Date>),
) -> Result<[Cell; 5], Fault> {
    let days = asset.map_or(Days::default(), |asset| Days {
        action: asset.stated_on.as_ref(),
        worth: asset.worth.as_ref().map(|(_, on)| on),
    });
    let of = |measure| match measure {
        Measure::Amount => asset.map(|asset| asset.amount),
        Measure::Value => asset.and_then(|asset| asset.worth.as_ref()).map(|(worth, _)| *worth),
        Measure::Count => None,
    };
    let way = amounts.way_of(|measure| of(measure).and_then(Amount::unit), days)?;
    let own = of(way.as_ref().map_or(Measure::Amount, |way| way.counts));
    let other = listed.and_then(|listed| listed.amount);
    let other_way = amounts.way(other.and_then(Amount::unit), drawn_up)?;
    let difference = match (own, other) {
        (Some(own), Some(other)) => amounts.difference((other, other_way.as_ref()), (own, way.as_ref()))?,
        _ => Cell::Absent,
    };
    let own = own.map(|own| amounts.amount((key, "amount"), own, way.as_ref())).transpose()?;
    let other = other.map(|other| amounts.amount((key, "listed"), other, other_way.as_ref())).transpose()?;
    let cells = |amount: Option<Amount>| {
        amount.map_or([Cell::Absent, Cell::Absent], |amount| [currency(amount), bounds(amount)])
    };
    let ([unit, amount], [listed_unit, listed_amount]) = (cells(own), cells(other));
    Ok([unit, amount, listed_unit, listed_amount, difference])
}

/// An identifier as it may be shown, after its scheme. A short one shows fewer of its characters.
fn shown_as(text: &str, masks: Masks) -> String {
    let Some((scheme, value)) = text.split_once(':').filter(|_| masks == Masks::Masked && !is_withheld(text)) else {
        return text.to_owned();
    };
    let ends = identifier::masked(value);
    if ends != value {
        return format!("{scheme}:{ends}");
    }
    let length = value.chars().count();
    let end: String = value.chars().skip(length.saturating_sub(length / SHOWN)).collect();
    format!("{scheme}:…{end}")
}
