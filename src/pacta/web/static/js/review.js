/* Review by keyboard. Without this file every form still works: the server answers with a page. */
"use strict";
(() => {
  const typing = (target) => target.closest?.("input:not([type=checkbox]), select, textarea, dialog[open]");
  const panel = () => document.getElementById("review");
  const text = document.querySelector("article.text");
  const keys = document.getElementById("review-keys");
  let field = null;

  function toast(words) {
    document.querySelector(".r-toast")?.remove();
    const note = Object.assign(document.createElement("p"), { className: "r-toast", textContent: words });
    note.setAttribute("role", "status");
    document.body.append(note);
    setTimeout(() => note.remove(), 2500);
  }

  function press(key) {
    const target = panel()?.querySelector(`[data-key="${key}"]`);
    if (!target) return false;
    if (target.matches("details")) {
      target.open = true;
      target.querySelector("select, textarea, input:not([type=hidden])")?.focus();
    } else {
      target.closest("details")?.setAttribute("open", "");
      target.click();
    }
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.repeat || typing(event.target)) {
      if (event.key === "Escape" && panel()?.contains(event.target)) event.target.blur();
      return;
    }
    if (event.key === "?" && keys) { event.preventDefault(); keys.showModal(); return; }
    if (event.key === "n" && text?.closest(".desk")) { event.preventDefault(); addSelection(); return; }
    if ("axescgpmu".includes(event.key) && press(event.key)) event.preventDefault();
  });

  /* After an entry: mark the words, and in the reader go on to the next statement. */
  document.addEventListener("htmx:after:swap", () => {
    const shown = panel();
    if (!shown?.dataset.done) return;
    const done = shown.dataset.done;
    delete shown.dataset.done;
    for (const link of document.querySelectorAll(`a.s[data-s="${CSS.escape(shown.dataset.review)}"]`)) {
      for (const name of [...link.classList]) if (name.startsWith("r-")) link.classList.remove(name);
      if (shown.dataset.state) link.classList.add("r-" + shown.dataset.state);
    }
    toast({ accept: "Accepted", reject: "Rejected", correct: "Corrected", undo: "Taken back", comment: "Comment entered", assign: "Assigned" }[done] ?? "Entered");
    if (done === "accept" || done === "reject") document.querySelector('.step[data-step="1"]')?.click();
    if (done === "split" || done === "merge") location.reload();
  });

  /* A field of the correction takes over the words that are selected in the text. */
  document.addEventListener("focusin", (event) => { if (event.target.matches("[data-words]")) field = event.target; });
  document.addEventListener("mouseup", (event) => {
    const words = String(getSelection()).replace(/\s+/g, " ").trim();
    const inside = text && text.contains(getSelection().anchorNode);
    document.getElementById("add-selection")?.remove();
    if (!words || !inside) return;
    if (field?.isConnected && field.closest("details")?.open) {
      field.value = field.name === "items" && field.value.trim() ? field.value.trimEnd() + "\n" + words : words;
      field.focus();
    } else if (text.closest(".desk") && document.querySelector("[data-may-review]")) offer(event);
  });

  function offer(event) {
    const button = Object.assign(document.createElement("button"), { id: "add-selection", type: "button", textContent: "Add as a statement (n)" });
    button.style.left = Math.min(event.pageX, document.documentElement.clientWidth - 200) + "px";
    button.style.top = event.pageY + 14 + "px";
    button.addEventListener("mousedown", (press) => { press.preventDefault(); addSelection(); button.remove(); });
    document.body.append(button);
  }

  function point(node, offset) {
    const paragraph = (node.nodeType === 1 ? node : node.parentElement).closest("[id^='p-']");
    if (!paragraph) return null;
    const range = document.createRange();
    range.setStart(paragraph, 0);
    range.setEnd(node, offset);
    return `${paragraph.id}:${[...range.toString()].length}`;
  }

  async function addSelection() {
    const chosen = getSelection();
    const desk = document.querySelector(".desk");
    if (!document.querySelector("[data-may-review]")) return;
    let query = "";
    if (chosen.rangeCount && String(chosen).trim() && text.contains(chosen.anchorNode)) {
      const range = chosen.getRangeAt(0);
      const [from, to] = [point(range.startContainer, range.startOffset), point(range.endContainer, range.endOffset)];
      if (from && to) query = "?" + new URLSearchParams({ from, to });
    }
    desk.classList.add("open");
    await window.htmx.ajax("GET", location.pathname + "/add" + query, { target: "#evidence", swap: "innerHTML" });
    document.querySelector(query ? "#n-cue" : "#n-words")?.focus();
  }
})();
