/* An indicator: each text's figure over its period; a range is a bar, what cannot all be so is orange and square. */
"use strict";
Plots.add("series", (stage, data, { width, mark }) => {
  const dated = data.points.filter((point) => point.when && Number.isFinite(point.low));
  if (!dated.length) return;
  const day = (text) => { const [y, m, d] = text.split("/").pop().split("-").map(Number); return new Date(Date.UTC(y, (m > 12 ? 7 : m || 7) - 1, d || 1)); };
  const height = 260, left = 64, ends = d3.extent(dated, (point) => day(point.when));
  const spare = Math.max((ends[1] - ends[0]) * 0.07, 3600e3 * 24 * 200);
  const x = d3.scaleUtc([new Date(+ends[0] - spare), new Date(+ends[1] + spare)], [left, width - 12]);
  const y = d3.scaleLinear([Math.min(0, d3.min(dated, (point) => point.low)), d3.max(dated, (point) => point.high) * 1.12], [height - 28, 14]).nice();
  const svg = d3.select(stage).append("svg").attr("class", "series").attr("width", width).attr("height", height).attr("viewBox", [0, 0, width, height]);
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - 26})`).call(d3.axisBottom(x).ticks(Math.max(2, Math.floor(width / 110))).tickFormat(Plots.date).tickSizeOuter(0));
  svg.append("g").attr("class", "axis").attr("transform", `translate(${left - 8},0)`).call(d3.axisLeft(y).ticks(5, "~s").tickSizeOuter(0));
  const used = [], placed = [];
  for (const point of dated) {
    let cx = x(day(point.when));
    const middle = y((point.low + point.high) / 2);
    while (placed.some(([a, b]) => Math.abs(a - cx) < 12 && Math.abs(b - middle) < 12)) cx += 13;
    placed.push([cx, middle]);
    const link = mark(svg, point).attr("class", point.odd ? "odd" : "even");
    if (point.high > point.low) link.append("line").attr("class", "range").attr("x1", cx).attr("x2", cx).attr("y1", y(point.low)).attr("y2", y(point.high));
    const cy = y((point.low + point.high) / 2);
    if (point.odd) link.append("rect").attr("x", cx - 5).attr("y", cy - 5).attr("width", 10).attr("height", 10);
    else link.append("circle").attr("cx", cx).attr("cy", cy).attr("r", 5.5);
    if (used.every(([a, b]) => Math.abs(a - cx) > 60 || Math.abs(b - cy) > 13)) {
      svg.append("text").attr("class", "value").attr("x", Math.min(cx + 9, width - 60)).attr("y", cy - 7).attr("aria-hidden", "true").text(point.value);
      used.push([cx, cy]);
    }
  }
});
