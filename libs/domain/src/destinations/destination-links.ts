import type { Destination } from '@trunkline/contracts';

/** A field of a destination that leads to another resource. */
export interface DestinationLink {
  field: string;
  kind: 'extension' | 'ring_group' | 'announcement' | 'outbound_route';
  id: string;
}

/** What a destination leads to; nothing for one that leads to no resource. */
export function destinationLinks(destination: Destination | null): DestinationLink[] {
  switch (destination?.type) {
    case 'extension':
      return [{ field: 'extensionId', kind: 'extension', id: destination.extensionId }];
    case 'ring_group':
      return [{ field: 'ringGroupId', kind: 'ring_group', id: destination.ringGroupId }];
    case 'announcement':
      return [{ field: 'announcementId', kind: 'announcement', id: destination.announcementId }];
    case 'external':
      return [{ field: 'outboundRouteId', kind: 'outbound_route', id: destination.outboundRouteId }];
    case 'hangup':
    case undefined:
      return [];
  }
}
