import { Injectable, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService, ExternalContextCreator, MetadataScanner, Reflector } from '@nestjs/core';
import type { PlannedChange, Principal } from '@trunkline/contracts';
import { CHANGES_CONFIGURATION } from '../config-changes/changes.decorator.js';

interface PlannedRequest {
  params: Record<string, string>;
  body: unknown;
  principal: Principal;
}

interface PlannedRoute {
  method: string;
  path: RegExp;
  handle: (request: PlannedRequest) => Promise<unknown>;
}

/**
 * The routes that change configuration, called without a request of their own: with the same pipes, contracts and
 * services. A route belongs to them by its decorator `@Changes`, so that a new resource can be planned at once.
 */
@Injectable()
export class PlannedRoutes {
  private found: PlannedRoute[] | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    private readonly contexts: ExternalContextCreator,
  ) {}

  /** Makes the change as `principal`, or undefined when no such route changes configuration. */
  call({ method, path, body }: PlannedChange, principal: Principal): Promise<unknown> | undefined {
    this.found ??= this.find();
    for (const route of this.found) {
      const match = route.method === method ? route.path.exec(path) : null;
      if (match) return route.handle({ params: { ...match.groups }, body, principal });
    }
    return undefined;
  }

  private find(): PlannedRoute[] {
    return this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!instance || !metatype) return [];
      const base = this.reflector.get<string>(PATH_METADATA, metatype);
      return this.scanner.getAllMethodNames(Object.getPrototypeOf(instance)).flatMap((name) => {
        const callback = (instance as Record<string, (...args: unknown[]) => unknown>)[name];
        if (!callback || !this.reflector.get(CHANGES_CONFIGURATION, callback)) return [];
        const method = RequestMethod[this.reflector.get<RequestMethod>(METHOD_METADATA, callback)] ?? '';
        const path = pathPattern(`${base}/${this.reflector.get<string>(PATH_METADATA, callback)}`);
        return [{ method, path, handle: this.handler(instance, callback, name) }];
      });
    });
  }

  /** The guard has judged the plan; waiting for Asterisk and headers are no part of one. */
  private handler(instance: object, callback: (...args: unknown[]) => unknown, name: string) {
    const values = { exchangeKeyForValue };
    const options = { guards: false, interceptors: false, filters: false };
    return this.contexts.create(
      instance,
      callback,
      name,
      ROUTE_ARGS_METADATA,
      values,
      undefined,
      undefined,
      options,
      'http',
    ) as (request: PlannedRequest) => Promise<unknown>;
  }
}

/** What a decorated parameter of a handler stands for. */
function exchangeKeyForValue(type: RouteParamtypes, name: unknown, [request]: [PlannedRequest]): unknown {
  switch (type) {
    case RouteParamtypes.BODY:
      return request.body;
    case RouteParamtypes.PARAM:
      return typeof name === 'string' ? request.params[name] : request.params;
    case RouteParamtypes.QUERY:
      return {};
    default:
      throw new Error('a route that changes configuration takes what a plan cannot give');
  }
}

/** `trunks/:id` as a pattern for `/trunks/0190…`. */
function pathPattern(path: string): RegExp {
  const segments = path.split('/').filter((segment) => segment !== '');
  return new RegExp(`^${segments.map((segment) => `/${segment.replace(/^:(\w+)$/, '(?<$1>[^/]+)')}`).join('')}/?$`);
}
