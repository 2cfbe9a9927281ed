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
if (hint && toggle) {
  const label = () => { toggle.textContent = on ? "Turn shortcuts off" : "Turn shortcuts on"; };
  toggle.addEventListener("click", () => { turn(!on); label(); });
  hint.hidden = false;
  label();
}

const actions = { "/": () => one("#find")?.focus() };

// Review: data-key="y" names the key that moves to a choice. It never submits
for (const target of all("[data-key]")) actions[target.dataset.key] = () => target.focus();

// Queue (form with data-queue): select all, count, move and select by keyboard
const queue = one("[data-queue]");
const rows = queue ? all(".queue > li", queue) : [];
if (rows.length) {
  const ticks = rows.map((row) => one(".tick input", row));
  const everything = one("[data-all]", queue);
  const picked = one("[data-picked]", queue);
  const count = () => {
    const n = ticks.filter((tick) => tick?.checked).length;
    if (picked) picked.textContent = n ? `${n} selected:` : "With the ones you select:";
    if (everything) one("input", everything).checked = n === ticks.length;
  };
  if (everything) {
    everything.hidden = false;
    everything.addEventListener("change", (event) => {
      for (const tick of ticks) if (tick) tick.checked = event.target.checked;
    });
  }
  queue.addEventListener("change", count);
  count();

  let at = rows.findIndex((row) => row.classList.contains("is-at"));
  const go = (to) => {
    at = Math.max(0, Math.min(rows.length - 1, to));
    rows.forEach((row, n) => row.classList.toggle("is-at", n === at));
    one("h2 a", rows[at])?.focus();
  };
  actions.j = () => go(at + 1);
  actions.k = () => go(at - 1);
  actions.x = () => ticks[at]?.click();
  actions.a = () => {
    const claim = one("[data-claim]", queue);
    if (!ticks[at] || !claim) return;
    ticks[at].checked = true;
    claim.click();
  };
}

const typing = (element) =>
  element.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (!hint || !on || event.isComposing || typing(event.target)) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = actions[event.key.toLowerCase()];
  if (act) { event.preventDefault(); act(); }
});
