// The middle: a conversation, or an app's Home and Messages tabs; and the thread beside it.

import { act } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { composerFor, promptFor } from "./composer.js";
import { h, icon, redraw } from "./dom.js";
import { Form } from "./form.js";
import { toast } from "./layers.js";
import { mrkdwn } from "./mrkdwn.js";
import { emit, on, store, talkName, talkWithApp } from "./store.js";
import { Talk } from "./talk.js";

export const open = { talk: null, thread: null };
const homeForms = new Map();
let drawing = 0;

function heading(talk) {
  const lead = talk.type === "channel" ? icon("hash") : talk.type === "private" ? icon("lock") : null;
  const people =
    talk.members?.length && talk.type !== "im"
      ? `${talk.members.length} ${talk.members.length === 1 ? "person" : "people"}`
      : "";
  return h(
    "header",
    { class: "middle-head" },
    h("h1", { tabindex: "-1" }, lead, talkName(talk)),
    talk.topic ? h("div", { class: "topic hint" }, mrkdwn(talk.topic)) : null,
    people ? h("span", { class: "hint members" }, icon("person"), people) : null,
  );
}

// Fills the pane; who stood on a control that is there again still stands on it.
function fill(pane, ...nodes) {
  const key = pane.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  pane.replaceChildren(...nodes);
  if (key) pane.querySelector(`[data-key="${key}"]`)?.focus({ preventScroll: true });
}

async function showTalk(pane, id, head) {
  const turn = drawing;
  const talk = store.conversations.get(id);
  const name = talkName(talk);
  open.talk = new Talk(id, { label: `Messages: ${name}` });
  const composer = composerFor(pane, { channel: id, label: promptFor(talk) });
  const mine = open.talk;
  try {
    fill(
      pane,
      head,
      mine.node,
      talk.archived ? h("p", { class: "hint archived" }, "This channel is archived.") : composer.node,
    );
    await mine.load();
  } catch (refusal) {
    if (turn === drawing) pane.replaceChildren(head, h("p", { class: "empty" }, refusal.message));
    return;
  }
  if (turn === drawing && !mine.messages.size)
    mine.list.append(h("li", { class: "beginning" }, `This is the beginning of ${name}.`));
}

