// Signpost, on every page: progressive enhancement only. Every page works without this file.

// The error summary takes focus, so the problem is the first thing heard
document.querySelector("[data-focus]")?.focus();

// What only a script can do ships hidden
for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;

// Characters left, under a field with data-count and a maxlength
for (const box of document.querySelectorAll("[data-count]")) {
  const out = Object.assign(document.createElement("p"), { className: "hint" });
  const say = () => {
    const left = box.maxLength - box.value.length;
    out.textContent = `${left} character${left === 1 ? "" : "s"} left`;
    // A limit that nobody comes near would only be noise.
    out.hidden = left > 4000;
    out.setAttribute("aria-live", left < 50 ? "polite" : "off");
  };
  box.addEventListener("input", say);
  box.after(out);
  say();
}

// Copy the link or the text whose id is in data-copy; the button ships hidden
for (const button of document.querySelectorAll("[data-copy]")) {
  const link = document.getElementById(button.dataset.copy);
  if (!navigator.clipboard || !link) continue;
  const said = Object.assign(document.createElement("span"), { className: "small" });
  said.setAttribute("role", "status");
  button.after(said);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(link.href ?? link.textContent);
      said.textContent = " Copied";
    } catch {
      said.textContent = " Couldn’t copy. Select the link and copy it by hand.";
    }
  });
}
