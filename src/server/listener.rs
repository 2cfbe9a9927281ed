//! The socket that connections come in through, TCP or Unix.

use std::fs::{self, Permissions};
use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr};
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::os::unix::net::UnixStream as StdUnixStream;
use std::path::{Path, PathBuf};

use anyhow::Context;
use tokio::net::{TcpListener, TcpSocket, TcpStream, UnixListener, UnixStream};
use tokio_util::either::Either;

use crate::config::Listen;

/// How many newcomers wait to be accepted. One too many is not refused: it tries again after a
/// second, which readers notice.
const BACKLOG: u32 = 1_024;

/// An accepted connection.
pub(super) type Socket = Either<TcpStream, UnixStream>;

/// A bound socket.
#[derive(Debug)]
pub struct Listener {
    socket: Bound,
    address: Listen,
    _file: Option<SocketFile>,
}

#[derive(Debug)]
enum Bound {
    Tcp(TcpListener),
    Unix(UnixListener),
}

/// A socket's file, which goes when the socket does.
#[derive(Debug)]
struct SocketFile(PathBuf);

impl Drop for SocketFile {
    fn drop(&mut self) {
        // Nothing is lost when the file stays: the next start finds it stale.
        let _ = fs::remove_file(&self.0);
    }
}

impl Listener {
    /// Binds the address. A Unix socket is open to its owner and group (mode 0660).
    ///
    /// # Errors
    /// The address is taken or not ours to take; the text names it.
    ///
    /// # Panics
    /// Outside a Tokio runtime.
    pub fn bind(listen: &Listen) -> anyhow::Result<Self> {
        let bound = match listen {
            Listen::Tcp(address) => bind_tcp(*address),
            Listen::Unix(path) => bind_unix(path),
        };
        bound.with_context(|| format!("can't listen on {listen}"))
    }

    /// Where it listens, with the port that the system chose when 0 was asked for.
    pub fn address(&self) -> &Listen {
        &self.address
    }

    /// The next connection, with the peer's address when it has one.
    pub(super) async fn accept(&self) -> io::Result<(Socket, Option<IpAddr>)> {
        match &self.socket {
            Bound::Tcp(listener) => {
                let (stream, peer) = listener.accept().await?;
                // Answers are written whole, so waiting to fill a packet only delays them.
                stream.set_nodelay(true)?;
                Ok((Either::Left(stream), Some(peer.ip().to_canonical())))
            }
            Bound::Unix(listener) => {
                let (stream, _) = listener.accept().await?;
                Ok((Either::Right(stream), None))
            }
        }
    }
}

fn bind_tcp(address: SocketAddr) -> anyhow::Result<Listener> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    // A restarted server need not wait until the connections of the last one are forgotten.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    let listener = socket.listen(BACKLOG)?;
    let address = Listen::Tcp(listener.local_addr()?);
    Ok(Listener {
        socket: Bound::Tcp(listener),
        address,
        _file: None,
    })
}

fn bind_unix(path: &Path) -> anyhow::Result<Listener> {
    remove_stale(path)?;
    let listener = UnixListener::bind(path)?;
    let file = Some(SocketFile(path.to_owned()));
    fs::set_permissions(path, Permissions::from_mode(0o660))?;
    let address = Listen::Unix(path.to_owned());
    Ok(Listener {
        socket: Bound::Unix(listener),
        address,
        _file: file,
    })
}

/// Removes the socket file of a server that is gone; one that answers, or a file of another
/// kind, stays.
fn remove_stale(path: &Path) -> anyhow::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(file) if !file.file_type().is_socket() => {
            anyhow::bail!("there is a file that is no socket")
        }
        Ok(_) => match StdUnixStream::connect(path) {
            Err(error) if error.kind() == ErrorKind::ConnectionRefused => {
                Ok(fs::remove_file(path)?)
            }
            Ok(_) => anyhow::bail!("another program answers there"),
            Err(error) => Err(error.into()),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.into()),
    }
}
