/* The life of a promise: mentions along time, firmer ones higher, its deadline where it has one. */
"use strict";
Plots.add("life", (stage, data, { width, mark }) => {
  const dated = data.mentions.filter((mention) => mention.date);
  if (!dated.length) return;
  const day = (text) => { const [y, m, d] = text.split("/").pop().split("-").map(Number); return new Date(Date.UTC(y, (m > 12 ? 7 : m || 12) - 1, d || 28)); };
  const now = day(data.today), due = dated.map((each) => each.deadline).filter((value) => value && /^\d{4}/.test(value)).pop();
  const ends = d3.extent([...dated.map((each) => day(each.date)), ...(due ? [day(due)] : [])]);
  const spare = Math.max((ends[1] - ends[0]) * 0.06, 3600e3 * 24 * 40);
  const height = 190, left = width < 560 ? 8 : 150, x = d3.scaleUtc([new Date(+ends[0] - spare), new Date(+ends[1] + spare)], [left, width - 14]);
  const y = d3.scalePoint([4, 3, 2, 1, 0], [30, 140]);
  const svg = d3.select(stage).append("svg").attr("class", "life").attr("width", width).attr("height", height).attr("viewBox", [0, 0, width, height]);
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - 24})`).call(d3.axisBottom(x).ticks(Math.max(2, Math.floor(width / 110))).tickFormat(Plots.date).tickSizeOuter(0));
  if (left > 100) for (const [grade, label] of [[4, "decided or binding"], [3, "promised effort"], [2, "intention, readiness"], [1, "acknowledged need"], [0, "no commitment"]])
    svg.append("text").attr("class", "row").attr("x", 0).attr("y", y(grade) + 4).text(label);
  svg.append("path").attr("class", "line").attr("fill", "none").attr("d", d3.line((each) => x(day(each.date)), (each) => y(each.firmness || 0))(dated));
  for (const [value, name, form] of [[due && day(due), "due", "due"], [now, "today", "today"]]) {
    if (!value || x(value) > width || x(value) < left) continue;
    const at = svg.append("g").attr("class", form);
    at.append("line").attr("class", form).attr("x1", x(value)).attr("x2", x(value)).attr("y1", 12).attr("y2", height - 24);
    at.append("text").attr("x", x(value) + 4).attr("y", 20).text(name);
  }
  const used = [];
  for (const each of dated) {
    const cx = x(day(each.date));
    let cy = y(each.firmness || 0);
    while (used.some(([a, b]) => Math.abs(a - cx) < 12 && Math.abs(b - cy) < 12)) cy += 13;
    used.push([cx, cy]);
    mark(svg, each).attr("class", "r-" + each.relation).append("circle").attr("cx", cx).attr("cy", Math.min(cy, height - 32)).attr("r", 6);
  }
});
