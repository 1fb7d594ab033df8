//! An asset as the thing that it is, and how it hangs together with others.

use super::Desk;
use super::entity::Entity;
use super::filed::{IDENTIFIER, LINE};
use super::words;
use crate::domain::{Amount, AssetKind, Fault, Role, Scheme};
use crate::journal::{Asset, Measure};
use crate::query::Current;

/// The topic of what is held.
pub(super) const FROZEN: &str = "asset.frozen";

/// The schema of a kind of asset. A receivable is also a `Debt`, which is no thing, so that no action could point to it.
pub(super) fn schema(kind: AssetKind) -> &'static str {
    match kind {
        AssetKind::BankAccount => "BankAccount",
        AssetKind::CryptoAsset => "CryptoWallet",
        AssetKind::RealEstate => "RealEstate",
        AssetKind::Vehicle => "Vehicle",
        AssetKind::Vessel => "Vessel",
        AssetKind::Aircraft => "Airplane",
        AssetKind::Securities => "Security",
        AssetKind::BusinessShare => "Company",
        _ => "Asset",
    }
}

/// The property of an identifier; `None` if the schema has none for it.
fn property(schema: &str, scheme: Scheme) -> Option<&'static str> {
    match (schema, scheme) {
        ("BankAccount", Scheme::Iban) => Some("iban"),
        ("BankAccount", Scheme::Bic) => Some("bic"),
        ("CryptoWallet", Scheme::Btc | Scheme::Eth) => Some("cryptoAddress"),
        ("Vehicle" | "Vessel" | "Airplane", Scheme::Plate) => Some("registrationNumber"),
        ("Airplane", Scheme::Serial) => Some("serialNumber"),
        ("Company", Scheme::Lei) => Some("leiCode"),
        _ => None,
    }
}

