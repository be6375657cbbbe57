import '@fontsource-variable/source-sans-3/wght.css';
import '@utrecht/component-library-css/dist/index.css';
import './ui/theme/tokens.css';
import './ui/theme/utrecht.css';
import './ui/theme/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './app/query.ts';
import { LanguageProvider } from './i18n/language.tsx';
import { router } from './router.tsx';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no element with the id "root"');

createRoot(place).render(
  <StrictMode>
    <LanguageProvider>
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
);
