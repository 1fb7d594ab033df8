//! Czech.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "cs",
    name: "Czech",
    mark: DecimalMark::Comma,
    compounds: true,
    endings: &[],
    lands: "US amerických, usa; CA kanadských; AU australských; NZ novozélandských; HK hongkongských; \
            SG singapurských; TW tchajwanských; GB britských, anglických; SE švédských; NO norských; \
            DK dánských; IS islandských; CZ českých; SK slovenských; CH švýcarských; EG egyptských; \
            MX mexických; IN indických; RU ruských; BY běloruských; TR tureckých; DE německých; RS srbských; \
            RO rumunských; BR brazilských",
    numbers: &[
        (
            0,
            1,
            "nula jeden/jedna/jedno/jednoho/jednu dva/dvě/dvou/dvěma tři/tří/třech čtyři/čtyř pět/pěti šest/šesti sedm/sedmi osm/osmi",
        ),
        (
            9,
            1,
            "devět/devíti deset/deseti jedenáct/jedenácti dvanáct/dvanácti třináct/třinácti čtrnáct/čtrnácti patnáct/patnácti",
        ),
        (16, 1, "šestnáct/šestnácti sedmnáct/sedmnácti osmnáct/osmnácti devatenáct/devatenácti"),
        (
            20,
            10,
            "dvacet/dvaceti třicet/třiceti čtyřicet/čtyřiceti padesát/padesáti šedesát/šedesáti sedmdesát/sedmdesáti",
        ),
        (80, 10, "osmdesát/osmdesáti devadesát/devadesáti"),
    ],
    entries: &[
        (
            MORE,
            "více než | přes | nad | víc než | vyšší než | převyšuje | převyšující | přesahuje | přesahující | větší než | přesáhla",
        ),
        (MORE, "o něco více než | lehce přes | přesáhl | přesáhly | přesahujících | překračuje"),
        (AT_LEAST, "alespoň | nejméně | minimálně | ne méně než | přinejmenším | aspoň"),
        (LESS, "méně než | pod | necelý | necelé | necelých | nižší než | menší než | míň než"),
        (
            AT_MOST,
            "nejvýše | maximálně | ne více než | až do výše | do výše | nanejvýš | nejvíce | nepřesahující | až do | max",
        ),
        (UpTo, "do | až"),
        (AT_LEAST_AFTER, "nebo více | a více | či více"),
        (About, "asi | kolem | okolo | téměř | skoro | bezmála | takřka | blízko | cca | ve výši kolem"),
        (AboutAfter, "přibližně | zhruba"),
        (
            Estimate,
            "odhadovaná | odhadované | odhadem | odhaduje | odhadovaný | odhadnuta | odhadovanou | odhad | odhady | odhadována",
        ),
        (Between, "mezi"),
        (From, "od"),
        (And, "a | i"),
        (Or, "nebo | či"),
        (Vague, "několik | několika | desítky | desítek | stovky | stovek | pár | řada | mnoho"),
        (Vague, "desítkami | stovkami | několikamilionová | mnohamilionový | mnohamilionová"),
        (
            Change,
            "nárůst o | vzrostla o | vzrostl o | zvýšení o | zvýšila se o | pokles o | klesla o | klesl o | rozdíl | procent z",
        ),
        (ChangeAfter, "více než | méně než | více | méně"),
        (Each, "každý | každá | každé | splátkách po | splátky po"),
        (
            EachAfter,
            "každý | každá | každé | na osobu | za osobu | za kus | za gram | za kilogram | za kilo | za tunu | za litr | na hlavu | respektive | za metr čtvereční",
        ),
        (Doubt, "bez | kromě | nikdy | žádný | žádných | s výjimkou"),
        (Doubt, "ne | minus | polovina z | polovinu | po | krát | dvojnásobek"),
        (HUNDRED, "sto | sta | set | stě"),
        (lone_scale(3), "tisíc"),
        (scale(3), "tisíce | tisíců | tis"),
        (lone_scale(6), "milion | milión"),
        (scale(6), "miliony | milionů | mil | milióny | miliónů"),
        (lone_scale(9), "miliarda | miliardu"),
        (scale(9), "miliardy | miliard"),
        (scale(12), "bilion | biliony | bilionů"),
        (Part(50), "půl | půlka | polovina"),
        (Part(25), "čtvrt"),
        (Part(150), "půldruhého | jedenapůl"),
        (AndPart(50), "a půl"),
        (sign("EUR"), "euro | eura | eur | eurech | eury | euru"),
        (unit("USD"), "amerických dolarů | americké dolary | dolarů usa"),
        (unit("CAD"), "kanadských dolarů"),
        (unit("GBP"), "britských liber | liber šterlinků"),
        (unit("CHF"), "švýcarských franků"),
        (sign("CZK"), "korun | koruny | koruna | korun českých | českých korun | kč | korunách"),
        (unit("CSK"), "korun československých | československých korun | kčs"),
        (unit("SKK"), "slovenských korun | korun slovenských"),
        (unit("SEK"), "švédských korun"),
        (unit("NOK"), "norských korun"),
        (unit("DKK"), "dánských korun"),
        (unit("PLN"), "zlotých | polských zlotých"),
        (unit("HUF"), "forintů"),
        (shared("RUB", &["BYN"]), "ruble"),
        (unit("UAH"), "hřiven"),
        (unit("JPY"), "jenů"),
        (unit("CNY"), "jüanů | juanů"),
        (sign("BTC"), "bitcoinů | bitcoiny | bitcoinu"),
        (Cent, "haléř | haléřů | centů"),
        (Pieces, "bankovka | bankovky | bankovek | mince | mincí | bankovkách"),
        (Percent, "procent | procenta | procento"),
        (
            Filler,
            "celkem | částku | částka | částky | hodnotě | v hodnotě | za | ve výši | v celkové hodnotě | výši | o | hodnota | dalších",
        ),
        (Filler, "v celkové výši | v částce | částce | celkově | ještě | hodnoty"),
        (Describing, "falešných | padělaných | falešné"),
        (
            Plain,
            "a | v | na | z | se | za | s | o | byl | byla | byly | je | jsou | ze | pro | který | které | která | po roce",
        ),
        (
            Plain,
            "zajištěno | zajistili | zajištění | zabaveno | zabavili | majetek | majetku | hotovosti | účtech | policie | ročně",
        ),
        (Plain, "kriminalisté | škoda | škodu | nemovitosti | měsíčně"),
        (MORE, "něco přes | nad hranici"),
        (AT_LEAST, "od nejméně"),
        (LESS, "něco méně než"),
        (AT_LEAST_AFTER, "minimálně | nejméně | nebo víc"),
        (AT_MOST_AFTER, "nebo méně | maximálně"),
        (About, "přibl | okolo cca | řádově | plus minus | něco kolem"),
        (Estimate, "odhadovaná na | odhadované na | odhadovaných"),
        (scale(3), "tisíci"),
        (scale(6), "millionů"),
        (scale(9), "milliard"),
        (Doubt, "než"),
        (
            Filler,
            "celkové hodnotě | v hodnotě až | sumu | suma | škoda | škodu | škodu za | škoda ve výši | pokutu \
             | pokuta | celková | celkovou | přesně | jen | pouze | další | tj | tedy | neboli | v | s | na \
             | majetek za | majetek v hodnotě",
        ),
        (
            Thing,
            "účet | účty | účtů | auto | auta | aut | vozidlo | vozidla | vozidel | strana | případ | případů \
             | faktura | faktury | byt | byty | bytů | dům | domy | domů | nemovitost | nemovitosti | vila | hodinky \
             | osoba | osoby | osob | lidí | firma | firmy | banka | kg | kilo | kilogramů | gramů | tun | ha \
             | hektarů | metrů | litrů | telefonů | obraz | akcií | den | dní | dnů | týden | měsíc | měsíců | rok \
             | let | hodin | článek | kusů | ks | cigaret | zbraní | zemí | číslo | č | příloha | leden | ledna \
             | lednu | únor | února | únoru | březen | března | březnu | duben | dubna | dubnu | květen | května \
             | květnu | červen | června | červnu | červenec | července | červenci | srpen | srpna | srpnu | září \
             | říjen | října | říjnu | listopad | listopadu | prosinec | prosince | prosinci",
        ),
        (
            Plain,
            "zajistila | zajištěny | zabaveny | zabavená | zmrazili | zmrazeno | zmrazené | zablokovali \
             | zablokováno | obstavili | obstaveno | propadnutí | propadlo | konfiskace | ukradl | ukradli | ukradeno \
             | vylákali | vylákal | podvod | podvody | podvodníci | praní | vyprali | krácení | daň | daně | daní \
             | dph | zaplatil | zaplatili | získal | získali | převedl | převedli | našli | nalezli | nalezeno \
             | prodali | koupil | hotovost | hotově | peníze | peněz | penězích | prostředky | prostředků | aktiva \
             | zlato | zlata | šperky | kryptoměny | kryptoměn | kryptoměnách | škody | ztráta | zisk | zisky | příjmy \
             | dluh | dluhy | pokuty | úplatek | úplatky | korupce | drogy | drog | kokain | zboží | dotace | dotací \
             | úvěr | smlouva | policisté | celníci | státní | zástupce | soud | soudu | stát | státu | trestné \
             | činnosti | zločinu | nelegální | pocházející | ale | když | kde | před | při | podle | dosud | už | již \
             | také | dnes | včera | bylo | má | měl | může | ten | ta | to | tyto | jeho | její | jejich | všechny \
             | jiné | netto | brutto | česko | zahraničí | ruských | u",
        ),
        (
            Dating,
            "v | od | roku | rok | roce | letech | do | leden | ledna | lednu | únor | února | únoru | březen \
             | března | březnu | duben | dubna | dubnu | květen | května | květnu | červen | června | červnu \
             | červenec | července | červenci | srpen | srpna | srpnu | září | říjen | října | říjnu | listopad \
             | listopadu | prosinec | prosince | prosinci",
        ),
        (POUNDS, "liber | libry | libra"),
        (FRANCS, "franků | franky"),
        (ROUBLES, "rublů | rubly"),
        (DOLLARS, "dolarů | dolary | dolar"),
        (PESOS, "pesos"),
        (DINARS, "dinárů"),
        (unit("DEM"), "německých marek"),
        (unit("HRK"), "kun"),
        (unit("PLN"), "zloté"),
        (unit("HUF"), "forinty"),
        (unit("BGN"), "leva | levů"),
        (unit("UAH"), "hřivny"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn czech_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "cs";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("více než 3 miliony korun", "> 3000000 CZK"),
            ("asi 450 tisíc korun", "?~ 450000 CZK"),
            ("nejméně 10 milionů eur", ">= 10000000 EUR"),
            ("až 5 milionů korun", "<= 5000000 CZK"),
            ("od 3 do 4 milionů korun", "3000000..4000000 CZK"),
            ("půl milionu korun", "500000 CZK"),
            ("dva a půl milionu korun", "2500000 CZK"),
            ("několik milionů korun", "!"),
            ("téměř 2 miliardy korun", "~ 2000000000 CZK"),
            ("dvě stě padesát tisíc korun", "250000 CZK"),
            ("1 250 300,50 Kč", "1250300.50 CZK"),
    ];
}
