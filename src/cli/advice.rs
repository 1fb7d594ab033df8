//! What to do about a refusal, in the words of the command line, or of a file that is imported.

use std::borrow::Cow;

use crate::domain::{Advice, Fault};

/// What to do about a refusal of what was typed.
pub(super) fn typed(fault: &Fault) -> Option<Cow<'_, str>> {
    match fault.advice() {
        Some(advice) => Some(in_flags(advice)),
        None => fault.to_do().map(Cow::Borrowed),
    }
}

/// What to do about a refusal of a file's row.
pub(super) fn filed(fault: &Fault) -> Option<Cow<'_, str>> {
    match fault.advice() {
        Some(advice) => Some(in_columns(advice)),
        None => fault.to_do().map(Cow::Borrowed),
    }
}

fn in_flags(advice: &Advice) -> Cow<'static, str> {
    Cow::Borrowed(match advice {
        Advice::GiveCurrency => "write the currency beside the figure, such as 5000000.00 EUR, or give --currency",
        Advice::ChooseCurrency { or_code: false } => "name the one that is meant with --currency",
        Advice::ChooseCurrency { or_code: true } => {
            "name the one that is meant with --currency, or write its code beside the figure"
        }
        Advice::GiveLanguage => "write the one that is meant, or name the phrase's language with --lang",
        Advice::GiveQuantity { of_money: true } => {
            "give their total value as the amount, and the count with --quantity"
        }
        Advice::GiveQuantity { of_money: false } => "give a count with --quantity, and an amount with its currency",
        Advice::CiteLongText => "add the long text as a source with --file and cite it",
        Advice::ConfirmDate => "check the date; --unusual-date records it as it is",
        Advice::GiveDate => "give it with --on DATE",
        Advice::GiveSource => "name at least one with --source REF",
        Advice::GiveDisposal => "give --how sold, destroyed, assigned, transferred or lost",
        Advice::GiveAmount => "give it with --amount",
        Advice::GiveAmountOrUnstated => "give --amount, or --amount unstated where the source does not say",
        Advice::SeeAssets => "impound asset list",
        Advice::LeaveToImport => "leave out --kind and --file: an import alone says which file it read",
        Advice::SayOfWhat => "say so: --of whole, or --of rest",
        Advice::ReferenceFirst => {
            "@R stands for the asset that the entry with --ref R created; in a file, the row of R comes first"
        }
        Advice::WriteProof => "impound prove writes proofs",
        Advice::WriteCheckpoint => "impound checkpoint writes checkpoints",
        Advice::SeeCheckpoint => "impound verify prints all three: impound/NAME/… 12 AbCd…=",
        Advice::GiveMap => "case, action and date are needed; a table with other columns needs a map: --map",
        valued => return Cow::Owned(with_values(valued)),
    })
}

/// The advice that takes values.
fn with_values(advice: &Advice) -> String {
    match advice {
        Advice::SeeCase(case) => format!("impound case show {case}"),
        Advice::SeeSource(source) => format!("impound source show {source}"),
        Advice::OpenCase(case) => format!("open it: impound case open {case} --title … --lead CC"),
        Advice::AddSource(source) => format!("add it: impound source add {source} --title …"),
        Advice::ActOnOrAnyway(asset) => format!(
            "for a further action on that asset give --asset {asset}; if this is another asset, repeat the command with --anyway"
        ),
        Advice::Reinstate { entry } => format!("take that back first: impound reinstate {entry} --reason …"),
        Advice::BeginWith(actions) => {
            format!("it begins with one of {}; name an existing asset with --asset", actions.join(", "))
        }
        Advice::SayOfWhatAmount { left, items, together } => {
            let whole = match left {
                Some(left) => format!("--of whole, which leaves {left} beside its items"),
                None => format!("--of whole, though its items come to {items}"),
            };
            format!("{whole}; or --of rest, which makes it {together} with them")
        }
        Advice::CarveOrWhole(action, asset) => {
            format!(
                "{action} a part of it with --part-of {asset}; or give --whole if this is all of it, at this amount"
            )
        }
        Advice::CheckOrWhole(asset) => format!(
            "check the amount, and that of the earlier entry; a part (--part-of {asset}) is never more than the whole; \
             give --whole if this is all of it, at this amount"
        ),
        Advice::WholeOrCarve(asset) => {
            format!("give --whole if this is all of it, at this amount; or --part-of {asset} if it is a part of it")
        }
        Advice::GiveDelimiter(sign) => {
            format!("say which: --delimiter \"{}\", or delimiter in the map", sign.escape_default())
        }
        Advice::WriteMap { perhaps } => {
            let perhaps = perhaps.as_ref().map_or(String::new(), |perhaps| format!("perhaps {perhaps}; "));
            format!("{perhaps}a table with other columns needs a map: impound import --explain FILE writes a first one")
        }
        // All others are said without values.
        _ => String::new(),
    }
}

