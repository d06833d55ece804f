// What the page knows at this moment, and who wants to hear of changes. No drawing happens here.

export const store = {
  team: null,
  teams: [],
  me: null,
  people: new Map(),
  apps: new Map(),
  conversations: new Map(),
  views: [],
  homes: new Map(),
  clock: { now: 0, moving: null },
  clockSeenAt: 0,
  host: { title: "", clock_buttons: [], buttons: [], tour: [] },
  place: null, // {kind: "channel", id} or {kind: "app", id, tab}
  thread: null, // ts of the parent whose thread is open
};

const listeners = new Map();

export function on(topic, handler) {
  if (!listeners.has(topic)) listeners.set(topic, new Set());
  listeners.get(topic).add(handler);
  return () => listeners.get(topic).delete(handler);
}

export function emit(topic, detail) {
  for (const handler of [...(listeners.get(topic) || [])]) handler(detail);
}

export function load(boot) {
  store.workspace = boot.workspace;
  store.team = boot.team;
  store.teams = boot.teams || [];
  store.me = boot.me;
  store.people = new Map((boot.people || []).map((person) => [person.id, person]));
  store.people.set(boot.me.id, boot.me);
  store.apps = new Map((boot.apps || []).map((app) => [app.id, app]));
  store.conversations = new Map((boot.conversations || []).map((talk) => [talk.id, talk]));
  store.views = boot.views || [];
  store.homes = new Map();
  setClock(boot.clock);
  store.host = boot.host;
}

export function setClock(clock) {
  store.clock = clock;
  store.clockSeenAt = performance.now();
}

// The practice clock ticks with real time between two pieces of news about it.
export function clockNow() {
  return store.clock.now + (performance.now() - store.clockSeenAt) / 1000;
}

export function personName(id) {
  const person = store.people.get(id);
  if (person) return person.name || person.real_name || id;
  for (const app of store.apps.values()) if (app.bot_user === id) return app.name;
  return id;
}

function appOfUser(id) {
  for (const app of store.apps.values()) if (app.bot_user === id) return app;
  return null;
}

export function authorOf(message) {
  const app = store.apps.get(message.app_id) || appOfUser(message.user);
  if (app) return { id: app.bot_user, name: message.username || app.name, app };
  return { id: message.user, name: message.username || personName(message.user), app: null };
}

export function talkName(talk) {
  if (!talk) return "";
  if (talk.type === "im") {
    const app = store.apps.get(talk.app);
    if (app) return app.name;
    return talk.with === store.me.id ? `${personName(talk.with)} (you)` : personName(talk.with);
  }
  if (talk.type === "mpim") {
    return (talk.members || [])
      .filter((id) => id !== store.me.id)
      .map(personName)
      .join(", ");
  }
  return talk.name;
}

export function talkWithApp(appId) {
  for (const talk of store.conversations.values()) if (talk.app === appId) return talk;
  return null;
}

export function currentChannel() {
  if (!store.place) return null;
  if (store.place.kind === "channel") return store.place.id;
  return talkWithApp(store.place.id)?.id ?? null;
}
