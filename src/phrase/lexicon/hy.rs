//! Armenian.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "hy",
    name: "Armenian",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[],
    lands: "",
    numbers: &[],
    entries: &[
        (MORE, "ավելի քան | ավելի | գերազանցող | գերազանցում է | վեր"),
        (AT_LEAST, "առնվազն | նվազագույնը | ոչ պակաս քան | ոչ պակաս"),
        (LESS, "պակաս քան | պակաս | ավելի քիչ քան"),
        (UpTo, "մինչև"),
        (AT_MOST, "առավելագույնը | ոչ ավելի քան | ոչ ավելի"),
        (AT_LEAST_AFTER, "կամ ավելի"),
        (About, "մոտ | մոտավորապես | շուրջ | գրեթե | մոտավոր"),
        (And, "և | եւ"),
        (Or, "կամ"),
        (Vague, "մի քանի | տասնյակ | հարյուրավոր | հազարավոր | միլիոնավոր"),
        (Doubt, "ոչ | առանց | յուրաքանչյուր"),
        (scale(3), "հազար | հզ"),
        (scale(6), "միլիոն | մլն"),
        (scale(9), "միլիարդ | մլրդ"),
        (scale(12), "տրիլիոն"),
        (sign("AMD"), "դրամ | դրամի | դրամը | հհ դրամ"),
        (sign("EUR"), "եվրո | եվրոյի"),
        (sign("USD"), "դոլար | դոլարի | ամն դոլար | ամն դոլարի"),
        (sign("GBP"), "ֆունտ ստեռլինգ"),
        (sign("RUB"), "ռուբլի | ռուբլու | ռուսական ռուբլի"),
        (Filler, "ընդհանուր | ընդամենը | գումարը | գումար | արժեքով | ընդհանուր արժեքով | միայն | չափով"),
        (
            Thing,
            "հաշիվ | մեքենա | բնակարան | տուն | մարդ | ընկերություն | բանկ | կգ | գրամ | տոննա | հեկտար | օր \
             | ամիս | տարի | էջ | գործ | համար",
        ),
        (
            Plain,
            "կանխիկ | գույք | ակտիվներ | միջոցներ | առգրավվել | բռնագանձվել | սառեցվել | արգելանք | վնաս | է | են \
             | էր | որ | ին | ում | դրամական",
        ),
        (Dating, "թվականին | թ"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn armenian_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "hy";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
        ("7 միլիոն դրամ", "7000000 AMD"),
        ("ավելի քան 7 մլն դրամ", "> 7000000 AMD"),
        ("մոտ 7 միլիարդ դրամ", "~ 7000000000 AMD"),
        ("առնվազն 700 հազար եվրո", ">= 700000 EUR"),
        ("մինչև 7 մլն դոլար", "<= 7000000 USD"),
        ("մի քանի միլիոն դրամ", "!"),
    ];
}
