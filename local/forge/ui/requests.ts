import { badRequest } from '../../jira/errors.ts';
import type { Place } from './place.ts';

/** What a frame's page says with each request: which module, of which installation, where. */
export interface FrameRequest {
  readonly installation: string;
  readonly moduleKey: string;
  readonly place: Place;
  /** The rest of the body. */
  readonly body: Readonly<Record<string, unknown>>;
}
type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

const parsePlace = (value: unknown): Place => {
  const { projectKey, issueKey, location, modal } = fieldsOf(value);
  return {
    ...(typeof projectKey === 'string' ? { projectKey } : {}),
    ...(typeof issueKey === 'string' ? { issueKey } : {}),
    ...(typeof location === 'string' ? { location } : {}),
    ...(modal === undefined ? {} : { modal }),
  };
};

/** Checks the body of a request under `/forge/ui/frame`; a JiraProblem (400) names what is missing. */
export const parseFrameRequest = (value: unknown): FrameRequest => {
  const body = fieldsOf(value);
  const { installation, moduleKey, place } = body;
  if (typeof installation !== 'string') throw badRequest('installation is missing.');
  if (typeof moduleKey !== 'string') throw badRequest('moduleKey is missing.');
  return { installation, moduleKey, place: parsePlace(place), body };
};

export interface ProductRequest {
  readonly path: string;
  readonly init: RequestInit;
}
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** The request that @forge/bridge's `requestJira` describes; 400 for what a local site cannot do. */
export const parseProductRequest = (body: Fields): ProductRequest => {
  const { product, restPath, fetchRequestInit, isMultipartFormData } = body;
  if (product !== 'jira') throw badRequest(`The local site has no ${String(product)}: only requestJira works here.`);
  if (isMultipartFormData === true) throw badRequest('The local site takes no form data in requestJira.');
  if (typeof restPath !== 'string' || !restPath.startsWith('/')) throw badRequest('requestJira needs a path.');
  const init = fieldsOf(fetchRequestInit);
  const method = typeof init['method'] === 'string' ? init['method'].toUpperCase() : 'GET';
  if (!METHODS.includes(method)) throw badRequest(`requestJira cannot ${method}.`);
  const pairs = Array.isArray(init['headers']) ? init['headers'].filter(Array.isArray) : [];
  const headers = new Headers(pairs.map(([name, value]) => [String(name), String(value)]));
  return {
    path: restPath,
    init: { method, headers, ...(typeof init['body'] === 'string' ? { body: init['body'] } : {}) },
  };
};
