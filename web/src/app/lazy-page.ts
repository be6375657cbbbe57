import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import { loadPageTexts } from '../i18n/texts.ts';

/** A page that is fetched when it is opened, together with what such pages say. */
export function lazyPage<Name extends string>(
  fetchPage: () => Promise<Readonly<Record<Name, RouteComponent>>>,
  name: Name,
  loadItsTexts: () => Promise<void> = loadPageTexts,
) {
  return lazyRouteComponent(async () => {
    const [page] = await Promise.all([fetchPage(), loadItsTexts()]);
    return page;
  }, name);
}
