import type { ErrorCode } from '@trunkline/contracts';

/** HTTP status and title of every error code. */
export const problemKinds: Record<ErrorCode, { status: number; title: string }> = {
  validation_failed: { status: 422, title: 'Validation failed' },
  malformed_request: { status: 400, title: 'Malformed request' },
  unauthenticated: { status: 401, title: 'Authentication required' },
  invalid_credentials: { status: 401, title: 'Wrong user name or password' },
  forbidden: { status: 403, title: 'Not permitted' },
  not_found: { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Conflict' },
  in_use: { status: 409, title: 'In use' },
  precondition_failed: { status: 412, title: 'Precondition failed' },
  idempotency_key_in_use: { status: 409, title: 'Still running' },
  idempotency_key_reused: { status: 422, title: 'Idempotency key used for another request' },
  payload_too_large: { status: 413, title: 'Too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  database_unavailable: { status: 503, title: 'Database unavailable' },
  agent_unavailable: { status: 503, title: 'Agent unavailable' },
  asterisk_unavailable: { status: 503, title: 'Asterisk unavailable' },
  call_ended: { status: 409, title: 'The call has ended' },
  internal_error: { status: 500, title: 'Internal error' },
};
