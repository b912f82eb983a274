import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../../text/translate';
import { NoteItem } from './note-item';
import { RunItem } from './run-item';
import { RunStrip } from './run-strip';
import { runBefore, type TimelineItem } from './timeline-item';
import { useTimeline } from './use-timeline';
import './timeline.css';

/** A student's activity, newest first and kept up to date, with older pages on request. */
export function TimelineList({ studentId }: { readonly studentId: string }): ReactNode {
  const { items, hasFailed, isWithheld, hasOlder, reload, loadOlder } = useTimeline(studentId);
  return (
    <section aria-label={t('timeline.title')}>
      <h3 className="timeline-title">{t('timeline.title')}</h3>
      {hasFailed && (
        <div className="timeline-failed" role="alert">
          <span>{items === undefined ? t('timeline.failed') : t('timeline.stale')}</span>
          <Button size="xs" variant="default" onClick={reload}>
            {t('timeline.retry')}
          </Button>
        </div>
      )}
      {isWithheld && <p className="soft">{t('timeline.withheld')}</p>}
      {items === undefined && !hasFailed && !isWithheld && <Loader size="sm" aria-label={t('timeline.loading')} />}
      {items?.length === 0 && <p className="soft">{t('timeline.nothing')}</p>}
      {items !== undefined && items.length > 0 && <Items items={items} />}
      {hasOlder && (
        <Button variant="default" onClick={() => void loadOlder()}>
          {t('timeline.older')}
        </Button>
      )}
    </section>
  );
}

function Items({ items }: { readonly items: readonly TimelineItem[] }): ReactNode {
  return (
    <>
      <RunStrip items={items} />
      <ol className="timeline">
        {items.map(item =>
          item.kind === 'run' ? (
            <RunItem key={item.key} run={item} before={item.code === undefined ? undefined : runBefore(item, items)} />
          ) : (
            <NoteItem key={item.key} note={item} />
          ),
        )}
      </ol>
    </>
  );
}
