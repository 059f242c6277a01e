/** Search of the login page: `back` is where to go on, `ended` that a session ran out. */
export interface LoginSearch {
  back?: string;
  ended?: boolean;
}

export function readLoginSearch(search: Record<string, unknown>): LoginSearch {
  return {
    ...(typeof search.back === 'string' && isOwnPath(search.back) ? { back: search.back } : {}),
    ...(search.ended === true ? { ended: true } : {}),
  };
}

/** A link to the login must not lead on to a foreign site: only a path of this origin is taken. */
function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])/.test(path) && !path.startsWith('/login');
}
