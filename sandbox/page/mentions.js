// The things a text can point at: people, channels, groups, links and dates, as nodes.

import { dateToken, fullMoment } from "./dates.js";
import { h, safeUrl } from "./dom.js";
import { emit, personName, store } from "./store.js";

export function personMention(id, fallback) {
  const known = store.people.has(id);
  const name = known ? personName(id) : fallback || personName(id);
  const mine = id === store.me?.id;
  return h(
    "button",
    {
      type: "button",
      class: `mention${mine ? " mention-me" : ""}`,
      disabled: !known,
      on: { click: () => emit("open-person", id) },
    },
    `@${name}`,
  );
}

export function channelMention(id, fallback) {
  const talk = store.conversations.get(id);
  if (!talk) return h("span", { class: "mention" }, fallback ? `#${fallback}` : "#private-channel");
  return h(
    "button",
    { type: "button", class: "mention", on: { click: () => emit("open-channel", id) } },
    `#${talk.name || fallback}`,
  );
}

export function groupMention(words) {
  return h("span", { class: "mention mention-all" }, words);
}

export function link(address, words) {
  const href = safeUrl(address);
  if (!href) return document.createTextNode(words || address);
  if (href.startsWith("slack:")) {
    return h(
      "a",
      {
        href,
        on: {
          click: (event) => {
            event.preventDefault();
            emit("open-slack", href);
          },
        },
      },
      words || address,
    );
  }
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, words || address);
}

export function moment(unix, pattern, fallback, address) {
  const words = dateToken(unix, pattern) ?? fallback;
  const node = h("time", { datetime: new Date(unix * 1000).toISOString(), title: fullMoment(unix) }, words);
  const href = address ? safeUrl(address) : null;
  return href ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }, node) : node;
}
