// What the composer offers while somebody types: commands, people, channels.

import { h } from "./dom.js";
import { store } from "./store.js";

export function commands() {
  return [...store.apps.values()].flatMap((app) => app.commands.map((command) => ({ ...command, app })));
}

export function commandOptions(typed) {
  return commands()
    .filter((one) => one.command.startsWith(typed))
    .map((one) => ({
      value: one.command,
      label: [one.command, one.usage_hint ? h("span", { class: "usage" }, ` ${one.usage_hint}`) : ""],
      hint: [one.description, one.app.name].filter(Boolean).join(" · "),
    }));
}

export function mentionOptions(sign, typed) {
  const wanted = typed.toLowerCase();
  const fits = (one) => one.label.slice(1).toLowerCase().includes(wanted);
  const all =
    sign === "@"
      ? [...store.people.values()]
          .filter((person) => !person.deleted)
          .map((person) => ({ value: person.id, label: `@${person.name}`, hint: person.title || "" }))
      : [...store.conversations.values()]
          .filter((talk) => talk.type === "channel")
          .map((talk) => ({ value: talk.id, label: `#${talk.name}`, hint: "" }));
  return all.filter(fits).slice(0, 12);
}
