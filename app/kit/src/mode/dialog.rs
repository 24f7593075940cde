//! The dialog that asks before modes are switched: for which groups, to what, with what consequences. Everything
//! in it is a form, so that it works before, and without, the browser's program.

use controller_api::{
    mode::{Baseline, Mode},
    name::GroupName,
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use ui::{
    Banner, Blocked, Button, ButtonKind, Choice, Close, Consequence, Consequences, Dialog, Icon, RadioGroup,
    Tone,
};

use super::{ModeChange, ModeOutcome, Plan, baseline_name, name, plan::uniform, set_mode};
use crate::{AppError, Tag, can, mutation, toast::use_toaster, viewer::use_viewer};

const FORM: &str = "mode-form";

/// How many group names are listed before the rest is counted.
const LISTED: usize = 8;

/// The dialog. Drawn while it is open.
#[component]
pub fn ModeDialog(
    /// The groups that it is about, as they stand.
    plan: Plan,
    /// The page without the dialog.
    back: String,
    /// The page without the dialog and without the selection: where a switch leads.
    done: String,
) -> impl IntoView {
    let viewer = use_viewer();
    let (open, closed) = plan.split(&viewer.access);
    let groups: Vec<GroupName> = open.iter().map(|subject| subject.name.clone()).collect();
    let left_out = left_out(&closed, &plan.missing);
    let policy = RwSignal::new(uniform(open.iter().map(|subject| subject.policy_mode)));
    let profile = RwSignal::new(uniform(open.iter().map(|subject| subject.profile_mode)));
    let baseline = RwSignal::new(uniform(open.iter().map(|subject| subject.baseline)));
    let start = (policy.get_untracked(), profile.get_untracked(), baseline.get_untracked());
    // What is the same already for all of them needs no switching.
    let change = {
        let groups = groups.clone();
        move || ModeChange {
            groups: groups.clone(),
            policy_mode: policy.get().filter(|mode| Some(*mode) != start.0),
            profile_mode: profile.get().filter(|mode| Some(*mode) != start.1),
            baseline: baseline.get().filter(|baseline| Some(*baseline) != start.2),
        }
    };

    let toaster = use_toaster();
    let navigate = use_navigate();
    let send = mutation(Tag::Groups, |change: ModeChange| set_mode(change, String::new()), {
        let done = done.clone();
        move |outcome: &Result<ModeOutcome, AppError>| {
            if let Ok(outcome) = outcome {
                let (kind, text) = outcome.say();
                toaster.say(kind, text);
                navigate(&done, leptos_router::NavigateOptions { scroll: false, ..Default::default() });
            }
        }
    });

    let count = groups.len() as u64;
    let title = text::switching::title(count);
    let consequences = {
        let groups = groups.clone();
        move || {
            let items: Vec<_> =
                can::mode_change_warnings(&groups, policy.get(), profile.get(), baseline.get())
                    .into_iter()
                    .map(|text| Consequence { icon: Icon::Warning, text: text.to_owned(), danger: true })
                    .collect();
            (!items.is_empty()).then(|| view! { <Consequences items=items /> })
        }
    };
    let blocked = {
        let change = change.clone();
        move || {
            if count == 0 {
                Some(text::switching::none_open().to_owned())
            } else if change().is_nothing() {
                Some(text::switching::same().to_owned())
            } else {
                None
            }
        }
    };
    let confirm = {
        let change = change.clone();
        move || {
            let change = change();
            if change.is_nothing() {
                text::switching::confirm_any(count)
            } else {
                text::switching::confirm(count, &change.name())
            }
        }
    };
    let grave = move || policy.get() == Some(Mode::Protect) || profile.get() == Some(Mode::Protect);
    let submit = {
        let change = change.clone();
        let blocked = blocked.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if blocked().is_none() && !send.pending().get() {
                send.run(change());
            }
        }
    };
    let failed = move || {
        send.error().get().map(|error| {
            view! { <Banner tone=Tone::Danger text=format!("{}. {}", error.title(), error.detail()) inset=true /> }
        })
    };
    // Without a script nothing is blocked beforehand: the server says what is missing. The browser learns of the
    // reasons once it runs, so that both draw the same first.
    let running = RwSignal::new(false);
    Effect::new(move |_| running.set(true));
    let why = {
        let blocked = blocked.clone();
        Signal::derive(move || running.get().then(&blocked).flatten())
    };
    let footer = view! {
        <a class="button secondary" href=back.clone()>{text::common::cancel()}</a>
        {move || {
            let kind = if grave() { ButtonKind::Danger } else { ButtonKind::Primary };
            view! {
                <Button label=confirm() kind=kind submit=true form=FORM pending=send.pending() blocked=Blocked::by("mode-why", why) />
            }
        }}
    };
    let listed: Vec<_> =
        groups.iter().take(LISTED).map(|group| view! { <li><code>{group.to_string()}</code></li> }).collect();
    let more = (groups.len() > LISTED)
        .then(|| view! { <li>{text::switching::and_more((groups.len() - LISTED) as u64)}</li> });
    let hidden: Vec<_> = groups
        .iter()
        .enumerate()
        .map(|(at, group)| {
            view! { <input type="hidden" name=format!("change[groups][{at}]") value=group.to_string() /> }
        })
        .collect();

    view! {
        <Dialog id="mode-dialog" title=title close_label=text::common::close() close=Close::Link(back) wide=true footer=footer.into_any()>
            <form id=FORM method="post" action="/api/mode/set_mode" on:submit=submit>
                {hidden}
                <input type="hidden" name="back" value=done />
                <ul class="names">{listed}{more}</ul>
                {left_out}
                <div class="mode-choices">
                    <RadioGroup id="policy-mode" name="change[policy_mode]" label=text::switching::network_mode() value=value_of(start.0.map(Mode::as_str))
                        choices=mode_choices(start.0, [text::switching::network_discover(), text::switching::network_monitor(), text::switching::network_protect()])
                        on_change=Callback::new(move |value: String| policy.set(value.parse().ok())) />
                    <RadioGroup id="profile-mode" name="change[profile_mode]" label=text::switching::process_mode() value=value_of(start.1.map(Mode::as_str))
                        choices=mode_choices(start.1, [text::switching::process_discover(), text::switching::process_monitor(), text::switching::process_protect()])
                        on_change=Callback::new(move |value: String| profile.set(value.parse().ok())) />
                </div>
                <RadioGroup id="baseline" name="change[baseline]" label=text::switching::baseline() value=value_of(start.2.map(Baseline::as_str))
                    choices=baseline_choices(start.2)
                    on_change=Callback::new(move |value: String| baseline.set(Baseline::from_wire(&value))) />
                {consequences}
                {failed}
            </form>
        </Dialog>
    }
}

