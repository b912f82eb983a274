import type { ConsentQuestion } from '../../client/consent/consent';
import type { Words } from '../../jupyter/words';

export interface ConsentWords {
  readonly heading: string;
  /** Says what happens until the student decides. */
  readonly sentence: string;
}

/** What to ask a student; undefined when there is nothing to ask. */
export function describeQuestion(question: ConsentQuestion, words: Words): ConsentWords | undefined {
  switch (question) {
    case 'none':
    case 'tell':
      return undefined;
    case 'agree':
      return {
        heading: words.__('Do you agree?'),
        sentence: words.__('Nothing is recorded until you agree, and your work goes on either way.'),
      };
    case 'agree_to_more':
      return {
        heading: words.__('Your class asks for more. Do you agree?'),
        sentence: words.__('No more than you agreed to before is recorded until you agree.'),
      };
  }
}
