import { Button } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import { useAnswer } from '../../api/use-answer';
import { Ago } from '../live/moment';
import { useBoard } from '../live/live-class-provider';
import { usePorts } from '../../ports';
import { clip, inert } from '../../text/inert';
import { t } from '../../text/translate';
import { earlierHints } from './earlier-hints';

/** Hints that fit above the form. */
const OFFERED = 3;

interface HintOffersProps {
  readonly errorGroup: string;
  readonly onUse: (text: string) => void;
}

/** What was sent about the same error or check before, also in earlier weeks, with what came of it; nothing where nothing was. */
export function HintOffers({ errorGroup, onUse }: HintOffersProps): ReactNode {
  const { api } = usePorts();
  const { classId } = useBoard();
  const { value } = useAnswer(useCallback(() => api.getHints(classId, errorGroup), [api, classId, errorGroup]));
  const hints = earlierHints(value ?? []).slice(0, OFFERED);
  return (
    hints.length > 0 && (
      <section className="hint-offers" aria-labelledby="hint-offers">
        <h3 id="hint-offers" className="panel-title">
          {t('messages.earlier.title')}
        </h3>
        <ul>
          {hints.map(({ text, sentAt, shown, passed }) => (
            <li key={text}>
              <p>
                <bdi>{clip(inert(text), 300)}</bdi>
              </p>
              <span className="sent-facts soft">
                <Ago at={sentAt} />
                {shown > 0 && <span>{t('messages.effect.whole', { passed, count: shown })}</span>}
              </span>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('messages.earlier.useThis', { text: clip(inert(text), 60) })}
                onClick={() => onUse(text)}
              >
                {t('messages.earlier.use')}
              </Button>
            </li>
          ))}
        </ul>
      </section>
    )
  );
}
