import type { MessageTarget } from '../../../../src/protocol';
import type { Board } from '../model/board';
import { groupTitle } from '../exercises/error-groups';
import { nameOf, teamName } from '../model/names';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';

/** Whom a message is to, in words. */
export function recipientText(board: Board, to: MessageTarget): string {
  if ('all' in to) {
    return t('messages.everyone');
  }
  if ('team' in to) {
    return t('messages.team', { team: teamName(to.team) });
  }
  return 'studentId' in to ? studentText(board, to.studentId) : groupText(board, to.errorGroup);
}

function studentText({ students }: Board, studentId: string): string {
  const student = students.get(studentId);
  return student === undefined ? inertLine(studentId, 80) : nameOf(student);
}

function groupText({ errors }: Board, id: string): string {
  const group = errors.find(each => each.id === id);
  return group === undefined
    ? t('messages.goneGroup')
    : t('messages.group', {
        count: group.studentIds.length,
        error: groupTitle(group),
        place: inertLine(group.place, 80),
      });
}

/** Whom the message was begun for, then everyone, then each team. */
export function choosableTargets(board: Board, begunFor: MessageTarget): readonly MessageTarget[] {
  const teams = [...board.teams.keys()].filter(team => team !== '').map(team => ({ team }));
  const others: readonly MessageTarget[] = [{ all: true }, ...teams];
  return [begunFor, ...others.filter(target => targetKey(target) !== targetKey(begunFor))];
}

/** The same text for the same target. */
export function targetKey(to: MessageTarget): string {
  return JSON.stringify(to);
}
