//! A file of services, as other programs of PostgreSQL read it: sections `[NAME]` with a line `keyword=value` for each part
//! of a connection.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::TargetSessionAttrs;

use crate::domain::{Fault, text};

/// What a service says of a connection.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Service {
    hosts: Option<String>,
    ports: Vec<u16>,
    user: Option<String>,
    password: Option<String>,
    database: Option<String>,
    timeout: Option<Duration>,
    must_write: bool,
    /// The file of certificate authorities.
    pub(super) roots: Option<PathBuf>,
    /// The file of passwords.
    pub(super) passfile: Option<PathBuf>,
}

impl Service {
    /// The service with this name, from the first file that has it.
    ///
    /// # Errors
    /// No file has it, a file cannot be read, or it says what is not used here.
    pub(super) fn find(name: &str, files: &[PathBuf]) -> Result<Service, Fault> {
        for file in files {
            let shown = text::escape(&file.to_string_lossy()).into_owned();
            let read = match fs::read_to_string(file) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                read => read.map_err(|error| Fault::new(format!("cannot read the services in {shown}: {error}")))?,
            };
            if let Some(lines) = section(&read, name) {
                let service = Service::parse(&lines).map_err(|fault| fault.at(format!("{shown}: [{name}]")))?;
                service.require_private(file, &shown)?;
                return Ok(service);
            }
        }
        Err(Fault::new(format!("there is no service “{}”", text::escape(name))).hint(
            "define it in the file .pg_service.conf of your home directory, or in the one that PGSERVICEFILE names",
        ))
    }

    fn parse(lines: &[&str]) -> Result<Service, Fault> {
        let mut service = Service::default();
        for line in lines {
            let (keyword, value) = line.split_once('=').ok_or_else(|| Fault::new("expected keyword=value"))?;
            let (keyword, value) = (keyword.trim(), value.trim());
            let wrong = || Fault::new(format!("“{}” is not a value of {keyword}", text::escape(value)));
            match keyword {
                "host" => service.hosts = Some(value.to_owned()),
                "port" => {
                    let ports = value.split(',').map(|port| port.parse().map_err(|_| wrong()));
                    service.ports = ports.collect::<Result<_, Fault>>()?;
                }
                "user" => service.user = Some(value.to_owned()),
                "password" => service.password = Some(value.to_owned()),
                "dbname" => service.database = Some(value.to_owned()),
                "connect_timeout" => {
                    service.timeout = Some(Duration::from_secs(value.parse().map_err(|_| wrong())?));
                }
                "target_session_attrs" if value == "any" => {}
                "target_session_attrs" if value == "read-write" => service.must_write = true,
                "sslrootcert" => service.roots = Some(value.into()),
                "passfile" => service.passfile = Some(value.into()),
                // No weaker than what is done in any case.
                "sslmode" if ["require", "verify-ca", "verify-full"].contains(&value) => {}
                _ => {
                    let keyword = text::escape(line).into_owned();
                    return Err(Fault::new(format!("it says “{keyword}”, which is not used here")));
                }
            }
        }
        Ok(service)
    }

    /// Refuses a password that others may read.
    fn require_private(&self, file: &Path, shown: &str) -> Result<(), Fault> {
        let is_private = || fs::metadata(file).is_ok_and(|found| found.mode() & 0o077 == 0);
        if self.password.is_none() || is_private() {
            return Ok(());
        }
        let fault = Fault::new(format!("others may read the password in {shown}, so it is not used"));
        Err(fault.hint(format!("chmod 600 {shown}")))
    }

    /// Adds what a connection leaves open, and returns the hosts and their ports if it takes those.
    pub(super) fn complete(&self, config: &mut Config) -> Option<String> {
        if let (None, Some(user)) = (config.get_user(), &self.user) {
            config.user(user);
        }
        if let (None, Some(password)) = (config.get_password(), &self.password) {
            config.password(password);
        }
        if let (None, Some(database)) = (config.get_dbname(), &self.database) {
            config.dbname(database);
        }
        if let (None, Some(timeout)) = (config.get_connect_timeout(), self.timeout) {
            config.connect_timeout(timeout);
        }
        if self.must_write {
            config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        }
        if !config.get_hosts().is_empty() {
            return None;
        }
        let hosts = self.hosts.as_deref()?;
        let mut places = Vec::new();
        for (at, host) in hosts.split(',').enumerate() {
            config.host(host);
            let port = self.ports.get(at).or(self.ports.first());
            places.push(port.map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")));
        }
        for port in &self.ports {
            config.port(*port);
        }
        Some(places.join(","))
    }
}

/// The lines of a section, without comments; `None` if there is no such section.
fn section<'t>(text: &'t str, name: &str) -> Option<Vec<&'t str>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let header = format!("[{name}]");
    let mut of_it = lines.skip_while(|line| *line != header);
    of_it.next()?;
    Some(of_it.take_while(|line| !line.starts_with('[')).collect())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::store::{Server, Surroundings};

    /// A server named by a URL, with these services.
    fn parsed(url: &str, services: &str, mode: u32) -> Result<Server, String> {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("services");
        fs::write(&file, services).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        let missing = directory.path().join("missing");
        let around = Surroundings { services: vec![missing, file], ..Surroundings::default() };
        Server::parse(url, around).map_err(|fault| fault.to_string())
    }

    const HUNGARY: &str = "# offices\n[de]\nhost=db.de\n\n[hu]\nhost = db1,db2\nport=6432\ndbname=seized\nuser=ada\n\
                           password=a=b\nsslmode=verify-full\ntarget_session_attrs=read-write\n[x]\nuser=eve\n";

    #[test]
    fn a_service_gives_what_the_url_leaves_open() {
        let server = parsed("postgres://?service=hu", HUNGARY, 0o600).unwrap();
        assert_eq!(server.shown(), "postgres://db1:6432,db2:6432/seized/impound");
        let config = server.config();
        assert_eq!((config.get_user(), config.get_password()), (Some("ada"), Some(&b"a=b"[..])));
        assert_eq!(config.get_hosts().len(), 2);
        let server = parsed("postgres://bob@db3/other/hu?service=hu", HUNGARY, 0o600).unwrap();
        assert_eq!(server.shown(), "postgres://db3/other/hu");
        assert_eq!(server.config().get_user(), Some("bob"));
        assert_eq!(parsed("postgres:////hu?service=hu", HUNGARY, 0o600).unwrap().schema(), "hu");
    }

    #[test]
    fn a_service_that_is_missing_says_more_or_shows_its_password_is_refused() {
        for (url, services, mode, why) in [
            ("postgres://?service=fr", HUNGARY, 0o600, "there is no service “fr”"),
            ("postgres://?service=hu", HUNGARY, 0o644, "others may read the password"),
            ("postgres://?service=a", "[a]\nsslmode=disable\n", 0o600, "“sslmode=disable”, which is not used here"),
            ("postgres://?service=a", "[a]\noptions=-c fsync=off\n", 0o600, "which is not used here"),
            ("postgres://?service=a", "[a]\nport=x\n", 0o600, "“x” is not a value of port"),
            ("postgres://?service=a", "[a]\nhost=db\n", 0o644, "it names no database"),
            ("postgres://?service=a", "[a]\ndbname=l\n", 0o644, "it names no host"),
        ] {
            let refused = parsed(url, services, mode).unwrap_err();
            assert!(refused.contains(why), "{services}: {refused}");
        }
    }
}
