import { Button, Checkbox, NumberInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useCallback, useState } from 'react';
import type { AlertChoice, AlertLevelChanges, AlertLevels, AlertLevelsReply, AlertSetting } from '../../../../src/protocol';
import { useAnswer } from '../../api/use-answer';
import { FailureNotice } from '../../shared/components/failure-notice';
import { usePorts } from '../../ports';
import { formatCount } from '../../text/format';
import { t } from '../../text/translate';
import { SaveRow } from './save-row';
import { useSaving } from './use-saving';

/** Alert levels of the whole server, whichever class is open. */
export function AlertLevelSettings(): ReactNode {
  const { api } = usePorts();
  const { value, failure } = useAnswer(useCallback(() => api.getAlertLevels(), [api]));
  return (
    <section className="panel settings-panel">
      <h2 className="panel-title">{t('settings.alertsTitle')}</h2>
      <p className="soft">{t('settings.alertsLead')}</p>
      {failure !== undefined && <FailureNotice failure={failure} />}
      {value !== undefined && <AlertLevelForm known={value} />}
    </section>
  );
}

type Edits = AlertLevelChanges['levels'];

function AlertLevelForm({ known }: { readonly known: AlertLevelsReply }): ReactNode {
  const { api } = usePorts();
  const [{ alerts }, setReply] = useState(known);
  const [edits, setEdits] = useState<Edits>({});
  const ask = useCallback((levels: Edits) => api.changeAlertLevels({ levels }), [api]);
  const takeUp = useCallback((reply: AlertLevelsReply) => {
    setReply(reply);
    setEdits({});
  }, []);
  const { outcome, save } = useSaving(ask, takeUp);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save(edits);
  };
  return (
    <form className="settings-alerts" onSubmit={submit}>
      {alerts.map(choice => (
        <AlertRow
          key={choice.name}
          choice={choice}
          edit={edits[choice.name]}
          onEdit={setting => setEdits(before => ({ ...before, [choice.name]: setting }))}
        />
      ))}
      <SaveRow outcome={outcome} />
    </form>
  );
}

interface AlertRowProps {
  readonly choice: AlertChoice;
  /** What is not saved yet; null for what the server was started with. */
  readonly edit: AlertSetting | null | undefined;
  readonly onEdit: (setting: AlertSetting | null) => void;
}

function AlertRow({ choice, edit, onEdit }: AlertRowProps): ReactNode {
  const { name, setting: saved, started, isChosen } = choice;
  const setting = edit === undefined ? saved : (edit ?? started);
  const isOther = edit === undefined ? isChosen : edit !== null;
  const title = t(`settings.alertNames.${name}`);
  return (
    <div className="settings-alert" role="group" aria-label={title}>
      <div className="settings-alert-name">
        <Checkbox
          label={title}
          checked={setting !== 'off'}
          onChange={event => onEdit(event.currentTarget.checked ? levelsToBeginWith(choice) : 'off')}
        />
        {isOther && (
          <Button size="compact-sm" variant="default" onClick={() => onEdit(null)}>
            {t('settings.alertReset', { setting: inWords(started, choice.unit) })}
          </Button>
        )}
      </div>
      {setting !== 'off' && <LevelInputs choice={choice} levels={setting} onEdit={onEdit} />}
    </div>
  );
}

interface LevelInputsProps {
  readonly choice: AlertChoice;
  readonly levels: AlertLevels;
  readonly onEdit: (levels: AlertLevels) => void;
}

function LevelInputs({ choice: { unit, worse }, levels, onEdit }: LevelInputsProps): ReactNode {
  return (['warning', 'critical'] as const).map(severity => (
    <NumberInput
      key={severity}
      label={t(`settings.alertLevels.${severity}.${worse}`)}
      value={Number.isNaN(levels[severity]) ? '' : levels[severity]}
      min={0}
      required
      withAsterisk={false}
      suffix={unit === '' ? '' : ` ${unit}`}
      onChange={value => onEdit({ ...levels, [severity]: value === '' ? Number.NaN : Number(value) })}
    />
  ));
}

/** Levels for an alert that is turned on again. One that never had any gets a guess, for the owner to correct. */
function levelsToBeginWith({ setting, started }: AlertChoice): AlertLevels {
  return [setting, started].find(each => each !== 'off') ?? { warning: Number.NaN, critical: Number.NaN };
}

function inWords(setting: AlertSetting, unit: string): string {
  return setting === 'off' ? t('settings.alertOff') : `${formatCount(setting.warning)} / ${formatCount(setting.critical)} ${unit}`.trim();
}
