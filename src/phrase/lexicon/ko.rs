//! Korean.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "ko",
    name: "Korean",
    mark: DecimalMark::Point,
    compounds: false,
    endings: &[],
    lands: "",
    numbers: &[],
    entries: &[
        (About, "약 | 대략 | 거의 | 근 | 대충"),
        (AboutAfter, "가량 | 정도 | 안팎 | 내외 | 쯤 | 남짓 | 가까이 | 여"),
        (
            MORE_AFTER,
            "초과 | 을 넘는 | 를 넘는 | 넘는 | 이 넘는 | 가 넘는 | 웃도는 | 을 초과 | 를 초과 | 을 넘어 | 를 넘어 | 을 웃도는 | 를 웃도는 | 초과하는 \
             | 넘게 | 을 초과하는",
        ),
        (AT_LEAST_AFTER, "이상 | 이상의"),
        (LESS_AFTER, "미만 | 에 못 미치는 | 미만의"),
        (AT_MOST_AFTER, "이하 | 까지 | 이내 | 이하의"),
        (AT_LEAST, "최소 | 적어도 | 최소한"),
        (AT_MOST, "최대 | 최고 | 많아야"),
        (Estimate, "추정 | 추산"),
        (MORE, "무려"),
        (To, "에서 | 부터 | ~에서"),
        (Or, "또는 | 혹은"),
        (And, "와 | 과 | 및"),
        (Vague, "수 | 수십 | 수백 | 수천 | 수억 | 몇 | 여러 | 수십억 | 수백억 | 수천만"),
        (Doubt, "각 | 각각 | 매 | 당 | 마이너스 | 배"),
        (scale(3), "천"),
        (scale(4), "만 | 萬"),
        (scale(6), "백만"),
        (scale(7), "천만"),
        (scale(8), "억 | eok"),
        (scale(9), "십억"),
        (scale(10), "백억"),
        (scale(11), "천억"),
        (scale(12), "조"),
        (HUNDRED, "백"),
        (sign("KRW"), "원 | 원화 | 한화 | 원어치 | 원권 상당"),
        (sign("USD"), "달러 | 미국 달러 | 미 달러 | 미국달러"),
        (sign("EUR"), "유로"),
        (sign("JPY"), "엔 | 엔화"),
        (sign("GBP"), "파운드"),
        (sign("CNY"), "위안 | 위안화"),
        (sign("CHF"), "스위스 프랑"),
        (sign("HKD"), "홍콩 달러 | 홍콩달러"),
        (sign("AUD"), "호주 달러 | 호주달러"),
        (sign("CAD"), "캐나다 달러 | 캐나다달러"),
        (sign("SGD"), "싱가포르 달러 | 싱가포르달러"),
        (sign("TWD"), "대만 달러 | 대만달러"),
        (sign("BTC"), "비트코인"),
        (
            Filler,
            "총 | 합계 | 모두 | 총액 | 시가 | 현금 | 금액 | 총합 | 상당액 | 피해액 | 추가로 | 자산 | 도합 | 벌금 | 추징금",
        ),
        (Of, "의"),
        (
            Plain,
            "을 | 를 | 이 | 가 | 은 | 는 | 에 | 로 | 으로 | 상당 | 상당의 | 상당을 | 어치 | 어치의 | 규모 | 규모의 | 동결 | 압수 | 몰수 | 추징 | 압류 \
             | 환수 | 압수했다 | 몰수했다 | 동결했다 | 압류했다 | 가상자산 | 암호화폐 | 현금을 | 자금 | 재산 | 피해 | 사기 | 횡령 | 뇌물 | 세금 | 불법 | 범죄 | 수익 \
             | 했다 | 됐다 | 한 | 된 | 도 | 인 | 이다 | 짜리 | 대 | 대의 | 예금 | 부동산 | 전액",
        ),
        (
            Thing,
            "건 | 명 | 대의 차량 | 개 | 계좌 | 회 | 번 | 일 | 월 | 년 | 시간 | 세 | 점 | 호 | 쪽 | 층 | 킬로 | 그램 | 톤 | 곳 | 채 | 장",
        ),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn korean_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "ko";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
        ("약 7억 원", "~ 700000000 KRW"),
        ("KRW 7 억", "700000000 KRW"),
        ("7억원 이상", ">= 700000000 KRW"),
        ("7만 달러 미만", "< 70000 USD"),
        ("7조원", "7000000000000 KRW"),
        ("1억 2000만원", "120000000 KRW"),
        ("7억원 초과", "> 700000000 KRW"),
        ("최대 7억 원", "<= 700000000 KRW"),
        ("수억 원", "!"),
        ("7억 원 상당", "700000000 KRW"),
        ("7천만원을 압수", "70000000 KRW"),
        ("최소 7백만 유로", ">= 7000000 EUR"),
        ("7억원 뷁", "!"),
    ];
}
