//! The dialog that switches the modes of what is selected, while the URL asks for it.

use kit::{error::ErrorPanel, mode::ModeDialog, once, url::Params};
use leptos::prelude::*;
use ui::{Close, Dialog};

use super::api::plan_node;
use crate::map::{PATH, ask::Selection};

/// The dialog: for a pod that of its group, for a namespace that of all its groups.
#[component]
pub fn OpenModeDialog(params: Memo<Params>) -> impl IntoView {
    let asked = Memo::new(move |_| {
        let params = params.get();
        match Selection::of(&params) {
            Some(Selection::Node(node)) if params.get("change") == "mode" => Some(node),
            _ => None,
        }
    });
    move || {
        asked.get().map(|node| {
            // What is asked about must not change under the dialog: the plan is read once.
            let plan = once(node.to_string(), plan_node);
            let back = params.get_untracked().without("change").link(PATH);
            view! {
                <Transition>
                    {plan.drawn(move || match plan.outcome() {
                        Ok(plan) => view! { <ModeDialog plan=plan back=back.clone() done=back.clone() /> }.into_any(),
                        Err(error) => view! {
                            <Dialog id="mode-dialog" title=text::details::switch_mode() close_label=text::common::close()
                                close=Close::Link(back.clone())>
                                <ErrorPanel error=error />
                            </Dialog>
                        }
                        .into_any(),
                    })}
                </Transition>
            }
        })
    }
}
