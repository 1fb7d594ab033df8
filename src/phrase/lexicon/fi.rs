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
    lands: "US yhdysvaltain, amerikan; CA kanadan; AU australian; NZ uuden seelannin; HK hongkongin; \
            SG singaporen; TW taiwanin; GB englannin, ison britannian, britannian; SE ruotsin; NO norjan; \
            DK tanskan; IS islannin; CZ tšekin; EE viron; CH sveitsin; EG egyptin; MX meksikon; IN intian; \
            RU venäjän; TR turkin; FI suomen; DE saksan",
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
        (unit("FIM"), "markkaa | suomen markkaa"),
        (unit("SEK"), "ruotsin kruunua"),
        (Cent, "senttiä | sentti"),
        (Pieces, "seteli | setelit | setelin | seteleitä | seteliä | kolikko | kolikot | kolikkoa"),
        (Percent, "prosenttia | prosentti"),
        (Filler, "yhteensä | arvoltaan | arvosta | edestä"),
        (Plain, "ja | on | oli | joka | että | sekä | poliisi | takavarikoi | takavarikoitiin | arvosta | euron"),
        (MORE, "ylittävä | reilusti yli | hieman yli"),
        (AT_LEAST, "väh | vähint | ei alle | vähintäin"),
        (LESS, "pienempi kuin"),
        (AT_MOST, "enint | enimmillään | enintäin | maks | ei yli"),
        (AT_LEAST_AFTER, "tai enemmän | ja enemmän | vähintään | tai yli"),
        (AT_MOST_AFTER, "tai vähemmän | enintään"),
        (About, "miltei | likimain | noin n | nojn | lähelle | suurin piirtein"),
        (Estimate, "arvioitu arvo"),
        (scale(3), "tuh | t e | tuhansia euroja"),
        (scale(6), "mijoonaa | miljonaa | miljoonalla | miljoonasta"),
        (scale(9), "milj ardia"),
        (Doubt, "kuin"),
        (
            Filler,
            "yhteisarvo | yhteensä noin | arvo | vain | tasan | tarkalleen | eli | summa | määrä | vielä \
             | lisäksi",
        ),
        (
            Thing,
            "tili | tiliä | auto | autoa | ajoneuvoa | sivu | juttu | lasku | asunto | asuntoa | talo | taloa \
             | kiinteistö | kiinteistöä | kello | kelloa | henkilöä | henkilö | yritystä | pankki | kiloa | kg \
             | grammaa | tonnia | hehtaaria | ha | metriä | litraa | puhelinta | osaketta | päivää | viikkoa \
             | kuukautta | vuotta | vuosi | tuntia | kappaletta | kpl | kertaa | savuketta | asetta | vene | maata \
             | numero | nro | liite | tammikuu | tammikuuta | tammikuussa | helmikuu | helmikuuta | helmikuussa \
             | maaliskuu | maaliskuuta | maaliskuussa | huhtikuu | huhtikuuta | huhtikuussa | toukokuu | toukokuuta \
             | toukokuussa | kesäkuu | kesäkuuta | kesäkuussa | heinäkuu | heinäkuuta | heinäkuussa | elokuu \
             | elokuuta | elokuussa | syyskuu | syyskuuta | syyskuussa | lokakuu | lokakuuta | lokakuussa | marraskuu \
             | marraskuuta | marraskuussa | joulukuu | joulukuuta | joulukuussa",
        ),
        (
            Plain,
            "takavarikoitu | takavarikko | takavarikoitua | jäädytettiin | jäädytetty | jäädytetyt | menetettiin \
             | tuomittiin | konfiskoitu | varastettu | rahanpesu | petos | petokset | vero | veroja | veropetos \
             | maksoi | maksettu | sai | siirretty | siirrettiin | löydettiin | löytyi | käteistä | käteisenä | rahaa \
             | rahat | varoja | varat | omaisuutta | omaisuus | kultaa | kryptovaluuttaa | kryptoja | vahinko \
             | vahingot | tappio | voitto | tulot | velka | velkaa | sakko | sakkoa | lahjus | lahjuksia | korruptio \
             | huumeita | kokaiinia | tavaraa | tulli | krp | syyttäjä | oikeus | viranomaiset | valtio | rikoshyöty \
             | rikoshyötyä | rikollista | rikollisten | tutkinta | mutta | kun | ovat | olivat | ollut | voi | tämä \
             | nämä | jotka | sen | hänen | heidän | kaikki | muut | vuodessa | kuukaudessa | vuosittain | netto \
             | brutto | suomi | suomessa | ulkomailla | venäläisiä | tähän mennessä | jo | myös",
        ),
        (
            Dating,
            "vuonna | vuoden | vuodesta | vuoteen | tammikuu | tammikuuta | tammikuussa | helmikuu | helmikuuta \
             | helmikuussa | maaliskuu | maaliskuuta | maaliskuussa | huhtikuu | huhtikuuta | huhtikuussa | toukokuu \
             | toukokuuta | toukokuussa | kesäkuu | kesäkuuta | kesäkuussa | heinäkuu | heinäkuuta | heinäkuussa \
             | elokuu | elokuuta | elokuussa | syyskuu | syyskuuta | syyskuussa | lokakuu | lokakuuta | lokakuussa \
             | marraskuu | marraskuuta | marraskuussa | joulukuu | joulukuuta | joulukuussa",
        ),
        (POUNDS, "puntaa | punta"),
        (CROWNS, "kruunua | kruunu"),
        (FRANCS, "frangia | frangi"),
        (ROUBLES, "ruplaa | rupla"),
        (DOLLARS, "dollaria | dollari | dollarin"),
        (sign("EUR"), "euroa | euron"),
        (unit("FIM"), "suomen markka"),
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
