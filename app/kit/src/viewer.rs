//! Who is here, and what they may do.

use controller_api::access::{Access, Role};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The signed-in user as the pages know them. Holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// The unique name.
    pub fullname: String,
    /// The e-mail address.
    pub email: String,
    /// The directory that they come from; `""` = the controller's own.
    pub server: String,
    /// The global role.
    pub role: Role,
    /// Roles in namespaces: role → namespaces.
    pub role_domains: std::collections::BTreeMap<String, Vec<String>>,
    /// What they may do.
    pub access: Access,
    /// The idle limit, in seconds.
    pub timeout: u32,
    /// The password is still the one that the product came with.
    pub default_password: bool,
    /// Days until the password expires; -1 = never.
    pub password_days: i64,
    /// The controller is the embedded demo.
    pub demo: bool,
}

/// Who is here: from the session when the server draws the frame, from the document when the browser takes it over.
/// The controller is not asked, so that the frame stands even when it is gone.
pub fn here() -> Option<Viewer> {
    crate::carried::carried()
}

/// The viewer, put into the context by the frame around the pages.
pub fn use_viewer() -> Viewer {
    use_context::<Viewer>().expect("pages are drawn within the frame, which knows the viewer")
}

/// Leaves for the sign-in page, once, when a session ended under the user's hands; they come back here after.
pub fn leave_for_sign_in() {
    #[cfg(feature = "hydrate")]
    {
        let location = window().location();
        let here =
            format!("{}{}", location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
        if !here.starts_with("/sign-in") {
            let _ = location.set_href(&crate::url::sign_in_again(&here));
        }
    }
}
