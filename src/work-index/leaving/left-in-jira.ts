import type { JiraClient } from '../../jira/client.ts';

/** Something that Interlock writes into Jira and that Jira keeps when the app is uninstalled. */
export interface LeftInJira {
  /** As the status page calls it, in the plural. */
  readonly name: string;
  /** Takes all of it out as the app and gives how many; safe to repeat. */
  readonly remove: (app: JiraClient) => Promise<number>;
}

/**
 * Everything of that kind, for `prepareUninstall`. Whoever has Interlock write entity properties, links or anything else that stays
 * behind adds it here. Empty: this version writes nothing into Jira.
 */
export const LEFT_IN_JIRA: readonly LeftInJira[] = [];
