import type { Words } from '../../jupyter/words';

export interface TakenViewProps {
  readonly studentId: string;
  readonly words: Words;
  readonly onUseAnotherId: () => void;
}

/** What a student can do whose ID another device has. */
export function TakenView({ studentId, words, onUseAnotherId }: TakenViewProps) {
  const heading = words.__('This ID is in use on another device');
  return (
    <section className="jp-CellMonitor-question" aria-label={heading}>
      <h2 className="jp-CellMonitor-heading">{heading}</h2>
      <p>{words.__('Somebody is in the class as “%1” on another computer or in another browser.', studentId)}</p>
      <dl className="jp-CellMonitor-ways">
        <dt>{words.__('Was that you?')}</dt>
        <dd>
          {words.__(
            'Ask your instructor to release the ID. You are in the class here within 20 seconds, and the other device stops reporting. What you run meanwhile is kept.',
          )}
        </dd>
        <dt>{words.__('Was it somebody else?')}</dt>
        <dd>{words.__('Check the ID and use your own, or tell your instructor.')}</dd>
      </dl>
      <div className="jp-CellMonitor-buttons">
        <button type="button" className="jp-Dialog-button jp-mod-styled jp-mod-accept" onClick={onUseAnotherId}>
          {words.__('Use another ID')}
        </button>
      </div>
    </section>
  );
}
