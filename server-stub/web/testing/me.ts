import type { InstructorSession } from '../../../src/protocol';

/** Without those that open more than a test asks for: the server's alerts and the audit log. */
const OWNER_RIGHTS =
  'help.answer class_session.begin message.send student.read delivery.read system.read name.release class.change record.export student.erase staff.manage';

export const ME: InstructorSession = {
  id: 'me',
  name: 'Mei',
  role: 'owner',
  rights: OWNER_RIGHTS.split(' '),
};
