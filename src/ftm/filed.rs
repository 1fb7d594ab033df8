//! Cases, the authorities that take part, and sources.

use super::Desk;
use super::entity::Entity;
use super::words;
use crate::domain::{Authority, Jurisdiction};
use crate::journal::{CaseFile, SourceFile};

/// The most characters of a text that FollowTheMoney keeps on one line.
pub(super) const LINE: usize = 1_024;

/// The most characters of an identifier.
pub(super) const IDENTIFIER: usize = 64;

/// An authority, which is one entity wherever it acts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Body {
    id: String,
    name: String,
    place: Option<Jurisdiction>,
}

impl Body {
    /// Its entity.
    pub(super) fn entity(self) -> Entity {
        let mut entity = Entity::thing(self.id, "PublicBody");
        entity.name(Some(&self.name), "authority");
        self.place.iter().for_each(|place| entity.add("country", words::country(*place)));
        entity
    }
}

impl Desk<'_> {
    /// The authority with this name.
    pub(super) fn body(&self, name: &str) -> Body {
        Body { id: self.ids.authority(name), name: name.to_owned(), place: None }
    }

    /// An authority of a case.
    pub(super) fn body_of_case(&self, authority: &Authority) -> Body {
        let id = self.ids.authority_of_case(authority);
        Body { id, name: authority.name().to_owned(), place: authority.place() }
    }

    /// A case, and which part authorities have in it.
    pub(super) fn case(&self, entry: u64, case: &CaseFile) -> Vec<Entity> {
        let mut court = Entity::thing(self.ids.entry(entry, "case"), "CourtCase");
        court.name(Some(&case.title), &format!("case {}", case.case));
        court.add_short("caseNumber", case.case.as_str(), IDENTIFIER);
        case.lead.iter().for_each(|lead| court.add("country", words::country(*lead)));
        case.opened.iter().for_each(|opened| words::date(&mut court, "fileDate", "opened", opened));
        case.offences.iter().for_each(|offence| court.add_short("category", &offence.in_words(), LINE));
        case.note.iter().for_each(|note| court.remark("note", note));
        let mut entities = vec![court];
        for (number, authority) in (1..).zip(&case.authorities) {
            let id = self.ids.entry(entry, &format!("party-{number}"));
            let mut party = Entity::interval(id, "CourtCaseParty");
            party.add("case", entities[0].id());
            party.add("party", self.ids.authority_of_case(authority));
            party.add("role", authority.role().as_str());
            entities.push(party);
        }
        entities
    }

    /// A source.
    pub(super) fn document(&self, entry: u64, source: &SourceFile) -> Entity {
        let mut document = Entity::thing(self.ids.entry(entry, "source"), "Document");
        document.name(Some(&source.title), &format!("source {}", source.source));
        document.add_short("title", &source.title, LINE);
        // The ledger keeps no file's name, and every document has to have one.
        document.add("fileName", source.source.as_str());
        source.publisher.iter().for_each(|publisher| document.add_short("publisher", publisher, LINE));
        source.published.iter().for_each(|published| words::date(&mut document, "publishedAt", "published", published));
        if let Some(url) = &source.url {
            match words::address(url) {
                Some(url) => document.add("sourceUrl", url),
                None => document.remark("url", url),
            }
        }
        source.kind.iter().for_each(|kind| document.add_short("keywords", kind, LINE));
        source.language.iter().for_each(|language| document.remark("language", language));
        if let Some((digest, bytes)) = &source.file {
            // A content hash is SHA-1 there.
            document.remark("SHA-256", &digest.to_string());
            document.add("fileSize", bytes.to_string());
        }
        document
    }
}
