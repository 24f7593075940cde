//! A mock of the sign-in page.
use leptos::prelude::*;
use ui::*;

pub fn page() -> AnyView {
    let foot = view! {
        <span>"English"</span>
        <a class="link" href="#">"Русский"</a>
        <span>"Version 5.4.3"</span>
    };
    view! {
        <Gate title="NeuVector" subtitle="Container security console" foot=foot.into_any()>
            <FormPanel
                action="#"
                pending=false
                error=Some("User name or password is wrong. 2 more tries before the account is blocked.".to_owned())
                submit_label="Sign in"
                wide=true
            >
                <TextField id="user" name="username" label="User name" value="admin" autocomplete="username" />
                <PasswordField id="password" name="password" label="Password" show_label="Show password" />
            </FormPanel>
        </Gate>
    }
    .into_any()
}
