//! Keys and signatures made by the system's own `ssh-keygen`, for tests that need a second party.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A key pair with its list of allowed signers, in a directory of its own.
pub struct Keys {
    directory: tempfile::TempDir,
}

pub const SIGNER: &str = "auditor@example.org";

impl Keys {
    /// A new key of this type; `None`, reported on standard error, if there is no `ssh-keygen`.
    pub fn new(of: &str) -> Option<Keys> {
        if !crate::tools::at_hand("ssh-keygen", "signatures") {
            return None;
        }
        let keys = Keys { directory: tempfile::tempdir().unwrap() };
        let key = keys.key();
        let made = Command::new("ssh-keygen").args(["-q", "-t", of, "-N", "", "-C", "test", "-f"]).arg(&key).status();
        assert!(made.unwrap().success(), "ssh-keygen makes no {of} key");
        let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
        std::fs::write(keys.signers(), format!("{SIGNER} {public}")).unwrap();
        Some(keys)
    }

    /// The private key.
    pub fn key(&self) -> PathBuf {
        self.directory.path().join("key")
    }

    /// The list of allowed signers that names it.
    pub fn signers(&self) -> PathBuf {
        self.directory.path().join("signers")
    }

    /// Signs a file as anybody could, without impound.
    pub fn sign(&self, file: &Path, namespace: &str) {
        let signed = Command::new("ssh-keygen")
            .args(["-q", "-Y", "sign", "-n", namespace, "-f"])
            .arg(self.key())
            .arg(file)
            .output();
        let signed = signed.unwrap();
        assert!(signed.status.success(), "{signed:?}");
    }

    /// Checks a file and its signature as anybody could, without impound.
    pub fn verify(&self, file: &Path) -> Output {
        let mut verify = Command::new("ssh-keygen");
        verify.args(["-Y", "verify", "-n", "checkpoint@impound", "-I", SIGNER, "-f"]).arg(self.signers());
        verify.arg("-s").arg(format!("{}.sig", file.display()));
        verify.stdin(Stdio::from(std::fs::File::open(file).unwrap())).output().unwrap()
    }
}
