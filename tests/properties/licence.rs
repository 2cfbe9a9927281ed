//! The licence field: what people write, and what counts as open.

use proptest::prelude::*;
use signpost::directory::{Licence, LicenceError};

fn expression(field: &str) -> String {
    match Licence::parse_field(field) {
        Ok(Licence::Expression(expression)) => expression,
        other => panic!("{field}: {other:?}"),
    }
}

#[test]
fn common_spellings_become_spdx_expressions() {
    for (typed, canonical) in [
        ("MIT", "MIT"),
        ("mit", "MIT"),
        ("MIT License", "MIT"),
        ("The MIT Licence", "MIT"),
        ("Expat", "MIT"),
        ("Apache 2.0", "Apache-2.0"),
        ("apache-2", "Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("GPLv3", "GPL-3.0-only"),
        ("GPL-3.0", "GPL-3.0-only"),
        ("GPL-3.0+", "GPL-3.0-or-later"),
        ("GPL v3 or later", "GPL-3.0-or-later"),
        ("GPLv2 or any later version", "GPL-2.0-or-later"),
        ("GNU General Public License v3.0", "GPL-3.0-only"),
        ("GNU GPL v2", "GPL-2.0-only"),
        ("AGPL 3", "AGPL-3.0-only"),
        ("LGPL-2.1-or-later", "LGPL-2.1-or-later"),
        ("BSD 3-Clause", "BSD-3-Clause"),
        ("New BSD License", "BSD-3-Clause"),
        (
            "BSD 3-Clause \"New\" or \"Revised\" License",
            "BSD-3-Clause",
        ),
        ("MPL 2.0", "MPL-2.0"),
        ("EUPL v1.2", "EUPL-1.2"),
        ("OGL 3", "OGL-UK-3.0"),
        ("OGL v3.0", "OGL-UK-3.0"),
        ("Open Government Licence v3.0", "OGL-UK-3.0"),
        ("CC0", "CC0-1.0"),
        ("CC BY 4.0", "CC-BY-4.0"),
        ("cc-by-sa-4.0", "CC-BY-SA-4.0"),
        (
            "Creative Commons Attribution-ShareAlike 4.0 International",
            "CC-BY-SA-4.0",
        ),
        ("ODbL", "ODbL-1.0"),
        ("The Unlicense", "Unlicense"),
        ("MIT or Apache 2.0", "MIT OR Apache-2.0"),
        ("MIT/Apache-2.0", "MIT OR Apache-2.0"),
        ("MIT & CC BY 4.0", "MIT AND CC-BY-4.0"),
        (
            "(mit OR apache-2.0) and ogl 3",
            "(MIT OR Apache-2.0) AND OGL-UK-3.0",
        ),
        (
            "gpl-2.0 with classpath-exception-2.0",
            "GPL-2.0-only WITH Classpath-exception-2.0",
        ),
        (
            "Apache-2.0 with LLVM exception",
            "Apache-2.0 WITH LLVM-exception",
        ),
        ("LicenseRef-Ours", "LicenseRef-Ours"),
    ] {
        assert_eq!(expression(typed), canonical, "{typed}");
        assert_eq!(expression(canonical), canonical, "{canonical}");
    }
}

#[test]
fn none_and_not_checked_are_different_facts() {
    for typed in ["none", "None", " no licence "] {
        assert_eq!(Licence::parse_field(typed), Ok(Licence::NoneFound));
    }
    for typed in ["", "  ", "unknown", "Not checked"] {
        assert_eq!(Licence::parse_field(typed), Ok(Licence::NotChecked));
    }
    assert_eq!(Licence::NoneFound.label(), "No licence");
    assert_eq!(Licence::NotChecked.label(), "Not checked");
}

#[test]
fn what_is_not_a_licence_or_lacks_its_version_is_refused() {
    for typed in [
        "GPL",
        "CC BY",
        "BSD",
        "open source",
        "MIT OR",
        "OR MIT",
        "(MIT",
        "MIT Apache-2.0",
        "MIT WITH nothing",
        "MIT,ISC",
        "LicenseRef-ü",
        "<b>",
        "free",
    ] {
        assert_eq!(
            Licence::parse_field(typed),
            Err(LicenceError::NotRecognised),
            "{typed}"
        );
    }
    assert_eq!(
        Licence::parse_field(&"MIT ".repeat(100)),
        Err(LicenceError::TooLong)
    );
}

#[test]
fn open_means_that_every_licence_is() {
    for open in [
        "MIT",
        "GPLv3",
        "MIT OR Apache-2.0",
        "CC0",
        "CC BY 4.0",
        "CC-BY-3.0-US",
        "CC-BY-SA-2.0",
        "OGL 3",
        "ODbL",
        "GPL-2.0-only WITH Classpath-exception-2.0",
        "MIT AND CC-BY-4.0",
        "Vim",
    ] {
        assert!(
            Licence::parse_field(open).is_ok_and(|l| l.is_open()),
            "{open}"
        );
    }
    for closed in [
        "CC-BY-NC-4.0",
        "CC BY-ND 4.0",
        "BUSL-1.1",
        "SSPL-1.0",
        "LicenseRef-Ours",
        "MIT AND CC-BY-NC-SA-4.0",
        "MIT OR BUSL-1.1",
        "none",
        "",
    ] {
        assert!(
            Licence::parse_field(closed).is_ok_and(|l| !l.is_open()),
            "{closed}"
        );
    }
}

fn any_field() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("MIT".to_owned()),
        Just("gpl v3".to_owned()),
        Just("or".to_owned()),
        Just("and".to_owned()),
        Just("with".to_owned()),
        Just("(".to_owned()),
        Just(")".to_owned()),
        Just("+".to_owned()),
        Just("later".to_owned()),
        Just("/".to_owned()),
        Just("LicenseRef-a".to_owned()),
        Just("Apache-2.0".to_owned()),
        Just("LLVM-exception".to_owned()),
        Just("none".to_owned()),
        any::<String>(),
    ];
    proptest::collection::vec(word, 0..8).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn what_is_accepted_reads_back_as_itself(field in any_field()) {
        if let Ok(licence) = Licence::parse_field(&field) {
            prop_assert_eq!(&Licence::parse_field(licence.field()).unwrap(), &licence);
            let stored = licence.expression().map(str::to_owned);
            prop_assert_eq!(Licence::from_columns(licence.status(), stored), Some(licence.clone()));
            prop_assert!(!licence.label().is_empty());
            licence.is_open();
        }
    }
}
