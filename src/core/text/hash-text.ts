/** FNV-1a over a text's UTF-16 units, as 32 bits: the same for the same text, and short; never for secrets. */
export const hashText = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};
