//! What the canvas says: what is pointed at, selected, opened, dragged.

use network_map::{Point, model::Key};

use crate::view::View;

/// Something that is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A node.
    Node(Key),
    /// What the first said to the second.
    Edge(Key, Key),
}

/// What somebody did, or is to know. Places are CSS pixels from the upper left corner of the host.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// The pointer is at something else now, or at nothing.
    Hover(Option<Target>, Point),
    /// Something was clicked, or the empty ground. Nothing is selected before [`select`](crate::MapCanvas::select) is
    /// called.
    Select(Option<Target>),
    /// A node was clicked twice, or Enter was pressed while it is selected.
    Open(Key),
    /// A menu is asked for: right click, long press, or the keyboard's key for it (then at what is selected).
    Menu(Option<Target>, Point),
    /// A node was put somewhere by hand, and stays there until it is let go.
    Moved(Key),
    /// A node that was put somewhere is to be let go. It is not before [`unpin`](crate::MapCanvas::unpin) is called.
    LetGo(Key),
    /// Escape was pressed.
    Escape,
    /// A picture that was shown is seen now.
    Drawn,
    /// The view was changed, by whomever, and has come to rest.
    ViewChanged(View),
}
