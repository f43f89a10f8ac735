//! TLS: the server certificate that headquarters' own CA issues, and the rustls configuration.

use std::fs;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Arc;

use p256::ecdsa::{DerSignature, SigningKey};
use p256::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, EncodePublicKey as _};
use rand_core::OsRng;
use rustls::client::verify_server_cert_signed_by_trust_anchor;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{RootCertStore, ServerConfig};
use x509_cert::Certificate;
use x509_cert::builder::{Builder as _, CertificateBuilder, Profile};
use x509_cert::der::asn1::{Ia5String, ObjectIdentifier, OctetString};
use x509_cert::der::{Decode as _, Encode as _};
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{ExtendedKeyUsage, SubjectAltName};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::SubjectPublicKeyInfoOwned;
use x509_cert::time::Validity;
use zeroize::Zeroizing;

use crate::random;

/// Extended key usage "server authentication".
const SERVER_AUTH: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.1");

/// Why TLS cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The certificate cannot be built.
    #[error("the server certificate cannot be built: {0}")]
    Build(String),
    /// A file cannot be read.
    #[error("the TLS file {path} cannot be read: {problem}")]
    File {
        /// Which file.
        path: PathBuf,
        /// The cause.
        problem: String,
    },
    /// Certificate and key do not work together.
    #[error("the TLS certificate and key cannot be used: {0}")]
    Unusable(#[from] rustls::Error),
    /// No device would connect.
    #[error(
        "the certificate {path} was not issued by this headquarters' own CA, and devices trust no other ({problem}): leave --tls-cert and --tls-key away, or have one issued with keys/ca.der and keys/ca.key of the data folder"
    )]
    Foreign {
        /// Which file.
        path: PathBuf,
        /// What does not fit.
        problem: rustls::Error,
    },
    /// There is none.
    #[error(
        "this headquarters was made without a server certificate; give --tls-cert and --tls-key"
    )]
    None,
}

/// A certificate (DER) with its key (PKCS#8 DER).
pub(crate) struct ServerCertificate {
    pub certificate: Vec<u8>,
    pub key: Zeroizing<Vec<u8>>,
}

/// Issues a server certificate for `hosts` (names or IP addresses).
pub(crate) fn issue(
    ca_certificate: &[u8],
    ca_key: &[u8],
    hosts: &[String],
) -> Result<ServerCertificate, TlsError> {
    let ca = Certificate::from_der(ca_certificate).map_err(build_failed)?;
    let ca_key = SigningKey::from_pkcs8_der(ca_key).map_err(build_failed)?;
    let key = SigningKey::random(&mut OsRng);
    let spki = key
        .verifying_key()
        .to_public_key_der()
        .map_err(build_failed)?;
    let spki = SubjectPublicKeyInfoOwned::from_der(spki.as_bytes()).map_err(build_failed)?;
    let profile = Profile::Leaf {
        issuer: ca.tbs_certificate.subject.clone(),
        enable_key_agreement: false,
        enable_key_encipherment: false,
    };
    let mut serial = random::bytes::<16>();
    serial[0] = (serial[0] & 0x7f) | 0x40;
    let validity: Validity = ca.tbs_certificate.validity;
    let mut builder = CertificateBuilder::new(
        profile,
        SerialNumber::new(&serial).map_err(build_failed)?,
        validity,
        Name::from_str("CN=lineproof-hq").map_err(build_failed)?,
        spki,
        &ca_key,
    )
    .map_err(build_failed)?;
    let names = hosts
        .iter()
        .map(|host| alternative_name(host))
        .collect::<Result<Vec<_>, _>>()?;
    builder
        .add_extension(&SubjectAltName(names))
        .map_err(build_failed)?;
    builder
        .add_extension(&ExtendedKeyUsage(vec![SERVER_AUTH]))
        .map_err(build_failed)?;
    let certificate = builder.build::<DerSignature>().map_err(build_failed)?;
    Ok(ServerCertificate {
        certificate: certificate.to_der().map_err(build_failed)?,
        key: Zeroizing::new(
            key.to_pkcs8_der()
                .map_err(build_failed)?
                .as_bytes()
                .to_vec(),
        ),
    })
}

fn alternative_name(host: &str) -> Result<GeneralName, TlsError> {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    match address.parse() {
        Ok(IpAddr::V4(address)) => octets(&address.octets()),
        Ok(IpAddr::V6(address)) => octets(&address.octets()),
        Err(_) => Ia5String::new(host)
            .map(GeneralName::DnsName)
            .map_err(build_failed),
    }
}

fn octets(bytes: &[u8]) -> Result<GeneralName, TlsError> {
    OctetString::new(bytes)
        .map(GeneralName::IpAddress)
        .map_err(build_failed)
}

fn build_failed(problem: impl ToString) -> TlsError {
    TlsError::Build(problem.to_string())
}

/// The configuration for the certificate of headquarters' own CA; devices pin that CA.
pub(crate) fn own_config(
    server: &ServerCertificate,
    ca_certificate: &[u8],
) -> Result<Arc<ServerConfig>, TlsError> {
    let chain = vec![
        CertificateDer::from(server.certificate.clone()),
        CertificateDer::from(ca_certificate.to_vec()),
    ];
    let key = PrivatePkcs8KeyDer::from(server.key.to_vec());
    config(chain, key.into())
}

/// The configuration for a certificate chain and key given as PEM files. Devices pin the own CA, so the chain must end
/// there.
pub(crate) fn file_config(
    certificate: &Path,
    key: &Path,
    ca_certificate: &[u8],
) -> Result<Arc<ServerConfig>, TlsError> {
    let chain = CertificateDer::pem_slice_iter(&read(certificate)?)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|problem| unreadable(certificate, problem))?;
    check_issuer(certificate, &chain, ca_certificate)?;
    let private =
        PrivateKeyDer::from_pem_slice(&read(key)?).map_err(|problem| unreadable(key, problem))?;
    config(chain, private)
}

fn check_issuer(
    path: &Path,
    chain: &[CertificateDer<'static>],
    ca_certificate: &[u8],
) -> Result<(), TlsError> {
    let (first, rest) = chain
        .split_first()
        .ok_or_else(|| unreadable(path, "it holds no certificate"))?;
    let mut own = RootCertStore::empty();
    own.add(CertificateDer::from(ca_certificate.to_vec()))?;
    let algorithms = rustls::crypto::ring::default_provider().signature_verification_algorithms;
    ParsedCertificate::try_from(first)
        .and_then(|first| {
            verify_server_cert_signed_by_trust_anchor(
                &first,
                &own,
                rest,
                UnixTime::now(),
                algorithms.all,
            )
        })
        .map_err(|problem| TlsError::Foreign {
            path: path.into(),
            problem,
        })
}

fn config(
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
) -> Result<Arc<ServerConfig>, TlsError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

fn read(path: &Path) -> Result<Vec<u8>, TlsError> {
    fs::read(path).map_err(|problem| unreadable(path, problem))
}

fn unreadable(path: &Path, problem: impl ToString) -> TlsError {
    TlsError::File {
        path: path.into(),
        problem: problem.to_string(),
    }
}
