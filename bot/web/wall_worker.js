// Keeps the projector page as it was last seen, so that loading it without a connection shows that; until it has ended.
const NAME = "wall";
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
const policy = (answer) => ({ "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": answer.headers.get("Content-Security-Policy") });
addEventListener("message", (event) => event.waitUntil((async () => {
  const kept = await caches.open(NAME), at = event.data.at;
  if (!event.data.page) return kept.delete(at);
  const before = (await kept.match(at)) || (await fetch(at));
  if (before.ok) await kept.put(at, new Response(event.data.page, { headers: policy(before) }));
})()));
addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  event.respondWith((async () => {
    const kept = await caches.open(NAME), at = new URL(event.request.url).pathname;
    try {
      const answer = await fetch(event.request);
      if (answer.ok) await kept.put(at, answer.clone());
      if (answer.status === 404) await kept.delete(at);
      return answer;
    } catch {
      return (await kept.match(at)) || Response.error();
    }
  })());
});
