const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
const LOOK_MS = 15_000;
const MINUTE_MS = 60_000;

/** Calls `idle` once nobody has touched anything for as many minutes as `limit` says; gives the way to stop. */
export function watchIdle(limit: () => Promise<number>, idle: () => void): () => void {
  let last = Date.now();
  const touched = () => {
    last = Date.now();
  };
  for (const name of TOUCHES) addEventListener(name, touched, { passive: true, capture: true });
  const timer = setInterval(() => {
    // No limit is shorter than a minute, so it is asked for only then.
    if (Date.now() - last < MINUTE_MS) return;
    void limit().then((minutes) => {
      if (Date.now() - last >= minutes * MINUTE_MS) idle();
    });
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    for (const name of TOUCHES) removeEventListener(name, touched, { capture: true });
  };
}
