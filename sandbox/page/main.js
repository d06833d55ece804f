// Starts the page: who acts, where they are, what the server tells, and which part is drawn again.

import { read } from "./api.js";
import { h, safeUrl } from "./dom.js";
import { announce, toast } from "./layers.js";
import { drawHome, drawThread, open } from "./middle.js";
import "./modal.js";
import { openDrawer, openPerson } from "./sidebar.js";
import { emit, load, on, setClock, store } from "./store.js";
import { listen } from "./stream.js";
import { wireStrip } from "./strip.js";
import { wireTheme } from "./theme.js";
import "./tour.js";
import "./traffic.js";

function wanted() {
  const hash = new URLSearchParams(window.location.hash.slice(1));
  const [id, tab] = (hash.get("at") || "").split("/");
  return { team: hash.get("team"), as: hash.get("as"), id, tab, thread: hash.get("thread") };
}

function remember() {
  const place = store.place ? `&at=${store.place.id}${store.place.tab ? `/${store.place.tab}` : ""}` : "";
  const thread = store.thread ? `&thread=${store.thread.ts}` : "";
  const team = store.teams.length > 1 ? `team=${store.team.id}&` : "";
  window.history.replaceState(null, "", `#${team}as=${store.me.id}${place}${thread}`);
}

// A place this person may stand in, or where they start: the first app's Home, else a conversation.
function placeFor({ id, tab } = {}) {
  const app = store.apps.get(id) || store.apps.get(store.conversations.get(id)?.app);
  if (app)
    return {
      kind: "app",
      id: app.id,
      tab: tab || (store.conversations.has(id) ? "messages" : firstTab(app)),
    };
  if (store.conversations.has(id)) return { kind: "channel", id };
  const first = [...store.apps.values()][0];
  if (first) return { kind: "app", id: first.id, tab: firstTab(first) };
  const talk = [...store.conversations.values()][0];
  return talk ? { kind: "channel", id: talk.id } : null;
}

const firstTab = (app) => (app.home_tab ? "home" : "messages");

function drawAll() {
  emit("strip");
  emit("sidebar");
  emit("middle");
  drawThread();
  emit("views");
  emit("tour-draw");
}

function waitAndStart(sentence, ...again) {
  document.getElementById("middle").replaceChildren(h("p", { class: "empty", role: "status" }, sentence));
  window.setTimeout(() => start(...again), 1500);
}

async function start(as, place, thread, team = store.team?.id) {
  let boot;
  try {
    boot = await read("boot", { as, team });
  } catch (refusal) {
    // Somebody who is not here (any more): begin as whoever the host names first.
    waitAndStart(refusal.message, refusal.code === "offline" ? as : null, place, thread, team);
    return;
  }
  load(boot);
  store.place = placeFor(place);
  store.thread = thread && store.place?.kind === "channel" ? { channel: store.place.id, ts: thread } : null;
  remember();
  await listen(store.me.id, { team: store.team.id, news, back: refresh, after: boot.stream });
  drawAll();
  document.documentElement.dataset.ready = store.me.id;
}

// After a break everything may have changed: ask again, stay where we are.
async function refresh() {
  try {
    load(await read("boot", { as: store.me.id }));
  } catch {
    return;
  }
  store.place = placeFor(store.place ?? {});
  emit("strip");
  emit("sidebar");
  emit("middle");
  emit("views");
}

function go(place) {
  store.place = { ...placeFor(place), ...(place.tab ? { tab: place.tab } : {}) };
  if (store.thread && store.thread.channel !== store.place.id) store.thread = null;
  openDrawer(false);
  remember();
  emit("sidebar");
  emit("middle");
  drawThread();
}

async function actAs(id, place) {
  if (id && id !== store.me.id) {
    const from = place ?? store.place;
    delete document.documentElement.dataset.ready;
    await start(id, from, null);
    announce(`Acting as ${store.me.name}`);
    emit("acted", { act: "act_as", as: id, user: id });
  } else if (place) {
    go(place);
  }
}

// Another workspace begins with whoever the host names there, or the first of its people.
async function changeTeam(id) {
  if (id === store.team.id) return;
  delete document.documentElement.dataset.ready;
  await start(null, undefined, null, id);
  openDrawer(false);
  announce(`In ${store.team.name}, acting as ${store.me.name}`);
}

