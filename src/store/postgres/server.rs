//! Where a ledger on a server lies: `postgres://USER@HOST,HOST/DATABASE/SCHEMA`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use percent_encoding::percent_decode_str;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

use crate::domain::Fault;

use super::passfile;
use super::service::Service;

/// How long to wait for a server to accept a connection, unless the URL says.
const PATIENCE: Duration = Duration::from_secs(10);

/// Likewise, if it is tried several times.
const IMPATIENCE: Duration = Duration::from_secs(2);

/// The schema of a URL that names none.
const SCHEMA: &str = "impound";

/// The most characters of a schema's name.
const LONGEST: usize = 63;

/// The parameters that a URL may have. Others could weaken what the ledger rests on.
const PARAMETERS: [&str; 4] = ["connect_timeout", "port", "target_session_attrs", "user"];

/// The parameter that names a service.
const SERVICE: &str = "service";

/// The parameter that names a file of certificate authorities.
const ROOTS: &str = "sslrootcert";

/// What a connection needs that is not in its URL.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The role, if the URL names none; otherwise it is the login name.
    pub user: Option<String>,
    /// The password.
    pub password: Option<String>,
    /// A file of passwords, read if there is no password.
    pub passfile: Option<PathBuf>,
    /// The service that gives what the URL leaves open, if the URL names none.
    pub service: Option<String>,
    /// Files of services; the first that has the service counts.
    pub services: Vec<PathBuf>,
    /// A file of certificate authorities, in PEM, if the URL names none; otherwise they are the system's.
    pub roots: Option<PathBuf>,
}

/// A ledger on a server.
#[derive(Clone, Debug)]
pub struct Server {
    config: Config,
    schema: String,
    shown: String,
    roots: Option<PathBuf>,
}

impl Server {
    /// Reads a URL.
    ///
    /// # Errors
    /// It is not the URL of a ledger, it holds a password, or the file of passwords cannot be used.
    pub fn parse(url: &str, around: Surroundings) -> Result<Server, Fault> {
        let rest = url.strip_prefix("postgres://").or_else(|| url.strip_prefix("postgresql://"));
        let rest = rest.ok_or_else(|| malformed("it does not begin with postgres://"))?;
        let (place, parameters) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, path) = place.split_once('/').unwrap_or((place, ""));
        let (user, hosts) = authority.rsplit_once('@').map_or((None, authority), |(user, hosts)| (Some(user), hosts));
        if user.is_some_and(|user| user.contains(':')) {
            return Err(password());
        }
        let (database, schema) = path.split_once('/').unwrap_or((path, SCHEMA));
        let schema = checked_schema(schema)?;
        let (mut kept, mut roots, mut socket, mut service) = (Vec::new(), None, None, around.service);
        for parameter in parameters.split('&').filter(|parameter| !parameter.is_empty()) {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            match name {
                "password" => return Err(password()),
                ROOTS => roots = Some(PathBuf::from(decoded(value)?)),
                SERVICE => service = Some(decoded(value)?),
                // Each host is a parameter of its own to the parser below.
                "host" => kept.extend(value.split(',').map(|host| format!("host={host}"))),
                name if PARAMETERS.contains(&name) => kept.push(parameter.to_owned()),
                name => return Err(malformed(&format!("it has the parameter “{name}”, which is not used here"))),
            }
            socket = socket.or(Some(value).filter(|_| name == "host"));
        }
        let text = format!("postgres://{authority}/{database}?{}", kept.join("&"));
        let mut config: Config = text.parse().map_err(|error| malformed(&causes(&error)))?;
        if let Some(password) = around.password {
            config.password(password);
        }
        let service = service.map(|name| Service::find(&name, &around.services)).transpose()?.unwrap_or_default();
        let served = service.complete(&mut config);
        complete(&mut config, &around.user)?;
        if config.get_password().is_none()
            && let Some(file) = &service.passfile.or(around.passfile)
            && let Some(password) = passfile::password(file, &config)?
        {
            config.password(password);
        }
        let at = served.as_deref().unwrap_or(if hosts.is_empty() { socket.unwrap_or_default() } else { hosts });
        let shown = format!("postgres://{at}/{}/{schema}", config.get_dbname().unwrap_or_default());
        let roots = roots.or(service.roots).or(around.roots);
        Ok(Server { config, schema, shown, roots })
    }

    /// The ledger's place without the role, as it is shown and remembered.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The schema that holds the ledger.
    pub fn schema(&self) -> &str {
        &self.schema
    }

    /// The same ledger, with less patience for a server that does not answer.
    pub(super) fn impatient(&self) -> Server {
        let mut other = self.clone();
        other.config.connect_timeout(IMPATIENCE);
        other
    }

    /// The same ledger, for another role.
    #[cfg(test)]
    pub(super) fn as_user(&self, user: &str) -> Server {
        let mut other = self.clone();
        other.config.user(user);
        other
    }

    pub(super) fn config(&self) -> &Config {
        &self.config
    }

    /// The file of certificate authorities to trust; `None` for the system's.
    pub(super) fn roots(&self) -> Option<&Path> {
        self.roots.as_deref()
    }
}

