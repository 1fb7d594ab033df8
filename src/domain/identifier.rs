//! stub
use super::Fault;
use std::fmt;
super::term::vocabulary! {
    /// x
    Scheme, "sort of identifier":
    /// x
    Iban = "iban",
    /// x
    Other = "other",
}
/// x
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identifier {
    scheme: Scheme,
    value: String,
}
impl Identifier {
    /// x
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }
    /// x
    pub fn parse(t: &str) -> Result<Identifier, Fault> {
        let (s, v) = t.split_once(':').unwrap();
        Ok(Identifier { scheme: Scheme::parse(s)?, value: v.to_owned() })
    }
}
impl std::fmt::Display for Identifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.scheme, self.value)
    }
}
