//! Indonesian.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "id",
    name: "Indonesian",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[],
    lands: "US as, amerika, amerika serikat; SG singapura; AU australia; HK hong kong, hongkong; CA kanada; \
            NZ selandia baru; TW taiwan",
    numbers: &[],
    entries: &[
        (MORE, "lebih dari | lebih | di atas | melebihi | melampaui | lebih besar dari | melewati"),
        (
            AT_LEAST,
            "paling sedikit | sedikitnya | setidaknya | minimal | minimum | sekurang kurangnya | sekurangnya \
             | tidak kurang dari | mulai dari",
        ),
        (LESS, "kurang dari | di bawah | kurang | lebih kecil dari"),
        (UpTo, "hingga | sampai | sampai dengan"),
        (
            AT_MOST,
            "paling banyak | maksimal | maksimum | hingga maksimal | tidak lebih dari | sebanyak banyaknya \
             | setinggi tingginya | maks",
        ),
        (AT_LEAST_AFTER, "atau lebih | ke atas | lebih"),
        (AT_MOST_AFTER, "atau kurang | ke bawah"),
        (
            About,
            "sekitar | kira kira | kurang lebih | hampir | mendekati | lebih kurang | kisaran | sekira | nyaris \
             | berkisar",
        ),
        (AboutAfter, "an"),
        (Estimate, "diperkirakan | ditaksir | taksiran | perkiraan"),
        (Between, "antara"),
        (From, "dari"),
        (To, "s d | sampai ke"),
        (And, "dan"),
        (Or, "atau"),
        (Vague, "beberapa | puluhan | ratusan | ribuan | jutaan | miliaran | banyak | sejumlah"),
        (Doubt, "tidak | bukan | tanpa | kecuali | per | masing masing"),
        (scale(3), "ribu | rb"),
        (scale(6), "juta | jt"),
        (scale(9), "miliar | milyar | milliar | mlr"),
        (scale(12), "triliun | trilyun | trilliun"),
        (sign("IDR"), "rupiah"),
        (sign("EUR"), "euro"),
        (sign("GBP"), "pound sterling | poundsterling"),
        (sign("JPY"), "yen"),
        (sign("CNY"), "yuan"),
        (sign("MYR"), "ringgit | ringgit malaysia"),
        (sign("KRW"), "won"),
        (sign("SAR"), "riyal saudi"),
        (DOLLARS, "dolar | dollar"),
        (
            Filler,
            "total | sebesar | senilai | sejumlah uang | dengan nilai | nilai | total nilai | jumlah \
             | uang sebesar | kerugian negara sebesar | kerugian sebesar | setara | setara dengan | tepat | hanya \
             | sebanyak | yaitu | yakni | mencapai | tambahan",
        ),
        (
            Thing,
            "rekening | mobil | rumah | apartemen | tanah | orang | perusahaan | bank | kg | kilogram | gram | ton \
             | hektare | hektar | ha | hari | bulan | tahun | halaman | kasus | unit | nomor | no | kali | januari \
             | februari | maret | april | mei | juni | juli | agustus | september | oktober | november | desember",
        ),
        (
            Plain,
            "uang | tunai | uang tunai | aset | harta | disita | menyita | sita | penyitaan | dirampas | dibekukan \
             | membekukan | pembekuan | diblokir | korupsi | suap | pencucian | penipuan | narkoba | emas | kripto \
             | kerugian | negara | denda | utang | pajak | polisi | kpk | kejaksaan | di | ke | yang | untuk | pada \
             | oleh | dengan | dalam | telah | adalah | ini | itu | para | milik | hasil | dan lain",
        ),
        (
            Dating,
            "tahun | pada tahun | sejak | pada | januari | februari | maret | april | mei | juni | juli | agustus \
             | september | oktober | november | desember",
        ),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn indonesian_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "id";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
        ("IDR 7 juta", "7000000 IDR"),
        ("Rp 7 miliar", "7000000000 IDR"),
        ("lebih dari Rp 7 triliun", "> 7000000000000 IDR"),
        ("sekitar 700 ribu dolar AS", "~ 700000 USD"),
        ("Rp 700 jt", "700000000 IDR"),
        ("paling sedikit 7 juta euro", ">= 7000000 EUR"),
        ("antara Rp 5 miliar dan Rp 7 miliar", "5000000000..7000000000 IDR"),
        ("Rp 5 sampai 7 miliar", "5000000000..7000000000 IDR"),
        ("Rp 7 M", "!"),
        ("hampir Rp 7 miliar", "~ 7000000000 IDR"),
        ("7 juta dolar Singapura", "7000000 SGD"),
        ("Rp 7.500.000", "7500000 IDR"),
        ("maksimal Rp 7 miliar", "<= 7000000000 IDR"),
        ("miliaran rupiah", "!"),
    ];
}
