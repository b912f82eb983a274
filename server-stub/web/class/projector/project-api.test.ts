import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { FakeTextStore } from '../../testing/fake-text-store';
import { learnLaterTexts } from '../../text/translate';
import { projectApi } from './project-api';
import { createPseudonyms } from './pseudonyms';

await learnLaterTexts();

describe('the server, asked while the class looks on', () => {
  const api = new FakeApi();
  api.hasSession = true;
  const names = createPseudonyms('c', n => `Student ${String(n)}`, { kept: new FakeTextStore(), random: () => 0 });
  const projected = projectApi(api, names);

  it('is not asked for what it would hide', async () => {
    const refusal = { kind: 'refused', status: 403, detail: 'Hidden in projector mode.' };
    expect(await projected.getRoster('c')).toEqual({ ok: false, failure: refusal });
    expect(await projected.getTimeline('c', 'ada')).toEqual({ ok: false, failure: refusal });
    expect(await projected.getExercises('c')).toEqual({ ok: false, failure: refusal });
  });

  it('is told who is meant by a pseudonym', async () => {
    await projected.noteVisit('c', { studentId: names.nameOf('ada'), status: 'claimed' });
    await projected.noteVisit('c', { team: 'Team 7', status: 'done' });
    expect(api.visits).toEqual([
      { studentId: 'ada', status: 'claimed' },
      { team: 'Team 7', status: 'done' },
    ]);
  });
});
