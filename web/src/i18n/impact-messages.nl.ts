export const impactMessagesNl = {
  'impact.not-in': 'Jouw organisatie is niet ingestapt in deze editie.',
  'impact.role-may-not': 'Dit hoort niet bij jouw rol in deze editie.',
  'impact.not-open': 'Meten kan vanaf stap 4, als er een analyse is om mee te meten.',
  'impact.verdict-not-open': 'Een oordeel geven kan vanaf stap 5, als er iets is uitgevoerd.',
  'impact.about-unknown': 'Deze oplossing of dit doel kennen we niet.',
  'impact.measurable-unknown': 'Deze vraag aan de gegevens is er niet (meer). Kies een andere.',
  'impact.area-unknown': 'De buurt {area} kennen we niet. Kies een buurt uit de lijst.',
  'impact.areas-overlap': 'Een buurt kan niet in beide lijsten staan. Haal haar uit een van de twee.',
  'impact.areas-needed': 'Kies eerst de buurten waar het gedaan is. Dan pas kun je vergelijken met andere.',
  'impact.owner-unknown': 'Deze persoon doet niet mee aan de editie.',
  'impact.indicator-unknown': 'Deze meting kennen we niet.',
  'impact.stopped':
    'Deze meting is gestopt. Wat er gemeten is, blijft staan. Begin een nieuwe als je verder wilt meten.',
  'impact.nothing-changed':
    'Er is nog niets veranderd aan de naam, het streven of wie het in de gaten houdt.',
  'impact.nothing-newer': 'Er zijn nog geen nieuwere gegevens. Dit is de laatste stand.',
  'impact.causal-words':
    'Zo stellig kunnen we het nog niet zeggen. Haal {words} uit je zin, en schrijf bijvoorbeeld: sinds, na, of tegelijk met.',

  'impact.headline-none': '{name}: hier is nog niets over te zeggen',
  'impact.headline-before-only': '{name}: {before} per maand, vóór het begin',
  'impact.headline-after-only': '{name}: {after} per maand, sinds het begin',
  'impact.headline-means-lower':
    '{name}: van {before} naar {after} per maand sinds {start}, {percent}\u00a0% lager',
  'impact.headline-means-higher':
    '{name}: van {before} naar {after} per maand sinds {start}, {percent}\u00a0% hoger',
  'impact.headline-means-same':
    '{name}: van {before} naar {after} per maand sinds {start}, een verschil van {percent}\u00a0% dat toeval kan zijn',
  'impact.headline-trend-lower':
    '{name}: sinds {start} ongeveer {percent}\u00a0% lager dan de eerdere lijn deed verwachten (tussen {least} en {most}\u00a0%)',
  'impact.headline-trend-higher':
    '{name}: sinds {start} ongeveer {percent}\u00a0% hoger dan de eerdere lijn deed verwachten (tussen {least} en {most}\u00a0%)',
  'impact.headline-trend-same':
    '{name}: sinds {start} niet duidelijk anders dan de eerdere lijn deed verwachten',
  'impact.headline-compared-lower':
    '{name}: sinds {start} ongeveer {percent}\u00a0% lager (tussen {least} en {most}\u00a0%), waarschijnlijk door wat hier gedaan is',
  'impact.headline-compared-higher':
    '{name}: sinds {start} ongeveer {percent}\u00a0% hoger (tussen {least} en {most}\u00a0%), waarschijnlijk door wat hier gedaan is',
  'impact.headline-compared-same': '{name}: sinds {start} niet duidelijk anders dan elders',

  'impact.too-many-hidden-before':
    'Van de {of} maanden vóór het begin {n|is er één|zijn er #} niet te tonen. Dat is te veel om mee te rekenen.',
  'impact.too-many-hidden-after':
    'Van de {of} maanden sinds het begin {n|is er één|zijn er #} niet te tonen. Dat is te veel om mee te rekenen.',
  'impact.too-many-hidden-comparison':
    'Van de {of} maanden van de vergelijking {n|is er één|zijn er #} niet te tonen. Daarom telt de vergelijking niet mee.',
  'impact.months-left-out':
    '{n|Eén maand is niet als één getal te tonen en telt|# maanden zijn niet als één getal te tonen en tellen} niet mee, ook niet als nul.',
  'impact.few-before':
    'Er {n|is maar één maand|zijn maar # maanden} vóór het begin. Er zijn er {needed} nodig. Lever oudere gegevens als die er zijn.',
  'impact.few-after':
    'Er {n|is pas één maand|zijn pas # maanden} sinds het begin. Er zijn er {needed} nodig. Met de gegevens van {month} zijn er genoeg.',
  'impact.enough-months':
    'Er zijn genoeg maanden voor een lijn: {before} vóór het begin en {after} sinds het begin.',
  'impact.no-comparison': 'Er is geen buurt om mee te vergelijken waar het niet gedaan is.',
  'impact.compared': 'Er is vergeleken met buurten waar het niet gedaan is, over {n} maanden.',
  'impact.comparison-few':
    'Voor de vergelijking {n|is er aan één kant maar één maand|zijn er aan één kant maar # maanden}. Er zijn er {needed} nodig.',

  'impact.care-noise':
    'Elk getal is iets veranderd om mensen te beschermen. Dat is hoogstens {noise} van het verschil van {change} per maand.',
  'impact.care-noise-all':
    'Elk getal is iets veranderd om mensen te beschermen. Dat alleen kan al een verschil van {noise} per maand geven; wij vonden {change}.',
  'impact.care-seasons':
    'Het ene seizoen is het andere niet. Vergelijk bij voorkeur dezelfde maanden van het jaar.',
  'impact.care-other-causes': 'In dezelfde tijd kan er meer veranderd zijn. Dat zit er ook in.',
  'impact.care-alike':
    'De vergelijking klopt alleen als de andere buurten verder hetzelfde meemaakten. Ga dat ter plekke na.',
  'impact.care-registration':
    'Wie anders gaat registreren of melden, ziet andere getallen. Vraag na of dat zo is.',
} as const;
