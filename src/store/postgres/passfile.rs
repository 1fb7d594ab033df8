//! A file of passwords: `HOST:PORT:DATABASE:USER:PASSWORD` in each line, where `*` is any, as other programs of PostgreSQL
//! read it.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use tokio_postgres::Config;
use tokio_postgres::config::Host;

use crate::domain::{Fault, text};

/// The port that a URL without one means.
const PORT: u16 = 5432;

/// The password for a connection; `None` if there is no such file, or no line for it.
///
/// # Errors
/// Others may read the file, or it cannot be read.
pub(super) fn password(file: &Path, config: &Config) -> Result<Option<String>, Fault> {
    let shown = text::escape(&file.to_string_lossy()).into_owned();
    let failed = |error: &io::Error| {
        Fault::new(format!("cannot read the file of passwords {shown}: {error}")).hint("check its owner and mode")
    };
    let found = match fs::metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other.map_err(|error| failed(&error))?,
    };
    if !found.is_file() {
        return Err(Fault::new(format!("the file of passwords {shown} is not a regular file")));
    }
    if found.mode() & 0o077 != 0 {
        let fault = Fault::new(format!("others may read the file of passwords {shown}, so it is not used"));
        return Err(fault.hint(format!("chmod 600 {shown}")));
    }
    let lines = fs::read_to_string(file).map_err(|error| failed(&error))?;
    Ok(lines.lines().find_map(|line| matching(line, config)))
}

/// The password in a line, if it is for this connection.
fn matching(line: &str, config: &Config) -> Option<String> {
    if line.starts_with('#') {
        return None;
    }
    let fields = fields(line);
    let [host, port, database, user, password] = fields.as_slice() else { return None };
    let is = |field: &str, value: &str| field == "*" || field == value;
    let hosts = config.get_hosts().iter().enumerate();
    let mut places = hosts.map(|(at, host)| (name(host), port_of(config, at).to_string()));
    let is_of = places.any(|(name, number)| is(host, &name) && is(port, &number))
        && is(database, config.get_dbname().unwrap_or_default())
        && is(user, config.get_user().unwrap_or_default());
    is_of.then(|| password.clone())
}

/// A host as the file names it.
fn name(host: &Host) -> String {
    match host {
        Host::Tcp(name) => name.clone(),
        Host::Unix(_) => "localhost".to_owned(),
    }
}

fn port_of(config: &Config, at: usize) -> u16 {
    let ports = config.get_ports();
    ports.get(at).or(ports.first()).copied().unwrap_or(PORT)
}

/// The fields of a line; `\` takes the next character as it is.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        let last = fields.len() - 1;
        match c {
            // The password is the rest of the line.
            ':' if fields.len() < 5 => fields.push(String::new()),
            '\\' => fields[last].extend(rest.next()),
            c => fields[last].push(c),
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn config(url: &str) -> Config {
        url.parse().unwrap()
    }

    #[test]
    fn the_first_line_that_fits_gives_the_password() {
        let lines = ["# ada", "db:5433:*:*:other", "db:5432:l:ada:a\\:b\\\\c", "*:*:*:*:d:e", "db:x"];
        let found = |url: &str| lines.iter().find_map(|line| matching(line, &config(url)));
        assert_eq!(found("postgres://ada@db/l").as_deref(), Some("a:b\\c"));
        assert_eq!(found("postgres://ada@db:5433/l").as_deref(), Some("other"));
        assert_eq!(found("postgres://bob@db/l").as_deref(), Some("d:e"));
        let socket = config("postgres://ada@/l?host=/run/postgresql");
        assert_eq!(matching("localhost:5432:l:ada:x", &socket).as_deref(), Some("x"));
    }

    #[test]
    fn a_file_that_others_may_read_is_not_used() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("pgpass");
        let config = config("postgres://ada@db/l");
        assert_eq!(password(&file, &config), Ok(None));
        fs::write(&file, "db:*:*:ada:x\n").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(password(&file, &config).unwrap_err().what().starts_with("others may read the file of passwords"));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(password(&file, &config), Ok(Some("x".to_owned())));
    }
}
