//! One connection, from its first byte to its end.

use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

use super::answering::Answering;
use super::crowd::Place;
use super::wire::Wire;

/// The largest head of a request; what is longer is refused with 431.
const HEAD_LIMIT: usize = 64 * 1024;
/// What a client reads whose head did not come in time.
const LATE: &[u8] = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

/// Serves it until the client is gone, the crowd tells it to go, or the process stops. What has come is looked at before a
/// stop is: a request that was sent whole is answered.
pub(super) async fn serve(stream: TcpStream, answering: Answering, place: Place, stop: CancellationToken) {
    let seat = place.seat.clone();
    // Buffers are made for those only who say something.
    tokio::select! {
        biased;
        ready = stream.readable() => if ready.is_err() { return },
        () = seat.told_to_go() => return,
        () = stop.cancelled() => return,
    }
    if stream.set_nodelay(true).is_err() {
        return;
    }
    let wire = TokioIo::new(Wire::new(stream, seat.clone()));
    // The crowd keeps the time.
    let mut settings = http1::Builder::new();
    settings.header_read_timeout(None::<Duration>).max_buf_size(HEAD_LIMIT);
    settings.preserve_header_case(answering.mirrors_names());
    let mut connection = settings.serve_connection(wire, answering);
    let mut is_stopping = false;
    loop {
        tokio::select! {
            biased;
            served = &mut connection => {
                if let Err(error) = served {
                    tracing::debug!(%error, "a connection ended");
                }
                return;
            }
            () = seat.told_to_go() => break,
            () = stop.cancelled(), if !is_stopping => {
                if seat.is_waiting() {
                    return;
                }
                is_stopping = true;
                Pin::new(&mut connection).graceful_shutdown();
            }
        }
    }
    if seat.has_no_head_in_time() {
        connection.into_parts().io.into_inner().say_last(LATE);
    }
}
