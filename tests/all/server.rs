//! A PostgreSQL server for tests: the one that `IMPOUND_TEST_POSTGRES` names, or a private one on a socket, which ends with
//! this process. Every test gets a schema of its own; those in a named database stay there (`impound_test_…`).

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The variable that names a database to test on, as a URL without a schema.
const NAMED: &str = "IMPOUND_TEST_POSTGRES";

/// The variable that names what must be present.
const REQUIRE: &str = "IMPOUND_REQUIRE";

/// The role of a private server.
const ROLE: &str = "impound";

/// A server and what keeps it running.
struct Server {
    /// The database's URL, up to its path, and its parameters.
    url: (String, String),
    /// Of a private server, its directory and its port.
    private: Option<(PathBuf, u16)>,
    _kept: Option<Kept>,
}

static SERVER: LazyLock<Result<Server, String>> = LazyLock::new(|| match std::env::var(NAMED) {
    Ok(url) if !url.is_empty() => {
        let (place, parameters) = url.split_once('?').unwrap_or((&url, ""));
        Ok(Server { url: (place.trim_end_matches('/').to_owned(), parameters.to_owned()), private: None, _kept: None })
    }
    _ => start(),
});

/// The URL of a schema that nothing else uses; `None` if there is no server, which is reported.
///
/// # Panics
/// A server is required.
pub fn new_schema() -> Option<String> {
    let (place, parameters) = match &*SERVER {
        Ok(server) => &server.url,
        Err(why) => {
            left_out("postgres", why);
            return None;
        }
    };
    let parameters = if parameters.is_empty() { String::new() } else { format!("?{parameters}") };
    Some(format!("{place}/{}{parameters}", name()))
}

/// The role under which tests record on the server: an entry says so.
pub fn role() -> String {
    let named = std::env::var(NAMED).unwrap_or_default();
    let user = named.split_once("://").and_then(|(_, rest)| Some(rest.split_once('@')?.0.to_owned()));
    user.unwrap_or_else(|| ROLE.to_owned())
}

/// Reports a test that is left out because a tool cannot be used.
///
/// # Panics
/// The tool is required.
pub fn left_out(tool: &str, why: &str) {
    let required = std::env::var(REQUIRE).unwrap_or_default();
    let is_required = required.split(',').any(|named| named.trim() == tool);
    assert!(!is_required, "{tool} is required ({REQUIRE}), and cannot be used: {why}");
    let _: std::io::Result<()> =
        writeln!(std::io::stderr(), "left out: a test on a server: {tool} cannot be used: {why}");
}

/// The URL of a new schema on a private server, reached over TLS under this address, and the file of the authority that vouches
/// for the address [`NAMED_IN_CERTIFICATE`] alone; `None` if there is no such server.
pub fn over_tls(address: &str) -> Option<(String, PathBuf)> {
    let (directory, port) = SERVER.as_ref().ok()?.private.as_ref()?;
    let authority = directory.join("ca.pem");
    let url = format!("postgres://{ROLE}@{address}:{port}/postgres/{}", name());
    authority.is_file().then_some((url, authority))
}

/// A role of a private server that must give a password; [`carry_out`] can create it.
pub const ASKED: &str = "asked";

/// Carries out a statement on a private server as its administrator; returns whether that succeeded.
pub fn carry_out(sql: &str) -> bool {
    let Some((directory, port)) = SERVER.as_ref().ok().and_then(|server| server.private.as_ref()) else { return false };
    let Some(programs) = programs() else { return false };
    let mut psql = Command::new(programs.join("psql"));
    psql.arg("-qX").arg("-h").arg(directory).args(["-p", &port.to_string(), "-U", ROLE, "-d", "postgres", "-c", sql]);
    psql.status().is_ok_and(|status| status.success())
}

/// The address in the certificate of a private server.
pub const NAMED_IN_CERTIFICATE: &str = "127.0.0.2";

/// Another address of it.
pub const NOT_NAMED: &str = "127.0.0.3";

