//! `signpost healthcheck`: asks the running server whether it is alive.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, ensure};
use clap::Args;

use super::Failure;
use super::flags::with;
use crate::config::{Config, Flags, Listen};

/// How long the server may take to answer.
const PATIENCE: Duration = Duration::from_secs(3);

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  signpost healthcheck --listen 127.0.0.1:8080")]
pub(super) struct HealthcheckArguments {
    /// Settings file of the server [default: signpost.toml in the working directory]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Address the server listens on, or unix:PATH [SIGNPOST_LISTEN; default: 127.0.0.1:3000]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
}

impl HealthcheckArguments {
    pub(super) fn run(self) -> Result<(), Failure> {
        let flags = Flags {
            config: self.config,
            ..Flags::default()
        };
        let config = Config::load(&with(flags, [("listen", self.listen)]))?;
        ask(&config.listen)
            .with_context(|| format!("no healthy server at {}", config.listen))
            .map_err(Failure::Failed)
    }
}

fn ask(listen: &Listen) -> anyhow::Result<()> {
    match listen {
        Listen::Tcp(address) => {
            let stream = TcpStream::connect_timeout(&reachable(*address), PATIENCE)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.set_write_timeout(Some(PATIENCE))?;
            converse(stream)
        }
        Listen::Unix(path) => {
            let stream = UnixStream::connect(path)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.set_write_timeout(Some(PATIENCE))?;
            converse(stream)
        }
    }
}

/// Where a server that listens on every address can be reached from this machine.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => (),
    }
    address
}

fn converse(mut stream: impl Read + Write) -> anyhow::Result<()> {
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut status = String::new();
    BufReader::new(stream.take(1_024)).read_line(&mut status)?;
    ensure!(
        status.starts_with("HTTP/1.1 200 "),
        "it answers {:?}",
        status.trim_end()
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::os::unix::net::UnixListener;
    use std::thread;

    use super::*;

    /// Answers one request.
    fn answer(mut stream: impl Read + Write, status: &str) {
        let mut buffer = [0; 1_024];
        let read = stream.read(&mut buffer).unwrap();
        assert!(buffer[..read].starts_with(b"GET /healthz HTTP/1.1\r\nHost: "));
        write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n").unwrap();
    }

    #[test]
    fn a_server_on_every_address_is_reached() {
        for (status, healthy) in [("200 OK", true), ("500 Internal Server Error", false)] {
            let listener = TcpListener::bind("0.0.0.0:0").unwrap();
            let listen = Listen::Tcp(listener.local_addr().unwrap());
            thread::spawn(move || answer(listener.accept().unwrap().0, status));
            assert_eq!(ask(&listen).is_ok(), healthy, "{status}");
        }
    }

    #[test]
    fn every_address_of_version_six_is_reached_over_its_loopback() {
        assert_eq!(
            reachable("[::]:80".parse().unwrap()).to_string(),
            "[::1]:80"
        );
        assert_eq!(
            reachable("192.0.2.1:80".parse().unwrap()).to_string(),
            "192.0.2.1:80"
        );
    }

    #[test]
    fn a_server_on_a_unix_socket_is_reached() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("signpost.sock");
        let listener = UnixListener::bind(&path).unwrap();
        thread::spawn(move || answer(listener.accept().unwrap().0, "200 OK"));
        ask(&Listen::Unix(path)).unwrap();
    }

    #[test]
    fn nobody_there_is_unhealthy() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let listen = Listen::Tcp(listener.local_addr().unwrap());
        drop(listener);
        assert!(ask(&listen).is_err());
    }
}
