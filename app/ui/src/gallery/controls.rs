//! Buttons, menus, fields, forms.
use leptos::prelude::*;

use super::{line, piece};
use crate::*;

pub fn view() -> AnyView {
    view! {
        {buttons()}
        <div class="columns">{fields()} {choices()} {form()}</div>
    }
    .into_any()
}

fn buttons() -> AnyView {
    let kinds = [
        (ButtonKind::Primary, "Protect 12 groups"),
        (ButtonKind::Secondary, "Export"),
        (ButtonKind::Ghost, "Clear"),
        (ButtonKind::Danger, "Delete 3 groups"),
    ];
    let plain = kinds.map(|(kind, label)| view! { <Button label=label kind=kind /> }.into_any());
    let pending =
        kinds.map(|(kind, label)| view! { <Button label=label kind=kind pending=true /> }.into_any());
    let blocked = kinds.map(|(kind, label)| {
        let why = Blocked::by(
            format!("why-{}", label.replace(' ', "-")),
            Some("Your role may read groups, not change them.".to_owned()),
        );
        view! { <Button label=label kind=kind blocked=why /> }.into_any()
    });
    let menu = vec![
        MenuSection {
            title: Some("Network mode".into()),
            actions: vec![
                Command::link("Discover", "#").icon(Icon::Discover).chosen(false),
                Command::link("Monitor", "#").icon(Icon::Monitor).chosen(true),
                Command::link("Protect", "#").icon(Icon::Protect).chosen(false),
            ],
        },
        vec![
            Command::link("Export", "#").icon(Icon::Download),
            Command::link("Delete", "#")
                .icon(Icon::Trash)
                .danger()
                .allowed(Err("Learned groups go with their workloads".into())),
        ]
        .into(),
    ];
    let rows = view! {
        <div class="stack">
            {line(plain.into())} {line(pending.into())} {line(blocked.into())}
            <div class="row">
                <Button label="New group" kind=ButtonKind::Primary icon=Icon::Plus />
                <Button label="Refresh" icon=Icon::Refresh icon_only=true />
                <Button label="Columns" icon=Icon::Columns icon_only=true kind=ButtonKind::Ghost />
                <Button label="Small" small=true icon=Icon::Download />
                <LinkButton label="A link" href="#" icon=Icon::External />
                <Menu id="gallery-menu" label="Change mode" sections=menu.clone() icon=Icon::Shield />
                <Menu id="gallery-more" label="More actions" sections=menu icon=Icon::More icon_only=true kind=ButtonKind::Ghost />
                <Keys keys=vec!["Ctrl".into(), "K".into()] />
                <Keys keys=vec!["?".into()] />
                <Tooltip id="gallery-tip" text="Rises with open exposure, unprotected groups and exploitable CVEs">
                    <button type="button" class="link" aria-describedby="gallery-tip">"What is this?"</button>
                </Tooltip>
            </div>
        </div>
    };
    piece("Buttons", rows.into_any())
}

fn fields() -> AnyView {
    let error = Some("A group of this name exists already.".to_owned());
    let content = view! {
        <div class="form">
            <TextField id="g-name" name="name" label="Name" placeholder="payment-api" hint="Letters, digits, dots and dashes" />
            <TextField id="g-taken" name="taken" label="Name" value="nv.web.demo" error=error />
            <TextField id="g-fixed" name="fixed" label="Cluster" value="production" readonly=true optional="fixed" />
            <PasswordField id="g-pass" name="pass" label="Password" show_label="Show password" />
            <SelectField
                id="g-select"
                name="select"
                label="New services start in"
                choices=vec![Choice::new("d", "Discover"), Choice::new("m", "Monitor"), Choice::new("p", "Protect")]
                value="m"
            />
            <TextArea id="g-area" name="area" label="Comment" optional="optional" value="Front ends of the shop" />
        </div>
    };
    piece("Fields", content.into_any())
}

fn choices() -> AnyView {
    let modes = vec![
        Choice::new("d", "Discover").icon(Icon::Discover).hint("Learns what is normal, and blocks nothing"),
        Choice::new("m", "Monitor").icon(Icon::Monitor).hint("Logs what is not in the rules"),
        Choice::new("p", "Protect")
            .icon(Icon::Protect)
            .allowed(Err("The group has no rules yet: it would be cut off".into())),
    ];
    let themes = vec![
        Choice::new("system", "System").icon(Icon::Screen),
        Choice::new("light", "Light").icon(Icon::Sun),
        Choice::new("dark", "Dark").icon(Icon::Moon),
    ];
    let content = view! {
        <div class="form">
            <RadioGroup id="g-mode" name="mode" label="Network mode" choices=modes value="m" />
            <Segmented id="g-theme" name="theme" label="Theme" choices=themes value="system" />
            <Segmented
                id="g-base"
                name="base"
                label="Baseline"
                choices=vec![Choice::new("basic", "Basic"), Choice::new("zero", "Zero-drift")]
                value="zero"
                error=Some("Choose Basic for groups of nodes.".to_owned())
            />
            <Checkbox id="g-check" name="check" label="Show system groups" checked=true hint="Those that NeuVector itself needs" />
            <Checkbox id="g-eula" name="eula" label="I accept the terms" error=Some("Accept the terms to go on.".to_owned()) />
        </div>
    };
    piece("Choices", content.into_any())
}

fn form() -> AnyView {
    let rules = vec![
        ("At least 8 characters".to_owned(), true),
        ("An upper-case letter".to_owned(), true),
        ("A digit".to_owned(), false),
    ];
    let content = view! {
        <div class="stack">
            <FormPanel
                action="#"
                pending=true
                error=Some("The controller refused the sign-in: the account is blocked for 12 minutes.".to_owned())
                submit_label="Sign in"
                foot=view! { <a class="link start" href="#">"Forgot it?"</a> }.into_any()
            >
                <TextField id="f-user" name="user" label="User name" value="admin" />
                <PasswordField id="f-pass" name="pass" label="New password" show_label="Show password" autocomplete="new-password" />
                <RuleList label="Password rules" rules=rules met_label="met" />
            </FormPanel>
        </div>
    };
    piece("Form", content.into_any())
}
