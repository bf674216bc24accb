/** Codes of an invocation that did not give a reply: Forge's own where the packages name them (@forge/events InvocationErrorCode). */
export type PlatformErrorCode =
  | 'FUNCTION_OUT_OF_MEMORY'
  | 'FUNCTION_TIME_OUT'
  | 'FUNCTION_PLATFORM_UNKNOWN_ERROR'
  | 'FUNCTION_PLATFORM_RATE_LIMITED'
  | 'FUNCTION_UNHANDLED_ERROR'
  | 'REQUEST_TOO_LARGE'
  | 'RESPONSE_TOO_LARGE'
  | 'MODULE_NOT_FOUND'
  | 'INSTALLATION_NOT_FOUND';

const STATUS: Readonly<Record<PlatformErrorCode, number>> = {
  FUNCTION_OUT_OF_MEMORY: 500,
  FUNCTION_TIME_OUT: 504,
  FUNCTION_PLATFORM_UNKNOWN_ERROR: 500,
  FUNCTION_PLATFORM_RATE_LIMITED: 429,
  FUNCTION_UNHANDLED_ERROR: 500,
  REQUEST_TOO_LARGE: 413,
  RESPONSE_TOO_LARGE: 413,
  MODULE_NOT_FOUND: 404,
  INSTALLATION_NOT_FOUND: 404,
};

/** Why an invocation gave no reply, as data: what `invoke` rejects with in the browser. */
export interface PlatformError {
  readonly code: PlatformErrorCode;
  readonly message: string;
  /** The HTTP status under which the control API reports it. */
  readonly status: number;
  /** Where the app's own code threw: the error's class name and its stack, for the log and never for the browser. */
  readonly thrown?: { readonly name: string; readonly stack?: string };
  /** Seconds to wait, where the platform says so. */
  readonly retryAfterSeconds?: number;
}

/** Builds the error of a code, with the status that belongs to it. */
export const platformError = (
  code: PlatformErrorCode,
  message: string,
  more: Pick<PlatformError, 'thrown' | 'retryAfterSeconds'> = {},
): PlatformError => ({ code, message, status: STATUS[code], ...more });

/** Whether the platform itself retries an event whose invocation ended so (platform.md 1.5: timeout, memory, rate, platform). */
export const isRetriedByPlatform = (code: PlatformErrorCode): boolean =>
  code.startsWith('FUNCTION_') && code !== 'FUNCTION_UNHANDLED_ERROR';
