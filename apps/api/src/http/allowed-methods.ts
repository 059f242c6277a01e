import type { Application } from 'express';

/** The methods that the routes of `app` know for `path`, HEAD and OPTIONS included; none when there is no such path. */
export function allowedMethods(app: Application, path: string): string[] {
  const methods = new Set<string>();
  for (const { route } of app.router.stack) {
    if (route === undefined || !pattern(String(route.path)).test(path)) continue;
    for (const { method } of route.stack) if (method) methods.add(method.toUpperCase());
  }
  if (methods.size === 0) return [];
  if (methods.has('GET')) methods.add('HEAD');
  methods.add('OPTIONS');
  return [...methods].sort();
}

function pattern(route: string): RegExp {
  const text = route.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+');
  return new RegExp(`^${text}/?$`, 'i');
}
