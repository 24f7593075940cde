//! A tooltip: shown on hover and on keyboard focus, quieted by Esc (see `keys`), placed by the stylesheet.
use leptos::prelude::*;

/// Explains its child. The child must be focusable and must name `id` in its `aria-describedby`.
#[component]
pub fn Tooltip(
    /// The element id of the explanation.
    #[prop(into)]
    id: String,
    /// The explanation.
    #[prop(into)]
    text: TextProp,
    /// The control that is explained.
    children: Children,
) -> impl IntoView {
    tip(children(), Some(id), text)
}

/// `id` is none where the text only repeats the control's accessible name: then it is for the eye alone.
pub(crate) fn tip(child: AnyView, id: Option<String>, text: TextProp) -> AnyView {
    let hidden = id.is_none().then_some("true");
    let words = crate::words(text);
    view! {
        <span class="tip">
            {child} <span class="tip-text" role="tooltip" id=id aria-hidden=hidden>{words}</span>
        </span>
    }
    .into_any()
}
