import { fastify } from 'fastify';
import { describe, expect, it } from 'vitest';
import { seededRandom, VirtualClock } from '../../../test/support/virtual-clock';
import { FailedAttempts } from './failed-attempts';
import { RequestLimits } from '../admission/request-limits';
import { AuditCoalescer } from '../audit/audit-coalescer';
import { keepAudit } from '../audit/keep-audit';
import { requireInstructor } from './require-instructor';
import { openSqliteStore } from '../../app/storage/sqlite-store';
import { IngestTokens } from './ingest-tokens';
import { InstructorAccess } from './instructor-access';
import { guardInstructors } from './instructor-guard';
import { KeyRing } from './key-ring';
import { rightsOf } from './rights';
import { sessionCookie } from './session-cookie';
import { generateSigningKeys } from './signing-key';
import { StaffDirectory } from '../staff/staff-directory';

describe('rights', () => {
  it('of a role include those of the role below it; the viewer changes, exports and reads of no single student', () => {
    const [owner, assistant, viewer] = [rightsOf('owner'), rightsOf('assistant'), rightsOf('viewer')];
    expect(owner).toEqual(expect.arrayContaining([...assistant]));
    expect(assistant).toEqual(expect.arrayContaining([...viewer]));
    expect(viewer).toEqual(['session.read', 'class.list', 'class.watch']);
  });
});

describe("the instructors' part", () => {
  const store = openSqliteStore(':memory:');
  const clock = new VirtualClock();
  const random = seededRandom();
  const guarded = () => {
    const keys = new KeyRing(generateSigningKeys(random));
    const access = new InstructorAccess({
      ownerToken: 'x',
      staff: new StaffDirectory(store.staff, clock, random),
      keys,
      ended: store.endedSessions,
      clock,
      random,
    });
    const app = fastify();
    const tokens = new IngestTokens(keys, clock, random);
    const auditCoalescer = new AuditCoalescer(store.audit, clock, { warn: () => undefined });
    guardInstructors(app, {
      access,
      tokens,
      attempts: new FailedAttempts(clock, random),
      cookie: sessionCookie({ baseUrl: '/' }),
      auditCoalescer,
      limits: new RequestLimits(clock, random),
      clock,
    });
    keepAudit(app, { trail: store.audit, actorOf: requireInstructor, clock });
    return app;
  };

  it('takes no route that does not say which right it needs', () => {
    expect(() => guarded().get('/secrets', async () => 'all')).toThrow(/GET \/secrets declares no right/u);
  });

  it('takes no route that changes something without a word on what is put on record', () => {
    expect(() => guarded().post('/all', { config: { right: 'class.change' } }, async () => 'changed')).toThrow(
      /POST \/all changes something and declares no audit/u,
    );
    expect(() =>
      guarded().post('/all', { config: { right: 'class.change', audit: 'class.changed' } }, async () => 'changed'),
    ).not.toThrow();
  });
});
