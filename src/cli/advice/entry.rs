//! Hints on refusals of entries.

use std::borrow::Cow;

use crate::domain::{Action, Stage};
use crate::journal::refusal::{BothReadings, Difference, Mismatch, MoneyDiffers};
use crate::journal::{Measure, Refusal};

use super::super::words::flag_of;
use super::said::Said;

/// The hint for an unlikely date.
pub(in super::super) const UNUSUAL_DATE: &str = "check the date; --unusual-date records it as it is";

/// What is wrong: the command line names a particular by its flag, a file by its column.
pub(super) fn what(refusal: &Refusal, said: Said) -> String {
    match (refusal, said) {
        (Refusal::Mismatch(mismatch), Said::Typed) => mismatch.called(flag_of),
        _ => refusal.to_string(),
    }
}

/// What to do, if there is anything to advise.
pub(super) fn to_do(refusal: &Refusal, said: Said) -> Option<Cow<'static, str>> {
    Some(match refusal {
        Refusal::Mismatch(mismatch) => return about_particulars(mismatch, said).map(Cow::Borrowed),
        Refusal::TooLittle(shortfall) if shortfall.measure != Measure::Amount => {
            Cow::Owned(format!("check the item's {0}, or correct the asset's first", shortfall.measure))
        }
        Refusal::TooLittle(_) => "check the item's amount, or correct the asset's first".into(),
        Refusal::BothReadings(readings) => of_what(readings, said),
        Refusal::MoneyDiffers(differs) => Cow::Owned(part_or_whole(differs, said)),
        Refusal::BeginsNoAsset(_) => Cow::Owned(begin_with(Action::starts_new, said)),
        Refusal::BeginsNoItem(_) => Cow::Owned(begin_with(Action::starts_item, said)),
        Refusal::NotAllowed { stage, allowed, .. } => Cow::Owned(allows(*stage, allowed)),
        Refusal::NotAllowedOfPart { stage, allowed, .. } => Cow::Owned(part_begins_with(*stage, allowed)),
        Refusal::MovesCarved(_) => {
            "transfer its items one by one; record what else of it moves as an item first".into()
        }
        Refusal::CaseOpen { case, .. } => Cow::Owned(format!("see `impound case show {case}`")),
        Refusal::SourceThere { source_ref, .. } => Cow::Owned(format!("see `impound source show {source_ref}`")),
        Refusal::NoCase(case) => Cow::Owned(format!("open it: `impound case open {case} --title … --lead CC`")),
        Refusal::NoSource(source) => Cow::Owned(format!("add it: `impound source add {source} --title …`")),
        Refusal::Voided { entry, .. } => {
            Cow::Owned(format!("reinstate it first: `impound reinstate {entry} --reason …`"))
        }
        Refusal::NotOneSource => "give --source REF once; another source has a reading of its own".into(),
        Refusal::SaysNothing => "say what the source states: --amount, --on, --in or --as-written".into(),
        Refusal::ReadingAdopted(_) => {
            "adopt another reading first, or the action's own entry: `impound adopt ENTRY --reason …`".into()
        }
        Refusal::NoReading(_) => "`impound report readings` lists the entries that can be adopted".into(),
        Refusal::NoSourceNamed => said.either("name at least one with --source REF", "fill the column sources").into(),
        Refusal::NoReference(_) => said
            .either(
                "@R means the asset created by the entry with --ref R; in a file, that row must come first",
                "@R means the asset created by the row or entry with the reference R, which must come first",
            )
            .into(),
        Refusal::NoAsset(_) => "see `impound asset list`".into(),
        Refusal::NoAction(_) => "`impound report register` lists them".into(),
        Refusal::OfImport(_) => "leave out --kind and --file: only an import says which file it read".into(),
        Refusal::CreatedNoAsset { .. } => "name the asset itself, such as coco:1".into(),
        Refusal::FarBeyond { .. } => {
            "check the asset's reference; without one the asset is given the next number".into()
        }
        Refusal::OfOtherCase { .. } => "an asset's reference is its case, a colon and a number".into(),
        Refusal::KnownOtherwise { .. } => "leave it out, or correct the entry that began the asset".into(),
        Refusal::TooEarly { .. } => "check the date, or correct the date of the earlier entry".into(),
        Refusal::Elsewhere { .. } => {
            "an item lies where its asset lies; correct the asset's places first if they are wrong".into()
        }
        Refusal::KeepsProceeds(_) => "void the sale and record what happened instead".into(),
        Refusal::NotVoid(_) => "only what was voided can be reinstated".into(),
        Refusal::Depended { .. } => "a later entry depends on this one: void or correct that one first".into(),
        Refusal::InTheWay { .. } => {
            "record the action again as it can be recorded now, or void what conflicts with it first".into()
        }
        Refusal::Value(_)
        | Refusal::BeginsTwice
        | Refusal::ReferenceTaken { .. }
        | Refusal::EditedSince { .. }
        | Refusal::AssetThere(_)
        | Refusal::NoNumberLeft
        | Refusal::NoWhole { .. }
        | Refusal::NoItemOf { .. }
        | Refusal::TooDeep { .. }
        | Refusal::OtherFamily { .. }
        | Refusal::NothingToWithhold(_)
        | Refusal::Erased(_)
        | Refusal::Restricted(_)
        | Refusal::NotRestricted
        | Refusal::AdoptedAlready(_) => return None,
    })
}

