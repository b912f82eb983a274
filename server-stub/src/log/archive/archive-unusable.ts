import { LogUnavailableError } from '../../databases/log-unavailable';

/** An archive lacks what it should have, is damaged, or is of another log. Nothing is trimmed then, and what it holds cannot be shown. */
export class ArchiveUnusableError extends LogUnavailableError {}
