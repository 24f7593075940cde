//! The pairs of pods that an edge between groups or namespaces stands for, the worst first.

use kit::{Query, url::Params};
use leptos::prelude::*;

use super::{
    api::{Edge, Pair, Pairs},
    links, severity, status,
};
use crate::map::small_table::{plain_heads, small_table};

/// The list.
#[component]
pub fn PairsView(params: Memo<Params>, edge: Query<Edge>) -> impl IntoView {
    let list = ui::live::part(move || {
        edge.good().and_then(|edge| edge.pairs).map(|pairs| list(&pairs, params)).into_any()
    });
    view! {
        <section class="part" aria-labelledby="pairs-title">
            <h3 id="pairs-title">{text::conversation::pairs()}</h3>
            {list}
        </section>
    }
}

fn list(pairs: &Pairs, params: Memo<Params>) -> AnyView {
    if pairs.rows.is_empty() {
        return view! { <p class="muted">{text::conversation::no_pairs()}</p> }.into_any();
    }
    let shown = pairs.rows.len() as u64;
    let count = if pairs.all > shown {
        text::conversation::first_of(shown, &text::number(pairs.all))
    } else {
        text::conversation::pair_count(pairs.all)
    };
    let rows: Vec<_> = pairs.rows.iter().map(|pair| row(pair, params)).collect();
    let heads = plain_heads(&[
        (text::conversation::pair(), false),
        (text::conversation::state(), false),
        (text::conversation::bytes(), true),
        (text::conversation::sessions(), true),
    ]);
    view! { <p class="muted">{count}</p> {small_table("pairs-title", heads, rows)} }.into_any()
}

fn row(pair: &Pair, params: Memo<Params>) -> AnyView {
    let (from, to) = (pair.from.clone(), pair.to.clone());
    let href = move || links::pair(&params.get(), &from, &to);
    view! {
        <tr>
            <td><a class="link" href=href>{pair.from.name.clone()} " → " {pair.to.name.clone()}</a></td>
            <td><span class="row">{status(pair.status)} {severity(pair.severity)}</span></td>
            <td class="end">{text::bytes(pair.bytes)}</td>
            <td class="end">{text::number(pair.sessions)}</td>
        </tr>
    }
    .into_any()
}
