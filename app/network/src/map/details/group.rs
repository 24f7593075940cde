//! What is known of a group: its members, its network rules, its response rules.

use kit::url::Params;
use leptos::prelude::*;
use ui::{Badge, Facts, Tag, Tone};

use super::{
    shown::{GroupDetails, MemberRow, ResponseRow, RuleRow},
    tab::Tab,
    words::{found_short, mode, or_dash, state},
};
use crate::map::{
    PATH,
    ask::{Selection, select},
};

/// The part of the panel that a tab shows.
pub fn view(group: &GroupDetails, tab: Tab, params: Memo<Params>) -> AnyView {
    match tab {
        Tab::Rules => rules(group),
        _ => members(group, &params.get()),
    }
}

fn members(group: &GroupDetails, params: &Params) -> AnyView {
    let facts = vec![
        (text::details::network_mode().to_owned(), mode(group.policy_mode)),
        (text::details::process_mode().to_owned(), mode(group.profile_mode)),
        (
            text::details::baseline().to_owned(),
            group.baseline.map_or("–", kit::mode::baseline_name).into_any(),
        ),
        (text::details::namespace().to_owned(), or_dash(&group.namespace)),
        (text::details::made_of().to_owned(), kit::group::kind(&group.kind).into_any()),
        (text::details::from().to_owned(), kit::group::origin(&group.cfg_type).into_any()),
        (text::details::comment().to_owned(), or_dash(&group.comment)),
    ];
    let criteria: Vec<_> =
        group.criteria.iter().map(|line| view! { <li><code>{line.clone()}</code></li> }).collect();
    let criteria = if criteria.is_empty() {
        view! { <p class="muted">{text::details::no_criteria()}</p> }.into_any()
    } else {
        view! { <ul class="plain">{criteria}</ul> }.into_any()
    };
    view! {
        <Facts facts=facts />
        <h3>{text::details::criteria()}</h3>
        {criteria}
        <h3>{text::details::members()} " " <span class="count">{text::number(group.member_count as u64)}</span></h3>
        {member_table(group, params)}
    }
    .into_any()
}

/// A small table that can be scrolled with the keyboard.
pub fn small_table(caption: String, heads: Vec<AnyView>, rows: Vec<AnyView>) -> AnyView {
    let region = caption.clone();
    view! {
        <div class="small-table" role="region" aria-label=region tabindex="0">
            <table>
                <caption class="sr">{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A column's head.
pub fn head(label: &'static str) -> AnyView {
    view! { <th scope="col">{label}</th> }.into_any()
}

fn member_table(group: &GroupDetails, params: &Params) -> AnyView {
    if group.members.is_empty() {
        return view! { <p class="muted">{text::details::no_members()}</p> }.into_any();
    }
    let heads = vec![
        head(text::details::name()),
        head(text::details::state()),
        head(text::details::node()),
        view! { <th scope="col" class="end"><abbr title=text::details::critical_and_high()>{text::details::critical_and_high_short()}</abbr></th> }.into_any(),
    ];
    let rows = group.members.iter().map(|one| member(one, params)).collect();
    view! {
        {small_table(text::details::members_of(group.name.as_str()), heads, rows)}
        {cut(group.members.len(), group.member_count)}
    }
    .into_any()
}

/// That not all are shown.
fn cut(shown: usize, all: usize) -> Option<AnyView> {
    let all_of_them = text::number(all as u64);
    (all > shown).then(|| {
        view! { <p class="muted">{text::details::first_of(shown as u64, &all_of_them)}</p> }.into_any()
    })
}

fn member(member: &MemberRow, params: &Params) -> AnyView {
    let name = match member.key {
        Some(key) => {
            let to = select(params, Selection::Node(key)).link(PATH);
            view! { <a class="link" href=to>{member.name.clone()}</a> }.into_any()
        }
        None => member.name.clone().into_any(),
    };
    view! {
        <tr>
            <td>{name}</td>
            <td>{state(&member.state)}</td>
            <td>{member.host.clone()}</td>
            <td class="end">{found_short(member.found)}</td>
        </tr>
    }
    .into_any()
}

fn rules(group: &GroupDetails) -> AnyView {
    if group.rules.is_empty() {
        return view! { <p class="muted">{text::details::no_rules()}</p> }.into_any();
    }
    let heads = vec![
        head(text::details::number()),
        head(text::details::client()),
        head(text::details::server()),
        head(text::details::application()),
        head(text::details::ports()),
        head(text::details::action()),
        head(text::details::from()),
        view! { <th scope="col" class="end">{text::details::matches()}</th> }.into_any(),
    ];
    let rows = group.rules.iter().map(rule).collect();
    view! {
        <p class="muted">{text::details::read_only_rules()}</p>
        {small_table(text::details::rules_of(group.name.as_str()), heads, rows)}
        {cut(group.rules.len(), group.rule_count)}
    }
    .into_any()
}

fn off(disabled: bool) -> Option<AnyView> {
    disabled.then(|| view! { " " <Tag label=text::details::switched_off() /> }.into_any())
}

fn rule(rule: &RuleRow) -> AnyView {
    let action = match rule.action.as_str() {
        "allow" => view! { <Badge tone=Tone::Success label=text::details::allow() plain=true /> }.into_any(),
        "deny" => view! { <Badge tone=Tone::Danger label=text::details::deny() plain=true /> }.into_any(),
        other => other.to_owned().into_any(),
    };
    view! {
        <tr>
            <td>{rule.id.to_string()} {off(rule.disabled)}</td>
            <td>{rule.from.clone()}</td>
            <td>{rule.to.clone()}</td>
            <td>{any(&rule.applications)}</td>
            <td>{any(&rule.ports)}</td>
            <td>{action}</td>
            <td>{kit::group::origin(&rule.cfg_type)}</td>
            <td class="end">{text::number(rule.matches)}</td>
        </tr>
    }
    .into_any()
}

fn any(word: &str) -> String {
    if word == "any" { text::details::any().to_owned() } else { word.to_owned() }
}

/// The response rules.
pub fn responses(rules: &[ResponseRow]) -> AnyView {
    if rules.is_empty() {
        return view! { <p class="muted">{text::details::no_responses()}</p> }.into_any();
    }
    let heads = vec![
        head(text::details::number()),
        head(text::details::event()),
        head(text::details::conditions()),
        head(text::details::action()),
        head(text::details::concerns()),
    ];
    let row = |rule: &ResponseRow| {
        let concerns = if rule.for_all { text::details::all_groups() } else { text::details::this_group() };
        view! {
            <tr>
                <td>{rule.id.to_string()} {off(rule.disabled)}</td>
                <td>{rule.event.clone()}</td>
                <td>{or_dash(&rule.conditions)}</td>
                <td>{rule.actions.clone()}</td>
                <td>{concerns}</td>
            </tr>
        }
        .into_any()
    };
    let rows = rules.iter().map(row).collect();
    view! {
        <p class="muted">{text::details::read_only_responses()}</p>
        {small_table(text::details::responses().to_owned(), heads, rows)}
    }
    .into_any()
}
