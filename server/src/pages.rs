//! The pages: drawn by leptos, each with what its request stands for in the context.

use app::{
    Document, shell,
    sign_in::{SignInFlash, ask::Asked},
};
use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kit::{
    AppError, Viewer,
    flash::Flash,
    look::Theme,
    nav::PAGES,
    upstream::{Public, ServerFunctionCall, Upstream},
    zone::Times,
};
use leptos::{nonce::use_nonce, prelude::*, server_fn::axum::server_fn_paths};
use leptos_axum::ResponseOptions;
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;

use crate::{assets::catalogue_addresses, preferences, state::AppState};

/// Draws the page of any path that no other route takes.
pub async fn draw(State(state): State<AppState>, request: Request) -> Response {
    let headers = request.headers();
    let (language, theme) = (preferences::language(headers), preferences::theme(headers));
    let local_times = preferences::local_times(headers);
    let spent = spent(headers);
    let sections = sections(request.uri().path());
    let assets = state.assets.clone();
    let context = context(&state, request.headers().clone(), request.extensions().get::<Upstream>().cloned());
    let asked = match request.uri().path() {
        "/sign-in" => Some(Asked::of(&public(&state)).await),
        _ => None,
    };
    let document = move || {
        shell(&Document {
            assets: &assets,
            sections: &sections,
            language,
            words: catalogue_addresses(language),
            theme,
            local_times,
        })
    };
    let render = leptos_axum::render_app_to_stream_in_order_with_context(
        move || {
            context();
            if let Some(asked) = &asked {
                provide_context(asked.in_words());
            }
            allow_own_scripts();
        },
        document,
    );
    let mut response = render(request).await.into_response();
    for cookie in spent {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Answers a server function. Whatever it ends with has the status that it stands for.
pub async fn call(State(state): State<AppState>, request: Request) -> Response {
    let path = request.uri().path();
    if !server_fn_paths().any(|(known, _)| known == path) {
        return (StatusCode::NOT_FOUND, Json(AppError::NotFound)).into_response();
    }
    let context = context(&state, request.headers().clone(), request.extensions().get::<Upstream>().cloned());
    let answer = leptos_axum::handle_server_fns_with_context(
        move || {
            context();
            provide_context(ServerFunctionCall);
        },
        request,
    );
    with_true_status(answer.await.into_response()).await
}

/// An input that could not be read is refused before the function runs, which could have said so: leptos answers 500.
async fn with_true_status(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, ERROR_LIMIT).await else {
        return parts.status.into_response();
    };
    match serde_json::from_slice::<AppError>(&bytes) {
        Ok(AppError::Unexpected { detail }) if detail.contains("length limit exceeded") => {
            let error =
                AppError::Invalid { field: String::new(), message: "the request is too large".to_owned() };
            return (StatusCode::PAYLOAD_TOO_LARGE, Json(error)).into_response();
        }
        Ok(error) => parts.status = StatusCode::from_u16(error.status()).unwrap_or(parts.status),
        Err(_) => {}
    }
    Response::from_parts(parts, bytes.into())
}

/// No error is longer, in bytes.
const ERROR_LIMIT: usize = 64 * 1024;

/// What pages and server functions find in their context.
fn context(
    state: &AppState,
    headers: HeaderMap,
    upstream: Option<Upstream>,
) -> impl Fn() + Clone + Send + Sync + 'static + use<> {
    let public = public(state);
    let language = preferences::language(&headers);
    let theme = preferences::theme(&headers);
    let times = Times { local: preferences::local_times(&headers) };
    let flash: Option<Flash> = said(&headers, kit::flash::COOKIE);
    let sign_in: Option<SignInFlash> = said(&headers, app::sign_in::COOKIE);
    move || {
        provide_context(language);
        provide_context(Theme(theme));
        provide_context(times);
        provide_context(public.clone());
        if let Some(upstream) = &upstream {
            provide_context(upstream.clone());
            provide_context(Viewer::clone(upstream.viewer()));
        }
        if let Some(flash) = &flash {
            provide_context(flash.clone());
        }
        if let Some(sign_in) = &sign_in {
            provide_context(sign_in.clone());
        }
    }
}

/// The controller as everybody sees it.
fn public(state: &AppState) -> Public {
    Public { client: state.client.clone(), demo: state.config.demo.is_some() }
}

/// What a cookie of ours says.
fn said<T: DeserializeOwned>(headers: &HeaderMap, cookie: &str) -> Option<T> {
    let value = preferences::cookie(headers, cookie)?;
    serde_json::from_str(&percent_decode_str(value).decode_utf8().ok()?).ok()
}

/// Takes back the cookies that say something once.
fn spent(headers: &HeaderMap) -> Vec<HeaderValue> {
    [kit::flash::COOKIE, app::sign_in::COOKIE]
        .into_iter()
        .filter(|name| preferences::cookie(headers, name).is_some())
        .filter_map(|name| {
            HeaderValue::from_str(&format!("{name}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")).ok()
        })
        .collect()
}

/// The sections of a path, whose code, words and styles the browser should fetch along with the first ones.
fn sections(path: &str) -> Vec<&'static str> {
    let first = |path: &'static str| path.split('/').nth(1);
    match path.split('/').nth(1).unwrap_or_default() {
        "sign-in" => vec!["gate"],
        "_gallery" => vec!["gallery"],
        part => {
            let page = PAGES.iter().find(|page| first(page.path) == Some(part));
            std::iter::once("frame").chain(page.map(|page| page.section.module())).collect()
        }
    }
}

/// Allows the scripts of this answer's nonce, what those import, and nothing else.
fn allow_own_scripts() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else { return };
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    if let Ok(value) = HeaderValue::from_str(&policy) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, value);
    }
}
