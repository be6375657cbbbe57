import { type MailServer, mailServerRoutes } from '@datalab/server/modules/notices/mail-server.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { usePerson } from '../../app/session.ts';
import { useTexts } from '../../i18n/language.tsx';
import { setUpTexts } from '../../i18n/set-up.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

const usualPort = '587';

/** Keeps the mail server and at once sends the administrator a message through it. */
export function MailForm({ server }: { server: MailServer['server'] }) {
  const t = useTexts(setUpTexts);
  const ui = useTexts(uiTexts);
  const email = usePerson()?.email ?? '';
  const [tried, setTried] = useState(false);
  const [form, setForm] = useState(() => ({
    host: server?.host ?? '',
    port: String(server?.port ?? usualPort),
    user: server?.user ?? '',
    password: '',
    from: server?.from ?? `Datalab <${email}>`,
    publicUrl: server?.publicUrl ?? location.origin,
  }));
  const test = useApiChange(mailServerRoutes.testMailServer);
  const put = useApiChange(mailServerRoutes.putMailServer, () => test.mutate({}));
  const port = Number(form.port);
  const isPort = Number.isInteger(port) && port > 0 && port < 65_536;
  const needed = (name: keyof typeof form) =>
    tried && form[name].trim() === '' ? ui('fieldNeeded') : undefined;
  const field = (name: keyof typeof form) => ({
    value: form[name],
    onChange: (value: string) => setForm({ ...form, [name]: value }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    test.reset();
    if ([form.host, form.from, form.publicUrl].some((value) => value.trim() === '') || !isPort) return;
    const { host, from, publicUrl } = form;
    const user = form.user.trim() === '' ? null : form.user.trim();
    const password = form.password === '' ? null : form.password;
    put.mutate({ body: { way: 'server', host: host.trim(), port, user, password, from, publicUrl } });
  };
  return (
    <form className="form" onSubmit={send}>
      <TextField label={t('mailHost')} hint={t('mailHostHint')} error={needed('host')} {...field('host')} />
      <TextField
        label={t('mailPort')}
        hint={t('mailPortHint')}
        error={tried && !isPort ? t('mailPortWrong') : undefined}
        {...field('port')}
      />
      <TextField label={t('mailUser')} optional autoComplete="off" {...field('user')} />
      <TextField
        label={t('mailPassword')}
        hint={server?.hasPassword ? t('mailPasswordKept') : t('mailPasswordHint')}
        optional
        type="password"
        autoComplete="new-password"
        {...field('password')}
      />
      <TextField label={t('mailFrom')} hint={t('mailFromHint')} error={needed('from')} {...field('from')} />
      <TextField
        label={t('mailPublicUrl')}
        hint={t('mailPublicUrlHint')}
        error={needed('publicUrl')}
        {...field('publicUrl')}
      />
      <div>
        <ActionButton look="primary" type="submit" busy={put.isPending || test.isPending}>
          {t('mailSave')}
        </ActionButton>
      </div>
      {test.data === undefined ? null : (
        <Alert type="ok">
          <p>{t('mailTested', { email: test.data.to })}</p>
        </Alert>
      )}
      <ProblemAlert error={put.error ?? test.error} />
    </form>
  );
}
