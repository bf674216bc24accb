import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { Operations, Payload, Value } from '../../../src/operations/operations.ts';
import { call, type OperationError } from './call.ts';

type Reading = 'program.list' | 'program.propose' | 'item.load';

/** Reads an operation through the query library, without a payload not yet; `isWatched` reads again when one comes back to the page after a while. */
export const useOperation = <Name extends Reading>(
  name: Name,
  payload: Payload<Name> | undefined,
  isWatched = false,
): UseQueryResult<Value<Name>, OperationError> =>
  useQuery<Value<Name>, OperationError>({
    queryKey: [name, payload],
    enabled: payload !== undefined,
    placeholderData: (previous) => previous,
    refetchOnWindowFocus: isWatched,
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
