//! The vault: what may not be read from the session store is sealed here, with a key that the store does not hold.

use std::{fs, io, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use chacha20poly1305::{
    Key, XChaCha20Poly1305, XNonce,
    aead::{Aead, AeadCore, KeyInit, OsRng},
};

/// Seals and opens secrets with XChaCha20-Poly1305.
#[derive(Clone)]
pub struct Vault(XChaCha20Poly1305);

const NONCE: usize = 24;

impl Vault {
    /// A vault with a key of its own that is gone when it is dropped.
    pub fn passing() -> Self {
        Self(XChaCha20Poly1305::new(&XChaCha20Poly1305::generate_key(&mut OsRng)))
    }

    /// The vault whose key stands in a file; the file is made, for its owner's eyes only, if `make` says so and it
    /// is not there.
    ///
    /// # Errors
    /// When the file cannot be read or made, or does not hold 32 bytes.
    pub fn of_file(path: &Path, make: bool) -> io::Result<Self> {
        let bytes = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && make => {
                let key = XChaCha20Poly1305::generate_key(&mut OsRng);
                write_private(path, &key)?;
                key.to_vec()
            }
            other => other?,
        };
        if bytes.len() != 32 {
            return Err(io::Error::other(format!("{}: a session key has 32 bytes", path.display())));
        }
        Ok(Self(XChaCha20Poly1305::new(Key::from_slice(&bytes))))
    }

    /// Seals a secret. What comes out is text that says nothing.
    pub fn seal(&self, secret: &str) -> String {
        let nonce = XChaCha20Poly1305::generate_nonce(&mut OsRng);
        let mut sealed = nonce.to_vec();
        sealed.extend(self.0.encrypt(&nonce, secret.as_bytes()).expect("a token is far below 256 GiB"));
        STANDARD_NO_PAD.encode(sealed)
    }

    /// Opens what was sealed with the same key. `None`: another key, or tampered with.
    pub fn open(&self, sealed: &str) -> Option<String> {
        let bytes = STANDARD_NO_PAD.decode(sealed).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
        String::from_utf8(self.0.decrypt(XNonce::from_slice(nonce), sealed).ok()?).ok()
    }
}

fn write_private(path: &Path, key: &[u8]) -> io::Result<()> {
    use std::io::Write;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_the_same_key_only() {
        let vault = Vault::passing();
        let sealed = vault.seal("eyJ.token");
        assert!(!sealed.contains("token"));
        assert_eq!(vault.open(&sealed).as_deref(), Some("eyJ.token"));
        assert_eq!(Vault::passing().open(&sealed), None);
        assert_ne!(vault.seal("eyJ.token"), sealed, "no two sealings look alike");
    }

    #[test]
    fn a_changed_seal_does_not_open() {
        let vault = Vault::passing();
        let mut sealed = vault.seal("eyJ.token").into_bytes();
        sealed[40] = if sealed[40] == b'A' { b'B' } else { b'A' };
        assert_eq!(vault.open(&String::from_utf8(sealed).expect("it was text")), None);
        for bad in ["", "AAAA", "not base64!"] {
            assert_eq!(vault.open(bad), None, "{bad:?}");
        }
    }
}
