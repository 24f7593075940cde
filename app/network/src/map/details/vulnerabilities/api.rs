//! The server function of a pod's vulnerabilities.

use kit::AppError;
use leptos::prelude::*;
use network_map::model::{Key, Severity};
use serde::{Deserialize, Serialize};

use crate::map::details::shown::Found;

/// A vulnerability of a package in a container.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VulnerabilityRow {
    /// Its name, such as `CVE-2022-22965`.
    pub name: String,
    /// How bad it is; none = a word that nobody knows.
    pub severity: Severity,
    /// Its score by CVSS 3, or by CVSS 2 where there is no other, in tenths; 0 = it has none.
    pub tenths: u8,
    /// The package that has it.
    pub package: String,
    /// That package's version.
    pub version: String,
    /// The version without it; `""` = there is none.
    pub fixed: String,
    /// When it was published, in unix seconds.
    pub published: Option<i64>,
    /// Where more is said: a page of the web; `""` = nowhere.
    pub link: String,
    /// The vulnerability profile accepts it.
    pub accepted: bool,
    /// The place of its container in [`VulnerabilitiesShown::containers`].
    pub container: usize,
}

/// A container that can be scanned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContainerScan {
    /// Its name.
    pub name: String,
    /// What its scan counted.
    pub found: Found,
    /// When it was last scanned, in unix seconds.
    pub scanned: Option<i64>,
    /// How many vulnerabilities its report holds, accepted or not.
    pub count: u64,
    /// Why its report could not be read, if it could not.
    pub error: Option<AppError>,
}

/// The vulnerabilities of a pod.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VulnerabilitiesShown {
    /// Its containers; it, where it has none to show.
    pub containers: Vec<ContainerScan>,
    /// How many there are in all.
    pub all: u64,
    /// How many are critical, high, medium and low, of those that nobody accepted.
    pub counts: [u64; 4],
    /// How many the vulnerability profile accepts.
    pub accepted: u64,
    /// For how many there is a version without it.
    pub fixable: u64,
    /// Only these were asked for.
    pub only_fixable: bool,
    /// How many there are of those that were asked for.
    pub matching: u64,
    /// The first of these, the worst first.
    pub rows: Vec<VulnerabilityRow>,
}

/// What the last scans of a pod's containers found; with `fixable` only what another version of the package is without.
///
/// [`AppError::Denied`] when the viewer may not see scans there.
#[server(endpoint = "map/get_vulnerabilities", protocol = kit::Call)]
pub async fn get_vulnerabilities(
    node: Key,
    #[server(default)] fixable: bool,
) -> Result<VulnerabilitiesShown, AppError> {
    kit::upstream::answer(
        async { super::read::vulnerabilities(&kit::upstream::controller()?, node, fixable).await }.await,
    )
}
