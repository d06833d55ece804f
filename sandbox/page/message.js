// One message: author, time, text or blocks, files, reactions, thread, and what can be done with it.

import { act } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { fullMoment, timeOf } from "./dates.js";
import { h, icon } from "./dom.js";
import { emoji } from "./emoji.js";
import { fileCard } from "./filefield.js";
import { Form } from "./form.js";
import { attempt, messageTools } from "./messagetools.js";
import { mrkdwn } from "./mrkdwn.js";
import { authorOf, emit, personName, store } from "./store.js";

const forms = new Map();

function formOf(message) {
  const key = `${message.channel}/${message.ts}`;
  if (!forms.has(key)) forms.set(key, new Form());
  const form = forms.get(key);
  form.keep(message.blocks);
  return form;
}

export const unixOf = (ts) => Number.parseFloat(ts);

export function avatar(author) {
  const tone = [...String(author.id)].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 997, 7) % 8;
  return h(
    "span",
    { class: `avatar avatar-${tone}${author.app ? " avatar-app" : ""}`, "aria-hidden": "true" },
    (author.name || "?").trim().slice(0, 1).toUpperCase(),
  );
}

function reactionRow(message) {
  if (!message.reactions?.length) return null;
  return h(
    "div",
    { class: "reactions" },
    message.reactions.map((reaction) => {
      const mine = reaction.users?.includes(store.me.id);
      const who = (reaction.users || []).map(personName).join(", ");
      return h(
        "button",
        {
          type: "button",
          class: "reaction",
          "aria-pressed": mine ? "true" : "false",
          title: who,
          "data-key": `react-${message.ts}-${reaction.name}`,
          "aria-label": `${reaction.name.replaceAll("_", " ")}, ${reaction.count}: ${who}`,
          on: {
            click: () =>
              attempt(act("react", { channel: message.channel, ts: message.ts, name: reaction.name })),
          },
        },
        emoji(reaction.name),
        ` ${reaction.count}`,
      );
    }),
  );
}

function content(message) {
  const context = {
    surface: "message",
    container: { type: "message", channel: message.channel, ts: message.ts },
    form: formOf(message),
    callbackId: null,
  };
  const parts = message.blocks?.length
    ? renderBlocks(message.blocks, context)
    : message.text
      ? [mrkdwn(message.text)]
      : [];
  const attached = (message.attachments || []).map((one) =>
    h(
      "div",
      { class: "attachment" },
      one.blocks ? renderBlocks(one.blocks, context) : mrkdwn(one.text || one.fallback || ""),
    ),
  );
  const files = message.files?.length
    ? h(
        "div",
        { class: "files", role: "list" },
        message.files.map((file) => h("div", { role: "listitem" }, fileCard(file))),
      )
    : null;
  // As in Slack, an app's message made of blocks does not say that it was changed.
  const says = message.edited && !(message.bot_id && message.blocks?.length);
  return [parts, attached, says ? h("span", { class: "hint" }, "(edited)") : null, files];
}

function threadLink(message, inThread) {
  if (inThread || !message.reply_count) return null;
  const words = `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`;
  return h(
    "button",
    { type: "button", class: "thread-link", on: { click: () => emit("open-thread", message) } },
    icon("reply"),
    words,
  );
}

export function messageNode(message, { compact = false, inThread = false } = {}) {
  const author = authorOf(message);
  const unix = unixOf(message.ts);
  const time = h(
    "time",
    { class: "when", datetime: new Date(unix * 1000).toISOString(), title: fullMoment(unix) },
    timeOf(unix),
  );
  const row = h("li", {
    class: `message${compact ? " compact" : ""}${message.ephemeral ? " ephemeral" : ""}`,
    "data-ts": message.ts,
  });
  const head = h(
    "div",
    { class: `message-head${compact ? " visually-hidden" : ""}` },
    h("span", { class: "author" }, author.name),
    author.app ? h("span", { class: "badge" }, "App") : null,
    compact ? null : time,
  );
  row.append(
    h("div", { class: "gutter" }, compact ? time : avatar(author)),
    h(
      "div",
      { class: "message-main" },
      message.ephemeral ? h("div", { class: "only-you" }, icon("eye"), "Only visible to you") : null,
      head,
      h("div", { class: "message-body" }, content(message)),
      reactionRow(message),
      threadLink(message, inThread),
    ),
  );
  const bar = messageTools(message, row, inThread);
  if (bar) row.append(bar);
  return row;
}
