// The data_visualization block: bar, line, area and pie as inline SVG, and the same figures as a table.

import { h, svg, uid } from "./dom.js";
import { HEIGHT, axes, bars, frameOf, lines, number, pie, seriesOf } from "./plot.js";

function legend(names) {
  return h(
    "ul",
    { class: "legend", "aria-hidden": "true" },
    names.map((name, turn) => h("li", null, h("span", { class: `key tone-${turn % 6}` }), name)),
  );
}

function figures(title, head, rows) {
  return h(
    "details",
    { class: "figures" },
    h("summary", null, "Figures as a table"),
    h(
      "div",
      { class: "table-frame", tabindex: "0", role: "region", "aria-label": title },
      h(
        "table",
        null,
        h("caption", null, title),
        h(
          "thead",
          null,
          h(
            "tr",
            null,
            head.map((cell) => h("th", { scope: "col" }, cell)),
          ),
        ),
        h(
          "tbody",
          null,
          rows.map((row) =>
            h(
              "tr",
              null,
              row.map((cell, at) =>
                h(at ? "td" : "th", at ? { class: "align-right" } : { scope: "row" }, cell),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

function spoken(kind, title, head, rows) {
  const parts = rows
    .slice(0, 20)
    .map(
      ([label, ...values]) =>
        `${label}: ${values.map((value, at) => (head.length > 2 ? `${head[at + 1]} ${value}` : value)).join(", ")}`,
    );
  return `${kind} chart. ${title}. ${parts.join(". ")}.`;
}

const show = (value) => (value === null ? "no figure" : number.format(value));

export function chart(block) {
  const { chart: given } = block;
  const title = typeof block.title === "string" ? block.title : (block.title?.text ?? "Chart");
  const heading = uid("chart");
  const kind = given.type[0].toUpperCase() + given.type.slice(1);
  let [head, rows, drawing, names, box] = [];
  if (given.type === "pie") {
    const segments = given.segments || [];
    names = segments.map((segment) => `${segment.label}: ${number.format(segment.value)}`);
    [head, rows] = [["Part", "Value"], segments.map((segment) => [segment.label, show(segment.value)])];
    [drawing, box] = [pie(segments), "0 0 220 220"];
  } else {
    const plot = seriesOf(given);
    const frame = frameOf(plot.labels, plot.rows);
    names = plot.rows.map((row) => row.name);
    head = [given.axis_config?.x_label || "", ...names];
    rows = plot.labels.map((label, at) => [String(label), ...plot.rows.map((row) => show(row.values[at]))]);
    const marks = given.type === "bar" ? bars(plot, frame) : lines(plot, frame, given.type === "area");
    [drawing, box] = [[axes(plot.labels, frame, given.axis_config), marks], `0 0 ${frame.width} ${HEIGHT}`];
  }
  const picture = svg(
    "svg",
    {
      class: `chart chart-${given.type}`,
      viewBox: box,
      role: "img",
      "aria-label": spoken(kind, title, head, rows),
    },
    drawing,
  );
  return h(
    "figure",
    { class: "block visual", "aria-labelledby": heading },
    h("figcaption", { id: heading }, title),
    given.axis_config?.y_label ? h("div", { class: "hint y-label" }, given.axis_config.y_label) : null,
    h(
      "div",
      { class: `visual-body visual-${given.type}` },
      picture,
      names.length > 1 || given.type === "pie" ? legend(names) : null,
    ),
    figures(title, head, rows),
  );
}
