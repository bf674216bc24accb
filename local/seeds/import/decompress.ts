import { gunzipSync } from 'node:zlib';
import type * as xz from 'xz-decompress';
import type { ReadFile } from './report.ts';

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

const unxz = async (bytes: Uint8Array): Promise<Uint8Array> => {
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  const { XzReadableStream } = await loadXz();
  const chunks: Uint8Array[] = [];
  const reader = new XzReadableStream(source).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    // The decoder writes the next chunk into the same memory.
    chunks.push(Uint8Array.from(value));
  }
};

/** A file's plain bytes; what it is packed with is told by its first bytes, not by its name. Throws on damaged archives. */
export const decompress = async (
  bytes: Uint8Array,
): Promise<{ readonly bytes: Uint8Array; readonly compression: ReadFile['compression'] }> => {
  if (startsWith(bytes, [0x1f, 0x8b])) return { bytes: gunzipSync(bytes), compression: 'gzip' };
  if (startsWith(bytes, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])) return { bytes: await unxz(bytes), compression: 'xz' };
  return { bytes, compression: 'none' };
};
