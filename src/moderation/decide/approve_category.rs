//! Approving a new category.

use super::approve::{NOT_YOURS, carry_out, unforeseen};
use super::{By, Carried, Effect, invalid};
use crate::db::Connection;
use crate::directory::category_input::CategoryInput;
use crate::directory::{CategoryFields, CategoryTree, Change};
use crate::moderation::case::Case;
use crate::moderation::choices::outcomes_of_category;
use crate::moderation::decision_form::DecisionForm;
use crate::moderation::reach::reaches_below;
use crate::suggestions::{Outcome, SuggestionStatus};
use crate::web::FormErrors;

/// The suggestion becomes a category, as proposed or as the moderator changed it.
pub(super) async fn approve(
    connection: &mut Connection,
    by: &By<'_>,
    case: &Case,
    form: &DecisionForm,
    errors: &mut FormErrors,
) -> Carried {
    let proposed = case.category.clone().unwrap_or_default();
    let input = form.over_category(&proposed);
    let mut problems = FormErrors::default();
    let fields = input.check(&case.tree, &mut problems);
    if let Some(fields) = &fields {
        check_place(&case.tree, fields, &mut problems);
        if !reaches_below(&by.user.scope, &case.tree, fields.parent_id) {
            problems.add("parent", NOT_YOURS);
        }
    }
    for problem in &problems {
        errors.add(problem.field.clone(), problem.message.clone());
    }
    let Some(fields) = fields.filter(|_| errors.is_empty()) else {
        return Ok(Err(invalid(errors)));
    };
    let changes = vec![Change::CreateCategory(fields)];
    let done = carry_out(connection, by, case, changes).await;
    let (change_id, category_id) = done.map_err(unforeseen)?;
    let was_changed = trimmed(&input) != trimmed(&proposed);
    Ok(Ok(Effect {
        outcome: Outcome {
            result_category_id: category_id,
            ..Outcome::new(SuggestionStatus::Approved, by.now)
        },
        change_id,
        fields: Some(outcomes_of_category(&proposed, &input)),
        amended: was_changed
            .then(|| serde_json::to_value(&input))
            .transpose()?,
    }))
}

/// Whether there is room for it where it should go. Looked at before anything is written, so that
/// a bulk decision can go on with the next.
fn check_place(tree: &CategoryTree, fields: &CategoryFields, errors: &mut FormErrors) {
    if tree
        .sibling_called(fields.parent_id, &fields.title)
        .is_some()
    {
        errors.add("title", "There is a category of this name here already");
    }
    if let Some(slug) = &fields.slug
        && tree
            .at_path(&tree.path_below(fields.parent_id, slug))
            .is_some()
    {
        errors.add("slug", "Another category here has this name in its address");
    }
    if tree.may_hang(None, fields.parent_id).is_err() {
        errors.add(
            "parent",
            "It would lie too deep there: choose a category nearer to the top",
        );
    }
}

fn trimmed(input: &CategoryInput) -> [&str; 6] {
    input.fields().map(|(_, value)| value.trim())
}
