//! Hiding something for this user, and showing it again: one write, for menus and for buttons. It is a form, so that it works
//! without scripts; where the browser's program runs, it is sent without another document.

use kit::{AppError, Mutation, Tag, flash::Kind, mutation, toast::use_toaster};
use leptos::prelude::*;
use network_map::model::Key;
use ui::Button;

use super::{
    api::change_hidden,
    shown::{HiddenAct, HiddenList},
};

/// Where the write is sent.
const WRITE: &str = "/api/map/change_hidden";

/// What is done, and the node that it is about where it is about one.
pub type Change = (HiddenAct, Option<Key>);

/// The write.
pub type Hiding = Mutation<Change, HiddenList>;

/// The write; what went wrong is told by a toast.
pub fn hiding() -> Hiding {
    let toaster = use_toaster();
    mutation(
        Tag::Traffic,
        |(act, key)| change_hidden(act, key, String::new()),
        move |outcome: &Result<HiddenList, AppError>| {
            if let Err(error) = outcome {
                toaster.say(Kind::Bad, format!("{}. {}", error.title(), error.detail()));
            }
        },
    )
}

/// The fields of the form; `back` is where a browser without scripts goes on.
fn fields((act, key): Change, back: &str) -> Vec<(String, String)> {
    let field = |name: &str, value: String| (name.to_owned(), value);
    let key = key.map(|key| field("key", key.to_string()));
    let all = [Some(field("act", act.word().to_owned())), key, Some(field("back", back.to_owned()))];
    all.into_iter().flatten().collect()
}

fn sends(write: Hiding, change: Change) -> Callback<()> {
    Callback::new(move |()| write.run(change))
}

/// A change as what an item of a menu does.
pub fn act(write: Hiding, change: Change, back: &str) -> ui::Act {
    ui::Act::Send(WRITE.to_owned(), fields(change, back), sends(write, change))
}

/// A change as a button.
#[component]
pub fn HidingButton(
    /// What is done.
    change: Change,
    /// It in words.
    label: &'static str,
    /// Where a browser without scripts goes on.
    back: String,
) -> impl IntoView {
    let write = hiding();
    let button = view! { <Button label=label submit=true small=true pending=write.pending() /> };
    ui::posted(WRITE.to_owned(), fields(change, &back), Some(sends(write, change)), None, button.into_any())
}

#[cfg(test)]
mod tests {
    use network_map::model::Kind;

    use super::*;

    #[test]
    fn a_form_says_what_the_server_function_reads() {
        let key = Key::of(Kind::Pod, "pod-1");
        let of = |change| {
            let fields = fields(change, "/network?sel=1");
            fields.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>()
        };
        let back = "back=/network?sel=1".to_owned();
        let hide = (HiddenAct::HideOutgoing, Some(key));
        assert_eq!(of(hide), ["act=hide-outgoing".to_owned(), format!("key={key}"), back.clone()]);
        assert_eq!(of((HiddenAct::Reset, None)), ["act=reset".to_owned(), back]);
        let sent = serde_json::to_value(HiddenAct::HideOutgoing).expect("a word");
        assert_eq!(sent.as_str(), Some(HiddenAct::HideOutgoing.word()));
    }
}
