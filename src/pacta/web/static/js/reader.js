/* The reader's enhancements. Without this file every link still works: the server renders the panel. */
"use strict";
(() => {
  const desk = document.querySelector(".desk");
  const text = document.querySelector(".text");
  const panel = document.getElementById("panel");
  const evidence = document.getElementById("evidence");
  const keys = document.getElementById("keys");
  const layers = document.querySelector(".layers");
  if (!desk || !text || !panel || !evidence) return;
  document.documentElement.classList.add("scripted");
  for (const button of document.querySelectorAll(".tools button")) button.hidden = false;
  const hint = evidence.innerHTML;
  let current = text.querySelector("[aria-current]");

  const anchors = () => [...text.querySelectorAll("a.s[id]")].filter(
    (each) => ![...text.classList].some((off) => off.startsWith("off-") && each.classList.contains("k-" + off.slice(4))));

  function mark(anchor) {
    for (const old of text.querySelectorAll(".current, [aria-current]")) {
      old.classList.remove("current");
      old.removeAttribute("aria-current");
    }
    current = anchor;
    if (!anchor) return;
    for (const part of text.querySelectorAll(`a.s[data-s="${CSS.escape(anchor.dataset.s)}"]`)) part.classList.add("current");
    anchor.setAttribute("aria-current", "true");
  }

  async function open(id, { focus = false } = {}) {
    const anchor = document.getElementById("s-" + id);
    if (!anchor) return;
    mark(anchor);
    anchor.closest("details")?.setAttribute("open", "");
    desk.classList.add("open");
    history.replaceState(null, "", location.pathname + location.search.replace(/[?&]statement=[^&]*/, "").replace(/^&/, "?") + "#s-" + id);
    await window.htmx.ajax("GET", `/s/${encodeURIComponent(id)}/evidence`, { target: "#evidence", swap: "innerHTML" });
    if (focus) panel.focus({ preventScroll: true });
    reveal(anchor);
  }

  function reveal(anchor) {
    const box = anchor.getBoundingClientRect();
    const covered = getComputedStyle(panel).position === "fixed" ? panel.offsetHeight : 0;
    if (box.top < 120 || box.bottom > window.innerHeight - covered - 20) {
      const height = window.innerHeight - covered;
      window.scrollBy({ top: box.top - Math.max(130, height / 3) });
    }
  }

  function close() {
    if (!desk.classList.contains("open")) return;
    desk.classList.remove("open");
    evidence.innerHTML = hint;
    const anchor = current;
    mark(null);
    current = anchor;
    history.replaceState(null, "", location.pathname);
    anchor?.focus({ preventScroll: true });
  }

  function step(by) {
    const all = anchors();
    if (!all.length) return;
    let at = current ? all.indexOf(current) : -1;
    if (at < 0) {
      at = all.findIndex((each) => each.getBoundingClientRect().top > 130);
      at = at < 0 ? all.length - 1 : by > 0 ? at : at - 1;
    } else at += by;
    const next = all[Math.min(all.length - 1, Math.max(0, at))];
    next.focus({ preventScroll: true });
    if (desk.classList.contains("open")) open(next.dataset.s);
    else { mark(next); reveal(next); }
  }

  text.addEventListener("click", (event) => {
    const link = event.target.closest("a.s");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (!String(getSelection()).trim()) open(link.dataset.s);
  });
  panel.querySelector(".close").addEventListener("click", (event) => { event.preventDefault(); close(); });
  layers.addEventListener("change", (event) => {
    if (event.target.name === "show") text.classList.toggle("off-" + event.target.value, !event.target.checked);
  });
  for (const button of document.querySelectorAll(".step")) button.addEventListener("click", () => step(Number(button.dataset.step)));
  document.querySelector(".ask").addEventListener("click", () => keys.showModal());
  window.addEventListener("hashchange", fromAddress);
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || keys.open || event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Escape") close();
    else if (event.key === "?") keys.showModal();
  });

  function fromAddress() {
    const found = location.hash.match(/^#s-(.+)$/);
    const id = found && decodeURIComponent(found[1]);
    if (id && evidence.firstElementChild?.dataset.evidence !== id) open(id);
    else if (id) { mark(document.getElementById("s-" + id)); if (current) reveal(current); }
    const hit = location.hash === "#hit" && document.getElementById("hit");
    if (hit) { hit.closest("details")?.setAttribute("open", ""); hit.scrollIntoView({ block: "center" }); }
  }
  fromAddress();
})();
