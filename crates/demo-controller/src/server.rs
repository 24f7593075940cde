//! The listener: HTTP/1.1, plain or over TLS, and connections that can be closed without an answer.

use std::{future::pending, io, net::SocketAddr, sync::Arc};

use axum::{Router, body::Body, extract::Request, response::Response};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{rt::TokioIo, service::TowerToHyperService};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
    sync::{Notify, watch},
};
use tokio_rustls::TlsAcceptor;

use crate::{
    control::Control,
    control_api::{self, PREFIX},
    dispatch,
};

/// The connection that a request came over.
#[derive(Clone)]
pub(crate) struct Connection {
    pub(crate) address: SocketAddr,
    closed: Arc<Notify>,
}

impl Connection {
    /// Closes the connection; the request never gets an answer.
    pub(crate) async fn close(&self) -> Response {
        self.closed.notify_one();
        pending().await
    }
}

/// Serves until told to stop.
pub(crate) async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    control: Arc<Control>,
    mut stop: watch::Receiver<bool>,
) {
    let api = control.open.then(|| control_api::router(control.clone()));
    loop {
        let (stream, address) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                // One connection that failed is no reason to stop; out of files, the next wait is short enough.
                Err(_) => {
                    tokio::task::yield_now().await;
                    continue;
                }
            },
            () = stopped(&mut stop) => return,
        };
        // Without it, small answers wait for the client's acknowledgement.
        let _ = stream.set_nodelay(true);
        let (control, api, tls, mut stop) = (control.clone(), api.clone(), tls.clone(), stop.clone());
        tokio::spawn(async move {
            let connection = Connection { address, closed: Arc::default() };
            let closed = connection.closed.clone();
            let served = async {
                match tls {
                    None => serve_connection(stream, connection, control, api).await,
                    Some(tls) => match tls.accept(stream).await {
                        Ok(stream) => serve_connection(stream, connection, control, api).await,
                        Err(_) => Ok(()),
                    },
                }
            };
            tokio::select! {
                // A client that went away is nothing to tell anybody.
                _ = served => {}
                () = closed.notified() => {}
                () = stopped(&mut stop) => {}
            }
        });
    }
}

async fn stopped(stop: &mut watch::Receiver<bool>) {
    // An error means that nobody is left who could say stop: then it is time, too.
    let _ = stop.wait_for(|stop| *stop).await;
}

async fn serve_connection<S>(
    stream: S,
    connection: Connection,
    control: Arc<Control>,
    api: Option<Router>,
) -> hyper::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let (control, connection, api) = (control.clone(), connection.clone(), api.clone());
        async move {
            let request: Request = request.map(Body::new);
            Ok::<_, std::convert::Infallible>(match api {
                Some(api) if request.uri().path().starts_with(PREFIX) => {
                    let service = TowerToHyperService::new(api);
                    hyper::service::Service::call(&service, request)
                        .await
                        .unwrap_or_else(|never| match never {})
                }
                _ => dispatch::answer(control, connection, request).await,
            })
        }
    });
    // `Content-Type`, as the controller writes it, for clients that look too closely.
    http1::Builder::new().title_case_headers(true).serve_connection(TokioIo::new(stream), service).await
}

/// A self-signed certificate for loopback, as PEM, and what accepts connections with it.
pub(crate) fn self_signed() -> io::Result<(String, TlsAcceptor)> {
    let names = [
        "localhost".to_owned(),
        "127.0.0.1".to_owned(),
        "::1".to_owned(),
        "neuvector-svc-controller".to_owned(),
    ];
    let made = rcgen::generate_simple_self_signed(names).map_err(io::Error::other)?;
    let key = tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config = tokio_rustls::rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| {
            builder.with_no_client_auth().with_single_cert(vec![made.cert.der().clone()], key.into())
        })
        .map_err(io::Error::other)?;
    Ok((made.cert.pem(), TlsAcceptor::from(Arc::new(config))))
}