/// The same where a file is imported: what a flag says is said by a column, or by the map.
fn in_columns(advice: &Advice) -> Cow<'static, str> {
    Cow::Borrowed(match advice {
        Advice::GiveCurrency => {
            "write the currency beside the figure, such as 5000000.00 EUR, or fill the column currency"
        }
        Advice::ChooseCurrency { or_code: false } => "name the one that is meant in the column currency",
        Advice::ChooseCurrency { or_code: true } => {
            "name the one that is meant in the column currency, or write its code beside the figure"
        }
        Advice::GiveLanguage => "write the one that is meant, or let a map name the language (lang)",
        Advice::GiveQuantity { of_money: true } => {
            "give their total value as the amount, and the count in the column quantity"
        }
        Advice::GiveQuantity { of_money: false } => {
            "give a count in the column quantity, and an amount with its currency"
        }
        Advice::GiveDate => "fill the column date",
        Advice::GiveSource => "fill the column sources",
        Advice::GiveDisposal => "fill the column how: sold, destroyed, assigned, transferred or lost",
        Advice::GiveAmount => "fill the column amount",
        Advice::GiveAmountOrUnstated => "fill the column amount; unstated where the source does not say",
        Advice::SayOfWhat => "say so in the column of: whole, or rest",
        Advice::SayOfWhatAmount { left, items, together } => {
            let whole = match left {
                Some(left) => format!("whole, which leaves {left} beside its items"),
                None => format!("whole, though its items come to {items}"),
            };
            return Cow::Owned(format!(
                "say so in the column of: {whole}; or rest, which makes it {together} with them"
            ));
        }
        Advice::BeginWith(actions) => {
            let actions = actions.join(", ");
            return Cow::Owned(format!("it begins with one of {actions}; name an existing asset in the column asset"));
        }
        Advice::CarveOrWhole(action, asset) => {
            return Cow::Owned(format!(
                "{action} a part of it with {asset} in the column part_of; or fill the column whole with true if this is all \
                 of it, at this amount"
            ));
        }
        Advice::CheckOrWhole(asset) => {
            return Cow::Owned(format!(
                "check the amount, and that of the earlier entry; a part ({asset} in the column part_of) is never more than \
                 the whole; fill the column whole with true if this is all of it, at this amount"
            ));
        }
        Advice::WholeOrCarve(asset) => {
            return Cow::Owned(format!(
                "fill the column whole with true if this is all of it, at this amount; or the column part_of with {asset} if \
                 it is a part of it"
            ));
        }
        Advice::ReferenceFirst => {
            "@R stands for the asset that the row or entry with the reference R created: it comes first"
        }
        other => return in_flags(other),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(advice: Advice) -> [String; 2] {
        let fault = Fault::new("refused").advise(advice);
        [typed(&fault), filed(&fault)].map(|said| said.unwrap().into_owned())
    }

    #[test]
    fn advice_is_said_in_flags_where_one_types_and_in_columns_where_a_file_is_imported() {
        let carve = Advice::CarveOrWhole("release", "c:1".to_owned());
        assert_eq!(
            both(carve),
            [
                "release a part of it with --part-of c:1; or give --whole if this is all of it, at this amount",
                "release a part of it with c:1 in the column part_of; or fill the column whole with true if this is all of it, at \
                 this amount"
            ]
        );
        let of_what = |left: Option<&str>| Advice::SayOfWhatAmount {
            left: left.map(str::to_owned),
            items: "4.00 EUR".to_owned(),
            together: "16.00 EUR".to_owned(),
        };
        assert_eq!(
            both(of_what(Some("8.00 EUR"))),
            [
                "--of whole, which leaves 8.00 EUR beside its items; or --of rest, which makes it 16.00 EUR with them",
                "say so in the column of: whole, which leaves 8.00 EUR beside its items; or rest, which makes it 16.00 EUR with them"
            ]
        );
        assert!(both(of_what(None))[0].starts_with("--of whole, though its items come to 4.00 EUR; or --of rest"));
        let [typed, filed] = both(Advice::CheckOrWhole("c:1".to_owned()));
        assert!(typed.contains("--part-of c:1") && typed.contains("--whole"), "{typed}");
        assert!(!filed.contains("--"), "{filed}");
    }

    #[test]
    fn a_hint_in_words_is_the_same_for_both() {
        let fault = Fault::new("refused").hint("write it otherwise");
        assert_eq!([typed(&fault).as_deref(), filed(&fault).as_deref()], [Some("write it otherwise"); 2]);
    }
}
