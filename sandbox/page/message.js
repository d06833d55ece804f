// One message: author, time, text or blocks, files, reactions, thread, and what can be done with it.

import { act } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { fullMoment, timeOf } from "./dates.js";
import { h, icon } from "./dom.js";
import { EMOJI, QUICK, emoji } from "./emoji.js";
import { fileCard } from "./filefield.js";
import { Form } from "./form.js";
import { ask, menuButton, popover, toast } from "./layers.js";
import { mrkdwn, unescape } from "./mrkdwn.js";
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
const attempt = (promise) => promise.catch((refusal) => toast(refusal.message, "warning"));

export function avatar(author) {
  const tone = [...String(author.id)].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 997, 7) % 8;
  return h("span", { class: `avatar avatar-${tone}${author.app ? " avatar-app" : ""}`, "aria-hidden": "true" }, (author.name || "?").trim().slice(0, 1).toUpperCase());
}

function reactionRow(message) {
  if (!message.reactions?.length) return null;
  return h("div", { class: "reactions" }, message.reactions.map((reaction) => {
    const mine = reaction.users?.includes(store.me.id);
    const who = (reaction.users || []).map(personName).join(", ");
    return h("button", {
      type: "button", class: "reaction", "aria-pressed": mine ? "true" : "false", title: who, "data-key": `react-${message.ts}-${reaction.name}`,
      "aria-label": `${reaction.name.replaceAll("_", " ")}, ${reaction.count}: ${who}`, on: { click: () => attempt(act("react", { channel: message.channel, ts: message.ts, name: reaction.name })) },
    }, emoji(reaction.name), ` ${reaction.count}`);
  }));
}

function pickReaction(anchor, message) {
  const close = (back = true) => {
    pop.remove();
    if (back) anchor.focus({ preventScroll: true });
  };
  const signs = QUICK.map((name) => h("button", { type: "button", class: "sign", "aria-label": name.replaceAll("_", " "), title: `:${name}:`,
    on: { click: () => { close(); attempt(act("react", { channel: message.channel, ts: message.ts, name })); } } }, EMOJI[name]));
  const box = h("div", { class: "signs", role: "group", "aria-label": "React with" }, signs);
  box.addEventListener("keydown", (event) => {
    const at = signs.indexOf(document.activeElement);
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 6, ArrowUp: -6 }[event.key];
    if (step) signs[(at + step + signs.length) % signs.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const pop = popover(anchor, box, { close: () => close(false) });
  signs[0].focus();
}

function shortcutsFor(message) {
  return [...store.apps.values()].flatMap((app) => app.shortcuts.filter((shortcut) => shortcut.type === "message").map((shortcut) => ({
    label: shortcut.name, hint: app.name,
    run: () => attempt(act("message_shortcut", { callback_id: shortcut.callback_id, app: app.id, channel: message.channel, ts: message.ts })),
  })));
}

async function remove(message) {
  const sure = await ask({ title: "Delete this message?", text: "Nobody will see it any more.", confirm: "Delete", deny: "Keep", danger: true });
  if (sure) await attempt(act("delete", { channel: message.channel, ts: message.ts }));
}

function edit(message, row) {
  const area = h("textarea", { class: "field", rows: 3, "aria-label": "Edit message", prop: { value: unescape(message.text || "") } });
  const body = row.querySelector(".message-body");
  const before = [...body.childNodes];
  const back = () => body.replaceChildren(...before);
  const save = async () => {
    await attempt(act("edit", { channel: message.channel, ts: message.ts, text: area.value }));
    back();
  };
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); back(); }
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); save(); }
  });
  body.replaceChildren(area, h("div", { class: "button-row" }, h("button", { type: "button", class: "button small primary", on: { click: save } }, "Save"), h("button", { type: "button", class: "button small", on: { click: back } }, "Cancel")));
  area.focus();
}

function tools(message, row, inThread) {
  if (message.ephemeral) return null;
  const name = authorOf(message).name;
  const more = () => {
    const mine = message.user === store.me.id && !message.bot_id;
    const own = mine ? [{ label: "Edit message", run: () => edit(message, row) }, { label: "Delete message", danger: true, run: () => remove(message) }] : [];
    const all = [...shortcutsFor(message), ...own];
    return all.length ? all : [{ heading: "Nothing more here" }];
  };
  const react = h("button", { type: "button", class: "icon-button", "aria-label": `React to ${name}`, title: "React", on: { click: () => pickReaction(react, message) } }, icon("smile"));
  return h("div", { class: "message-tools", role: "group", "aria-label": "Message actions" }, react,
    inThread ? null : h("button", { type: "button", class: "icon-button", "aria-label": `Reply to ${name} in thread`, title: "Reply in thread", on: { click: () => emit("open-thread", message) } }, icon("reply")),
    menuButton({ class: "icon-button", "aria-label": `More for the message of ${name}`, title: "More", "data-key": `more-${message.ts}` }, icon("more"), more, "Message"));
}

function content(message) {
  const context = { surface: "message", container: { type: "message", channel: message.channel, ts: message.ts }, form: formOf(message), callbackId: null };
  const parts = message.blocks?.length ? renderBlocks(message.blocks, context) : message.text ? [mrkdwn(message.text)] : [];
  const attached = (message.attachments || []).map((one) => h("div", { class: "attachment" }, one.blocks ? renderBlocks(one.blocks, context) : mrkdwn(one.text || one.fallback || "")));
  const files = message.files?.length ? h("div", { class: "files", role: "list" }, message.files.map((file) => h("div", { role: "listitem" }, fileCard(file)))) : null;
  return [parts, attached, message.edited ? h("span", { class: "hint" }, "(edited)") : null, files];
}

function threadLink(message, inThread) {
  if (inThread || !message.reply_count) return null;
  const words = `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`;
  return h("button", { type: "button", class: "thread-link", on: { click: () => emit("open-thread", message) } }, icon("reply"), words);
}

export function messageNode(message, { compact = false, inThread = false } = {}) {
  const author = authorOf(message);
  const unix = unixOf(message.ts);
  const time = h("time", { class: "when", datetime: new Date(unix * 1000).toISOString(), title: fullMoment(unix) }, timeOf(unix));
  const row = h("li", { class: `message${compact ? " compact" : ""}${message.ephemeral ? " ephemeral" : ""}`, "data-ts": message.ts });
  const head = h("div", { class: `message-head${compact ? " visually-hidden" : ""}` }, h("span", { class: "author" }, author.name), author.app ? h("span", { class: "badge" }, "App") : null, compact ? null : time);
  row.append(h("div", { class: "gutter" }, compact ? time : avatar(author)), h("div", { class: "message-main" },
    message.ephemeral ? h("div", { class: "only-you" }, icon("eye"), "Only visible to you") : null,
    head, h("div", { class: "message-body" }, content(message)), reactionRow(message), threadLink(message, inThread)));
  const bar = tools(message, row, inThread);
  if (bar) row.append(bar);
  return row;
}
