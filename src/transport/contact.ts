/** What a page needs that talks to a server: the client of HTTP, and what reads the answers. Loaded with the first request, and not with JupyterLab. */
export { default as ky } from 'ky';
export { readBatchAnswer, readEnrolmentAnswer, readErasureAnswer, readLookupAnswer } from './read-answer';
