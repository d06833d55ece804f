// The left side: channels, direct messages, apps, and what is unread in each.

import { act } from "./api.js";
import { h, icon, redraw } from "./dom.js";
import { toast } from "./layers.js";
import { avatar } from "./message.js";
import { pickerButton } from "./picker.js";
import { emit, on, personName, store, talkName, talkWithApp } from "./store.js";

function isHere(kind, id) {
  return store.place?.kind === kind && store.place.id === id;
}

function count(unread) {
  if (!unread) return null;
  return h("span", { class: "count" }, String(unread), h("span", { class: "visually-hidden" }, " unread"));
}

function item({ kind, id, lead, name, unread, extra }) {
  return h(
    "li",
    null,
    h(
      "button",
      {
        type: "button",
        class: `place${unread ? " unread" : ""}`,
        "aria-current": isHere(kind, id) ? "page" : null,
        "data-key": `place-${id}`,
        on: { click: () => emit("go", { kind, id }) },
      },
      lead,
      h("span", { class: "place-name" }, name),
      extra,
      count(unread),
    ),
  );
}

function dot(app) {
  return h("span", {
    class: `presence${app.online ? " on" : ""}`,
    role: "img",
    "aria-label": app.online ? "connected" : "not connected",
    title: app.online ? "Connected" : "Not connected",
  });
}

const lastOf = (talk) => Number.parseFloat(talk.latest_ts || 0);

function channels() {
  return [...store.conversations.values()]
    .filter((talk) => (talk.type === "channel" || talk.type === "private") && !talk.archived)
    .sort((one, two) => one.name.localeCompare(two.name))
    .map((talk) =>
      item({
        kind: "channel",
        id: talk.id,
        lead: icon(talk.type === "private" ? "lock" : "hash"),
        name: talk.name,
        unread: talk.unread,
      }),
    );
}

function direct() {
  return [...store.conversations.values()]
    .filter((talk) => (talk.type === "im" && !store.apps.has(talk.app)) || talk.type === "mpim")
    .sort((one, two) => lastOf(two) - lastOf(one) || talkName(one).localeCompare(talkName(two)))
    .map((talk) =>
      item({
        kind: "channel",
        id: talk.id,
        lead: avatar({ id: talk.with || talk.id, name: talkName(talk) }),
        name: talkName(talk),
        unread: talk.unread,
      }),
    );
}

function apps() {
  return [...store.apps.values()].map((app) =>
    item({
      kind: "app",
      id: app.id,
      lead: avatar({ id: app.bot_user, name: app.name, app }),
      name: app.name,
      unread: talkWithApp(app.id)?.unread,
      extra: dot(app),
    }),
  );
}

function newTalk() {
  const button = h(
    "button",
    {
      type: "button",
      class: "icon-button tiny",
      "aria-label": "Write to somebody",
      title: "Write to somebody",
      "data-key": "new-talk",
    },
    "+",
  );
  return pickerButton(button, () => ({
    label: "Write to…",
    groups: () => [
      {
        label: "",
        options: [...store.people.values()]
          .filter((person) => !person.deleted && !person.is_bot && person.id !== store.me.id)
          .sort((one, two) => one.name.localeCompare(two.name))
          .map((person) => ({ value: person.id, label: personName(person.id), hint: person.title || "" })),
      },
    ],
    choose: (id) => emit("open-person", id),
  })).button;
}

// Only where there are several: which workspace this is, and the way to the others.
function workspace() {
  if (store.teams.length < 2) return null;
  const button = h(
    "button",
    {
      type: "button",
      class: "workspace",
      "data-key": "workspace",
      "aria-label": `Workspace ${store.team.name}. Choose another workspace`,
    },
    h("strong", { class: "place-name" }, store.team.name),
    icon("down"),
  );
  return pickerButton(button, () => ({
    label: "Find a workspace",
    groups: () => [{ label: "", options: store.teams.map((one) => ({ value: one.id, label: one.name })) }],
    selected: store.team.id,
    choose: (id) => emit("change-team", id),
  })).button;
}

function part(id, title, rows, tool) {
  return h(
    "section",
    { class: "places", "aria-labelledby": id },
    h("div", { class: "places-head" }, h("h2", { id }, title), tool),
    rows.length ? h("ul", null, rows) : h("p", { class: "hint" }, "None yet"),
  );
}

function drawSidebar() {
  redraw(document.getElementById("places"), () => [
    workspace(),
    part("side-channels", "Channels", channels()),
    part("side-direct", "Direct messages", direct(), newTalk()),
    part("side-apps", "Apps", apps()),
  ]);
  const total = [...store.conversations.values()].reduce((sum, talk) => sum + (talk.unread || 0), 0);
  document.title = `${total ? `(${total}) ` : ""}${store.host.title || store.team?.name || "Practice workspace"}`;
  document.documentElement.dataset.unread = total ? "yes" : "no";
}

export function openDrawer(open) {
  document.body.classList.toggle("drawer-open", open);
  document.querySelector("#open-side")?.setAttribute("aria-expanded", String(open));
  if (open) document.querySelector("#side button")?.focus();
}

export async function openPerson(id) {
  const app = [...store.apps.values()].find((one) => one.bot_user === id);
  if (app) {
    emit("go", { kind: "app", id: app.id });
    return;
  }
  try {
    const { channel, conversation } = await act("open_im", { user: id });
    if (conversation) store.conversations.set(conversation.id, conversation);
    emit("go", { kind: "channel", id: typeof channel === "string" ? channel : channel.id });
  } catch (refusal) {
    toast(refusal.message, "warning");
  }
}

on("sidebar", drawSidebar);
