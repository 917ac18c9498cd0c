// What makes reading easier; every page can be read without it.
"use strict";
(() => {
  const captured = document.querySelector(".captured");
  const items = [...document.querySelectorAll(".coded [data-event]")];
  let kept = "";

  const light = (event) => {
    if (!captured) return;
    captured.classList.toggle("lighting", Boolean(event));
    for (const run of captured.querySelectorAll("[data-events]")) {
      run.className = run.className.replace(/ (lit|as-\w+)/g, "");
      if (!event || !run.dataset.events.split(" ").includes(event)) continue;
      run.classList.add("lit");
      for (const pair of run.dataset.roles.split(" ")) {
        const [number, role] = pair.split(":");
        if (number === event) run.classList.add("as-" + role);
      }
    }
    for (const item of items) item.classList.toggle("lit", item.dataset.event === event);
  };

  const show = (event) => {
    const first = captured.querySelector(`[data-events~="${CSS.escape(event)}"]`);
    const paper = captured.closest(".paper");
    if (first && paper.scrollHeight > paper.clientHeight) {
      paper.scrollTo({ top: first.offsetTop - paper.offsetTop - paper.clientHeight / 3 });
    }
  };

  for (const item of items) {
    item.addEventListener("pointerenter", () => { light(item.dataset.event); show(item.dataset.event); });
    item.addEventListener("pointerleave", () => light(kept));
    item.addEventListener("focusin", () => { kept = item.dataset.event; light(kept); show(kept); });
    item.addEventListener("focusout", () => { kept = ""; light(""); });
  }
  if (captured) {
    captured.addEventListener("pointerover", (moved) => {
      const run = moved.target.closest("[data-events]");
      light(run ? run.dataset.events.split(" ")[0] : kept);
    });
    captured.addEventListener("pointerleave", () => light(kept));
  }

  const step = (by) => {
    const links = items.length ? items : [...document.querySelectorAll(".act .words a, .headings a")];
    if (!links.length) return;
    const here = links.findIndex((link) => link === document.activeElement || link.contains(document.activeElement));
    links[Math.min(links.length - 1, Math.max(0, here + by))].focus();
  };

  document.addEventListener("keydown", (pressed) => {
    if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(pressed.target.tagName)) return;
    if (pressed.key === "/") { document.getElementById("find").focus(); pressed.preventDefault(); }
    if (pressed.key === "j") step(1);
    if (pressed.key === "k") step(-1);
    if (pressed.key === "Escape") { kept = ""; light(""); document.activeElement.blur(); }
  });
})();
