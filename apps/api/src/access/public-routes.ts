/**
 * Every route that answers without a credential, with its reason. This is the only such list: the guard reads it, and
 * a spec walks all routes and fails for one that is open and not named here.
 */
export const publicRoutes: ReadonlyMap<string, string> = new Map([
  ['GET /api/v1/health', 'supervisors ask whether the process can work; it tells no more than that'],
  ['GET /api/v1/health/live', 'supervisors ask whether the process runs'],
  ['POST /api/v1/session', 'this is where a credential comes from'],
]);

/** Routes that answer anybody who is known, whatever the permissions. */
export const anyCredentialRoutes: ReadonlyMap<string, string> = new Map([
  ['GET /api/v1/session', 'tells who is asking and what is permitted'],
  ['DELETE /api/v1/session', 'whoever can log in can log out'],
  ['PUT /api/v1/session/password', "a password of one's own, for who knows the present one"],
  ['GET /api/v1/sessions', "one's own sessions; those of others need access:manage, which the service checks"],
  ['DELETE /api/v1/sessions', "ends one's own other sessions"],
  ['DELETE /api/v1/sessions/:id', "as the list: one's own, or any with access:manage"],
  ['GET /api/v1/overview', 'each part of it needs the permission of what it is made of, and is null without'],
  ['GET /api/v1/search', 'as the overview: a kind of thing is null for who may not read it'],
]);

/** Routes that answer every user, whatever the role, about what is his own, and no API key: a key is nobody's. */
export const personalRoutes: ReadonlyMap<string, string> = new Map([
  ['GET /api/v1/saved-filters', 'filters that one saved'],
  ['GET /api/v1/saved-filters/:id', 'one of them'],
  ['POST /api/v1/saved-filters', 'saves one for oneself'],
  ['PATCH /api/v1/saved-filters/:id', 'changes one of them'],
  ['DELETE /api/v1/saved-filters/:id', 'deletes one of them'],
]);

/** Paths served outside of the router's controllers: static files without any state of the PBX. */
export const publicPaths: readonly { prefix: string; reason: string }[] = [
  { prefix: '/docs', reason: 'the API description is in the repository anyway' },
];
