import { Component, type ReactNode } from 'react';
import { Failure } from './page.tsx';

interface Props {
  readonly children: ReactNode;
}
interface State {
  readonly error?: Error;
}
/** Keeps the bars of the site where a page breaks. React takes this from a class only. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = {};

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return <Failure error={error} onRetry={() => window.location.reload()} />;
  }
}
