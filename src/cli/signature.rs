//! Signatures of checkpoints: SSHSIG, made and checked by the system's `ssh-keygen`, as in git. So a key on a token or
//! in the agent works, and anybody can check without impound.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::domain::{Fault, text};
use crate::store::beside;

use super::failure::Failure;
use super::files::{self, Links};
use super::words;

/// The purpose of the signatures; one made for another purpose does not sign a checkpoint.
const NAMESPACE: &str = "checkpoint@impound";

/// The most bytes of a signature: RSA keys of 16,384 bits make some 8,000.
const LONGEST: u64 = 64 << 10;

/// The most bytes of a list of signers.
const LONGEST_SIGNERS: u64 = 1 << 20;

/// Who signed a checkpoint, as far as checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Signed {
    /// There is no signature next to the file, and none was required.
    No,
    /// The signature is valid, by a key that nobody here vouches for.
    ByKey(String),
    /// The signature is valid, by a signer on the list.
    By(String),
}

/// The words that follow “is”.
impl fmt::Display for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Signed::No => f.write_str("not signed"),
            Signed::ByKey(key) => write!(f, "validly signed, signer not checked (use --signers): {key}"),
            Signed::By(signer) => write!(f, "signed by {}", words::shown(signer)),
        }
    }
}

/// Signs a text with a key: the file of a private key, or of a public key whose private key is in the agent or on a
/// token.
///
/// # Errors
/// `ssh-keygen` is missing or does not sign; the fault holds its own message.
pub(super) fn sign(key: &Path, text: &str) -> Result<String, Failure> {
    let args = ["-Y".into(), "sign".into(), "-f".into(), key.into(), "-n".into(), NAMESPACE.into()];
    let signed = run(&args, text.as_bytes())?;
    match String::from_utf8(signed.stdout.clone()) {
        Ok(signature) if signed.status.success() && signature.starts_with("-----BEGIN SSH SIGNATURE-----") => {
            Ok(signature)
        }
        _ => {
            let what = format!("cannot sign with {}: {}", words::path(key), said(&signed));
            Err(Fault::new(what)
                .hint("give a private key, or a public one whose key is in the agent")
                .at("--sign")
                .into())
        }
    }
}

/// Checks the signature next to a file: against a list of allowed signers (`ssh-keygen(1)`), or by itself.
///
/// # Errors
/// The signature is not of this text, is not by any of the signers, or is missing although signers are given.
pub(super) fn check(file: &Path, text: &str, signers: Option<&Path>, links: Links) -> Result<Signed, Failure> {
    let signature = of(file);
    let found = if links == Links::Followed { signature.metadata() } else { signature.symlink_metadata() };
    match (found, signers) {
        (Err(error), None) if error.kind() == io::ErrorKind::NotFound => return Ok(Signed::No),
        (Err(error), Some(_)) if error.kind() == io::ErrorKind::NotFound => {
            let what = format!("{} is not signed: there is no {}", words::path(file), words::path(&signature));
            return Err(Fault::new(what).hint("keep the signature beside the checkpoint").at("--signers").into());
        }
        (Err(error), _) => return Err(Failure::file("read", &signature, &error)),
        (Ok(found), _) if !found.is_file() || found.len() > LONGEST => {
            let fault = Fault::new(format!("{} is not a signature", words::path(&signature)));
            return Err(fault.hint("move this file away: `ssh-keygen -Y sign` makes signatures").into());
        }
        (Ok(_), _) => {}
    }
    let args = |verb: &str| -> Vec<OsString> {
        vec!["-Y".into(), verb.into(), "-n".into(), NAMESPACE.into(), "-s".into(), signature.clone().into()]
    };
    let Some(signers) = signers else {
        let checked = run(&args("check-novalidate"), text.as_bytes())?;
        return if checked.status.success() {
            Ok(Signed::ByKey(said(&checked)))
        } else {
            Err(forged(&signature, &checked))
        };
    };
    let find = |signers: &Path, input: &[u8]| {
        let found = run(&[args("find-principals"), vec!["-f".into(), signers.into()]].concat(), input)?;
        let all = String::from_utf8_lossy(&found.stdout).into_owned();
        Ok::<_, Failure>(if found.status.success() { all } else { String::new() })
    };
    let mut refused = None;
    let mut tried = BTreeSet::new();
    let mut by = |principals: String| {
        for signer in principals.lines().filter(|signer| !signer.is_empty()) {
            if tried.insert(signer.to_owned()) {
                let verify = [args("verify"), vec!["-f".into(), signers.into(), "-I".into(), signer.into()]].concat();
                let checked = run(&verify, text.as_bytes())?;
                if checked.status.success() {
                    return Ok::<_, Failure>(Some(Signed::By(signer.to_owned())));
                }
                refused = Some(checked);
            }
        }
        Ok(None)
    };
    if let Some(signed) = by(find(signers, b"")?)? {
        return Ok(signed);
    }
    // ssh-keygen names only the signers of the first line that has the key. Other lines may have it too, each with its
    // own terms.
    for line in files::read_text(signers, LONGEST_SIGNERS, Links::Followed)?.lines() {
        if let Some(signed) = by(find(Path::new("/dev/stdin"), format!("{line}\n").as_bytes())?)? {
            return Ok(signed);
        }
    }
    match refused {
        Some(checked) => Err(forged(&signature, &checked)),
        None => {
            let what = format!("{} is not by any of the signers in {}", words::path(&signature), words::path(signers));
            Err(Fault::new(what).hint("trust the checkpoint only if you know who signed it").into())
        }
    }
}

/// The path of a file's signature.
pub(super) fn of(file: &Path) -> PathBuf {
    beside(file, ".sig")
}

fn forged(signature: &Path, checked: &Output) -> Failure {
    let what = format!("{} is not the signature of this checkpoint: {}", words::path(signature), said(checked));
    Fault::new(what).hint("one of the two was altered, or they do not belong together").into()
}

/// Runs `ssh-keygen`, which reads the text to sign or check from standard input.
fn run(args: &[OsString], input: &[u8]) -> Result<Output, Failure> {
    let failed = |error: io::Error| {
        let fault = Fault::new(format!("ssh-keygen cannot be run: {error}"));
        Failure::Environment(fault.hint("install OpenSSH 8.9 or newer, whose ssh-keygen makes and checks signatures"))
    };
    let piped = Stdio::piped;
    let mut child =
        Command::new("ssh-keygen").args(args).stdin(piped()).stdout(piped()).stderr(piped()).spawn().map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        match stdin.write_all(input) {
            // It ended before it read everything; its own message says why.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            other => other.map_err(failed)?,
        }
    }
    child.wait_with_output().map_err(failed)
}

/// The message of `ssh-keygen`, in one line that cannot steer the terminal.
fn said(output: &Output) -> String {
    let said = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text).into_owned()).concat();
    let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    text::escape(&lines.join("; ")).into_owned()
}
