//! The right-hand panel with the details of what is open in the list. Not modal: the list stays usable. Esc closes it.
use leptos::prelude::*;

use crate::{dialog::Close, icon::Icon, live::attr, tooltip::tip};

/// The details panel. Place it as the last child of the page, beside the page's body.
#[component]
pub fn SidePanel(
    /// The element id; the title's is made from it.
    #[prop(into)]
    id: String,
    /// What is open.
    #[prop(into)]
    title: TextProp,
    /// A line under the title.
    #[prop(optional)]
    subtitle: Option<AnyView>,
    /// The accessible name of closing it.
    #[prop(into)]
    close_label: String,
    /// How it is closed.
    close: Close,
    /// Whether it is wide.
    #[prop(optional, into)]
    wide: Signal<bool>,
    /// The accessible name and the address of making it wide, or narrow again.
    #[prop(optional)]
    widen: Option<(TextProp, TextProp)>,
    /// `Tabs` under the head.
    #[prop(optional)]
    tabs: Option<AnyView>,
    /// Buttons at the bottom.
    #[prop(optional)]
    footer: Option<AnyView>,
    /// The content.
    children: Children,
) -> impl IntoView {
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    let widen = widen.map(|(label, href)| {
        let spoken = label.clone();
        let link = view! {
            <a class="button ghost small icon-only" href=attr(move || Some(href.get())) aria-label=attr(move || Some(spoken.get()))>
                {move || if wide.get() { Icon::Narrow } else { Icon::Widen }.view()}
            </a>
        };
        tip(link.into_any(), None, label)
    });
    view! {
        <aside class="side-panel" class:wide=wide id=id aria-labelledby=labelled_by data-panel>
            <div class="side-head">
                <div class="title">
                    <h2 id=title_id tabindex="-1">{crate::words(title)}</h2>
                    {subtitle.map(|subtitle| view! { <div class="sub">{subtitle}</div> })}
                </div>
                {widen}
                {close.cross(close_label)}
            </div>
            {tabs}
            <div class="side-body">{children()}</div>
            {footer.map(|footer| view! { <div class="side-foot">{footer}</div> })}
        </aside>
    }
}
