import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Destination } from '@trunkline/contracts';
import { useDestinationText } from './destination-words';

/** Where a call goes, as a link to what it leads to. `nowhere` stands where it leads to nothing. */
export function DestinationLink({ destination, nowhere }: { destination: Destination | null; nowhere: string }) {
  const textOf = useDestinationText();
  if (destination === null)
    return (
      <Text size="sm" c="dimmed" component="span">
        {nowhere}
      </Text>
    );
  const place = placeOf(destination);
  const text = textOf(destination);
  if (place === null || text === null) return text;
  // Above the link of the row, which lies over all of it.
  return (
    <Anchor
      size="sm"
      pos="relative"
      style={{ zIndex: 1 }}
      renderRoot={(props) => <Link {...props} to={place.to} params={{ id: place.id }} />}
    >
      {text}
    </Anchor>
  );
}

function placeOf(destination: Destination) {
  switch (destination.type) {
    case 'extension':
    case 'voicemail':
      return { to: '/extensions/$id', id: destination.extensionId } as const;
    case 'ring_group':
      return { to: '/ring-groups/$id', id: destination.ringGroupId } as const;
    case 'announcement':
      return { to: '/announcements/$id', id: destination.announcementId } as const;
    case 'external':
      return { to: '/outbound-routes/$id', id: destination.outboundRouteId } as const;
    case 'hangup':
      return null;
  }
}
