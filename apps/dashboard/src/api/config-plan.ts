import type { ConfigPlan, PlannedChange } from '@trunkline/contracts';
import { ApiError } from './problem';
import { request } from './request';

const inPlan = '/changes/0/body';

/** What one change would do, without making it. Fails as the change itself would: its errors name fields of `body`. */
export async function planChange(change: PlannedChange): Promise<ConfigPlan> {
  try {
    return (await request<ConfigPlan>('POST', '/config/plan', { body: { changes: [change] } })).body;
  } catch (error) {
    throw error instanceof ApiError ? error.at((pointer) => pointer.replace(inPlan, '')) : error;
  }
}
