import { type Answer, type Call, noContent, type Operation } from '../operation.ts';
import { notify } from '../writes/notify.ts';
import { readObject } from '../writes/write.ts';

const postNotify = ({ site, caller, params, body }: Call): Answer => {
  notify(site, caller, { issue: params['issueIdOrKey'] ?? '', body: readObject(body) });
  return noContent();
};

/** Mail about an issue: accepted and kept in memory, nothing is sent. */
export const issueNotifyOperations: readonly Operation[] = [
  { method: 'POST', path: '/rest/api/3/issue/{issueIdOrKey}/notify', handle: postNotify },
];
