import type { VisitMessage } from '../../../../src/protocol';
import type { InstructorApi } from '../../api/instructor-api';
import type { Failure } from '../../api/outcome';
import { t } from '../../text/translate';
import type { Pseudonyms } from './pseudonyms';

/** The API in projector mode: an allow-list, everything else is refused. */
export function projectApi(api: InstructorApi, names: Pseudonyms): InstructorApi {
  const shown: Partial<InstructorApi> = {
    closeSession: () => api.closeSession(),
    listClasses: () => api.listClasses(),
    getSystem: () => api.getSystem(),
    // Teams keep their names.
    getRooms: classId => api.getRooms(classId),
    answerHelp: (...answer) => api.answerHelp(...answer),
    setQueue: (...state) => api.setQueue(...state),
    noteVisit: (classId, visit) => api.noteVisit(classId, toRealTarget(visit, names)),
  };
  const failure: Failure = { kind: 'refused', status: 403, detail: t('projected.withheld') };
  const withhold = (): Promise<{ ok: false; failure: Failure }> => Promise.resolve({ ok: false, failure });
  return new Proxy(api, { get: (_, name) => shown[name as keyof InstructorApi] ?? withhold });
}

/** In projector mode a student's id is the pseudonym. */
function toRealTarget(visit: VisitMessage, names: Pseudonyms): VisitMessage {
  return 'studentId' in visit ? { ...visit, studentId: names.studentIdOf(visit.studentId) ?? visit.studentId } : visit;
}
