/**
 * The wire contract, version 1: types, limits and validation. The extension, the server and the dashboard
 * import it from here and nowhere else; it imports nothing outside this folder.
 */
export * from './classroom/classroom';
export * from './classroom/completeness';
export * from './classroom/export';
export * from './classroom/opening';
export * from './classroom/planned-notebook';
export * from './classroom/progress';
export * from './classroom/rooms';
export * from './classroom/sessions';
export * from './core/check';
export * from './core/limits';
export * from './core/problem';
export * from './joining/class-preview';
export * from './joining/enrolment';
export * from './joining/join-link';
export * from './joining/look-alike';
export * from './joining/roster';
export * from './joining/student-key';
export * from './joining/teams';
export * from './operating/instructors';
export * from './operating/system';
export * from './reporting/attention';
export * from './reporting/batch';
export * from './reporting/event';
export * from './reporting/level';
export * from './reporting/mask-words';
export * from './reporting/page-presence';
export * from './reporting/policy';
