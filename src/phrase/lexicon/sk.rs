//! Slovak.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "sk",
    name: "Slovak",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[],
    lands: "US amerických, usa; CA kanadských; AU austrálskych; HK hongkonských; SG singapurských; \
            TW taiwanských; GB britských; SE švédskych; NO nórskych; DK dánskych; IS islandských; CZ českých; \
            SK slovenských; CH švajčiarskych; EG egyptských; RU ruských; TR tureckých; DE nemeckých",
    numbers: &[
        (
            0,
            1,
            "nula jeden/jedna/jedno/jedného/jednu dva/dve/dvoch tri/troch štyri/štyroch päť/piatich šesť/šiestich sedem/siedmich",
        ),
        (
            8,
            1,
            "osem/ôsmich deväť/deviatich desať/desiatich jedenásť dvanásť trinásť štrnásť pätnásť šestnásť sedemnásť osemnásť",
        ),
        (19, 1, "devätnásť"),
        (20, 10, "dvadsať tridsať štyridsať päťdesiat šesťdesiat sedemdesiat osemdesiat deväťdesiat"),
        (100, 100, "sto dvesto tristo štyristo päťsto šesťsto sedemsto osemsto deväťsto"),
    ],
    entries: &[
        (
            MORE,
            "viac ako | viac než | vyše | nad | presahuje | presahujúca | prevyšuje | presahujúce | presiahla | o niečo viac ako",
        ),
        (MORE, "presiahol | vyššia ako | väčšia ako"),
        (AT_LEAST, "aspoň | najmenej | minimálne | nie menej ako | prinajmenšom"),
        (LESS, "menej ako | menej než | pod | nižšia ako | necelý | necelé | necelých"),
        (AT_MOST, "najviac | maximálne | nie viac ako | až do výšky | do výšky | nanajvýš | až do"),
        (UpTo, "do | až"),
        (AT_LEAST_AFTER, "alebo viac | a viac"),
        (About, "asi | zhruba | okolo | takmer | skoro | približná hodnota | cca | takmer až | bezmála"),
        (AboutAfter, "približne"),
        (Estimate, "odhadovaná | odhadom | odhaduje | odhadovaný | odhadnutá | odhadovanej"),
        (Between, "medzi"),
        (From, "od"),
        (And, "a | aj"),
        (Or, "alebo | či"),
        (Vague, "niekoľko | niekoľkých | desiatky | desiatok | stovky | stoviek | pár | viacero | mnoho | desiatkami"),
        (Change, "nárast o | vzrástla o | vzrástol o | zvýšenie o | pokles o | klesla o | rozdiel | percent z"),
        (ChangeAfter, "viac ako | menej ako | viac | menej"),
        (
            EachAfter,
            "každý | každá | každé | na osobu | za osobu | za kus | za gram | za kilogram | za kilo | za tonu | za liter | na hlavu",
        ),
        (Doubt, "bez | okrem | nikdy | žiadny | s výnimkou"),
        (Doubt, "nie | mínus | polovica z | po | krát | každý"),
        (lone_scale(3), "tisíc"),
        (scale(3), "tis | tisíce | tisícov"),
        (lone_scale(6), "milión | milióna"),
        (scale(6), "milióny | miliónov | mil"),
        (lone_scale(9), "miliarda | miliardu"),
        (scale(9), "miliardy | miliárd"),
        (Part(50), "pol | polovica"),
        (AndPart(50), "a pol"),
        (sign("EUR"), "euro | eurá | eur | eura | eurách"),
        (DOLLARS, "dolár | doláre | dolárov | dolára"),
        (unit("USD"), "amerických dolárov | dolárov usa"),
        (unit("SKK"), "slovenských korún"),
        (unit("CZK"), "českých korún"),
        (shared("SKK", &["CZK", "SEK", "NOK", "DKK"]), "korún | koruny | koruna"),
        (unit("GBP"), "britských libier"),
        (unit("HUF"), "forintov"),
        (unit("PLN"), "zlotých"),
        (Cent, "centov"),
        (Pieces, "bankoviek | bankovky | bankovka | mincí | mince"),
        (Percent, "percent | percentá"),
        (
            Filler,
            "celkom | sumu | suma | vo výške | v hodnote | hodnote | za | celkovo | v celkovej hodnote | sumy | o | hodnota",
        ),
        (Filler, "ďalších | škodu | v sume | výške"),
        (Describing, "falošných"),
        (
            Plain,
            "a | v | na | z | sa | za | s | bol | bola | boli | je | sú | zo | pre | ktorý | ktoré | majetok | majetku | zaistila",
        ),
        (Plain, "zaistili | polícia | hotovosti | účtoch | ročne"),
        (MORE, "presahujúci | vyšší ako | väčší ako | cez"),
        (LESS, "nižší ako"),
        (AT_LEAST_AFTER, "minimálne | najmenej"),
        (AT_MOST_AFTER, "alebo menej | maximálne"),
        (About, "pribl | plus mínus"),
        (Estimate, "odhadovaná na | odhadovaných"),
        (Doubt, "ako | než"),
        (
            Filler,
            "sume | škoda | škodu za | presne | len | iba | ďalšie | teda | čiže | t j | v | s | na | majetok za \
             | majetok v hodnote | pokutu",
        ),
        (
            Thing,
            "účet | účty | účtov | auto | autá | áut | vozidlo | vozidlá | vozidiel | strana | prípad | prípadov \
             | faktúra | faktúry | byt | byty | bytov | dom | domy | domov | nehnuteľnosť | nehnuteľnosti | hodinky \
             | osoba | osoby | osôb | ľudí | firma | firmy | banka | kg | kilogramov | gramov | ton | ha | hektárov \
             | metrov | litrov | telefónov | akcií | deň | dní | týždeň | mesiac | mesiacov | rok | rokov | hodín \
             | kusov | ks | cigariet | zbraní | krajín | číslo | č | príloha | január | januára | januári | február \
             | februára | februári | marec | marca | marci | apríl | apríla | apríli | máj | mája | máji | jún | júna \
             | júni | júl | júla | júli | august | augusta | auguste | september | septembra | septembri | október \
             | októbra | októbri | november | novembra | novembri | december | decembra | decembri",
        ),
        (
            Plain,
            "zaistené | zaistenie | zhabali | zhabané | zmrazili | zmrazené | zablokovali | konfiškácia | ukradol \
             | ukradli | podvod | podvody | pranie | daň | dane | daní | dph | zaplatil | získal | získali | previedol \
             | previedli | našli | hotovosť | peniaze | peňazí | prostriedky | prostriedkov | zlato | zlata | šperky \
             | kryptomeny | kryptomien | škody | strata | zisk | dlh | dlhy | pokuta | pokuty | úplatok | úplatky \
             | korupcia | drogy | tovar | dotácie | úver | zmluva | policajti | súd | štát | štátu | trestnej \
             | činnosti | ale | keď | kde | pred | pri | podľa | doteraz | už | tiež | dnes | včera | bolo | má | mal \
             | môže | ten | tá | to | tieto | ktorá | jeho | jej | ich | všetky | iné | mesačne | netto | brutto \
             | slovensko | zahraničí | u",
        ),
        (
            Dating,
            "v | od | roku | rok | rokoch | do | január | januára | januári | február | februára | februári \
             | marec | marca | marci | apríl | apríla | apríli | máj | mája | máji | jún | júna | júni | júl | júla \
             | júli | august | augusta | auguste | september | septembra | septembri | október | októbra | októbri \
             | november | novembra | novembri | december | decembra | decembri",
        ),
        (POUNDS, "libier | libry"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn slovak_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "sk";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("viac ako 3 milióny eur", "> 3000000 EUR"),
            ("približne 450 tisíc eur", "~ 450000 EUR"),
            ("najmenej 10 miliónov eur", ">= 10000000 EUR"),
            ("niekoľko miliónov eur", "!"),
            ("pol milióna eur", "500000 EUR"),
            ("od 3 do 4 miliónov eur", "3000000..4000000 EUR"),
    ];
}
