//! English.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "en",
    name: "English",
    mark: DecimalMark::Point,
    compounds: false,
    endings: &[],
    lands: "US american, u s, united states; CA canadian; AU australian; NZ new zealand; HK hong kong; \
            SG singapore, singaporean; TW taiwan, taiwanese; JM jamaican; BB barbadian, barbados; BS bahamian; \
            BZ belize; TT trinidad; FJ fijian, fiji; NA namibian; LR liberian; GY guyanese; BN brunei; \
            ZW zimbabwe, zimbabwean; EG egyptian, egypt; LB lebanese, lebanon; SY syrian; SD sudanese; \
            SS south sudanese; GI gibraltar; FK falkland; IE irish; CY cypriot; GB british, english, uk; \
            MX mexican; CO colombian; AR argentine, argentinian; CL chilean; PH philippine, filipino; \
            UY uruguayan; DO dominican; CU cuban; SE swedish; NO norwegian; DK danish; IS icelandic; CZ czech; \
            SK slovak; EE estonian; CH swiss; FR french; BE belgian; LU luxembourg; RW rwandan; BI burundian; \
            RS serbian; KW kuwaiti; TN tunisian; DZ algerian; IQ iraqi; JO jordanian; LY libyan; BH bahraini; \
            MK macedonian; IN indian; PK pakistani; LK sri lankan; NP nepalese, nepali; MU mauritian; \
            RU russian; BY belarusian; TR turkish; IT italian; IR iranian; SA saudi; QA qatari; OM omani; \
            YE yemeni; MA moroccan; AE emirati, uae; KE kenyan; UG ugandan; TZ tanzanian; SO somali; \
            RO romanian; MD moldovan; BR brazilian; KP north korean; KR south korean, korean; DE german; \
            FI finnish; XC eastern caribbean",
    numbers: &[
        (0, 1, "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"),
        (17, 1, "seventeen eighteen nineteen"),
        (20, 10, "twenty thirty forty/fourty fifty sixty seventy eighty ninety"),
    ],
    entries: &[
        (
            MORE,
            "more than | over | above | exceeding | exceeds | exceeded | exceed | in excess of | excess of \
             | upwards of | upward of | north of | greater than | higher than | beyond | surpassing | surpassed \
             | surpasses | surpass | topping | topped | tops | just over | well over | slightly over | a little over \
             | just above | well above | slightly more than | a little more than | just more than | well in excess of \
             | a bit over | a bit more than | larger than | not less than and over | superior to | more then \
             | just more then | in exess of | in access of | upward from | to the north of | more that \
             | overall more than | exeeding | exceding | a shade over | a tad over | in excess | well more than \
             | no less than over | way over | far more than | far over | considerably more than \
             | significantly more than | comfortably over | clearly over | a little above | above the",
        ),
        (
            LESS,
            "shy of | just shy of | less than | under | below | fewer than | lower than | just under | just below \
             | well under | slightly under | slightly less than | a little under | a little less than | inferior to \
             | short of | just short of | not quite | smaller than | less then | slightly less then | fewer then \
             | lesser than | just less than | just under the | well below | a shade under | a tad under \
             | not as much as | far less than | considerably less than | a bit less than | a bit under | lower then \
             | smaller then",
        ),
        (
            Doubt,
            "no amount | no amounts | nothing less than | nothing over | nothing above | nothing more than \
             | no sum | no sums | not even | not only | not just | not exactly | without | except | except for \
             | excluding | excepting | never | no | none of | neither | nothing of | apart from | aside from \
             | other than | barring | save for | less | net of | rather than | instead of | no longer | isn t | wasn t \
             | cannot be | fraction of | a fraction of | dozen | dozens | percentage of | nil | not | minus \
             | as much as | as many as | half of | nor | negative | twice | double | triple | times | per | quarter of \
             | third of | a third of | a quarter of | two thirds of | one third of | part of | then | than | as",
        ),
        (
            AT_LEAST,
            "at least | no less than | not less than | no fewer than | minimum | minimum of | a minimum of \
             | min | not under | not below | at minimum | at the least | no less then | not less then | at leat \
             | atleast | at lest | no fewer then | a min of | min of | minimally | starting at | starting from \
             | at a minimum | at a minimum of | a least | not lower than | not smaller than | no lower than \
             | no smaller than",
        ),
        (
            AT_MOST,
            "up to | at most | no more than | not more than | not exceeding | maximum | maximum of | max \
             | a maximum of | not over | not above | within the limit of | within a limit of | to a maximum of \
             | capped at | limited to | up to a maximum of | up to the amount of | up to a limit of | does not exceed \
             | up to and including | no higher than | did not exceed | must not exceed | not to exceed \
             | may not exceed | not higher than | at the most | upto | up too | no more then | not more then \
             | not greater than | no greater than | a max of | max of | at the very most | a ceiling of | as high as \
             | as many as up to | not exceding | not exeeding | subject to a maximum of | maximum amount of \
             | a maximum amount of | maximally | no larger than | not larger than",
        ),
        (MORE_AFTER, "and above | and over | and counting | and beyond | and then some | exceeded | plus change"),
        (
            AT_LEAST_AFTER,
            "plus | or more | or over | or above | and more | and up | at least | at minimum | minimum \
             | and upwards | upwards | or higher | or greater | and higher | or better | at the least | minimally \
             | min | or upwards",
        ),
        (LESS_AFTER, "or under | or fewer"),
        (
            AT_MOST_AFTER,
            "or less | at most | maximum | max | at the most | tops | or lower | and below | or smaller \
             | and under | maximally | or thereunder",
        ),
        (
            About,
            "about | around | nearly | almost | close to | some | ca | in the region of | nigh on \
             | in the order of | on the order of | of the order of | in the neighbourhood of | an approximate \
             | in the neighborhood of | approaching | near | nearing | approximate | as good as | virtually \
             | somewhere around | something like | approximate value of | approximate total of | practically \
             | approximatly | aproximately | approximatley | aproximatly | appoximately | approximetly | approxmately \
             | aprox | apprx | appx | appr | abt | c | roundabout | round about | thereabouts of | nearly about \
             | just about | well-nigh | not far from | not far off | an estimated approximate | not far short of \
             | in the ballpark of | in the vicinity of | arround | aroud | amost | allmost | almosst | nearley \
             | nearlly | rougly | roughtly | approximating | approximates | somewhere near | in the area of \
             | hovering around | bordering on",
        ),
        (
            AboutAfter,
            "approximately | or so | or thereabouts | more or less | give or take | approx | thereabouts \
             | roughly | or thereabout",
        ),
        (
            Estimate,
            "estimated | estimate | estimates | an estimated | believed | reportedly estimated | est \
             | guesstimated | estimated total of | estimate of | an estimate of | estimated value of \
             | an estimated value of | estimated cost of | conservatively estimated | etimated | estimtaed | appraised \
             | presumed",
        ),
        (Between, "between | anywhere between | ranging between | somewhere between"),
        (From, "from | anywhere from | ranging from | in the range of | in the range from"),
        (To, "to"),
        (And, "and | &"),
        (Or, "or"),
        (
            Vague,
            "several | many | a few | few | some few | a couple of | couple of | multiple | various | numerous \
             | tens of | dozens of | scores of | hundreds of | thousands of | tens | dozens | hundreds | thousands \
             | countless | untold | a number of | scores | handful of | multi | multimillion | multibillion \
             | double digit | single digit | pounds of | pound of | millions upon millions of | billions of \
             | millions of",
        ),
        (
            Change,
            "increase of | an increase of | increased by | rise of | rose by | risen by | grew by | grown by \
             | up by | decrease of | decreased by | fall of | fell by | fallen by | drop of | dropped by | down by \
             | cut by | increase from | increased from | rose from | risen from | grew from | grown from | up from \
             | down from | decreased from | fell from | fallen from | dropped from | gain of | decline of \
             | declined by | declined from | reduced by | reduction of | difference of | increases of | growth of \
             | jump of | jumped from | jumped by | soared from | soared by | climbed from | climbed by | changed from \
             | went from | reduced from | cut from | raised from | lowered from | an additional increase of \
             | percent of | % of | per cent of | shortfall of",
        ),
        (
            ChangeAfter,
            "more than | less than | higher than | lower than | more | less | higher | lower | increase \
             | rise | negative | short | in the red | in debt | excluded | not included | decrease | drop | fall \
             | above last | below last | up on | down on | fewer",
        ),
        (
            Plain,
            "each year | each month | each week | each day | every year | every month | every week | every day \
             | the | for | with | was | were | has | have | been | is | are | by | on | at | its | his | their | from \
             | seized | seizure | seizing | frozen | freeze | freezing | confiscated | confiscation | assets | cash \
             | which | that | this | these | who | including | accounts | bank | property | criminal | money | as | it \
             | per year | a year | a month | per month | per annum | annually | a day | a week | per day | per week \
             | value | amounts | amount | in | proceeds | crime | fraud | authorities | police | court | interest \
             | incl | inclusive | excl | p a | pa | yr | froze | mansion | superyacht | estate | castle | penthouse \
             | ranch | farm | hotel | jet | plane | aircraft | artworks | collection | ship | vessel | vessels \
             | tanker | seizes | seize | freezes | confiscate | confiscates | confiscating | forfeit | forfeits \
             | forfeited | forfeiting | forfeiture | restrain | restrained | restraining | restraint | block | blocks \
             | blocked | blocking | recover | recovers | recovered | recovering | recovery | return | returned \
             | returning | hold | holds | holding | held | own | owns | owned | owning | hide | hid | hidden | hiding \
             | stash | stashed | steal | stole | stealing | launder | launders | laundering | transferred \
             | transferring | send | sent | sending | pay | pays | paid | paying | owe | owes | owed | owing | cost \
             | costs | costing | contain | contains | contained | containing | find | finds | found | finding | gain \
             | gained | earn | earned | earning | receive | receives | received | receiving | obtain | obtained \
             | obtaining | generate | generated | generating | make | made | making | defraud | defrauded | embezzle \
             | embezzled | embezzling | embezzlement | move | moved | moving | deposit | deposited | withdraw \
             | withdrew | withdrawn | invest | invested | investing | investment | investments | buy | bought \
             | purchase | purchased | sell | sold | spend | spent | lose | lost | losing | accept | accepted | take \
             | took | taken | taking | give | gave | given | award | awarded | ordered | fined | impound | impounded \
             | detain | detained | identify | identified | tracked | trace | traced | locate | located | discover \
             | discovered | uncover | uncovered | report | reported | reportedly | alleged | allegedly | include \
             | included | includes | involve | involved | involves | involving | bear | bearing | carry | carried \
             | carrying | bring | brought | bringing | reach | reached | reaches | reaching | amounting | come | came \
             | comes | hit | hits | remain | remains | remained | left | keep | kept | raise | raised | collect \
             | collected | demand | demanded | claim | claimed | torn | outstanding | available | missing | buried \
             | secured | secure | securing | intercepted | restituted | repatriated | repatriate | repaid | repay \
             | refunded | refund | credited | wired | smuggled | smuggle | illicitly | illegally | corrupt | bribery \
             | corruption | tax | taxes | vat | evasion | evaded | damage | damages | loss | losses | debt | debts \
             | fine | fines | penalty | penalties | profit | profits | turnover | revenue | revenues | income \
             | savings | capital | equity | credit | funds | fund | funding | moneys | monies | goods | gold | silver \
             | diamonds | jewellery | jewelry | luxury | real estate | land | securities | cryptocurrency \
             | cryptocurrencies | cryptoassets | stablecoin | stablecoins | deposits | balance | loot | booty | haul \
             | bribe | bribes | ransom | ransomware | scheme | scam | operation | operations | investigation \
             | investigations | probe | prosecutors | prosecutor | judge | customs | officials | government | ministry \
             | agency | agencies | europol | eurojust | interpol | eppo | guilty | convicted | conviction | sentenced \
             | trial | settlement | agreement | so far | until now | up to now | to date | already | yet | still \
             | also | then in | when | while | where | after | before | during | since | among | against | through \
             | via | into | onto | out | off | over to | within | across | behind | them | they | he | she | him | her \
             | we | our | you | your | my | me | i | whose | whom | what | such | other | others | both | all | any \
             | same | more were | not including | had | having | be | being | do | did | does | done | will | would \
             | could | can | may | might | should | shall | must | but | because | if | though | although | however \
             | therefore | thus | hence | per cent in | today | yesterday | last | this year | last year | next \
             | previous | past | recent | recently | new | old | first | second | third | one of | two of \
             | totalling in | approximately in | based | linked | related | connected | belonging | belongs | belong \
             | derived | deriving | stemming | traced to | originating | registered | opened | closed | controlled \
             | tied | destined | intended | meant | used | spread | placed | declared | mostly | mainly | partly \
             | largely | nationwide | worldwide | abroad | offshore | here | there | home | homes | world | europe \
             | european | eu | uk | us | union | national | international | federal | local | private | public \
             | personal | foreign | domestic | legal | lawful | unlawful | criminals | criminally | gang | gangs \
             | network | networks | ring leader | drug | drugs | narcotics | cocaine | heroin | cannabis | trafficking \
             | traffickers | smuggling | smugglers | terrorism | terrorist | financing | sanctions | sanctioned \
             | oligarch | oligarchs | russian | called | known | payable | due | receivable | annual | yearly \
             | monthly | weekly | daily | lump sum | upfront | cash-in-hand | reward | compensation | restitution \
             | reparations | grants | subsidies | aid | budget | project | projects | contract | contracts | deal \
             | expenses | fee | fees | commission | commissions | salary | salaries | wages | pension | pensions \
             | rent | rents | mortgage | lease | insurance | premium | premiums | stake | stakes",
        ),
        (
            Each,
            "per person | per head | per capita | per kilo | per gram | per piece | per unit | each | each of \
             | instalments of | installments of | tranches of | payable in instalments of | daily fines of \
             | every one of | notes of | banknotes of",
        ),
        (
            EachAfter,
            "each | apiece | a piece | a head | per person | per head | per capita | per piece | per unit \
             | per item | per share | per kilo | per kilogram | per kilogramme | per kg | per gram | per gramme \
             | per g | per tonne | per ton | per litre | per liter | per square metre | per square meter | per vehicle \
             | per car | per case | per victim | per household | per migrant | per account | per transaction \
             | per transfer | per invoice | per passenger | per defendant | per coin | per token | per animal \
             | per hectare | a kilo | a gram | a ton | a tonne | a litre | the kilo | respectively | every time \
             | each time",
        ),
        (
            Sums,
            "payments of | payment of | transfers of | cheques of | checks of | fines of | deposits of \
             | withdrawals of | donations of | bribes of | loans of | invoices of | wire transfers of \
             | bank transfers of | cash deposits of | sums of | amounts of | purchases of | bets of | bundles of \
             | rates of | grants of | orders of",
        ),
        (Article, "a | an"),
        (Hundred(Alone::IsVague), "hundred"),
        (
            scale(3),
            "thousand | thousands | grand | thousnd | thou | thous | tousand | thousnad | thosand | thousend \
             | thouthand | tsd | tousands | thounsand | thousans | k s",
        ),
        (
            scale(6),
            "million | millions | mn | mil | mill | mllion | milion | millon | millin | milllion | miilion \
             | mios | mils | mlln | millians | millionn | milions | milliom | miliion | millioin",
        ),
        (
            scale(9),
            "billion | billions | milliard | bilion | bllion | billon | billlion | bils | billins | milliards \
             | bilions | billiion",
        ),
        (
            scale(12),
            "trillion | trillions | tn | lakh crore | lakh crores | trilion | trillon | triillion | trill \
             | tril",
        ),
        (scale(5), "lakh | lakhs | lac | lacs | laks"),
        (scale(7), "crore | crores | crs | krore"),
        (Part(50), "half | half a | a half | half of a | one half | half an"),
        (Part(25), "quarter of a | a quarter of a | quarter | a quarter | one quarter"),
        (Part(75), "three quarters of a | three quarter"),
        (AndPart(50), "and a half | and one half | and half"),
        (AndPart(25), "and a quarter"),
        (AndPart(75), "and three quarters"),
        (sign("EUR"), "euro | euros"),
        (DOLLARS, "dollar | dollars | bucks"),
        (sign("USD"), "us dollar | us dollars | u s dollars | american dollars | american dollar | usd dollars"),
        (unit("CAD"), "canadian dollar | canadian dollars | dollars canadian"),
        (unit("AUD"), "australian dollar | australian dollars | dollars australian"),
        (unit("NZD"), "new zealand dollar | new zealand dollars"),
        (unit("HKD"), "hong kong dollar | hong kong dollars"),
        (unit("SGD"), "singapore dollar | singapore dollars"),
        (sign("GBP"), "british pound | pound sterling | pounds sterling | sterling | british pounds"),
        (sign("CHF"), "swiss franc | swiss francs | swiss frank | chf francs"),
        (unit("FRF"), "french francs | french franc"),
        (unit("BEF"), "belgian francs | belgian franc"),
        (unit("SEK"), "swedish kronor | swedish krona | swedish crowns | swedish kroner"),
        (unit("NOK"), "norwegian kroner | norwegian krone | norwegian crowns"),
        (unit("DKK"), "danish kroner | danish krone | danish crowns"),
        (unit("ISK"), "icelandic krona | icelandic kronur"),
        (unit("CZK"), "czech crowns | czech koruna | czech korunas | czech crown"),
        (unit("HUF"), "forint | forints | hungarian forint | hungarian forints"),
        (unit("PLN"), "zloty | zlotys | zlotych | polish zloty"),
        (unit("RON"), "romanian lei"),
        (LEI, "lei | leu"),
        (unit("MDL"), "moldovan lei"),
        (unit("BGN"), "lev | leva | levs | bulgarian lev | bulgarian leva"),
        (unit("LTL"), "litas | litai | lithuanian litas"),
        (unit("LVL"), "lats | latvian lats"),
        (unit("EEK"), "kroons | estonian kroons"),
        (unit("HRK"), "kuna | kunas | croatian kuna"),
        (unit("DEM"), "deutschmarks | deutsche marks | german marks"),
        (unit("RUB"), "russian rubles | russian roubles | russian ruble"),
        (unit("BYN"), "belarusian rubles | belarusian roubles"),
        (shared("RUB", &["BYN"]), "rubles | roubles | ruble | rouble"),
        (unit("UAH"), "hryvnia | hryvnias | hryvnya"),
        (unit("JPY"), "yen"),
        (unit("CNY"), "yuan | renminbi"),
        (unit("INR"), "indian rupees | indian rupee"),
        (unit("PKR"), "pakistani rupees | pakistani rupee"),
        (shared("INR", &["PKR", "LKR", "NPR"]), "rupee | rupees"),
        (unit("BRL"), "reais | brazilian real | brazilian reals | brazilian reais | reals"),
        (unit("TRY"), "turkish lira | turkish liras"),
        (unit("ITL"), "italian lira | italian lire"),
        (unit("ILS"), "shekel | shekels"),
        (unit("KRW"), "korean won | south korean won"),
        (unit("AED"), "uae dirhams | emirati dirhams | dirhams of the uae"),
        (shared("AED", &["MAD"]), "dirham | dirhams"),
        (unit("ZAR"), "south african rand | rand | rands"),
        (unit("NGN"), "naira | nairas"),
        (unit("MXN"), "mexican pesos"),
        (unit("COP"), "colombian pesos"),
        (unit("ARS"), "argentine pesos"),
        (unit("RSD"), "serbian dinars"),
        (unit("KWD"), "kuwaiti dinars | kuwaiti dinar"),
        (sign("BTC"), "bitcoins | btcs | sats of"),
        (sign("ETH"), "ethers"),
        (Cent, "cent | cents | pence"),
        (
            Pieces,
            "banknote | banknotes | note | notes | bill | bills | coin | coins | atm | atms | machines | stamps \
             | denomination | denominations | banknoten | bank notes | bank note | coupons | ft",
        ),
        (Percent, "percent | per cent | percentage points"),
        (Of, "of | in | of the"),
        (
            Filler,
            "total | a total of | total of | totalling | totaling | totalled | totaled | sum of | a sum of \
             | the sum of | amount of | an amount of | the amount of | value of | a value of | the value of \
             | equivalent of | worth of | the equivalent of | the | to | at | by | valued at | well | just | an \
             | another | further | altogether | equivalent to | worth | of | combined total of | total value of \
             | a total value of | combined value of | net | gross | aggregate amount of | market value of | staggering \
             | whopping | record | massive | additional | extra | combined | a combined | aggregate | an aggregate \
             | an aggregate of | aggregate of | overall | an overall | an overall total of | grand total of \
             | a grand total of | cumulative | a cumulative | total amount of | a total amount of \
             | the total amount of | sum total of | totals | sum | the sum | the total | exactly | precisely \
             | some further | fully | full | whole | entire | as little as | equal to | amounting to | amounted to \
             | amounts to | came to | comes to | adds up to | adding up to | added up to | valued | assessed at \
             | priced at | face value of | a face value of | nominal value of | street value of | a street value of \
             | market value | wholesale value of | retail value of | insured for | purchased for | bought for \
             | sold for | worth a total of | worth a combined | worth an aggregate | minimum value of | i e | ie | viz \
             | namely | only | merely | even | about the sum of | a sum total of | cool | a cool | hefty | a hefty \
             | huge | a huge | a massive | a whopping | a staggering | a record | a further | an additional | an extra \
             | the amount | the value | balance of | a balance of | capital of | price of | a price of | the price of \
             | cost of | a cost of | at a cost of | share of | ransom of | a ransom of | fine of | a fine of | bail of \
             | penalty of | a penalty of | loss of | losses of | a loss of | damage of | damages of | debt of \
             | debts of | profit of | profits of | turnover of | income of | proceeds of | assets of | funds of \
             | gains of | bribe of | a bribe of | payment totalling | value | seizure of | the seizure of \
             | freezing of | the freezing of",
        ),
        (
            Describing,
            "polish | hungarian | bulgarian | lithuanian | latvian | croatian | ukrainian | chinese \
             | japanese | counterfeit | fake | forged | stolen | laundered | illegal | illicit | so called \
             | ill gotten | dirty | hot | suspected | unexplained | undeclared | untaxed | unpaid | crypto | virtual \
             | digital | hard | cold",
        ),
        (scale(15), "quadrillion | quadrillions"),
        (scale(10), "thousand crore | thousand crores"),
        (
            Thing,
            "account | accounts | car | cars | vehicle | vehicles | page | pages | note no | lot | lots | item \
             | items | case | cases | file | files | invoice | invoices | ref | reference | number | numbers \
             | apartment | apartments | flat | flats | house | houses | building | buildings | property | properties \
             | villa | villas | yacht | yachts | watch | watches | bar | bars | wallet | wallets | suspect | suspects \
             | victim | victims | person | people | persons | company | companies | bank | banks | plot | plots \
             | parcel | parcels | packet | packets | package | packages | kilo | kilos | kg | gram | grams | g | tonne \
             | tonnes | ton | ha | hectare | hectares | acre | acres | km | m² | metre | metres | meter | meters \
             | litre | litres | liter | liters | phone | phones | laptop | laptops | computer | computers | ring \
             | rings | necklace | painting | paintings | artwork | share | shares | bond | bonds | policy | safe | box \
             | boxes | bag | bags | suitcase | day | days | week | weeks | month | months | year | years | hour \
             | hours | article | section | chapter | paragraph | row | line | version | model | room | floor | street \
             | road | unit | units | piece | pieces | time | arrest | arrests | search | searches | raid | raids \
             | warrant | warrants | cigarettes | pills | tablets | firearms | weapons | gun | guns | boat | boats \
             | motorcycle | motorcycles | truck | trucks | defendant | defendants | member | members | country \
             | countries | state | states | site | sites | location | locations | order | orders | transaction \
             | transactions | transfer | transfers | payment | payments | loan | loans | cheque | cheques | investors \
             | customers | clients | employees | officers | agents | id | iban | serial | code | track | step \
             | question | schedule | exhibit | evidence | annex | figure | table | appendix | count | counts | january \
             | february | march | april | may | june | july | august | september | october | november | december | jan \
             | feb | mar | apr | jun | jul | aug | sep | sept | oct | nov | dec",
        ),
        (
            Dating,
            "in | since | month | week | day | during | for | of fiscal | fiscal | fiscal year | fy | year \
             | in the year | the year | years | until | till | by | through | before | after | early | late | mid \
             | in early | in late | in mid | dated | calendar year | from | january | february | march | april | may \
             | june | july | august | september | october | november | december | jan | feb | mar | apr | jun | jul \
             | aug | sep | sept | oct | nov | dec",
        ),
        (POUNDS, "pounds | quid | pound"),
        (sign("TWD"), "nt dollar | nt dollars | new taiwan dollar | new taiwan dollars"),
        (sign("HKD"), "hk dollar | hk dollars"),
        (sign("SGD"), "s dollar | sing dollars"),
        (sign("AUD"), "a dollar | aussie dollars"),
        (sign("NZD"), "nz dollar | nz dollars | kiwi dollars"),
        (sign("CAD"), "c dollar"),
        (sign("XAF"), "central african francs"),
        (sign("XOF"), "west african francs"),
        (sign("XPF"), "pacific francs | cfp francs"),
        (sign("MYR"), "ringgit | ringgits | malaysian ringgit"),
        (sign("THB"), "baht | thai baht"),
        (sign("IDR"), "rupiah | rupiahs | indonesian rupiah"),
        (sign("VND"), "dong | vietnamese dong"),
        (sign("BAM"), "convertible marks | convertible mark"),
        (sign("NLG"), "guilders | dutch guilders | guilder"),
        (sign("ESP"), "pesetas | spanish pesetas"),
        (sign("PTE"), "escudos"),
        (sign("GRD"), "drachmas | drachma"),
        (sign("FIM"), "markka | finnish markka"),
        (sign("SKK"), "slovak koruna"),
        (sign("KZT"), "tenge"),
        (sign("UZS"), "som | soums"),
        (sign("GEL"), "lari"),
        (sign("AMD"), "dram | drams"),
        (sign("AZN"), "manat"),
        (sign("ALL"), "lek | leks"),
        (sign("MKD"), "denar | denars"),
        (sign("RSD"), "serbian dinar"),
        (sign("PEN"), "soles | nuevos soles"),
        (sign("PYG"), "guaranies | guarani"),
        (sign("BOB"), "bolivianos"),
        (sign("VES"), "bolivares | bolivars"),
        (sign("GHS"), "cedi | cedis"),
        (sign("ETB"), "birr"),
        (sign("KES"), "kenyan shilling"),
        (sign("ZMW"), "kwacha"),
        (sign("BDT"), "taka"),
        (sign("KHR"), "riel"),
        (sign("LAK"), "kip"),
        (sign("MNT"), "tugrik"),
        (sign("MMK"), "kyat"),
        (sign("XRP"), "ripples"),
        (sign("DOGE"), "doge"),
        (DINARS, "dinar | dinars"),
        (FRANCS, "franc | francs"),
        (CROWNS, "koruna | korunas | crowns | kroner | kronor | krona | krone | kronur"),
        (PESOS, "peso | pesos"),
        (RIALS, "rial | rials | riyal | riyals"),
        (SHILLINGS, "shilling | shillings"),
        (WONS, "won"),
        (LIRAS, "lira | liras | lire"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn english_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "en";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("over €3.2bn", "> 3200000000 EUR"),
            ("some $45,000 in cash", "~ 45000 USD"),
            ("£1.2m worth of assets", "1200000 GBP"),
            ("just under €900,000", "< 900000 EUR"),
            ("no more than EUR 75 000", "<= 75000 EUR"),
            ("between €2 and €3 million", "2000000..3000000 EUR"),
            ("€4-5 million", "4000000..5000000 EUR"),
            ("from 10 to 12 million euros", "10000000..12000000 EUR"),
            ("two and a half million pounds", "2500000 GBP"),
            ("half a million euros", "500000 EUR"),
            ("a quarter of a million dollars", "250000 USD"),
            ("one hundred and twenty-five thousand euros", "125000 EUR"),
            ("an estimated 3,500 bitcoins", "~ 3500 BTC"),
            ("1,800 bitcoins", "1800 BTC"),
            ("12 cars and €120,000 in cash", "120000 EUR"),
            ("seven properties valued at approximately US$ 2.75 million", "~ 2750000 USD"),
            ("C$5 million", "5000000 CAD"),
            ("$5 million CAD", "5000000 CAD"),
            ("Rs 5 crore", "!"),
            ("₹5 crore", "50000000 INR"),
            ("€5 million or more", ">= 5000000 EUR"),
            ("€10m+", ">= 10000000 EUR"),
            ("~€2.5M", "~ 2500000 EUR"),
            (">€5M", "> 5000000 EUR"),
            ("<= 300 EUR", "<= 300 EUR"),
            ("≥ EUR 1 000 000", ">= 1000000 EUR"),
            ("five hundred thousand US dollars", "500000 USD"),
            ("CHF 2.3 million", "2300000 CHF"),
            ("€1.5 million ($1.7 million)", "1500000 EUR"),
            ("not less than €4 million", ">= 4000000 EUR"),
            ("no fewer than 40 vehicles", "!"),
            ("several million euros", "!"),
            ("tens of millions of dollars", "!"),
            ("€5 million and $3 million", "!"),
            ("an increase of €5 million", "!"),
            ("30% of €5 million", "!"),
            ("a 20% stake worth €5 million", "5000000 EUR"),
            ("fifty €500 notes", "!"),
            ("5 million euro", "5000000 EUR"),
            ("kr 500", "!"),
            ("¥5 million", "!"),
            ("50 swedish kronor", "50 SEK"),
            ("5 to 6 million US dollars", "5000000..6000000 USD"),
            ("5 or 6 million dollars", "!"),
            ("20 pounds of cocaine", "!"),
            ("-€500", "!"),
            ("€5,00,000", "500000 EUR"),
            ("the sum of EUR 1,234.56", "1234.56 EUR"),
            ("€3.6 billion", "3600000000 EUR"),
            ("EUR 3.5 bn", "3500000000 EUR"),
            ("USDT 1,250,000.50", "1250000.50 USDT"),
            ("450,000 USDT", "?450000 USDT"),
            ("assets worth nearly half a billion dollars", "~ 500000000 USD"),
            ("50 million worth of assets", "!"),
            ("€5 million higher than last year", "!"),
            ("up to around €2 million", "~ <= 2000000 EUR"),
            ("KWD 1,500.250", "1500.250 KWD"),
            ("€ 5 M", "5000000 EUR"),
            ("5 million € in cash", "5000000 EUR"),
            ("a total of 1,250,300 euros", "1250300 EUR"),
            ("$1,234,567.89 and 3 vehicles", "1234567.89 USD"),
            ("seized on 12 March 2024 €45,000", "45000 EUR"),
            ("in 2023, €4 million", "4000000 EUR"),
            ("over 100 bitcoin", "> 100 BTC"),
            ("12 x €5,000", "!"),
            ("$1-2m", "1000000..2000000 USD"),
            ("N$500", "!"),
            ("5 million dollars Canadian", "5000000 CAD"),
            ("€100 million-plus", ">= 100000000 EUR"),
            ("half of €5 million", "!"),
            ("+€5 million", "!"),
            ("0.75 BTC", "0.75 BTC"),
            ("US$ 1.1 trillion", "1100000000000 USD"),
            ("more than €12.4 million was frozen in 15 bank accounts", "> 12400000 EUR"),
            ("as much as €5 million", "!"),
            ("€5 million each year", "5000000 EUR"),
            ("from €500,000", "!"),
            ("€20,000 in €50 notes", "20000 EUR"),
            ("2.5m euros", "2500000 EUR"),
            ("GBP 12k", "12000 GBP"),
            ("nine hundred and ninety-nine million euros", "999000000 EUR"),
            ("less than a million euros", "< 1000000 EUR"),
            ("EUR five million", "5000000 EUR"),
    ];
}
