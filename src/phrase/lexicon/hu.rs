//! Hungarian.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "hu",
    name: "Hungarian",
    mark: DecimalMark::Comma,
    compounds: true,
    endings: &[
        "t", "ot", "at", "et", "öt", "os", "as", "es", "ös", "s", "nyi", "ért", "ra", "re", "ról", "ről", "ban", "ben",
        "tal", "tel", "nak", "nek", "ból", "ből", "on", "en", "val", "vel", "hoz", "hez", "ig", "tól", "től", "ost",
        "osra", "ja", "ját", "jával", "om", "ok", "k", "ba", "be", "osat", "ost", "ót", "nyit",
    ],
    lands: "US amerikai, us, usa; CA kanadai; AU ausztrál; NZ új zélandi, újzélandi; HK hongkongi; \
            SG szingapúri; TW tajvani; EG egyiptomi; LB libanoni; SY szíriai; IE ír; CY ciprusi; \
            GB brit, angol; MX mexikói; CO kolumbiai; AR argentin; CL chilei; PH fülöp szigeteki; SE svéd; \
            NO norvég; DK dán; IS izlandi; CZ cseh; SK szlovák; CH svájci; FR francia; BE belga; LU luxemburgi; \
            RS szerb; KW kuvaiti; TN tunéziai; DZ algériai; IN indiai; PK pakisztáni; RU orosz; \
            BY fehérorosz, belarusz; TR török; IT olasz; IR iráni; SA szaúdi; MA marokkói; RO román; \
            MD moldovai, moldáv; BR brazil; DE német",
    numbers: &[
        (0, 1, "nulla egy kettő/két három négy öt hat hét nyolc kilenc"),
        (10, 10, "tíz húsz harminc negyven ötven hatvan hetven nyolcvan kilencven"),
        (20, 10, "huszon"),
        (10, 10, "tizen"),
    ],
    entries: &[
        (
            MORE,
            "több mint | meghaladja a | meghaladja az | meghaladó | meghaladta a | meghaladta az | jóval több mint | bő",
        ),
        (MORE, "valamivel több mint | alig több mint | nagyobb mint | magasabb mint | jó | túllépte a | meghaladja"),
        (
            AT_MOST,
            "nem haladja meg | nem haladja meg az | nem haladja meg a | nem haladta meg | nem haladta meg az | nem haladta meg a | meg nem haladó | nem nagyobb mint",
        ),
        (LESS, "nem éri el | nem éri el az | nem éri el a | nem érte el | nem érte el az | nem érte el a"),
        (AT_LEAST, "legalább | minimum | nem kevesebb mint | minimálisan | legkevesebb | legalábbis | nem kevesebb"),
        (LESS, "kevesebb mint | kisebb mint | alacsonyabb mint | valamivel kevesebb mint"),
        (AT_MOST, "legfeljebb | maximum | nem több mint | maximálisan | maximum akár | legfeljebb akár | akár"),
        (
            MORE_AFTER,
            "feletti | felett | fölötti | fölött | meghaladó | t meghaladó | ot meghaladó | feletti értékű | fölé | felüli",
        ),
        (
            MORE_AFTER,
            "meghaladja | meghaladta | is meghaladja | is meghaladta | meghaladhatja | is meghaladhatja | is meghaladó | nál több | nél több | nál nagyobb | nél nagyobb | on felüli | en felüli",
        ),
        (LESS_AFTER, "alatti | alatt | alá | nál kevesebb | nél kevesebb"),
        (AT_LEAST_AFTER, "vagy több | vagy annál több | vagy afölötti"),
        (AT_MOST_AFTER, "erejéig | összeghatárig | ig terjedő"),
        (About, "mintegy | kb | nagyjából | megközelítőleg | hozzávetőleg | csaknem | közel"),
        (About, "majdnem | szinte | megközelíti a | megközelíti az | cirka | közelítőleg | durván | majd"),
        (AboutAfter, "körülbelül | körüli | körül | környéki | hozzávetőlegesen | körülire"),
        (Estimate, "becsült | becsülik | becslés | becslések | becsülnek | becsülhető | becsülték | becsülte"),
        (BetweenAfter, "között | közötti | közti | közé | közt"),
        (And, "és"),
        (And, "meg"),
        (Or, "vagy"),
        (
            Vague,
            "több | néhány | pár | számos | sok | tucatnyi | több tíz | több száz | több ezer | több tízmillió | több százmillió",
        ),
        (
            Vague,
            "több tízezer | több százezer | több milliárd | több millió | több tízmilliárd | milliók | milliárdok | százezrek",
        ),
        (
            Vague,
            "tízezrek | ezrek | százmilliók | tízmilliók | milliós | milliárdos | százmilliós | tízmilliós | tízezres | százezres",
        ),
        (
            Vague,
            "több milliós | több milliárdos | több tízmilliós | több százmilliós | többmilliós | többmilliárdos | többszázmilliós",
        ),
        (Change, "növekedett | emelkedett | csökkent | nőtt | növekedés"),
        (
            ChangeAfter,
            "kal több | val több | vel több | tal több | tal kevesebb | val kevesebb | val nőtt | tal nőtt | növekedés",
        ),
        (ChangeAfter, "csökkenés | emelkedés | növekedést | csökkenést | különbség | többlet"),
        (EachAfter, "per fő | fő"),
        (
            Each,
            "fejenként | személyenként | darabonként | egyenként | grammonként | kilónként | kilogrammonként | literenként | tonnánként | alkalmanként",
        ),
        (
            Each,
            "járművenként | esetenként | ügyenként | háztartásonként | részletenként | négyzetméterenként | tételenként | külön külön | szor | szer | ször",
        ),
        (
            EachAfter,
            "fejenként | személyenként | darabonként | egyenként | grammonként | kilónként | kilogrammonként | literenként | tonnánként",
        ),
        (
            EachAfter,
            "alkalmanként | járművenként | esetenként | ügyenként | háztartásonként | részletenként | négyzetméterenként | tételenként | illetve",
        ),
        (
            Each,
            "kétszer | háromszor | négyszer | ötször | hatszor | hétszer | nyolcszor | kilencszer | tízszer | százszor | ezerszer",
        ),
        (Doubt, "nélkül | kivéve | soha | sose | semmi | kivételével"),
        (Doubt, "nem | mínusz | fele | sem"),
        (HUNDRED, "száz"),
        (lone_scale(3), "ezer~"),
        (lone_scale(6), "millió~"),
        (lone_scale(9), "milliárd~"),
        (scale(6), "millo"),
        (scale(12), "billió~"),
        (Part(50), "fél"),
        (Part(25), "negyed"),
        (Part(75), "háromnegyed"),
        (Part(150), "másfél"),
        (AndPart(50), "és fél | és félmillió | és egy fél"),
        (sign("EUR"), "euró~ | euro~"),
        (DOLLARS, "dollár~"),
        (unit("USD"), "amerikai dollár~ | usa dollár~ | us dollár~"),
        (unit("CAD"), "kanadai dollár~"),
        (unit("AUD"), "ausztrál dollár~"),
        (unit("GBP"), "angol font~ | brit font~ | font sterling~"),
        (unit("CHF"), "svájci frank~"),
        (shared("CHF", &["FRF", "BEF"]), "frank~"),
        (unit("HUF"), "forint~ | ft~ | magyar forint~"),
        (unit("CZK"), "cseh korona~ | cseh koroná~"),
        (unit("SEK"), "svéd korona~ | svéd koroná~"),
        (unit("NOK"), "norvég korona~ | norvég koroná~"),
        (unit("DKK"), "dán korona~ | dán koroná~"),
        (shared("CZK", &["SEK", "NOK", "DKK", "SKK"]), "korona~ | koroná~"),
        (unit("PLN"), "zloty~ | lengyel zloty~"),
        (unit("RON"), "lej~ | román lej~"),
        (unit("BGN"), "leva~ | bolgár leva~ | levá~"),
        (unit("HRK"), "kuna~ | kuná~"),
        (unit("RSD"), "szerb dinár~"),
        (shared("RSD", &["DZD", "KWD", "TND"]), "dinár~"),
        (shared("RUB", &["BYN"]), "rubel~"),
        (unit("UAH"), "hrivnya~ | hrivnyá~"),
        (unit("JPY"), "jen~"),
        (unit("CNY"), "jüan~ | kínai jüan~"),
        (unit("TRY"), "török líra~ | török lírá~"),
        (sign("BTC"), "bitcoint | bitcoinos | bitcoinban | bitcoinok | bitcoinnal"),
        (sign("ETH"), "ether~"),
        (sign("USDT"), "tether~"),
        (Cent, "cent | fillér"),
        (
            Pieces,
            "bankjegy~ | bankjegyek | érme | érmék | érmét | címlet~ | címletű | címletek | papírpénz | pénzérme | bankjegyet",
        ),
        (Percent, "százalék~ | százaléka | százalékos | százalékkal"),
        (
            Filler,
            "összesen | a | az | összértékben | értéke | további | újabb | mindössze | csupán | összesen mintegy | már | egy",
        ),
        (Filler, "összértéke | összege | kára | csak | értékük"),
        (Describing, "hamis | hamisított | illegális | készpénzes"),
        (
            Plain,
            "a | az | hogy | volt | értékű | értékben | értékét | készpénz | készpénzt | lefoglalt | lefoglaltak | zár | alá",
        ),
        (
            Plain,
            "vett | vettek | vagyon | vagyont | ingatlan | ingatlanok | ellen | szerint | egy | is | el | ki | meg | számlán",
        ),
        (
            Plain,
            "bűnszervezet | kárt | okozott | okoztak | vagyoni | hátrányt | kár | nyomozók | rendőrség | nav | során | millárd",
        ),
        (Plain, "évente | havonta | naponta"),
        (
            MORE,
            "többmint | jóval több | valamivel több | nagyobb | több mit | feletti | túl | túllépi a | meghaladva a",
        ),
        (AT_LEAST, "leg alább | legalább is"),
        (LESS, "kevesebb | kisebb | alig | nem egészen | alatti"),
        (AT_MOST, "legfeljeb | legfelljebb | legfölebb | legföljebb | nem több"),
        (AT_LEAST_AFTER, "vagy afeletti | vagy még több | minimum | legalább | és afölött | plusz"),
        (AT_MOST_AFTER, "maximum | max | legfeljebb | vagy kevesebb | ig"),
        (MORE_AFTER, "túli | pluszban"),
        (About, "kb a | ca | megközelítően | nagyságrendileg | úgy | olyan"),
        (AboutAfter, "nagyságrendű | nagyságrendben | környékén"),
        (Estimate, "becsülve | becslések szerint | becsülten"),
        (scale(3), "eft"),
        (scale(6), "mill | mft | mllió | miljó | milio"),
        (scale(9), "md | millárd | miliárd | millárdos"),
        (Doubt, "mint"),
        (
            Filler,
            "összértékű | összegű | összegben | értékű | értékben | pontosan | azaz | vagyis | illetve | teljes \
             | a teljes | összes | az összesen | a mintegy | az összeg | összeg",
        ),
        (
            Thing,
            "számla | számlák | számlán | autó | autók | autót | gépkocsi | gépkocsit | jármű | járművek | oldal \
             | tétel | ügyek | akta | lakás | lakások | lakást | ház | házak | ingatlan | ingatlant | épület | villa \
             | karóra | óra | órák | aranyrúd | gyanúsított | gyanúsítottak | áldozat | sértett | személy | ember \
             | cég | cégek | bank | bankok | telek | kg | kiló | kilogramm | gramm | tonna | ha | hektár | méter \
             | liter | telefon | telefonok | festmény | részvény | széf | táska | nap | napja | hónap | hónapja | év \
             | éve | éves | cikk | fejezet | sor | szoba | emelet | utca | darab | db | egység | helyszín | helyszínen \
             | házkutatás | cigaretta | doboz | fegyver | hajó | motor | teherautó | vádlott | tag | tagja | ország \
             | átutalás | szám | számú | melléklet | tárgy | alkalommal | esetben | január | február | március \
             | április | május | június | július | augusztus | szeptember | október | november | december | januárban \
             | februárban | márciusban | áprilisban | májusban | júniusban | júliusban | augusztusban | szeptemberben \
             | októberben | novemberben | decemberben",
        ),
        (
            Plain,
            "foglaltak | foglalt | foglalta | et | ért | ra | re | os | nyi | val | vel | ból | tól | nak | nek \
             | le | lefoglalás | lefoglalta | lefoglal | lefoglaltunk | zárolt | zároltak | zárolás | befagyasztott \
             | befagyasztották | elkobzott | elkobozták | elkobzás | vagyonelkobzás | vagyonelkobzást | visszaszerzett \
             | visszaszereztek | biztosított | biztosítottak | vagyonbiztosítás | ellopott | lopott | loptak \
             | sikkasztott | sikkasztás | tisztára | mosott | pénzmosás | csalás | csaltak | csalt | költségvetési \
             | adócsalás | adó | áfa | fizetett | fizettek | kapott | kaptak | utalt | utaltak | átutalt | átutaltak \
             | szerzett | szereztek | befektetett | talált | találtak | megtalált | elrejtett | eladott | vásárolt \
             | pénz | pénzt | készpénzben | vagyontárgy | vagyontárgyat | vagyontárgyakat | összeget \
             | értékben foglalt | arany | ékszer | ékszert | luxus | kriptovaluta | kriptovalutát | kripto | kárérték \
             | kárértékből | hátrány | veszteség | nyereség | haszon | bevétel | bevételt | tartozás | bírság \
             | bírságot | óvadék | váltságdíj | kenőpénz | kenőpénzt | vesztegetés | korrupció | kábítószer | kokain \
             | kereskedelem | csempészet | áru | árut | támogatás | támogatást | hitel | szerződés | projekt | fizetés \
             | kártérítés | rendőrök | ügyészség | bíróság | hatóság | hatóságok | állam | nyomozás | akció | banda \
             | bűnszövetség | bűnöző | bűnözők | bűncselekmény | bűncselekményből | törvénytelen | származó | tartozó \
             | de | amikor | ahol | után | előtt | között is | eddig | ma | tegnap | voltak | van | lett | lesz | ez \
             | ezt | azt | ennek | annak | ami | amely | aki | minden | évi | havi | napi | nettó | bruttó \
             | magyarország | magyar | külföldi | orosz | forintos | eurós | dolláros | mellett | miatt | által \
             | részére | formájában | értékpapír | értékpapírt | bankszámlán | bankszámlákon | elleni | nagyságú \
             | jött | keletkezett",
        ),
        (
            Dating,
            "évi | év | óta | ben | ban | január | február | március | április | május | június | július \
             | augusztus | szeptember | október | november | december | januárban | februárban | márciusban \
             | áprilisban | májusban | júniusban | júliusban | augusztusban | szeptemberben | októberben | novemberben \
             | decemberben",
        ),
        (POUNDS, "font~"),
        (sign("USD"), "usd t"),
        (sign("EUR"), "eur t | € t"),
        (sign("HUF"), "ft t | huf t | ft ot"),
        (sign("GBP"), "gbp t"),
        (sign("CHF"), "chf t"),
        (sign("RON"), "ron t"),
        (sign("BTC"), "btc t"),
        (unit("LTL"), "litas~ | litasz~"),
        (unit("LVL"), "lat~"),
        (unit("DEM"), "német márka~ | márka~"),
        (unit("ITL"), "olasz líra~"),
        (unit("ILS"), "sékel~"),
        (unit("THB"), "baht~ | bát~"),
        (unit("ATS"), "osztrák schilling~"),
        (unit("SKK"), "szlovák korona~"),
        (PESOS, "peso~"),
        (RUPEES, "rúpia~"),
        (LIRAS, "líra~"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn hungarian_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "hu";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("több mint 5 millió forint", "> 5000000 HUF"),
            ("mintegy 3,5 milliárd forint", "~ 3500000000 HUF"),
            ("legalább 120 millió forintot", ">= 120000000 HUF"),
            ("2 és 3 milliárd forint között", "2000000000..3000000000 HUF"),
            ("háromszázmillió forintos kár", "300000000 HUF"),
            ("kétmillió-ötszázezer forint", "2500000 HUF"),
            ("félmillió euró", "500000 EUR"),
            ("másfél milliárd forintnyi", "1500000000 HUF"),
            ("két és fél millió euró", "2500000 EUR"),
            ("100 millió forint feletti", "> 100000000 HUF"),
            ("5 millió Ft", "5000000 HUF"),
            ("450 eFt", "450000 HUF"),
            ("több millió forint", "!"),
            ("száznegyvenezer eurót", "140000 EUR"),
            ("huszonöt millió dollár", "25000000 USD"),
            ("12 autót és 40 millió forintot foglaltak le", "40000000 HUF"),
            ("tíz- és húszmillió forint között", "10000000..20000000 HUF"),
            ("10-15 millió forint", "10000000..15000000 HUF"),
            ("körülbelül ezer euró", "~ 1000 EUR"),
            ("legfeljebb 200.000 euró", "<= 200000 EUR"),
            ("kevesebb mint 1,2 millió euró", "< 1200000 EUR"),
            ("közel 4 milliárd forintot", "~ 4000000000 HUF"),
            ("3 millió euró körüli", "~ 3000000 EUR"),
            ("tízmilliós kár", "!"),
            ("meghaladja a 20 millió forintot", "> 20000000 HUF"),
            ("1.250.000 Ft", "1250000 HUF"),
            ("8 000 USD-t", "8000 USD"),
    ];
}
