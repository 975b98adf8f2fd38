// Shows what the room does. Without a connection the last state stays, and it is tried again, later and later.
(() => {
  const wall = document.getElementById("wall"), away = document.getElementById("away");
  const base = location.pathname.replace(/\/$/, "");
  let wait = 1000, source = null, over = Boolean(wall.querySelector("[data-over]"));
  const morph = (a, b) => {  // what stays the same is not touched: nothing flickers on the wall
    if (a.isEqualNode(b)) return;
    const deep = a.nodeType === 1 && a.nodeName === b.nodeName && a.className === b.className
      && a.childNodes.length === b.childNodes.length && a.childNodes.length && a.nodeName !== "LI";
    if (deep) [...b.childNodes].forEach((child, n) => morph(a.childNodes[n], child));
    else if (a === wall) a.replaceChildren(...b.childNodes);
    else a.replaceWith(b);
  };
  const again = () => {
    if (source) source.close();
    source = null;
    if (over) return;
    away.hidden = false;
    setTimeout(listen, wait * (0.75 + Math.random() / 2));
    wait = Math.min(wait * 2, 10000);
  };
  const keep = () => {
    const page = "<!doctype html>" + document.documentElement.outerHTML;
    if (navigator.serviceWorker && navigator.serviceWorker.controller)
      navigator.serviceWorker.controller.postMessage({ at: location.pathname, page: over ? null : page });
  };
  function listen() {
    source = new EventSource(base + "/events");
    source.onopen = () => { wait = 1000; away.hidden = true; };
    source.onmessage = (event) => {
      away.hidden = true;
      const next = wall.cloneNode(false);
      next.innerHTML = JSON.parse(event.data);
      morph(wall, next);
      over = Boolean(wall.querySelector("[data-over]"));
      if (over) source.close();
      keep();
    };
    source.onerror = again;
  }
  if (navigator.serviceWorker) {
    navigator.serviceWorker.register("/w/worker.js").catch(() => {});
    navigator.serviceWorker.addEventListener("controllerchange", keep);
  }
  if (!over) listen();
  addEventListener("online", () => { if (!source && !over) { wait = 1000; listen(); } });
})();
