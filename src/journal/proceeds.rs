//! Proceeds: what an asset was sold for, less the costs of the sale, takes its place.
//!
//! This is a substitution (Reg. (EU) 2018/1805 Art. 28(2) and (3)), not a seizure: the money is where the asset was, at
//! the asset's stage, and no action begins it. It is outside the asset's equation because it is not part of the asset.

use crate::domain::{Amount, AssetRef, Bounds, Unit};

use super::refusal::{Mismatch, Refusal, Sums};
use super::step::Step;

/// What a sale leaves.
pub(super) struct Proceeds {
    /// The item that holds them.
    pub(super) item: AssetRef,
    /// The amount after costs.
    pub(super) amount: Amount,
}

impl Proceeds {
    /// The proceeds of a step's sale; `None` if there are none. Items nest at most `deepest` levels.
    ///
    /// # Errors
    /// The costs certainly exceed the proceeds or are in another currency, or the item would be nested too deep.
    pub(super) fn of(act: &Step, deepest: usize) -> Result<Option<Proceeds>, Refusal> {
        let (Some(proceeds), Some(item)) = (act.proceeds.as_deref(), act.derived.clone()) else { return Ok(None) };
        let amount = net(*proceeds, act.costs.as_deref().copied())?;
        let asset = act.target.asset();
        if std::iter::successors(Some(asset.clone()), AssetRef::parent).count() >= deepest {
            return Err(Refusal::TooDeep { asset: asset.clone(), deepest });
        }
        Ok(Some(Proceeds { item, amount }))
    }
}

/// The proceeds less the costs.
fn net(proceeds: Amount, costs: Option<Amount>) -> Result<Amount, Refusal> {
    let Some(costs) = costs else { return Ok(proceeds) };
    let sums = || Box::new(Sums { proceeds, costs });
    let unit = match (proceeds.unit(), costs.unit()) {
        (Some(unit), Some(other)) if unit != other => return Err(Mismatch::CostsElsewhere(sums()).into()),
        (unit, _) => unit,
    };
    let bounds = |amount: Amount| amount.bounds().unwrap_or(Bounds::UNSTATED);
    let left = bounds(proceeds).less(bounds(costs))?.ok_or_else(|| Mismatch::CostsExceed(sums()))?;
    Ok(stated(unit, left))
}

fn stated(unit: Option<Unit>, bounds: Bounds) -> Amount {
    match unit {
        Some(unit) if bounds != Bounds::UNSTATED => Amount::Stated(unit, bounds),
        unit => Amount::Unstated(unit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(proceeds: &str, costs: &str) -> String {
        let amount = |text: &str| Amount::recorded(text).unwrap();
        net(amount(proceeds), Some(amount(costs))).map_or_else(|refusal| refusal.to_string(), |left| left.to_string())
    }

    #[test]
    fn net_proceeds_range_from_least_minus_most_to_most_minus_least() {
        assert_eq!(left("120000 EUR", "4500.50 EUR"), "115499.50 EUR");
        assert_eq!(left("120..130 EUR", "10..20 EUR"), "100.00..120.00 EUR");
        assert_eq!(left(">120 EUR", "20 EUR"), ">100.00 EUR");
        assert_eq!(left("120 EUR", "~20 EUR"), "~100.00 EUR");
        assert_eq!(left("120 EUR", "unstated"), "<=120.00 EUR");
        assert_eq!(left("unstated EUR", "20 EUR"), "unstated EUR");
        assert_eq!(left("20 EUR", "20 EUR"), "0.00 EUR");
        assert_eq!(left("20 EUR", "10..30 EUR"), "<=10.00 EUR");
    }

    #[test]
    fn costs_above_the_proceeds_or_in_another_currency_are_refused() {
        assert_eq!(left("20 EUR", "20.01 EUR"), "the costs, 20.01 EUR, are more than the proceeds, 20.00 EUR");
        assert_eq!(
            left("20 EUR", "1 USD"),
            "the costs, 1.00 USD, are in another currency than the proceeds, 20.00 EUR"
        );
    }
}
