//! The authorities that take part in a case.

use std::fmt;

use super::term::{is_like_one, vocabulary};
use super::{Fault, Jurisdiction, text};

vocabulary! {
    /// The part of an authority in a case.
    AuthorityRole, "role of an authority":
    /// It leads the case.
    Lead = "lead",
    /// It issues orders that others execute.
    Issuing = "issuing",
    /// It executes them.
    Executing = "executing",
    /// It assists: with searches, inquiries, experts.
    Supporting = "supporting",
    /// It coordinates the others.
    Coordinating = "coordinating",
}

/// An authority of a case, with its role and, if stated, its State: `supporting:DNEF@FR`. Without a role it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    role: AuthorityRole,
    name: String,
    place: Option<Jurisdiction>,
}

impl Authority {
    /// Reads `[ROLE:]NAME[@CC]`, or `:NAME` for a name whose beginning looks like a role.
    ///
    /// # Errors
    /// There is no name; the name contains `;` (which separates authorities in files); [`text::clean`] refuses it;
    /// something looks like a role but is not one; or the part after the last `@` is not a State.
    pub fn parse(text: &str) -> Result<Authority, Fault> {
        let text = text::clean(text)?;
        let (role, rest) = match text.split_once(':') {
            Some(("", rest)) => (AuthorityRole::Lead, rest),
            Some((role, rest)) => match AuthorityRole::parse(role.trim()) {
                Ok(role) => (role, rest),
                Err(fault) if is_like_a_role(role) => {
                    let to_do = fault.to_do().unwrap_or_default().to_owned();
                    let name = format!("a name with a colon has one before it, too: :{}", text::escape(&text));
                    return Err(fault.hint(format!("{to_do}; {name}")));
                }
                Err(_) => (AuthorityRole::Lead, text.as_str()),
            },
            None => (AuthorityRole::Lead, text.as_str()),
        };
        let (name, place) = match rest.rsplit_once('@') {
            Some((name, place)) => (name, Some(Jurisdiction::parse(place).map_err(no_state)?)),
            None => (rest, None),
        };
        let name = name.trim();
        if name.is_empty() {
            return Err(Fault::new(format!("{} names no authority", text::quote(&text)))
                .hint("write the role, a colon, the name and its State: executing:DNEF@FR"));
        }
        if name.contains(';') {
            return Err(Fault::new(format!("the name {} holds “;”, which separates authorities", text::quote(name)))
                .hint("give each authority on its own"));
        }
        Ok(Authority { role, name: name.to_owned(), place })
    }

    /// Its role in the case.
    pub fn role(&self) -> AuthorityRole {
        self.role
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its name and State as people read them: `DNEF (FR)`.
    pub fn in_words(&self) -> String {
        self.place.map_or_else(|| self.name.clone(), |place| format!("{} ({place})", self.name))
    }

    /// Its State, if stated.
    pub fn place(&self) -> Option<Jurisdiction> {
        self.place
    }
}

fn no_state(fault: Fault) -> Fault {
    let to_do = fault.to_do().unwrap_or_default().to_owned();
    fault.hint(format!("after “@” comes the authority's State; {to_do}").trim_end_matches("; "))
}

fn is_like_a_role(word: &str) -> bool {
    is_like_one(word, AuthorityRole::ALL.iter().map(|role| role.as_str()))
}

/// The text that [`Authority::parse`] reads.
impl fmt::Display for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_taken_for_a_role = |before: &str| before.is_empty() || is_like_a_role(before);
        match self.role {
            AuthorityRole::Lead if self.name.split_once(':').is_some_and(|(before, _)| is_taken_for_a_role(before)) => {
                write!(f, ":{}", self.name)?;
            }
            AuthorityRole::Lead => f.write_str(&self.name)?,
            role => write!(f, "{role}:{}", self.name)?,
        }
        match self.place {
            Some(place) => write!(f, "@{place}"),
            // Its name then contains no “@”, which would be followed by a State.
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> (AuthorityRole, String, Option<&'static str>) {
        let authority = Authority::parse(text).unwrap();
        (authority.role(), authority.name().to_owned(), authority.place().map(Jurisdiction::code))
    }

    #[test]
    fn an_authority_leads_unless_a_role_precedes_its_name() {
        assert_eq!(read("JUNALCO, Paris"), (AuthorityRole::Lead, "JUNALCO, Paris".to_owned(), None));
        assert_eq!(read("Supporting: DNEF @ France"), (AuthorityRole::Supporting, "DNEF".to_owned(), Some("FR")));
        assert_eq!(
            read("Parquet: section cyber@FR"),
            (AuthorityRole::Lead, "Parquet: section cyber".to_owned(), Some("FR"))
        );
        assert_eq!(Authority::parse("supporting:DNEF@FRA").unwrap().to_string(), "supporting:DNEF@FR");
        assert_eq!(Authority::parse("lead:JUNALCO").unwrap().to_string(), "JUNALCO");
    }

    #[test]
    fn unlikely_text_is_refused_with_what_to_write() {
        let fault = Authority::parse("suporting:DNEF").unwrap_err();
        assert_eq!(fault.what(), "“suporting” is not a known role of an authority");
        assert_eq!(
            fault.to_do(),
            Some(
                "did you mean supporting? use one of lead, issuing, executing, supporting, coordinating; a name with a colon has one before it, \
                 too: :suporting:DNEF"
            )
        );
        assert_eq!(read(":suporting:DNEF").1, "suporting:DNEF");
        assert!(Authority::parse("DNEF@Nowhere").unwrap_err().to_do().unwrap().starts_with("after “@” comes"));
        assert_eq!(Authority::parse("lead: @FR").unwrap_err().what(), "“lead: @FR” names no authority");
        assert!(Authority::parse("A; B").unwrap_err().what().contains("which separates authorities"));
    }

    proptest! {
        #[test]
        fn an_authority_is_read_back_as_shown(text in "((?i)lead|issuing|x)?:?\\PC{0,12}(@FR)?") {
            if let Ok(authority) = Authority::parse(&text) {
                prop_assert_eq!(Authority::parse(&authority.to_string()), Ok(authority));
            }
        }
    }
}
