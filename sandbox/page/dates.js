// Moments in the acting person's zone, with a 24-hour clock and the practice clock's today.

import { clockNow, store } from "./store.js";

const DAY = 86400;
const formats = new Map();

function zone() {
  return store.me?.tz || "UTC";
}

function format(options) {
  const key = `${zone()} ${JSON.stringify(options)}`;
  if (!formats.has(key)) {
    let made;
    try {
      made = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone() });
    } catch {
      made = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
    }
    formats.set(key, made);
  }
  return formats.get(key);
}

function show(unix, options) {
  return format(options)
    .format(new Date(unix * 1000))
    .replace(/^([A-Z][a-z]{2,}), /, "$1 ");
}

export function parts(unix) {
  const found = format({
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(unix * 1000));
  return Object.fromEntries(
    found.filter((part) => part.type !== "literal").map((part) => [part.type, part.value]),
  );
}

export function dayOf(unix) {
  const { year, month, day } = parts(unix);
  return `${year}-${month}-${day}`;
}

const sameYear = (unix) => parts(unix).year === parts(clockNow()).year;
const yearIf = (unix, pretty) => (pretty && sameYear(unix) ? {} : { year: "numeric" });

export const timeOf = (unix) => show(unix, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const shortDate = (unix, pretty) =>
  show(unix, { day: "numeric", month: "short", ...yearIf(unix, pretty) });
const plainDate = (unix, pretty) =>
  show(unix, { day: "numeric", month: "long", ...yearIf(unix, pretty) });
const longDate = (unix, pretty) =>
  show(unix, { weekday: "long", day: "numeric", month: "long", ...yearIf(unix, pretty) });
export const clockWords = (unix) =>
  `${show(unix, { weekday: "short", day: "numeric", month: "short", ...yearIf(unix, true) })}, ${timeOf(unix)}`;
export const fullMoment = (unix) => `${longDate(unix, false)}, ${timeOf(unix)}`;

function near(unix) {
  const now = clockNow();
  if (dayOf(unix) === dayOf(now)) return "today";
  if (dayOf(unix) === dayOf(now - DAY)) return "yesterday";
  if (dayOf(unix) === dayOf(now + DAY)) return "tomorrow";
  return null;
}

export function dayHeading(unix) {
  const word = near(unix);
  return word ? word[0].toUpperCase() + word.slice(1) : longDate(unix, true);
}

function ago(unix) {
  const seconds = clockNow() - unix;
  const size = Math.abs(seconds);
  const steps = [
    [DAY * 365, "year"],
    [DAY * 30, "month"],
    [DAY, "day"],
    [3600, "hour"],
    [60, "minute"],
  ];
  for (const [length, word] of steps) {
    if (size >= length) {
      const count = Math.floor(size / length);
      const words = `${count} ${word}${count === 1 ? "" : "s"}`;
      return seconds >= 0 ? `${words} ago` : `in ${words}`;
    }
  }
  return seconds >= 0 ? "just now" : "in a moment";
}

const TOKENS = {
  date_num: (unix) => dayOf(unix),
  date: (unix) => plainDate(unix, false),
  date_short: (unix) => shortDate(unix, false),
  date_long: (unix) => longDate(unix, false),
  date_pretty: (unix) => near(unix) || plainDate(unix, true),
  date_short_pretty: (unix) => near(unix) || shortDate(unix, true),
  date_long_pretty: (unix) => near(unix) || longDate(unix, true),
  day_divider_pretty: (unix) => dayHeading(unix),
  time: (unix) => timeOf(unix),
  time_secs: (unix) => `${timeOf(unix)}:${parts(unix).second}`,
  ago: (unix) => ago(unix),
};

// The words of a <!date^…> token, or null where the token names nothing we know.
export function dateToken(unix, pattern) {
  if (!Number.isFinite(unix)) return null;
  let known = true;
  const words = pattern.replace(/\{(\w+)\}/g, (whole, name) => {
    if (!TOKENS[name]) {
      known = false;
      return whole;
    }
    return TOKENS[name](unix);
  });
  return known ? words : null;
}

// "2026-03-09T09:00" on the acting person's wall clock as unix seconds (the later reading in a gap).
export function unixOfWall(text) {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text || "");
  if (!match) return null;
  const [year, month, day, hour, minute] = match.slice(1).map(Number);
  const wall = Date.UTC(year, month - 1, day, hour, minute) / 1000;
  let guess = wall;
  for (let turn = 0; turn < 3; turn += 1) {
    const seen = parts(guess);
    const shown = Date.UTC(+seen.year, +seen.month - 1, +seen.day, +seen.hour, +seen.minute) / 1000;
    if (shown === wall) break;
    guess += wall - shown;
  }
  return guess;
}

export function wallOf(unix) {
  const { year, month, day, hour, minute } = parts(unix);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}
