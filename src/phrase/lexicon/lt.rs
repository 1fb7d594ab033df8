//! Lithuanian.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "lt",
    name: "Lithuanian",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[],
    lands: "US jav, amerikos; CA kanados; AU australijos; NZ naujosios zelandijos; HK honkongo; SG singapūro; \
            TW taivano; EG egipto; LB libano; SY sirijos; IE airijos; CY kipro; \
            GB didžiosios britanijos, britų; MX meksikos; CO kolumbijos; AR argentinos; CL čilės; PH filipinų; \
            SE švedijos; NO norvegijos; DK danijos; IS islandijos; CZ čekijos; SK slovakijos; EE estijos; \
            CH šveicarijos; FR prancūzijos; BE belgijos; LU liuksemburgo; RS serbijos; TN tuniso; DZ alžyro; \
            IN indijos; PK pakistano; RU rusijos; BY baltarusijos; TR turkijos; IT italijos; IR irano; \
            SA saudo arabijos; RO rumunijos; MD moldovos; BR brazilijos; DE vokietijos; LV latvijos; PL lenkijos",
    numbers: &[
        (
            0,
            1,
            "nulis vienas/viena/vieno/vieną/vienos du/dvi/dviejų/dvejų/dviem trys/tris/trijų/trejų keturi/keturis/keturių/keturios",
        ),
        (
            5,
            1,
            "penki/penkis/penkių/penkios šeši/šešis/šešių/šešios septyni/septynis/septynių aštuoni/aštuonis/aštuonių",
        ),
        (
            9,
            1,
            "devyni/devynis/devynių dešimt/dešimtį/dešimties vienuolika/vienuolikos dvylika/dvylikos trylika/trylikos",
        ),
        (14, 1, "keturiolika/keturiolikos penkiolika/penkiolikos šešiolika/šešiolikos septyniolika/septyniolikos"),
        (18, 1, "aštuoniolika/aštuoniolikos devyniolika/devyniolikos"),
        (
            20,
            10,
            "dvidešimt/dvidešimties trisdešimt/trisdešimties keturiasdešimt/keturiasdešimties penkiasdešimt/penkiasdešimties",
        ),
        (60, 10, "šešiasdešimt/šešiasdešimties septyniasdešimt/septyniasdešimties aštuoniasdešimt devyniasdešimt"),
    ],
    entries: &[
        (
            MORE,
            "daugiau kaip | daugiau nei | daugiau negu | virš | per | didesnis nei | didesnė nei | didesnę nei | viršija",
        ),
        (
            MORE,
            "viršijo | viršijanti | viršijantis | viršijančią | šiek tiek daugiau nei | šiek tiek daugiau kaip | gerokai daugiau nei",
        ),
        (
            MORE,
            "viršytų | viršijantį | viršijančių | kiek daugiau nei | kiek daugiau kaip | didesnės nei | didesnio nei | aukštesnė nei",
        ),
        (
            AT_LEAST,
            "mažiausiai | ne mažiau kaip | ne mažiau nei | bent | bent jau | ne mažesnė kaip | ne mažesnė nei | minimum",
        ),
        (
            LESS,
            "mažiau kaip | mažiau nei | mažiau negu | mažesnė nei | mažesnis nei | nesiekia | nesiekė | kiek mažiau nei",
        ),
        (
            AT_MOST,
            "ne daugiau kaip | ne daugiau nei | daugiausia | daugiausiai | neviršija | neviršijanti | ne didesnė kaip | maksimaliai",
        ),
        (AT_MOST, "neviršijantis | neviršijančią | neviršijantį | neviršijančios | neviršytų | neviršys"),
        (AT_MOST, "neviršijo | ne didesnė nei | ne didesnis kaip"),
        (UpTo, "iki"),
        (AT_LEAST_AFTER, "ar daugiau | arba daugiau | ir daugiau"),
        (About, "apie | beveik | kone | arti | netoli | apytiksliai | apytikriai | maždaug apie | vos ne | bemaž"),
        (AboutAfter, "maždaug"),
        (
            Estimate,
            "įvertinta | įvertintas | įvertintos | vertinama | vertinamas | skaičiuojama | preliminariai | preliminariais",
        ),
        (Estimate, "preliminari | įvertintą | vertinamą | apskaičiuota"),
        (Between, "tarp"),
        (From, "nuo"),
        (And, "ir"),
        (Or, "ar | arba"),
        (
            Vague,
            "kelis | keli | kelių | kelios | keletas | keletą | keliolika | keliolikos | keliasdešimt | kelias | daug | dešimtys",
        ),
        (Vague, "dešimtis | dešimčių | šimtus | milijonus | milijonai | milijardai | tūkstančiai"),
        (Vague, "milijoninė | milijoninis | milijoninės | tūkstančius | kelioms | nemažai | pora | porą"),
        (
            Change,
            "padidėjo | išaugo | sumažėjo | didėjo | augo | skirtumas | proc nuo | padaugėjo | padidėjimas | sumažėjimas",
        ),
        (
            ChangeAfter,
            "daugiau nei | daugiau negu | daugiau kaip | mažiau nei | mažiau negu | daugiau | mažiau | didesnė nei",
        ),
        (About, "be maž | bemaž"),
        (Each, "kiekvienam | kiekvienas | kiekviena | kiekvieną | dalimis po | įmokomis po | vienam asmeniui"),
        (
            EachAfter,
            "kiekvienam | kiekvienas | kiekviena | vienam asmeniui | už gramą | už kilogramą | už toną | už litrą | už vienetą | už vieną",
        ),
        (
            EachAfter,
            "asmeniui | žmogui | už žmogų | už asmenį | už kvadratinį metrą | atitinkamai | už automobilį | už pakelį",
        ),
        (Sums, "kartus po | mokėjimai po | kartai po"),
        (Doubt, "be | išskyrus | niekada | jokių | nė"),
        (Doubt, "ne | minus | po"),
        (HUNDRED, "šimtas | šimtai | šimtų | šimtą"),
        (lone_scale(3), "tūkstantis | tūkstantį"),
        (scale(3), "tūkst | tūkstančiai | tūkstančių | tūkstančius | tūkstančio | tūkstančiais | tūks"),
        (lone_scale(6), "milijonas | milijoną | milijono"),
        (scale(6), "milijonai | milijonų | milijonus | milijonais | milij | mil"),
        (lone_scale(9), "milijardas | milijardą | milijardo"),
        (scale(9), "milijardai | milijardų | milijardus | mlrd"),
        (Part(50), "pusė | pusę | pusės"),
        (Part(150), "pusantro | pusantros"),
        (Part(250), "pustrečio | pustrečios"),
        (AndPart(50), "su puse | ir pusė | ir pusę"),
        (sign("EUR"), "euras | eurai | eurų | eurus | euro | eurą | eurais | eur"),
        (DOLLARS, "dolerio | doleriais"),
        (unit("USD"), "jav dol | jav dolerių | jav doleriai | jav dolerius | amerikos dolerių"),
        (unit("CAD"), "kanados dolerių"),
        (unit("LTL"), "litas | litai | litų | litus | lito | litais | ltl"),
        (unit("LVL"), "latų | latai | latus"),
        (unit("EEK"), "estijos kronų"),
        (unit("CHF"), "šveicarijos frankų"),
        (unit("PLN"), "zlotų | zlotai | lenkijos zlotų"),
        (unit("SEK"), "švedijos kronų"),
        (unit("NOK"), "norvegijos kronų"),
        (unit("DKK"), "danijos kronų"),
        (unit("CZK"), "čekijos kronų"),
        (shared("SEK", &["NOK", "DKK", "CZK", "EEK"]), "kronų | kronos | kronas"),
        (unit("BYN"), "baltarusijos rublių"),
        (unit("RUB"), "rusijos rublių"),
        (shared("RUB", &["BYN"]), "rublių | rubliai | rublius"),
        (unit("UAH"), "grivinų | grivinos"),
        (unit("HUF"), "forintų"),
        (sign("BTC"), "bitkoinų | bitkoinai | bitkoinus | bitkoinas | bitcoinų | bitcoinai"),
        (Cent, "ct | centas | centai | centų | centus"),
        (
            Pieces,
            "banknotai | banknotų | banknotus | banknotas | kupiūrų | kupiūros | kupiūras | kupiūromis | monetų | monetos",
        ),
        (Pieces, "nominalo | nominalu | monetas"),
        (Percent, "proc | procentų | procentai | procentais | procentus"),
        (
            Filler,
            "iš viso | bendra suma | suma | vertė | net | dar | vos | tik | už | bendra | siekianti | siekia | siekė | sumą",
        ),
        (Filler, "sumą siekiančią | vertės | beveik už | iš viso už"),
        (Describing, "padirbtų | suklastotų | netikrų | falsifikuotų | neapskaitytų | grynųjų"),
        (
            Plain,
            "ir | už | kad | buvo | yra | iš | su | į | dėl | kuris | kurių | vertė | vertės | dydžio | turto | turtas | turtą",
        ),
        (
            Plain,
            "kratų | kratos | pareigūnai | muitinės | policija | sulaikyta | sulaikytas | sulaikė | areštuota | areštuotas",
        ),
        (
            Plain,
            "konfiskuota | grynųjų | pinigų | nuostoliai | žala | žalos | gali | siekti | siekė | per metus | per mėnesį",
        ),
        (Plain, "kontrabandos | cigarečių | automobilio | vertė yra | įvairiomis | bei"),
        (MORE, "daugiau už | didesnė kaip | didesnės kaip | gerokai virš | šiek tiek virš"),
        (AT_LEAST, "ne mažiau | minimaliai | ne mažesnis kaip | nuo ne mažiau kaip"),
        (LESS, "mažiau | mažesnė kaip | mažesnės nei | nesiekianti | šiek tiek mažiau nei | žemiau | nepilni"),
        (AT_MOST, "maks | maksimalus | ne didesnės kaip | neviršijant | ne daugiau"),
        (AT_LEAST_AFTER, "mažiausiai"),
        (AT_MOST_AFTER, "ar mažiau | ne daugiau | daugiausia"),
        (About, "apytiksl | artėja prie | ca | apyt"),
        (Estimate, "preliminariais skaičiavimais | skaičiuojamas"),
        (scale(6), "millijonų"),
        (scale(9), "mlr"),
        (Doubt, "kaip | nei | negu"),
        (
            Filler,
            "viso | bendra vertė | bendros vertės | sumos | sumai | už sumą | kurių vertė | kurio vertė | sudaro \
             | sudarė | tiksliai | vien | papildomai | t y | tai yra | arba tai | lygi | lygus | po tai | baudą | žala \
             | nuostolių | nuostoliai | skola | pelno | pelną | kyšį | kyšių | kapitalas | kaina | turto už | turtą už \
             | prekių už",
        ),
        (
            Thing,
            "sąskaita | sąskaitos | sąskaitų | automobilis | automobiliai | automobilių | transporto | puslapis \
             | puslapių | byla | bylos | bylų | byloje | faktūra | butas | butai | butų | namas | namai | namų \
             | pastatas | vila | laikrodis | laikrodžių | luitas | įtariamasis | įtariamųjų | auka | aukų | asmuo \
             | asmenys | asmenų | įmonė | įmonės | įmonių | bankas | bankų | sklypas | sklypų | kg | kilogramas \
             | kilogramų | gramų | tonų | tona | ha | hektarų | metrų | litrų | telefonas | telefonų | paveikslas \
             | akcijų | seifas | diena | dienų | savaitė | mėnuo | mėnesių | metai | metų | metais | valandų \
             | straipsnis | skyrius | eilutė | vienetų | vienetai | kartų | kartus | kratų | sulaikymų | cigarečių \
             | pakelių | ginklų | laivas | motociklas | narių | šalių | pavedimų | numeris | priedas | daiktų \
             | objektų | sausio | vasario | kovo | balandžio | gegužės | birželio | liepos | rugpjūčio | rugsėjo \
             | spalio | lapkričio | gruodžio | sausis | vasaris | kovas | balandis | gegužė | birželis | liepa \
             | rugpjūtis | rugsėjis | spalis | lapkritis | gruodis",
        ),
        (
            Plain,
            "areštuotas turtas | areštuoti | areštavo | areštas | konfiskuotas | konfiskuoti | konfiskavo \
             | konfiskavimas | įšaldyta | įšaldyti | įšaldytas | įšaldė | užšaldyta | paimta | paėmė | paimti | rasta \
             | rado | rasti | aptikta | aptiko | pagrobė | pavogta | pavogė | pasisavino | pasisavinta | iššvaistė \
             | išplauta | plovimas | plovimo | apgavo | apgaule | išviliojo | išviliota | išviliotos | sukčiavimas \
             | sukčiai | sukčiams | nesumokėta | nuslėpė | nuslėpta | mokesčių | mokesčiai | pvm | akcizo | akcizas \
             | sumokėjo | sumokėta | sumokėti | gavo | gauta | pervedė | pervesta | uždirbo | investavo | pardavė \
             | pirko | nupirko | paslėpta | paslėpti | grynieji | grynaisiais | pinigai | pinigus | lėšų | lėšos \
             | lėšas | aukso | auksas | papuošalų | prabangos | kriptovaliutų | kriptovaliuta | kriptovaliutos \
             | nuostolis | pelnas | pajamų | pajamos | skolų | baudos | baudų | užstatas | užstato | išpirka | kyšis \
             | kyšiai | korupcija | narkotikų | narkotikai | kokaino | prekyba | kontrabanda | prekių | prekės \
             | paramos | parama | kreditas | paskola | paskolų | sutartis | sutarčių | projektas | žalos atlyginimas \
             | policijos | stt | fntt | muitinė | prokuratūra | prokurorai | teismas | teismo | valstybė | valstybės \
             | valstybei | biudžetui | tyrimas | tyrimo | operacija | gauja | gaujos | grupuotė | nusikaltėliai \
             | nusikalstamu | nusikalstamos | neteisėtai | neteisėtų | nelegalių | priklausantis | priklausančių | bet \
             | kai | kur | po to | prieš | per tai | tarp jų | pagal | iki šiol | jau | taip pat | šiandien | vakar \
             | bus | turi | turėjo | galėjo | šis | ši | šie | jo | jos | jų | kuri | kurie | kurios | visas | visi \
             | kiti | kitas | kasmet | lietuva | lietuvos | lietuvoje | užsienio | rusijos",
        ),
        (
            Dating,
            "metų | metais | metai | m | nuo | iki | sausio | vasario | kovo | balandžio | gegužės | birželio \
             | liepos | rugpjūčio | rugsėjo | spalio | lapkričio | gruodžio | sausis | vasaris | kovas | balandis \
             | gegužė | birželis | liepa | rugpjūtis | rugsėjis | spalis | lapkritis | gruodis",
        ),
        (DOLLARS, "doleris | doleriai | dolerių | dolerius"),
        (POUNDS, "svarų | svarai | svarus | svaras"),
        (sign("GBP"), "svarų sterlingų | didžiosios britanijos svarų"),
        (FRANCS, "frankų | frankai | frankus"),
        (DINARS, "dinarų | dinarai"),
        (PESOS, "pesų | pesai"),
        (RUPEES, "rupijų | rupijos"),
        (LIRAS, "lirų | liros"),
        (MARKS, "markių | markės"),
        (unit("DEM"), "vokietijos markių"),
        (unit("RON"), "rumunijos lėjų | lėjų"),
        (unit("BGN"), "levų | bulgarijos levų"),
        (unit("JPY"), "jenų | japonijos jenų"),
        (unit("CNY"), "juanių | kinijos juanių"),
        (unit("HRK"), "kunų"),
        (unit("ILS"), "šekelių"),
        (unit("TRY"), "turkijos lirų"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn lithuanian_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "lt";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("daugiau nei 3 mln. eurų", "> 3000000 EUR"),
            ("apie 450 tūkst. eurų", "~ 450000 EUR"),
            ("ne mažiau kaip 10 tūkst. eurų", ">= 10000 EUR"),
            ("iki 5 mln. eurų", "<= 5000000 EUR"),
            ("nuo 3 iki 4 mln. eurų", "3000000..4000000 EUR"),
            ("penki šimtai tūkstančių eurų", "500000 EUR"),
            ("pusantro milijono eurų", "1500000 EUR"),
            ("2 mln. 300 tūkst. Lt", "2300000 LTL"),
            ("keli milijonai eurų", "!"),
            ("beveik 70 000 litų", "~ 70000 LTL"),
            ("2023 m. 5 mln. eurų", "5000000 EUR"),
            ("virš 1,2 mlrd. eurų", "> 1200000000 EUR"),
            ("dvidešimt penki tūkstančiai eurų", "25000 EUR"),
            ("mažiau nei 3 000 eurų", "< 3000 EUR"),
            ("12 automobilių ir 30 tūkst. eurų", "30000 EUR"),
            ("25 mln. padirbtų eurų", "25000000 EUR"),
            ("milijonas eurų", "1000000 EUR"),
    ];
}
