//! Hints on refusals, worded for the command line or for an imported file.

use std::borrow::Cow;

use crate::domain::{Advice, Fault};
use crate::journal::refusal::Mismatch;
use crate::{journal, store};

mod entry;
mod refused;
mod said;

pub(super) use entry::UNUSUAL_DATE;
pub(super) use said::Said;

/// The hint for a refusal of what was typed.
pub(super) fn typed(fault: &Fault) -> Option<Cow<'_, str>> {
    to_do(fault, Said::Typed)
}

/// The hint for a refusal of a file's row.
pub(super) fn filed(fault: &Fault) -> Option<Cow<'_, str>> {
    to_do(fault, Said::Filed)
}

fn to_do(fault: &Fault, said: Said) -> Option<Cow<'_, str>> {
    match fault.advice() {
        Some(advice) => Some(about_a_value(advice, said)),
        None => fault.to_do().map(Cow::Borrowed),
    }
}

/// A refusal by the store, with its hint.
pub(super) fn of_store(refusal: &store::Refusal, said: Said) -> Fault {
    match refusal {
        store::Refusal::Entry(refusal) => of_entry(refusal, said),
        store::Refusal::Value(fault) => fault.clone(),
        other => hinted(Fault::new(other.to_string()), refused::to_do(other)),
    }
}

/// The flag by which the user insists on what a rule questions.
pub(super) fn insisting(refusal: &store::Refusal) -> Option<&'static str> {
    match refusal {
        store::Refusal::Alike(_) => Some("--anyway"),
        store::Refusal::Entry(journal::Refusal::Mismatch(Mismatch::Unusual(_))) => Some("--unusual-date"),
        _ => None,
    }
}

/// A refusal of an entry, with its hint.
pub(super) fn of_entry(refusal: &journal::Refusal, said: Said) -> Fault {
    if let journal::Refusal::Value(fault) = refusal {
        return fault.clone();
    }
    hinted(Fault::new(entry::what(refusal, said)), entry::to_do(refusal, said))
}

fn hinted(fault: Fault, hint: Option<Cow<'static, str>>) -> Fault {
    match hint {
        Some(hint) => fault.hint(hint),
        None => fault,
    }
}

fn about_a_value(advice: &Advice, said: Said) -> Cow<'static, str> {
    let said_so = |typed: &'static str, filed: &'static str| Cow::Borrowed(said.either(typed, filed));
    match advice {
        Advice::GiveCurrency => said_so(
            "write the currency beside the figure, such as 5000000.00 EUR, or give --currency",
            "write the currency beside the figure, such as 5000000.00 EUR, or fill the column currency",
        ),
        Advice::ChooseCurrency { or_code: false } => {
            said_so("say which one with --currency", "say which one in the column currency")
        }
        Advice::ChooseCurrency { or_code: true } => said_so(
            "say which one with --currency, or write its code beside the figure",
            "say which one in the column currency, or write its code beside the figure",
        ),
        Advice::GiveLanguage => said_so(
            "write the one you mean, or give the phrase's language with --lang",
            "write the one you mean, or set the language (lang) in a map",
        ),
        Advice::GiveQuantity { of_money: true } => said_so(
            "give their total value as the amount, and the count with --quantity",
            "give their total value as the amount, and the count in the column quantity",
        ),
        Advice::GiveQuantity { of_money: false } => said_so(
            "give a count with --quantity, and an amount with its currency",
            "give a count in the column quantity, and an amount with its currency",
        ),
        Advice::CiteLongText => Cow::Borrowed("add the long text as a source with --file and cite it"),
        Advice::WriteProof => Cow::Borrowed("create one with `impound prove`"),
        Advice::WriteCheckpoint => Cow::Borrowed("create one with `impound checkpoint`"),
        Advice::SeeCheckpoint => Cow::Borrowed("`impound verify` prints all three: impound/NAME/… 12 AbCd…="),
        Advice::GiveMap => {
            Cow::Borrowed("case, action and date are required; a table with other columns needs a map: --map")
        }
        Advice::GiveRateFormat => Cow::Borrowed(
            "name its format: --format ecb, ecb-sdmx, inforeuro, treasury, hmrc, or table (date,currency,rate)",
        ),
        Advice::GiveBase => Cow::Borrowed("give the currency that each rate is for 1 of: --base EUR"),
        Advice::GiveValid => Cow::Borrowed("say for how many days after its own a rate holds: --valid 4"),
        Advice::GiveMonth => Cow::Borrowed("give it: --month 2024-06"),
        Advice::GiveDelimiter(sign) => {
            Cow::Owned(format!("say which: --delimiter \"{}\", or delimiter in the map", sign.escape_default()))
        }
        Advice::WriteMap { perhaps } => {
            let perhaps = perhaps.as_ref().map_or(String::new(), |perhaps| format!("perhaps {perhaps}; "));
            let map = "a table with other columns needs a map: `impound import --explain FILE` drafts one";
            Cow::Owned(perhaps + map)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_that_is_plain_text_is_the_same_for_both() {
        let fault = Fault::new("refused").hint("write it otherwise");
        assert_eq!([typed(&fault).as_deref(), filed(&fault).as_deref()], [Some("write it otherwise"); 2]);
    }
}