function tabs(app, tab) {
  const all = [
    ...(app.home_tab ? [["home", "Home"]] : []),
    ...(app.messages_tab ? [["messages", "Messages"]] : []),
  ];
  const choose = (name) => emit("go", { kind: "app", id: app.id, tab: name });
  const unread = talkWithApp(app.id)?.unread;
  const row = h(
    "div",
    { class: "tabs", role: "tablist", "aria-label": app.name },
    all.map(([name, label]) =>
      h(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${name}`,
          "aria-selected": String(name === tab),
          "aria-controls": "tab-panel",
          tabindex: name === tab ? "0" : "-1",
          class: "tab",
          "data-key": `tab-${name}`,
          on: { click: () => choose(name) },
        },
        label,
        name === "messages" && unread && tab !== "messages"
          ? h("span", { class: "count" }, String(unread), h("span", { class: "visually-hidden" }, " unread"))
          : null,
      ),
    ),
  );
  row.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    const other = all.find(([name]) => name !== tab);
    if (other) {
      choose(other[0]);
      window.setTimeout(() => document.getElementById(`tab-${other[0]}`)?.focus(), 0);
    }
  });
  return row;
}

function appHead(app, tab) {
  return h(
    "header",
    { class: "middle-head app-head" },
    h("h1", { tabindex: "-1" }, app.name, h("span", { class: "badge" }, "App")),
    app.online ? null : h("span", { class: "hint" }, "not connected"),
    tabs(app, tab),
  );
}

async function showHome(pane, app) {
  const turn = drawing;
  open.talk = null;
  const body = h("div", {
    class: "home scroll",
    id: "tab-panel",
    role: "tabpanel",
    "aria-labelledby": "tab-home",
    tabindex: "0",
    "data-main": "",
  });
  fill(pane, appHead(app, "home"), body);
  drawHome(app.id);
  try {
    const before = store.homes.get(app.id);
    const { view } = await act("open_home", { app: app.id });
    if (turn !== drawing) return;
    // The app may have written a newer one meanwhile; the news of it was faster than this answer.
    if (view && store.homes.get(app.id) === before) store.homes.set(app.id, view);
    drawHome(app.id);
  } catch (refusal) {
    if (turn === drawing) toast(refusal.message, "warning");
  }
}

export function drawHome(appId) {
  if (store.place?.kind !== "app" || store.place.id !== appId || store.place.tab !== "home") return;
  const body = document.getElementById("tab-panel");
  const view = store.homes.get(appId);
  if (!view) {
    body.replaceChildren(
      h(
        "p",
        { class: "empty" },
        `${store.apps.get(appId).name} has not written a Home yet. It may still be starting.`,
      ),
    );
    return;
  }
  const key = `${store.me.id}/${appId}`;
  if (!homeForms.has(key)) homeForms.set(key, new Form());
  const form = homeForms.get(key);
  form.keep(view.blocks);
  const context = {
    surface: "home",
    container: { type: "view", view_id: view.id },
    form,
    callbackId: view.callback_id,
  };
  redraw(body, () => h("div", { class: "home-sheet" }, renderBlocks(view.blocks, context)));
}

async function showMessagesTab(pane, app) {
  const turn = drawing;
  let id = talkWithApp(app.id)?.id;
  try {
    const { channel, conversation } = await act("open_messages", { app: app.id });
    if (conversation) store.conversations.set(conversation.id, conversation);
    id = typeof channel === "string" ? channel : (channel?.id ?? id);
  } catch (refusal) {
    toast(refusal.message, "warning");
  }
  if (turn !== drawing) return;
  if (!store.conversations.has(id))
    store.conversations.set(id, { id, type: "im", app: app.id, with: app.bot_user, members: [], unread: 0 });
  const head = appHead(app, "messages");
  await showTalk(pane, id, head);
}

async function drawMiddle() {
  drawing += 1;
  const pane = document.getElementById("middle");
  const { place } = store;
  pane.classList.remove("dropping");
  if (place?.kind === "app") {
    const app = store.apps.get(place.id);
    await (place.tab === "messages" ? showMessagesTab(pane, app) : showHome(pane, app));
  } else if (place && store.conversations.has(place.id)) {
    await showTalk(pane, place.id, heading(store.conversations.get(place.id)));
  } else {
    open.talk = null;
    pane.replaceChildren(h("p", { class: "empty" }, "Choose a conversation on the left."));
  }
}

// The head alone, when a name, a topic, or an app's connection changes.
function drawHead() {
  const head = document.querySelector("#middle > .middle-head");
  const { place } = store;
  if (!head || !place) return;
  const app = place.kind === "app" ? store.apps.get(place.id) : null;
  const talk = store.conversations.get(place.id);
  const next = app ? appHead(app, place.tab) : talk ? heading(talk) : null;
  if (!next || next.isEqualNode(head)) return;
  const key = head.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  head.replaceWith(next);
  if (key) next.querySelector(`[data-key="${key}"]`)?.focus();
}

export async function drawThread() {
  const pane = document.getElementById("thread");
  const { thread } = store;
  pane.hidden = !thread;
  open.thread = null;
  if (!thread) {
    pane.replaceChildren();
    return;
  }
  const talk = new Talk(thread.channel, { thread: thread.ts, label: "Thread" });
  open.thread = talk;
  const composer = composerFor(pane, { channel: thread.channel, thread: thread.ts, label: "Reply" });
  const close = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": "Close thread",
      on: { click: () => emit("open-thread", null) },
    },
    icon("close"),
  );
  pane.replaceChildren(
    h(
      "header",
      { class: "middle-head" },
      h("h2", null, "Thread"),
      h("span", { class: "hint" }, talkName(store.conversations.get(thread.channel))),
      close,
    ),
    talk.node,
    composer.node,
  );
  try {
    await talk.load();
    composer.area.focus();
  } catch (refusal) {
    toast(refusal.message, "warning");
  }
}

on("middle", drawMiddle);
on("head", drawHead);
