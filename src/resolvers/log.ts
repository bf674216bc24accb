/** Writes a failure to the app's log: the error's name and where in the code it was, nothing of a work item. */
export const logFailure = (reference: string, operation: string, error: unknown): void => {
  const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: undefined };
  // The first lines repeat the message, which may quote what was read.
  const frames = stack?.split('\n').filter((line) => line.startsWith('    at '));
  // eslint-disable-next-line no-console -- Forge's log is the console
  console.error(JSON.stringify({ reference, operation, name, frames }));
};
