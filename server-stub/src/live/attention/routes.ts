import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Checked, InstructorName, MessageTarget, VisitMessage } from '../../../../src/protocol';
import { MessageLimits } from '../../access/admission/message-limits';
import { requireInstructor } from '../../access/auth/require-instructor';
import type { ClassDirectory } from '../../class/classes/class-directory';
import { type ClassParams, requireClass } from '../../class/classes/routes';
import type { ClassView } from '../view/class-view';
import type { Feeds } from '../feed/feeds';
import { HttpProblem } from '../../http/problem';
import { answerHelp } from './answer-help';
import { detailsOf, nameOfStep } from '../projection/help/claim';
import type { MessageQuery } from '../projection/messages/messages';
import { checkHelpMessage, type HelpMessage, checkMessageWords, checkQueueMessage, checkVisitMessage } from './check-attention';
import { noteVisit } from './note-visit';
import { sendMessage } from './send-message';
import { setQueue } from './set-queue';
import type { ClaimDeps } from './settle-claim';

const MESSAGE_FIELDS = { to: { studentId: true, team: true, all: true, errorGroup: true }, text: true } as const;
const REMARK_FIELDS = { finding: true, note: true, isRemark: true } as const;
/** What `GET` shows, more than a day's. */
const MAX_MESSAGES = 100;

export interface AttentionDeps extends ClaimDeps {
  readonly feeds: Feeds;
  readonly directory: ClassDirectory;
}

/** `PATCH /classes/{id}/help/{helpId}`, `PUT /classes/{id}/queue` and `/visits`, and `GET` and `POST /classes/{id}/messages`. */
export function attentionRoutes(app: FastifyInstance, deps: AttentionDeps): void {
  const viewOf = async ({ classId }: ClassParams): Promise<ClassView> => deps.feeds.of(await requireClass(deps.directory, classId)).view;

  app.patch<{ Params: ClassParams & { helpId: string } }>(
    '/classes/:classId/help/:helpId',
    { config: { right: 'help.answer', audit: 'help.answered', knows: { body: { status: true, takeOver: true, ...REMARK_FIELDS } } } },
    async request => {
      const message = requireSound(checkHelpMessage(request.body));
      const view = await viewOf(request.params);
      const { request: help, isChanged } = await answerHelp(deps, view, request.params.helpId, message, nameOf(request));
      request.audited = { subject: help.studentId, step: stepOf(message) };
      request.changedNothing = !isChanged;
      return help;
    },
  );

  app.put<{ Params: ClassParams }>(
    '/classes/:classId/visits',
    {
      config: {
        right: 'help.answer',
        audit: 'visit.noted',
        knows: { body: { status: true, takeOver: true, ...REMARK_FIELDS, studentId: true, team: true } },
      },
    },
    async (request, reply) => {
      const message = requireSound(checkVisitMessage(request.body));
      const view = await viewOf(request.params);
      const isChanged = await noteVisit({ ...deps, registry: deps.directory.registry }, view, message, nameOf(request));
      request.audited = { subject: 'team' in message ? message.team : message.studentId, step: stepOf(message) };
      request.changedNothing = !isChanged;
      return reply.code(204).send();
    },
  );

  app.put<{ Params: ClassParams }>(
    '/classes/:classId/queue',
    { config: { right: 'help.answer', audit: 'queue.changed', knows: { body: { state: true } } } },
    async request => {
      const { state } = requireSound(checkQueueMessage(request.body));
      const { queue, isChanged } = await setQueue(deps, await viewOf(request.params), state, nameOf(request));
      request.audited = { step: state };
      request.changedNothing = !isChanged;
      return queue;
    },
  );

  const limits = new MessageLimits(deps.clock, deps.random);

  app.post<{ Params: ClassParams }>(
    '/classes/:classId/messages',
    { config: { right: 'message.send', audit: 'message.sent', knows: { body: MESSAGE_FIELDS } } },
    async (request, reply) => {
      const words = requireSound(checkMessageWords(request.body));
      const view = await viewOf(request.params);
      const by = nameOf(request);
      limits.admit(by.id);
      const id = await sendMessage(deps, view, words, by);
      request.audited = subjectOf(words.to);
      return reply.code(201).send({ id });
    },
  );

  app.get<{ Params: ClassParams; Querystring: { readonly errorGroup?: string } }>(
    '/classes/:classId/messages',
    { config: { right: 'message.send', knows: { query: ['errorGroup'] } } },
    async request => {
      const { errorGroup } = request.query;
      const view = await viewOf(request.params);
      await view.catchUp();
      view.exercises.look();
      const yardstickOf: MessageQuery['yardstickOf'] = key => view.exercises.yardstickOf(key);
      return { messages: view.projection.messages.newest({ limit: MAX_MESSAGES, errorGroup, yardstickOf }) };
    },
  );
}

/** Such as `claimed`, or `done: not_stuck`. */
function stepOf({ status, takeOver, finding, isRemark }: HelpMessage | VisitMessage): string {
  const step = nameOfStep({ word: status, ...detailsOf({ takeOver, isRemark }) });
  return finding === undefined ? step : `${step}: ${finding}`;
}

function subjectOf(to: MessageTarget): { readonly subject?: string } {
  return 'studentId' in to ? { subject: to.studentId } : 'team' in to ? { subject: to.team } : {};
}

function requireSound<T>(checked: Checked<T>): T {
  if (!checked.ok) {
    throw new HttpProblem('invalid', 'Some fields are not valid.', { errors: checked.errors });
  }
  return checked.value;
}

function nameOf(request: FastifyRequest): InstructorName {
  const { id, name } = requireInstructor(request);
  return { id, name };
}
