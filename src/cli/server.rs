//! Where the ledger lies: in a file, or on a server if it is named by a URL.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[cfg(feature = "postgres")]
use inquire::{InquireError, Password, PasswordDisplayMode, ui::RenderConfig};

use crate::store::{Beginning, Copied, Error, Ledger, Mode, NotCopied, Parent, Progress, Receipt, Recorder};
#[cfg(feature = "postgres")]
use crate::{
    domain::Fault,
    store::{Remedy, Server, Surroundings},
};

use super::failure::Failure;
use super::session::Session;

/// Where a ledger lies.
pub(super) enum Location<'p> {
    /// In a file.
    File(&'p Path),
    /// On a server.
    #[cfg(feature = "postgres")]
    Server(Box<Server>),
}

/// Whether a ledger is named by a URL.
pub(super) fn is_url(ledger: &Path) -> bool {
    ledger.to_str().is_some_and(|text| text.starts_with("postgres://") || text.starts_with("postgresql://"))
}

impl Session<'_> {
    /// Where a ledger lies.
    ///
    /// # Errors
    /// It is not the URL of a ledger, or this program cannot reach servers.
    pub(super) fn location<'p>(&self, ledger: &'p Path) -> Result<Location<'p>, Failure> {
        self.location_at(ledger, "--ledger")
    }

    /// Likewise, of one that another argument names.
    ///
    /// # Errors
    /// As for [`Session::location`].
    pub(super) fn location_at<'p>(&self, ledger: &'p Path, argument: &str) -> Result<Location<'p>, Failure> {
        match is_url(ledger) {
            true => self.on_server(ledger).map_err(|failure| failure.at(argument)),
            false => Ok(Location::File(ledger)),
        }
    }

    /// Does what needs a server, and asks on a terminal for the password if nothing else gives it.
    ///
    /// # Errors
    /// What `work` returns.
    #[cfg(feature = "postgres")]
    pub(super) fn with_password<T>(
        &mut self,
        mut work: impl FnMut(&mut Self) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let done = work(self);
        let is_missing = matches!(&done, Err(Failure::Store(error)) if error.remedy() == Some(Remedy::GivePassword));
        if !(is_missing && self.context.terminal.input && self.context.terminal.errors) {
            return done;
        }
        let look = if self.colour { RenderConfig::default_colored() } else { RenderConfig::empty() };
        let prompt = Password::new("Password for the ledger's server:").without_confirmation().with_render_config(look);
        match prompt.with_display_mode(PasswordDisplayMode::Hidden).prompt() {
            Ok(password) => self.password = Some(password),
            Err(InquireError::OperationCanceled | InquireError::OperationInterrupted) => return done,
            Err(error) => {
                return Err(Failure::Environment(Fault::new(format!("the terminal fails: {error}"))));
            }
        }
        work(self)
    }

    /// Does what might need a server in another build.
    ///
    /// # Errors
    /// What `work` returns.
    #[cfg(not(feature = "postgres"))]
    pub(super) fn with_password<T>(
        &mut self,
        mut work: impl FnMut(&mut Self) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        work(self)
    }

    #[cfg(feature = "postgres")]
    fn on_server<'p>(&self, ledger: &Path) -> Result<Location<'p>, Failure> {
        let home = |name| self.context.variable("HOME").map(|home| PathBuf::from(home).join(name));
        let text = |name| self.context.variable(name).and_then(|value| value.into_string().ok());
        let path = |name| self.context.variable(name).map(PathBuf::from);
        let around = Surroundings {
            user: text("PGUSER"),
            password: self.password.clone().or_else(|| text("PGPASSWORD")),
            passfile: path("PGPASSFILE").or_else(|| home(".pgpass")),
            service: text("PGSERVICE"),
            services: [
                path("PGSERVICEFILE").or_else(|| home(".pg_service.conf")),
                path("PGSYSCONFDIR").map(|directory| directory.join("pg_service.conf")),
            ]
            .into_iter()
            .flatten()
            .collect(),
            roots: path("PGSSLROOTCERT"),
        };
        Ok(Location::Server(Box::new(Server::parse(&ledger.to_string_lossy(), around)?)))
    }

    #[cfg(not(feature = "postgres"))]
    #[allow(clippy::unused_self, reason = "with the feature `postgres` it reads the environment")]
    fn on_server<'p>(&self, _: &Path) -> Result<Location<'p>, Failure> {
        let hint = "give the path of a file, or use a build with the feature `postgres`";
        Err(Failure::usage("this program cannot reach a ledger on a server", hint))
    }
}

impl Location<'_> {
    /// Creates the ledger there.
    ///
    /// # Errors
    /// As for [`Ledger::create`].
    pub(super) fn create(
        &self,
        parent: Parent,
        begun: &Beginning<'_>,
        recorder: &mut Recorder,
    ) -> Result<Receipt, Error> {
        match self {
            Location::File(path) => Ledger::create(path, parent, begun, recorder),
            #[cfg(feature = "postgres")]
            Location::Server(server) => Ledger::create_on_server(server, begun, recorder),
        }
    }

    /// Opens the ledger.
    ///
    /// # Errors
    /// As for [`Ledger::open`].
    pub(super) fn open(&self, mode: Mode) -> Result<Ledger, Error> {
        match self {
            Location::File(path) => Ledger::open(path, mode),
            #[cfg(feature = "postgres")]
            Location::Server(server) => Ledger::open_on_server(server, mode),
        }
    }

    /// Copies an open ledger there.
    ///
    /// # Errors
    /// As for [`Ledger::copy_to_file`].
    pub(super) fn copy(
        &self,
        ledger: &Ledger,
        watch: &mut dyn FnMut(Progress) -> Result<(), Error>,
    ) -> Result<Copied, NotCopied> {
        match self {
            Location::File(path) => ledger.copy_to_file(path, Parent::MustExist, watch),
            #[cfg(feature = "postgres")]
            Location::Server(server) => ledger.copy_to_server(server, watch),
        }
    }

    /// Restores a backup there.
    ///
    /// # Errors
    /// As for [`Ledger::restore`].
    pub(super) fn restore(
        &self,
        backup: &Path,
        parent: Parent,
        watch: &mut dyn FnMut(Progress) -> Result<(), Error>,
    ) -> Result<Copied, NotCopied> {
        match self {
            Location::File(path) => Ledger::restore(backup, path, parent, watch),
            #[cfg(feature = "postgres")]
            Location::Server(server) => Ledger::restore_on_server(backup, server, watch),
        }
    }

    /// The name by which the place is remembered: the file's real path, or the URL without the role.
    ///
    /// # Errors
    /// The file cannot be found.
    pub(super) fn real(&self) -> io::Result<PathBuf> {
        match self {
            Location::File(path) => fs::canonicalize(path),
            #[cfg(feature = "postgres")]
            Location::Server(server) => Ok(server.shown().into()),
        }
    }

    /// The name for a new ledger there: that of the file, or of the schema.
    pub(super) fn name(&self) -> String {
        match self {
            Location::File(path) => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            #[cfg(feature = "postgres")]
            Location::Server(server) => server.schema().to_owned(),
        }
    }
}
