//! Connecting: over a socket of this machine, or over TLS with the server's name checked.

use std::path::Path;
use std::sync::{Arc, PoisonError};

use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, NamedGroup, RootCertStore};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::config::SslMode;
use tokio_postgres::tls::{MakeTlsConnect, TlsConnect};
use tokio_postgres::{AsyncMessage, Client, Config, NoTls, Socket};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::store::error::printable;
use crate::store::{Error, Remedy};

use super::error;
use super::server::Server;
use super::wire::{Notices, Wire};

/// Connects to a ledger's server.
pub(super) fn connect(server: &Server) -> Result<Wire, Error> {
    let started = Builder::new_current_thread().enable_all().build();
    let runtime = started.map_err(|error| {
        Error::environment(format!("the system gives no way to wait for a server: {error}"), Remedy::CheckSystem)
    })?;
    let notices = Notices::default();
    let client = if server.config().get_ssl_mode() == SslMode::Disable {
        begin(&runtime, server.config(), NoTls, &notices)
    } else {
        let tls = MakeRustlsConnect::new(trusting(roots(server.roots())?)?);
        begin(&runtime, server.config(), tls, &notices)
    };
    let client = client.map_err(|error| error::of(&error))?;
    Ok(Wire::new(runtime, client, notices, server.schema()))
}

/// Connects, and keeps what the server says beside its answers.
fn begin<T>(runtime: &Runtime, config: &Config, tls: T, notices: &Notices) -> Result<Client, tokio_postgres::Error>
where
    T: MakeTlsConnect<Socket>,
    T::Stream: Send + 'static,
    T::TlsConnect: Send,
    <T::TlsConnect as TlsConnect<Socket>>::Future: Send,
{
    let (client, mut connection) = runtime.block_on(config.connect(tls))?;
    let notices = Arc::clone(notices);
    runtime.spawn(async move {
        // Ends with the connection; whoever waits for an answer learns why.
        while let Some(Ok(message)) = std::future::poll_fn(|cx| connection.poll_message(cx)).await {
            if let AsyncMessage::Notice(notice) = message {
                notices.lock().unwrap_or_else(PoisonError::into_inner).push(notice);
            }
        }
    });
    Ok(client)
}

/// TLS 1.2 or later, with a certificate for the server's name from one of these authorities.
fn trusting(roots: RootCertStore) -> Result<ClientConfig, Error> {
    let mut provider = ring::default_provider();
    // Before version 18 a server takes no other group unless it is told to, and asks again for this one: a round trip.
    provider.kx_groups.sort_by_key(|group| group.name() != NamedGroup::secp256r1);
    let builder = ClientConfig::builder_with_provider(Arc::new(provider));
    let builder = builder.with_safe_default_protocol_versions();
    let builder = builder.map_err(|error| Error::environment(format!("no TLS: {error}"), Remedy::CheckSystem))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// The certificate authorities in a file, or those of the system.
fn roots(file: Option<&Path>) -> Result<RootCertStore, Error> {
    let mut store = RootCertStore::empty();
    let missing = |what: String| Error::environment(what, Remedy::GiveAuthorities);
    match file {
        None => {
            let found = rustls_native_certs::load_native_certs();
            store.add_parsable_certificates(found.certs);
            if store.is_empty() {
                let why = found.errors.first().map(|error| format!(": {}", printable(&error.to_string())));
                return Err(missing(format!("the system trusts no certificate authority{}", why.unwrap_or_default())));
            }
        }
        Some(file) => {
            let unusable = |error: String| {
                missing(format!("cannot use the certificate authorities in {}: {error}", file.display()))
            };
            let read = CertificateDer::pem_file_iter(file).map_err(|error| unusable(error.to_string()))?;
            for certificate in read {
                let certificate = certificate.map_err(|error| unusable(error.to_string()))?;
                store.add(certificate).map_err(|error| unusable(error.to_string()))?;
            }
            if store.is_empty() {
                return Err(unusable("there is none".to_owned()));
            }
        }
    }
    Ok(store)
}
