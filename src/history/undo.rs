//! Taking back what one revision did to an object, and nothing else.
//!
//! Three shapes are compared field by field: before the revision, after it, and as the object
//! stands. A field that the revision changed and nobody changed since goes back; one that stands
//! as before already stays; one that somebody changed since is a clash, which a person settles.

use serde_json::Value;

/// A field that can't go back, because somebody changed it since.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldClash {
    /// Its name in the object's state.
    pub field: String,
    /// What stands now.
    pub now: Value,
    /// What would come back.
    pub back: Value,
}

/// What came of undoing one revision.
#[derive(Clone, Debug, PartialEq)]
pub enum Undone {
    /// It is as it was before.
    Done,
    /// It was so already.
    Nothing,
    /// Somebody changed it since; nothing was written.
    Clash(Vec<FieldClash>),
    /// Such a thing is never undone, and why, in a sentence.
    Never(&'static str),
}

/// The object as it stands without what happened between `old` and `new`. `units` are fields that
/// say nothing without each other, and so go back together or not at all. Fields that one of the
/// two shapes does not know are left alone: they are younger than the revision.
///
/// # Errors
/// Every field that was changed since.
pub fn undo(
    old: &Value,
    new: &Value,
    current: &Value,
    units: &[&[&str]],
) -> Result<Value, Vec<FieldClash>> {
    let mut back = current.clone();
    let mut clashes = Vec::new();
    for (field, after) in new.as_object().into_iter().flatten() {
        let Some(before) = old.get(field).filter(|before| *before != after) else {
            continue;
        };
        let alone = [field.as_str()];
        let unit = units.iter().find(|unit| unit.contains(&field.as_str()));
        let unit = unit.copied().unwrap_or(&alone);
        let stands = |shape: &Value| unit.iter().all(|name| current.get(name) == shape.get(name));
        if stands(new) {
            for name in unit {
                if let (Some(place), Some(value)) = (back.get_mut(*name), old.get(*name)) {
                    place.clone_from(value);
                }
            }
        } else if !stands(old) {
            clashes.push(FieldClash {
                field: field.clone(),
                now: current.get(field).cloned().unwrap_or_default(),
                back: before.clone(),
            });
        }
    }
    if clashes.is_empty() {
        Ok(back)
    } else {
        Err(clashes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const PLACE: &[&[&str]] = &[&["home", "position"]];

    #[test]
    fn only_what_the_revision_changed_goes_back() {
        let old = json!({"title": "A", "text": "one", "home": 1, "position": 4});
        let new = json!({"title": "B", "text": "one", "home": 1, "position": 4});
        let now = json!({"title": "B", "text": "two", "home": 2, "position": 9, "young": true});
        let back = undo(&old, &new, &now, PLACE).unwrap();
        let expected =
            json!({"title": "A", "text": "two", "home": 2, "position": 9, "young": true});
        assert_eq!(back, expected);
        assert_eq!(
            undo(&old, &new, &back, PLACE).unwrap(),
            back,
            "twice is once"
        );
    }

    #[test]
    fn what_was_changed_since_clashes() {
        let (old, new) = (json!({"title": "A"}), json!({"title": "B"}));
        let clashes = undo(&old, &new, &json!({"title": "C"}), &[]).unwrap_err();
        let clash = FieldClash {
            field: "title".into(),
            now: json!("C"),
            back: json!("A"),
        };
        assert_eq!(clashes, [clash]);
    }

    #[test]
    fn a_unit_goes_back_together_or_not_at_all() {
        let old = json!({"home": 1, "position": 4});
        let new = json!({"home": 2, "position": 9});
        assert_eq!(undo(&old, &new, &new, PLACE).unwrap(), old);
        let moved_on = json!({"home": 3, "position": 9});
        assert_eq!(undo(&old, &new, &moved_on, PLACE).unwrap_err().len(), 2);
    }
}
