//! Estonian.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "et",
    name: "Estonian",
    mark: DecimalMark::Comma,
    compounds: true,
    endings: &["t", "i", "d", "it", "ga", "ni", "st", "sse", "s", "iga", "ist"],
    lands: "US usa, ameerika; CA kanada; AU austraalia; HK hongkongi; SG singapuri; TW taiwani; \
            GB briti, inglise; SE rootsi; NO norra; DK taani; IS islandi; CZ tšehhi; EE eesti; CH šveitsi; \
            EG egiptuse; MX mehhiko; IN india; RU vene; TR türgi; DE saksa",
    numbers: &[(
        0,
        1,
        "nul üks/ühe kaks/kahe kolm/kolme neli/nelja viis/viie kuus/kuue seitse/seitsme kaheksa üheksa kümme/kümne",
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
        (unit("EEK"), "eesti kroon~"),
        (unit("SEK"), "rootsi krooni"),
        (Cent, "senti | sent"),
        (Pieces, "pangatäht | pangatähte | rahatähte | münti | mündid"),
        (Percent, "protsenti | protsent"),
        (Filler, "kokku | väärtuses | summas | väärtusega"),
        (Plain, "ja | on | oli | kes | et | mis | ning | politsei | arestiti | konfiskeeriti | eest"),
        (MORE, "ületav"),
        (AT_LEAST, "väh | miinimum"),
        (LESS, "väiksem kui"),
        (AT_MOST, "maks | ülimalt"),
        (AT_LEAST_AFTER, "või rohkem | ja rohkem | vähemalt"),
        (AT_MOST_AFTER, "või vähem | maksimaalselt"),
        (About, "umb | ümmarguselt"),
        (scale(3), "tuh | tuhandet"),
        (scale(6), "milj"),
        (Doubt, "kui"),
        (Filler, "summa | koguväärtusega | koguväärtuses | täpselt | ainult | vaid | ehk | veel"),
        (
            Thing,
            "konto | kontot | auto | autot | sõidukit | lehekülg | arve | korter | korterit | maja | kinnistu \
             | kinnistut | kell | kella | isikut | inimest | ettevõtet | pank | kilo | kg | grammi | tonni | hektarit \
             | ha | meetrit | liitrit | telefoni | aktsiat | päeva | nädalat | kuud | aastat | tundi | tükki | tk \
             | korda | sigaretti | relva | riiki | number | lisa | jaanuar | jaanuaris | veebruar | veebruaris | märts \
             | märtsis | aprill | aprillis | mai | mais | juuni | juunis | juuli | juulis | august | augustis \
             | september | septembris | oktoober | oktoobris | november | novembris | detsember | detsembris",
        ),
        (
            Plain,
            "arestitud | arest | konfiskeeritud | konfiskeerimine | külmutati | külmutatud | leiti | varastati \
             | pesti | rahapesu | kelmus | pettus | maksu | maksis | makstud | sai | sularaha | sularahas | raha \
             | vara | varad | vahendeid | kulda | krüptovaluutat | krüptoraha | kahju | tulu | kasum | võlg | trahv \
             | altkäemaks | korruptsioon | narkootikume | kokaiini | kaupa | prokuratuur | kohus | riik | kuritegelik \
             | kuritegeliku | aga | kui see | olid | see | need | tema | nende | kõik | aastas | neto | bruto | eesti \
             | välismaal | seni | juba | ka",
        ),
        (
            Dating,
            "aastal | aasta | jaanuar | jaanuaris | veebruar | veebruaris | märts | märtsis | aprill | aprillis \
             | mai | mais | juuni | juunis | juuli | juulis | august | augustis | september | septembris | oktoober \
             | oktoobris | november | novembris | detsember | detsembris",
        ),
        (POUNDS, "naela | nael"),
        (CROWNS, "krooni | kroon"),
        (FRANCS, "franki | frank"),
        (ROUBLES, "rubla"),
        (unit("DEM"), "saksa marka"),
        (unit("LTL"), "litti"),
        (unit("LVL"), "latti"),
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
