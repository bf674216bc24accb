import type { createAgileClient, createCloudClient } from 'jira.js';
import type { Client } from 'jira.js/core';

/** What steps work with; ids that one step learns are there for the next. */
export interface Bench {
  readonly cloud: ReturnType<typeof createCloudClient>;
  readonly agile: ReturnType<typeof createAgileClient>;
  /** For what jira.js has no function for: its own transport and checking, with its own schemas. */
  readonly client: Client;
  readonly ids: Ids;
}
export interface Ids {
  readonly ann: string;
  readonly project: string;
  readonly scrumBoard: number;
  readonly kanbanBoard: number;
  readonly activeSprint: number;
  readonly epic: string;
  readonly epicId: number;
  readonly story: string;
  readonly other: string;
  readonly subtask: string;
  readonly secret: string;
  readonly securityScheme: number;
  readonly securityLevel: string;
  readonly filter: number;
  readonly storyType: string;
  /** Made by earlier steps, by name. */
  readonly made: Record<string, string>;
}
/** One call through jira.js: the endpoint (as routed) that it must reach, and the call. */
export type Step = readonly [endpoint: string, call: (bench: Bench) => Promise<unknown>];

/** What an earlier step made; throws where it did not. */
export const made = ({ ids }: Bench, name: string): string => {
  const id = ids.made[name];
  if (id === undefined) throw new Error(`No earlier step made '${name}'.`);
  return id;
};

/** Outcome of one step as the child process reports it. */
export interface Outcome {
  readonly endpoint: string;
  /** Operations that the site really served, with status. */
  readonly served: readonly string[];
  /** A thrown error (SchemaMismatchError included), as text. */
  readonly error?: string;
  /** Undocumented keys and values. */
  readonly drift: readonly unknown[];
}
