//! What others propose on its way into the queue.

use std::collections::HashMap;

use super::past::Past;
use super::proposals::{Named, Reading};
use super::report::{MirrorReport, TakenProposal};
use super::run::Mirror;
use super::sql;
use super::theirs::Theirs;
use crate::directory::load_tree;
use crate::suggestions::{Proposed, Proposing, propose};

/// What somebody may change at once; more is a list of its own, to be imported.
const MOST_PROPOSALS: usize = 200;

impl Mirror {
    /// Puts what others changed into the queue, in one transaction.
    pub(super) async fn take_proposals(
        &self,
        theirs: &Theirs,
        (past, base_change): (&Past, i64),
        report: &mut MirrorReport,
    ) -> anyhow::Result<()> {
        if !theirs.proposes() {
            return Ok(());
        }
        let mut write = self.db.write().await?;
        let tree = load_tree(&mut write).await?;
        let mut reading = Reading::new(theirs, past, &tree);
        let mut revision_of = HashMap::new();
        for id in reading.touched() {
            let revision = sql::revision_at(&mut write, (id, base_change)).await?;
            revision_of.insert(id, revision);
        }
        let all = reading.proposals(&revision_of);
        report.notes.append(&mut reading.notes);
        if all.len() > MOST_PROPOSALS {
            report.notes.push(format!(
                "{} lines were changed at once, more than the {MOST_PROPOSALS} that are read as \
                 proposals: none was. Import the list instead, or commit it in parts.",
                all.len()
            ));
            return Ok(());
        }
        let by = Proposing {
            keys: &self.keys,
            outbox: &self.outbox,
            tree: &tree,
            links: self.links,
            now: self.clock.now(),
        };
        for named in all {
            let became = propose(&mut write, by, &named.proposal).await?;
            note_down(became, named, report);
        }
        Ok(write.commit().await?)
    }
}

fn note_down(became: Proposed, named: Named, report: &mut MirrorReport) {
    let Named {
        proposal,
        title,
        commit,
    } = named;
    match became {
        Proposed::Queued(reference) | Proposed::Known(reference) => {
            report.proposals.push(TakenProposal {
                reference: reference.to_string(),
                kind: proposal.kind().as_str(),
                title,
                commit,
            });
        }
        Proposed::Listed(other) => report
            .notes
            .push(format!("“{title}” is listed already, as “{other}”.")),
        Proposed::Waits => report
            .notes
            .push(format!("“{title}” waits in the queue already.")),
        Proposed::Invalid(errors) => {
            let reasons = errors.iter().map(|error| error.message.to_string());
            let reasons = reasons.collect::<Vec<_>>().join(". ");
            report
                .notes
                .push(format!("“{title}” can’t be suggested: {reasons}."));
        }
    }
}
