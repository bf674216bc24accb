import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Another process has this site open. */
export class SiteInUse extends Error {
  constructor(folder: string) {
    super(`The site kept in ${folder} is open in another npm start. Stop that one first, or choose another --site.`);
    this.name = 'SiteInUse';
  }
}

const addressOf = (folder: string): string => {
  const name = `interlock-${createHash('sha256').update(path.resolve(folder)).digest('hex').slice(0, 16)}`;
  // Not in the folder itself: addresses of sockets are limited to about 100 characters.
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : path.join(tmpdir(), `${name}.sock`);
};

const tryListen = (address: string): Promise<Server | undefined> =>
  new Promise((resolve) => {
    const server = createServer((socket) => void socket.destroy());
    server.unref();
    server.once('error', () => resolve(undefined));
    server.listen(address, () => resolve(server));
  });
const isAnswering = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(address);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });

/**
 * Holds a site's folder for this process: two would write one journal. A socket, not a file with a process id: it is let go
 * when its process dies, however it dies. Gives the way to let go; rejects with SiteInUse.
 */
export const lockSite = async (folder: string): Promise<() => void> => {
  const address = addressOf(folder);
  let server = await tryListen(address);
  if (server === undefined) {
    if (await isAnswering(address)) throw new SiteInUse(folder);
    rmSync(address, { force: true });
    server = await tryListen(address);
  }
  if (server === undefined) throw new SiteInUse(folder);
  const held = server;
  return () => void held.close();
};
