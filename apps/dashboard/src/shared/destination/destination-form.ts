import type { Destination, HangupReason } from '@trunkline/contracts';

/** A destination as a form holds it: of each type what was chosen last, so that trying another type loses nothing. */
export interface DestinationValues {
  /** Null: it leads nowhere. */
  type: Destination['type'] | null;
  extensionId: string | null;
  ringGroupId: string | null;
  number: string;
  outboundRouteId: string | null;
  cause: HangupReason;
}

export function destinationValues(destination: Destination | null): DestinationValues {
  const nothing = { extensionId: null, ringGroupId: null, number: '', outboundRouteId: null, cause: 'busy' } as const;
  return { type: null, ...nothing, ...destination };
}

/** The destination that the form stands for. What is not chosen yet is empty, which the contract refuses by its field. */
export function destinationBody(values: DestinationValues): Destination | null {
  switch (values.type) {
    case null:
      return null;
    case 'extension':
      return { type: values.type, extensionId: values.extensionId ?? '' };
    case 'ring_group':
      return { type: values.type, ringGroupId: values.ringGroupId ?? '' };
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
