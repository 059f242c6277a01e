import { Badge, NavLink, Stack, Text } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLiveBoard } from '../live/live-provider';
import { formatNumber } from '../shared/format';
import { usePermissions } from '../shared/principal';
import { isOpen, navigation } from './navigation';
import classes from './navigation-links.module.css';

const PageLink = createLink(NavLink<'a'>);

/** Links to the pages that the account may see. */
export function NavigationLinks({ onNavigate }: { onNavigate: () => void }) {
  const { t } = useTranslation();
  const permissions = usePermissions();
  const groups = navigation
    .map(({ group, pages }) => ({ group, pages: pages.filter(({ permission }) => isOpen(permission, permissions)) }))
    .filter(({ pages }) => pages.length > 0);
  return (
    <Stack gap="lg" pt="xs">
      {groups.map(({ group, pages }) => (
        <div key={group}>
          <Text size="xs" fw={600} c="dimmed" px="sm" mb={4}>
            {t(group)}
          </Text>
          {pages.map(({ to, label, icon: Icon }) => (
            <PageLink
              component="a"
              key={to}
              to={to}
              activeOptions={{ exact: to === '/' }}
              label={t(label)}
              leftSection={<Icon size={18} stroke={1.6} />}
              rightSection={to === '/calls' ? <CallCount /> : undefined}
              onClick={onNavigate}
              className={classes.link}
            />
          ))}
        </div>
      ))}
    </Stack>
  );
}

function CallCount() {
  const { board, status } = useLiveBoard();
  const count = [...board.calls.values()].filter((call) => call.state !== 'ended').length;
  if (status !== 'live' || count === 0) return null;
  return (
    <Badge size="sm" variant="light" className="tabular">
      {formatNumber(count)}
    </Badge>
  );
}
