//! Whether the other side is the controller: certificates of the system, of a file, pinned, or any.

use std::{fmt, fs, io, path::Path, str::FromStr, sync::Arc};

use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error as TlsError, RootCertStore, SignatureScheme,
    client::{
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        verify_server_name,
    },
    crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature_with_raw_key},
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject},
    server::ParsedCertificate,
};
use rustls_platform_verifier::Verifier;
use sha2::{Digest, Sha256};

use crate::spki::public_key;

/// How the controller shows that it is the controller. Its own certificate is self-signed by default.
#[derive(Clone, Default)]
pub enum Trust {
    /// By a certificate that the system trusts, for the host name that we call.
    #[default]
    System,
    /// The same, where these certificates (PEM) are trusted too. A self-signed one counts for itself, even if
    /// it calls itself an authority, as `openssl req -x509` makes them.
    Ca(Vec<u8>),
    /// By this very certificate, whatever its names and dates.
    Pinned(Pin),
    /// Not at all: anybody in between can read and change everything, passwords among it.
    Insecure,
}

impl Trust {
    /// [`Trust::Ca`] from a PEM file.
    pub fn ca_file(path: &Path) -> io::Result<Self> {
        fs::read(path).map(Self::Ca)
    }
}

impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System => f.write_str("System"),
            Self::Ca(pem) => write!(f, "Ca({} bytes)", pem.len()),
            Self::Pinned(pin) => write!(f, "Pinned({pin})"),
            Self::Insecure => f.write_str("Insecure"),
        }
    }
}

/// The SHA-256 fingerprint of a certificate, as `openssl x509 -fingerprint -sha256` prints it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pin([u8; 32]);

/// Why a text is no fingerprint, or a file no certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPin {
    /// Not 64 hexadecimal digits.
    #[error("a SHA-256 fingerprint has 64 hexadecimal digits")]
    NoFingerprint,
    /// No certificate in the PEM text.
    #[error("there is no PEM certificate in it")]
    NoCertificate,
}

impl Pin {
    /// The pin of the first certificate in a PEM text.
    pub fn of_pem(pem: &[u8]) -> Result<Self, BadPin> {
        CertificateDer::from_pem_slice(pem)
            .map(|certificate| Self::of(&certificate))
            .map_err(|_| BadPin::NoCertificate)
    }

    fn of(certificate: &CertificateDer<'_>) -> Self {
        Self(Sha256::digest(certificate.as_ref()).into())
    }
}

impl FromStr for Pin {
    type Err = BadPin;

    /// Reads 64 hexadecimal digits; colons between them and `sha256:` before them are passed over.
    fn from_str(text: &str) -> Result<Self, BadPin> {
        let text = text.trim();
        let text = text.strip_prefix("sha256:").unwrap_or(text);
        let digits: Option<Vec<u8>> =
            text.chars().filter(|c| *c != ':').map(|c| c.to_digit(16).map(|digit| digit as u8)).collect();
        let digits = digits.filter(|digits| digits.len() == 64).ok_or(BadPin::NoFingerprint)?;
        let mut pin = [0; 32];
        for (byte, pair) in pin.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = pair[0] << 4 | pair[1];
        }
        Ok(Self(pin))
    }
}

impl fmt::Display for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, byte) in self.0.iter().enumerate() {
            write!(f, "{}{byte:02X}", if at == 0 { "" } else { ":" })?;
        }
        Ok(())
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pin({self})")
    }
}

/// rustls' settings for a trust. The crypto provider is named here and not taken from the process, so that it
/// does not matter who installed which. `used` says whether any controller is called over TLS: a machine without
/// a single trusted certificate is no error where none is needed.
pub(crate) fn config(trust: &Trust, used: bool) -> Result<ClientConfig, TlsError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder =
        ClientConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions()?;
    let verifier: Arc<dyn ServerCertVerifier> = match trust {
        _ if !used => {
            return Ok(builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth());
        }
        Trust::System => Arc::new(Verifier::new(provider)?),
        Trust::Ca(pem) => {
            let given: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
            let given =
                given.map_err(|error| TlsError::General(format!("the CA file is no PEM: {error}")))?;
            if given.is_empty() {
                return Err(TlsError::General("there is no PEM certificate in the CA file".to_owned()));
            }
            Arc::new(SystemOrGiven { chain: Verifier::new_with_extra_roots(given.clone(), provider)?, given })
        }
        Trust::Pinned(pin) => Arc::new(TheOne { pin: Some(*pin), provider }),
        Trust::Insecure => Arc::new(TheOne { pin: None, provider }),
    };
    Ok(builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth())
}

/// A chain to an authority of the system or of the file, or one of the file's certificates itself.
#[derive(Debug)]
struct SystemOrGiven {
    chain: Verifier,
    given: Vec<CertificateDer<'static>>,
}

impl ServerCertVerifier for SystemOrGiven {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        let outcome =
            self.chain.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        match outcome {
            // webpki takes no authority for a server, even if we were given it to trust; it says so after
            // having looked at the dates, but before it looked at the names.
            Err(TlsError::InvalidCertificate(CertificateError::Other(_)))
                if self.given.contains(end_entity) =>
            {
                verify_server_name(&ParsedCertificate::try_from(end_entity)?, server_name)?;
                Ok(ServerCertVerified::assertion())
            }
            outcome => outcome,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        self.chain.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        self.chain.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.chain.supported_verify_schemes()
    }
}

/// The pinned certificate, or any if there is no pin; in both cases the other side must hold its private key.
#[derive(Debug)]
struct TheOne {
    pin: Option<Pin>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for TheOne {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        let found = Pin::of(end_entity);
        if self.pin.is_some_and(|pin| pin != found) {
            return Err(TlsError::General(format!(
                "not the pinned certificate; the fingerprint of this one is {found}"
            )));
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        let key = public_key(cert).ok_or(CertificateError::BadEncoding)?;
        verify_tls13_signature_with_raw_key(
            message,
            &key,
            dss,
            &self.provider.signature_verification_algorithms,
        )
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_as_it_is_printed() {
        let pem = rcgen::generate_simple_self_signed(["x".to_owned()]).expect("a certificate").cert.pem();
        let pin = Pin::of_pem(pem.as_bytes()).expect("a certificate");
        let text = pin.to_string();
        assert_eq!(text.len(), 95);
        for text in [text.clone(), text.replace(':', "").to_lowercase(), format!(" sha256:{text}\n")] {
            assert_eq!(text.parse(), Ok(pin), "{text}");
        }
        for text in ["", "ab", &text[..94], &text.replace(':', "x")] {
            assert_eq!(text.parse::<Pin>(), Err(BadPin::NoFingerprint), "{text}");
        }
    }

    #[test]
    fn a_file_without_a_certificate_is_an_error_at_the_start() {
        assert!(config(&Trust::Ca(b"nothing".to_vec()), true).is_err());
        assert_eq!(Pin::of_pem(b"nothing"), Err(BadPin::NoCertificate));
    }
}
