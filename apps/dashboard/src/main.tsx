import '@mantine/core/styles/baseline.layer.css';
import '@mantine/core/styles/default-css-variables.layer.css';
import '@mantine/core/styles/global.layer.css';
import './app/styles.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client';
import { onUnauthenticated } from './api/request';
import { sessionQuery } from './api/session';
import { PassingNotes } from './app/passing-notes';
import { router } from './app/router';
import { styleNonce } from './app/style-nonce';
import { theme } from './app/theme';
import { startInWantedLanguage } from './i18n/language-choice';

onUnauthenticated(() => {
  const { pathname, href } = router.state.location;
  const wasLoggedIn = queryClient.getQueryData(sessionQuery.queryKey) != null;
  if (pathname === '/login' || !wasLoggedIn) return;
  queryClient.setQueryData(sessionQuery.queryKey, null);
  void router.navigate({ to: '/login', search: { back: href, ended: true } });
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const page = (
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => styleNonce}>
      <QueryClientProvider client={queryClient}>
        <PassingNotes />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>
);
void startInWantedLanguage().then(() => createRoot(root).render(page));
