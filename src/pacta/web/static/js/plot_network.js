/* Who appears with whom: circles are actors, squares bodies; a line is as wide as the statements that name both. */
"use strict";
Plots.add("network", (stage, data, { width, mark }) => {
  const narrow = width < 560;
  const kept = new Set(data.nodes.slice(0, narrow ? 14 : 30).map((node) => node.id));
  const edges = data.edges.filter((edge) => kept.has(edge.source) && kept.has(edge.target)).map((edge) => ({ ...edge }));
  const joined = new Set(edges.flatMap((edge) => [edge.source, edge.target]));
  const nodes = data.nodes.filter((node) => joined.has(node.id)).map((node) => ({ ...node }));
  if (nodes.length < 2) return;
  const height = narrow ? 460 : 540;
  const size = d3.scaleSqrt([0, d3.max(nodes, (node) => node.count)], [3, narrow ? 17 : 24]);
  const broad = d3.scaleSqrt([0, d3.max(edges, (edge) => edge.count) || 1], [0.6, 7]);
  d3.forceSimulation(nodes)
    .force("link", d3.forceLink(edges).id((node) => node.id).distance((edge) => (narrow ? 75 : 150) + (edge.count % 7) / 7 * (narrow ? 25 : 60)).strength(0.3))
    .force("charge", d3.forceManyBody().strength(narrow ? -230 : -760))
    .force("x", d3.forceX(width / 2).strength(narrow ? 0.12 : 0.05)).force("y", d3.forceY(height / 2).strength(narrow ? 0.12 : 0.17))
    .force("apart", d3.forceCollide((node) => size(node.count) + (narrow ? 13 : 19)))
    .stop().tick(320);
  const edge = narrow ? 44 : 80;
  for (const node of nodes) {
    node.x = Math.max(edge, Math.min(width - edge, node.x));
    node.y = Math.max(24, Math.min(height - 30, node.y));
  }
  const svg = d3.select(stage).append("svg").attr("class", "network").attr("width", width).attr("height", height).attr("viewBox", [0, 0, width, height]);
  for (const each of edges) {
    const link = mark(svg, each), ends = { x1: each.source.x, y1: each.source.y, x2: each.target.x, y2: each.target.y };
    for (const [form, wide] of [["edge", broad(each.count)], ["reach", 10]]) {
      const line = link.append("line").attr("class", form).attr("stroke-width", wide);
      for (const [key, value] of Object.entries(ends)) line.attr(key, value);
    }
  }
  const boxes = [];
  for (const node of nodes) {
    const r = size(node.count), link = mark(svg, node).attr("class", "t-" + node.type.toLowerCase());
    if (node.type === "ACTOR") link.append("circle").attr("cx", node.x).attr("cy", node.y).attr("r", r);
    else link.append("rect").attr("x", node.x - r * 0.9).attr("y", node.y - r * 0.9).attr("width", r * 1.8).attr("height", r * 1.8);
    boxes.push([node.x - r, node.y - r, node.x + r, node.y + r]);
  }
  for (const node of nodes) {
    const longest = narrow ? 17 : 34, name = node.name.length > longest ? node.name.slice(0, longest - 1).trimEnd() + "…" : node.name;
    const r = size(node.count), half = name.length * (narrow ? 2.7 : 3.1);
    const x = Math.max(half + 2, Math.min(width - half - 2, node.x));
    const free = [node.y + r + 13, node.y - r - 5].find((y) => boxes.every(([a, b, c, d]) => x + half < a || x - half > c || y < b || y - 11 > d));
    if (free === undefined && boxes.length > nodes.length + 9) continue;
    const y = free ?? node.y + r + 13;
    boxes.push([x - half, y - 11, x + half, y + 2]);
    svg.append("text").attr("class", "name").attr("text-anchor", "middle").attr("x", x).attr("y", y).attr("aria-hidden", "true").text(name);
  }
});
