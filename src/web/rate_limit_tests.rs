use super::*;
use crate::clock::SECOND;

fn limiter(count: u32, seconds: u64) -> (Limiter, Clock) {
    let clock = Clock::fixed(1_000_000_000_000);
    let quota = Quota {
        count,
        window: Duration::from_secs(seconds),
    };
    (Limiter::new(Some(quota), clock.clone()), clock)
}

#[test]
fn at_most_so_many_in_any_window() {
    let (limiter, clock) = limiter(3, 60);
    let mut allowed = Vec::new();
    for second in 0..200 {
        if limiter.check("a").is_ok() {
            limiter.record("a");
            allowed.push(second);
        }
        clock.advance(SECOND);
    }
    assert_eq!(allowed, [0, 1, 2, 60, 61, 62, 120, 121, 122, 180, 181, 182]);
}

#[test]
fn it_says_exactly_how_long_to_wait() {
    let (limiter, clock) = limiter(2, 60);
    limiter.record("a");
    clock.advance(10 * SECOND);
    limiter.record("a");
    clock.advance(5 * SECOND + 1);
    let wait = limiter.check("a").unwrap_err();
    assert_eq!(wait, Duration::from_millis(44_999));
    clock.advance(44_998);
    assert_eq!(limiter.check("a"), Err(Duration::from_millis(1)));
    clock.advance(1);
    assert_eq!(limiter.check("a"), Ok(()));
}

#[test]
fn asking_does_not_count_and_keys_are_counted_apart() {
    let (limiter, _) = limiter(1, 60);
    for _ in 0..10 {
        assert_eq!(limiter.check("a"), Ok(()));
    }
    limiter.record("a");
    assert!(limiter.check("a").is_err());
    assert_eq!(limiter.check("b"), Ok(()));
}

#[test]
fn what_was_not_accepted_is_given_back() {
    let (limiter, _) = limiter(2, 60);
    for _ in 0..10 {
        drop(limiter.reserve("a").unwrap());
    }
    limiter.reserve("a").unwrap().keep();
    let pending = limiter.reserve("a").unwrap();
    assert!(limiter.reserve("a").is_err());
    drop(pending);
    limiter.reserve("a").unwrap().keep();
    assert!(limiter.reserve("a").is_err());
}

#[test]
fn a_crowd_can_not_squeeze_through() {
    let (limiter, _) = limiter(5, 60);
    let taken: usize = std::thread::scope(|scope| {
        let attempt = || usize::from(limiter.reserve("a").map(Reservation::keep).is_ok());
        let crowd: Vec<_> = (0..40).map(|_| scope.spawn(attempt)).collect();
        crowd.into_iter().map(|one| one.join().unwrap()).sum()
    });
    assert_eq!(taken, 5);
}

#[test]
fn a_clock_set_back_locks_nobody_out() {
    let (limiter, clock) = limiter(1, 60);
    limiter.record("a");
    clock.advance(-3_600 * SECOND);
    assert_eq!(limiter.check("a"), Err(Duration::from_secs(60)));
    clock.advance(60 * SECOND);
    assert_eq!(limiter.check("a"), Ok(()));
}

#[test]
fn without_a_quota_everything_is_allowed() {
    let limiter = Limiter::new(None, Clock::fixed(0));
    for _ in 0..1_000 {
        limiter.record("a");
        limiter.reserve("a").unwrap().keep();
    }
    assert_eq!(limiter.check("a"), Ok(()));
}

#[test]
fn when_there_are_too_many_keys_networks_are_counted() {
    let (limiter, clock) = limiter(1, 60);
    let address = |n: usize| format!("10.{}.{}.{}/32", n >> 16, (n >> 8) & 255, n & 255);
    for n in 0..MOST_KEYS {
        limiter.record(&address(n));
    }
    assert!(limiter.check(&address(0)).is_err());
    limiter.record("203.0.113.1/32");
    assert!(limiter.check("203.0.113.2/32").is_err(), "the same network");
    assert_eq!(limiter.check("198.51.100.1/32"), Ok(()), "another one");
    limiter.record("host.example");
    assert!(
        limiter.check("other.example").is_err(),
        "what has no network shares one count"
    );
    clock.advance(61 * SECOND);
    assert_eq!(limiter.check("203.0.113.2/32"), Ok(()));
    assert!(
        limiter.lock().times.is_empty(),
        "what counts no more is forgotten"
    );
}

#[test]
fn the_memory_of_one_key_is_bounded() {
    let (limiter, _) = limiter(3, 60);
    for _ in 0..1_000 {
        limiter.record("a");
    }
    assert_eq!(limiter.lock().times["a"].len(), 3);
}
