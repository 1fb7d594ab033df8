//! Finnish.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "fi",
    name: "Finnish",
    mark: DecimalMark::Comma,
    compounds: true,
    endings: &[
        "a", "ä", "n", "ta", "tä", "en", "lla", "llä", "ssa", "sta", "ia", "ien", "jen", "ja", "an", "än", "on", "oon",
        "illa",
    ],
    numbers: &[
        (
            0,
            1,
            "nolla yksi/yhden/yhtä kaksi/kahden/kahta kolme/kolmen/kolmea neljä/neljän viisi/viiden/viittä kuusi/kuuden",
        ),
        (7, 1, "seitsemän/seitsemää kahdeksan/kahdeksaa yhdeksän/yhdeksää kymmenen"),
    ],
    entries: &[
        (
            MORE,
            "yli | enemmän kuin | ylittää | runsaat | runsas | reilut | reilu | vähän yli | suurempi kuin | runsaan | reilun",
        ),
        (AT_LEAST, "vähintään | ainakin | ei vähempää kuin | minimissään"),
        (LESS, "alle | vähemmän kuin | hieman alle | vajaat | vajaa | vajaan"),
        (AT_MOST, "enintään | korkeintaan | jopa | ei enempää kuin | maksimissaan"),
        (About, "noin | lähes | melkein | arviolta noin | liki | n"),
        (AboutAfter, "suunnilleen | tienoilla"),
        (Estimate, "arvioitu | arviolta | arvioidaan | arvio"),
        (And, "ja"),
        (Or, "tai"),
        (
            Vague,
            "useita | useiden | muutamia | muutaman | kymmeniä | satoja | tuhansia | monta | monia | miljoonia | kymmenien | satojen",
        ),
        (Change, "kasvoi | väheni | kasvua | nousua | laskua"),
        (ChangeAfter, "enemmän kuin | vähemmän kuin | enemmän | vähemmän"),
        (EachAfter, "kukin | kappale | kappaleelta | henkilöltä | henkeä kohti | grammalta | kilolta"),
        (Doubt, "ilman | paitsi | ei koskaan | lukuun ottamatta"),
        (Doubt, "ei | miinus | puolet | per"),
        (HUNDRED, "sata | sataa | sadan"),
        (lone_scale(3), "tuhat | tuhatta | tuhannen"),
        (lone_scale(6), "miljoona | miljoonan"),
        (scale(6), "miljoonaa | milj"),
        (lone_scale(9), "miljardi | miljardin"),
        (scale(9), "miljardia | mrd"),
        (Part(50), "puoli | puolen"),
        (Part(150), "puolitoista"),
        (sign("EUR"), "euro~"),
        (DOLLARS, "dollari~"),
        (unit("GBP"), "punta~ | puntaa"),
        (unit("FIM"), "markkaa | suomen markkaa"),
        (unit("SEK"), "ruotsin kruunua"),
        (shared("SEK", &["NOK", "DKK"]), "kruunua"),
        (Cent, "senttiä | sentti"),
        (Pieces, "seteli | setelit | setelin | seteleitä | seteliä | kolikko | kolikot | kolikkoa"),
        (Percent, "prosenttia | prosentti"),
        (Filler, "yhteensä | arvoltaan | arvosta | edestä"),
        (Plain, "ja | on | oli | joka | että | sekä | poliisi | takavarikoi | takavarikoitiin | arvosta | euron"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn finnish_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "fi";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("yli 3 miljoonaa euroa", "> 3000000 EUR"),
            ("noin 450 000 euroa", "~ 450000 EUR"),
            ("vähintään 10 miljoonaa euroa", ">= 10000000 EUR"),
            ("useita miljoonia euroja", "!"),
            ("puoli miljoonaa euroa", "500000 EUR"),
    ];
}
