//! Hiding something of a node for this user, where the browser's program runs: without another document.

use kit::{AppError, Mutation, Tag, flash::Kind, mutation, toast::use_toaster};
use leptos::prelude::*;
use network_map::model::Key;

use super::act::{Act, Way};
use crate::map::{
    api::change_hidden,
    shown::{HiddenAct, HiddenList},
};

/// The write; what went wrong is told by a toast.
pub fn hiding() -> Mutation<(HiddenAct, Key), HiddenList> {
    let toaster = use_toaster();
    mutation(
        Tag::Traffic,
        |(act, key)| change_hidden(act, Some(key), String::new()),
        move |outcome: &Result<HiddenList, AppError>| {
            if let Err(error) = outcome {
                toaster.say(Kind::Bad, format!("{}. {}", error.title(), error.detail()));
            }
        },
    )
}

/// What happens when an act is chosen while the program runs; `back` as in [`Act::posted`].
pub fn run(act: &Act, hide: Mutation<(HiddenAct, Key), HiddenList>, back: &str) -> ui::Act {
    match act.way {
        Way::Hide(key, what) => ui::Act::Run(Callback::new(move |()| hide.run((what, key)))),
        Way::Link(_) => act.posted(back),
    }
}
