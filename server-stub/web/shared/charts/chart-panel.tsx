import { Button, useComputedColorScheme } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { t } from '../../text/translate';
import { ChartCanvas } from './chart-canvas';
import { ChartKey } from './chart-key';
import { type ChartSpec, valueText } from './chart-spec';
import './charts.css';

interface ChartPanelProps {
  readonly title: string;
  readonly spec: ChartSpec;
  /** Beside the title: what is shown, to choose. */
  readonly children?: ReactNode;
}

/** A chart that can be switched to a table of the same numbers. */
export function ChartPanel({ title, spec, children }: ChartPanelProps): ReactNode {
  const [isTable, setTable] = useState(false);
  const titleId = useId();
  const scheme = useComputedColorScheme();
  return (
    <section className="panel chart-panel" aria-labelledby={titleId}>
      <div className="chart-head">
        <h2 id={titleId} className="panel-title">
          {title}
        </h2>
        {children}
        <Button variant="default" size="compact-sm" aria-pressed={isTable} onClick={() => setTable(before => !before)}>
          {t('charts.table')}
        </Button>
      </div>
      {isTable ? (
        <ChartTable spec={spec} title={title} />
      ) : (
        // Drawn anew in the other colours: a picture does not follow the style sheet.
        <>
          <ChartKey title={title} spec={spec} />
          <ChartCanvas key={scheme} spec={spec} label={t('charts.label', { title })} />
        </>
      )}
    </section>
  );
}

function ChartTable({ spec, title }: { readonly spec: ChartSpec; readonly title: string }): ReactNode {
  return (
    // Wide tables are pushed about: reachable by keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="chart-table-frame" tabIndex={0} role="group" aria-label={title}>
      <table className="chart-table">
        <thead>
          <tr>
            <th scope="col">{spec.labelName}</th>
            {spec.series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {spec.labels.map((label, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- two exercises may have one name, and rows hold no state
            <tr key={`${label} ${String(index)}`}>
              <th scope="row">
                <bdi>{label}</bdi>
              </th>
              {spec.series.map(({ name, values }) => (
                <td key={name}>{valueText(spec, values[index]) || t('common.none')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
