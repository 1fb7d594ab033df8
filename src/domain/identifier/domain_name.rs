//! Domain names in the form of the name system: lower-case ASCII, with other scripts in punycode, so that a lookalike
//! name is visibly different.

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

/// The normal form, or what is wrong.
pub(super) fn normal(value: &str) -> Result<String, String> {
    let name = value.strip_suffix('.').unwrap_or(value);
    let ascii = ascii(name).ok_or_else(|| {
        let wrong = name.split('.').find(|label| ascii(label).is_none());
        match wrong {
            Some("") => "has two dots together, or one at its beginning".to_owned(),
            Some(label) => format!("has “{label}” as one of its parts, which no domain name can have"),
            None => "is too long for a domain name".to_owned(),
        }
    })?;
    match ascii.rsplit_once('.') {
        None => Err("is not a domain name: it has no dot".to_owned()),
        Some((_, top)) if top.bytes().all(|b| b.is_ascii_digit()) => {
            Err("ends in a number: it is an address of a machine, not a domain name".to_owned())
        }
        Some(_) => Ok(ascii),
    }
}

fn ascii(name: &str) -> Option<String> {
    let read = Uts46::new().to_ascii(name.as_bytes(), AsciiDenyList::STD3, Hyphens::Check, DnsLength::Verify);
    read.ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_name_is_stored_in_lower_case_ascii() {
        for (text, kept) in [
            ("Coco.Example", "coco.example"),
            ("coco.example.", "coco.example"),
            ("bücher.example", "xn--bcher-kva.example"),
            ("xn--bcher-kva.example", "xn--bcher-kva.example"),
            ("президент.рф", "xn--d1abbgf6aiiy.xn--p1ai"),
            ("a.b.co.uk", "a.b.co.uk"),
        ] {
            assert_eq!(normal(text).as_deref(), Ok(kept));
        }
        // The first letter is Cyrillic.
        assert_eq!(normal("аpple.com").as_deref(), Ok("xn--pple-43d.com"));
    }

    #[test]
    fn a_bad_domain_name_is_refused_with_its_wrong_part() {
        for (text, wrong) in [
            ("https://coco.example/x", "has “https://coco” as one of its parts, which no domain name can have"),
            ("coco..example", "has two dots together, or one at its beginning"),
            ("-coco.example", "has “-coco” as one of its parts, which no domain name can have"),
            ("co_co.example", "has “co_co” as one of its parts, which no domain name can have"),
            ("coco", "is not a domain name: it has no dot"),
            ("192.168.0.1", "ends in a number: it is an address of a machine, not a domain name"),
        ] {
            assert_eq!(normal(text).unwrap_err(), wrong);
        }
        assert!(normal(&format!("{}.example", "a".repeat(64))).is_err());
        assert_eq!(normal(&"abcdefg.".repeat(36)).unwrap_err(), "is too long for a domain name");
        for text in ["", ".", "xn--zzzzzz99999.example", "a b.example"] {
            assert!(normal(text).is_err(), "{text:?}");
        }
    }
}
