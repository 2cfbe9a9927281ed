//! One request and its answer, without anything that follows from it.

use reqwest::{Client, RequestBuilder, Response};
use url::Url;

use super::answer::{Answer, is_redirect};
use super::client::Ask;
use super::failure::FailureKind;
use super::resolver::Rule;

/// Asks once. Nobody who was not judged is heard: the address that was dialled is judged too.
pub(super) async fn hop(
    client: &Client,
    (ask, url): (&Ask, &Url),
    may_dial: Rule,
    longest_body: usize,
) -> Result<Answer, FailureKind> {
    let response = request(client, ask, url).send().await.map_err(failure)?;
    let peer = response.remote_addr();
    if !peer.is_some_and(|peer| may_dial(peer.ip())) {
        return Err(FailureKind::Forbidden);
    }
    let mut answer = Answer {
        status: response.status(),
        url: url.clone(),
        redirects: Vec::new(),
        headers: response.headers().clone(),
        body: Vec::new(),
        is_cut: false,
    };
    if matches!(ask, Ask::Get) && !is_redirect(answer.status) {
        read_body(response, &mut answer, longest_body).await?;
    }
    Ok(answer)
}

fn request(client: &Client, ask: &Ask, url: &Url) -> RequestBuilder {
    match ask {
        Ask::Get => client.get(url.clone()),
        Ask::Head => client.head(url.clone()),
        Ask::Post { headers, body } => client
            .post(url.clone())
            .headers(headers.clone())
            .body(body.clone()),
    }
}

/// Reads until the limit. Dropping the response then closes the connection, so that the rest is
/// never sent.
async fn read_body(
    mut response: Response,
    answer: &mut Answer,
    longest: usize,
) -> Result<(), FailureKind> {
    while let Some(chunk) = response.chunk().await.map_err(failure)? {
        let room = longest - answer.body.len();
        if chunk.len() > room {
            answer.body.extend(chunk.into_iter().take(room));
            answer.is_cut = true;
            return Ok(());
        }
        answer.body.extend_from_slice(&chunk);
    }
    Ok(())
}

fn failure(error: reqwest::Error) -> FailureKind {
    if error.is_timeout() {
        return FailureKind::TimedOut;
    }
    // The address is known and need not be in every message.
    FailureKind::of(&error.without_url())
}
