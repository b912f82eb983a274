/** What keeps a student's events and sends them. Loaded when there is a student to report for, or somebody's events to deliver. */
export { createHttpTransport } from '../../transport/http';
export { Session } from '../enrolment/session';
export { Reporter } from './reporter';
