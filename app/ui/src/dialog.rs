//! Modal dialogs. One that is rendered is open; with a script the browser makes it modal (focus trapped and given back, the
//! page inert); without one it still stands over the page, and its close link still closes it.
use leptos::{
    html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{HtmlDialogElement, HtmlElement},
};

use crate::icon::Icon;

/// How a dialog or panel is closed.
#[derive(Clone, Debug)]
pub enum Close {
    /// By going to the page without it.
    Link(String),
    /// The same, where the page goes on changing beside it.
    Follow(Signal<String>),
    /// By the browser alone: for what has no address, such as the palette.
    Run(Callback<()>),
}

impl Close {
    /// The cross at the top right. `keys` clicks it on Esc.
    pub(crate) fn cross(self, label: String) -> AnyView {
        let class = "button ghost small icon-only";
        match self {
            Self::Link(href) => {
                view! { <a class=class href=href aria-label=label data-close>{Icon::Close.view()}</a> }
                    .into_any()
            }
            Self::Follow(href) => {
                let href = move || href.get();
                view! { <a class=class href=href aria-label=label data-close>{Icon::Close.view()}</a> }
                    .into_any()
            }
            Self::Run(run) => view! {
                <button type="button" class=class aria-label=label data-close on:click=move |_| run.run(())>
                    {Icon::Close.view()}
                </button>
            }
            .into_any(),
        }
    }
}

/// Makes the dialog modal once it is in the page, and gives focus back when it leaves.
pub(crate) fn modal(node: NodeRef<html::Dialog>) {
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        let before = document().active_element().and_then(|e| e.dyn_into::<HtmlElement>().ok());
        show(dialog, FRAMES);
        let back = StoredValue::new_local(before);
        on_cleanup(move || {
            if let Some(Some(element)) = back.try_get_value() {
                // After the dialog has left, or the page would still be inert.
                request_animation_frame(move || drop(element.focus()));
            }
        });
    });
}

/// For how many frames a dialog may stay outside the page that it was made for.
const FRAMES: u8 = 60;

/// Shows the dialog as modal. What waits for data is built before it is put into the page, and only what is in the page
/// can be modal.
fn show(dialog: HtmlDialogElement, frames: u8) {
    if !dialog.is_connected() {
        if frames > 0 {
            request_animation_frame(move || show(dialog, frames - 1));
        }
        return;
    }
    // The server rendered it open for those without a script; only a closed one can become modal.
    dialog.close();
    if let Err(error) = dialog.show_modal() {
        leptos::logging::warn!("a dialog could not be made modal: {error:?}");
    }
}

/// Esc: the browser would hide the dialog and leave the address as it was, so the close control is used instead.
pub(crate) fn on_cancel(event: leptos::ev::Event) {
    event.prevent_default();
    let dialog = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
    if let Some(close) = dialog.and_then(|d| d.query_selector("[data-close]").ok().flatten()) {
        close.unchecked_into::<HtmlElement>().click();
    }
}

/// A modal dialog. Render it while it is open.
#[component]
pub fn Dialog(
    /// The element id; the title's and the body's are made from it.
    #[prop(into)]
    id: String,
    /// What it asks: "Protect 12 groups?"
    #[prop(into)]
    title: TextProp,
    /// The accessible name of closing it.
    #[prop(into)]
    close_label: String,
    /// How it is closed.
    close: Close,
    /// 720 px wide instead of 480.
    #[prop(optional)]
    wide: bool,
    /// The buttons, the act last; it names the act. Give the act's button `form=` to submit a form in the body.
    #[prop(optional)]
    footer: Option<AnyView>,
    /// What will happen, to how many, and what cannot be undone.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    modal(node);
    let (title_id, body_id) = (format!("{id}-title"), format!("{id}-body"));
    let (labelled_by, described_by) = (title_id.clone(), body_id.clone());
    view! {
        <dialog
            class=if wide { "dialog wide" } else { "dialog" }
            id=id
            open
            aria-modal="true"
            aria-labelledby=labelled_by
            aria-describedby=described_by
            node_ref=node
            on:cancel=on_cancel
        >
            <h2 id=title_id>{crate::words(title)}</h2>
            <div class="dialog-body" id=body_id>{children()}</div>
            {footer.map(|footer| view! { <div class="dialog-foot">{footer}</div> })}
            // Last, so that the dialog's own first control has the focus when it opens.
            {close.cross(close_label)}
        </dialog>
    }
}

/// Something an act will cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// What it is about.
    pub icon: Icon,
    /// What will be so.
    pub text: String,
    /// Whether it interrupts, destroys or cannot be undone.
    pub danger: bool,
}

/// What an act will cause, one line each.
#[component]
pub fn Consequences(
    /// The lines.
    items: Vec<Consequence>,
) -> impl IntoView {
    let items: Vec<_> = items
        .into_iter()
        .map(|item| {
            view! { <li class:danger=item.danger>{item.icon.view()} <span>{item.text}</span></li> }.into_any()
        })
        .collect();
    view! { <ul class="consequences">{items}</ul> }
}
