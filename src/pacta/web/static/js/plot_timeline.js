/* Entries in three lanes along time. Drag or the buttons move and zoom; too many to tell apart become counts. */
"use strict";
Plots.add("timeline", (stage, data, { figure, width, mark }) => {
  if (!data.total || !data.first) return;
  const lanes = Object.keys(data.lanes), slots = 6, step = 12, head = 24, lane = head + slots * step + 6, height = lanes.length * lane + 26;
  const day = (text) => {
    const [year, month, date] = text.split("-").map(Number);
    return new Date(Date.UTC(year, (month > 20 ? (month - 21) * 3 + 3 : month || 7) - 1, date || (month ? 15 : 1)));
  };
  const now = day(data.today);
  const whole = [new Date(Date.UTC(Number(data.first) - 1, 0)), new Date(Date.UTC(Math.max(Number(data.last), now.getUTCFullYear()) + 2, 0))];
  const x0 = d3.scaleUtc(whole, [6, width - 6]);
  const svg = d3.select(stage).append("svg").attr("class", "timeline").attr("width", width).attr("height", height).attr("viewBox", [0, 0, width, height]);
  const clip = "clip-" + Math.round(width) + "-" + lanes.length;
  svg.append("clipPath").attr("id", clip).append("rect").attr("width", width).attr("height", height);
  lanes.forEach((kind, at) => {
    svg.append("line").attr("class", "base").attr("x1", 0).attr("x2", width).attr("y1", (at + 1) * lane).attr("y2", (at + 1) * lane);
    svg.append("text").attr("class", "lane").attr("x", 0).attr("y", at * lane + 15).text(data.lanes[kind]);
  });
  const axis = svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - 24})`);
  const today = svg.append("g").attr("class", "today");
  today.append("line").attr("y1", 6).attr("y2", height - 24);
  today.append("text").attr("y", 12).attr("dx", 4).text("today");
  const field = svg.append("g").attr("clip-path", `url(#${clip})`);
  let held = data, wanted = "";

  function shape(link, kind, cx, cy) {
    link.attr("class", "m-" + kind);
    if (kind === "document") link.append("rect").attr("x", cx - 4.5).attr("y", cy - 4.5).attr("width", 9).attr("height", 9);
    else if (kind === "report") link.append("circle").attr("cx", cx).attr("cy", cy).attr("r", 4.8);
    else link.append("path").attr("d", `M${cx} ${cy - 6}l6 6l-6 6l-6 -6z`);
  }

  function entries(x, kind, base) {
    const ends = [], over = new Map();
    for (const row of held.entries.filter((each) => each.kind === kind)) {
      const at = x(day(row.start));
      if (at < -20 || at > width + 20) continue;
      let slot = ends.findIndex((end) => end < at - 11.5);
      if (slot < 0) slot = ends.length;
      if (slot >= slots) { const key = Math.round(at / 26); over.set(key, [...(over.get(key) || []), [at, row]]); continue; }
      ends[slot] = at;
      const link = mark(field, row), y = base - 8 - slot * step;
      if (row.end) link.append("line").attr("class", "span").attr("x1", at).attr("x2", Math.min(x(day(row.end)), width)).attr("y1", y).attr("y2", y);
      shape(link, kind, at, y);
    }
    for (const rows of over.values()) {
      const link = mark(field, { address: listing(rows), label: `${rows.length} more` }).attr("class", "m-" + kind);
      link.append("text").attr("class", "more").attr("text-anchor", "middle").attr("x", rows[0][0]).attr("y", base - 8 - slots * step + 6).text("+" + rows.length);
    }
  }

  function listing(rows) {
    const address = new URL(figure.dataset.source, location.href);
    address.pathname = "/timeline";
    address.searchParams.set("start", rows[0][1].start.slice(0, 7));
    address.searchParams.set("end", rows[rows.length - 1][1].start.slice(0, 7));
    address.searchParams.set("entry", rows[0][1].kind);
    return address.pathname + address.search;
  }

  function counts(x, kind, base) {
    const rows = held.counts.filter((each) => each.kind === kind);
    const tall = d3.scaleSqrt([0, d3.max(held.counts, (each) => each.count)], [2, slots * step]);
    for (const row of rows) {
      const [year, month] = row.date.split("-").map(Number);
      const a = x(new Date(Date.UTC(year, month ? month - 1 : 0))), b = x(new Date(Date.UTC(month ? year : year + 1, month ? month : 0)));
      if (b < 0 || a > width) continue;
      mark(field, row).attr("class", "m-" + kind).append("rect").attr("x", a + 0.5).attr("width", Math.max(1.5, b - a - 1)).attr("y", base - tall(row.count)).attr("height", tall(row.count));
    }
  }

  function paint(x) {
    field.selectAll("*").remove();
    lanes.forEach((kind, at) => (held.counts.length ? counts : entries)(x, kind, (at + 1) * lane));
    axis.call(d3.axisBottom(x).ticks(Math.max(3, Math.floor(width / 90))).tickFormat(Plots.date).tickSizeOuter(0));
    const at = x(now);
    today.attr("transform", `translate(${at},0)`).attr("display", at < 0 || at > width ? "none" : null);
    const first = stage.querySelector("a");
    if (first) first.setAttribute("tabindex", 0);
  }

  const zoom = d3.zoom().scaleExtent([1, 4000]).translateExtent([[0, 0], [width, height]]).extent([[0, 0], [width, height]])
    .filter((event) => event.type !== "wheel" && !event.button || event.ctrlKey || event.metaKey)
    .on("zoom", ({ transform }) => { const x = transform.rescaleX(x0); paint(x); refine(x); });

  let waiting = 0;
  function refine(x) {
    if (!data.counts.length) return;
    const [start, end] = x.domain().map((date) => date.toISOString().slice(0, 10));
    const address = new URL(figure.dataset.source, location.href);
    address.searchParams.set("start", start);
    address.searchParams.set("end", end);
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      wanted = address.href;
      const answer = await fetch(address);
      if (!answer.ok || wanted !== address.href) return;
      held = await answer.json();
      paint(d3.zoomTransform(svg.node()).rescaleX(x0));
    }, 180);
  }

  const to = (start, end) => {
    const a = x0(start), b = x0(end), scale = Math.min(4000, (width - 12) / (b - a));
    svg.call(zoom.transform, d3.zoomIdentity.scale(scale).translate(-a + 6 / scale, 0));
  };
  const year = now.getUTCFullYear();
  const years = [...data.entries, ...data.counts].filter((row) => row.kind === "document").map((row) => Number((row.start || row.date).slice(0, 4)));
  const from = years.length ? Math.max(d3.min(years), d3.max(years) - 9) : year - 3;
  const until = Math.max(...years, year) + 3;
  const views = [["−", () => svg.call(zoom.scaleBy, 0.5), "Zoom out"], ["+", () => svg.call(zoom.scaleBy, 2), "Zoom in"],
    ["All", () => to(...whole), "The whole time"], ["Around today", () => to(day(`${year - 1}`), day(`${year + 2}`)), "A year back, two years ahead"],
    ["Documents", () => to(new Date(Date.UTC(from - 1, 6)), new Date(Date.UTC(until, 0))), "From the first documents on"]];
  const controls = figure.querySelector(".controls");
  controls.replaceChildren();
  for (const [text, act, title] of views) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: text, title });
    if (text.length === 1) button.setAttribute("aria-label", title);
    button.addEventListener("click", act);
    controls.append(button);
  }
  svg.call(zoom).on("dblclick.zoom", null);
  to(new Date(Date.UTC(from - 1, 6)), new Date(Date.UTC(until, 0)));
});
