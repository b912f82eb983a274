import { type Inbox, unshown } from '../../src/client/assistance/inbox';

/** What it takes of a student's client. */
interface MessagedClient {
  readonly status: { readonly messages: Inbox };
  readonly messages: { takeUnshown(): Promise<Inbox> };
  onStatusChange(listener: () => void): () => void;
}

/** Nobody looks at a simulated student's screen; but what it would show counts as shown, as the instructor expects of a hint. */
export function showMessages(client: MessagedClient): void {
  client.onStatusChange(() => {
    if (unshown(client.status.messages).length > 0) {
      void client.messages.takeUnshown();
    }
  });
}
