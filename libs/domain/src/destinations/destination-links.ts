import type { Destination } from '@trunkline/contracts';

/** A field of a destination that leads to another resource. */
export interface DestinationLink {
  field: string;
  kind: 'extension' | 'ring_group' | 'announcement' | 'outbound_route';
  id: string;
  /** Whether the extension must have a mailbox. */
  mailbox: boolean;
}

/** What a destination leads to; nothing for one that leads to no resource. */
export function destinationLinks(destination: Destination | null): DestinationLink[] {
  const mailbox = false;
  switch (destination?.type) {
    case 'extension':
      return [{ field: 'extensionId', kind: 'extension', id: destination.extensionId, mailbox }];
    case 'voicemail':
      return [{ field: 'extensionId', kind: 'extension', id: destination.extensionId, mailbox: true }];
    case 'ring_group':
      return [{ field: 'ringGroupId', kind: 'ring_group', id: destination.ringGroupId, mailbox }];
    case 'announcement':
      return [{ field: 'announcementId', kind: 'announcement', id: destination.announcementId, mailbox }];
    case 'external':
      return [{ field: 'outboundRouteId', kind: 'outbound_route', id: destination.outboundRouteId, mailbox }];
    case 'hangup':
    case undefined:
      return [];
  }
}
