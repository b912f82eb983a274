/**
 * The wire contract, version 1: types, limits and validation. The extension, the server and the dashboard
 * import it from here and nowhere else; it imports nothing outside this folder.
 */
export * from './attention';
export * from './batch';
export * from './check';
export * from './class-preview';
export * from './classroom';
export * from './completeness';
export * from './enrolment';
export * from './event';
export * from './instructors';
export * from './join-link';
export * from './level';
export * from './limits';
export * from './mask-words';
export * from './policy';
export * from './problem';
export * from './progress';
export * from './rooms';
export * from './roster';
export * from './system';
export * from './teams';
