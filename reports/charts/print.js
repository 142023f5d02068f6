/* Draws a Plotly figure as SVG text, in the micro-DOM of plotly-print. Text is measured with the tables in
   `chartFonts`: per face the advance of each character, ascent and descent, all in em. */
"use strict";

globalThis._measureTextRaw = function (text, family, size, weight) {
  var face = weight === "bold" || Number(weight) >= 600 ? chartFonts.bold : chartFonts.regular;
  var em = parseFloat(size) || 12;
  var width = 0;
  for (var char of text) width += face.widths[char.codePointAt(0)] || 0.6;
  return [width, face.ascent + face.descent, face.ascent, face.descent]
    .map(function (value) { return (value * em).toFixed(3); })
    .join(",");
};

globalThis.drawChart = function (figure) {
  var layout = figure.layout;
  var box = { left: 0, top: 0, right: layout.width, bottom: layout.height, width: layout.width, height: layout.height };
  var holder = document.createElement("div");
  holder.clientWidth = holder.offsetWidth = layout.width;
  holder.clientHeight = holder.offsetHeight = layout.height;
  holder.getBoundingClientRect = function () { return box; };
  document.body.appendChild(holder);
  try {
    Plotly.newPlot(holder, figure.data, layout, { staticPlot: true, typesetMath: false });
    return Plotly.Snapshot.toSVG(holder, "svg").replace(/TOBESTRIPPED/g, "'");
  } finally {
    Plotly.purge(holder);
    document.body.removeChild(holder);
  }
};
