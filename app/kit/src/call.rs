//! How the browser calls a server function: as leptos would, but with what is the same for all of them standing in the
//! browser once. A server function asks for it: `#[server(endpoint = "…", protocol = Call)]`.

use std::pin::Pin;

use http::Method;
use leptos::server_fn::{
    Bytes, ContentType, Http, Protocol,
    client::Client,
    codec::{Encoding, IntoReq, Json, PostUrl},
    error::{FromServerFnError, IntoAppError, ServerFnErrorErr},
    redirect::call_redirect_hook,
    response::ClientRes,
    server::Server,
};
use serde::{Serialize, de::DeserializeOwned};

use crate::AppError;

/// Arguments as a form sends them, the answer as JSON.
pub struct Call;

type AsLeptos = Http<PostUrl, Json>;

impl<I, O, C, S> Protocol<I, O, C, S, AppError> for Call
where
    I: Serialize + Send,
    O: DeserializeOwned,
    C: Client<AppError>,
    S: Server<AppError>,
    AsLeptos: Protocol<I, O, C, S, AppError>,
{
    const METHOD: Method = PostUrl::METHOD;

    async fn run_server<F, R>(request: S::Request, body: F) -> Result<S::Response, AppError>
    where
        F: Fn(I) -> R + Send,
        R: Future<Output = Result<O, AppError>> + Send,
    {
        <AsLeptos as Protocol<I, O, C, S, AppError>>::run_server(request, body).await
    }

    fn run_client(path: &str, input: I) -> impl Future<Output = Result<O, AppError>> + Send {
        let answer = send::<C>(IntoReq::<PostUrl, _, _>::into_req(input, path, Json::CONTENT_TYPE));
        async move {
            let answer = answer.await?;
            serde_json::from_slice(&answer)
                .map_err(|error| ServerFnErrorErr::Deserialization(error.to_string()).into_app_error())
        }
    }
}

type Sent = Pin<Box<dyn Future<Output = Result<Bytes, AppError>> + Send>>;

/// Sends a request; the body of a good answer.
fn send<C: Client<AppError>>(request: Result<C::Request, AppError>) -> Sent {
    Box::pin(async move {
        let answer = C::send(request?).await?;
        let (status, location, moved) = (answer.status(), answer.location(), answer.has_redirect());
        let body = answer.try_into_bytes().await?;
        if (400..=599).contains(&status) {
            return Err(AppError::de(body));
        }
        if moved || (300..=399).contains(&status) {
            call_redirect_hook(&location);
        }
        Ok(body)
    })
}
