//! How a person reads: the screen, the colours, the size of the text, and whether scripts run.

use serde_json::json;

use super::tab::Tab;

impl Tab {
    /// A window of this width, in CSS pixels.
    pub fn set_width(&self, width: u32) {
        let screen = json!({
            "width": width,
            "height": 900,
            "deviceScaleFactor": 1,
            "mobile": false,
        });
        self.ask("Emulation.setDeviceMetricsOverride", screen);
    }

    /// The system's colours, `light` or `dark`, without animations that a picture could catch
    /// half done.
    pub fn set_colours(&self, scheme: &str) {
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.ask("Emulation.setEmulatedMedia", features);
    }

    /// Text of twice the usual size, as set in the browser.
    pub fn set_large_text(&self) {
        let sizes = json!({ "fontSizes": { "standard": 32, "fixed": 26 } });
        self.ask("Page.setFontSizes", sizes);
    }

    /// No scripts from the next page on.
    pub fn turn_scripts_off(&self) {
        let off = json!({ "value": true });
        self.ask("Emulation.setScriptExecutionDisabled", off);
    }

    /// A slow line, on which the page is read for a while before its font arrives.
    pub fn set_slow_line(&self) {
        let conditions = json!({
            "offline": false,
            "latency": 50,
            "downloadThroughput": 200_000,
            "uploadThroughput": 200_000,
        });
        self.ask("Network.emulateNetworkConditions", conditions);
    }

    /// Lets the site's pages write to the clipboard, as a reader's click does.
    pub fn allow_copying(&self) {
        let allowed = json!({
            "origin": self.origin(),
            "permissions": ["clipboardSanitizedWrite"],
        });
        self.ask_browser("Browser.grantPermissions", allowed);
    }
}
