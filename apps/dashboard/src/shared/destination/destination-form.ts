import { type Destination, type HangupReason, mayHaveFallback } from '@trunkline/contracts';

/** A destination as a form holds it: of each type what was chosen last, so that trying another type loses nothing. */
export interface DestinationValues {
  /** Null: it leads nowhere. */
  type: Destination['type'] | null;
  extensionId: string | null;
  ringGroupId: string | null;
  announcementId: string | null;
  number: string;
  outboundRouteId: string | null;
  cause: HangupReason;
}

export function destinationValues(destination: Destination | null): DestinationValues {
  const nowhere = { extensionId: null, ringGroupId: null, announcementId: null, outboundRouteId: null };
  return { type: null, ...nowhere, number: '', cause: 'busy', ...destination };
}

/** The destination that the form stands for. What is not chosen yet is empty, which the contract refuses by its field. */
export function destinationBody(values: DestinationValues): Destination | null {
  switch (values.type) {
    case null:
      return null;
    case 'extension':
    case 'voicemail':
      return { type: values.type, extensionId: values.extensionId ?? '' };
    case 'ring_group':
      return { type: values.type, ringGroupId: values.ringGroupId ?? '' };
    case 'announcement':
      return { type: values.type, announcementId: values.announcementId ?? '' };
    case 'external':
      return {
        type: values.type,
        number: values.number.replace(/[\s()./-]/g, ''),
        outboundRouteId: values.outboundRouteId ?? '',
      };
    case 'hangup':
      return { type: values.type, cause: values.cause };
  }
}

/** Where calls are led, and where those go that cannot reach it; none where there is nothing that they could fail to reach. */
export function ledBody(values: { destination: DestinationValues; fallback: DestinationValues }): {
  destination: Destination | null;
  fallback: Destination | null;
} {
  const { destination, fallback } = values;
  return {
    destination: destinationBody(destination),
    fallback: mayHaveFallback(destination.type) ? destinationBody(fallback) : null,
  };
}
