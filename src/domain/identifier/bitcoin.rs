//! Bitcoin addresses of the main network: legacy Base58Check (`1…`, `3…`) and segwit (`bc1…`).

/// First bytes of a Base58Check address: for a public key's hash and for a script's.
const MAIN: [u8; 2] = [0x00, 0x05];

/// The same on the test networks.
const TEST: [u8; 2] = [0x6f, 0xc4];

/// The maximum length of an address of any kind, which also keeps decoding cheap.
const LONGEST: usize = 90;

const CHECKSUM: &str = "does not agree with its checksum: a character is wrong";

/// The normal form, or what is wrong.
pub(super) fn normal(value: &str) -> Result<String, String> {
    if value.len() > LONGEST {
        return Err("is too long for a Bitcoin address".to_owned());
    }
    let lower = value.to_ascii_lowercase();
    match lower.split_once('1') {
        Some(("bc" | "tb" | "bcrt", _)) => segwit(value, lower),
        _ => base58(value),
    }
}

fn segwit(value: &str, lower: String) -> Result<String, String> {
    use bech32::primitives::decode::{CharError, SegwitHrpstringError as Error, UncheckedHrpstringError as Text};
    let (network, _, _) = bech32::segwit::decode(value).map_err(|error| match error.0 {
        Error::Unchecked(Text::Char(CharError::InvalidChar(c))) => format!("has “{c}”, which no segwit address has"),
        Error::Unchecked(Text::Char(CharError::MixedCase)) => "mixes capital and small letters".to_owned(),
        Error::Checksum(_) => CHECKSUM.to_owned(),
        _ => "does not have the length or the version of a segwit address".to_owned(),
    })?;
    if network != bech32::hrp::BC {
        return Err("is an address of a test network".to_owned());
    }
    Ok(lower)
}

fn base58(value: &str) -> Result<String, String> {
    use bs58::decode::Error;
    let bytes = bs58::decode(value).with_check(None).into_vec().map_err(|error| match error {
        Error::InvalidCharacter { character, index } => {
            format!("has “{character}” as character {}, which no Bitcoin address has", index + 1)
        }
        Error::NonAsciiCharacter { .. } => "has a character that no Bitcoin address has".to_owned(),
        Error::InvalidChecksum { .. } => CHECKSUM.to_owned(),
        _ => "is too short for a Bitcoin address".to_owned(),
    })?;
    match bytes.as_slice() {
        [version, ..] if bytes.len() == 21 && MAIN.contains(version) => Ok(value.to_owned()),
        [version, ..] if bytes.len() == 21 && TEST.contains(version) => {
            Err("is an address of a test network".to_owned())
        }
        _ => Err("is not a Bitcoin address, though its checksum agrees".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_every_kind_are_accepted() {
        for text in [
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            "bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
        ] {
            assert_eq!(normal(text).as_deref(), Ok(text));
        }
        let upper = "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4";
        assert_eq!(normal(upper), Ok(upper.to_lowercase()));
    }

    #[test]
    fn a_bad_address_says_what_is_wrong() {
        for (text, wrong) in [
            ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "does not agree with its checksum: a character is wrong"),
            ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN0", "has “0” as character 34, which no Bitcoin address has"),
            ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfÑa", "has a character that no Bitcoin address has"),
            ("mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn", "is an address of a test network"),
            ("tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", "is an address of a test network"),
            ("1", "is too short for a Bitcoin address"),
        ] {
            assert_eq!(normal(text).unwrap_err(), wrong);
        }
        for (text, wrong) in [
            ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", CHECKSUM),
            // Version 1 with the checksum of version 0.
            ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd", CHECKSUM),
            ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3T4", "mixes capital and small letters"),
            ("bc1b", "has “b”, which no segwit address has"),
            ("bc1", "does not have the length or the version of a segwit address"),
        ] {
            assert_eq!(normal(text).unwrap_err(), wrong);
        }
        assert!(normal(&"1".repeat(5000)).is_err());
    }
}
