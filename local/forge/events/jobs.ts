/** How the events of a push fared; `inProgress` is what still waits or runs. */
export interface JobStats {
  readonly success: number;
  readonly inProgress: number;
  readonly failed: number;
}

/** Counts by queue and job of what has ended. */
export class Jobs {
  readonly #ended = new Map<string, { success: number; failed: number }>();

  begin(queueName: string, jobId: string): void {
    this.#ended.set(`${queueName}/${jobId}`, { success: 0, failed: 0 });
  }
  end(queueName: string, jobId: string, outcome: 'success' | 'failed'): void {
    const counts = this.#ended.get(`${queueName}/${jobId}`) ?? { success: 0, failed: 0 };
    this.#ended.set(`${queueName}/${jobId}`, { ...counts, [outcome]: counts[outcome] + 1 });
  }
  find(queueName: string, jobId: string): { readonly success: number; readonly failed: number } | undefined {
    return this.#ended.get(`${queueName}/${jobId}`);
  }
}
