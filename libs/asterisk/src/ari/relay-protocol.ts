/**
 * What agent and event relay say to each other, beside the messages of Asterisk, which the relay passes on unread: ARI
 * events, and REST requests and answers over the websocket.
 */

/** The first message of a connection that has an Asterisk at its other end. What Asterisk says comes after it. */
export interface RelayNotice {
  type: 'AsteriskConnected';
}

/** True for the text of a {@link RelayNotice}. */
export function isRelayNotice(text: string): boolean {
  try {
    return (JSON.parse(text) as RelayNotice | null)?.type === 'AsteriskConnected';
  } catch {
    return false;
  }
}

/**
 * Close code (RFC 6455 section 7.4.2, private use) by which the agent says that Asterisk is silent: the relay gives its
 * connection up too. With any other end of the agent Asterisk's connection stays.
 */
export const ASTERISK_SILENT = 4001;
