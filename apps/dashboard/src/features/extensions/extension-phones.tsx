import { Alert, Paper, Stack, Text } from '@mantine/core';
import type { Contact, Extension } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { ApiText } from '../../shared/api-text';
import { Facts } from '../../shared/facts';
import { formatNumber } from '../../shared/format';
import { RelativeTime } from '../../shared/relative-time';

/** The phones of an extension, why none can be reached, and one that could not register. */
export function ExtensionStateNote({ extension }: { extension: Extension }) {
  const { t } = useTranslation();
  const { status, code, reason, advice, since, contacts, refused } = extension.state;
  if (reason === null && refused === null && contacts.length === 0) return null;
  return (
    <Stack gap="sm">
      {reason !== null && (
        <Alert color={code === 'not_registered' ? 'gray' : 'red'} title={t(`extensions.status.${status}`)}>
          <Text size="sm">
            <ApiText>{reason}</ApiText>
          </Text>
          {advice !== null && (
            <Text size="sm" mt={4}>
              <ApiText>{advice}</ApiText>
            </Text>
          )}
          {since !== null && (
            <Text size="xs" c="dimmed" mt={2}>
              <RelativeTime at={since} />
            </Text>
          )}
        </Alert>
      )}
      {refused !== null && refused.reason !== reason && (
        <Alert color="yellow" title={t('extensionPanel.refused')}>
          <Text size="sm">
            <ApiText>{refused.reason}</ApiText>
          </Text>
          <Text size="sm" mt={4}>
            <ApiText>{refused.advice}</ApiText>
          </Text>
          <Text size="xs" c="dimmed" mt={2}>
            {refused.userAgent} <RelativeTime at={refused.at} />
          </Text>
        </Alert>
      )}
      {contacts.map((contact) => (
        <Phone key={contact.uri} contact={contact} />
      ))}
    </Stack>
  );
}

function Phone({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const { uri, address, userAgent, since, expiresAt, reachable, roundTripMs } = contact;
  const reach =
    reachable === null
      ? t('extensionPanel.notAsked')
      : t(reachable ? 'extensionPanel.answers' : 'extensionPanel.silent');
  return (
    <Paper
      withBorder
      p="md"
      radius="md"
      component="section"
      aria-label={t('extensionPanel.phoneAt', { address: address ?? uri })}
    >
      <Text fw={600} size="sm" mb="xs">
        {userAgent ?? t('extensionPanel.phone')}
      </Text>
      <Facts
        facts={[
          [t('extensionPanel.address'), address ?? uri],
          [
            t('extensionPanel.reach'),
            roundTripMs === null ? reach : `${reach} (${roundTripMs < 1 ? '< 1' : formatNumber(roundTripMs)} ms)`,
          ],
          [t('extensionPanel.since'), <RelativeTime key="since" at={since} />],
          [t('extensionPanel.expires'), expiresAt === null ? null : <RelativeTime key="expires" at={expiresAt} />],
        ]}
      />
    </Paper>
  );
}