/// The name of a schema that nothing else uses.
fn name() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(1);
    format!("impound_test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// Starts a private server as the system's user for it, because a server does not run as root. It is stopped, and its files
/// are removed, when its standard input ends: with this process, however that ends.
fn start() -> Result<Server, String> {
    const SCRIPT: &str = r#"
        set -e
        d=$(mktemp -d /tmp/impound-test-XXXXXX)
        trap 'rm -rf "$d"' EXIT
        "$0/initdb" --no-sync -D "$d/data" -A trust -U impound -E UTF8 --locale=C.UTF-8 >"$d/log" 2>&1
        cd "$d"
        { echo "local all asked scram-sha-256"; cat data/pg_hba.conf; } >hba && cat hba >data/pg_hba.conf
        new="openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=test"
        if $new -x509 -keyout ca.key -out made.pem && $new -keyout server.key -out server.csr &&
            printf 'subjectAltName=IP:127.0.0.2\nbasicConstraints=CA:FALSE\n' >ext &&
            openssl x509 -req -in server.csr -CA made.pem -CAkey ca.key -CAcreateserial -extfile ext -out server.pem
        then
            mv made.pem ca.pem
            echo "hostssl all all 127.0.0.0/8 trust" >>data/pg_hba.conf
            tls="-c listen_addresses=127.0.0.2,127.0.0.3 -c ssl=on -c ssl_cert_file=$d/server.pem -c ssl_key_file=$d/server.key"
        else
            tls="-c listen_addresses="
        fi >>"$d/log" 2>&1
        start() {
            "$programs/pg_ctl" -D "$d/data" -l "$d/log" -w -o "$1 -c port=$port -c unix_socket_directories=$d \
                -c max_connections=200" start >/dev/null 2>&1
        }
        programs=$0 port=$1
        # A server may have been built without TLS.
        start "$tls" || { rm -f ca.pem; start "-c listen_addresses="; }
        trap '"$0/pg_ctl" -D "$d/data" -m immediate stop >/dev/null 2>&1; rm -rf "$d"' EXIT
        echo "$d"
        cat >/dev/null
    "#;
    // Another program could take it before the server does; then that does not start.
    let port = free_port()?;
    let kept = Kept::start(SCRIPT, &[port])?;
    let directory = &kept.directory;
    let url = (format!("postgres://{ROLE}@/postgres"), format!("host={directory}&port={port}"));
    Ok(Server { url, private: Some((directory.into(), port)), _kept: Some(kept) })
}

/// A script that keeps servers running until its standard input ends.
pub struct Kept {
    script: Child,
    answers: BufReader<ChildStdout>,
    /// The directory of the servers' sockets, which the script says first.
    pub directory: String,
}

impl Kept {
    /// Starts a script with the directory of the server's programs as `$0`, and ports as its arguments, as a user that a
    /// server may run as.
    ///
    /// # Errors
    /// It ended at once.
    pub fn start(script: &str, ports: &[u16]) -> Result<Kept, String> {
        let programs = programs().ok_or("it is not installed")?;
        let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
        let mut command = if is_root {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--", "sh"]);
            command
        } else {
            Command::new("sh")
        };
        command.args(["-c", script]).arg(programs).args(ports.iter().map(u16::to_string)).current_dir("/");
        let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut script = started.map_err(|error| error.to_string())?;
        let mut answers = BufReader::new(script.stdout.take().ok_or("its output is closed")?);
        let mut directory = String::new();
        answers.read_line(&mut directory).map_err(|error| error.to_string())?;
        let directory = directory.trim().to_owned();
        if directory.is_empty() { Err("it does not start".to_owned()) } else { Ok(Kept { script, answers, directory }) }
    }

    /// Has the script do something, and waits until it is done.
    pub fn have(&mut self, what: &str) {
        let input = self.script.stdin.as_mut().unwrap();
        writeln!(input, "{what}").unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        assert_eq!(answer, "done\n", "{what}");
    }
}

/// A port that nothing listens on.
pub fn free_port() -> Result<u16, String> {
    let port = TcpListener::bind((NAMED_IN_CERTIFICATE, 0)).and_then(|free| free.local_addr());
    Ok(port.map_err(|error| error.to_string())?.port())
}

/// The directory of the newest server's programs.
fn programs() -> Option<PathBuf> {
    const NEEDED: [&str; 3] = ["initdb", "pg_ctl", "pg_basebackup"];
    let is_whole = |directory: &PathBuf| NEEDED.iter().all(|program| directory.join(program).is_file());
    let search = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&search).find(is_whole);
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let version = |path: &Path| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let newest = installed.map(|entry| entry.path()).max_by_key(|path| version(path));
    on_path.or(newest.map(|path| path.join("bin")).filter(is_whole))
}
