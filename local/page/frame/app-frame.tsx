import { useEffect, useMemo, useRef, useState } from 'react';
import { createPeer, type Peer } from '../../forge/frame/wire.ts';
import type { PlacedModule } from '../api/site.ts';
import { useThemeAttributes } from '../shell/theme.tsx';
import { useLatest } from '../ui/use-latest.ts';
import { createFrameApi, type FramePlace } from './frame-api.ts';
import { useSurroundings } from './use-surroundings.ts';
import { createBridgeCalls } from './bridge-calls.ts';
import './frame.css';

const SANDBOX = [
  'allow-scripts',
  'allow-same-origin',
  'allow-forms',
  'allow-modals',
  'allow-downloads',
  'allow-pointer-lock',
  'allow-popups',
  'allow-popups-to-escape-sandbox',
].join(' ');
const frameOrigin = () => `${window.location.protocol}//127.0.0.1:${window.location.port}`;

export interface AppFrameProps {
  readonly placed: PlacedModule;
  readonly place: FramePlace;
  /** Another entry than the module's own: what a Modal names. */
  readonly entry?: { readonly resource: string; readonly entry: string };
  /** `page` fills its place and takes part in the address under `basePath`; `panel` is as tall as its content. */
  readonly shape: 'page' | 'panel' | 'modal';
  readonly basePath?: string;
  readonly onClose?: (payload: unknown) => void;
  readonly title?: string;
}

/** An app's Custom UI in its sandboxed iframe, with this page's half of the bridge. */
export const AppFrame = (props: AppFrameProps) => {
  const { placed, place, shape, entry = placed.module, title = placed.module.title } = props;
  const [height, setHeight] = useState(shape === 'panel' ? 80 : 0);
  const [isReady, setReady] = useState(false);
  const iframe = useRef<HTMLIFrameElement>(null);
  const peer = useRef<Peer>();
  const [nonce] = useState(() => crypto.randomUUID());
  const api = useMemo(() => createFrameApi(placed, place), [placed, place]);
  const { surroundings, dispose } = useSurroundings({ ...props, api, localId: nonce, setHeight, peer });
  const themeAttributes = useThemeAttributes();

  const answer = useLatest(createBridgeCalls(surroundings));
  useEffect(() => {
    const post = (message: unknown) => iframe.current?.contentWindow?.postMessage(message, frameOrigin());
    const onCall = (name: string, payload: unknown) => answer.current(name, payload);
    const channel = createPeer({ nonce, post, onCall });
    peer.current = channel;
    const receive = (event: MessageEvent) => {
      if (event.source === iframe.current?.contentWindow && event.origin === frameOrigin()) channel.receive(event.data);
    };
    window.addEventListener('message', receive);
    return () => {
      window.removeEventListener('message', receive);
      dispose();
    };
  }, [nonce, dispose, answer]);

  const { followsTheme } = surroundings;
  useEffect(() => {
    if (followsTheme.current) void peer.current?.call('themeChanged', themeAttributes);
  }, [themeAttributes, followsTheme]);

  return (
    <div className={`app-frame app-frame-${shape}`} aria-busy={!isReady}>
      <iframe
        ref={iframe}
        title={title}
        name={JSON.stringify({ nonce, origin: window.location.origin })}
        src={`${frameOrigin()}/forge/frame/${placed.installation.id}/${entry.resource}/${entry.entry}`}
        sandbox={SANDBOX}
        data-module={placed.module.key}
        onLoad={() => setReady(true)}
        style={shape === 'panel' ? { height } : undefined}
      />
    </div>
  );
};
