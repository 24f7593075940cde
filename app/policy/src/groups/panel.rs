//! The panel of one group: how it stands, what makes a member, and its members.

use controller_api::{name::GroupName, workload::WorkloadState};
use kit::{Query, Tag, error::ErrorPanel, query, url::Params, viewer::use_viewer};
use leptos::prelude::*;
use ui::{
    Blocked, Button, ButtonKind, Close, Facts, LinkButton, ModeBadge, SidePanel, Skeleton, Tag as Label,
};

use super::{
    api::{GroupPanel, MEMBERS_SHOWN, Member, get_group},
    columns::{PATH, mode_cell},
};

/// The panel.
#[component]
pub fn GroupPanelView(
    /// Which group.
    name: GroupName,
    /// What the URL says.
    params: Memo<Params>,
) -> impl IntoView {
    let asked = name.clone();
    let group: Query<GroupPanel> = query(Tag::Groups, move || asked.clone(), get_group);
    let close = params.get_untracked().without("group").without("wide").link(PATH);
    let wide = Signal::derive(move || params.get().get("wide") == "1");
    let widen = move || {
        let params = params.get();
        if params.get("wide") == "1" {
            params.without("wide").link(PATH)
        } else {
            params.with("wide", "1").link(PATH)
        }
    };
    let widen_label = move || if wide.get() { text::groups::narrow() } else { text::groups::widen() };
    let content = group.drawn(move || {
        ui::live::part(move || {
            let shown = group.shown();
            match (shown.good, shown.error) {
                (Some(group), _) => body(&group, params),
                (None, Some(error)) => view! { <ErrorPanel error=error /> }.into_any(),
                (None, None) => ().into_any(),
            }
        })
    });
    view! {
        <SidePanel id="group-panel" title=name.to_string() close_label=text::common::close() close=Close::Link(close) wide=wide
            widen=(TextProp::from(widen_label), TextProp::from(widen))>
            <Transition fallback=|| view! { <Skeleton lines=8 label=text::common::loading() /> }>{content}</Transition>
        </SidePanel>
    }
}

fn body(group: &GroupPanel, params: Memo<Params>) -> AnyView {
    let facts = vec![
        (text::groups::kind().to_owned(), kit::group::kind(&group.kind).into_any()),
        (text::groups::namespace().to_owned(), or_dash(&group.domain).into_any()),
        (text::groups::from().to_owned(), kit::group::origin(&group.cfg_type).into_any()),
        (text::groups::network_mode().to_owned(), mode_or_dash(group.policy_mode)),
        (text::groups::process_mode().to_owned(), mode_or_dash(group.profile_mode)),
        (
            text::groups::baseline().to_owned(),
            group
                .baseline
                .filter(|_| group.profile_mode.is_some())
                .map_or("–", kit::mode::baseline_name)
                .into_any(),
        ),
        (text::groups::rules().to_owned(), text::number(group.rule_count as u64).into_any()),
        (text::groups::comment().to_owned(), or_dash(&group.comment).into_any()),
    ];
    view! {
        {switch_button(group, params)}
        <Facts facts=facts />
        <h3>{text::groups::criteria()}</h3>
        {criteria(group)}
        <h3>{text::groups::members()} " " <span class="count">{text::number(group.member_count as u64)}</span></h3>
        {members(group)}
    }
    .into_any()
}

/// The switch for this group alone, or the reason why there is none.
fn switch_button(group: &GroupPanel, params: Memo<Params>) -> AnyView {
    let subject = kit::mode::Subject {
        name: group.name.clone(),
        domain: group.domain.clone(),
        kind: group.kind.clone(),
        cfg_type: group.cfg_type.clone(),
        cap_change_mode: group.cap_change_mode,
        policy_mode: group.policy_mode,
        profile_mode: group.profile_mode,
        baseline: group.baseline,
    };
    match subject.may_change(&use_viewer().access) {
        Ok(()) => {
            let name = group.name.to_string();
            let to =
                params.get_untracked().without("all").without("sel").and("sel", &name).with("change", "mode");
            view! { <p><LinkButton label=text::groups::switch() kind=ButtonKind::Primary href=to.link(PATH) /></p> }.into_any()
        }
        Err(reason) => {
            let blocked = Blocked::by("panel-switch-why", Signal::stored(Some(reason.text())));
            view! { <p><Button label=text::groups::switch() blocked=blocked /></p> }.into_any()
        }
    }
}

fn or_dash(text: &str) -> String {
    if text.is_empty() { "–".to_owned() } else { text.to_owned() }
}

fn mode_or_dash(mode: Option<controller_api::mode::Mode>) -> AnyView {
    if mode.is_some() { mode_cell(mode) } else { "–".into_any() }
}

fn criteria(group: &GroupPanel) -> AnyView {
    if group.criteria.is_empty() {
        return view! { <p class="muted">{text::groups::no_criteria()}</p> }.into_any();
    }
    let lines: Vec<_> = group
        .criteria
        .iter()
        .map(|c| view! { <li><code>{format!("{} {} {}", c.key, c.op, c.value)}</code></li> })
        .collect();
    view! { <ul class="plain">{lines}</ul> }.into_any()
}

fn members(group: &GroupPanel) -> AnyView {
    if group.members.is_empty() {
        return view! { <p class="muted">{text::groups::no_members()}</p> }.into_any();
    }
    let cut = (group.member_count > MEMBERS_SHOWN).then(|| {
        let all = text::number(group.member_count as u64);
        view! { <p class="muted">{text::groups::members_shown(MEMBERS_SHOWN as u64, &all)}</p> }
    });
    let rows: Vec<_> = group.members.iter().map(member).collect();
    let caption = text::groups::member_list(group.name.as_str());
    let region = caption.clone();
    view! {
        <div class="small-table" role="region" aria-label=region tabindex="0">
            <table>
                <caption class="sr">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text::groups::name()}</th>
                        <th scope="col">{text::groups::state()}</th>
                        <th scope="col">{text::groups::node()}</th>
                        <th scope="col" class="end"><abbr title=text::groups::vulnerabilities_exact()>{text::groups::vulnerabilities()}</abbr></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {cut}
    }
    .into_any()
}

fn member(member: &Member) -> AnyView {
    let vulnerabilities = member
        .vulnerabilities
        .map_or_else(|| "–".to_owned(), |(critical, high)| format!("{critical} / {high}"));
    view! {
        <tr>
            <td><span title=member.image.clone()>{member.name.clone()}</span></td>
            <td>{state(&member.state)}</td>
            <td>{member.node.clone()}</td>
            <td class="end">{vulnerabilities}</td>
        </tr>
    }
    .into_any()
}

fn state(state: &WorkloadState) -> AnyView {
    let badge =
        |mode, label: &'static str| view! { <ModeBadge mode=mode label=label plain=true /> }.into_any();
    match state {
        WorkloadState::Discover => badge(ui::Mode::Discover, text::mode::discover()),
        WorkloadState::Monitor => badge(ui::Mode::Monitor, text::mode::monitor()),
        WorkloadState::Protect => badge(ui::Mode::Protect, text::mode::protect()),
        WorkloadState::Quarantined => badge(ui::Mode::Quarantined, text::mode::quarantined()),
        other => view! { <Label label=other.as_str().to_owned() /> }.into_any(),
    }
}
