//! The look of the console: components that know ARIA and the classes of `style/`, and nothing of routes, servers, the
//! controller or words. Every text arrives as a prop; what can be clicked is a link or a form control, so that it works
//! before, and without, the browser's program. Keyboard behaviour is one listener for the whole page: see [`keys`].

pub mod badge;
pub mod banner;
pub mod button;
pub mod chart;
pub mod chip;
pub mod command;
pub mod dialog;
pub mod field;
pub mod form;
#[cfg(feature = "gallery")]
pub mod gallery;
pub mod icon;
pub mod kbd;
pub mod keys;
pub mod live;
pub mod menu;
pub mod notice;
pub mod page_header;
pub mod pagination;
pub mod palette;
pub mod panel;
pub mod shell;
pub mod side_panel;
pub mod skeleton;
pub mod stat;
pub mod table;
pub mod tabs;
pub mod time;
pub mod toast;
pub mod toolbar;
pub mod tooltip;

pub use badge::{Badge, Mode, ModeBadge, Severity, SeverityBadge, Tag, Tone};
pub use banner::Banner;
pub use button::{Blocked, Button, ButtonKind, LinkButton};
pub use chart::{Chart, ChartFigure, Ink, Sparkline};
pub use chip::Chip;
pub use command::{Act, Command, posted};
pub use dialog::{Close, Consequence, Consequences, Dialog};
pub use field::{Checkbox, Choice, PasswordField, RadioGroup, Segmented, SelectField, TextArea, TextField};
pub use form::{FormBody, FormPanel, RuleList};
pub use icon::Icon;
pub use kbd::Keys;
pub use menu::{Menu, MenuAt, MenuSection};
pub use notice::{Failure, Notice, NoticeView};
pub use page_header::PageHeader;
pub use pagination::{PageLinks, Pagination};
pub use palette::{Palette, PaletteItem};
pub use panel::{ErrorPanel, Facts, Panel};
pub use shell::{AppShell, Gate, PageBody, SideMenu, SideMenuEntry, SideMenuLink, TopBar};
pub use side_panel::SidePanel;
pub use skeleton::Skeleton;
pub use stat::{CountLink, Stat, Stats};
pub use table::{
    BulkBar, Column, DataTable, Direction, Priority, Row, Selection, Sort, TableModel, TableState, Width,
};
pub use tabs::{Tab, Tabs};
pub use time::Time;
pub use toast::{Toast, Toasts};
pub use toolbar::{SearchBox, Toolbar};
pub use tooltip::Tooltip;

use leptos::prelude::*;

/// A text that may change, as a view: one kind of closure for all components.
pub(crate) fn words(text: TextProp) -> AnyView {
    live::part(move || text.get().into_any())
}
