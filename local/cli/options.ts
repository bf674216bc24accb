import { parseArgs } from 'node:util';
import { parseInstant } from '../instant.ts';
import { FAULT_SCENARIOS } from './fault-scenarios.ts';

export const SIZES = ['small', 'medium', 'large'] as const;
export type Size = (typeof SIZES)[number];

export interface StartOptions {
  readonly port: number;
  readonly site: Size;
  readonly importFiles: readonly string[];
  /** Epoch ms. */
  readonly now?: number;
  readonly fresh: boolean;
  readonly faults?: string;
}
export type ParsedOptions =
  | { readonly kind: 'start'; readonly options: StartOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'error'; readonly message: string };

const scenarios = Object.entries(FAULT_SCENARIOS).map(([name, { about }]) => `                      ${name}: ${about}`);

export const HELP = `npm start -- [options]: a Jira site with Interlock on this machine

  --port NUMBER       the port of http://localhost (default 4180)
  --site SIZE         small (default), medium or large: a seeded site
  --import FILE...    exports of Jira's REST API (.json, .jsonl, .gz, .xz) instead of a seeded site
  --now ISO           the instant at which the site's clock starts, for example 2026-11-22T09:00:00Z
  --fresh             forget what was changed, start from the seed or the import again
  --faults NAME       let Jira and Forge misbehave:
${scenarios.join('\n')}
  --help              this text`;

const error = (message: string): ParsedOptions => ({ kind: 'error', message });
const isSize = (text: string): text is Size => SIZES.some((size) => size === text);

const read = (argv: readonly string[]) =>
  parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '4180' },
      site: { type: 'string' },
      import: { type: 'string', multiple: true },
      now: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      faults: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });

/** Reads the command line of `npm start`; never throws. */
export const parseOptions = (argv: readonly string[]): ParsedOptions => {
  let parsed: ReturnType<typeof read>;
  try {
    parsed = read(argv);
  } catch (failure) {
    return error(failure instanceof Error ? failure.message : String(failure));
  }
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  // `--import a b c`: the parser gives the first to the option and calls the others positional.
  if (positionals.length > 0 && values.import === undefined) return error(`Unexpected argument: ${positionals[0]}`);
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port < 1 || port > 65_535)
    return error(`--port must be a number from 1 to 65535, not ${values.port}`);
  if (values.site !== undefined && values.import !== undefined) return error('--site and --import exclude each other');
  const site = values.site ?? 'small';
  if (!isSize(site)) return error(`--site must be ${SIZES.join(', ')}, not ${site}`);
  const now = values.now === undefined ? undefined : parseInstant(values.now);
  if (values.now !== undefined && now === undefined)
    return error(`--now must be an instant like 2026-11-22T09:00:00Z, not ${values.now}`);
  if (values.faults !== undefined && !Object.hasOwn(FAULT_SCENARIOS, values.faults)) {
    return error(`--faults must be ${Object.keys(FAULT_SCENARIOS).join(', ')}, not ${values.faults}`);
  }
  const options = { port, site, importFiles: [...(values.import ?? []), ...positionals], fresh: values.fresh };
  return {
    kind: 'start',
    options: {
      ...options,
      ...(now === undefined ? {} : { now }),
      ...(values.faults === undefined ? {} : { faults: values.faults }),
    },
  };
};
