//! Norwegian.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "nb",
    name: "Norwegian",
    mark: DecimalMark::Comma,
    compounds: true,
    endings: &[],
    lands: "US amerikanske, us; CA kanadiske; AU australske; NZ newzealandske; HK hongkong, hong kong; \
            SG singapore, singaporske; TW taiwanske, taiwan; GB britiske, engelske; SE svenske; NO norske; \
            DK danske; IS islandske; CZ tsjekkiske; CH sveitsiske; EG egyptiske; MX meksikanske; IN indiske; \
            RU russiske; TR tyrkiske",
    numbers: &[
        (
            0,
            1,
            "nul en/ett/én to tre fire fem seks sju/syv åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
        ),
        (20, 10, "tjue tretti førti femti seksti sytti åtti nitti"),
    ],
    entries: &[
        (
            MORE,
            "mer enn | over | flere enn | godt over | drøyt | drøye | overstiger | litt over | litt mer enn | høyere enn",
        ),
        (AT_LEAST, "minst | minimum | ikke mindre enn"),
        (LESS, "mindre enn | under | like under | i underkant av"),
        (AT_MOST, "opptil | opp til | inntil | høyst | maksimalt | maks | ikke mer enn | opp mot"),
        (About, "ca | rundt | om lag | nesten | nærmere | nær | omkring | snaut | snaue | knappe"),
        (AboutAfter, "cirka | omtrent"),
        (Estimate, "anslått | anslås | estimert | beregnet | anslagsvis"),
        (Between, "mellom"),
        (From, "fra"),
        (To, "til"),
        (And, "og"),
        (Or, "eller"),
        (
            Vague,
            "flere | noen | mange | en rekke | et par | titalls | hundretalls | tusenvis av | millionbeløp | hundrevis av | flerfoldige",
        ),
        (Change, "økning på | økt med | nedgang på | redusert med | forskjell på | prosent av"),
        (ChangeAfter, "mer enn | mindre enn | mer | mindre"),
        (
            EachAfter,
            "hver | per person | pr person | per stykk | pr stykk | stykket | per gram | per kilo | per liter | per tonn",
        ),
        (Doubt, "uten | unntatt | aldri | ingen | bortsett fra | ekskl"),
        (Doubt, "ikke | minus | halvparten av | per | ganger"),
        (HUNDRED, "hundre"),
        (lone_scale(3), "tusen"),
        (scale(6), "million | millioner | mill"),
        (scale(9), "milliard | milliarder | mrd"),
        (scale(12), "billion | billioner"),
        (Part(50), "halv | halve | en halv"),
        (Part(150), "halvannen"),
        (AndPart(50), "og en halv"),
        (sign("EUR"), "euro"),
        (DOLLARS, "dollar"),
        (unit("GBP"), "britiske pund"),
        (unit("NOK"), "norske kroner"),
        (unit("SEK"), "svenske kroner"),
        (unit("DKK"), "danske kroner"),
        (shared("NOK", &["DKK", "SEK", "ISK"]), "kroner | krone"),
        (unit("CHF"), "sveitsiske franc"),
        (Cent, "øre"),
        (Pieces, "seddel | sedler | mynt | mynter"),
        (Percent, "prosent"),
        (
            Filler,
            "til sammen | totalt | en verdi av | verdi av | til en verdi av | tilsvarende | for | på | et beløp på | beløp på | av",
        ),
        (Describing, "falske"),
        (
            Plain,
            "og | i | på | av | som | er | har | med | for | at | det | den | til | fra | beslaglagt | kontanter | penger | politiet",
        ),
        (MORE, "mere enn | større enn"),
        (AT_LEAST, "ikke under | minimalt"),
        (LESS, "knapt | litt under | lavere enn"),
        (AT_MOST, "ikke over | maksimum"),
        (AT_LEAST_AFTER, "eller mer | og mer | minst"),
        (AT_MOST_AFTER, "eller mindre | maksimalt"),
        (About, "bortimot"),
        (Estimate, "anslått til | estimert til | verdsatt til"),
        (scale(3), "tus"),
        (scale(6), "millon | milioner | miljoner"),
        (scale(9), "miliarder | miljarder"),
        (Doubt, "enn"),
        (
            Filler,
            "samlet | samlet verdi på | verdi på | til en verdi på | bare | nøyaktig | ytterligere | dvs | et \
             | verdier for",
        ),
        (
            Thing,
            "konto | kontoer | bil | biler | kjøretøy | side | sak | saker | faktura | leilighet | leiligheter \
             | hus | eiendom | eiendommer | klokke | klokker | personer | person | firmaer | bank | banker | kilo | kg \
             | gram | tonn | dekar | meter | liter | telefoner | aksjer | dager | uker | måneder | år | timer | stk \
             | sigaretter | våpen | båt | land | nummer | vedlegg | januar | februar | mars | april | mai | juni \
             | juli | august | september | oktober | november | desember",
        ),
        (
            Plain,
            "beslagla | beslag | frosset | fryste | konfiskert | inndratt | inndragning | stjålet | hvitvasket \
             | hvitvasking | svindel | svindlet | bedrageri | skatt | mva | betalt | mottatt | overført | funnet \
             | kontant | midler | eiendeler | formue | gull | smykker | kryptovaluta | krypto | tap | gevinst | gjeld \
             | bot | bøter | korrupsjon | narkotika | kokain | varer | økokrim | retten | staten | hos | ved | etter \
             | mot | gjennom | ifølge | hittil | allerede | også | var | hadde | ble | kan | skal | denne | disse \
             | men | per år | i året | årlig | netto | brutto | norge | utlandet",
        ),
        (
            Dating,
            "i | år | siden | fra | til | januar | februar | mars | april | mai | juni | juli | august \
             | september | oktober | november | desember",
        ),
        (POUNDS, "pund"),
        (unit("DEM"), "tyske mark"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn norwegian_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "nb";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("mer enn 3 millioner euro", "> 3000000 EUR"),
            ("om lag 450.000 norske kroner", "~ 450000 NOK"),
            ("minst 10 millioner euro", ">= 10000000 EUR"),
            ("flere millioner euro", "!"),
            ("en halv million euro", "500000 EUR"),
    ];
}
