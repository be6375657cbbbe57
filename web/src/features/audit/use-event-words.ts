import type { AuditEvent } from '@datalab/server/modules/audit/audit.contract.ts';
import { catalogueRoutes } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { auditTexts } from '../../i18n/audit.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { editionsQuery } from '../editions/edition.ts';
import { detailsToWords, reasonOf } from './event-words.ts';
import type { EventWords } from './events-csv.ts';

/** Says an event in the words of the page: the person, the act, the reason, and the edition by its title. */
export function useEventWords(): (event: AuditEvent) => EventWords {
  const t = useTexts(auditTexts);
  const local = useLocal();
  const messageOf = useMessage();
  const { nameOf } = useOrganisations();
  const dataSets = useQuery(apiQuery(catalogueRoutes.listDataSets, {})).data ?? [];
  const editions = useQuery(editionsQuery).data ?? [];
  const dataSetNames = new Map(dataSets.map(({ id, name }) => [id, name]));
  const titles = new Map(editions.map(({ slug, title }) => [slug, title]));
  return ({ actor, action, edition, details }) => {
    const reason = reasonOf(details);
    const title = edition === null ? undefined : titles.get(edition);
    return {
      who: actor?.name ?? t('platform'),
      organisation: actor === null ? '' : local(nameOf(actor.organisation)),
      what: messageOf(`told.${action}`, detailsToWords(details, dataSetNames)),
      reason: reason === undefined ? '' : reason.isCode ? messageOf(reason.text) : reason.text,
      edition: title === undefined ? (edition ?? '') : local(title),
    };
  };
}
