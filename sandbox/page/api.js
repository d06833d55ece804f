// The page's one way to the server: read, act as the chosen person, upload. Refusals become Refused.

import { emit, store } from "./store.js";

class Refused extends Error {
  constructor(code, message) {
    super(message || "That did not work. Try again in a moment.");
    this.code = code;
  }
}

async function answerOf(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Refused("offline", "The practice workspace does not answer. It may have been stopped.");
  }
  let body;
  try {
    body = await response.json();
  } catch {
    throw new Refused("unreadable", "The practice workspace gave an answer this page cannot read.");
  }
  if (!response.ok && body.ok === undefined) throw new Refused(body.error, body.message);
  return body;
}

export function read(path, query = {}) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ team: store.team?.id, ...query })) {
    if (value !== null && value !== undefined) search.set(name, value);
  }
  return answerOf(fetch(`/_page/${path}?${search}`, { headers: { "X-Sandbox": "page" } }));
}

// An act of the person acted as. `seen` adds facts that only the tour needs to recognise the act.
export async function act(name, fields = {}, seen = {}) {
  const as = store.me.id;
  const body = await answerOf(
    fetch("/_page/act", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Sandbox": "page" },
      body: JSON.stringify({ team: store.team.id, as, act: name, ...fields }),
    }),
  );
  if (!body.ok) throw new Refused(body.error, body.message);
  if (body.result !== "errors") emit("acted", { act: name, as, ...fields, ...seen, result: body.result });
  return body;
}

const whose = () => new URLSearchParams({ team: store.team.id, as: store.me.id });

export async function upload(file) {
  const form = new FormData();
  form.append("file", file, file.name);
  const body = await answerOf(
    fetch(`/_page/upload?${whose()}`, {
      method: "POST",
      headers: { "X-Sandbox": "page" },
      body: form,
    }),
  );
  if (!body.file) throw new Refused(body.error, body.message);
  emit("acted", { act: "upload", as: store.me.id });
  return body.file;
}

export function fileAddress(id) {
  return `/_page/files/${encodeURIComponent(id)}?${whose()}`;
}
