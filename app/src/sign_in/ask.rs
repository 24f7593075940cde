//! The question that the server asks the controller for the sign-in page.

use controller_api::eula;
use kit::{AppError, upstream::Public};

use super::known::SignInState;

/// What came of the question.
#[derive(Clone)]
pub struct Asked {
    demo: bool,
    answer: Result<SignInState, AppError>,
}

impl Asked {
    /// Asks what everybody may know. A controller that takes its time is passed over without a word.
    pub async fn of(public: &Public) -> Self {
        let answer = match public.call(eula::SHOW.at([])).await {
            Ok(state) => Ok(SignInState {
                licence_wanted: !state.eula.accepted,
                bootstrap_command: state.bootstrap_password_command,
                bootstrap_trouble: state.k8s_rbac_alert_message.unwrap_or_default(),
                ..SignInState::default()
            }),
            Err(AppError::TimedOut) => Ok(SignInState::default()),
            Err(error) => Err(error),
        };
        Self { demo: public.demo, answer }
    }

    /// In the language of the page that is being drawn.
    pub fn in_words(&self) -> SignInState {
        let state = self.answer.clone().unwrap_or_else(|error| SignInState {
            trouble: format!("{}. {}", error.title(), error.detail()),
            ..SignInState::default()
        });
        SignInState { demo: self.demo, ..state }
    }
}
