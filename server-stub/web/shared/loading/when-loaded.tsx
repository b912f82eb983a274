import { Button } from '../components/button';
import { Component, type ReactNode, Suspense } from 'react';
import { t } from '../../text/translate';
import './loading.css';

interface WhenLoadedProps {
  readonly whileLoading: ReactNode;
  /** Fetches the page anew: a server that was upgraded meanwhile has this page's parts no more. */
  readonly onReload: () => void;
  readonly children: ReactNode;
}

/** Shows parts of the page that come when they are needed, and says so when one does not come. */
export class WhenLoaded extends Component<WhenLoadedProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    const { whileLoading, onReload, children } = this.props;
    if (this.state.hasFailed) {
      return (
        <div role="alert" className="part-failed panel">
          <p>{t('shell.loading.failed')}</p>
          <Button onClick={onReload}>{t('shell.loading.reload')}</Button>
        </div>
      );
    }
    return <Suspense fallback={whileLoading}>{children}</Suspense>;
  }
}
