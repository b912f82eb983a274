/** The limits of protocol version 1, shared by the client that plans batches and the server that admits them. */

export const PROTOCOL_VERSION = 1;

/** Every path of the protocol starts with this. */
export const API_PREFIX = '/api/v1';

export * as LIMITS from './limit-values';
