// Live news from the server. After a break the page asks for everything again, so nothing is missed.

const ENOUGH = 4000; // ms after which the page is drawn even without live news

let source = null;
let generation = 0;

// Follows from where the page was asked for, `after`; resolves when the stream is open.
export function listen(user, { team, news, back, after }) {
  let opened;
  const ready = new Promise((resolve) => {
    opened = resolve;
  });
  window.setTimeout(opened, ENOUGH);
  stop();
  generation += 1;
  const mine = generation;
  let broken = false;
  let wait = 500;
  const connect = () => {
    if (mine !== generation) return;
    const from = new URLSearchParams({ team, as: user, ...(broken ? {} : { after }) });
    source = new EventSource(`/_page/stream?${from}`);
    source.onopen = () => {
      wait = 500;
      document.documentElement.dataset.stream = "open";
      if (broken) back();
      broken = false;
      opened();
    };
    source.onmessage = (event) => {
      if (mine === generation) news(JSON.parse(event.data));
    };
    source.onerror = () => {
      if (mine !== generation) return;
      broken = true;
      document.documentElement.dataset.stream = "lost";
      source.close();
      window.setTimeout(connect, wait);
      wait = Math.min(wait * 2, 8000);
    };
  };
  connect();
  return ready;
}

export function stop() {
  generation += 1;
  source?.close();
  source = null;
}
