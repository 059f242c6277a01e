import { queryOptions } from '@tanstack/react-query';
import type { RoutingExplanation, RoutingQuestion } from '@trunkline/contracts';
import { request } from './request';

/** Where a call would go and why; asked anew whenever the page is, since the configuration may be another. */
export const explanationQuery = (question: RoutingQuestion) =>
  queryOptions({
    queryKey: ['routing', question],
    queryFn: async ({ signal }) =>
      (await request<RoutingExplanation>('POST', '/routing/explain', { body: question, signal })).body,
    staleTime: 0,
    retry: false,
  });
