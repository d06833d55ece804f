// What the composer makes of typed text: the rich_text block Slack's own composer would send.

import { EMOJI } from "./emoji.js";

const STYLED = [
  ["*", "bold"],
  ["_", "italic"],
  ["~", "strike"],
  ["`", "code"],
];
const URL_IN_TEXT = /\bhttps?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]]/;

const part = (text, style) => ({ type: "text", text, ...(Object.keys(style).length ? { style } : {}) });

function mentionPart(id, style) {
  const kind = /^[UW]/.test(id) ? { type: "user", user_id: id } : { type: "channel", channel_id: id };
  return Object.keys(style).length ? { ...kind, style } : kind;
}

// The first thing in `text` that is more than plain words.
function firstMark(text, mentions, style) {
  let best = null;
  const consider = (start, end, make) => {
    if (start >= 0 && (!best || start < best.start)) best = { start, end, make };
  };
  for (const [sign, name] of STYLED) {
    const found = new RegExp(`(^|[\\s(])\\${sign}(?=\\S)([^\\n]*?\\S)\\${sign}(?=$|[\\s).,;:!?])`).exec(text);
    const inner = found?.[2];
    const start = found ? found.index + found[1].length : -1;
    consider(start, found ? found.index + found[0].length : 0, () => {
      const next = { ...style, [name]: true };
      return name === "code" ? [part(inner, next)] : inlineParts(inner, mentions, next);
    });
  }
  const url = URL_IN_TEXT.exec(text);
  consider(url ? url.index : -1, url ? url.index + url[0].length : 0, () => [{ type: "link", url: url[0] }]);
  const sign = /:([a-z0-9_+'-]+):/.exec(text);
  if (sign && EMOJI[sign[1]])
    consider(sign.index, sign.index + sign[0].length, () => [{ type: "emoji", name: sign[1] }]);
  for (const [name, id] of mentions) {
    const at = text.indexOf(name);
    consider(at, at + name.length, () => [mentionPart(id, style)]);
  }
  return best;
}

function inlineParts(text, mentions, style = {}) {
  const parts = [];
  let rest = text;
  while (rest) {
    const mark = firstMark(rest, mentions, style);
    if (!mark) break;
    if (mark.start) parts.push(part(rest.slice(0, mark.start), style));
    parts.push(...mark.make());
    rest = rest.slice(mark.end);
  }
  if (rest) parts.push(part(rest, style));
  return parts;
}

// `mentions`: [name as written, id], longest name first.
export function compose(written, mentions) {
  const elements = [];
  const section = (lines, type) => {
    const text = lines.join("\n");
    if (text.trim()) elements.push({ type, elements: inlineParts(text, mentions) });
  };
  written.split(/```\n?([\s\S]*?)\n?```/).forEach((piece, index) => {
    if (index % 2) {
      elements.push({ type: "rich_text_preformatted", elements: [part(piece, {})] });
      return;
    }
    let quoted = false;
    let lines = [];
    for (const line of piece.replace(/^\n|\n$/g, "").split("\n")) {
      const quote = /^>\s?(.*)$/.exec(line);
      if (Boolean(quote) !== quoted) {
        section(lines, quoted ? "rich_text_quote" : "rich_text_section");
        lines = [];
        quoted = Boolean(quote);
      }
      lines.push(quote ? quote[1] : line);
    }
    section(lines, quoted ? "rich_text_quote" : "rich_text_section");
  });
  return { type: "rich_text", elements };
}
