import { assessmentsRoutes } from '@datalab/server/modules/assessments/assessments.contract.ts';
import type { AssessmentFile } from '@datalab/server/modules/assessments/exchange.contract.ts';
import type { Permission } from '@datalab/server/platform/http/common.contract.ts';
import { addressOf } from '../../app/api.ts';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { AddressLink, TextLink } from '../../ui/link.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useDay, useFileUpload } from './assessments.ts';
import { FileNotes } from './file-notes.tsx';

interface FilesProps {
  readonly edition: string;
  readonly files: readonly AssessmentFile[];
  readonly mayBring: Permission;
}

/** DPIA and IAMA, made in the tool of the ministry and kept here. */
export function Files({ edition, files, mayBring }: FilesProps) {
  const t = useTexts(assessmentsTexts);
  const toast = useToast();
  const bring = useFileUpload(assessmentsRoutes.bringFile, { edition }, () =>
    toast({ text: t('fileBrought') }),
  );
  return (
    <section className="stack">
      <Heading2>{t('files')}</Heading2>
      <p className="soft no-print">{t('filesLead')}</p>
      {files.length === 0 ? <p className="soft">{t('filesNone')}</p> : null}
      {files.map((file) => (
        <OneFile key={file.id} edition={edition} file={file} />
      ))}
      <Card className="stack no-print">
        <div>
          <AddressLink href={addressOf(assessmentsRoutes.exportDpia, { params: { edition } })}>
            {t('exportDpia')}
          </AddressLink>
        </div>
        <p className="small soft">{t('exportHint')}</p>
        {mayBring.allowed ? (
          <FileDrop
            label={t('bringFile')}
            hint={t('bringFileHint')}
            accept=".json"
            disabled={bring.isPending}
            onFile={(file) => bring.mutate(file)}
          />
        ) : null}
        <ProblemAlert error={bring.error} />
      </Card>
    </section>
  );
}

function OneFile({ edition, file }: { edition: string; file: AssessmentFile }) {
  const t = useTexts(assessmentsTexts);
  const day = useDay();
  const { id, kind, fileName, answers, by, at } = file;
  const params = { edition, file: id };
  return (
    <Card as="article" className="stack stack-tight">
      <h3 className="utrecht-heading-3 file-name">{fileName}</h3>
      <p className="small soft">
        {t('fileOf', { kind: kind.toUpperCase(), answers })}, {t('fileBy', { name: by.name, date: day(at) })}
      </p>
      <FileNotes file={file} />
      <p className="row no-print">
        <TextLink to="/editions/$edition/assessments/files/$file" params={params}>
          {t('readFile')}
          <span className="visually-hidden"> {fileName}</span>
        </TextLink>
        <a
          className="utrecht-link utrecht-link--html-a"
          href={addressOf(assessmentsRoutes.downloadFile, { params })}
          download
        >
          {t('original')}
          <span className="visually-hidden"> {fileName}</span>
        </a>
      </p>
    </Card>
  );
}
