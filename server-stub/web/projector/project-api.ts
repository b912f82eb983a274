import type { ExerciseMatrix, VisitMessage } from '../../../src/protocol';
import type { InstructorApi } from '../api/instructor-api';
import type { Failure, Outcome } from '../api/outcome';
import { t } from '../text/translate';
import { projectExercises } from './project-class';
import type { Pseudonyms } from './pseudonyms';

/** What the server may be asked while the class looks on: nothing that is not named here. */
export function projectApi(api: InstructorApi, names: Pseudonyms): InstructorApi {
  const shown: Partial<InstructorApi> = {
    closeSession: () => api.closeSession(),
    getSession: () => api.getSession(),
    listClasses: () => api.listClasses(),
    getSystem: () => api.getSystem(),
    getExercises: async classId => projectMatrix(await api.getExercises(classId)),
    // Teams keep their names.
    getRooms: classId => api.getRooms(classId),
    answerHelp: (...answer) => api.answerHelp(...answer),
    noteVisit: (classId, visit) => api.noteVisit(classId, toRealTarget(visit, names)),
  };
  const failure: Failure = { kind: 'refused', status: 403, detail: t('projector.withheld') };
  const withhold = (): Promise<{ ok: false; failure: Failure }> => Promise.resolve({ ok: false, failure });
  return new Proxy(api, { get: (_, name) => shown[name as keyof InstructorApi] ?? withhold });
}

/** How the class does at each exercise, and no row of any student. */
function projectMatrix(answer: Outcome<ExerciseMatrix>): Outcome<ExerciseMatrix> {
  return answer.ok ? { ok: true, value: { ...answer.value, exercises: projectExercises(answer.value.exercises), students: [] } } : answer;
}

/** Below, a student has no other id than the pseudonym. */
function toRealTarget(visit: VisitMessage, names: Pseudonyms): VisitMessage {
  return 'studentId' in visit ? { ...visit, studentId: names.studentIdOf(visit.studentId) ?? visit.studentId } : visit;
}
