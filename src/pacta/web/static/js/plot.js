/* What all plots share: fetch the data, draw to the width there is, say what a mark means, walk by arrow keys, save as SVG. */
"use strict";
window.Plots = (() => {
  const drawers = {};
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity",
    "font-family", "font-size", "font-weight", "text-anchor", "paint-order"];

  /* As a reader in London says it: 2025, Jun 2025, 12 May. */
  function date(when) {
    return d3.utcFormat(when.getUTCDate() > 1 ? "%-d %b" : when.getUTCMonth() ? "%b %Y" : "%Y")(when);
  }

  function mark(parent, row) {
    return parent.append("a").attr("href", row.address).attr("aria-label", row.label).attr("tabindex", -1);
  }

  function begin(figure) {
    const stage = figure.querySelector(".stage");
    const tip = figure.querySelector(".tip");
    const say = (event) => {
      const link = event.target.closest("a[aria-label]");
      if (link) tip.textContent = link.getAttribute("aria-label");
    };
    stage.addEventListener("pointerover", say);
    stage.addEventListener("focusin", say);
    stage.addEventListener("keydown", (event) => walk(stage, event));
    fetch(figure.dataset.source).then((answer) => answer.ok ? answer.json() : Promise.reject(new Error(answer.status)))
      .then((data) => show(figure, stage, data))
      .catch(() => { stage.querySelector(".wait").textContent = "The plot could not be loaded. Its table has the same content."; });
  }

  function show(figure, stage, data) {
    const draw = drawers[figure.dataset.plot];
    const redraw = () => {
      stage.replaceChildren();
      draw(stage, data, { figure, width: stage.clientWidth, mark, calm, redraw });
      const first = stage.querySelector("a");
      if (first) first.setAttribute("tabindex", 0);
      else if (!stage.querySelector("svg")) stage.textContent = "Nothing to plot here yet.";
    };
    redraw();
    const save = figure.querySelector(".save");
    save.hidden = !stage.querySelector("svg");
    save.addEventListener("click", () => download(stage.querySelector("svg"), figure.dataset.plot + ".svg"));
    let width = stage.clientWidth;
    new ResizeObserver(() => {
      if (Math.abs(stage.clientWidth - width) > 2) { width = stage.clientWidth; redraw(); }
    }).observe(stage);
  }

  function walk(stage, event) {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by || event.target.localName !== "a") return;
    event.preventDefault();
    const marks = [...stage.querySelectorAll("a")];
    const next = marks[marks.indexOf(event.target) + by];
    if (!next) return;
    event.target.setAttribute("tabindex", -1);
    next.setAttribute("tabindex", 0);
    next.focus();
  }

  function download(svg, name) {
    const copy = svg.cloneNode(true);
    const drawn = [svg, ...svg.querySelectorAll("*")], copies = [copy, ...copy.querySelectorAll("*")];
    drawn.forEach((node, at) => {
      const style = getComputedStyle(node);
      for (const property of KEPT) copies[at].setAttribute(property, style.getPropertyValue(property));
      copies[at].removeAttribute("class");
      copies[at].removeAttribute("tabindex");
      if (node.localName === "a") copies[at].setAttribute("href", new URL(node.getAttribute("href"), location.href).href);
    });
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [key, value] of [["width", "100%"], ["height", "100%"], ["fill", getComputedStyle(document.documentElement).backgroundColor]]) paper.setAttribute(key, value);
    copy.prepend(paper);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  addEventListener("DOMContentLoaded", () => {
    for (const figure of document.querySelectorAll("figure.plot")) {
      const seen = new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) { seen.disconnect(); begin(figure); }
      }, { rootMargin: "400px" });
      seen.observe(figure);
    }
  });
  return { date, add: (name, draw) => { drawers[name] = draw; } };
})();
