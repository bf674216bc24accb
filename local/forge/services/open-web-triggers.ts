export type WebTriggerListener = (key: string, isOpen: boolean) => void;

/** Keys of the web triggers whose address was asked for and not deleted since. */
export class OpenWebTriggers {
  readonly #keys = new Set<string>();
  readonly #listeners: WebTriggerListener[] = [];

  onChange(listener: WebTriggerListener): void {
    this.#listeners.push(listener);
  }
  has(key: string): boolean {
    return this.#keys.has(key);
  }
  open(key: string): void {
    if (!this.#keys.has(key)) this.#set(key, true);
  }
  /** False where it was not open. */
  close(key: string): boolean {
    const wasOpen = this.#keys.has(key);
    if (wasOpen) this.#set(key, false);
    return wasOpen;
  }
  /** Puts back what was kept, telling nobody. */
  restore(key: string, isOpen: boolean): void {
    if (isOpen) this.#keys.add(key);
    else this.#keys.delete(key);
  }

  #set(key: string, isOpen: boolean): void {
    this.restore(key, isOpen);
    for (const listener of this.#listeners) listener(key, isOpen);
  }
}
