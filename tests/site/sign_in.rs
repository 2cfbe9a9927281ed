//! Signing in and out, and what a session opens.

use crate::support::site::TestSite;

#[tokio::test]
async fn the_site_answers() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    assert!(ada.cookie("__Host-signpost").is_some());
    site.visitor().get("/healthz").await.assert_ok();
}