impl Desk<'_> {
    /// The asset that begins with an action, and what links it to its case and to others.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(super) fn beginning(&self, current: &Current<'_>) -> Result<Vec<Entity>, Fault> {
        let (act, asset) = (current.act, current.asset);
        let mut thing = self.thing(current, asset, act.description.as_deref())?;
        act.quantity.iter().for_each(|quantity| thing.remark("quantity", quantity));
        self.identify(&mut thing, current);
        let mut entities = self.receivable(current, &mut thing)?;
        entities.extend(self.links(current, asset));
        for other in current.others {
            if self.asked.query.scope.is_of_case(&other.case) {
                let word = format!("overlap-{}", other.entry);
                let mut link = self.link(asset.entry, &word, (&self.ids.asset(asset), &self.ids.asset(other)));
                link.add("role", "perhaps the same money");
                entities.push(link);
            } else {
                thing.add("summary", format!("perhaps the same money as {}", other.asset));
            }
        }
        entities.insert(0, thing);
        Ok(entities)
    }

    /// The item that holds what a sale brought in.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(super) fn proceeds(&self, current: &Current<'_>) -> Result<Vec<Entity>, Fault> {
        let derived = current.act.derived_from.as_ref();
        let item = derived.and_then(|derived| current.family.standing().asset(&derived.item));
        let Some(item) = item else { return Ok(Vec::new()) };
        let mut entities = vec![self.thing(current, item, None)?];
        entities.extend(self.links(current, item));
        Ok(entities)
    }

    /// The thing itself, as it is now.
    fn thing(&self, current: &Current<'_>, asset: &Asset, description: Option<&str>) -> Result<Entity, Fault> {
        let standing = current.family.standing();
        let mut thing = Entity::thing(self.ids.asset(asset), schema(asset.kind));
        thing.name(description, &format!("{} {}", asset.kind, asset.asset));
        thing.add("keywords", asset.kind.as_str());
        let amount = standing.amount(asset)?;
        thing.add("summary", amount.to_string());
        if asset.carved {
            thing.add("summary", "amount: what is left beside its items");
        }
        self.amount(&mut thing, current, asset, amount);
        for (measure, heading) in [(Measure::Value, "value"), (Measure::Count, "count")] {
            let figure = standing.measured(asset, measure)?;
            if figure != amount && matches!(figure, Amount::Stated(..)) {
                thing.add("summary", format!("{heading}: {figure}"));
            }
        }
        thing.add("summary", format!("stage: {}", asset.stage));
        words::places(&mut thing, &asset.places, asset.basis);
        if standing.in_stock(asset)? {
            thing.add("topics", FROZEN);
        }
        asset.custodian.iter().for_each(|custodian| thing.remark("custodian", custodian));
        thing.remark("asset", &asset.asset.to_string());
        self.cite(&mut thing, current);
        Ok(thing)
    }

    /// Adds an exact amount and its currency.
    fn amount(&self, thing: &mut Entity, current: &Current<'_>, asset: &Asset, amount: Amount) {
        let wallet = thing.schema() == "CryptoWallet";
        if let Some(unit) = amount.unit() {
            thing.add("currency", unit.code());
            if wallet && !unit.is_currency() {
                thing.add("currencySymbol", unit.code());
            }
        }
        let Some(digits) = words::exact(amount) else { return };
        let is_account = wallet || thing.schema() == "BankAccount";
        thing.add("amount", digits.as_str());
        if is_account && !asset.carved {
            thing.add("balance", digits);
            let day = current.family.standing().stated_on(asset).and_then(words::plain);
            day.iter().for_each(|day| thing.add("balanceDate", *day));
        }
    }

    /// Adds the identifiers that may be shown.
    fn identify(&self, thing: &mut Entity, current: &Current<'_>) {
        let Some(personal) = current.personal else { return };
        for sealed in &current.act.identifiers {
            let scheme = sealed.scheme;
            match personal.datum(&sealed.commitment) {
                // The datum includes its scheme.
                Ok(datum) => {
                    let value = datum.split_once(':').map_or(datum, |(_, value)| value);
                    match property(thing.schema(), scheme) {
                        Some(property) => thing.add_short(property, value, IDENTIFIER),
                        None => thing.remark(scheme.as_str(), value),
                    }
                }
                Err(withheld) => thing.remark(scheme.as_str(), &withheld.to_string()),
            }
        }
    }

    /// The debt that a receivable is. It must have a debtor, whom the ledger does not name. The amount is the debt's, so
    /// that it is there once.
    fn receivable(&self, current: &Current<'_>, thing: &mut Entity) -> Result<Vec<Entity>, Fault> {
        let asset = current.asset;
        if asset.kind != AssetKind::Receivable {
            return Ok(Vec::new());
        }
        let mut debtor = Entity::thing(self.ids.entry(asset.entry, "debtor"), "LegalEntity");
        debtor.name(None, &format!("debtor of {}, not stated", asset.asset));
        let mut debt = Entity::interval(self.ids.entry(asset.entry, "debt"), "Debt");
        debt.add("debtor", debtor.id());
        let owners = current.personal.into_iter().flat_map(|personal| {
            let subjects = (1..).zip(&current.act.subjects);
            subjects.filter(move |(_, subject)| personal.datum(&subject.commitment).is_ok())
        });
        for (number, _) in owners.filter(|(_, subject)| subject.role == Some(Role::Owner)) {
            debt.add("creditor", self.subject_id(current, number));
        }
        thing.hand_over(&["amount", "currency"], &mut debt);
        debt.add("summary", current.family.standing().amount(asset)?.to_string());
        debt.add_short("recordId", thing.id(), LINE);
        Ok(vec![debtor, debt])
    }

    /// What links an asset to its case, to the asset that it was carved out of, and to the one sold for it.
    fn links(&self, current: &Current<'_>, asset: &Asset) -> Vec<Entity> {
        let id = self.ids.asset(asset);
        let word = |word: &str| if asset.derived_from.is_some() { format!("proceeds-{word}") } else { word.to_owned() };
        let mut links = Vec::new();
        if let Some(case) = self.cases.get(asset.case.as_str()) {
            let mut party = Entity::interval(self.ids.entry(asset.entry, &word("of-case")), "CourtCaseParty");
            party.add("case", case.as_str());
            party.add("party", id.as_str());
            party.add("role", "asset");
            links.push(party);
        }
        let others = [("part-of", "part of", &asset.part_of), ("derived-from", "derived from", &asset.derived_from)];
        for (name, role, other) in others {
            let other = other.as_ref().and_then(|other| current.family.standing().asset(other));
            let Some(other) = other.filter(|other| self.asked.query.scope.is_of_case(&other.case)) else { continue };
            let mut link = self.link(asset.entry, &word(name), (&id, &self.ids.asset(other)));
            link.add("role", role);
            links.push(link);
        }
        links
    }

    /// A link between two things.
    pub(super) fn link(&self, entry: u64, word: &str, (subject, object): (&str, &str)) -> Entity {
        let mut link = Entity::interval(self.ids.entry(entry, word), "UnknownLink");
        link.add("subject", subject);
        link.add("object", object);
        link
    }
}
