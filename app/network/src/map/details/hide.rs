//! Hiding something for this user, and showing it again, where the browser's program runs: without another document.

use kit::{AppError, Mutation, Tag, flash::Kind, mutation, toast::use_toaster};
use leptos::prelude::*;
use network_map::model::Key;

use super::act::{Act, Way};
use crate::map::{
    api::change_hidden,
    shown::{HiddenAct, HiddenList},
};

/// The write of an act, and of the node that it is about where it is about one.
pub type Hiding = Mutation<(HiddenAct, Option<Key>), HiddenList>;

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

/// What happens when an act is chosen while the program runs; `back` as in [`Act::posted`].
pub fn run(act: &Act, hide: Hiding, back: &str) -> ui::Act {
    match act.way {
        Way::Hide(key, what) => ui::Act::Run(Callback::new(move |()| hide.run((what, Some(key))))),
        Way::Link(_) => act.posted(back),
    }
}
