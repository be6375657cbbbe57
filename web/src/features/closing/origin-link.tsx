import { useQuery } from '@tanstack/react-query';
import { closingTexts } from '../../i18n/closing.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { TextLink } from '../../ui/link.tsx';
import { originQuery } from './origin.ts';

/** Says on the first step page that the drafts came from an edition elsewhere. */
export function OriginLink({ edition }: { edition: string }) {
  const t = useTexts(closingTexts);
  const local = useLocal();
  const template = useQuery(originQuery(edition)).data ?? null;
  if (template === null) return null;
  return (
    <p>
      {t('originLine', { title: local(template.source.title) })}{' '}
      <TextLink to="/editions/$edition/template" params={{ edition }}>
        {t('originRead')}
      </TextLink>
    </p>
  );
}
