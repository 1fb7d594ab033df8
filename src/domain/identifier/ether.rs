//! Ethereum addresses: forty hexadecimal digits, with a checksum in the case of the letters (EIP-55).

use sha3::{Digest, Keccak256};

const DIGITS: usize = 40;

/// The normal form, as in EIP-55, or what is wrong. Letters all of one case carry no checksum.
pub(super) fn normal(value: &str) -> Result<String, String> {
    let digits = value.strip_prefix("0x").or_else(|| value.strip_prefix("0X")).unwrap_or(value);
    if let Some((index, c)) = digits.chars().enumerate().find(|(_, c)| !c.is_ascii_hexdigit()) {
        return Err(format!("has “{c}” as its digit {}; an address has the digits 0–9 and a–f", index + 1));
    }
    if digits.len() != DIGITS {
        return Err(format!("has {} digits; an address has {DIGITS}", digits.len()));
    }
    let due = checksummed(&digits.to_ascii_lowercase());
    let has = |test: fn(&u8) -> bool| digits.bytes().any(|b| test(&b));
    let wrong = digits.chars().zip(due.chars()).position(|(is, due)| is != due);
    match wrong {
        Some(index) if has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase) => Err(format!(
            "does not agree with its checksum: by its other digits, the case of its digit {} is wrong",
            index + 1
        )),
        _ => Ok(format!("0x{due}")),
    }
}

/// The digits, with each letter in upper case if the hash of the whole has a digit of 8 or more there.
fn checksummed(lower: &str) -> String {
    let hash = Keccak256::digest(lower.as_bytes());
    let nibbles = hash.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    lower.chars().zip(nibbles).map(|(c, nibble)| if nibble >= 8 { c.to_ascii_uppercase() } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_stored_with_its_checksum() {
        for text in [
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
            "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
            "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
            "0x0000000000000000000000000000000000000000",
        ] {
            assert_eq!(normal(text).as_deref(), Ok(text));
            assert_eq!(normal(&text.to_lowercase()).as_deref(), Ok(text));
            assert_eq!(normal(&text.to_uppercase()).as_deref(), Ok(text));
            assert_eq!(normal(&text[2..]).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_bad_address_says_what_is_wrong() {
        for (text, wrong) in [
            (
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
                "does not agree with its checksum: by its other digits, the case of its digit 40 is wrong",
            ),
            ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe", "has 39 digits; an address has 40"),
            ("0xg", "has “g” as its digit 1; an address has the digits 0–9 and a–f"),
            ("0xä", "has “ä” as its digit 1; an address has the digits 0–9 and a–f"),
        ] {
            assert_eq!(normal(text).unwrap_err(), wrong);
        }
    }
}
