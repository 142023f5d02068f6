/* Draws the charts of a page with Plotly, from the same definitions as the report's. Until it has, or where it
   cannot, the server's drawing stands. Nothing moves on hover: all numbers are in the chart and in its table. */
"use strict";

(function () {
  const SETTINGS = { staticPlot: true, displayModeBar: false, typesetMath: false };
  const READABLE = 0.9; // the wide figure is used from this part of its width: its text stays 12 px

  function fitting(figures, room) {
    return room >= figures.wide.layout.width * READABLE ? "wide" : "narrow";
  }

  /* The figure's own size becomes a view box, so that it scales with its place. */
  function scale(plot, layout) {
    for (const svg of plot.querySelectorAll("svg.main-svg")) {
      svg.setAttribute("viewBox", "0 0 " + layout.width + " " + layout.height);
    }
    plot.style.aspectRatio = layout.width + " / " + layout.height;
  }

  /* A stop for the keyboard only where there is something to scroll. */
  function reachable(box) {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }

  async function draw(chart) {
    const name = fitting(chart.figures, chart.box.clientWidth);
    if (chart.busy || name === chart.drawn) return reachable(chart.box);
    chart.busy = true;
    const figure = structuredClone(chart.figures[name]);
    const fresh = document.createElement("div");
    fresh.className = "g-chart__plot";
    for (const key of ["role", "aria-label"]) fresh.setAttribute(key, chart.plot.getAttribute(key));
    fresh.classList.toggle("is-narrow", name === "narrow" && figure.layout.width <= 320);
    fresh.classList.toggle("is-long", name === "narrow" && figure.layout.width > 320);
    chart.box.append(fresh);
    try {
      await Plotly.newPlot(fresh, figure.data, figure.layout, SETTINGS);
      if (figure.layout.width > 320 && name === "narrow") fresh.style.width = figure.layout.width + "px";
      scale(fresh, figure.layout);
      chart.plot.remove();
      chart.plot = fresh;
      chart.drawn = name;
    } catch (error) {
      fresh.remove();
      console.error(error);
    }
    chart.busy = false;
    reachable(chart.box);
  }

  function start(element) {
    const script = element.querySelector("script[type='application/json']");
    const box = element.querySelector(".g-chart__box");
    const plot = element.querySelector(".g-chart__plot");
    if (!script || !box || !plot) return;
    const chart = { figures: JSON.parse(script.textContent), box: box, plot: plot, drawn: "", busy: false };
    new ResizeObserver(function () { draw(chart); }).observe(box);
  }

  if (window.Plotly) document.querySelectorAll("figure[data-chart]").forEach(start);
})();
