import { rest } from '../api/rest.ts';
import type { PlacedModule } from '../api/site.ts';

/** Where a frame stands: sent with each of its calls; the server looks up what is true of that place. */
export interface FramePlace {
  readonly projectKey?: string;
  readonly issueKey?: string;
  readonly modal?: unknown;
}

/** A frame's calls to the server (`/forge/ui/frame/...`), each with its module and place. */
export const createFrameApi = ({ installation, module }: PlacedModule, place: FramePlace) => {
  const post = <T>(name: string, body: object = {}) =>
    rest<T>(`/forge/ui/frame/${name}`, {
      method: 'POST',
      body: {
        ...body,
        installation: installation.id,
        moduleKey: module.key,
        place: { ...place, location: window.location.href },
      },
    });
  return { post };
};
export type FrameApi = ReturnType<typeof createFrameApi>;
