//! Placeholders while something loads; for tables see `TableState::Loading`.
use leptos::prelude::*;

/// Lines of grey where text will be.
#[component]
pub fn Skeleton(
    /// How many lines.
    #[prop(default = 4)]
    lines: usize,
    /// What is loading, for assistive technology.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    let bones: Vec<_> = (0..lines).map(bone).collect();
    view! {
        <div class="bones" role="status" aria-busy="true">
            <span class="sr">{crate::words(label)}</span>
            {bones}
        </div>
    }
}

/// A bar whose length varies with `n`, always alike for the same `n`.
pub(crate) fn bone(n: usize) -> AnyView {
    let class = ["bone b3", "bone b2", "bone b4", "bone b1"][(n * 7 + n / 4) % 4];
    view! { <span class=class></span> }.into_any()
}