fn about_particulars(mismatch: &Mismatch, said: Said) -> Option<&'static str> {
    let [typed, filed] = match mismatch {
        Mismatch::NoDate => ["give it with --on DATE", "fill the column date"],
        Mismatch::Unusual(_) => [UNUSUAL_DATE; 2],
        Mismatch::NoDisposal => [
            "give --how sold, destroyed, assigned, transferred or lost",
            "fill the column how: sold, destroyed, assigned, transferred or lost",
        ],
        Mismatch::NoAmount => ["give it with --amount or --value", "fill the column amount or value"],
        Mismatch::NotSold => {
            ["give --how sold, or leave --proceeds out", "write sold in the column how, or empty proceeds"]
        }
        Mismatch::NoProceeds(_) => {
            ["give --proceeds, or leave it out", "fill the column proceeds, or leave this one empty"]
        }
        Mismatch::NoMoney => ["give a sum, or `unstated`"; 2],
        Mismatch::CostsExceed(_) => ["check both figures; the money can be no less than nothing"; 2],
        Mismatch::CostsElsewhere(_) => ["give both in one currency, as the source does"; 2],
        Mismatch::NoMove => ["give --to PLACES, --custodian NAME, or both", "fill the column to, custodian, or both"],
        Mismatch::NoAmountOfPart(_) => [
            "give --amount, or --amount unstated where the source does not say",
            "fill the column amount; unstated where the source does not say",
        ],
        Mismatch::OfOtherAction { .. } | Mismatch::OfLater { .. } => ["leave it out"; 2],
        Mismatch::Describes { .. } => ["leave it out, or correct the entry that began the asset"; 2],
        Mismatch::EndsBefore { .. } => ["check both dates"; 2],
        Mismatch::OfNoAmount(_) => {
            ["give the amount, or leave --of out", "fill the column amount, or leave the column of empty"]
        }
        Mismatch::OverlapsItself(_) => return None,
        Mismatch::ValueInCryptoAsset(_) => [
            "a quantity of a crypto-asset is an --amount; give its value in a currency: --value \"1200000 EUR\"",
            "a quantity of a crypto-asset is an amount; write its value in a currency: 1200000 EUR",
        ],
        Mismatch::ValueOfNone => [
            "leave it out; --amount non-valued says that no market value has a meaning",
            "leave it empty; non-valued in the column amount says that no market value has a meaning",
        ],
        Mismatch::CountOfWhat => [
            "add --count-of accounts, vehicles, properties, devices, …; pieces for what has no word",
            "fill the column count_of: accounts, vehicles, properties, devices, …; pieces for what has no word",
        ],
        Mismatch::HowMany(_) => {
            ["add --count 83, or --count \">110\", --count 8..10", "fill the column count: 83, >110, 8..10"]
        }
        Mismatch::CountsNone => ["leave it out"; 2],
    };
    Some(said.either(typed, filed))
}

/// The names of the actions that may come next.
fn named(actions: impl IntoIterator<Item = Action>) -> String {
    actions.into_iter().map(Action::as_str).collect::<Vec<_>>().join(", ")
}

fn begin_with(starts: fn(Action) -> bool, said: Said) -> String {
    let actions = named(Action::ALL.iter().copied().filter(|action| starts(*action)));
    format!(
        "start with one of {actions}, or name an existing asset {}",
        said.either("with --asset", "in the column asset")
    )
}

fn allows(stage: Stage, allowed: &[Action]) -> String {
    let allowed = named(allowed.iter().copied());
    format!("from {stage} an asset allows {}", if allowed.is_empty() { "nothing" } else { &allowed })
}

fn part_begins_with(stage: Stage, allowed: &[Action]) -> String {
    format!("a part of what is {stage} begins with {}", named(allowed.iter().copied()))
}

