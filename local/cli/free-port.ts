import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const ADDRESS = '127.0.0.1';
/** How long a site that is stopping just now may take to let its port go. */
const STOPPING_MAX_MS = 2_000;
const TRY_EVERY_MS = 100;

/** Rejects (EADDRINUSE) where something listens there. */
const tryPort = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, ADDRESS, () => server.close(() => resolve()));
  });

/** Waits until nothing listens on the port; rejects with what hinders it (EADDRINUSE) after two seconds. */
export const freePort = async (port: number): Promise<void> => {
  for (let waitedMs = 0; ; waitedMs += TRY_EVERY_MS) {
    try {
      return await tryPort(port);
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!isTaken || waitedMs >= STOPPING_MAX_MS) throw error;
    }
    await wait(TRY_EVERY_MS);
  }
};
