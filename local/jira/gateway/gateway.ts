import type { Caller } from '../caller.ts';
import { findRule, scopesSuffice } from '../description/rules.ts';
import type { Answer, Operation } from '../operation.ts';
import type { Site } from '../site.ts';
import { checkBody, checkQuery, checkSupported, parseBody } from './checks.ts';
import { drawsPoints, nameOf, priceOf } from './cost.ts';
import type { CallCost } from './cost.ts';
import { ConnectionDropped } from './faults.ts';
import type { Fault, FaultBook } from './faults.ts';
import { Throttle, quotaHeaders, refusalHeaders } from './limits.ts';
import type { PointsPool, Refusal } from './limits.ts';
import { scopeMismatch, toProblemAnswer, toResponse, unknownRoute, wrongMethod } from './respond.ts';
import type { Logger } from './respond.ts';
import { buildRoutes } from './router.ts';
import type { Found } from './router.ts';
import { issuesWritten } from './written-issues.ts';

export interface GatewayParts {
  readonly site: Site;
  readonly faults: FaultBook;
  readonly operations: readonly Operation[];
  readonly pool: PointsPool;
  readonly sleep: (ms: number) => Promise<void>;
  readonly logger: Logger;
}
interface Ask {
  readonly request: Request;
  readonly url: URL;
  readonly caller: Caller;
  readonly now: number;
}
interface Served {
  readonly answer: Answer;
  readonly price: { readonly points: number; readonly otherReading: number };
}

const refusalAnswer = (refusal: Refusal, now: number): Answer => ({
  status: 429,
  headers: refusalHeaders(refusal, now),
  body: { errorMessages: ['Rate limit exceeded.'], errors: {} },
});
const unpriced = (answer: Answer): Served => ({ answer, price: { points: 0, otherReading: 0 } });

/** Runs the operation itself: its names checked, its errors in Jira's words, its price known. */
const runOperation = async (parts: GatewayParts, found: Found, ask: Ask, body: unknown): Promise<Served> => {
  const { operation, params } = found;
  const query = ask.url.searchParams;
  const rule = findRule(operation);
  if (rule !== undefined) {
    checkQuery(nameOf(operation), rule, query);
    checkBody(nameOf(operation), rule, body);
    checkSupported(nameOf(operation), query, body);
  }
  const { caller, now } = ask;
  const answer = await operation.handle({ site: parts.site, caller, params, query, body, now });
  return { answer, price: priceOf(operation, answer, { query, body }) };
};

/** What stands before the operation for the app's calls: scopes, then the three limits (platform.md 2). */
const gate = (
  parts: GatewayParts,
  throttle: Throttle,
  found: Found,
  ask: Ask,
  body: () => unknown,
): Answer | undefined => {
  const { app } = ask.caller;
  if (app === undefined) return undefined;
  const rule = findRule(found.operation);
  if (rule !== undefined && !scopesSuffice(rule, app.scopes)) return scopeMismatch();
  if (!parts.site.tuning.enforceLimits) return undefined;
  const refusal =
    (drawsPoints(ask.caller) ? parts.pool.refusal(ask.now) : undefined) ??
    throttle.burst(found.operation, ask.now) ??
    issuesWritten(parts.site.store, found, body())
      .map((id) => throttle.issueWrite(id, ask.now))
      .find((met) => met !== undefined);
  return refusal === undefined ? undefined : refusalAnswer(refusal, ask.now);
};

const serve = async (parts: GatewayParts, throttle: Throttle, found: Found, ask: Ask): Promise<Served> => {
  let body: unknown;
  let malformed: unknown;
  try {
    body = await parseBody(ask.request);
  } catch (error) {
    malformed = error;
  }
  const refused = gate(parts, throttle, found, ask, () => body);
  if (refused !== undefined) return unpriced(refused);
  if (malformed !== undefined) throw malformed;
  return runOperation(parts, found, ask, body);
};

const faultAnswer = (fault: Fault): Answer | undefined =>
  fault.status === undefined
    ? undefined
    : {
        status: fault.status,
        body: fault.body ?? { errorMessages: [`Scripted fault ${fault.status}`], errors: {} },
        ...(fault.headers === undefined ? {} : { headers: fault.headers }),
      };

/** Faults around a call: a delay, an answer instead, a connection that breaks before or after. */
const withFaults = async (parts: GatewayParts, ask: Ask, next: () => Promise<Served>): Promise<Served> => {
  const { method } = ask.request;
  const fault = parts.faults.take(method, ask.url.pathname);
  if (fault === undefined) return next();
  if (fault.delayMs !== undefined) await parts.sleep(fault.delayMs);
  const what = `${method} ${ask.url.pathname}`;
  if (fault.drop === 'before') throw new ConnectionDropped(what);
  const scripted = faultAnswer(fault);
  if (scripted !== undefined) return unpriced(scripted);
  const served = await next();
  if (fault.drop === 'after') throw new ConnectionDropped(what);
  return served;
};

/**
 * The one way into the local Jira: route, faults, scopes, limits, names, the operation, cost and headers.
 * Rejects only with ConnectionDropped.
 */
export const buildGateway = (parts: GatewayParts) => {
  const routes = buildRoutes(parts.operations);
  const throttle = new Throttle();
  let requests = 0;

  const answerTo = async (found: Found | undefined, ask: Ask, reference: string): Promise<Served> => {
    const { method } = ask.request;
    try {
      return await withFaults(parts, ask, async () => {
        if (found !== undefined) return serve(parts, throttle, found, ask);
        const allowed = routes.methodsOf(ask.url.pathname);
        return unpriced(
          allowed.length > 0 ? wrongMethod(method, ask.url.pathname, allowed) : unknownRoute(method, ask.url.pathname),
        );
      });
    } catch (error) {
      if (error instanceof ConnectionDropped) throw error;
      const answer = toProblemAnswer(error, reference, parts.logger);
      return { answer, price: { points: 1, otherReading: 1 } };
    }
  };

  return async (request: Request, caller: Caller, observe?: (cost: CallCost) => void): Promise<Response> => {
    const ask: Ask = { request, url: new URL(request.url), caller, now: parts.site.clock.now() };
    const reference = `local-${(++requests).toString(16).padStart(8, '0')}`;
    const found = routes.find(request.method, ask.url.pathname);
    const { answer, price } = await answerTo(found, ask, reference);
    const draws = drawsPoints(caller);
    if (draws && parts.site.tuning.enforceLimits) parts.pool.draw(price.points, ask.now);
    observe?.({
      operation: found === undefined ? `${request.method} ${ask.url.pathname}` : nameOf(found.operation),
      status: answer.status,
      points: draws ? price.points : 0,
      pointsOtherReading: draws ? price.otherReading : 0,
    });
    return toResponse(answer, {
      'x-arequestid': reference,
      'cache-control': 'no-cache, no-store, no-transform',
      ...(caller.accountId === undefined ? {} : { 'x-aaccountid': encodeURIComponent(caller.accountId) }),
      ...(draws && parts.site.tuning.enforceLimits ? quotaHeaders(parts.pool, ask.now) : {}),
    });
  };
};
