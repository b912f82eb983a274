import type { ReportingStatus } from '../../client/status/reporting-status';
import { describeQuestion } from './consent-words';
import { PolicyFold, PolicySummaryView } from './policy-view';
import type { Words } from '../../jupyter/words';

export interface ConsentViewProps {
  readonly status: ReportingStatus;
  readonly words: Words;
  readonly onAgree: () => void;
  readonly onDecline: () => void;
}

/** The question whether the student agrees to what the class asks for; nothing where it is not open. */
export function ConsentView({ status: { consent, policy }, words, onAgree, onDecline }: ConsentViewProps) {
  const question = describeQuestion(consent.question, words);
  return question === undefined ? null : (
    <section className="jp-CellMonitor-question" aria-label={question.heading}>
      <h2 className="jp-CellMonitor-heading">{question.heading}</h2>
      <PolicySummaryView policy={policy} words={words} />
      <p>{consent.isDeclined ? words.__('You have said no. You can agree here at any time.') : question.sentence}</p>
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
      <PolicyFold policy={policy} words={words} />
    </section>
  );
}
