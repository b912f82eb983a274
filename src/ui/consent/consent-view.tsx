import type { ReportingStatus } from '../../client/status/reporting-status';
import { describeQuestion } from './consent-words';
import { PolicyView } from './policy-view';
import type { Words } from '../../jupyter/words';

export interface ConsentViewProps {
  readonly status: ReportingStatus;
  readonly words: Words;
  readonly onAgree: () => void;
  readonly onDecline: () => void;
}

/** What the class asks for; around it the question whether the student agrees, where that is open. */
export function ConsentView({ status: { consent, policy }, words, onAgree, onDecline }: ConsentViewProps) {
  const question = consent.question === 'tell' ? undefined : describeQuestion(consent.question, words);
  if (question === undefined) {
    return <PolicyView policy={policy} words={words} />;
  }
  return (
    <section className="jp-CellMonitor-question" aria-label={question.heading}>
      <h3 className="jp-CellMonitor-heading">{question.heading}</h3>
      <p>{question.sentence}</p>
      <PolicyView policy={policy} words={words} />
      {consent.isDeclined && <p className="jp-CellMonitor-note">{words.__('You have said no. You can agree here at any time.')}</p>}
      <div className="jp-CellMonitor-buttons">
        <button type="button" className="jp-Dialog-button jp-mod-styled jp-mod-accept" onClick={onAgree}>
          {words.__('Agree')}
        </button>
        {!consent.isDeclined && (
          <button type="button" className="jp-Dialog-button jp-mod-styled jp-mod-reject" onClick={onDecline}>
            {words.__('No')}
          </button>
        )}
      </div>
    </section>
  );
}
