import { Alert, Button, Center, Paper, Stack, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import type { Login } from '@trunkline/contracts';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { logIn, sessionQuery } from '../../api/session';
import { ErrorNote } from '../../shared/error-note';
import { Logo } from '../../shared/logo';
import { PasswordField } from '../../shared/password-field';
import { LanguageSwitch } from './language-switch';

const route = getRouteApi('/login');

/** Logs in and goes on where the session ended. */
export function LoginPage() {
  const { t } = useTranslation();
  const { back, ended } = route.useSearch();
  const queries = useQueryClient();
  const router = useRouter();
  const product = t('common.productName');
  useEffect(() => {
    document.title = `${t('session.title')} · ${product}`;
  }, [t, product]);

  const form = useForm<Login>({
    mode: 'uncontrolled',
    initialValues: { username: '', password: '' },
    validate: {
      username: (value) => (value === '' ? t('errors.required') : null),
      password: (value) => (value === '' ? t('errors.required') : null),
    },
  });
  const enter = useMutation({
    mutationFn: async (login: Login) => {
      await logIn(login);
      await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
    },
    onSuccess: () => router.history.push(back ?? '/'),
  });

  return (
    <Center mih="100dvh" p="md" component="main">
      <Paper withBorder radius="lg" p="xl" w="100%" maw={400} bg="var(--trunkline-surface)">
        <Stack gap="lg">
          <Stack gap={6}>
            <Logo size={32} />
            <Title order={1} size="h4" mt="sm">
              {t('session.intro')}
            </Title>
          </Stack>
          {ended && !enter.isError && <Alert color="blue">{t('session.ended')}</Alert>}
          <form onSubmit={form.onSubmit((login) => enter.mutate(login))} noValidate>
            <Stack>
              <TextInput
                label={t('session.username')}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                autoFocus
                key={form.key('username')}
                {...form.getInputProps('username')}
              />
              <PasswordField
                label={t('session.password')}
                autoComplete="current-password"
                key={form.key('password')}
                {...form.getInputProps('password')}
              />
              {enter.isError && <ErrorNote error={enter.error} />}
              <Button type="submit" loading={enter.isPending} fullWidth>
                {t('session.logIn')}
              </Button>
            </Stack>
          </form>
          <LanguageSwitch />
        </Stack>
      </Paper>
    </Center>
  );
}
