import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { isBusy } from '../../../src/core/status/status.ts';
import type { OperationName, Payload, Value } from '../../../src/operations/operations.ts';
import type { Status } from '../../../src/operations/status.ts';
import { call, type OperationError } from '../remote/call.ts';

/** While something is under way; rarer on a large site, where each look may cost a point for each project. */
const OFTEN_MS = 5_000;
const SELDOM_MS = 20_000;
const MANY_PROJECTS = 20;
/** While nothing is: events still come. */
const IDLE_MS = 60_000;

const intervalFor = (status: Status | undefined): number => {
  if (status === undefined || !isBusy(status)) return IDLE_MS;
  return status.projects.length > MANY_PROJECTS ? SELDOM_MS : OFTEN_MS;
};

/** How the app fares; looked at again by itself, sooner while something is under way, and only while the page is in sight. */
export const useStatus = (): UseQueryResult<Status, OperationError> =>
  useQuery<Status, OperationError>({
    queryKey: ['status.load'],
    queryFn: () => call('status.load', {}),
    refetchInterval: ({ state }) => (state.error === null ? intervalFor(state.data) : false),
  });

type Command = Extract<OperationName, `status.${string}` | `app.${string}`>;

/** A command of the status page, after which the status is looked at again. */
export const useCommand = <Name extends Command>(name: Name) => {
  const queries = useQueryClient();
  return useMutation<Value<Name>, OperationError, Payload<Name>>({
    mutationFn: (payload) => call(name, payload),
    onSettled: () => queries.invalidateQueries({ queryKey: ['status.load'] }),
  });
};
