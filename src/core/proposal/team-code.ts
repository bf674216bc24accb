const MAX_LENGTH = 5;

const clean = (text: string): string => text.toUpperCase().replace(/[^\p{Lu}\d]/gu, '');

const initials = (name: string): string =>
  clean(
    name
      .split(/[^\p{L}\d]+/u)
      .map((word) => word.slice(0, 1))
      .join(''),
  );

/** A code that nobody in `taken` has: the wish (a project key), else initials, else letters of the name, else numbered. */
export const chooseCode = (name: string, wish: string | undefined, taken: ReadonlySet<string>): string => {
  const letters = clean(name);
  const candidates = [clean(wish ?? ''), initials(name), letters.slice(0, 3), letters.slice(0, MAX_LENGTH)];
  const free = candidates.find((code) => code.length >= 2 && code.length <= MAX_LENGTH && !taken.has(code));
  if (free !== undefined) return free;
  const stem = (clean(wish ?? '') || letters || 'T').slice(0, 2);
  for (let number = 1; ; number += 1) {
    const code = `${stem}${number}`.slice(0, MAX_LENGTH);
    if (code.length >= 2 && !taken.has(code)) return code;
  }
};
