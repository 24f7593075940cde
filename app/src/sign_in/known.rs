//! What may be known before one has signed in. The server asks the controller before it draws the page, and the answer
//! travels in the document: a page that asked by itself would carry the code for asking.

/// What the controller says to everybody, and what the console knows of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignInState {
    /// The licence is still to be accepted.
    pub licence_wanted: bool,
    /// On a new installation: the command that shows the generated password.
    pub bootstrap_command: String,
    /// Why that password cannot be had.
    pub bootstrap_trouble: String,
    /// The controller is the embedded demo.
    pub demo: bool,
    /// Why the controller said nothing, in words.
    pub trouble: String,
}

/// What is known: from the server's question when it draws, from the document in the browser.
pub fn known() -> SignInState {
    SignInState::from_line(&kit::carried::carried_as(SignInState::to_line))
}
