// Where the options of a select come from, and how what was chosen is written into the state.

import { act } from "./api.js";
import { words } from "./mrkdwn.js";
import { store, talkName, currentChannel } from "./store.js";
import { bare } from "./using.js";

const MANY = /^multi_/;

function ofOption(option) {
  return {
    value: option.value,
    label: words(option.text),
    hint: option.description ? words(option.description) : "",
    raw: bare(option),
  };
}

function ofGroups(answer) {
  if (answer.option_groups)
    return answer.option_groups.map((group) => ({
      label: words(group.label),
      options: (group.options || []).map(ofOption),
    }));
  return [{ label: "", options: (answer.options || []).map(ofOption) }];
}

export function matching(groups, query) {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return groups;
  const fits = (option) => `${option.label} ${option.hint}`.toLowerCase().includes(wanted);
  return groups
    .map((group) => ({ ...group, options: group.options.filter(fits) }))
    .filter((group) => group.options.length);
}

function people() {
  return [...store.people.values()]
    .filter((person) => !person.deleted)
    .sort((one, two) => one.name.localeCompare(two.name))
    .map((person) => ({
      value: person.id,
      label: person.name,
      hint: person.title || (person.is_bot ? "App" : ""),
    }));
}

const KIND = { channel: "public", private: "private", im: "im", mpim: "mpim" };

function conversations(filter) {
  const include = filter?.include;
  return [...store.conversations.values()]
    .filter((talk) => !talk.archived)
    .filter((talk) => !include || include.includes(KIND[talk.type]))
    .filter((talk) => !(filter?.exclude_bot_users && talk.app))
    .map((talk) => ({
      value: talk.id,
      label: (talk.type === "channel" || talk.type === "private" ? "#" : "") + talkName(talk),
      hint: "",
    }));
}

const channels = () => conversations({ include: ["public"] });

const LOCAL = {
  users: {
    list: people,
    one: "selected_user",
    many: "selected_users",
    first: "initial_user",
    firsts: "initial_users",
  },
  conversations: {
    list: (element) => conversations(element.filter),
    one: "selected_conversation",
    many: "selected_conversations",
    first: "initial_conversation",
    firsts: "initial_conversations",
  },
  channels: {
    list: channels,
    one: "selected_channel",
    many: "selected_channels",
    first: "initial_channel",
    firsts: "initial_channels",
  },
};

function localSource(element, kind) {
  const many = MANY.test(element.type);
  const all = () => kind.list(element);
  const find = (id) => all().find((option) => option.value === id) ?? { value: id, label: id, hint: "" };
  const current =
    element.default_to_current_conversation && kind === LOCAL.conversations ? currentChannel() : null;
  return {
    many,
    search: async (query) => matching([{ label: "", options: all() }], query),
    minimum: 0,
    first: () =>
      (many ? element[kind.firsts] || (current ? [current] : []) : [element[kind.first] ?? current])
        .filter(Boolean)
        .map(find),
    ofRaw: (raw) => (many ? raw[kind.many] || [] : [raw[kind.one]]).filter(Boolean).map(find),
    toRaw: (chosen) =>
      many ? { [kind.many]: chosen.map((option) => option.value) } : { [kind.one]: chosen[0]?.value ?? null },
  };
}

function optionSource(element, block, context) {
  const many = MANY.test(element.type);
  const external = element.type.includes("external");
  const ask = async (query) =>
    ofGroups(
      await act("suggest", {
        container: context.container,
        block_id: block.block_id,
        action_id: element.action_id,
        query,
      }),
    );
  const given = ofGroups(element);
  return {
    many,
    external,
    search: external ? ask : async (query) => matching(given, query),
    minimum: external ? (element.min_query_length ?? 3) : 0,
    first: () =>
      (many ? element.initial_options || [] : [element.initial_option]).filter(Boolean).map(ofOption),
    ofRaw: (raw) => (many ? raw.selected_options || [] : [raw.selected_option]).filter(Boolean).map(ofOption),
    toRaw: (chosen) =>
      many
        ? { selected_options: chosen.map((option) => option.raw) }
        : { selected_option: chosen[0]?.raw ?? null },
  };
}

export function sourceOf(element, block, context) {
  const kind = Object.keys(LOCAL).find((name) => element.type.includes(name));
  return kind ? localSource(element, LOCAL[kind]) : optionSource(element, block, context);
}
