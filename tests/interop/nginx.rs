//! nginx as Debian has it, in front of the service: nothing is set but where it listens and where the service is.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::Stdio;

use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};

use crate::support::world::{World, world_behind};

/// A running nginx; it ends when this goes out of scope.
pub struct Nginx {
    _child: Child,
}

/// A service behind nginx; `more` is set besides.
pub async fn behind_nginx(more: &str) -> (World, Nginx) {
    let any = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await.expect("a port");
    let port = any.local_addr().expect("an address").port();
    drop(any);
    let world = world_behind(&format!("http://localhost:{port}"), &[]).await;
    let nginx = start(port, world.listens_at, more).await;
    (world, nginx)
}

async fn start(port: u16, service: SocketAddr, more: &str) -> Nginx {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("nginx-{port}"));
    std::fs::create_dir_all(&folder).expect("a folder");
    // The lines of Debian's own nginx.conf that bear on answers; its paths are for root.
    let settings = format!(
        "pid nginx.pid; error_log error.log; daemon off;
         events {{ worker_connections 768; }}
         http {{
             sendfile on; tcp_nopush on; types_hash_max_size 2048; include /etc/nginx/mime.types;
             default_type application/octet-stream; gzip on; access_log off;
             client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
             server {{ listen 127.0.0.1:{port}; {more} location / {{ proxy_pass http://{service}; }} }}
         }}"
    );
    let path = folder.join("nginx.conf");
    std::fs::write(&path, settings).expect("a file");
    let child = Command::new("nginx")
        .args(["-p", &folder.to_string_lossy(), "-c", &path.to_string_lossy(), "-e", "error.log"])
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("nginx starts");
    let answers = async {
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), answers).await.expect("nginx answers");
    Nginx { _child: child }
}
