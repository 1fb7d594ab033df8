//! Spanish.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "es",
    name: "Spanish",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[],
    numbers: &[
        (
            0,
            1,
            "cero un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis",
        ),
        (17, 1, "diecisiete dieciocho diecinueve"),
        (
            20,
            1,
            "veinte veintiún/veintiuno/veintiuna veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho",
        ),
        (29, 1, "veintinueve treinta"),
        (40, 10, "cuarenta cincuenta sesenta setenta ochenta noventa"),
        (
            100,
            100,
            "cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas quinientos/quinientas",
        ),
        (600, 100, "seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas novecientos/novecientas"),
    ],
    entries: &[
        (
            MORE,
            "más de | más de los | superior a | superiores a | por encima de | supera los | superan los | superior a los | excede",
        ),
        (
            MORE,
            "supera | superando los | superó los | algo más de | poco más de | mayor a | mayor de | que supera los | un poco más de",
        ),
        (
            MORE,
            "superado los | excede de | excede los | superan | mayor que | muy por encima de | superar los | rebasa los | que exceda",
        ),
        (
            AT_LEAST,
            "al menos | por lo menos | como mínimo | mínimo | no menos de | cuando menos | un mínimo de | no inferior a | mínimo de",
        ),
        (
            AT_MOST,
            "no supera | no supera los | no superan los | no superaba los | no supere los | no excede de | no excede los | no exceda de | no superior a | no superiores a | no mayor de",
        ),
        (Doubt, "no solo | no solamente | no únicamente"),
        (AT_LEAST, "no inferior a | no inferiores a | no menor de | no baja de | no bajan de"),
        (AT_LEAST, "a partir de | igual o superior a | mínimo de"),
        (
            LESS,
            "menos de | inferior a | inferiores a | por debajo de | algo menos de | poco menos de | menor a | menor de | un poco menos de",
        ),
        (
            AT_MOST,
            "hasta | como máximo | no más de | máximo | a lo sumo | hasta un máximo de | un máximo de | máximo de | no superior a",
        ),
        (AT_MOST, "hasta los | hasta un total de | hasta el límite de | dentro del límite de | igual o inferior a"),
        (MORE_AFTER, "y pico"),
        (AT_LEAST_AFTER, "o más | como mínimo | al menos | y más"),
        (AT_MOST_AFTER, "o menos | como máximo"),
        (
            About,
            "casi | cerca de | alrededor de | en torno a | unos | unas | cercano a | cercana a | próximo a | próxima a",
        ),
        (
            About,
            "rozando los | prácticamente | del orden de | alrededor de los | en torno a los | cerca de los | cercana a los | sobre los",
        ),
        (
            About,
            "aproximado de | cercanos a | cercanas a | rondando los | ronda los | rondaría los | aproximada de | unos aproximadamente",
        ),
        (AboutAfter, "aproximadamente | aproximados | más o menos | aproximadas"),
        (
            Estimate,
            "estimado | estimada | estimados | estimadas | se estima | estimación | estimativo | estiman | estimándose",
        ),
        (Between, "entre | entre los"),
        (From, "desde"),
        (To, "a"),
        (And, "y | e"),
        (Or, "o | u"),
        (Vague, "varios | varias | algunos | algunas | muchos | decenas de | cientos de | centenares de | miles de"),
        (
            Vague,
            "numerosos | diversos | multimillonario | multimillonaria | millonario | millonaria | decenas | cientos | miles",
        ),
        (Vague, "un par de | par de | cuantiosos"),
        (
            Change,
            "aumento de | incremento de | aumentado en | subida de | caída de | descenso de | disminución de | reducción de",
        ),
        (
            Change,
            "creció en | aumentó en | ha pasado de | pasó de | pasando de | diferencia de | % de | por ciento de | crecimiento de",
        ),
        (ChangeAfter, "más que | menos que | de diferencia | más respecto | menos respecto"),
        (Each, "por persona | por cabeza | por cada"),
        (Each, "billetes de"),
        (Each, "cada uno | cada una | cuotas de | plazos de | mensualidades de | tramos de | a razón de | sendos"),
        (
            EachAfter,
            "cada uno | cada una | por persona | por cabeza | per cápita | por unidad | por pieza | por kilo | por kilogramo | por gramo | por litro",
        ),
        (
            EachAfter,
            "por tonelada | por metro cuadrado | por vehículo | por víctima | por migrante | por acción | por operación | por transferencia",
        ),
        (
            EachAfter,
            "por factura | por pasajero | por hectárea | por inmigrante | el gramo | el kilo | el litro | la unidad | la pieza | la tonelada",
        ),
        (EachAfter, "respectivamente | por cada"),
        (
            Sums,
            "pagos de | transferencias de | cheques de | multas de | depósitos de | retiradas de | donaciones de | préstamos de | facturas de",
        ),
        (Sums, "sobornos de | ingresos de | fajos de | cantidades de | sumas de"),
        (Doubt, "sin | excepto | salvo | nunca | jamás | ningún | ninguno | excluyendo"),
        (Doubt, "a excepción de"),
        (
            Doubt,
            "no | menos | mitad de | la mitad de | ni | veces | doble | cada | un tercio de | tercio de | tanto como",
        ),
        (Roughly(10), "decena de"),
        (Roughly(12), "docena de"),
        (Roughly(15), "quincena de"),
        (Roughly(20), "veintena de"),
        (Roughly(30), "treintena de"),
        (Roughly(100), "centenar de | centena de"),
        (lone_scale(3), "mil"),
        (scale(3), "millar de | millar"),
        (scale(6), "millón | millones | mill | mills | mm"),
        (scale(9), "millardo | millardos | mil millones"),
        (scale(12), "billón | billones"),
        (Part(50), "medio | media"),
        (AndPart(50), "y medio | y media"),
        (sign("EUR"), "euro | euros"),
        (DOLLARS, "dólar | dólares"),
        (
            unit("USD"),
            "dólares estadounidenses | dólares americanos | dólares de estados unidos | dólar estadounidense | dólares de los ee uu",
        ),
        (unit("CAD"), "dólares canadienses"),
        (unit("AUD"), "dólares australianos"),
        (unit("GBP"), "libras esterlinas | libras | libra esterlina | libras británicas"),
        (unit("CHF"), "francos suizos | franco suizo"),
        (shared("CHF", &["FRF", "BEF", "XOF"]), "francos | franco"),
        (unit("ESP"), "pesetas | peseta | ptas | pts"),
        (unit("MXN"), "pesos mexicanos"),
        (unit("COP"), "pesos colombianos"),
        (unit("ARS"), "pesos argentinos"),
        (unit("CLP"), "pesos chilenos"),
        (unit("DOP"), "pesos dominicanos"),
        (shared("MXN", &["COP", "ARS", "CLP", "UYU", "DOP", "CUP", "PHP"]), "pesos | peso"),
        (unit("PEN"), "soles | nuevos soles"),
        (unit("BRL"), "reales | reales brasileños"),
        (unit("PYG"), "guaraníes"),
        (unit("CRC"), "colones"),
        (unit("GTQ"), "quetzales"),
        (unit("HNL"), "lempiras"),
        (shared("VES", &["VED", "VEF", "BOB"]), "bolívares"),
        (unit("SEK"), "coronas suecas"),
        (unit("NOK"), "coronas noruegas"),
        (unit("DKK"), "coronas danesas"),
        (unit("CZK"), "coronas checas"),
        (shared("SEK", &["NOK", "DKK", "CZK"]), "coronas"),
        (unit("MAD"), "dirhams marroquíes"),
        (shared("AED", &["MAD"]), "dirhams | dírhams"),
        (unit("HUF"), "forintos | florines húngaros"),
        (unit("PLN"), "zlotys | eslotis | zloty"),
        (unit("RON"), "leus | lei"),
        (shared("RUB", &["BYN"]), "rublos"),
        (unit("JPY"), "yenes"),
        (unit("CNY"), "yuanes"),
        (Cent, "céntimos | centavos | céntimo"),
        (Pieces, "billete | billetes | moneda | monedas | cajeros"),
        (Percent, "por ciento | por cien"),
        (Of, "de | en"),
        (
            Filler,
            "un total de | total de | la suma de | suma de | un valor de | valor de | por valor de | importe de | un importe de",
        ),
        (
            Filler,
            "los | las | el | la | de | del | en | a | por | otros | cantidad de | la cantidad de | una cantidad de | equivalente a",
        ),
        (
            Filler,
            "cuantía de | una cuantía de | en un valor de | un importe total de | valor total de | un valor total de | nada menos que",
        ),
        (Filler, "monto de | un monto de | la friolera de | un"),
        (Describing, "falsos | falsas | falsificados | ilícitos"),
        (
            Plain,
            "de | del | la | el | los | las | en | por | con | para | que | se | han | ha | sido | un | una | su | sus | al",
        ),
        (
            Plain,
            "valorado | valorados | valorada | valoradas | incautado | incautados | decomisado | embargo | bloqueo | bienes",
        ),
        (
            Plain,
            "inmuebles | cuentas | bancarias | metálico | efectivo | dinero | procedentes | guardia | civil | policía | es | son",
        ),
        (Plain, "a la semana | al año | al mes | al día | año | anuales | mensuales"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn spanish_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "es";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("más de 3 millones de euros", "> 3000000 EUR"),
            ("unos 450.000 euros", "~ 450000 EUR"),
            ("al menos 10 millones de euros", ">= 10000000 EUR"),
            ("hasta 5 millones de euros", "<= 5000000 EUR"),
            ("entre 3 y 4 millones de dólares", "3000000..4000000 USD"),
            ("de 3 a 4 millones de euros", "3000000..4000000 EUR"),
            ("medio millón de euros", "500000 EUR"),
            ("un millón y medio de euros", "1500000 EUR"),
            ("dos mil millones de euros", "2000000000 EUR"),
            ("doscientos cincuenta mil euros", "250000 EUR"),
            ("varios millones de euros", "!"),
            ("casi 2 millones de euros", "~ 2000000 EUR"),
            ("12 coches y 30.000 euros en efectivo", "30000 EUR"),
            ("menos de 100.000 euros", "< 100000 EUR"),
            ("treinta y cinco mil euros", "35000 EUR"),
            ("decenas de millones de euros", "!"),
            ("mil euros", "?1000 EUR"),
            ("3.500 millones de euros", "3500000000 EUR"),
            ("5 millones de pesos", "!"),
            ("cerca de 3,2 millones de euros", "~ 3200000 EUR"),
            ("superior a los 20 millones de euros", "> 20000000 EUR"),
    ];
}
