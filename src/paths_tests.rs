use super::*;

#[test]
fn an_entrys_address_reads_back() {
    let address = entry(7, "café-data");
    assert_eq!(address, "/entries/7-caf%C3%A9-data");
    assert_eq!(parse_entry("7-café-data"), Some((7, Some("café-data"))));
    assert_eq!(parse_entry("7"), Some((7, None)));
    for wrong in [
        "",
        "x",
        "-7",
        "07",
        "+7",
        "7x",
        "99999999999999999999",
        "７",
    ] {
        assert_eq!(parse_entry(wrong), None, "{wrong}");
    }
}

#[test]
fn a_category_keeps_its_slashes_and_nothing_else() {
    assert_eq!(category("guidance/c?#"), "/categories/guidance/c%3F%23");
    assert_eq!(search("a&b c"), "/search?q=a%26b%20c");
}
