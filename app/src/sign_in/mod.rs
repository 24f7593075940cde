//! The sign-in page: name and password, or a new password where one is due. Plain forms; nothing waits for a script.

#[cfg(feature = "ssr")]
pub mod ask;
mod flash;
mod known;
mod line;
mod reset;

use kit::url::Params;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use ui::{Banner, Checkbox, FormPanel, Gate, PasswordField, TextField, Tone};

pub use self::flash::{COOKIE, Refusal, SignInFlash};
use self::known::{SignInState, known};

kit::section!(gate { SignInPage => SignIn });

/// The page.
#[component]
pub fn SignIn() -> impl IntoView {
    let params = Params::of(&use_query_map().get_untracked());
    let left = flash::left();
    let state = known();
    let resetting = params.get("step") == "password" && left.reset;
    let why = match params.get("why") {
        "expired" if left.refusal.is_none() => Some((Tone::Warning, text::sign_in::expired_session())),
        "signed-out" if left.refusal.is_none() => Some((Tone::Success, text::sign_in::signed_out())),
        _ => None,
    };
    let why = why.map(|(tone, text)| view! { <Banner tone=tone text=text inset=true /> });
    let to = params.get("to").to_owned();
    let form = if resetting {
        view! { <reset::NewPassword left=left to=to /> }.into_any()
    } else {
        view! { <NameAndPassword left=left to=to licence=state.licence_wanted /> }.into_any()
    };
    view! {
        <Title text=text::sign_in::title() />
        <Gate title="NeuVector" subtitle=text::sign_in::lead() foot=foot(&params)>
            <div class="stack">
                {why}
                {form}
                {first_steps(&state)}
            </div>
        </Gate>
    }
}

/// That the controller is silent, what is new on a new installation, and how to get into the demo.
fn first_steps(state: &SignInState) -> AnyView {
    let command = (!state.bootstrap_command.is_empty()).then(|| {
        let command = state.bootstrap_command.clone();
        view! {
            <details>
                <summary>{text::sign_in::bootstrap()}</summary>
                <p>{text::sign_in::bootstrap_lead()}</p>
                <pre class="mono">{command}</pre>
            </details>
        }
    });
    let silent = (!state.trouble.is_empty())
        .then(|| view! { <Banner tone=Tone::Danger text=state.trouble.clone() inset=true /> });
    let trouble = (!state.bootstrap_trouble.is_empty())
        .then(|| view! { <Banner tone=Tone::Warning text=state.bootstrap_trouble.clone() inset=true /> });
    // The demo of a new installation knows nobody but the administrator, whose password no command shows there.
    let hint =
        if state.bootstrap_command.is_empty() { text::sign_in::demo() } else { text::sign_in::demo_new() };
    let demo = state.demo.then(|| view! { <p class="muted">{hint}</p> });
    view! { {silent} {command} {trouble} {demo} }.into_any()
}

/// Languages, for whoever cannot read the page.
fn foot(params: &Params) -> AnyView {
    let here = params.link("/sign-in");
    let one = |language: text::Language| {
        view! {
            <form method="post" action="/preferences">
                <input type="hidden" name="to" value=here.clone() />
                <button class="link" name="language" value=language.code() lang=language.code()
                    aria-pressed=if language == text::language() { "true" } else { "false" }>{language.name()}</button>
            </form>
        }
        .into_any()
    };
    let languages: Vec<_> = text::Language::ALL.into_iter().map(one).collect();
    view! { <div class="row">{languages}</div> }.into_any()
}

#[component]
fn NameAndPassword(
    left: SignInFlash,
    to: String,
    /// The licence is still to be accepted.
    licence: bool,
) -> impl IntoView {
    let at_field = left.refusal == Some(Refusal::Empty);
    let error = left.refusal.filter(|_| !at_field).map(|refusal| say(refusal).to_owned());
    let missing = at_field.then(|| say(Refusal::Empty).to_owned());
    let licence = licence.then(|| view! {
        <Checkbox id="accept" name="accept_licence" label=text::sign_in::accept() hint=text::sign_in::accept_hint() />
    });
    view! {
        <FormPanel action="/session" pending=Signal::stored(false) error=Signal::stored(error) submit_label=text::sign_in::submit() wide=true>
            <input type="hidden" name="to" value=to />
            <TextField id="username" name="username" label=text::sign_in::username() value=left.username autocomplete="username"
                error=Signal::stored(missing.clone()) />
            <PasswordField id="password" name="password" label=text::sign_in::password() show_label=text::sign_in::show()
                error=Signal::stored(missing) />
            {licence}
        </FormPanel>
    }
}

/// A refusal in words.
fn say(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Empty => text::sign_in::empty(),
        Refusal::Credentials => text::sign_in::credentials(),
        Refusal::Blocked => text::sign_in::blocked(),
        Refusal::Expired => text::sign_in::expired(),
        Refusal::Weak => text::sign_in::weak(),
        Refusal::NotRepeated => text::sign_in::not_repeated(),
        Refusal::ResetTooLate => text::sign_in::reset_too_late(),
        Refusal::Elsewhere => text::sign_in::elsewhere(),
        Refusal::NoRights => text::sign_in::no_rights(),
        Refusal::Unreachable => text::sign_in::unreachable(),
        Refusal::Controller => text::sign_in::controller(),
        Refusal::Console => text::sign_in::console(),
    }
}
