import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, type MutableRefObject } from 'react';
import { useLocation, useNavigate, useNavigationType } from 'react-router';
import type { Peer } from '../../forge/frame/wire.ts';
import { useDialogs } from '../shell/dialogs.tsx';
import { useFlags } from '../shell/flags.tsx';
import { useThemeAttributes } from '../shell/theme.tsx';
import { useLatest } from '../ui/use-latest.ts';
import type { AppFrameProps } from './app-frame.tsx';
import type { FrameSurroundings } from './bridge-calls.ts';
import type { FrameApi } from './frame-api.ts';

interface Input extends AppFrameProps {
  readonly api: FrameApi;
  readonly localId: string;
  readonly setHeight: (height: number) => void;
  readonly peer: MutableRefObject<Peer | undefined>;
}
const FROM_FRAME = 'fromFrame';
const isFromFrame = (state: unknown): boolean => typeof state === 'object' && state !== null && FROM_FRAME in state;

/** The outer address as the frame sees it, and the frame's moves put into the outer address. */
const useFrameHistory = ({ shape, basePath = '', peer }: Input) => {
  const navigate = useNavigate();
  const location = useLocation();
  const navigationType = useNavigationType();
  const inner = useMemo(() => {
    const pathname = location.pathname.slice(basePath.length) || '/';
    return { pathname, search: location.search, hash: location.hash, key: location.key };
  }, [location, basePath]);
  const current = useLatest(inner);
  const isUsed = useRef(false);

  useEffect(() => {
    const isOwnMove = navigationType !== 'POP' && isFromFrame(location.state);
    if (!isUsed.current || isOwnMove) return;
    void peer.current?.call('historyChanged', { location: inner, action: navigationType });
  }, [inner, location.state, navigationType, peer]);

  if (shape !== 'page') return undefined;
  return {
    read: () => {
      isUsed.current = true;
      return current.current;
    },
    move: (action: string, to: Readonly<Record<string, unknown>>) => {
      const path = `${basePath}${String(to['pathname'] ?? '/').replace(/^\/$/, '')}`;
      const target = { pathname: path, search: String(to['search'] ?? ''), hash: String(to['hash'] ?? '') };
      void navigate(target, { replace: action === 'REPLACE', state: { [FROM_FRAME]: true } });
    },
  };
};

/** Everything that the bridge calls of one frame need from the page around it. */
export const useSurroundings = (input: Input) => {
  const { placed, api, localId, onClose, setHeight, place } = input;
  const navigate = useNavigate();
  const client = useQueryClient();
  const dialogs = useDialogs();
  const flags = useFlags();
  const attributes = useThemeAttributes();
  const latestAttributes = useLatest(attributes);
  const followsTheme = useRef(false);
  const stops = useRef<(() => void)[]>([]);
  const closeListeners = useRef<(() => unknown)[]>([]);
  const history = useFrameHistory(input);

  const dispose = useCallback(() => {
    for (const stop of stops.current.splice(0)) stop();
    for (const listener of closeListeners.current.splice(0)) void listener();
  }, []);
  const refreshIssue = () => void client.invalidateQueries({ queryKey: ['issue'] });
  const surroundings: FrameSurroundings & { readonly followsTheme: MutableRefObject<boolean> } = {
    placed,
    api,
    localId,
    history,
    followsTheme,
    close: onClose,
    onFrameClose: (callback) => void closeListeners.current.push(callback),
    refresh: place.issueKey === undefined ? undefined : refreshIssue,
    resize: setHeight,
    themeAttributes: () => latestAttributes.current,
    followTheme: () => {
      followsTheme.current = true;
    },
    navigate: (path) => void navigate(path),
    go: (delta) => void navigate(delta),
    openModal: (options) => dialogs.openAppModal({ placed, place, api, options }),
    openIssue: dialogs.openIssue,
    createIssue: dialogs.createIssue,
    showFlag: flags.show,
    closeFlag: flags.close,
    cleanUp: (stop) => void stops.current.push(stop),
    onHeard: () => {},
  };
  return { surroundings, dispose };
};
