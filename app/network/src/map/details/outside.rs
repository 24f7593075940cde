//! What is known of something that the cluster does not manage: the outside, an address, an unmanaged workload.

use leptos::prelude::*;
use ui::Facts;

use super::{
    group::{head, small_table},
    shown::{AddressSeen, OutsideDetails},
    words::{country, id, moment, or_error},
};

/// The part of the panel.
pub fn view(outside: &OutsideDetails) -> AnyView {
    let mut facts = vec![(text::details::id().to_owned(), id(&outside.id))];
    if let Some(address) = &outside.address {
        facts.push((
            text::details::address().to_owned(),
            view! { <code class="whole-id">{address.clone()}</code> }.into_any(),
        ));
        facts.push((text::details::country().to_owned(), country(outside.country.as_ref()).into_any()));
    }
    facts.push((text::details::conversations().to_owned(), text::number(outside.pairs as u64).into_any()));
    let looked_at = (outside.looked_at < outside.pairs).then(|| {
        let all = text::number(outside.pairs as u64);
        view! { <p class="muted">{text::details::looked_at(outside.looked_at as u64, &all)}</p> }
    });
    view! {
        <Facts facts=facts />
        <h3>{text::details::addresses_seen()}</h3>
        {or_error(&outside.seen, |seen| table(seen))}
        {looked_at}
    }
    .into_any()
}

fn table(seen: &[AddressSeen]) -> AnyView {
    if seen.is_empty() {
        return view! { <p class="muted">{text::details::no_addresses()}</p> }.into_any();
    }
    let heads = vec![
        head(text::details::address()),
        head(text::details::country()),
        view! { <th scope="col" class="end">{text::details::sessions_count()}</th> }.into_any(),
        head(text::details::last_seen()),
    ];
    let row = |seen: &AddressSeen| {
        let fqdn = (!seen.fqdn.is_empty()).then(|| view! { <div class="muted">{seen.fqdn.clone()}</div> });
        view! {
            <tr>
                <td><code>{seen.address.clone()}</code> {fqdn}</td>
                <td>{country(seen.country.as_ref())}</td>
                <td class="end">{text::number(seen.sessions)}</td>
                <td>{moment(seen.last_seen)}</td>
            </tr>
        }
        .into_any()
    };
    small_table(text::details::addresses_seen().to_owned(), heads, seen.iter().map(row).collect())
}
