import type { ReactNode } from 'react';
import type { ClassSummary } from '../../../../src/protocol';
import { t } from '../../text/translate';
import { StaffList } from '../shared/staff-list';
import { JoinGuide } from './join-guide';
import './joining.css';

/** Above a screen of a class in which nobody but staff has joined: who they are, and how students do. */
export function StaffAlone({ chosen }: { readonly chosen: ClassSummary }): ReactNode {
  return (
    <section className="panel join-guide-page staff-alone">
      <header>
        <h2 className="join-guide-title">{t('joining.staffAlone')}</h2>
        <p className="soft join-guide-lead">{t('joining.staffAloneLead')}</p>
      </header>
      <StaffList />
      <JoinGuide chosen={chosen} />
    </section>
  );
}
