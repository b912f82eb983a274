import { Button, Loader, Switch } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { type Completeness, judgeCompleteness } from '../../../../src/protocol';
import { failureText } from '../../api/failure-text';
import { isForbidden } from '../../api/outcome';
import { useAnswer } from '../../api/use-answer';
import { useMe } from '../../session/use-me';
import { useBoard } from '../../class/live/live-class-provider';
import { addressOf } from '../../platform/network/http';
import { usePorts } from '../../ports';
import { nameOf } from '../../class/model/names';
import { ALL_SESSIONS, SessionChoice } from '../shared/session-choice';
import { formatCount } from '../../text/format';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';
import { IconCheck, IconDownload, IconX } from '../../shared/theme/icons';
import { exportPath } from './export-path';
import './record.css';

/** Data & export: whether the class's data is complete, and downloads of it. */
export function RecordScreen(): ReactNode {
  const mayExport = useMe().rights.includes('record.export');
  return (
    <div className="record">
      <DeliverySummary />
      {mayExport && <Downloads />}
    </div>
  );
}

function Downloads(): ReactNode {
  const { classId, session: newest } = useBoard();
  const [hidesNames, setHidesNames] = useState(false);
  const [session, setSession] = useState(ALL_SESSIONS);
  const choice = { hidesNames, session: session === ALL_SESSIONS ? undefined : session };
  return (
    <section className="panel record-part">
      <h2 className="panel-title">{t('record.download')}</h2>
      <p className="soft">{t('record.downloadLead')}</p>
      <Switch
        checked={hidesNames}
        onChange={event => setHidesNames(event.currentTarget.checked)}
        label={t('record.pseudonyms')}
        description={t('record.pseudonymsHint')}
      />
      <div className="record-session">
        <span aria-hidden="true">{t('record.session')}</span>
        <SessionChoice key={newest?.id} label={t('record.session')} chosen={session} onChoose={setSession} />
        <p className="soft">{t(session === ALL_SESSIONS ? 'record.wholeRecord' : 'record.sessionOnly')}</p>
      </div>
      <ul className="record-formats">
        {FORMATS.map(format => (
          <li key={format}>
            <Button
              component="a"
              variant="default"
              href={addressOf(exportPath(classId, format, choice))}
              download
              leftSection={<IconDownload size={18} aria-hidden="true" />}
            >
              {t(`record.formats.${format}.name`)}
            </Button>
            <span>{t(`record.formats.${format}.use`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const FORMATS = ['csv', 'students', 'ndjson', 'progsnap2', 'xapi'] as const;

function DeliverySummary(): ReactNode {
  const { api } = usePorts();
  const { classId } = useBoard();
  const { value, failure, isLoading, reload } = useAnswer(useCallback(() => api.getDelivery(classId), [api, classId]));
  return (
    <section className="panel record-part">
      <h2 className="panel-title">{t('record.wholeness')}</h2>
      {value === undefined && isLoading && <Loader size="sm" aria-label={t('record.loading')} />}
      {failure !== undefined && <p role="alert">{isForbidden(failure) ? t('record.withheld') : failureText(failure)}</p>}
      {value !== undefined && <Verdict completeness={judgeCompleteness(value)} />}
      {value?.erasures !== undefined && <p>{t('record.erased', { count: value.erasures })}</p>}
      {value?.unlisted !== undefined && <p className="soft">{t('record.unlisted', { count: value.unlisted.sources })}</p>}
      <Button variant="default" loading={isLoading} onClick={reload}>
        {t('record.check')}
      </Button>
    </section>
  );
}

function Verdict({ completeness }: { readonly completeness: Completeness }): ReactNode {
  const { isWhole, received, sources, missing, lost, rejected } = completeness;
  const Icon = isWhole ? IconCheck : IconX;
  return (
    <>
      <p className="record-verdict" data-whole={isWhole}>
        <Icon size={20} stroke={2.6} aria-hidden="true" /> <strong>{isWhole ? t('record.whole') : t('record.notWhole')}</strong>
      </p>
      <dl className="record-facts">
        <Fact name={t('record.received')} value={received} />
        <Fact name={t('record.missing')} value={missing} />
        <Fact name={t('record.lost')} value={lost} />
        <Fact name={t('record.rejected')} value={rejected} />
        <Fact name={t('record.sources')} value={sources} />
      </dl>
      {!isWhole && <Concerned studentIds={completeness.students} />}
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: number }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{formatCount(value)}</dd>
    </div>
  );
}

function Concerned({ studentIds }: { readonly studentIds: readonly string[] }): ReactNode {
  const { students } = useBoard();
  const names = useMemo(
    () =>
      studentIds.map(id => {
        const student = students.get(id);
        return student === undefined ? inertLine(id, 80) : nameOf(student);
      }),
    [studentIds, students],
  );
  return <p>{t('record.concerned', { names: names.join(t('common.listSeparator')) })}</p>;
}
