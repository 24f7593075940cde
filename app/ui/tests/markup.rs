//! What components write on the server: roles, names, reasons and states, as assistive technology and a page without a script
//! find them.
#![cfg(feature = "ssr")]

use leptos::prelude::*;
use ui::*;

fn html(view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| view().to_html()).replace("<!>", "")
}

/// The first tag that begins with `start`.
fn tag<'a>(html: &'a str, start: &str) -> &'a str {
    let from = html.find(start).unwrap_or_else(|| panic!("{start} is not in {html}"));
    &html[from..from + html[from..].find('>').expect("a tag ends") + 1]
}

#[track_caller]
fn has(tag: &str, attributes: &[&str]) {
    for attribute in attributes {
        assert!(tag.contains(attribute), "{attribute} is not in {tag}");
    }
}

#[test]
fn a_blocked_button_stays_and_gives_its_reason() {
    let html = html(|| {
        let why = Blocked::by("why", Some("Readers cannot change groups.".to_owned()));
        view! { <Button label="Protect" submit=true blocked=why /> }.into_any()
    });
    let button = tag(&html, "<button");
    has(button, &[r#"aria-disabled="true""#, r#"aria-describedby="why""#, r#"type="button""#]);
    assert!(!button.contains(" disabled"), "a disabled button cannot have focus: {button}");
    assert!(html.contains(r#"role="tooltip""#) && html.contains("Readers cannot change groups."));
}

#[test]
fn an_allowed_button_submits_and_shows_no_reason() {
    let html = html(|| {
        let why = Blocked::by("why", None::<String>);
        view! { <Button label="Protect" submit=true blocked=why /> }.into_any()
    });
    let button = tag(&html, "<button");
    has(button, &[r#"type="submit""#]);
    assert!(!button.contains("aria-disabled") && !button.contains("aria-describedby"), "{button}");
    has(tag(&html, r#"<span role="tooltip" id="why""#), &["hidden"]);
}

#[test]
fn a_pending_button_is_busy() {
    let html = html(|| view! { <Button label="Protect" pending=true /> }.into_any());
    has(tag(&html, "<button"), &[r#"aria-busy="true""#, r#"aria-disabled="true""#]);
    assert!(html.contains("spinner") && html.contains("Protect"));
}

#[test]
fn an_icon_alone_has_a_name() {
    let html = html(|| view! { <Button label="Refresh" icon=Icon::Refresh icon_only=true /> }.into_any());
    has(tag(&html, "<button"), &[r#"aria-label="Refresh""#]);
    has(tag(&html, r#"<span aria-hidden="true" class="icon"#), &["i-refresh"]);
}

#[test]
fn a_blocked_link_has_no_address() {
    let html = html(|| {
        let why = Blocked::by("why", Some("Nothing to download yet.".to_owned()));
        view! { <LinkButton label="Download" href="/backup" blocked=why /> }.into_any()
    });
    let link = tag(&html, "<a");
    has(link, &[r#"role="link""#, r#"tabindex="0""#, r#"aria-disabled="true""#, r#"aria-describedby="why""#]);
    assert!(!link.contains("href"), "{link}");
}

#[test]
fn a_field_is_tied_to_its_label_hint_and_error() {
    let html = html(|| {
        view! { <TextField id="name" name="name" label="Name" hint="Letters" error=Some("Taken".to_owned()) /> }.into_any()
    });
    has(tag(&html, "<label"), &[r#"for="name""#]);
    has(
        tag(&html, "<input"),
        &[r#"aria-invalid="true""#, r#"aria-describedby="name-error name-hint""#, "required"],
    );
    has(&html, &[r#"id="name-error""#, r#"id="name-hint""#, "Taken", "Letters"]);
}

#[test]
fn a_right_field_is_not_called_wrong() {
    let html =
        html(|| view! { <TextField id="name" name="name" label="Name" optional="optional" /> }.into_any());
    let input = tag(&html, "<input");
    assert!(
        !input.contains("aria-invalid") && !input.contains("aria-describedby") && !input.contains("required"),
        "{input}"
    );
}

#[test]
fn a_choice_that_cannot_be_made_says_why() {
    let html = html(|| {
        let choices = vec![
            Choice::new("d", "Discover"),
            Choice::new("p", "Protect").allowed(Err("No rules yet".into())),
        ];
        view! { <RadioGroup id="mode" name="mode" label="Mode" choices=choices value="d" /> }.into_any()
    });
    has(&html, &["<fieldset", "<legend", "No rules yet", r#"id="mode-p-hint""#]);
    let protect = &html[html.find(r#"value="p""#).unwrap() - 100..];
    has(tag(protect, "<input"), &["disabled", r#"aria-describedby="mode-p-hint""#]);
}

#[test]
fn a_form_shows_its_error_and_that_it_is_being_sent() {
    let html = html(|| {
        view! {
            <FormPanel action="/sign-in" pending=true error=Some("Blocked".to_owned()) submit_label="Sign in">
                ""
            </FormPanel>
        }
        .into_any()
    });
    has(tag(&html, "<form"), &[r#"method="post""#, r#"action="/sign-in""#]);
    has(&html, &[r#"role="alert""#, "Blocked", r#"aria-busy="true""#]);
}

#[test]
fn a_dialog_is_open_named_and_closed_by_a_link() {
    let html = html(|| {
        view! {
            <Dialog id="ask" title="Protect 12 groups?" close_label="Close" close=Close::Link("/groups".into())>
                "Consequences"
            </Dialog>
        }
        .into_any()
    });
    let dialog = tag(&html, "<dialog");
    has(
        dialog,
        &[
            " open",
            r#"aria-modal="true""#,
            r#"aria-labelledby="ask-title""#,
            r#"aria-describedby="ask-body""#,
        ],
    );
    has(&html, &[r#"id="ask-title""#, r#"id="ask-body""#]);
    has(tag(&html, "<a"), &[r#"href="/groups""#, r#"aria-label="Close""#, "data-close"]);
}

#[test]
fn a_side_panel_is_named_and_closed_by_a_link() {
    let html = html(|| {
        view! {
            <SidePanel id="group" title="nv.web" close_label="Close" close=Close::Link("/groups".into())>
                ""
            </SidePanel>
        }
        .into_any()
    });
    has(tag(&html, "<aside"), &[r#"aria-labelledby="group-title""#, "data-panel"]);
    has(tag(&html, "<a "), &[r#"href="/groups""#, "data-close"]);
}

#[test]
fn a_menu_opens_without_a_script_and_lists_what_cannot_be_done() {
    let html = html(|| {
        let sections: Vec<MenuSection> = vec![
            vec![
                Command::link("Export", "/export"),
                Command::link("Delete", "/delete").danger().allowed(Err("Learned groups stay".into())),
                Command::post("Dark", "/theme", vec![("theme".into(), "dark".into())]).chosen(true),
            ]
            .into(),
        ];
        view! { <Menu id="more" label="More" sections=sections /> }.into_any()
    });
    has(tag(&html, "<button"), &[r#"popovertarget="more""#, r#"aria-haspopup="menu""#]);
    has(tag(&html, r#"<div id="more""#), &[r#"popover="auto""#, r#"role="menu""#, r#"aria-label="More""#]);
    has(tag(&html, "<a"), &[r#"href="/export""#, r#"role="menuitem""#]);
    assert!(!html.contains("/delete") && html.contains("Learned groups stay"));
    has(&html, &[r#"method="post""#, r#"name="theme""#, r#"value="dark""#, r#"aria-checked="true""#]);
}

#[test]
fn counts_are_links_unless_nothing_is_counted() {
    let some =
        html(|| view! { <CountLink count=12 text="12" href="/members" label="12 members" /> }.into_any());
    has(tag(&some, "<a"), &[r#"href="/members""#, r#"aria-label="12 members""#]);
    let none = html(|| view! { <CountLink count=0 text="0" href="/members" label="0 members" /> }.into_any());
    assert!(!none.contains("<a"), "{none}");
}

#[test]
fn modes_have_a_word_and_an_icon() {
    let html = html(|| view! { <ModeBadge mode=Mode::Quarantined label="Quarantined" /> }.into_any());
    has(&html, &["m-quarantined", "i-lock", "Quarantined"]);
}

#[test]
fn a_time_is_relative_exact_and_machine_readable() {
    let html = html(|| {
        view! { <Time text="4 min ago" exact="22 Nov, 12:04" datetime="2026-11-22T11:04:17Z" /> }.into_any()
    });
    has(tag(&html, "<time"), &[r#"datetime="2026-11-22T11:04:17Z""#, r#"title="22 Nov, 12:04""#]);
}

#[test]
fn a_search_keeps_the_other_parameters() {
    let html = html(|| {
        let keep = vec![("sort".to_owned(), "name".to_owned())];
        view! { <SearchBox id="q" label="Search groups" value="web" keep=keep /> }.into_any()
    });
    has(tag(&html, "<form"), &[r#"method="get""#, r#"role="search""#]);
    has(&html, &[r#"name="sort""#, r#"value="name""#]);
    has(
        tag(&html, r#"<input type="search""#),
        &[r#"value="web""#, r#"aria-label="Search groups""#, r#"data-key="/""#],
    );
}

#[test]
fn the_bulk_bar_is_there_only_for_a_selection() {
    let bar = |text: Option<String>| {
        html(move || {
            view! { <BulkBar text=text label="Selected groups"><Button label="Export" /></BulkBar> }
                .into_any()
        })
    };
    let open = bar(Some("2 groups selected".to_owned()));
    has(tag(&open, "<div"), &[r#"aria-label="Selected groups""#]);
    assert!(open.contains("2 groups selected") && !open.contains("data-closed"));
    has(tag(&bar(None), "<div"), &["data-closed"]);
}
