// The rich_text block as DOM nodes.

import { h } from "./dom.js";
import { emoji, withEmoji } from "./emoji.js";
import { channelMention, groupMention, link, moment, personMention } from "./mentions.js";

const STYLE_TAGS = [
  ["bold", "strong"],
  ["italic", "em"],
  ["strike", "del"],
  ["underline", "u"],
  ["code", "code"],
];

function styled(node, style) {
  return STYLE_TAGS.reduce((inner, [name, tag]) => (style?.[name] ? h(tag, null, inner) : inner), node);
}

function lines(text) {
  return text.split("\n").flatMap((line, index) => (index ? [h("br"), line] : [line]));
}

function swatch(value) {
  const chip = h("span", { class: "swatch", "aria-hidden": "true" });
  if (/^#[0-9a-f]{3,8}$/i.test(value)) chip.style.backgroundColor = value;
  return h("span", null, chip, value);
}

const PARTS = {
  text: (part) =>
    h(
      "span",
      null,
      lines(part.text ?? "").flatMap((line) => (typeof line === "string" ? withEmoji(line) : [line])),
    ),
  link: (part) => link(part.url, part.text),
  user: (part) => personMention(part.user_id),
  channel: (part) => channelMention(part.channel_id),
  usergroup: () => groupMention("@group"),
  team: (part) => groupMention(`@${part.team_id}`),
  broadcast: (part) => groupMention(`@${part.range}`),
  emoji: (part) => emoji(part.name ?? ""),
  date: (part) => moment(part.timestamp, part.format ?? "{date_short_pretty}", part.fallback ?? "", part.url),
  color: (part) => swatch(part.value ?? ""),
};

const parts = (elements) =>
  (elements || []).map((part) => (PARTS[part.type] ? styled(PARTS[part.type](part), part.style) : null));

function bullets(group) {
  const tag = group.style === "ordered" ? "ol" : "ul";
  const start = group.style === "ordered" && group.offset ? group.offset + 1 : null;
  return h(
    tag,
    { class: `indent-${Math.min(group.indent || 0, 8)}${group.border ? " bordered" : ""}`, start },
    (group.elements || []).map((item) => h("li", null, parts(item.elements))),
  );
}

const GROUPS = {
  rich_text_section: (group) => h("p", null, parts(group.elements)),
  rich_text_list: bullets,
  rich_text_quote: (group) => h("blockquote", null, parts(group.elements)),
  rich_text_preformatted: (group) => h("pre", null, parts(group.elements)),
};

export function richText(block) {
  return h(
    "div",
    { class: "rich-text", dir: "auto" },
    (block.elements || []).map((group) => GROUPS[group.type]?.(group) ?? null),
  );
}
