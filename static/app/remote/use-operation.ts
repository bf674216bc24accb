import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { Operations, Payload, Value } from '../../../src/operations/operations.ts';
import { call, type OperationError } from './call.ts';

type Reading = 'program.list' | 'program.propose' | 'item.load';

/** While a reply is not settled, it is asked for again after so long ... */
const AGAIN_MS = 10_000;
/** ... for some minutes; then when one comes back to the page. */
const AGAIN_TIMES = 30;

/**
 * Reads an operation through the query library, without a payload not yet. With `isUnsettled` one watches: it is read again when one
 * comes back to the page after a while, and now and then as long as the reply is not settled.
 */
export const useOperation = <Name extends Reading>(
  name: Name,
  payload: Payload<Name> | undefined,
  isUnsettled?: (value: Value<Name>) => boolean,
): UseQueryResult<Value<Name>, OperationError> =>
  useQuery<Value<Name>, OperationError>({
    queryKey: [name, payload],
    enabled: payload !== undefined,
    placeholderData: (previous) => previous,
    refetchOnWindowFocus: isUnsettled !== undefined,
    refetchInterval: ({ state }) =>
      state.data !== undefined && state.dataUpdateCount <= AGAIN_TIMES && isUnsettled?.(state.data) === true
        ? AGAIN_MS
        : false,
    queryFn: () => {
      if (payload === undefined) throw new Error('disabled');
      return call(name, payload);
    },
  });

/** Saves a program and reads again whatever shows programs. */
export const useSaveProgram = () => {
  const queries = useQueryClient();
  return useMutation<Operations['program.save']['value'], OperationError, Payload<'program.save'>>({
    mutationFn: (payload) => call('program.save', payload),
    onSuccess: () => queries.invalidateQueries(),
  });
};
