//! How much is asked at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::super::budget::Budget;

/// Takes `count` turns at once, each for a second, and returns how many there were at most
/// together, and when each began, in whole seconds.
async fn crowd(count: usize, host: fn(usize) -> String) -> (usize, Vec<u64>) {
    let budget = Arc::new(Budget::new(Duration::from_secs(2)));
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let start = Instant::now();
    let turns = (0..count).map(|n| {
        let (budget, now, most) = (budget.clone(), now.clone(), most.clone());
        tokio::spawn(async move {
            let _turn = budget.turn(&host(n)).await;
            let began = start.elapsed().as_secs();
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            sleep(Duration::from_secs(1)).await;
            now.fetch_sub(1, Ordering::SeqCst);
            began
        })
    });
    let mut began = Vec::new();
    for turn in turns.collect::<Vec<_>>() {
        began.push(turn.await.unwrap());
    }
    (most.load(Ordering::SeqCst), began)
}

#[tokio::test(start_paused = true)]
async fn one_host_is_asked_once_in_two_seconds() {
    let (most, mut began) = crowd(5, |_| "one.example".to_owned()).await;
    began.sort_unstable();
    assert_eq!((most, began), (1, vec![0, 2, 4, 6, 8]));
}

#[tokio::test(start_paused = true)]
async fn eight_are_asked_at_once() {
    let (most, mut began) = crowd(20, |n| format!("host{n}.example")).await;
    began.sort_unstable();
    assert_eq!(most, 8);
    assert_eq!(began.iter().filter(|second| **second == 0).count(), 8);
    assert_eq!(began.last(), Some(&2));
}
