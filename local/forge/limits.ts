/** The platform's limits, each with its source (platform.md, section numbers), so that a figure is corrected in one place. */

const KIB = 1024;
const MIB = 1024 * KIB;

/** Longest run of a function by the kind of module that calls it, ms (1.1; product triggers fall under the general row). */
export const TIMEOUTS_MS = {
  resolver: 25_000,
  trigger: 25_000,
  consumer: 55_000,
  scheduledTrigger: 55_000,
  webtrigger: 55_000,
} as const;
export type ModuleKind = keyof typeof TIMEOUTS_MS;

export const MEMORY_DEFAULT_MB = 512; // 1.1
export const INVOKE_REQUEST_BYTES = 500 * KIB; // 1.1, front-end invoke
export const INVOKE_REPLY_BYTES = 5 * MIB; // 1.1
export const PAYLOAD_BYTES = 5 * MIB; // 1.1, every other invocation
export const LOG_LINES_PER_RUNTIME_MINUTE = 100; // 1.1
export const LOG_BYTES_PER_INVOCATION = 200 * KIB; // 1.1
export const NETWORK_REQUESTS_PER_MINUTE = 100_000; // 1.1, per app and tenant
export const INVOKES_PER_USER_PER_MINUTE = 1_200; // 1.1, CHANGE-3420
export const INVOKES_PER_MINUTE = 7_000;
export const INVOKES_PER_SECOND = 300;

export const KVS_UNIT_BYTES = 10_000; // 1.2: "unit = 10 KB"
export const KVS_UNITS_PER_MINUTE = 4_000; // 1.2, reads and writes each
export const KVS_REQUESTS_PER_SECOND = 1_000;
export const KVS_KEY_CHARS = 500;
export const KVS_VALUE_BYTES = 240 * KIB;
export const KVS_DEPTH = 31;
export const KVS_OPERATIONS = 25; // transactions and batches
export const KVS_REQUEST_BYTES = 4 * MIB; // transactions and batches
export const KVS_PAGE_DEFAULT = 10;
export const KVS_PAGE_MAX = 100;
export const KVS_QUERY_CONDITIONS = 100;
export const KVS_QUERY_LAG_MS = 5_000; // 9: "modelled as 5 s"
export const KVS_TTL_MAX_MS = 365 * 86_400_000;
/** An expired value stays readable for up to this long unless it was swept (1.2). */
export const KVS_EXPIRED_READABLE_MS = 48 * 3_600_000;

export const QUEUE_EVENTS_PER_PUSH = 50; // 1.5
export const QUEUE_EVENTS_PER_MINUTE = 500;
export const QUEUE_PUSH_BYTES = 200 * KIB;
/** An event for a consumer that may run longer than 55 s. */
export const QUEUE_LONG_EVENT_BYTES = 100 * KIB;
export const QUEUE_RETRY_DATA_BYTES = 4 * KIB;
export const QUEUE_DELAY_SECONDS = 900;
export const QUEUE_RETRY_SECONDS = 900;
export const QUEUE_CYCLIC_PUSHES = 1_000;
export const QUEUE_RETENTION_MS = 24 * 3_600_000;
/** Retries of one event, asked for by the app or made by the platform (1.5: the pages disagree; the events page says 4). */
export const EVENT_RETRIES = 4;
export const PRODUCT_EVENT_BYTES = 200_000; // 1.7

export const REALTIME_OPERATIONS_PER_SECOND = 50; // 1.6
