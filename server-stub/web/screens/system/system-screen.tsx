import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SystemState } from '../../../../src/protocol';
import { t } from '../../text/translate';
import { AlertList } from './alert-list';
import { type Figure, processFigures, storeFigures, trafficFigures } from './figures';
import { HistoryCharts } from './history-charts';
import { useSystem } from './use-system';
import './system.css';

/** The server's status, now and over the last hours. */
export function SystemScreen(): ReactNode {
  const { state, hasFailed, isWithheld } = useSystem();
  if (isWithheld) {
    return <p className="panel system-notice">{t('system.withheld')}</p>;
  }
  return (
    <div className="system">
      {hasFailed && (
        <p role="alert" className="panel system-notice">
          {state === undefined ? t('system.failed') : t('system.stale')}
        </p>
      )}
      {state === undefined ? !hasFailed && <Loader aria-label={t('system.loading')} /> : <Figures state={state} />}
    </div>
  );
}

function Figures({ state }: { readonly state: SystemState }): ReactNode {
  return (
    <>
      <AlertList alerts={state.alerts} />
      <FigureList title={t('system.traffic')} figures={trafficFigures(state)} />
      <div className="system-pair">
        <FigureList title={t('system.process')} figures={processFigures(state)} />
        <FigureList title={t('system.log')} figures={storeFigures(state)} note={state.store.reason} />
      </div>
      <HistoryCharts state={state} />
    </>
  );
}

interface FigureListProps {
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly note?: string | null;
}

function FigureList({ title, figures, note = null }: FigureListProps): ReactNode {
  return (
    <section className="panel system-part">
      <h2 className="panel-title">{title}</h2>
      {note !== null && <p className="soft">{note}</p>}
      <dl className="system-figures">
        {figures.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
