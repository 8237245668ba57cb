/* A heat map: one row a pillar, one column a year; the tint grows with the count, and the count stands in it. */
"use strict";
Plots.add("pillars", (stage, data, { width, mark }) => {
  if (!data.cells.length) return;
  const sums = new Map();
  for (const cell of data.cells) sums.set(cell.pillar, (sums.get(cell.pillar) || 0) + cell.count);
  const pillars = [...sums.keys()].sort((a, b) => sums.get(b) - sums.get(a) || a.localeCompare(b));
  const [first, last] = d3.extent(data.cells, (cell) => Number(cell.year));
  const years = Array.from({ length: last - first + 1 }, (_, at) => String(first + at));
  const narrow = width < 560, left = narrow ? 118 : 230, row = narrow ? 30 : 28, top = 26;
  const x = d3.scaleBand(years, [left, Math.min(width, left + years.length * 110)]).paddingInner(0.06);
  const y = d3.scaleBand(pillars, [top, top + row * pillars.length]).paddingInner(0.08);
  const most = d3.max(data.cells, (cell) => cell.count);
  const tint = d3.scaleSqrt([0, most], [0.06, 1]);
  const svg = d3.select(stage).append("svg").attr("class", "heat").attr("width", width).attr("height", top + row * pillars.length + 4)
    .attr("viewBox", [0, 0, width, top + row * pillars.length + 4]);
  const every = Math.ceil(34 / x.step());
  svg.append("g").selectAll("text").data(years.filter((_, at) => (years.length - 1 - at) % every === 0)).join("text").attr("class", "tick")
    .attr("x", (year) => x(year) + x.bandwidth() / 2).attr("y", 16).attr("text-anchor", "middle").text((year) => year);
  const labels = svg.append("g").selectAll("text").data(pillars).join("text").attr("class", "row")
    .attr("x", left - 10).attr("text-anchor", "end");
  labels.each(function (name) {
    const text = d3.select(this), longest = narrow ? 17 : 34;
    const words = name.split(" "), lines = [""];
    for (const word of words) {
      const tried = (lines[lines.length - 1] + " " + word).trim();
      if (tried.length > longest && lines[lines.length - 1]) lines.push(word); else lines[lines.length - 1] = tried;
    }
    const shown = lines.slice(0, 2);
    if (lines.length > 2) shown[1] += "…";
    const middle = y(name) + y.bandwidth() / 2;
    shown.forEach((line, at) => text.append("tspan").attr("x", left - 10).attr("y", middle + 4 + (at - (shown.length - 1) / 2) * 12).text(line));
  });
  const cells = svg.append("g").selectAll("g").data(data.cells).join("g");
  cells.each(function (cell) {
    const link = mark(d3.select(this), cell), strength = tint(cell.count);
    link.append("rect").attr("class", "paper").attr("x", x(cell.year)).attr("y", y(cell.pillar)).attr("width", x.bandwidth()).attr("height", y.bandwidth());
    link.append("rect").attr("class", "cell").attr("x", x(cell.year)).attr("y", y(cell.pillar)).attr("width", x.bandwidth()).attr("height", y.bandwidth()).attr("fill-opacity", strength);
    if (x.bandwidth() >= 20) link.append("text").attr("class", strength > 0.55 ? "on" : "off").attr("text-anchor", "middle")
      .attr("x", x(cell.year) + x.bandwidth() / 2).attr("y", y(cell.pillar) + y.bandwidth() / 2 + 4).text(cell.count);
  });
});
