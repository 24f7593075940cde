//! A PostgreSQL server of the tests' own: made in a directory, reached by a socket in it, and gone afterwards.

use std::{
    fs,
    io::{BufRead, BufReader},
    os::unix::{fs::MetadataExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use event_store::Place;
use sqlx::{Connection, PgConnection};

use crate::common::Directory;

/// A server that runs as long as this is held.
pub struct Server {
    directory: Directory,
    process: Child,
    user: Option<(u32, u32)>,
}

impl Server {
    /// Starts one; `None`, with a message, where PostgreSQL is not installed.
    pub fn start() -> Option<Self> {
        let Some(initdb) = program("initdb") else {
            println!("skipped: no initdb on the PATH or under /usr/lib/postgresql");
            return None;
        };
        let directory = Directory::new();
        let Ok(user) = unprivileged(directory.path()) else {
            println!("skipped: PostgreSQL does not run as root, and there is no other user");
            return None;
        };
        let data = directory.path().join("data");
        let mut make = as_user(&initdb, user);
        // What is lost with the machine is lost with the test.
        make.arg("-D").arg(&data).args([
            "--username=console",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-sync",
        ]);
        let made = make.output().expect("initdb can be started");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));

        let mut serve = as_user(&initdb.with_file_name("postgres"), user);
        serve.arg("-D").arg(&data).arg("-k").arg(directory.path());
        serve.args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "lc_messages=C"]);
        let mut process = serve.stderr(Stdio::piped()).spawn().expect("postgres can be started");
        let mut log = BufReader::new(process.stderr.take().expect("it is piped")).lines();
        let ready =
            log.by_ref().map_while(Result::ok).find(|line| line.contains("ready to accept connections"));
        // Dropped first if it is not ready, so that it does not outlive the test.
        let server = Self { directory, process, user };
        assert!(ready.is_some(), "postgres ended before it was ready");
        // Read to its end: a server whose log is full stands still.
        std::thread::spawn(move || log.for_each(drop));
        Some(server)
    }

    /// A new database.
    pub async fn database(&self, name: &str) -> Place {
        let url = |name: &str| {
            let socket = self.directory.path().display().to_string().replace('/', "%2F");
            format!("postgres://console@{socket}/{name}")
        };
        let mut connection = PgConnection::connect(&url("postgres")).await.expect("it is ready");
        // Names are cut after 63 bytes, which ours are not.
        let create = format!("CREATE DATABASE {name}");
        sqlx::query(&create).execute(&mut connection).await.expect("it can be made");
        connection.close().await.expect("it can be ended");
        url(name).parse().expect("it is a URL")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGQUIT: it ends at once, and its children with it.
        let pid = self.process.id().to_string();
        let told = as_user(Path::new("/bin/kill"), self.user).args(["-QUIT", &pid]).status();
        if !told.is_ok_and(|status| status.success()) {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}

fn as_user(program: &Path, user: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(program);
    // The directory of the tests may not be that user's to enter.
    command.current_dir("/").stdin(Stdio::null()).stdout(Stdio::null());
    if let Some((user, group)) = user {
        command.uid(user).gid(group);
    }
    command
}

/// The program, on the PATH or where Debian puts it.
fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let installed = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let places = std::env::split_paths(&path).chain(installed.map(|version| version.path().join("bin")));
    // Beside the program stand the others, which a link's place need not say.
    places.map(|place| place.join(name)).find_map(|file| file.canonicalize().ok())
}

/// Somebody whom PostgreSQL runs as, whose the directory is now; `None` where that is who runs the tests.
fn unprivileged(directory: &Path) -> Result<Option<(u32, u32)>, ()> {
    if fs::metadata(directory).map_err(drop)?.uid() != 0 {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd").map_err(drop)?;
    let ids = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2).map(|field| field.parse().ok());
        Some((fields.next()??, fields.next()??))
    };
    let (user, group) = ids("postgres").or_else(|| ids("nobody")).ok_or(())?;
    std::os::unix::fs::chown(directory, Some(user), Some(group)).map_err(drop)?;
    Ok(Some((user, group)))
}
