import ModalDialog, { CloseButton, ModalBody, ModalTransition } from '@atlaskit/modal-dialog';
import { IssueView } from './issue-view.tsx';

interface IssueModalProps {
  readonly issueKey: string;
  readonly onClose: () => void;
}
/** The issue view over the page: @forge/jira-bridge's ViewIssueModal. */
export const IssueModal = ({ issueKey, onClose }: IssueModalProps) => (
  <ModalTransition>
    <ModalDialog width="x-large" height="90vh" label={issueKey} onClose={onClose}>
      <div className="modal-close">
        <CloseButton onClick={onClose} />
      </div>
      <ModalBody>
        <IssueView issueKey={issueKey} withApps={false} />
      </ModalBody>
    </ModalDialog>
  </ModalTransition>
);