fn value_of(word: Option<&'static str>) -> String {
    word.unwrap_or_default().to_owned()
}

/// The three modes; where the groups differ, leaving them as they are comes first.
fn mode_choices(now: Option<Mode>, hints: [&'static str; 3]) -> Vec<Choice> {
    let icon = |mode| match mode {
        Mode::Discover => Icon::Discover,
        Mode::Monitor => Icon::Monitor,
        Mode::Protect => Icon::Protect,
    };
    let modes = Mode::ALL.into_iter().zip(hints);
    let modes = modes.map(|(mode, hint)| Choice::new(mode.as_str(), name(mode)).icon(icon(mode)).hint(hint));
    unchanged(now.is_none()).into_iter().chain(modes).collect()
}

fn baseline_choices(now: Option<Baseline>) -> Vec<Choice> {
    let hints = [text::switching::basic_hint(), text::switching::zero_drift_hint()];
    let baselines = Baseline::ALL.into_iter().zip(hints);
    let baselines = baselines.map(|(b, hint)| Choice::new(b.as_str(), baseline_name(b)).hint(hint));
    unchanged(now.is_none()).into_iter().chain(baselines).collect()
}

fn unchanged(wanted: bool) -> Option<Choice> {
    wanted.then(|| Choice::new("", text::switching::unchanged()))
}

/// The groups that a switch cannot reach, with the reason for each.
fn left_out(closed: &[(&super::Subject, can::Reason)], missing: &[GroupName]) -> Option<AnyView> {
    if closed.is_empty() && missing.is_empty() {
        return None;
    }
    let count = (closed.len() + missing.len()) as u64;
    let line = |name: String, why: String| view! { <li><code>{name}</code> " " {why}</li> }.into_any();
    let reasons = closed.iter().map(|(subject, reason)| line(subject.name.to_string(), reason.text()));
    let gone = missing.iter().map(|name| line(name.to_string(), text::switching::gone().to_owned()));
    let lines: Vec<_> = reasons.chain(gone).take(20).collect();
    Some(
        view! {
            <details class="left-out" open=closed.len() < 4>
                <summary>{text::switching::left_out(count)}</summary>
                <ul>{lines}</ul>
            </details>
        }
        .into_any(),
    )
}