/// Asks which amount of a carved asset is meant, and shows what each reading comes to.
fn of_what(readings: &BothReadings, said: Said) -> Cow<'static, str> {
    let Some(reckoning) = &readings.reckoning else {
        return said.either("say which: --of whole, or --of rest", "say which in the column of: whole, or rest").into();
    };
    let (items, together) = (&reckoning.items, &reckoning.together);
    let whole = match &reckoning.left {
        Some(left) => format!("whole, which leaves {left} beside its items"),
        None => format!("whole, though its items come to {items}"),
    };
    Cow::Owned(match said {
        Said::Typed => format!("--of {whole}; or --of rest, which makes it {together} with them"),
        Said::Filed => {
            format!("say which in the column of: {whole}; or rest, which makes it {together} with them")
        }
    })
}

/// Asks whether a part of the money is meant, or all of it at another amount.
fn part_or_whole(differs: &MoneyDiffers, said: Said) -> String {
    let MoneyDiffers { asset, action, .. } = differs;
    let (whole, part) = match said {
        Said::Typed => ("give --whole if this is all of it, at this amount", format!("--part-of {asset}")),
        Said::Filed => (
            "fill the column whole with true if this is all of it, at this amount",
            format!("{asset} in the column part_of"),
        ),
    };
    match (differs.difference, said) {
        (Difference::Less, _) => format!("{action} a part of it with {part}; or {whole}"),
        (Difference::More, _) => format!(
            "check the amount, and that of the earlier entry; a part ({part}) is never more than the whole; {whole}"
        ),
        (Difference::Currency, Said::Typed) => format!("{whole}; or {part} if it is a part of it"),
        (Difference::Currency, Said::Filed) => {
            format!("{whole}; or the column part_of with {asset} if it is a part of it")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Amount, AssetRef};
    use crate::journal::refusal::Reckoning;

    fn both(refusal: &Refusal) -> [String; 2] {
        [Said::Typed, Said::Filed].map(|said| to_do(refusal, said).unwrap().into_owned())
    }

    fn amount(text: &str) -> Amount {
        Amount::parse(text, None).unwrap()
    }

    fn asset() -> AssetRef {
        AssetRef::parse("c:1").unwrap()
    }

    fn money(difference: Difference) -> Refusal {
        let (has, amount) = (amount("5.00 EUR"), amount("3.00 EUR"));
        let differs = MoneyDiffers { asset: asset(), has, action: Action::Release, amount, difference };
        Refusal::MoneyDiffers(Box::new(differs))
    }

    #[test]
    fn hints_name_flags_on_the_command_line_and_columns_in_a_file() {
        assert_eq!(
            both(&money(Difference::Less)),
            [
                "release a part of it with --part-of c:1; or give --whole if this is all of it, at this amount",
                "release a part of it with c:1 in the column part_of; or fill the column whole with true if this is all of it, at \
                 this amount"
            ]
        );
        let of_what = |left: Option<&str>| {
            let (items, together) = (amount("4.00 EUR"), amount("16.00 EUR"));
            let reckoning = Some(Reckoning { left: left.map(amount), items, together });
            Refusal::BothReadings(Box::new(BothReadings {
                asset: asset(),
                measure: Measure::Amount,
                amount: amount("12.00 EUR"),
                reckoning,
            }))
        };
        assert_eq!(
            both(&of_what(Some("8.00 EUR"))),
            [
                "--of whole, which leaves 8.00 EUR beside its items; or --of rest, which makes it 16.00 EUR with them",
                "say which in the column of: whole, which leaves 8.00 EUR beside its items; or rest, which makes it \
                 16.00 EUR with them"
            ]
        );
        assert!(both(&of_what(None))[0].starts_with("--of whole, though its items come to 4.00 EUR; or --of rest"));
        let [typed, filed] = both(&money(Difference::More));
        assert!(typed.contains("--part-of c:1") && typed.contains("--whole"), "{typed}");
        assert!(!filed.contains("--"), "{filed}");
    }

    #[test]
    fn faults_name_flags_on_the_command_line_and_columns_in_a_file() {
        let refusal = Refusal::Mismatch(Mismatch::OfNoAmount(crate::domain::Portion::Rest));
        let said = [Said::Typed, Said::Filed].map(|said| what(&refusal, said));
        let rest = "rest says how much an amount is of, but no amount is given";
        assert_eq!(said, [format!("--of {rest}"), format!("of {rest}")]);
    }

    #[test]
    fn the_actions_that_may_follow_are_named() {
        assert_eq!(allows(Stage::Released, &Stage::Released.allows()), "from released an asset allows freeze, seize");
        assert_eq!(allows(Stage::Returned, &[]), "from returned an asset allows nothing");
        assert_eq!(
            part_begins_with(Stage::Confiscated, &[Action::Confiscate, Action::Return]),
            "a part of what is confiscated begins with confiscate, return"
        );
    }
}
