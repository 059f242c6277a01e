import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Saved } from '../api/config-change';
import { configRevisionsQuery } from '../api/config-revisions';
import { useReportOutcome } from './outcome';

interface Options<A, T> {
  change: (argument: A) => Promise<Saved<T>>;
  /** Lists that the change makes old. */
  touches: QueryKey[];
  /** How people call what was changed. */
  name: (argument: A, saved: Saved<T>) => string;
  onSaved?: (saved: Saved<T>) => void;
  onError?: (error: unknown) => void;
}

/** A change of a resource: makes it, reads again what it touched, and tells whether Asterisk took it where that has to. */
export function useConfigChange<A, T>({ change, touches, name, onSaved, onError }: Options<A, T>) {
  const queries = useQueryClient();
  const report = useReportOutcome();
  return useMutation({
    mutationFn: change,
    onSuccess: async (saved, argument) => {
      const old = [...touches, configRevisionsQuery.queryKey, ['system']];
      await Promise.all(old.map((queryKey) => queries.invalidateQueries({ queryKey })));
      report(name(argument, saved), saved.outcome);
      onSaved?.(saved);
    },
    ...(onError ? { onError } : {}),
  });
}