/// Adds what the URL leaves open.
fn complete(config: &mut Config, user: &Option<String>) -> Result<(), Fault> {
    if config.get_dbname().is_none() {
        return Err(malformed("it names no database"));
    }
    if config.get_hosts().is_empty() {
        return Err(malformed("it names no host"));
    }
    if let (None, Some(user)) = (config.get_user(), user) {
        config.user(user);
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    let is_here = config.get_hosts().iter().all(is_here);
    config.ssl_mode(if is_here { SslMode::Disable } else { SslMode::Require });
    config.application_name("impound");
    // A server that is gone without a word is noticed in half a minute, even while its answer is awaited.
    config.keepalives_idle(Duration::from_secs(15)).keepalives_interval(Duration::from_secs(5)).keepalives_retries(3);
    Ok(())
}

/// Whether nothing leaves this machine on the way to a host, so that TLS would protect nothing.
fn is_here(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => ["localhost", "127.0.0.1", "::1"].contains(&name.as_str()),
        Host::Unix(_) => true,
    }
}

/// A schema's name, of characters that need no quotes anywhere.
fn checked_schema(schema: &str) -> Result<String, Fault> {
    let schema = decoded(schema)?;
    let is_first = |c: char| c.is_ascii_lowercase() || c == '_';
    let is_next = |c: char| is_first(c) || c.is_ascii_digit();
    let fits = schema.len() <= LONGEST && schema.starts_with(is_first) && schema.chars().all(is_next);
    if !fits || schema.starts_with("pg_") {
        return Err(malformed(&format!(
            "“{schema}” is not the name of a schema for a ledger: a-z, 0-9 and _, at most {LONGEST} characters, not \
             beginning with a digit or pg_"
        )));
    }
    Ok(schema)
}

fn decoded(text: &str) -> Result<String, Fault> {
    let decoded = percent_decode_str(text).decode_utf8();
    decoded.map(std::borrow::Cow::into_owned).map_err(|_| malformed("it is not text in UTF-8"))
}

fn malformed(why: &str) -> Fault {
    Fault::new(format!("not the URL of a ledger: {why}")).hint("postgres://USER@HOST/DATABASE/SCHEMA")
}

fn password() -> Fault {
    Fault::new("the URL holds a password, which other users of this machine can see")
        .hint("put it in the file .pgpass of your home directory, in the file that PGPASSFILE names, or in PGPASSWORD")
}

fn causes(error: &tokio_postgres::Error) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(url: &str) -> Result<Server, String> {
        Server::parse(url, Surroundings::default()).map_err(|fault| fault.what().to_owned())
    }

    #[test]
    fn a_url_names_host_database_and_schema() {
        let server = parsed("postgres://office7@db1,db2:6432/seized/hu?target_session_attrs=read-write").unwrap();
        assert_eq!((server.shown(), server.schema()), ("postgres://db1,db2:6432/seized/hu", "hu"));
        assert_eq!((server.config.get_user(), server.config.get_dbname()), (Some("office7"), Some("seized")));
        assert_eq!(server.config.get_ssl_mode(), SslMode::Require);
        assert_eq!(parsed("postgresql://db1/seized").unwrap().schema(), "impound");
    }

    #[test]
    fn several_sockets_are_several_hosts() {
        let server = parsed("postgres:///l?host=/run/a,/run/b&port=5432,6432").unwrap();
        assert_eq!(server.config.get_hosts(), [Host::Unix("/run/a".into()), Host::Unix("/run/b".into())]);
        assert_eq!(server.config.get_ports(), [5432, 6432]);
    }

    #[test]
    fn only_a_connection_that_stays_on_this_machine_goes_without_tls() {
        for here in ["postgres://localhost/l", "postgres:///l?host=/run/postgresql", "postgres://127.0.0.1:1/l"] {
            assert_eq!(parsed(here).unwrap().config.get_ssl_mode(), SslMode::Disable, "{here}");
        }
        for there in ["postgres://db/l", "postgres://localhost,db/l", "postgres://10.0.0.1/l"] {
            assert_eq!(parsed(there).unwrap().config.get_ssl_mode(), SslMode::Require, "{there}");
        }
    }

    #[test]
    fn a_password_in_the_url_is_refused() {
        for url in ["postgres://a:b@db/l", "postgres://a@db/l?password=b", "postgres://a:@db/l"] {
            assert!(parsed(url).unwrap_err().starts_with("the URL holds a password"), "{url}");
        }
    }

    #[test]
    fn what_could_weaken_the_ledger_or_names_no_place_is_refused() {
        for url in [
            "postgres://db/l?sslmode=disable",
            "postgres://db/l?options=-c%20fsync%3Doff",
            "postgres://db",
            "postgres://db/",
            "postgres:///l",
            "postgres://db/l/",
            "postgres://db/l/Hu",
            "postgres://db/l/pg_hu",
            "postgres://db/l/h-u",
            "postgres://db/l/a/b",
            "postgres://db:x/l",
            "mysql://db/l",
        ] {
            assert!(parsed(url).is_err(), "{url}");
        }
    }

    #[test]
    fn a_password_comes_from_the_surroundings() {
        let around = Surroundings {
            user: Some("ada".to_owned()),
            password: Some("secret".to_owned()),
            ..Surroundings::default()
        };
        let server = Server::parse("postgres://db/l", around.clone()).unwrap();
        assert_eq!((server.config.get_user(), server.config.get_password()), (Some("ada"), Some(&b"secret"[..])));
        let server = Server::parse("postgres://bob@db/l", around).unwrap();
        assert_eq!(server.config.get_user(), Some("bob"));
        assert!(!format!("{server:?}").contains("secret"));
    }
}
