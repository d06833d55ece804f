// What can be done with one message: react, reply, edit, delete, and the apps' message shortcuts.

import { act } from "./api.js";
import { h, icon } from "./dom.js";
import { EMOJI, QUICK } from "./emoji.js";
import { ask, menuButton, popover, toast } from "./layers.js";
import { unescape } from "./mrkdwn.js";
import { authorOf, emit, store } from "./store.js";

export const attempt = (promise) => promise.catch((refusal) => toast(refusal.message, "warning"));

function pickReaction(anchor, message) {
  const close = (back = true) => {
    pop.remove();
    if (back) anchor.focus({ preventScroll: true });
  };
  const signs = QUICK.map((name) =>
    h(
      "button",
      {
        type: "button",
        class: "sign",
        "aria-label": name.replaceAll("_", " "),
        title: `:${name}:`,
        on: {
          click: () => {
            close();
            attempt(act("react", { channel: message.channel, ts: message.ts, name }));
          },
        },
      },
      EMOJI[name],
    ),
  );
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
  return [...store.apps.values()].flatMap((app) =>
    app.shortcuts
      .filter((shortcut) => shortcut.type === "message")
      .map((shortcut) => ({
        label: shortcut.name,
        hint: app.name,
        run: () =>
          attempt(
            act("message_shortcut", {
              callback_id: shortcut.callback_id,
              app: app.id,
              channel: message.channel,
              ts: message.ts,
            }),
          ),
      })),
  );
}

async function remove(message) {
  const sure = await ask({
    title: "Delete this message?",
    text: "Nobody will see it any more.",
    confirm: "Delete",
    deny: "Keep",
    danger: true,
  });
  if (sure) await attempt(act("delete", { channel: message.channel, ts: message.ts }));
}

function edit(message, row) {
  const area = h("textarea", {
    class: "field",
    rows: 3,
    "aria-label": "Edit message",
    prop: { value: unescape(message.text || "") },
  });
  const body = row.querySelector(".message-body");
  const before = [...body.childNodes];
  const back = () => body.replaceChildren(...before);
  const save = async () => {
    await attempt(act("edit", { channel: message.channel, ts: message.ts, text: area.value }));
    back();
  };
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      back();
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    }
  });
  body.replaceChildren(
    area,
    h(
      "div",
      { class: "button-row" },
      h("button", { type: "button", class: "button small primary", on: { click: save } }, "Save"),
      h("button", { type: "button", class: "button small", on: { click: back } }, "Cancel"),
    ),
  );
  area.focus();
}

export function messageTools(message, row, inThread) {
  if (message.ephemeral) return null;
  const name = authorOf(message).name;
  const everything = () => {
    const mine = message.user === store.me.id && !message.bot_id;
    const own = mine
      ? [
          { label: "Edit message", run: () => edit(message, row) },
          { label: "Delete message", danger: true, run: () => remove(message) },
        ]
      : [];
    return [...shortcutsFor(message), ...own];
  };
  const react = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": `React to ${name}`,
      title: "React",
      on: { click: () => pickReaction(react, message) },
    },
    icon("smile"),
  );
  return h(
    "div",
    { class: "message-tools", role: "group", "aria-label": "Message actions" },
    react,
    inThread
      ? null
      : h(
          "button",
          {
            type: "button",
            class: "icon-button",
            "aria-label": `Reply to ${name} in thread`,
            title: "Reply in thread",
            on: { click: () => emit("open-thread", message) },
          },
          icon("reply"),
        ),
    everything().length
      ? menuButton(
          {
            class: "icon-button",
            "aria-label": `More for the message of ${name}`,
            title: "More",
            "data-key": `more-${message.ts}`,
          },
          icon("more"),
          everything,
          "Message",
        )
      : null,
  );
}
