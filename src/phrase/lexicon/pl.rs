//! Polish.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "pl",
    name: "Polish",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[],
    lands: "US amerykańskich, amerykańskie, us, usa; CA kanadyjskich, kanadyjskie; \
            AU australijskich, australijskie; NZ nowozelandzkich; HK hongkońskich, hong kongu; \
            SG singapurskich, singapurskie; TW tajwańskich, tajwańskie; EG egipskich, egipskie; LB libańskich; \
            SY syryjskich; IE irlandzkich; CY cypryjskich; GB brytyjskich, brytyjskie, angielskich; \
            MX meksykańskich; CO kolumbijskich; AR argentyńskich; CL chilijskich; PH filipińskich; \
            SE szwedzkich, szwedzkie; NO norweskich, norweskie; DK duńskich, duńskie; IS islandzkich; \
            CZ czeskich, czeskie; SK słowackich; EE estońskich; CH szwajcarskich, szwajcarskie; FR francuskich; \
            BE belgijskich; LU luksemburskich; RS serbskich; KW kuwejckich; TN tunezyjskich; DZ algierskich; \
            IN indyjskich; PK pakistańskich; RU rosyjskich, rosyjskie; BY białoruskich; TR tureckich; \
            IT włoskich; IR irańskich; SA saudyjskich; MA marokańskich; RO rumuńskich; MD mołdawskich; \
            BR brazylijskich; DE niemieckich",
    numbers: &[
        (
            0,
            1,
            "zero jeden/jednego/jedną/jedna/jednej/jednym dwa/dwie/dwóch/dwu/dwoma trzy/trzech/trzema cztery/czterech",
        ),
        (5, 1, "pięć/pięciu sześć/sześciu siedem/siedmiu osiem/ośmiu dziewięć/dziewięciu dziesięć/dziesięciu"),
        (
            11,
            1,
            "jedenaście/jedenastu dwanaście/dwunastu trzynaście/trzynastu czternaście/czternastu piętnaście/piętnastu",
        ),
        (16, 1, "szesnaście/szesnastu siedemnaście/siedemnastu osiemnaście/osiemnastu dziewiętnaście/dziewiętnastu"),
        (
            20,
            10,
            "dwadzieścia/dwudziestu trzydzieści/trzydziestu czterdzieści/czterdziestu pięćdziesiąt/pięćdziesięciu",
        ),
        (60, 10, "sześćdziesiąt/sześćdziesięciu siedemdziesiąt/siedemdziesięciu osiemdziesiąt/osiemdziesięciu"),
        (90, 10, "dziewięćdziesiąt/dziewięćdziesięciu sto/stu"),
        (
            200,
            100,
            "dwieście/dwustu trzysta/trzystu czterysta/czterystu pięćset/pięciuset sześćset/sześciuset siedemset/siedmiuset",
        ),
        (800, 100, "osiemset/ośmiuset dziewięćset/dziewięciuset"),
    ],
    entries: &[
        (
            MORE,
            "ponad | więcej niż | powyżej | przeszło | przekracza | przekraczająca | przekraczające | przekraczającej | przekroczyła",
        ),
        (
            MORE,
            "większa niż | większy niż | większej niż | nieco ponad | niewiele ponad | wyższa niż | wyższej niż | przekraczających",
        ),
        (MORE, "grubo ponad | przekroczyły | przekraczający | przekraczającą | sporo ponad"),
        (
            AT_MOST,
            "nie przekracza | nie przekraczająca | nie przekraczającej | nie przekraczającą | nie przekraczający | nie przekraczające | nieprzekraczająca | nieprzekraczającej | nieprzekraczającą | nie przekroczyła | nie przekroczyły | nie wyższa niż | nie wyższej niż | nie większa niż",
        ),
        (AT_LEAST, "nie mniejszej niż | nie mniejszą niż | nie niższa niż | nie niższej niż"),
        (AT_LEAST, "co najmniej | przynajmniej | minimum | nie mniej niż | conajmniej | minimalnie | nie mniejsza niż"),
        (
            LESS,
            "mniej niż | poniżej | niespełna | nieco mniej niż | mniejsza niż | niższa niż | niecałe | niecały | niecałych",
        ),
        (
            AT_MOST,
            "najwyżej | maksymalnie | nie więcej niż | co najwyżej | maksimum | do kwoty | do wysokości | aż do | nie wyższa niż",
        ),
        (UpTo, "do"),
        (AT_LEAST_AFTER, "lub więcej | i więcej | albo więcej | co najmniej"),
        (AT_MOST_AFTER, "lub mniej | maksymalnie"),
        (MORE_AFTER, "z okładem | z hakiem"),
        (About, "ok | prawie | blisko | niemal | jakieś | w granicach | bez mała | rzędu"),
        (About, "w okolicach | zbliżona do | sięgające | nieomal"),
        (AboutAfter, "około | mniej więcej | w przybliżeniu"),
        (
            Estimate,
            "szacowana | szacowane | szacowany | szacowanej | szacunkowo | szacunkowa | szacunkowej | szacuje | oszacowano",
        ),
        (
            Estimate,
            "oszacowana | oszacowany | oszacowane | oszacowali | szacowaną | szacunkową | szacuje się | szacowanych | szacowanego",
        ),
        (Between, "między | pomiędzy"),
        (From, "od"),
        (And, "a | i | oraz"),
        (Or, "lub | albo | czy"),
        (
            Vague,
            "kilka | kilku | kilkanaście | kilkunastu | kilkadziesiąt | kilkudziesięciu | kilkaset | kilkuset | parę | paru",
        ),
        (Vague, "wiele | wielu | dziesiątki | dziesiątek | setki | setek | kilkoma"),
        (
            Vague,
            "kilkumilionowe | wielomilionowe | wielomilionowy | wielomilionowych | milionowe | milionowych | szereg | liczne",
        ),
        (Vague, "paręset | kilkusettysięczne"),
        (
            Change,
            "wzrost o | wzrosła o | wzrósł o | wzrosły o | spadek o | spadła o | spadł o | zwiększyła się o | zmniejszyła się o",
        ),
        (
            Change,
            "więcej o | mniej o | różnica | zwiększenie o | o kolejne więcej | wyższa o | niższa o | proc z | procent z | wzrost z",
        ),
        (ChangeAfter, "więcej niż | mniej niż | więcej | mniej | różnicy | wyższa niż | niższa niż"),
        (Each, "każdy | każda | każde | każdemu | raty po | ratach po | transze po | transzach po | rat po"),
        (
            EachAfter,
            "każdy | każda | każde | za sztukę | od osoby | na osobę | za osobę | za gram | za kilogram | za kilo | za tonę | za litr | za metr",
        ),
        (
            EachAfter,
            "od sztuki | na głowę | za pojazd | od pojazdu | za metr kwadratowy | za akcję | za paczkę | odpowiednio | od każdego | od każdej | za każdy",
        ),
        (EachAfter, "za każdą | za każde | na mieszkańca"),
        (Sums, "przelewy po | przelewów po"),
        (Doubt, "bez | oprócz | z wyjątkiem | nigdy | żaden | żadnych | wyłączając | zamiast"),
        (Doubt, "nie | minus | połowa z | połowa | po | ani | razy | podwójna"),
        (lone_scale(3), "tysiąc"),
        (scale(3), "tys | tysiąca | tysiące | tysięcy | tysiącami"),
        (lone_scale(6), "milion | miliona"),
        (scale(6), "miliony | milionów | milionami | milionom"),
        (lone_scale(9), "miliard | miliarda"),
        (scale(9), "miliardy | miliardów | mld"),
        (scale(12), "bilion | biliona | biliony | bilionów"),
        (Part(50), "pół"),
        (Part(25), "ćwierć"),
        (Part(150), "półtora | półtorej"),
        (AndPart(50), "i pół"),
        (sign("EUR"), "euro | eurów"),
        (DOLLARS, "dolara"),
        (unit("USD"), "dolarów amerykańskich | dolary amerykańskie | dolarów usa | amerykańskich dolarów"),
        (unit("CAD"), "dolarów kanadyjskich"),
        (unit("AUD"), "dolarów australijskich"),
        (sign("PLN"), "złoty | złote | złotych | złotego | złotówek | polskich złotych | zł | złotymi | pln"),
        (unit("GBP"), "funtów szterlingów | funtów brytyjskich | funta"),
        (unit("CHF"), "franków szwajcarskich | franki szwajcarskie"),
        (unit("SEK"), "koron szwedzkich"),
        (unit("NOK"), "koron norweskich"),
        (unit("DKK"), "koron duńskich"),
        (unit("CZK"), "koron czeskich | korony czeskie"),
        (unit("HUF"), "forintów | forinty"),
        (unit("UAH"), "hrywien | hrywny"),
        (unit("RUB"), "rubli rosyjskich | rosyjskich rubli"),
        (unit("BYN"), "rubli białoruskich | białoruskich rubli"),
        (unit("DEM"), "marek niemieckich"),
        (unit("CNY"), "juanów"),
        (unit("JPY"), "jenów"),
        (unit("TRY"), "lir tureckich"),
        (sign("BTC"), "bitcoinów | bitcoiny | bitcoina | bitcoinami"),
        (Cent, "gr | grosz | grosze | groszy | centów | eurocentów"),
        (
            Pieces,
            "banknot | banknoty | banknotów | monet | monety | nominał | nominale | nominałach | bankomatów | banknotach",
        ),
        (Percent, "proc | procent | procenta"),
        (
            Filler,
            "łącznie | w sumie | kwotę | kwota | kwoty | wartości | o wartości | na kwotę | wartość | o łącznej wartości | aż",
        ),
        (
            Filler,
            "kolejne | kolejnych | w wysokości | w kwocie | tylko | na | o | za | równowartość | łącznej kwoty | sumę | około kwoty",
        ),
        (
            Filler,
            "wysokości | wart | warte | warty | warta | kwocie | łączną kwotę | dodatkowo | w tym | łącznej wartości",
        ),
        (Describing, "fałszywych | podrobionych | sfałszowanych | nielegalnych | brudnych"),
        (
            Plain,
            "i | w | z | na | o | za | się | nie było | jest | są | przez | został | została | zostały | oraz | ich | tym | dla",
        ),
        (
            Plain,
            "zabezpieczono | zabezpieczyli | przejęto | zajęto | mienie | mienia | majątek | gotówki | gotówka | gotówce",
        ),
        (
            Plain,
            "wartości | kont | rachunków | bankowych | policjanci | prokuratura | rocznie | miesięcznie | dziennie | pod | od",
        ),
        (Plain, "łącznej | zajęcie | konfiskata | przestępczości"),
        (MORE, "więcej jak | pow | większe niż | znacznie ponad | przewyższa"),
        (AT_LEAST, "co najmiej | najmniej | od co najmniej"),
        (LESS, "pon | nie całe"),
        (AT_MOST, "maks | maksymalnie do"),
        (AT_LEAST_AFTER, "minimum | wzwyż"),
        (AT_MOST_AFTER, "maksimum"),
        (About, "oko | około ok | przybliżeniu | ca | coś koło | pod | oscyluje wokół | plus minus"),
        (
            Estimate,
            "szacowana na | szacowane na | szacowany na | szacowanej na | oszacowano na | oszacowana na \
             | oszacowane na | wycenione na | wyceniona na | wyceniony na",
        ),
        (scale(3), "tyg | tysiący | tsys"),
        (scale(6), "mlon | milin | millionów | mil | miilionów"),
        (scale(9), "milliardów | miljard"),
        (Doubt, "niż | jak"),
        (
            Filler,
            "ogółem | razem | łączną | łącznej | łącznej kwocie | na łączną kwotę | wartością | na sumę | suma \
             | równowartości | dokładnie | jedynie | zaledwie | dodatkowe | dalsze | czyli | tj | to jest | to | z \
             | szkody na | strata w wysokości | strat na | zysk | zysku | długu | kary | grzywny | grzywnę w wysokości \
             | kaucji w wysokości | okupu | łapówki | łapówkę | kapitału | ceny | mienie o wartości | mienie wartości \
             | mienia o wartości | majątek o wartości | majątek wart | wartych | wyniosła | wynosi | wyniosły \
             | wynoszą | wyniósł | wynosiła | sięga | sięgają | sięgała | opiewa na | opiewające na",
        ),
        (
            Thing,
            "konto | konta | kont | rachunek | rachunki | rachunków | samochód | samochody | samochodów | auto \
             | auta | pojazd | pojazdy | pojazdów | strona | stron | pozycja | sprawa | sprawy | spraw | akta \
             | faktura | faktury | faktur | mieszkanie | mieszkania | mieszkań | dom | domy | domów | budynek \
             | nieruchomość | nieruchomości | willa | zegarek | zegarki | zegarków | sztabka | sztabek | podejrzany \
             | podejrzanych | ofiara | ofiar | osoba | osoby | osób | firma | firmy | firm | spółka | spółki | spółek \
             | bank | banki | banków | działka | działki | kg | kilo | kilogram | kilogramów | gram | gramów | tona \
             | tony | ton | ha | hektar | hektarów | metr | metrów | litr | litrów | telefon | telefony | telefonów \
             | obraz | obrazy | akcje | akcji | sejf | dzień | dni | tydzień | miesiąc | miesięcy | miesiące | rok \
             | lat | lata | godzin | artykuł | rozdział | wiersz | pokój | piętro | ulica | sztuk | sztuka | raz \
             | zatrzymania | przeszukania | papierosów | paczek | broni | łódź | motocykl | ciężarówka | oskarżonych \
             | członków | krajów | przelew | przelewy | przelewów | numer | załącznik | przedmiot | przedmiotów \
             | styczeń | stycznia | styczniu | luty | lutego | lutym | marzec | marca | marcu | kwiecień | kwietnia \
             | kwietniu | maj | maja | maju | czerwiec | czerwca | czerwcu | lipiec | lipca | lipcu | sierpień \
             | sierpnia | sierpniu | wrzesień | września | wrześniu | październik | października | październiku \
             | listopad | listopada | listopadzie | grudzień | grudnia | grudniu",
        ),
        (
            Plain,
            "zabezpieczenie | zabezpieczył | zabezpieczyła | zabezpieczone | zabezpieczony | zajęte | zajęli \
             | zablokowano | zablokowane | zablokowali | blokada | zamrożono | zamrożone | zamrożenie | skonfiskowano \
             | skonfiskowane | konfiskaty | przepadek | odzyskano | odzyskane | odzyskali | skradziono | skradzione \
             | ukradł | ukradli | kradzież | wyłudzono | wyłudzili | wyłudził | wyłudzenie | wyłudzenia | oszustwo \
             | oszustwa | oszukali | wyprano | wyprali | prania | pranie | przywłaszczono | przywłaszczyli \
             | sprzeniewierzył | uszczuplenie | uszczuplenia | podatek | podatku | podatków | vat | akcyza | akcyzy \
             | zapłacono | zapłacił | zapłacili | otrzymał | otrzymali | przelano | przelał | wpłacił | zarobił \
             | zarobili | zainwestował | znaleziono | znaleźli | ujawniono | ujawnili | ukryte | ukryto | sprzedano \
             | sprzedał | kupił | kupiono | gotówkę | pieniądze | pieniędzy | pieniężne | środki | środków | środkach \
             | majątku | majątkowe | aktywa | złoto | złota | biżuteria | biżuterii | luksusowe | kryptowaluta \
             | kryptowaluty | kryptowalut | kryptowalucie | papiery | szkoda | szkody | szkód | straty | strata \
             | strat | zysków | przychody | przychodów | dochód | dług | długi | długów | kara | grzywna | kaucja \
             | poręczenie | poręczenia | okup | łapówka | łapówek | korupcja | narkotyki | narkotyków | kokaina \
             | kokainy | handel | przemyt | towar | towary | towarów | dotacja | dotacji | kredyt | kredyty | kredytów \
             | umowa | umowy | projekt | odszkodowanie | policja | cbśp | cba | kas | prokuratury | sąd | służby \
             | śledczy | skarb | państwa | śledztwo | śledztwa | operacja | gang | gangu | mafia | grupa | grupy \
             | przestępcza | przestępczej | przestępczość | przestępstwa | przestępstw | nielegalne | pochodzące \
             | pochodzących | należące | ale | we | ze | na rzecz | przed | przy | podczas | przeciwko | bez tego \
             | według | dotychczas | do tej pory | już | jeszcze | także | również | dziś | wczoraj | był | była \
             | było | były | ma | mają | miał | mieli | może | mogą | ten | ta | te | tego | tych | jego | jej | który \
             | która | które | których | wszystkie | inne | innych | netto | brutto | polska | polski | zagraniczne \
             | rosyjskich",
        ),
        (
            Dating,
            "r | w | od | do | rok | roku | w roku | z | na rok | koniec | początek | końca | początku | przed \
             | po | latach | styczeń | stycznia | styczniu | luty | lutego | lutym | marzec | marca | marcu | kwiecień \
             | kwietnia | kwietniu | maj | maja | maju | czerwiec | czerwca | czerwcu | lipiec | lipca | lipcu \
             | sierpień | sierpnia | sierpniu | wrzesień | września | wrześniu | październik | października \
             | październiku | listopad | listopada | listopadzie | grudzień | grudnia | grudniu",
        ),
        (DOLLARS, "dolar | dolary | dolarów | dolarach"),
        (POUNDS, "funt | funty | funtów | funtach"),
        (sign("GBP"), "funty szterlingi | szterlingów"),
        (FRANCS, "frank | franki | franków | frankach"),
        (CROWNS, "korona | korony | koron"),
        (DINARS, "dinar | dinary | dinarów"),
        (PESOS, "peso | pesos"),
        (RUPEES, "rupii | rupie | rupia"),
        (LIRAS, "lira | liry | lir | lirów"),
        (MARKS, "marka | marki | marek"),
        (ROUBLES, "rubel | ruble | rubli"),
        (LEI, "lej | leje | lejów | lei"),
        (unit("LTL"), "litów | lity | lit | litach | litów litewskich"),
        (unit("LVL"), "łatów | łaty"),
        (unit("EEK"), "koron estońskich"),
        (unit("ATS"), "szylingów"),
        (unit("ITL"), "lirów włoskich"),
        (unit("UAH"), "hrywna"),
        (unit("HUF"), "forint"),
        (unit("BGN"), "lewów | lewa | lewy"),
        (unit("JPY"), "jeny | jen"),
        (unit("CNY"), "juany | juan"),
        (unit("HRK"), "kun | kuny"),
        (unit("ILS"), "szekli | szekle"),
        (unit("THB"), "bahtów"),
        (unit("NLG"), "guldenów"),
        (unit("PLN"), "złotych polskich | pln zł"),
        (unit("KZT"), "tenge"),
        (unit("GEL"), "lari"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn polish_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "pl";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("ponad 3 mln euro", "> 3000000 EUR"),
            ("około 450 tys. zł", "~ 450000 PLN"),
            ("co najmniej 10 milionów złotych", ">= 10000000 PLN"),
            ("do 5 mln zł", "?<= 5000000 PLN"),
            ("od 3 do 4 mln zł", "3000000..4000000 PLN"),
            ("pół miliona złotych", "500000 PLN"),
            ("dwa i pół miliona złotych", "2500000 PLN"),
            ("dwieście pięćdziesiąt tysięcy złotych", "250000 PLN"),
            ("kilka milionów złotych", "!"),
            ("niemal 2 mld zł", "~ 2000000000 PLN"),
            ("12 aut i 30 tys. euro", "30000 EUR"),
            ("poniżej 100 000 zł", "< 100000 PLN"),
            ("2 mln 300 tys. zł", "2300000 PLN"),
            ("ponad milion złotych", "> 1000000 PLN"),
            ("1 250 300,50 zł", "1250300.50 PLN"),
            ("między 3 a 4 mln zł", "3000000..4000000 PLN"),
    ];
}
