// Slack's mrkdwn as DOM nodes: bold, italic, strike, code, quotes, lists, links, mentions, dates, emoji.

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { channelMention, groupMention, link, moment, personMention } from "./mentions.js";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
export const unescape = (text) => text.replace(/&(?:amp|lt|gt);/g, (found) => ENTITIES[found]);

const BOUNDARY = "[\\s([{'\"“‘.,;:!?/*_~>—–-]";
const AFTER = "[\\s)\\]}'\"”’.,;:!?/*_~<—–-]";
const pair = (sign) =>
  new RegExp(
    `(^|${BOUNDARY})\\${sign}(?=[^\\s\\${sign}])([^\\n]*?[^\\s\\${sign}]|[^\\s\\${sign}])\\${sign}(?=$|${AFTER})`,
  );
const STYLES = [
  ["*", "strong"],
  ["_", "em"],
  ["~", "del"],
].map(([sign, tag]) => [pair(sign), tag]);
const URL_IN_TEXT = /\bhttps?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]]/;

function token(inner) {
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? "" : unescape(inner.slice(bar + 1));
  if (target.startsWith("@")) return personMention(target.slice(1), label.replace(/^@/, ""));
  if (target.startsWith("#")) return channelMention(target.slice(1), label.replace(/^#/, ""));
  if (target.startsWith("!date^")) {
    const [, unix, pattern = "", address] = target.split("^");
    return moment(
      Number.parseInt(unix, 10),
      unescape(pattern),
      label || unescape(pattern),
      address && unescape(address),
    );
  }
  if (target.startsWith("!subteam^")) return groupMention(label || "@group");
  if (target.startsWith("!")) return groupMention(`@${label.replace(/^@/, "") || target.slice(1)}`);
  return link(unescape(target), label);
}

// The earliest of all marks in `text`; what stands before it is plain, what follows is read again.
function firstMark(text) {
  let best = null;
  const consider = (match, offset, make) => {
    if (match && (!best || match.index + offset < best.start)) {
      best = { start: match.index + offset, end: match.index + match[0].length, make };
    }
  };
  const code = /`([^`\n]+)`/.exec(text);
  consider(code, 0, () => h("code", null, unescape(code[1])));
  const pointed = /<([^<>\n]+)>/.exec(text);
  consider(pointed, 0, () => token(pointed[1]));
  const bare = URL_IN_TEXT.exec(text);
  consider(bare, 0, () => link(unescape(bare[0]), unescape(bare[0])));
  for (const [pattern, tag] of STYLES) {
    const match = pattern.exec(text);
    if (match) consider(match, match[1].length, () => h(tag, null, inline(match[2])));
  }
  return best;
}

export function inline(text) {
  const nodes = [];
  let rest = text;
  while (rest) {
    const mark = firstMark(rest);
    if (!mark) break;
    nodes.push(withEmoji(unescape(rest.slice(0, mark.start))), mark.make());
    rest = rest.slice(mark.end);
  }
  nodes.push(withEmoji(unescape(rest)));
  return nodes.flat(Infinity);
}

const LIST_ITEM = /^(\s*)(•|◦|▪︎|▪|-|\d{1,3}\.)\s+(.*)$/;

function lineNode(line) {
  const item = LIST_ITEM.exec(line);
  if (!item) return h("span", { class: "line" }, line ? inline(line) : h("br"));
  const level = Math.min(3, Math.floor(item[1].length / 2));
  return h(
    "span",
    { class: `line line-item level-${level}` },
    h("span", { class: "marker" }, item[2]),
    h("span", null, inline(item[3])),
  );
}

function plainLines(text) {
  const nodes = [];
  let quote = null;
  for (const line of text.split("\n")) {
    const quoted = /^(?:>|&gt;)(?!&gt;&gt;)\s?(.*)$/.exec(line);
    if (quoted) {
      if (!quote) nodes.push((quote = h("blockquote")));
      quote.append(lineNode(quoted[1]));
    } else {
      quote = null;
      nodes.push(lineNode(line));
    }
  }
  return nodes;
}

export function mrkdwn(text, { verbatim = false } = {}) {
  const box = h("div", { class: "mrkdwn", dir: "auto" });
  const pieces = String(text ?? "").split(/```\n?([\s\S]*?)\n?```/);
  pieces.forEach((piece, index) => {
    if (index % 2) box.append(h("pre", null, unescape(piece)));
    else if (piece.replace(/\n/g, "")) box.append(...plainLines(piece.replace(/^\n|\n$/g, "")));
  });
  if (verbatim) box.classList.add("verbatim");
  return box;
}

// A text object of Block Kit ({type: plain_text | mrkdwn, text}) or a bare string.
export function textNodes(text) {
  if (text === null || text === undefined) return [];
  if (typeof text === "string") return withEmoji(text);
  if (text.type === "mrkdwn") return [mrkdwn(text.text, text)];
  return text.emoji === false ? [text.text] : withEmoji(text.text ?? "");
}

// The same as bare words, for labels and announcements.
export function words(text) {
  const source = typeof text === "string" ? text : (text?.text ?? "");
  if (typeof text === "object" && text?.type === "plain_text") return source;
  return unescape(
    source
      .replace(/<!date\^[^|>]*\|([^>]*)>/g, "$1")
      .replace(/<[^|>]+\|([^>]*)>/g, "$1")
      .replace(/<([^>]+)>/g, "$1")
      .replace(/[*_~`]/g, ""),
  );
}
