import { createContext, lazy, Suspense, useContext, useMemo, useState, type ReactNode } from 'react';
import type { FrameApi, FramePlace } from '../frame/frame-api.ts';
import type { OpenAppModal } from '../frame/app-modal.tsx';
import type { CreateDefaults } from '../issue/create-issue.tsx';
import type { PlacedModule } from '../api/site.ts';

const AppModal = lazy(async () => ({ default: (await import('../frame/app-modal.tsx')).AppModal }));
const CreateIssue = lazy(async () => ({ default: (await import('../issue/create-issue.tsx')).CreateIssue }));
const IssueModal = lazy(async () => ({ default: (await import('../issue/issue-modal.tsx')).IssueModal }));

interface AppModalRequest {
  readonly placed: PlacedModule;
  readonly place: FramePlace;
  readonly api: FrameApi;
  /** As @forge/bridge's Modal sends them. */
  readonly options: Readonly<Record<string, unknown>>;
}
interface Dialogs {
  readonly openAppModal: (request: AppModalRequest) => Promise<void>;
  readonly openIssue: (issueKey: string, onClose?: () => void) => void;
  readonly createIssue: (defaults: CreateDefaults, onClose?: (result: unknown) => void) => void;
}
type Dialog =
  | { readonly kind: 'app'; readonly modal: OpenAppModal }
  | { readonly kind: 'issue'; readonly id: string; readonly issueKey: string; readonly onClose: () => void }
  | {
      readonly kind: 'create';
      readonly id: string;
      readonly defaults: CreateDefaults;
      readonly onClose: (result: unknown) => void;
    };

const DialogsContext = createContext<Dialogs | undefined>(undefined);

const toAppModal = async ({ placed, place, api, options }: AppModalRequest, close: (id: string) => void) => {
  const resource = typeof options['resource'] === 'string' ? options['resource'] : undefined;
  const entry = await api.post<OpenAppModal['entry']>('entry', { resource });
  const id = crypto.randomUUID();
  const { onClose } = options;
  const modal: OpenAppModal = {
    id,
    placed,
    place: { ...place, modal: options['context'] ?? {} },
    entry,
    size: options['size'],
    title: String(options['title'] ?? ''),
    closeOnEscape: options['closeOnEscape'] !== false,
    closeOnOverlayClick: options['closeOnOverlayClick'] !== false,
    onClose: (payload) => {
      close(id);
      if (typeof onClose === 'function') void onClose(payload);
    },
  };
  return modal;
};

const idOf = (dialog: Dialog) => (dialog.kind === 'app' ? dialog.modal.id : dialog.id);
const renderDialog = (dialog: Dialog) => {
  switch (dialog.kind) {
    case 'app':
      return <AppModal key={dialog.modal.id} modal={dialog.modal} />;
    case 'issue':
      return <IssueModal key={dialog.id} issueKey={dialog.issueKey} onClose={dialog.onClose} />;
    case 'create':
      return <CreateIssue key={dialog.id} defaults={dialog.defaults} onClose={dialog.onClose} />;
  }
};

/** The dialogs that pages and apps open over the page; a later one lies on top. */
export const DialogsProvider = ({ children }: { readonly children: ReactNode }) => {
  const [open, setOpen] = useState<readonly Dialog[]>([]);
  const dialogs = useMemo((): Dialogs => {
    const close = (id: string) => setOpen((all) => all.filter((dialog) => idOf(dialog) !== id));
    const add = (dialog: Dialog) => setOpen((all) => [...all, dialog]);
    return {
      openAppModal: async (request) => add({ kind: 'app', modal: await toAppModal(request, close) }),
      openIssue: (issueKey, onClose) => {
        const id = crypto.randomUUID();
        const closed = () => {
          close(id);
          onClose?.();
        };
        add({ kind: 'issue', id, issueKey, onClose: closed });
      },
      createIssue: (defaults, onClose) => {
        const id = crypto.randomUUID();
        const closed = (result: unknown) => {
          close(id);
          onClose?.(result);
        };
        add({ kind: 'create', id, defaults, onClose: closed });
      },
    };
  }, []);
  return (
    <DialogsContext.Provider value={dialogs}>
      {children}
      <Suspense fallback={null}>{open.map(renderDialog)}</Suspense>
    </DialogsContext.Provider>
  );
};

export const useDialogs = (): Dialogs => {
  const dialogs = useContext(DialogsContext);
  if (dialogs === undefined) throw new Error('useDialogs needs a DialogsProvider around it.');
  return dialogs;
};
