import type { AlertSeverity } from '../../../../src/protocol';
import type { AlertChange } from './alert-board';

export const WEBHOOK_KINDS = ['generic', 'slack'] as const;
export type WebhookKind = (typeof WEBHOOK_KINDS)[number];

/** The JSON that a webhook is sent. @param server the name of the machine, for an operator of several */
export function toWebhookBody(kind: WebhookKind, change: AlertChange, server: string): string {
  return JSON.stringify(kind === 'slack' ? toSlack(change, server) : toGeneric(change, server));
}

function toGeneric({ alert, previous }: AlertChange, server: string): object {
  const { name, severity, since, value, unit, levels, text } = alert;
  return { source: 'jupyterlab-cell-monitor', server, alert: name, severity, previous, since, value, unit, levels, text };
}

const SLACK_SIGNS: Readonly<Record<AlertSeverity, string>> = { ok: ':large_green_circle:', warning: ':warning:', critical: ':red_circle:' };

/** Also what Mattermost, Rocket.Chat and Discord (at `/slack`) take. */
function toSlack({ alert, previous }: AlertChange, server: string): object {
  const { severity, text } = alert;
  const state = severity === 'ok' ? `over (was ${previous})` : severity;
  return { text: `${SLACK_SIGNS[severity]} *Cell monitor on ${escapeSlack(server)}: ${state}*\n${escapeSlack(text)}` };
}

/** Slack reads these three as the start of links and mentions. */
function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
