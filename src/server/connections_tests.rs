//! Who goes, and who may come.

use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::*;

fn connections(total: usize, per_peer: usize) -> Arc<Connections> {
    Connections::new(Arc::new(ConnectionLimits {
        connections: total,
        connections_per_peer: per_peer,
        trusted_proxies: vec!["198.51.100.0/24".parse().unwrap()],
        ..ConnectionLimits::default()
    }))
}

/// Asks for a place, while whoever must close does so.
async fn admit(connections: &Arc<Connections>, peer: Option<IpAddr>) -> Option<Arc<Place>> {
    let admitted = timeout(Duration::from_secs(1), connections.admit(peer)).await;
    admitted.expect("the answer does not take long")
}

/// A connection that closes when it must.
fn idle(place: Option<Arc<Place>>) -> JoinHandle<()> {
    let place = place.unwrap();
    tokio::spawn(async move { place.must_close().await })
}

fn is_closing(place: &Place) -> bool {
    place.connection.close.is_cancelled()
}

#[tokio::test]
async fn one_public_address_has_its_own_limit() {
    let connections = connections(10, 2);
    let greedy: Option<IpAddr> = Some("203.0.113.9".parse().unwrap());
    let first = idle(admit(&connections, greedy).await);
    let second = admit(&connections, greedy).await.unwrap();
    let other = admit(&connections, Some("203.0.113.10".parse().unwrap()))
        .await
        .unwrap();
    let third = admit(&connections, greedy).await.unwrap();
    first.await.unwrap();
    assert!(!is_closing(&second) && !is_closing(&other));
    let _busy = (second.begin_request(), third.begin_request());
    assert!(admit(&connections, greedy).await.is_none());
}

#[tokio::test]
async fn loopback_private_and_trusted_peers_share_the_total_only() {
    let peers = [
        None,
        Some("127.0.0.1"),
        Some("10.1.2.3"),
        Some("fd00::1"),
        Some("198.51.100.7"),
    ];
    for peer in peers {
        let connections = connections(2, 1);
        let peer: Option<IpAddr> = peer.map(|ip| ip.parse().unwrap());
        let first = admit(&connections, peer).await.unwrap();
        let second = admit(&connections, peer).await.unwrap();
        assert!(!is_closing(&first) && !is_closing(&second), "{peer:?}");
    }
}

#[tokio::test]
async fn a_place_is_free_again_when_its_connection_ends() {
    let connections = connections(1, 1);
    let place = admit(&connections, None).await.unwrap();
    let in_flight = place.begin_request();
    assert!(admit(&connections, None).await.is_none());
    drop((place, in_flight));
    assert!(admit(&connections, None).await.is_some());
}
