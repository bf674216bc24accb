import type { Clock } from '../clock.ts';
import { LOG_BYTES_PER_INVOCATION, LOG_LINES_PER_RUNTIME_MINUTE } from './limits.ts';
import type { LogLevel } from './runtime/messages.ts';
import type { LogLine } from './types.ts';

const KEPT_LINES = 2_000;

/** What the app's functions wrote, the newest lines, within the platform's limits for each invocation (platform.md 1.1). */
export class Logs {
  readonly #clock: Clock;
  #lines: LogLine[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }
  list(): readonly LogLine[] {
    return this.#lines;
  }
  clear(): void {
    this.#lines = [];
  }

  /** Takes the lines of one invocation; what is over the limits is dropped, with one line that says so. */
  open(
    origin: Pick<LogLine, 'invocationId' | 'installation' | 'moduleKey' | 'functionKey'>,
    timeoutMs: number,
  ): { readonly write: (level: LogLevel, text: string) => void } {
    const allowedLines = Math.ceil(timeoutMs / 60_000) * LOG_LINES_PER_RUNTIME_MINUTE;
    let lines = 0;
    let bytes = 0;
    let isCut = false;
    const write = (level: LogLevel, text: string): void => {
      lines += 1;
      bytes += Buffer.byteLength(text);
      if (lines <= allowedLines && bytes <= LOG_BYTES_PER_INVOCATION) {
        this.#add({ ...origin, at: this.#clock.now(), level, text });
      } else if (!isCut) {
        isCut = true;
        this.#add({
          ...origin,
          at: this.#clock.now(),
          level: 'warn',
          text: 'Log limit reached: further lines are dropped.',
        });
      }
    };
    return { write };
  }
  /** Something that the host itself has to say. */
  note(text: string): void {
    const origin = { invocationId: '', installation: '', moduleKey: '', functionKey: '' };
    this.#add({ ...origin, at: this.#clock.now(), level: 'error', text });
  }
  #add(line: LogLine): void {
    this.#lines.push(line);
    if (this.#lines.length > 2 * KEPT_LINES) this.#lines = this.#lines.slice(-KEPT_LINES);
  }
}
