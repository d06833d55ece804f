// The messages of one conversation or thread: loading, live changes, days, what is new.

import { act, read } from "./api.js";
import { dayHeading, dayOf } from "./dates.js";
import { h } from "./dom.js";
import { announce, toast } from "./layers.js";
import { messageNode, unixOf } from "./message.js";
import { words } from "./mrkdwn.js";
import { authorOf, store } from "./store.js";

const CLOSE = 300; // seconds within which messages of one author stand together

export class Talk {
  constructor(channel, { thread = null, label }) {
    Object.assign(this, { channel, thread });
    this.messages = new Map();
    this.nodes = new Map();
    this.newFrom = null;
    this.hasMore = false;
    this.older = h(
      "button",
      { type: "button", class: "button small older", hidden: true, on: { click: () => this.loadOlder() } },
      "Earlier messages",
    );
    this.list = h("ol", { class: "messages", "aria-label": label });
    this.node = h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": label, "data-main": "" },
      h("div", { class: "fill" }),
      this.older,
      this.list,
    );
  }

  async load() {
    const unread = store.conversations.get(this.channel)?.unread || 0;
    const answer = await read("messages", {
      as: store.me.id,
      channel: this.channel,
      thread_ts: this.thread,
      limit: 50,
    });
    this.take(answer);
    if (unread && !this.thread) this.newFrom = this.firstUnread(unread);
    this.draw();
    this.node.scrollTop = this.node.scrollHeight;
    this.markRead();
  }

  async loadOlder() {
    const oldest = this.sorted()[0]?.ts;
    const height = this.node.scrollHeight;
    try {
      this.take(
        await read("messages", {
          as: store.me.id,
          channel: this.channel,
          thread_ts: this.thread,
          before: oldest,
          limit: 50,
        }),
      );
      this.draw();
      this.node.scrollTop += this.node.scrollHeight - height;
    } catch (refusal) {
      toast(refusal.message, "warning");
    }
  }

  take({ messages, has_more: hasMore }) {
    for (const message of messages) this.messages.set(message.ts, { ...message, channel: this.channel });
    this.hasMore = hasMore;
    this.older.hidden = !hasMore;
  }

  sorted() {
    return [...this.messages.values()].sort(
      (one, two) => unixOf(one.ts) - unixOf(two.ts) || (one.ts < two.ts ? -1 : 1),
    );
  }

  firstUnread(count) {
    const foreign = this.sorted().filter((message) => message.user !== store.me.id);
    return foreign.at(-count)?.ts ?? null;
  }

  belongs(message) {
    if (this.thread) return message.ts === this.thread || message.thread_ts === this.thread;
    return !message.thread_ts || message.thread_ts === message.ts || message.subtype === "thread_broadcast";
  }

  upsert(message, fresh) {
    if (!this.belongs(message)) return;
    const stuck = this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < 120;
    this.messages.set(message.ts, { ...this.messages.get(message.ts), ...message, channel: this.channel });
    this.nodes.delete(message.ts);
    this.draw();
    if (fresh && (stuck || message.user === store.me.id)) this.node.scrollTop = this.node.scrollHeight;
    if (fresh && message.user !== store.me.id)
      announce(`${authorOf(message).name}: ${words({ type: "mrkdwn", text: message.text || "" })}`);
    if (fresh) this.markRead();
  }

  // A reply counts on its parent even where the server sends only the reply.
  countReply(reply) {
    const parent = this.messages.get(reply.thread_ts);
    if (this.thread || !parent || reply.ts === reply.thread_ts || parent.latest_reply >= reply.ts) return;
    this.upsert({ ...parent, reply_count: (parent.reply_count || 0) + 1, latest_reply: reply.ts }, false);
  }

  remove(ts) {
    this.messages.delete(ts);
    this.nodes.delete(ts);
    this.draw();
  }

  markRead() {
    const last = this.sorted()
      .filter((message) => !message.ephemeral)
      .at(-1);
    if (this.thread || !last || document.hidden || !this.node.isConnected) return;
    if (this.readTo === last.ts && !store.conversations.get(this.channel)?.unread) return;
    this.readTo = last.ts;
    act("read", { channel: this.channel, ts: last.ts }).catch(() => {});
  }

  rows() {
    const rows = [];
    let before = null;
    for (const message of this.sorted()) {
      const day = dayOf(unixOf(message.ts));
      if (!before || dayOf(unixOf(before.ts)) !== day) {
        rows.push(
          this.cached(`day-${day}`, dayHeading(unixOf(message.ts)), () =>
            h(
              "li",
              { class: "day" },
              h("span", { role: "heading", "aria-level": "2" }, dayHeading(unixOf(message.ts))),
            ),
          ),
        );
        before = null;
      }
      if (message.ts === this.newFrom) {
        rows.push(this.cached("new", "new", () => h("li", { class: "day new" }, h("span", null, "New"))));
        before = null;
      }
      const compact = Boolean(
        before &&
        !message.ephemeral &&
        !before.ephemeral &&
        authorOf(before).id === authorOf(message).id &&
        unixOf(message.ts) - unixOf(before.ts) < CLOSE,
      );
      rows.push(
        this.cached(message.ts, String(compact), () =>
          messageNode(message, { compact, inThread: Boolean(this.thread) }),
        ),
      );
      before = message;
    }
    return rows;
  }

  cached(key, version, make) {
    const kept = this.nodes.get(key);
    if (kept?.version === version) return kept.node;
    const node = make();
    this.nodes.set(key, { version, node });
    return node;
  }

  // Moves as little as possible, so that nobody loses the focus or an open menu.
  draw() {
    const focused = this.list.contains(document.activeElement) ? document.activeElement : null;
    const place = focused && {
      ts: focused.closest("[data-ts]")?.dataset.ts,
      key: focused.closest("[data-key]")?.dataset.key,
    };
    const rows = this.rows();
    const wanted = new Set(rows);
    for (const child of [...this.list.children]) if (!wanted.has(child)) child.remove();
    rows.forEach((row, at) => {
      if (this.list.children[at] !== row) this.list.insertBefore(row, this.list.children[at] ?? null);
    });
    this.list.classList.toggle("nothing", !this.messages.size);
    if (place && document.activeElement === document.body) this.refocus(place);
  }

  refocus({ ts, key }) {
    const row = this.list.querySelector(`[data-ts="${ts}"]`);
    const same =
      key && row && [...row.querySelectorAll("[data-key]")].find((node) => node.dataset.key === key);
    const target = same || row?.querySelector("button, a[href]") || this.node;
    target.focus({ preventScroll: true });
  }
}
