import type { ReactNode } from 'react';
import { t } from '../text/translate';
import { Mark } from '../shared/theme/mark';
import './entrance.css';

interface EntrancePageProps {
  readonly title: string;
  readonly lead: string;
  readonly children?: ReactNode;
}

/** A page before a class is open: one card. */
export function EntrancePage({ title, lead, children }: EntrancePageProps): ReactNode {
  return (
    <main className="entrance">
      <div className="panel entrance-card">
        <p className="entrance-brand">
          <Mark size={28} /> {t('common.product')}
        </p>
        <h1 className="entrance-title">{title}</h1>
        <p className="entrance-lead" role="status">
          {lead}
        </p>
        {children}
      </div>
    </main>
  );
}
