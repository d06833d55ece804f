// A small table of emoji by name. An unknown name is shown as it was written.

import { h } from "./dom.js";

export const EMOJI = {
  smile: "😄", smiley: "😃", grinning: "😀", blush: "😊", wink: "😉", joy: "😂", slightly_smiling_face: "🙂",
  thinking_face: "🤔", cry: "😢", sob: "😭", heart_eyes: "😍", sunglasses: "😎", hugging_face: "🤗", open_mouth: "😮",
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", ok_hand: "👌", wave: "👋", clap: "👏", raised_hands: "🙌",
  pray: "🙏", muscle: "💪", point_right: "👉", point_up: "☝️", handshake: "🤝", eyes: "👀", brain: "🧠", heart: "❤️",
  tada: "🎉", sparkles: "✨", star: "⭐", fire: "🔥", rocket: "🚀", zap: "⚡", bulb: "💡", dart: "🎯", trophy: "🏆",
  medal: "🏅", gift: "🎁", balloon: "🎈", seedling: "🌱", herb: "🌿", deciduous_tree: "🌳", sunny: "☀️", rainbow: "🌈",
  cloud: "☁️", coffee: "☕", cake: "🍰", lock: "🔒", unlock: "🔓", key: "🔑", bell: "🔔", no_bell: "🔕", mega: "📣",
  loudspeaker: "📢", speech_balloon: "💬", thought_balloon: "💭", calendar: "📅", date: "📅", spiral_calendar_pad: "🗓️",
  clock9: "🕘", hourglass: "⌛", hourglass_flowing_sand: "⏳", stopwatch: "⏱️", alarm_clock: "⏰", double_vertical_bar: "⏸️",
  pause_button: "⏸️", arrow_forward: "▶️", memo: "📝", pencil: "📝", pencil2: "✏️", books: "📚", book: "📖",
  bookmark: "🔖", clipboard: "📋", pushpin: "📌", paperclip: "📎", link: "🔗", mag: "🔍", email: "📧", envelope: "✉️",
  inbox_tray: "📥", outbox_tray: "📤", package: "📦", file_folder: "📁", chart_with_upwards_trend: "📈",
  chart_with_downwards_trend: "📉", bar_chart: "📊", computer: "💻", phone: "☎️", globe_with_meridians: "🌐", earth_africa: "🌍",
  house: "🏠", office: "🏢", gear: "⚙️", hammer_and_wrench: "🛠️", wrench: "🔧", shield: "🛡️", scales: "⚖️",
  warning: "⚠️", rotating_light: "🚨", no_entry: "⛔", no_entry_sign: "🚫", question: "❓", grey_question: "❔",
  exclamation: "❗", information_source: "ℹ️", white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️",
  x: "❌", heavy_plus_sign: "➕", heavy_minus_sign: "➖", arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️",
  arrow_down: "⬇️", leftwards_arrow_with_hook: "↩️", repeat: "🔁", arrows_counterclockwise: "🔄", red_circle: "🔴",
  large_green_circle: "🟢", large_yellow_circle: "🟡", large_orange_circle: "🟠", large_blue_circle: "🔵",
  white_circle: "⚪", black_circle: "⚫", large_blue_square: "🟦", one: "1️⃣", two: "2️⃣", three: "3️⃣", four: "4️⃣", five: "5️⃣",
  100: "💯", robot_face: "🤖", bust_in_silhouette: "👤", busts_in_silhouette: "👥", mortar_board: "🎓", compass: "🧭",
  world_map: "🗺️", mountain: "⛰️", palm_tree: "🌴", airplane: "✈️", snowflake: "❄️", birthday: "🎂", confetti_ball: "🎊",
};

export const QUICK = ["+1", "white_check_mark", "eyes", "heart", "tada", "pray", "clap", "smile", "thinking_face", "seedling", "rocket", "100"];

export function emoji(name) {
  const sign = EMOJI[name.replace(/::skin-tone-\d$/, "")];
  if (!sign) return document.createTextNode(`:${name}:`);
  return h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` }, sign);
}

// Text with its :names: turned into emoji, as a list of nodes.
export function withEmoji(text) {
  const nodes = [];
  let last = 0;
  for (const match of text.matchAll(/:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/g)) {
    if (!EMOJI[match[1].replace(/::skin-tone-\d$/, "")]) continue;
    nodes.push(text.slice(last, match.index), emoji(match[1]));
    last = match.index + match[0].length;
  }
  nodes.push(text.slice(last));
  return nodes.filter((node) => node !== "");
}
