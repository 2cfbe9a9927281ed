// Signpost, for moderators only: progressive enhancement. Every page works without this file.
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// A decline reason (select with data-fills, options with data-say) fills the message,
// until somebody edits it
for (const pick of all("[data-fills]")) {
  const box = document.getElementById(pick.dataset.fills);
  let own = box.value !== "";
  box.addEventListener("input", () => { own = box.value !== ""; });
  pick.addEventListener("change", () => {
    if (!own) box.value = pick.selectedOptions[0]?.dataset.say ?? "";
  });
}

// Single-key shortcuts can be turned off on the page (WCAG 2.1.4); where storage is blocked,
// until the next page
let on = true;
try { on = localStorage.getItem("keys") !== "off"; } catch { /* stays on */ }
const turn = (to) => {
  on = to;
  try { localStorage.setItem("keys", on ? "on" : "off"); } catch { /* this page only */ }
};
const hint = one("[data-keys]");
const toggle = one("[data-keys-off]");
const list = one("[data-keys-list]");
if (hint && toggle) {
  const label = () => { toggle.textContent = on ? "Turn shortcuts off" : "Turn shortcuts on"; };
  toggle.addEventListener("click", () => { turn(!on); label(); });
  hint.hidden = false;
  label();
}

const actions = { "/": () => one("#find")?.focus() };

// What the keys do; the dialog closes with Escape and gives the focus back by itself
if (list) {
  const show = () => list.showModal();
  actions["?"] = show;
  one("[data-keys-show]")?.addEventListener("click", show);
  one("[data-keys-close]", list)?.addEventListener("click", () => list.close());
}

// Review: data-key names the key that moves to a choice or a button, and never presses it;
// data-go the key that follows a link
for (const target of all("[data-key]")) actions[target.dataset.key] = () => target.focus();
for (const link of all("[data-go]")) actions[link.dataset.go] = () => link.click();

// Queue (form with data-queue): select all, count, move and select by keyboard
const queue = one("[data-queue]");
const rows = queue ? all(".unit", queue) : [];
if (rows.length) {
  const ticks = rows.map((row) => one(".tick input", row));
  const everything = one("[data-all]", queue);
  const picked = one("[data-picked]", queue);
  const pickable = ticks.filter(Boolean);
  const count = () => {
    const n = pickable.filter((tick) => tick.checked).length;
    if (picked) picked.textContent = n ? `${n} selected:` : "With the ones you select:";
    if (everything) one("input", everything).checked = n === pickable.length;
  };
  if (everything) {
    everything.hidden = false;
    everything.addEventListener("change", (event) => {
      for (const tick of pickable) tick.checked = event.target.checked;
    });
  }
  queue.addEventListener("change", count);
  count();

  let at = -1;
  const link = (row) => one(".what a", row);
  const go = (to) => {
    at = Math.max(0, Math.min(rows.length - 1, to));
    rows.forEach((row, n) => row.classList.toggle("is-at", n === at));
    link(rows[at])?.focus();
  };
  actions.j = () => go(at + 1);
  actions.k = () => go(at - 1);
  actions.x = () => ticks[at]?.click();
  actions.o = () => rows[at] && link(rows[at])?.click();
  actions.c = () => {
    const claim = one("[data-claim]", queue);
    if (!ticks[at] || !claim) return;
    if (!ticks[at].checked) ticks[at].click();
    claim.focus();
  };
}

const typing = (element) =>
  element.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (!hint || !on || list?.open || event.isComposing || typing(event.target)) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = actions[event.key.toLowerCase()];
  if (act) { event.preventDefault(); act(); }
});
