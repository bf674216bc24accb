import type { HostCore } from './core.ts';
import type { Installation } from './installation.ts';
import { backendContext, runTask } from './invocation.ts';
import { listBound, type BoundFunction } from './manifest.ts';
import { webTriggerId } from './services/web-trigger-urls.ts';
import { listOf, members } from './storage/requests.ts';

const requestOf = async (request: Request): Promise<Record<string, unknown>> => {
  const url = new URL(request.url);
  const queryParameters: Record<string, string[]> = {};
  for (const [name, value] of url.searchParams) (queryParameters[name] ??= []).push(value);
  const [, , , userPath = ''] = /^\/(x1)\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
  return {
    method: request.method,
    path: url.pathname,
    userPath,
    headers: Object.fromEntries([...request.headers].map(([name, value]) => [name, [value]])),
    queryParameters,
    body: await request.text(),
  };
};

/** A static web trigger answers by naming one of the manifest's outputs; a dynamic one builds its answer. */
const responseOf = ({ module }: BoundFunction, value: unknown): Response => {
  const given = members(value);
  const response = members(module.members['response']);
  if (response['type'] === 'static') {
    const output = listOf(response['outputs'])
      .map(members)
      .find(({ key }) => key === given['outputKey']);
    if (output === undefined) return new Response('The function named no output of the manifest.', { status: 500 });
    const headers = { 'content-type': String(output['contentType'] ?? 'text/plain') };
    return new Response(String(output['body'] ?? ''), { status: Number(output['statusCode'] ?? 200), headers });
  }
  if (typeof given['statusCode'] !== 'number') return new Response('The function gave no response.', { status: 500 });
  const headers = new Headers();
  for (const [name, values] of Object.entries(members(given['headers']))) {
    for (const each of listOf(values)) headers.append(name, String(each));
  }
  return new Response(typeof given['body'] === 'string' ? given['body'] : null, {
    status: given['statusCode'],
    headers,
  });
};

/** Answers a call of a web trigger's address `/x1/{id}`; undefined where no open trigger has it. */
export const callWebTrigger = async (
  core: HostCore,
  installation: Installation,
  request: Request,
): Promise<Response | undefined> => {
  const id = new URL(request.url).pathname.split('/')[2];
  const bound = listBound(core.manifest, 'webtrigger').find(
    ({ module }) => webTriggerId(installation.name, module.key) === id && installation.openWebTriggers.has(module.key),
  );
  if (bound === undefined) return undefined;
  const outcome = await runTask(core, {
    installation,
    bound,
    functionKey: bound.module.key,
    args: [await requestOf(request), backendContext(installation, undefined)],
    viewer: undefined,
  });
  return 'error' in outcome ? new Response(outcome.error.message, { status: 500 }) : responseOf(bound, outcome.value);
};
