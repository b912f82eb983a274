import type { ConsentQuestion } from '../../client/consent/consent';
import type { Words } from '../../jupyter/words';

export interface ConsentWords {
  readonly heading: string;
  /** Says what happens until the student decides. */
  readonly sentence: string;
  /** For a notification, which leads to the rest. */
  readonly notice: string;
}

/** What to say to a student who has to be asked or told; undefined when there is nothing to say. */
export function describeQuestion(question: ConsentQuestion, words: Words): ConsentWords | undefined {
  switch (question) {
    case 'none':
      return undefined;
    case 'agree':
      return {
        heading: words.__('Do you agree?'),
        sentence: words.__(
          'Your class asks for what is listed below. Nothing is recorded until you agree, and your work goes on either way.',
        ),
        notice: words.__('You have joined your class. Nothing is recorded until you have seen what it asks for, and agreed.'),
      };
    case 'agree_to_more':
      return {
        heading: words.__('Your class asks for more. Do you agree?'),
        sentence: words.__('It now asks for what is listed below. No more than you agreed to before is recorded until you agree.'),
        notice: words.__('Your class asks for more than you agreed to. No more than that is recorded until you agree.'),
      };
    case 'tell':
      return {
        heading: words.__('What your class records'),
        sentence: words.__('This is what your class records now.'),
        notice: words.__('Your class has told what it records.'),
      };
  }
}
