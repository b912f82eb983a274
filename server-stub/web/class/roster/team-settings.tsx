import { Button, Radio, Textarea } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { FREE_TEAMS, TEAM_SOURCES, type TeamRule } from '../../../../src/protocol';
import type { Failure } from '../../api/outcome';
import { usePorts } from '../../ports';
import { t } from '../../text/translate';
import { FailureNotice } from '../../shared/components/failure-notice';

/** Where the teams of the class come from. */
export function TeamSettings({ classId }: { readonly classId: string }): ReactNode {
  const rule = usePresentRule(classId);
  return (
    <section className="settings-part">
      <h3 className="settings-title">{t('roster.teamsTitle')}</h3>
      {rule !== undefined && <TeamForm classId={classId} present={rule} />}
    </section>
  );
}

/** Loaded on every mount: somebody else may have changed it since the page was opened. */
function usePresentRule(classId: string): TeamRule | undefined {
  const { api } = usePorts();
  const [rule, setRule] = useState<TeamRule>();
  useEffect(() => {
    let isShown = true;
    void api.listClasses().then(classes => {
      if (isShown && classes.ok) {
        setRule(classes.value.find(({ id }) => id === classId)?.teams ?? FREE_TEAMS);
      }
    });
    return () => {
      isShown = false;
    };
  }, [api, classId]);
  return rule;
}

function TeamForm({ classId, present }: { readonly classId: string; readonly present: TeamRule }): ReactNode {
  const { api } = usePorts();
  const [from, setFrom] = useState(present.from);
  const [text, setText] = useState(present.list.join('\n'));
  const [outcome, setOutcome] = useState<'busy' | 'saved' | Failure>();
  const submit = async (): Promise<void> => {
    setOutcome('busy');
    const answer = await api.changeClass(classId, { teams: { from, list: readLines(text) } });
    setOutcome(answer.ok ? 'saved' : answer.failure);
  };
  return (
    <>
      <Radio.Group value={from} onChange={value => setFrom(value)} aria-label={t('roster.teamsTitle')}>
        {TEAM_SOURCES.map(source => (
          <Radio key={source} value={source} label={t(`roster.sources.${source}`)} mb={6} />
        ))}
      </Radio.Group>
      {from === 'listed' && (
        <Textarea
          label={t('roster.teamList')}
          description={t('roster.teamListHint')}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
          rows={6}
          spellCheck={false}
        />
      )}
      {typeof outcome === 'object' && <FailureNotice failure={outcome} />}
      <div className="settings-buttons">
        <Button variant="default" loading={outcome === 'busy'} onClick={() => void submit()}>
          {t('roster.save')}
        </Button>
        <span role="status">{outcome === 'saved' ? t('roster.saved') : ''}</span>
      </div>
    </>
  );
}

function readLines(text: string): readonly string[] {
  const lines = text.split('\n').map(line => line.trim());
  return [...new Set(lines.filter(line => line !== ''))];
}
