//! Estonian.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "et",
    name: "Estonian",
    mark: DecimalMark::Comma,
    compounds: true,
    endings: &["t", "i", "d", "it", "ga", "ni", "st", "sse", "s", "iga", "ist"],
    numbers: &[(
        0,
        1,
        "null üks/ühe kaks/kahe kolm/kolme neli/nelja viis/viie kuus/kuue seitse/seitsme kaheksa üheksa kümme/kümne",
    )],
    entries: &[
        (MORE, "üle | rohkem kui | enam kui | ületab | suurem kui | veidi üle | pisut üle"),
        (AT_LEAST, "vähemalt | mitte vähem kui | minimaalselt"),
        (LESS, "alla | vähem kui | veidi alla"),
        (AT_MOST, "kuni | maksimaalselt | kõige rohkem | mitte rohkem kui"),
        (About, "umbes | ligikaudu | ligi | peaaegu | u | orienteeruvalt | ca"),
        (AboutAfter, "ringis"),
        (Estimate, "hinnanguliselt | hinnatakse | hinnanguline | hinnatud"),
        (And, "ja"),
        (Or, "või"),
        (
            Vague,
            "mitu | mitme | mõned | kümned | kümneid | sadu | sajad | tuhandeid | miljonid | miljoneid | palju | paar",
        ),
        (Change, "kasvas | vähenes | tõus | langus"),
        (ChangeAfter, "rohkem kui | vähem kui | rohkem | vähem"),
        (EachAfter, "igaüks | igale | inimese kohta | tükk | gramm | kilo eest"),
        (Doubt, "ilma | välja arvatud | mitte | kunagi"),
        (Doubt, "ei | miinus | pool summast | iga"),
        (HUNDRED, "sada | saja"),
        (lone_scale(3), "tuhat | tuhande"),
        (lone_scale(6), "miljon"),
        (scale(6), "miljonit | miljoni | mln"),
        (lone_scale(9), "miljard"),
        (scale(9), "miljardit | miljardi | mld"),
        (Part(50), "pool"),
        (Part(150), "poolteist"),
        (sign("EUR"), "euro~"),
        (DOLLARS, "dollar~"),
        (unit("EEK"), "eesti kroon~ | krooni | kroon"),
        (unit("SEK"), "rootsi krooni"),
        (Cent, "senti | sent"),
        (Pieces, "pangatäht | pangatähte | rahatähte | münti | mündid"),
        (Percent, "protsenti | protsent"),
        (Filler, "kokku | väärtuses | summas | väärtusega"),
        (Plain, "ja | on | oli | kes | et | mis | ning | politsei | arestiti | konfiskeeriti | eest"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn estonian_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "et";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("üle 3 miljoni euro", "> 3000000 EUR"),
            ("umbes 450 000 eurot", "~ 450000 EUR"),
            ("vähemalt 10 miljonit eurot", ">= 10000000 EUR"),
            ("mitu miljonit eurot", "!"),
            ("pool miljonit eurot", "500000 EUR"),
    ];
}
