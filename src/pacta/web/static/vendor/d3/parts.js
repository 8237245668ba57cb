export { select, selectAll, pointer } from "d3-selection";
export { zoom, zoomIdentity } from "d3-zoom";
export { scaleUtc, scaleLinear, scaleBand, scalePoint, scaleSqrt } from "d3-scale";
export { axisBottom, axisLeft } from "d3-axis";
export { forceSimulation, forceLink, forceManyBody, forceCenter, forceCollide, forceX, forceY } from "d3-force";
export { line } from "d3-shape";
export { extent, max, min, group } from "d3-array";
export { utcFormat } from "d3-time-format";
export { drag } from "d3-drag";
