//! Where a store is: a file of the console's own, or a PostgreSQL database.

use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
};

use sqlx::postgres::PgConnectOptions;

use crate::Error;

/// Where a store is. A password in it is for the database only: neither `Debug` nor `Display` shows it.
#[derive(Clone)]
pub struct Place(pub(crate) Kind);

#[derive(Clone)]
pub(crate) enum Kind {
    File(PathBuf),
    Server(Box<PgConnectOptions>),
}

impl Place {
    /// An SQLite file, on a disk of this machine: SQLite must not be shared over a network. It is made when it is not
    /// there, its directory is not.
    pub fn file(path: impl AsRef<Path>) -> Self {
        Self(Kind::File(path.as_ref().to_owned()))
    }

    /// A PostgreSQL database, of version 12 or later, as
    /// `postgres://user:password@host:port/name?sslmode=verify-full&sslrootcert=…`. What the URL leaves out comes from
    /// `PGUSER`, `PGPASSWORD` and their like, and from the file of passwords that `psql` knows.
    ///
    /// # Errors
    /// [`Error::Place`] when it cannot be read as that.
    pub fn server(url: &str) -> Result<Self, Error> {
        let known = url.starts_with("postgres://") || url.starts_with("postgresql://");
        let options = known.then(|| url.parse().ok()).flatten().ok_or(Error::Place)?;
        Ok(Self(Kind::Server(Box::new(options))))
    }
}

/// A URL means a server, anything else a file.
impl FromStr for Place {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "" => Err(Error::Place),
            url if url.contains("://") => Self::server(url),
            path => Ok(Self::file(path)),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::File(path) => path.display().fmt(f),
            Kind::Server(server) => {
                let name = server.get_database().unwrap_or(server.get_username());
                match server.get_socket() {
                    Some(socket) => write!(f, "the database {name} at {}", socket.display()),
                    None => write!(f, "the database {name} at {}:{}", server.get_host(), server.get_port()),
                }
            }
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_file_or_a_server() {
        let shown = |text: &str| text.parse::<Place>().map(|place| place.to_string()).ok();
        assert_eq!(shown("data/events.db").as_deref(), Some("data/events.db"));
        assert_eq!(
            shown("postgresql://ann@db.local:5433/console").as_deref(),
            Some("the database console at db.local:5433")
        );
        for wrong in ["", "mysql://ann@db/console", "postgres://ann@db:port/console"] {
            assert_eq!(shown(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let place: Place = "postgres://ann:s3cret@db/console".parse().expect("it is a URL");
        assert!(!format!("{place} {place:?} {place:#?}").contains("s3cret"));
        let error = Place::server("postgres://ann:s3cret@db:port/console").expect_err("no port");
        assert!(!format!("{error} {error:?}").contains("s3cret"));
    }
}
