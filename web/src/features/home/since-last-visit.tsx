import { timelineRoutes } from '@datalab/server/modules/timeline/timeline.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../../app/query.ts';
import { formatAgo } from '../../i18n/format.ts';
import { homeTexts } from '../../i18n/home.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { HappeningLine } from '../timeline/happening-line.tsx';
import { groupHappenings } from '../timeline/spans.ts';

const shown = 6;
const visitQuery = apiQuery(timelineRoutes.visit, {});

/** What others did in my editions since I was here before; nothing at the first visit. */
export function SinceLastVisit() {
  const t = useTexts(homeTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const visit = useQuery(visitQuery).data;
  if (visit === undefined || visit.since === null) return null;
  const lines = groupHappenings(visit.happenings, []).flatMap((group) => group.lines);
  return (
    <section>
      <Heading2>{t('sinceVisit', { ago: formatAgo(visit.since, new Date(), language) })}</Heading2>
      {lines.length === 0 ? (
        <p className="soft">{t('sinceNothing')}</p>
      ) : (
        <Card className="stack">
          <ul className="stack plain-list">
            {lines.slice(0, shown).map(({ happening, times }) => {
              const title = visit.titles[happening.edition];
              return (
                <HappeningLine
                  key={happening.sequence}
                  happening={happening}
                  times={times}
                  detail={
                    title === undefined ? undefined : (
                      <TextLink to="/editions/$edition/timeline" params={{ edition: happening.edition }}>
                        {local(title)}
                      </TextLink>
                    )
                  }
                />
              );
            })}
          </ul>
          {lines.length > shown ? <p className="small soft">{t('sinceMore')}</p> : null}
        </Card>
      )}
    </section>
  );
}
