import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { seededRandom, type Random } from '../../random.ts';

const version4 = (bytes: Uint8Array): `${string}-${string}-${string}-${string}-${string}` => {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/** Makes every source of chance in the worker draw from one seeded stream; gives the way to seed it anew. */
export const installRandom = (seed: number): ((seed: number) => void) => {
  let random: Random = seededRandom(seed);
  const fill = <T extends NodeJS.ArrayBufferView>(view: T): T => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(random() * 256);
    return view;
  };
  const randomUUID = () => version4(fill(new Uint8Array(16)));
  const randomInt = (first: number, second?: unknown) => {
    const [low, high] = typeof second === 'number' ? [first, second] : [0, first];
    return low + Math.floor(random() * (high - low));
  };
  Math.random = () => random();
  const patched = {
    randomUUID,
    randomInt,
    randomBytes: (size: number) => fill(Buffer.alloc(size)),
    randomFillSync: fill,
  };
  Object.assign(crypto, patched);
  for (const target of [globalThis.crypto, crypto.webcrypto]) {
    Object.defineProperty(target, 'randomUUID', { configurable: true, value: randomUUID });
    Object.defineProperty(target, 'getRandomValues', { configurable: true, value: fill });
  }
  syncBuiltinESMExports();
  return (next) => {
    random = seededRandom(next);
  };
};
