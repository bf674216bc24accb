import { constants, gunzipSync } from 'node:zlib';
import type * as xz from 'xz-decompress';
import type { ReadFile } from './report.ts';

export interface Plain {
  /** UTF-8 text. */
  readonly bytes: Uint8Array;
  readonly compression: ReadFile['compression'];
  /** What is wrong with the file, where it could be read in part or not at all. */
  readonly damage?: string;
}

const BREAKS_OFF = 'the archive breaks off; what could be unpacked is read';
const NO_TEXT = 'it is neither text nor a gzip or xz archive';

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, i) => bytes[i] === byte);

type Xz = typeof xz;

/** The package is CommonJS without names that Node can see: its exports come as the default one. */
const loadXz = async (): Promise<Xz> => {
  const loaded = await import('xz-decompress');
  if (loaded.XzReadableStream !== undefined) return loaded;
  // The package's types leave the default export out.
  return (loaded as unknown as { readonly default: Xz }).default;
};

const unxz = async (bytes: Uint8Array): Promise<Plain> => {
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  const { XzReadableStream } = await loadXz();
  const chunks: Uint8Array[] = [];
  const reader = new XzReadableStream(source).getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      // The decoder writes the next chunk into the same memory.
      chunks.push(Uint8Array.from(part.value));
    }
  } catch (error) {
    if (chunks.length === 0) throw error;
    return { bytes: Buffer.concat(chunks), compression: 'xz', damage: BREAKS_OFF };
  }
  return { bytes: Buffer.concat(chunks), compression: 'xz' };
};

const gunzip = (bytes: Uint8Array): Plain => {
  try {
    return { bytes: gunzipSync(bytes), compression: 'gzip' };
  } catch (error) {
    if (Object(error).code !== 'Z_BUF_ERROR') throw error;
    const part = gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
    return { bytes: part, compression: 'gzip', damage: BREAKS_OFF };
  }
};

const unpack = async (bytes: Uint8Array): Promise<Plain> => {
  if (startsWith(bytes, [0x1f, 0x8b])) return gunzip(bytes);
  if (startsWith(bytes, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])) return unxz(bytes);
  return { bytes, compression: 'none' };
};

const LOOKED_AT = 4_096;

/** Windows' shells write UTF-16 where they are asked for a file. */
const toUtf8 = (plain: Plain): Plain => {
  const { bytes } = plain;
  const [isLittle, isBig] = [startsWith(bytes, [0xff, 0xfe]), startsWith(bytes, [0xfe, 0xff])];
  if (isLittle || isBig) {
    const text = new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(bytes);
    return { ...plain, bytes: new TextEncoder().encode(text) };
  }
  return bytes.subarray(0, LOOKED_AT).includes(0) ? { ...plain, bytes: new Uint8Array(), damage: NO_TEXT } : plain;
};

/**
 * A file's text; what it is packed with is told by its first bytes, not by its name. An archive that breaks off gives what is
 * there; other files give nothing, and why. Throws on archives that are damaged inside.
 */
export const decompress = async (bytes: Uint8Array): Promise<Plain> => toUtf8(await unpack(bytes));
