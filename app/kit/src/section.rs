//! `section!`: how a section crate offers its pages to the router as one lazily fetched piece.

/// Declares the pages of a section and the route types the router shows them by.
///
/// `section!(policy { GroupsPage => groups::page })` gives a type `GroupsPage` that is a
/// `LazyRoute`, so that the app can say `view=Lazy::<policy::GroupsPage>::new()`.
///
/// All pages of a section share one entry point: with the crate's feature `split` that entry point
/// becomes the border of a WebAssembly module that the browser fetches on the first visit to any of
/// them, so the first load stays the same size however many pages there are. Without the feature
/// (server, development, Trunk) the same function is simply called.
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

        $(
            #[doc = concat!("The route of the page `", stringify!($page), "`.")]
            pub struct $page;

            impl ::leptos_router::LazyRoute for $page {
                fn data() -> Self { Self }

                async fn view(_: Self) -> ::leptos::prelude::AnyView { draw(Page::$page).await }

                async fn preload() { preload().await }
            }
        )+
    };
}
