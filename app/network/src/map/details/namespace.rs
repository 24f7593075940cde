//! What is known of a namespace: its groups, each a way to it.

use kit::url::Params;
use leptos::prelude::*;

use super::{
    group::{head, small_table},
    shown::{GroupBrief, NamespaceDetails},
    words::{map_mode, worst},
};
use crate::map::{
    PATH,
    ask::{Selection, select},
};

/// The part of the panel.
pub fn view(namespace: &NamespaceDetails, params: Memo<Params>) -> AnyView {
    let params = params.get();
    let heads = vec![
        head(text::details::name()),
        head(text::details::network_mode()),
        head(text::details::worst_vulnerability()),
        view! { <th scope="col" class="end">{text::details::pods()}</th> }.into_any(),
    ];
    let row = |group: &GroupBrief| {
        let to = select(&params, Selection::Node(group.key)).link(PATH);
        view! {
            <tr>
                <td><a class="link" href=to title=group.id.clone()>{group.name.clone()}</a></td>
                <td>{map_mode(group.mode)}</td>
                <td>{worst(group.cve)}</td>
                <td class="end">{text::number(group.members.into())}</td>
            </tr>
        }
        .into_any()
    };
    let table = if namespace.groups.is_empty() {
        view! { <p class="muted">{text::details::no_groups()}</p> }.into_any()
    } else {
        let rows = namespace.groups.iter().map(row).collect();
        small_table(text::details::groups_on_the_map().to_owned(), heads, rows)
    };
    let others = namespace.others as u64;
    let others = (others > 0).then(|| view! { <p class="muted">{text::details::without_group(others)}</p> });
    view! {
        <h3>{text::details::groups()} " " <span class="count">{text::number(namespace.groups.len() as u64)}</span></h3>
        {table}
        {others}
        <p class="muted">{text::details::only_who_spoke()}</p>
    }
    .into_any()
}
