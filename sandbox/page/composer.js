// Where people write: text, slash commands with completion, mentions, shortcuts, files.

import { act, upload } from "./api.js";
import { commandOptions, commands, mentionOptions } from "./completion.js";
import { compose } from "./compose.js";
import { h, icon, spinner } from "./dom.js";
import { dropZone, fileChip } from "./filefield.js";
import { menuButton, toast } from "./layers.js";
import { Listbox } from "./listbox.js";
import { personName, store } from "./store.js";

const drafts = new Map();

class Composer {
  constructor({ channel, thread = null, label, sent = () => {} }) {
    Object.assign(this, { channel, thread, sent });
    this.key = `${store.me.id}/${channel}/${thread || ""}`;
    this.files = [];
    this.mentions = new Map();
    this.area = h("textarea", {
      class: "composer-area",
      rows: 1,
      placeholder: label,
      "aria-label": label,
      autocomplete: "off",
      dir: "auto",
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
    });
    this.area.value = drafts.get(this.key) ?? "";
    this.chips = h("div", { class: "file-list", role: "list" });
    this.picker = h("input", {
      type: "file",
      multiple: true,
      class: "visually-hidden",
      tabindex: "-1",
      "aria-label": "Files to attach",
      on: {
        change: () => {
          this.attach([...this.picker.files]);
          this.picker.value = "";
        },
      },
    });
    this.node = h("div", { class: "composer" }, this.chips, this.area, this.bar());
    this.list = new Listbox(this.area, {
      pick: (option) => this.complete(option),
      label: "Suggestions",
      above: true,
      frame: this.node,
    });
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("keydown", (event) => this.keydown(event));
    this.area.addEventListener("blur", () => this.list.close());
    this.area.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files || [])];
      if (files.length) {
        event.preventDefault();
        this.attach(files);
      }
    });
    queueMicrotask(() => this.fit());
  }

  bar() {
    const shortcuts = () => {
      const groups = [...store.apps.values()]
        .map((app) => ({ app, list: app.shortcuts.filter((one) => one.type === "global") }))
        .filter((group) => group.list.length);
      const items = groups.flatMap(({ app, list }) => [
        { heading: app.name },
        ...list.map((one) => ({
          label: one.name,
          hint: one.description,
          run: () => this.shortcut(app, one),
        })),
      ]);
      const typed = this.thread
        ? []
        : commands().map((one) => ({
            label: one.command,
            hint: one.description,
            run: () => this.write(`${one.command} `),
          }));
      const all = [...items, ...(typed.length ? [{ heading: "Commands" }, ...typed] : [])];
      return all.length ? all : [{ heading: "No app offers shortcuts" }];
    };
    this.button = h(
      "button",
      {
        type: "button",
        class: "icon-button send",
        "aria-label": "Send",
        title: "Send (Enter)",
        on: { click: () => this.submit() },
      },
      icon("send"),
    );
    return h(
      "div",
      { class: "composer-bar" },
      this.picker,
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": "Attach a file",
          title: "Attach a file",
          on: { click: () => this.picker.click() },
        },
        icon("clip"),
      ),
      menuButton(
        { class: "icon-button", "aria-label": "Shortcuts", title: "Shortcuts" },
        icon("bolt"),
        shortcuts,
        "Shortcuts",
      ),
      h(
        "span",
        { class: "hint composer-hint" },
        this.thread ? "Enter sends" : "/ for commands · Enter sends",
      ),
      this.button,
    );
  }

  shortcut(app, one) {
    act("shortcut", { callback_id: one.callback_id, app: app.id }).catch((refusal) =>
      toast(refusal.message, "warning"),
    );
  }

  write(text) {
    this.area.value = text;
    this.area.focus();
    this.typed();
  }

  fit() {
    this.area.style.height = "auto";
    this.area.style.height = `${Math.min(this.area.scrollHeight + 2, 220)}px`;
  }

  typed() {
    this.fit();
    drafts.set(this.key, this.area.value);
    const before = this.area.value.slice(0, this.area.selectionStart);
    const command = !this.thread && /^\/[^\s]*$/.exec(before);
    const mention = /(^|\s)([@#])([^\s@#]{0,30})$/.exec(before);
    const options = command
      ? commandOptions(command[0])
      : mention
        ? mentionOptions(mention[2], mention[3])
        : [];
    this.completing = command ? 0 : mention ? mention.index + mention[1].length : null;
    if (!options.length || this.completing === null) {
      this.list.close();
      return;
    }
    this.list.open();
    this.list.show([{ label: "", options }]);
  }

  complete(option) {
    const end = this.area.selectionStart;
    const words = this.completing === 0 && this.area.value.startsWith("/") ? option.value : option.label;
    if (words !== option.value) this.mentions.set(words, option.value);
    this.area.setRangeText(`${words} `, this.completing, end, "end");
    this.list.close();
    this.typed();
  }

  keydown(event) {
    if (event.isComposing) return;
    // A command typed to its end is sent by Enter; the list only completes what is not finished.
    const finished =
      event.key === "Enter" &&
      this.list.isOpen &&
      commands().some((one) => one.command === this.area.value.trim());
    if (finished) this.list.close();
    if (event.key === "Tab" && this.list.isOpen) {
      event.preventDefault();
      this.complete(this.list.options[this.list.active].option);
    } else if (!this.list.key(event) && event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    }
  }

  async attach(files) {
    for (const file of files) {
      const waiting = spinner(`Uploading ${file.name}`);
      this.chips.append(waiting);
      try {
        this.files.push(await upload(file));
      } catch (refusal) {
        toast(refusal.message, "warning");
      }
      this.drawFiles();
    }
    this.area.focus();
  }

  drawFiles() {
    this.chips.replaceChildren(
      ...this.files.map((file) =>
        fileChip(file, () => {
          this.files = this.files.filter((one) => one !== file);
          this.drawFiles();
          this.area.focus();
        }),
      ),
    );
  }

  // Names as written with their ids, longest first, so that "@Ann Archer" is not read as "@Ann".
  picked() {
    return [...this.mentions].sort(([one], [two]) => two.length - one.length);
  }

  withMentions(text, token) {
    return this.picked().reduce((left, [name, id]) => left.split(name).join(token(name, id)), text);
  }

  async submit() {
    const written = this.area.value;
    const files = this.files;
    if (!written.trim() && !files.length) return;
    const command = /^(\/\S+)(?:\s+([\s\S]*))?$/.exec(written);
    if (command && !files.length && !(await this.mayRun(command[1]))) return;
    this.area.value = "";
    this.files = [];
    this.typed();
    this.drawFiles();
    try {
      if (command && !files.length) await this.run(command[1], command[2] || "");
      else await this.say(written, files);
    } catch (refusal) {
      if (!this.area.value) this.area.value = written;
      this.files = files;
      this.drawFiles();
      this.fit();
      toast(refusal.message, "warning");
    }
  }

  mayRun(name) {
    if (this.thread) {
      toast(`${name} does not work in threads. Use the shortcuts menu instead.`, "warning");
      return false;
    }
    if (commands().some((one) => one.command === name)) return true;
    toast(`${name} is not a command here. Begin with a space to send it as text.`, "warning");
    return false;
  }

  async run(command, text) {
    const full = this.withMentions(text.trim(), (name, id) => `<${name[0]}${id}|${name.slice(1)}>`);
    await act("command", { channel: this.channel, command, text: full });
    this.mentions.clear();
  }

  async say(written, files) {
    const typed = written.trim();
    const text = this.withMentions(typed, (name, id) => `<${name[0]}${id}>`);
    await act("say", {
      channel: this.channel,
      text,
      blocks: typed ? [compose(typed, this.picked())] : undefined,
      thread_ts: this.thread ?? undefined,
      files: files.length ? files.map((file) => file.id) : undefined,
    });
    this.mentions.clear();
    this.sent();
  }
}

// The whole pane takes dropped files.
export function composerFor(pane, options) {
  const composer = new Composer(options);
  dropZone(pane, (files) => composer.attach(files));
  return composer;
}

export function promptFor(talk) {
  if (!talk) return "Write a message";
  if (talk.type === "im") return `Write to ${store.apps.get(talk.app)?.name ?? personName(talk.with)}`;
  return talk.type === "mpim" ? "Write to the group" : `Write in #${talk.name}`;
}
