/** A refusal of Forge storage: `{ code, message }` under a status (handling-errors-kvs, handling-errors-customentities; platform.md 9). */
export class StorageProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'StorageProblem';
    this.status = status;
    this.code = code;
  }
}
export const refuse = (code: string, message: string): StorageProblem => new StorageProblem(400, code, message);
export const keyNotFound = (): StorageProblem =>
  new StorageProblem(404, 'KEY_NOT_FOUND', 'The specified key does not exist.');
