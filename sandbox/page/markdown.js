// The markdown block: headings, lists, quotes, fences, tables, links, emphasis, as DOM nodes.

import { h, isOurs } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { link } from "./mentions.js";

const MARKS = [
  [/`([^`\n]+)`/, (found) => h("code", null, found[1])],
  [/!\[([^\]\n]*)\]\(([^)\s]+)[^)\n]*\)/, (found) => picture(found[2], found[1])],
  [/\[([^\]\n]+)\]\(([^)\s]+)[^)\n]*\)/, (found) => link(found[2], found[1])],
  [/\*\*([^\n]+?)\*\*/, (found) => h("strong", null, spans(found[1]))],
  [/__([^\n]+?)__/, (found) => h("strong", null, spans(found[1]))],
  [/~~([^\n]+?)~~/, (found) => h("del", null, spans(found[1]))],
  [/\*([^*\s][^*\n]*?)\*/, (found) => h("em", null, spans(found[1]))],
  [/(?<!\w)_([^_\s][^_\n]*?)_(?!\w)/, (found) => h("em", null, spans(found[1]))],
  [/\bhttps?:\/\/[^\s<>"'`)]+/, (found) => link(found[0], found[0])],
];

function picture(address, alt) {
  return isOurs(address)
    ? h("img", { src: address, alt, class: "picture" })
    : h("span", { class: "picture-away" }, alt || "Picture");
}

function spans(text) {
  const nodes = [];
  let rest = text;
  while (rest) {
    let best = null;
    for (const [pattern, make] of MARKS) {
      const found = pattern.exec(rest);
      if (found && (!best || found.index < best.found.index)) best = { found, make };
    }
    if (!best) break;
    nodes.push(withEmoji(rest.slice(0, best.found.index)), best.make(best.found));
    rest = rest.slice(best.found.index + best.found[0].length);
  }
  nodes.push(withEmoji(rest));
  return nodes.flat(Infinity);
}

const cells = (line) =>
  line
    .replace(/^\s*\|/, "")
    .replace(/\|\s*$/, "")
    .split("|")
    .map((cell) => cell.trim());

function table(lines) {
  const [head, , ...rows] = lines;
  return h(
    "div",
    { class: "table-frame", tabindex: "0", role: "region", "aria-label": "Table" },
    h(
      "table",
      null,
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          cells(head).map((cell) => h("th", { scope: "col" }, spans(cell))),
        ),
      ),
      h(
        "tbody",
        null,
        rows.map((row) =>
          h(
            "tr",
            null,
            cells(row).map((cell) => h("td", null, spans(cell))),
          ),
        ),
      ),
    ),
  );
}

const LIST = /^(\s*)([-*+]|\d+[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/;

function list(lines) {
  const ordered = /\d/.test(LIST.exec(lines[0])[2]);
  const base = LIST.exec(lines[0])[1].length;
  const box = h(ordered ? "ol" : "ul");
  let nested = [];
  const close = () => {
    if (nested.length) box.lastElementChild.append(list(nested));
    nested = [];
  };
  for (const line of lines) {
    const [, indent, , tick, words] = LIST.exec(line);
    if (indent.length > base + 1 && box.lastElementChild) {
      nested.push(line);
      continue;
    }
    close();
    const done = tick && tick !== " ";
    box.append(h("li", tick ? { class: "task" } : null, tick ? `${done ? "☑" : "☐"} ` : null, spans(words)));
  }
  close();
  return box;
}

const KINDS = [
  [
    (line) => /^#{1,6}\s/.test(line),
    (line) => /^#{1,6}\s/.test(line),
    (lines) =>
      lines.map((line) =>
        h("p", { class: "md-head", role: "heading", "aria-level": "4" }, spans(line.replace(/^#+\s+/, ""))),
      ),
  ],
  [(line) => /^\s*(?:---+|\*\*\*+)\s*$/.test(line), () => false, () => [h("hr")]],
  [
    (line) => /^>/.test(line),
    (line) => /^>/.test(line),
    (lines) => [h("blockquote", null, blocksOf(lines.map((line) => line.replace(/^>\s?/, ""))))],
  ],
  [(line) => LIST.test(line), (line) => LIST.test(line), (lines) => [list(lines)]],
];

function blocksOf(lines) {
  const nodes = [];
  let at = 0;
  const take = (test) => {
    const start = at;
    at += 1;
    while (at < lines.length && test(lines[at])) at += 1;
    return lines.slice(start, at);
  };
  while (at < lines.length) {
    const line = lines[at];
    const kind = KINDS.find(([starts]) => starts(line));
    if (/^```/.test(line)) {
      const fence = take((next) => !/^```/.test(next)).slice(1);
      at += 1;
      nodes.push(h("pre", null, fence.join("\n")));
    } else if (/\|/.test(line) && /^\s*\|?\s*:?-{2,}[\s|:-]*$/.test(lines[at + 1] || "")) {
      nodes.push(table(take((next) => next.includes("|"))));
    } else if (kind) {
      nodes.push(...kind[2](take(kind[1])));
    } else if (line.trim()) {
      nodes.push(
        paragraph(take((next) => next.trim() && !/^(?:```|#{1,6}\s|>)/.test(next) && !LIST.test(next))),
      );
    } else {
      at += 1;
    }
  }
  return nodes;
}

function paragraph(lines) {
  return h(
    "p",
    null,
    lines.flatMap((line, index) => [index ? h("br") : null, ...spans(line)]),
  );
}

export function markdown(text) {
  return h("div", { class: "markdown", dir: "auto" }, blocksOf(String(text ?? "").split("\n")));
}
