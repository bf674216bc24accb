import Button from '@atlaskit/button/new';
import { useLayoutEffect, useRef, type ReactNode } from 'react';

interface ConfirmDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** What the button that does it says. */
  readonly action: string;
  readonly isDanger?: boolean;
  readonly isPending?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** A question before something that costs or removes; the browser's own dialog keeps the focus inside and gives it back. */
export const ConfirmDialog = ({
  title,
  children,
  action,
  isDanger = false,
  isPending = false,
  onConfirm,
  onClose,
}: ConfirmDialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  // Closed before it leaves the document: only then the browser gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby="confirm-title" onClose={onClose}>
      <h2 id="confirm-title">{title}</h2>
      {children}
      <div className="confirm-actions">
        <Button onClick={() => dialog.current?.close()}>Not now</Button>
        <Button appearance={isDanger ? 'danger' : 'primary'} onClick={onConfirm} isLoading={isPending}>
          {action}
        </Button>
      </div>
    </dialog>
  );
};
