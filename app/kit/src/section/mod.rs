//! `section!`: how a section crate offers its pages to the router as one lazily fetched piece, with its words and its
//! styles.

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod prepare;

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub use prepare::prepare;

use std::pin::Pin;

use leptos::prelude::AnyView;
use leptos_router::ChooseView;

/// What a piece does takes its time: its code may have to come first.
pub type Coming<T> = Pin<Box<dyn Future<Output = T>>>;

/// A page as a section offers it: the type that `section!` makes of its name.
pub trait Offered {
    /// How it is loaded and drawn.
    const PIECE: Piece;
}

/// A page for the router's `view`: `Piece::of::<policy::GroupsPage>()`. One type for all pages, so that a page more
/// costs the first load two addresses, not a copy of what the router does with it.
#[derive(Clone, Copy)]
pub struct Piece {
    /// Fetches what the page needs.
    pub preload: fn() -> Coming<()>,
    /// Draws it.
    pub draw: fn() -> Coming<AnyView>,
}

impl Piece {
    /// That of a page.
    pub const fn of<T: Offered>() -> Self {
        T::PIECE
    }
}

impl ChooseView for Piece {
    async fn choose(self) -> AnyView {
        (self.draw)().await
    }

    async fn preload(&self) {
        (self.preload)().await;
    }
}

/// Everything of a section at once: its words and styles, and its `code`.
pub fn prepared(section: &'static str, code: Coming<()>) -> Coming<()> {
    let prepared = prepare(section);
    Box::pin(async move {
        code.await;
        prepared.await;
    })
}

/// The server has every section's words, and links the styles of those that it draws.
#[cfg(not(all(feature = "hydrate", not(feature = "ssr"))))]
pub async fn prepare(_section: &'static str) {}

/// Declares the pages of a section and the types the router shows them by.
///
/// `section!(policy { GroupsPage => groups::page })` gives a type `GroupsPage`, so that the app can say
/// `view=Piece::of::<policy::GroupsPage>()`.
///
/// All pages of a section share one entry point: with the crate's feature `split` that entry point
/// becomes the border of a WebAssembly module that the browser fetches on the first visit to any of
/// them, so the first load stays the same size however many pages there are. Without the feature
/// (server, development, Trunk) the same function is simply called. The module's name is also that
/// of its words (`app/text/build/sections.rs`) and of its styles (`data-section` in `index.html`):
/// with or without the feature the browser has them before it draws.
#[macro_export]
macro_rules! section {
    ($module:ident { $($page:ident => $view:path),+ $(,)? }) => {
        #[derive(Clone, Copy)]
        enum Page { $($page),+ }

        #[cfg(feature = "split")]
        #[::leptos::wasm_split::wasm_split(
            $module,
            wasm_split_path = ::leptos::wasm_split,
            preload(preload)
        )]
        fn draw(page: Page) -> ::leptos::prelude::AnyView {
            match page { $(Page::$page => ::leptos::prelude::IntoAny::into_any($view())),+ }
        }

        #[cfg(not(feature = "split"))]
        async fn draw(page: Page) -> ::leptos::prelude::AnyView {
            match page { $(Page::$page => ::leptos::prelude::IntoAny::into_any($view())),+ }
        }

        #[cfg(not(feature = "split"))]
        async fn preload() {}

        fn prepared() -> $crate::section::Coming<()> {
            $crate::section::prepared(stringify!($module), ::std::boxed::Box::pin(preload()))
        }

        fn drawn(page: Page) -> $crate::section::Coming<::leptos::prelude::AnyView> {
            ::std::boxed::Box::pin(draw(page))
        }

        $(
            #[doc = concat!("The page `", stringify!($page), "`, for the router.")]
            pub struct $page;

            impl $crate::section::Offered for $page {
                const PIECE: $crate::section::Piece =
                    $crate::section::Piece { preload: prepared, draw: || drawn(Page::$page) };
            }
        )+
    };
}
