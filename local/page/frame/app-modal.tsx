import ModalDialog, { ModalTransition } from '@atlaskit/modal-dialog';
import type { PlacedModule } from '../api/site.ts';
import { AppFrame } from './app-frame.tsx';
import type { FramePlace } from './frame-api.ts';

export interface OpenAppModal {
  readonly id: string;
  readonly placed: PlacedModule;
  readonly place: FramePlace;
  readonly entry: { readonly resource: string; readonly entry: string };
  readonly size: unknown;
  readonly title: string;
  readonly closeOnEscape: boolean;
  readonly closeOnOverlayClick: boolean;
  readonly onClose: (payload: unknown) => void;
}

/** Widths and heights of @forge/bridge's named Modal sizes. */
const SIZES: Readonly<Record<string, { readonly width: string; readonly height: string }>> = {
  small: { width: '400px', height: '20vh' },
  medium: { width: '600px', height: '40vh' },
  large: { width: '800px', height: '70vh' },
  xlarge: { width: '968px', height: '90vh' },
  max: { width: '100%', height: '90vh' },
  fullscreen: { width: '100%', height: '100%' },
  resizable: { width: '600px', height: '60vh' },
};
const sizeOf = (size: unknown) => {
  if (typeof size === 'string') return SIZES[size] ?? SIZES['medium'];
  const { width, height } = { width: '600px', height: '40vh', ...Object(size) };
  return { width: String(width), height: String(height) };
};

/** A Modal that an app opened: its resource in a frame of its own, knowing the place of the frame that opened it. */
export const AppModal = ({ modal }: { readonly modal: OpenAppModal }) => {
  const { width = '600px', height = '40vh' } = sizeOf(modal.size) ?? {};
  const { placed, place, entry, onClose } = modal;
  return (
    <ModalTransition>
      <ModalDialog
        width={width}
        height={height}
        label={modal.title || placed.module.title}
        shouldCloseOnEscapePress={modal.closeOnEscape}
        shouldCloseOnOverlayClick={modal.closeOnOverlayClick}
        onClose={() => onClose(undefined)}
      >
        <AppFrame
          placed={placed}
          place={place}
          entry={entry}
          shape="modal"
          onClose={onClose}
          title={modal.title || placed.module.title}
        />
      </ModalDialog>
    </ModalTransition>
  );
};
