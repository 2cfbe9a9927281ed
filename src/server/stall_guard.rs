//! Cuts off readers who take almost nothing of their answer, as they hold a connection for ever.

use std::future::Future;
use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// A connection whose writes fail when the peer takes too little for too long.
pub(super) struct StallGuard<S> {
    stream: S,
    patience: Duration,
    progress: usize,
    waiting: Option<Waiting>,
}

/// What happened since a write had to wait for the peer.
struct Waiting {
    until: Pin<Box<Sleep>>,
    written: usize,
}

impl<S> StallGuard<S> {
    /// Guards `stream`: while there is more to write, `progress` bytes must leave in `patience`.
    pub(super) fn new(stream: S, patience: Duration, progress: usize) -> Self {
        Self {
            stream,
            patience,
            progress,
            waiting: None,
        }
    }

    /// Judges a write that `wanted` so many bytes to leave.
    fn judge(
        &mut self,
        cx: &mut Context<'_>,
        wanted: usize,
        outcome: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(written)) = outcome {
            self.note(written, written >= wanted);
            return outcome;
        }
        if outcome.is_ready() {
            return outcome;
        }
        let patience = self.patience;
        let waiting = self.waiting.get_or_insert_with(|| Waiting {
            until: Box::pin(sleep(patience)),
            written: 0,
        });
        match waiting.until.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Err(ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }

    fn note(&mut self, written: usize, all: bool) {
        if let Some(waiting) = &mut self.waiting {
            waiting.written += written;
            if all || waiting.written >= self.progress {
                self.waiting = None;
            }
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for StallGuard<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for StallGuard<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let guard = self.get_mut();
        let outcome = Pin::new(&mut guard.stream).poll_write(cx, bytes);
        guard.judge(cx, bytes.len(), outcome)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let guard = self.get_mut();
        let wanted = slices.iter().map(|slice| slice.len()).sum();
        let outcome = Pin::new(&mut guard.stream).poll_write_vectored(cx, slices);
        guard.judge(cx, wanted, outcome)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
    use tokio::time::Instant;

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(30);

    #[tokio::test(start_paused = true)]
    async fn a_reader_who_takes_nothing_is_cut_off() {
        let (ours, _theirs) = duplex(1_024);
        let mut guard = StallGuard::new(ours, PATIENCE, 1_024);
        let start = Instant::now();
        let error = guard.write_all(&[0; 4_096]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        assert_eq!(start.elapsed().as_secs(), 30);
    }

    #[tokio::test(start_paused = true)]
    async fn a_reader_who_takes_too_little_is_cut_off() {
        let (ours, mut theirs) = duplex(1_024);
        let mut guard = StallGuard::new(ours, PATIENCE, 1_024);
        tokio::spawn(async move {
            while theirs.read(&mut [0; 10]).await.is_ok_and(|read| read > 0) {
                sleep(Duration::from_secs(1)).await;
            }
        });
        assert!(guard.write_all(&[0; 4_096]).await.is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_reader_gets_all_of_it() {
        let (ours, mut theirs) = duplex(1_024);
        let mut guard = StallGuard::new(ours, PATIENCE, 1_024);
        let reader = tokio::spawn(async move {
            let mut all = 0;
            while let Ok(read @ 1..) = theirs.read(&mut [0; 512]).await {
                all += read;
                sleep(Duration::from_secs(10)).await;
            }
            all
        });
        guard.write_all(&[0; 8_192]).await.unwrap();
        // An idle minute after everything left is nobody's fault.
        sleep(Duration::from_secs(60)).await;
        guard.write_all(&[0; 8_192]).await.unwrap();
        drop(guard);
        assert_eq!(reader.await.unwrap(), 16_384);
    }
}
