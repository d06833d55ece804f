// The drawings of charts, as SVG nodes: axes, bars, lines and areas, slices.

import { svg } from "./dom.js";

export const HEIGHT = 220;
const PAD = { left: 44, right: 12, top: 12, bottom: 34 };
export const number = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });
const round = (value) => Math.round(value * 10) / 10;

// Steps of 1, 2 or 5 times a power of ten, so that the axis reads well.
function ticks(low, high) {
  const span = high - low || 1;
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((unit) => unit * power).find((unit) => unit >= rough);
  const first = Math.floor(low / step) * step;
  const marks = [];
  for (let mark = first; mark < high + step; mark += step) marks.push(Math.round(mark / step) * step);
  return marks;
}

export function seriesOf(chart) {
  const series = chart.series || [];
  const labels = chart.axis_config?.categories || series[0]?.data?.map((point) => point.label) || [];
  const rows = series.map((one) => ({
    name: one.name,
    values: labels.map(
      (label, at) =>
        one.data?.find((point) => point.label === label)?.value ??
        (one.data?.[at]?.label === undefined ? one.data?.[at]?.value : null) ??
        null,
    ),
  }));
  return { labels, rows };
}

export function frameOf(labels, rows) {
  // On a phone the drawing is narrower, not smaller, so that its words can still be read.
  const width = window.innerWidth < 620 ? 330 : 520;
  const values = rows.flatMap((row) => row.values).filter((value) => value !== null);
  const marks = ticks(Math.min(0, ...values), Math.max(0, ...values, 1e-9));
  const [low, high] = [marks[0], marks.at(-1)];
  const inner = { width: width - PAD.left - PAD.right, height: HEIGHT - PAD.top - PAD.bottom };
  const band = inner.width / Math.max(labels.length, 1);
  return {
    marks,
    band,
    width,
    y: (value) => PAD.top + inner.height * (1 - (value - low) / (high - low)),
    x: (at) => PAD.left + band * at,
  };
}

export function axes(labels, frame, config) {
  const { width } = frame;
  const every = Math.ceil(labels.length / (width > 400 ? 10 : 6));
  const wide = Math.max(4, Math.floor((frame.band * every) / 6.5));
  const cut = (label) => (label.length > wide ? `${label.slice(0, wide - 1)}…` : label);
  return [
    frame.marks.map((mark) => [
      svg("line", {
        class: "grid",
        x1: PAD.left,
        x2: width - PAD.right,
        y1: round(frame.y(mark)),
        y2: round(frame.y(mark)),
      }),
      svg(
        "text",
        { class: "tick", x: PAD.left - 8, y: round(frame.y(mark)) + 4, "text-anchor": "end" },
        number.format(mark),
      ),
    ]),
    labels.map((label, at) =>
      at % every
        ? null
        : svg(
            "text",
            {
              class: "tick",
              x: round(frame.x(at) + frame.band / 2),
              y: HEIGHT - PAD.bottom + 16,
              "text-anchor": "middle",
            },
            cut(String(label)),
          ),
    ),
    config?.x_label
      ? svg(
          "text",
          {
            class: "axis",
            x: PAD.left + (width - PAD.left - PAD.right) / 2,
            y: HEIGHT - 3,
            "text-anchor": "middle",
          },
          config.x_label,
        )
      : null,
  ];
}

export function bars({ labels, rows }, frame) {
  const gap = Math.min(frame.band * 0.25, 18);
  const thick = (frame.band - gap) / Math.max(rows.length, 1);
  return rows.map((row, turn) =>
    row.values.map((value, at) => {
      if (value === null) return null;
      const [top, bottom] = [frame.y(Math.max(value, 0)), frame.y(Math.min(value, 0))];
      return svg(
        "rect",
        {
          class: `mark tone-${turn % 6}`,
          x: round(frame.x(at) + gap / 2 + turn * thick),
          y: round(top),
          width: round(Math.max(thick - 2, 1)),
          height: round(Math.max(bottom - top, 0.5)),
          rx: 2,
        },
        svg("title", null, `${row.name}, ${labels[at]}: ${number.format(value)}`),
      );
    }),
  );
}

export function lines({ labels, rows }, frame, filled) {
  return rows.map((row, turn) => {
    const points = row.values
      .map((value, at) =>
        value === null ? null : [round(frame.x(at) + frame.band / 2), round(frame.y(value)), value, at],
      )
      .filter(Boolean);
    if (!points.length) return null;
    const path = points.map(([x, y], at) => `${at ? "L" : "M"}${x} ${y}`).join("");
    const floor = round(frame.y(0));
    return [
      filled
        ? svg("path", {
            class: `area tone-${turn % 6}`,
            d: `${path}L${points.at(-1)[0]} ${floor}L${points[0][0]} ${floor}Z`,
          })
        : null,
      svg("path", { class: `stroke tone-${turn % 6} dash-${turn % 6}`, d: path }),
      points.map(([x, y, value, at]) =>
        svg(
          "circle",
          { class: `dot tone-${turn % 6}`, cx: x, cy: y, r: 3.2 },
          svg("title", null, `${row.name}, ${labels[at]}: ${number.format(value)}`),
        ),
      ),
    ];
  });
}

export function pie(segments) {
  const total = segments.reduce((sum, segment) => sum + segment.value, 0) || 1;
  const [cx, cy, radius] = [110, 110, 96];
  let angle = -Math.PI / 2;
  return segments.map((segment, turn) => {
    const part = (segment.value / total) * Math.PI * 2;
    const from = [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)].map(round);
    angle += part;
    const to = [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)].map(round);
    const title = svg("title", null, `${segment.label}: ${number.format(segment.value)}`);
    if (part > Math.PI * 1.999)
      return svg("circle", { class: `slice tone-${turn % 6}`, cx, cy, r: radius }, title);
    return svg(
      "path",
      {
        class: `slice tone-${turn % 6}`,
        d: `M${cx} ${cy}L${from.join(" ")}A${radius} ${radius} 0 ${part > Math.PI ? 1 : 0} 1 ${to.join(" ")}Z`,
      },
      title,
    );
  });
}
