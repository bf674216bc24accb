/** Writes a failure to the app's log: names and stacks of code, nothing of a work item. */
export const logFailure = (reference: string, operation: string, error: unknown): void => {
  const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: undefined };
  // eslint-disable-next-line no-console -- Forge's log is the console
  console.error(JSON.stringify({ reference, operation, name, stack }));
};
