import type { ExportFile } from './export.contract.ts';

/** What is in the archive, for a reader who opens it without the platform. */
export function exportToReadme({ edition, exportedAt, people }: ExportFile): string {
  const day = exportedAt.slice(0, 10);
  return `# ${edition.title.nl}

Dit is de hele editie van het Datalab, uitgevoerd op ${day}.

- \`verslag.html\`: het verslag, om te lezen en af te drukken. Het heeft niets anders nodig.
- \`report.html\`: hetzelfde verslag in het Engels.
- \`edition.json\`: alles in een vorm die een ander Datalab kan inlezen, via _Editie starten_ en dan _Beginnen met een sjabloon_.
- \`documents/\`: de documenten die partners inbrachten.

Er zitten geen rijen van datasets in, alleen getallen die al beschermd zijn. Namen van mensen zitten er ${people === undefined ? 'niet in, behalve waar iemand ze zelf in een tekst of document zette' : 'wel in, omdat daarom is gevraagd'}.

# ${edition.title.en}

This is the whole edition of the Datalab, exported on ${day}.

- \`report.html\`: the report, to read and to print. It needs nothing else.
- \`verslag.html\`: the same report in Dutch.
- \`edition.json\`: everything in a form that another Datalab can read, by _Start an edition_ and then _Start from a template_.
- \`documents/\`: the documents that partners brought.

It holds no rows of data sets, only figures that are protected already. Names of people are ${people === undefined ? 'not in it, except where somebody wrote them in a text or document' : 'in it, because that was asked for'}.
`;
}
