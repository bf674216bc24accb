import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import nodeCrypto from 'node:crypto';
import path from 'node:path';
import vm from 'node:vm';
import { dateOf } from '../../local/forge/runtime/worker-time.ts';

const refuse = (): Promise<never> => Promise.reject(new Error('REQUEST_EGRESS_ALLOWLIST_ERR'));

/** What one process of the app has of the platform: its clock, its chance, its timers, its console, its way out. */
export interface Platform {
  readonly now: () => number;
  readonly random: () => number;
  readonly setTimeout: (run: () => void, ms?: number) => object;
  readonly clearTimeout: (timer: object | undefined) => void;
  readonly log: (level: 'debug' | 'info' | 'warn' | 'error', parts: readonly unknown[]) => void;
  readonly fetch: unknown;
  readonly runtime: () => unknown;
}
export type Exports = Readonly<Record<string, unknown>>;

const NAMES = [
  'exports',
  'require',
  'module',
  '__filename',
  '__dirname',
  'globalThis',
  'global',
  'Date',
  'Math',
  'crypto',
  'setTimeout',
  'clearTimeout',
  'console',
  'fetch',
] as const;

const scripts = new Map<string, unknown>();
const compiled = (file: string): ((...args: readonly unknown[]) => void) => {
  const run: unknown =
    scripts.get(file) ??
    new vm.Script(`(function (${NAMES.join(', ')}) { ${readFileSync(file, 'utf8')}\n})`, {
      filename: file,
    }).runInThisContext();
  scripts.set(file, run);
  if (typeof run !== 'function') throw new TypeError(`${file} is not a script.`);
  return (...args) => {
    run(...args);
  };
};

const uuidOf = (random: () => number): string => {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
};

const bytesOf = (data: BufferSource): Uint8Array =>
  ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
/** Of WebCrypto what the app uses, at once: the real one answers from other threads, whenever those are done. */
const subtle = {
  importKey: (_format: 'raw', key: BufferSource) => Promise.resolve(bytesOf(key)),
  sign: (_name: 'HMAC', key: Uint8Array, data: BufferSource) => {
    const { buffer, byteOffset, byteLength } = nodeCrypto.createHmac('sha256', key).update(bytesOf(data)).digest();
    return Promise.resolve(buffer.slice(byteOffset, byteOffset + byteLength));
  },
};
const cryptoOf = (random: () => number) => ({
  randomUUID: () => uuidOf(random),
  getRandomValues: (bytes: Uint8Array) => {
    bytes.set(bytes.map(() => Math.floor(random() * 256)));
    return bytes;
  },
  subtle,
});

const consoleOf = ({ log }: Platform): object => ({
  debug: (...parts: readonly unknown[]) => log('debug', parts),
  log: (...parts: readonly unknown[]) => log('info', parts),
  info: (...parts: readonly unknown[]) => log('info', parts),
  warn: (...parts: readonly unknown[]) => log('warn', parts),
  error: (...parts: readonly unknown[]) => log('error', parts),
});

/**
 * A process of the app within this one: the bundle's own copy of all its modules, with nothing of the machine's clock and chance in
 * reach. Gives its handlers.
 */
export const openRealm = (file: string, platform: Platform): Exports => {
  const { random } = platform;
  const math: unknown = Object.create(Math, { random: { value: random } });
  const crypto = cryptoOf(random);
  const Date = dateOf(platform.now);
  const { setTimeout, clearTimeout } = platform;
  const own = { Date, Math: math, crypto, setTimeout, clearTimeout, console: consoleOf(platform), fetch: refuse };
  const world: object = Object.create(globalThis, {
    ...Object.getOwnPropertyDescriptors(own),
    __forge_fetch__: { value: platform.fetch },
    __forge_runtime__: { get: platform.runtime },
  });
  const fromDisk = createRequire(file);
  const load = (name: string): unknown =>
    /^(node:)?crypto$/.test(name) ? { ...nodeCrypto, randomUUID: crypto.randomUUID } : fromDisk(name);
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const folder = path.dirname(file);
  const args = [module.exports, load, module, file, folder, world, world, Date, math, crypto, setTimeout, clearTimeout];
  compiled(file)(...args, own.console, refuse);
  return module.exports;
};
