import '@fontsource-variable/source-sans-3/wght.css';
import './ui/theme/design-system.css';
import './ui/theme/tokens.css';
import './ui/theme/utrecht.css';
import './ui/theme/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './app/query.ts';
import { LanguageProvider, rememberedLanguage } from './i18n/language.tsx';
import { loadFirstTexts } from './i18n/texts.ts';
import { router } from './router.tsx';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no element with the id "root"');

const language = rememberedLanguage();
await loadFirstTexts(language);

createRoot(place).render(
  <StrictMode>
    <LanguageProvider first={language}>
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
);