function message(event) {
  const fresh = event.type === "message" || event.type === "ephemeral";
  const body = event.type === "ephemeral" ? { ...event.message, ephemeral: true } : event.message;
  const talk = store.conversations.get(event.channel);
  if (talk && fresh && !(talk.latest_ts >= body.ts)) talk.latest_ts = body.ts;
  for (const list of [open.talk, open.thread]) {
    if (list?.channel !== event.channel) continue;
    list.upsert(body, fresh);
    if (fresh && body.thread_ts) list.countReply(body);
  }
}

function removed(event) {
  for (const list of [open.talk, open.thread])
    if (list?.channel === event.channel) list.remove(event.ts ?? event.message?.ts);
}

function countUnread(event) {
  const talk = store.conversations.get(event.channel);
  if (!talk) return;
  talk.unread = event.count;
  emit("sidebar");
  emit("head");
  if (event.count && open.talk?.channel === event.channel) open.talk.markRead();
}

const NEWS = {
  message,
  message_changed: message,
  ephemeral: message,
  message_deleted: removed,
  unread: countUnread,
  conversation: (event) => {
    store.conversations.set(event.conversation.id, {
      ...store.conversations.get(event.conversation.id),
      ...event.conversation,
    });
    emit("sidebar");
    emit("head");
  },
  view: (event) => {
    store.views = event.stack;
    emit("views");
  },
  home: (event) => {
    store.homes.set(event.app, event.view);
    drawHome(event.app);
  },
  people_unread: (event) => {
    const person = store.people.get(event.user);
    if (person) person.unread = event.count;
  },
  person: (event) => {
    store.people.set(event.person.id, event.person);
    if (event.person.id === store.me.id) store.me = event.person;
    emit("strip");
    emit("sidebar");
  },
  clock: (event) => {
    setClock({ now: event.now, moving: event.moving });
    emit("clock");
  },
  toast: (event) => toast(event.text, event.level || "info"),
  app: (event) => {
    store.apps.set(event.app.id, { ...store.apps.get(event.app.id), ...event.app });
    emit("sidebar");
    emit("head");
  },
  traffic: (event) => emit("traffic-entry", event.entry),
  host: (event) => {
    store.host = { ...store.host, ...event.host };
    emit("strip");
    emit("tour-draw");
  },
  reset: () => refresh(),
};

function news(event) {
  NEWS[event.type]?.(event);
}

// slack:// links stay inside this page: an app's Home, a channel, a person.
function openSlack(address) {
  const url = new URL(safeUrl(address));
  const id = url.searchParams.get("id");
  const kind = url.hostname || url.pathname.replace(/^\/+/, "");
  if (kind === "app" && store.apps.has(id)) go({ id, tab: url.searchParams.get("tab") || "home" });
  else if (kind === "user" && id) openPerson(id);
  else if (store.conversations.has(id)) go({ id });
  else toast("That place is not in this workspace, or not open to you.", "warning");
}

on("go", go);
on("open-channel", (id) => go({ id }));
on("open-person", openPerson);
on("open-slack", openSlack);
on("act-as", (id) => actAs(id));
on("change-team", changeTeam);
on("visit", ({ as, open: target }) =>
  actAs(as || store.me.id, target ? { id: target.app || target.channel, tab: target.tab } : undefined),
);
on("open-thread", (parent) => {
  const closing = store.thread;
  store.thread = parent ? { channel: parent.channel, ts: parent.thread_ts || parent.ts } : null;
  remember();
  drawThread();
  if (closing && !parent) document.querySelector("#middle .composer-area")?.focus();
});

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  (document.querySelector("#middle [data-main]") || document.getElementById("middle")).focus();
});
wireTheme(() => store.me && emit("strip"));
wireStrip();
document.getElementById("scrim").addEventListener("click", () => openDrawer(false));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("drawer-open")) {
    openDrawer(false);
    document.getElementById("open-side").focus();
  }
});
document.addEventListener("visibilitychange", () => open.talk?.markRead());
window.addEventListener("hashchange", () => {
  const to = wanted();
  const elsewhere = to.team && to.team !== store.team?.id;
  if (elsewhere || (to.as && to.as !== store.me?.id)) start(to.as, to, to.thread, to.team ?? undefined);
  else if (to.id) go(to);
});
const first = wanted();
start(first.as, first, first.thread, first.team);
