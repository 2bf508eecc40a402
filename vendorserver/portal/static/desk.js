// The desk by keys alone; without this file every form on the page still works.
"use strict";

(() => {
  const form = document.getElementById("decide");
  const chosen = () => form && form.querySelector("input[name=state]:checked");
  const writing = (place) => place.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
  const go = (name) => { const link = document.getElementById(name); if (link) link.click(); };

  function choose(key) {
    const radio = form.querySelector(`input[name=state][data-key="${key}"]`);
    if (!radio) return false;
    radio.checked = true;
    radio.focus();
    show();
    return true;
  }

  function show() {
    const state = chosen() ? chosen().value : "";
    form.dataset.state = state;
    form.querySelectorAll("input[name=missing]").forEach((box) => { box.disabled = state !== "on-hold"; });
  }

  function number(key) {
    const state = chosen() ? chosen().value : "";
    if (state === "on-hold") {
      const box = form.querySelector(`[data-paper="${key}"]`);
      if (box) box.checked = !box.checked;
      return;
    }
    if (state === "merged") {
      const other = document.querySelector(`input[data-into="${key}"]`);
      if (other) { other.checked = true; other.focus(); }
      return;
    }
    const reason = form.querySelector(`[data-reason="${key}"] span`);
    if (reason && ["rejected", "refused"].includes(state)) document.getElementById("reason").value = reason.textContent;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const key = event.key.toLowerCase();
    if (key === "escape") { document.activeElement.blur(); return; }
    if (writing(event.target)) return;
    if (key === "j") go("after");
    else if (key === "k") go("before");
    else if (key === "p" && document.getElementById("paper")) { document.getElementById("paper").focus(); event.preventDefault(); }
    else if (!form) return;
    else if (/^[1-9]$/.test(key)) number(key);
    else if (key === "enter" && chosen() && !event.target.matches("a, button")) { event.preventDefault(); form.requestSubmit(); }
    else if ("ahrm".includes(key) && choose(key)) event.preventDefault();
  });

  if (!form) return;
  form.addEventListener("change", show);
  form.querySelectorAll("[data-reason]").forEach((button) => button.addEventListener("click", () => number(button.dataset.reason)));
  show();
})();
