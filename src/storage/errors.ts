/** Someone else wrote in between: read again. */
export class VersionConflictError extends Error {
  constructor(keys: readonly string[], cause: unknown) {
    super(`Written by someone else meanwhile: ${keys.join(', ')}`, { cause });
    this.name = 'VersionConflictError';
  }
}

/** More than Forge storage takes for one key. */
export class ValueTooLargeError extends Error {
  constructor(key: string, bytes: number) {
    super(`${key} has ${bytes} bytes: too large to be stored.`);
    this.name = 'ValueTooLargeError';
  }
}

/** Forge storage refused or did not answer. */
export class StorageError extends Error {
  readonly isRateLimit: boolean;

  constructor(cause: unknown, isRateLimit: boolean) {
    super('Forge storage did not do what it was asked for.', { cause });
    this.name = 'StorageError';
    this.isRateLimit = isRateLimit;
  }
}
