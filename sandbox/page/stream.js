// Live news from the server. After a break the page asks for everything again, so nothing is missed.

let source = null;
let generation = 0;

export function listen(user, { news, back }) {
  stop();
  generation += 1;
  const mine = generation;
  let broken = false;
  let wait = 500;
  const connect = () => {
    if (mine !== generation) return;
    source = new EventSource(`/_page/stream?as=${encodeURIComponent(user)}`);
    source.onopen = () => {
      wait = 500;
      document.documentElement.dataset.stream = "open";
      if (broken) back();
      broken = false;
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
}

export function stop() {
  generation += 1;
  source?.close();
  source = null;
}
