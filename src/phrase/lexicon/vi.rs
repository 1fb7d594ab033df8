//! Vietnamese.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "vi",
    name: "Vietnamese",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[],
    lands: "",
    numbers: &[],
    entries: &[
        (MORE, "hơn | trên | lớn hơn | nhiều hơn | vượt quá | vượt | vượt mức | cao hơn"),
        (AT_LEAST, "ít nhất | tối thiểu | không dưới | không ít hơn | từ ít nhất"),
        (LESS, "dưới | ít hơn | chưa đến | chưa tới | thấp hơn | nhỏ hơn | kém"),
        (
            AT_MOST,
            "tối đa | không quá | nhiều nhất | lên đến | lên tới | cho đến | đến mức | tới mức | không vượt quá \
             | không hơn",
        ),
        (AT_LEAST_AFTER, "trở lên | hoặc hơn"),
        (AT_MOST_AFTER, "trở xuống | hoặc ít hơn"),
        (About, "khoảng | gần | xấp xỉ | chừng | tầm | độ khoảng | khoảng gần | ước chừng | ngót | suýt soát"),
        (Estimate, "ước tính | ước tính khoảng"),
        (Between, "giữa | trong khoảng"),
        (From, "từ"),
        (To, "đến | tới"),
        (And, "và"),
        (Or, "hoặc | hay"),
        (Vague, "vài | hàng | nhiều | mấy | hàng chục | hàng trăm | hàng nghìn | hàng triệu | vài trăm | hàng tỷ"),
        (Doubt, "không | trừ | chưa | mỗi"),
        (scale(3), "nghìn | ngàn"),
        (scale(6), "triệu"),
        (scale(9), "tỷ | tỉ"),
        (scale(12), "nghìn tỷ | ngàn tỷ | nghìn tỉ | ngàn tỉ"),
        (sign("VND"), "đồng | đồng việt nam | việt nam đồng | vnđ | đ"),
        (sign("EUR"), "euro | ơ rô"),
        (sign("USD"), "đô la | đô la mỹ | usd đô"),
        (sign("JPY"), "yên nhật | yên"),
        (sign("CNY"), "nhân dân tệ | tệ"),
        (sign("GBP"), "bảng anh"),
        (sign("KRW"), "won hàn quốc"),
        (sign("CHF"), "franc thụy sĩ"),
        (sign("THB"), "bạt | baht thái"),
        (sign("SGD"), "đô la singapore"),
        (sign("AUD"), "đô la úc"),
        (sign("CAD"), "đô la canada"),
        (sign("HKD"), "đô la hồng kông"),
        (
            Filler,
            "tổng cộng | tổng số | tổng trị giá | trị giá | tổng giá trị | giá trị | số tiền | với số tiền \
             | với tổng số tiền | tương đương | tương đương với | là | chỉ | đúng | thêm | khoản | tài sản trị giá",
        ),
        (
            Thing,
            "tài khoản | xe | ô tô | căn hộ | nhà | người | công ty | ngân hàng | kg | gam | tấn | ngày | tháng \
             | năm | trang | vụ | lô | số | chiếc | điện thoại",
        ),
        (
            Plain,
            "tiền mặt | tiền | tài sản | thu giữ | bị | đã | tịch thu | phong tỏa | kê biên | chiếm đoạt | lừa đảo \
             | của | trong | tại | cho | các | được | để | vàng | tham ô | hối lộ | rửa tiền | thiệt hại | nợ | phạt \
             | ma túy | công an | bằng | với | ở | này",
        ),
        (Dating, "năm"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn vietnamese_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "vi";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
        ("hơn 5 tỷ đồng", "> 5000000000 VND"),
        ("VND 7 tỷ", "7000000000 VND"),
        ("khoảng 7 triệu USD", "~ 7000000 USD"),
        ("tối đa 700 nghìn euro", "<= 700000 EUR"),
        ("ít nhất 7 tỉ đồng", ">= 7000000000 VND"),
        ("từ 5 đến 7 tỷ đồng", "5000000000..7000000000 VND"),
        ("gần 7 nghìn tỷ đồng", "~ 7000000000000 VND"),
        ("7 tỷ đồng trở lên", ">= 7000000000 VND"),
        ("VND 7 tr", "7000000 VND"),
        ("vài tỷ đồng", "!"),
        ("dưới 7 triệu đồng", "< 7000000 VND"),
        ("VND 7 xyz", "!"),
    ];
}
