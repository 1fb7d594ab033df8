//! The library in thirty lines: a ledger, one asset, and its holdings. `cargo run --example library`.

use std::error::Error;

use impound::domain::{Action, Amount, AssetKind, CaseRef, Date, Jurisdiction, Places, SourceCitation, SourceRef};
use impound::journal::{Aim, CaseFile, Details, Draft, SourceFile};
use impound::query::Query;
use impound::render::{self, Format, Options};
use impound::report::dimension;
use impound::store::{Beginning, Keep, Ledger, Mode, Parent, Recorder, Request};

fn main() -> Result<(), Box<dyn Error>> {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("ledger.db");
    let mut recorder = Recorder::new("an example", "2024-07-01T09:00:00Z".parse()?)?;
    let begun = Beginning { name: "example", program: "example" };
    Ledger::create(&path, Parent::MustExist, &begun, &mut recorder)?;

    let (case, source) = (CaseRef::parse("coco")?, SourceRef::parse("release")?);
    let details = Details {
        date: Some(Date::parse("../2024-06-28")?),
        places: Some(Places::parse("HU,LT,DE,NL")?),
        kind: Some(AssetKind::BankAccount),
        amount: Some(Amount::parse(">5000000 EUR", None)?),
        sources: Some(vec![SourceCitation::of(source.clone())]),
        ..Details::default()
    };
    let seizure = Draft { action: Action::Seize, target: Aim::New(case.clone()), details };
    let requests = [
        Request::Case(CaseFile::new(case, "Online platform coco", Jurisdiction::parse("France")?)),
        Request::Source(SourceFile::new(source, "Press release of 28 June 2024")),
        Request::Act(Box::new(seizure)),
    ];
    let mut ledger = Ledger::open(&path, Mode::Write)?;
    ledger.append_all(requests, &mut recorder, Keep::Entry)?;

    let holdings =
        ledger.holdings(&Query { by: dimension::parse_list("stage", dimension::OF_STOCK)?, ..Query::default() })?;
    render::write(&holdings, Format::Table, Options::default(), &mut std::io::stdout())?;
    Ok(())
}
