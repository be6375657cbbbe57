/** Every code the hub may answer with, and what the reader can do about it. */
export const pageErrorsNl = {
  'closing.not-in': 'Dit is voor de organisaties die meedoen.',
  'closing.role-may-not': 'Met jouw rol kun je dit lezen, maar niets toevoegen.',
  'closing.leader-only': 'Alleen de facilitator van de organisatie die deze editie begon kan dit doen.',
  'closing.not-asked': 'Deze vraag ligt niet bij jou, of is al beantwoord.',
  'closing.member-unknown': 'Deze persoon doet niet mee aan de editie.',
  'closing.evaluator-waits': 'Wil je de evaluator van deze editie zijn?',
  'closing.not-open': 'Dit gaat open in stap 5, als er iets is om op terug te kijken.',
  'closing.not-complete':
    'Kies nog een antwoord bij {n|één stelling|# stellingen}. “Weet ik niet” is ook een antwoord.',
  'closing.already-evaluated': 'Deze organisatie heeft al geëvalueerd.',
  'closing.organisation-not-in': 'Deze organisatie doet niet mee aan de editie.',
  'closing.to-itself': 'Kies ten minste één andere organisatie die ervan leerde.',
  'closing.lesson-unknown': 'Deze les is er niet meer.',
  'closing.transfer-unknown': 'Dit is er niet meer.',
  'closing.not-author': 'Alleen wie dit schreef kan het weghalen.',
  'closing.facilitator-only': 'Alleen een facilitator kan met een sjabloon beginnen.',
  'closing.template-unknown': 'Dit sjabloon kennen we niet.',
  'closing.no-file': 'Er zat geen bestand bij.',
  'closing.file-too-large': 'Dit bestand is te groot. Het mag tot {megabytes} MB zijn. Er is niets bewaard.',
  'closing.file-unreadable':
    'Dit is geen export van een editie: {where} is niet te lezen. Vraag de .zip opnieuw op en verander er niets aan.',
  'closing.file-too-much': 'In dit bestand zit meer dan in een export hoort: {where}. Er is niets bewaard.',
  'closing.file-incomplete': 'In deze export ontbreekt het bestand {where}. Vraag de hele .zip op.',
  'closing.file-invalid': 'Deze export klopt niet bij {where}. Er is niets bewaard.',
  'closing.export-too-large':
    'De documenten zijn samen groter dan {megabytes} MB. Haal eerst documenten weg die niemand aanhaalt.',
  'closing.file-other-version':
    'Deze export heeft versie {found}; wij lezen versie {known}. Vraag hem op bij een Datalab met dezelfde versie.',
  'audit.too-many':
    'Dit zijn {n} gebeurtenissen. Een bestand heeft er hoogstens {most}. Kies een kortere tijd of één editie.',
  'audit.privacy-officer-only': 'Alleen een functionaris gegevensbescherming kan het logboek zien.',
  'catalogue.data-set-unknown': 'Deze dataset kennen we niet.',
  'catalogue.contract-invalid': 'Het datacontract klopt nog niet. Hieronder staat wat er moet veranderen.',
  'catalogue.contract-version-exists':
    'Deze versie van het contract is er al. Geef het een hoger versienummer.',
  'catalogue.not-owner': 'Deze dataset is van een andere organisatie.',
  'catalogue.role-may-not-register': 'Alleen een data-engineer of datasteward kan dit vastleggen.',
  'catalogue.areas-unknown': 'Voor dit jaar kennen we geen wijken en buurten.',
  'catalogue.areas-invalid':
    'Deze gebieden kunnen we niet overnemen. Verwacht wordt GeoJSON met CBS-codes. Hieronder staat wat er anders moet.',
  'picture.document-unknown': 'Dit document kennen we niet, of niet meer.',
  'picture.finding-unknown': 'Deze bevinding kennen we niet, of niet meer.',
  'picture.question-unknown': 'Deze vraag hoort niet bij deze editie.',
  'picture.page-unknown': 'Dit document heeft {pages|# bladzijde|# bladzijden}. Kies er een van.',
  'picture.role-may-not-add': 'Met jouw rol kun je lezen, maar niets toevoegen.',
  'picture.organisation-not-in': 'Je organisatie doet nog niet mee. Besluit eerst om mee te doen.',
  'picture.contemplation-is-over': 'De vragenlijst ligt vast. De feitelijke foto verandert niet meer.',
  'picture.not-yours': 'Dit document is van een andere organisatie. Vraag de begeleider om het weg te halen.',
  'picture.document-is-cited':
    '{n|Eén bevinding verwijst|# bevindingen verwijzen} naar dit document. Haal die eerst weg.',
  'picture.already-there': 'Dit bestand staat er al, als “{title}”.',
  'picture.no-file': 'Er zat geen bestand bij.',
  'picture.too-large': 'Dit bestand is te groot. Het mag tot {megabytes} MB zijn. Er is niets bewaard.',
  'picture.wrong-type':
    'Dit soort bestand kunnen we niet lezen. Gebruik PDF, Word (.docx), Excel (.xlsx), CSV, tekst of een bewaarde webpagina (.html).',
  'picture.broken':
    'Dit bestand is beschadigd of niet af. Er is niets bewaard. Open het, bewaar het opnieuw en probeer het nog eens.',
  'picture.has-password': 'Dit bestand zit achter een wachtwoord. Bewaar het zonder wachtwoord.',
  'picture.no-text':
    'We vinden geen tekst in dit bestand. Is het een scan? Laat er dan eerst tekst in herkennen (OCR).',
  'picture.too-much': 'Er staat te veel in dit bestand. Deel het op en voeg de delen apart toe.',
  'picture.quote-not-on-page': 'Deze woorden staan niet zo op bladzijde {page}. Neem ze precies over.',
  'deliveries.unknown': 'Deze levering kennen we niet.',
  'deliveries.not-owner': 'Alleen de organisatie van wie de dataset is, kan dit doen.',
  'deliveries.role-may-not-deliver': 'Alleen een datasteward of data-engineer kan leveren.',
  'deliveries.step-not-open': 'Leveren kan vanaf stap 3, Delen.',
  'deliveries.data-set-not-agreed': 'Over deze dataset is in deze editie niets afgesproken.',
  'deliveries.already-running':
    'Er loopt al een levering van deze dataset. Wacht tot die klaar is, of stop die eerst.',
  'deliveries.has-identities':
    'In dit bestand staan namen of nummers van mensen. Er is niets bewaard. Maak er eerst op je eigen computer een levering van.',
  'deliveries.not-a-delivery':
    'Dit bestand is geen levering. Maak het met de opdracht die op deze pagina staat.',
  'deliveries.other-data-set':
    'Deze levering is gemaakt met het contract {made}, en hier hoort {agreed}. Zet haar bij haar eigen dataset.',
  'deliveries.other-edition': 'Deze levering is gemaakt voor een andere editie. Maak haar opnieuw voor deze.',
  'deliveries.other-contract-version':
    'Deze levering is gemaakt met versie {made} van het contract; afgesproken is {agreed}. Download het contract en maak de levering opnieuw.',
  'deliveries.other-key':
    'Deze levering is met een andere sleutel gemaakt. Vraag een nieuwe sleutelcode aan.',
  'deliveries.no-fingerprint':
    'Deze levering zegt niet met welke sleutel ze is gemaakt: een eerdere versie van Datalab heeft haar gemaakt. Maak de levering opnieuw met deze versie.',
  'deliveries.other-fingerprint':
    'Deze levering is met een andere sleutel gemaakt (vingerafdruk {made}) dan de sleutel van deze editie (vingerafdruk {recorded}), al heten ze allebei versie {version}. De personen erin zijn niet te koppelen aan die van anderen, dus er is niets overgenomen. Vraag op deze pagina een nieuwe opdracht en maak de levering opnieuw. Gebeurt dit nog een keer, vraag dan de sleutelbewaarder waarom die verschillende sleutels geeft.',
  'deliveries.keyholder-changed':
    'De sleutelbewaarder heeft nu een andere sleutel voor deze editie (vingerafdruk {found}) dan de sleutel die is vastgelegd als versie {version} (vingerafdruk {recorded}). Er is niets overgenomen. Vraag de sleutelbewaarder om de sleutel terug te zetten vanaf een kopie. Is er geen kopie, dan vernietigt de sleutelbewaarder de sleutel tot er een hogere versie dan {version} is; daarna levert elke organisatie opnieuw.',
  'deliveries.same-file':
    'Precies deze levering is al eerder verwerkt, als versie {version}. Maak de levering opnieuw van je bestand, zodat duidelijk is welke de nieuwste is.',
  'deliveries.no-file': 'Er zat geen bestand bij.',
  'deliveries.no-rows-accepted':
    'Van {read|# rij|# rijen} klopte er geen enkele met het contract. Er is niets overgenomen. Hieronder staat wat er mis was.',
  'deliveries.no-rows-accepted-about':
    'Van ongeveer {read|# rij|# rijen} klopte er geen enkele met het contract. Er is niets overgenomen. Hieronder staat wat er mis was.',
  'deliveries.finished': 'Deze levering is al klaar.',
  'deliveries.withdrawn': 'De organisatie doet niet meer mee. Haar data en dit rapport zijn meegenomen.',
  'deliveries.report-not-yours': 'De regels van dit rapport zijn alleen voor de eigenaar van de dataset.',
  'deliveries.keyholder-unreachable': 'De sleutelbewaarder is niet bereikbaar. Probeer het later opnieuw.',
  'deliveries.failed': 'De levering is mislukt. Er is niets half overgenomen. Probeer het opnieuw.',
  'deliveries.server-died':
    'De server viel twee keer uit terwijl hij dit bestand las. Daarom is de levering gestopt. Kijk of het bestand klopt en niet veel groter is dan je verwacht, en lever het opnieuw. Of vraag de beheerder om hulp.',
  'file.empty': 'Dit bestand is leeg. Exporteer de gegevens opnieuw en kijk of de export helemaal klaar was.',
  'file.no-rows':
    'In dit bestand staan alleen kolomnamen, geen rijen. Exporteer de gegevens opnieuw en kijk of de export helemaal klaar was.',
  'file.wrong-type': 'Dit soort bestand kunnen we niet lezen. Gebruik CSV, Excel of Parquet.',
  'file.not-a-table':
    'Dit bestand is niet te lezen: het is beschadigd, niet helemaal gekopieerd, of er zit een wachtwoord op. Exporteer het opnieuw.',
  'file.has-password':
    'Dit bestand is beveiligd met een wachtwoord. Open het in Excel, sla het op zonder wachtwoord en lever het opnieuw.',
  'file.old-excel':
    'Dit is een oud Excel-bestand (.xls). Open het in Excel, sla het op als Excel-werkmap (.xlsx) en lever dat.',
  'file.too-much-inside':
    'Er zit meer in deze werkmap dan we veilig kunnen lezen. Sla het blad met de gegevens op als CSV UTF-8 en lever dat.',
  'file.wrong-encoding':
    'De tekens in dit bestand zijn niet te lezen. Sla het op als UTF-8; in Excel heet dat CSV UTF-8.',
  'file.wrong-delimiter':
    'De kolommen in dit bestand zijn gescheiden door “{actual}”, en dat is niet afgesproken. Exporteer het met het afgesproken scheidingsteken.',
  'columns.missing':
    'Deze kolommen van het contract ontbreken: {columns}. Zet de namen van de kolommen in de eerste regel, geschreven zoals in het contract.',
  'columns.unknown':
    'Deze kolommen zijn niet afgesproken: {columns}. Haal ze uit het bestand en lever opnieuw.',
  'columns.duplicate':
    'Deze kolommen staan er meer dan één keer in: {columns}. Laat er van elke naam één staan.',
  'columns.person-numbers':
    'We vonden {count|# burgerservicenummer|# burgerservicenummers} waar het contract er geen verwacht, in: {columns}. Haal de nummers uit het bestand en lever opnieuw. Gaan de gegevens over personen? Dan moet het contract zeggen in welke kolom het burgerservicenummer staat.',
  'canvas.agreed-elsewhere':
    'Doelen en vragen spreken jullie af in stap 1 van de editie, niet op het canvas.',
  'canvas.note-of-another': 'Dit zijn de woorden van iemand anders. Schrijf die van jou ernaast.',
  'canvas.note-unknown': 'Deze bijdrage is er niet meer.',
  'canvas.version-unknown': 'Deze tekst kennen we niet.',
  'canvas.choice-made': 'Iemand heeft al gekozen tussen deze teksten.',
  'canvas.changed-meanwhile': 'De afgesproken tekst is net veranderd. Kijk eerst hoe het er nu voor staat.',
  'analyses.unknown': 'Deze analyse kennen we niet.',
  'analyses.evidence-unknown': 'Dit bewijs kennen we niet.',
  'analyses.question-unknown': 'Deze vraag kennen we niet.',
  'analyses.question-locked': 'De vragenlijst ligt vast.',
  'analyses.question-needs-note': 'Zeg erbij waar het antwoord staat, of waarom de vraag vervalt.',
  'analyses.question-needs-evidence':
    'Een vraag is pas beantwoord als er een uitkomst bij hoort. Doe eerst een analyse.',
  'analyses.question-dropped': 'Deze vraag is vervallen.',
  'analyses.question-already-known': 'Het antwoord op deze vraag is al bekend.',
  'analyses.goal-unknown': 'Dit doel kennen we niet.',
  'analyses.role-may-not-ask': 'Alleen wie meedoet aan de editie kan een vraag stellen.',
  'analyses.role-may-not-sort': 'Alleen de facilitator, een deelnemer of een analist kan vragen indelen.',
  'analyses.role-may-not-analyse': 'Alleen een analist van een deelnemende organisatie kan analyseren.',
  'analyses.step-not-open': 'Analyseren kan vanaf stap 4.',
  'analyses.query-invalid': 'Deze vraag aan de data klopt nog niet. Hieronder staat wat er moet veranderen.',
  'analyses.keys-differ':
    'Deze datasets zijn met verschillende sleutels geleverd, dus dezelfde persoon is er niet in te herkennen. Vraag de eigenaar om opnieuw te leveren met de nieuwste sleutel: {dataSets}.',
  'analyses.not-askable': '{reason}',
  'analyses.earlier-rules':
    'Dit resultaat is gemaakt onder eerdere regels. Het kan niet op dezelfde manier opnieuw worden berekend. Voer de analyse opnieuw uit voor een nieuw resultaat.',
  'analyses.data-not-landed': 'Een dataset die je gebruikt is nog niet geleverd.',
  'releases.role-may-not-see':
    'Alleen een functionaris gegevensbescherming van een deelnemende organisatie ziet dit.',
  'releases.role-may-not-propose':
    'Alleen een analist van een deelnemende organisatie stelt een groepering voor.',
  'releases.role-may-not-decide':
    'Alleen een functionaris gegevensbescherming van een deelnemende organisatie besluit hierover.',
  'releases.own-proposal': 'Je hebt dit zelf voorgesteld. Iemand anders besluit erover.',
  'releases.already-decided': 'Hierover is al besloten.',
  'releases.not-approved': 'Deze groepering is niet in gebruik.',
  'releases.cost-not-known': 'Datalab rekent nog uit wat deze groepering kost. Probeer het over een minuut.',
  'releases.data-set-not-landed': 'Deze dataset is nog niet geleverd.',
  'releases.grouping-unknown': 'Deze groepering kennen we niet.',
  'releases.grouping-exists':
    'Er is al een groepering met deze waarden of met deze naam. Gebruik die, of kies andere waarden en een andere naam.',
  'releases.too-many-groupings':
    'Van deze dataset zijn al {most} groeperingen voorgesteld of in gebruik. Dat is de grens. Vraag de functionaris gegevensbescherming om er een te beëindigen.',
  'releases.column-not-groupable': 'Van deze kolom is geen groepering te maken.',
  'releases.value-not-registered': 'Een van deze waarden staat niet in deze dataset. Kies uit de lijst.',
  'releases.already-askable': 'Dit is al te vragen, ook zonder groepering.',
  'releases.window-outside': 'Kies een periode van {from} tot en met {to}, de laatste maand na de eerste.',
  'releases.window-too-short': 'Een periode is minstens {months} maanden lang.',
  'checks.damaged':
    'De controle van de dataset {dataSet} is beschadigd. Daarom tonen we niets uit deze dataset. Er is ook niets verkeerds getoond. Vertel dit aan de beheerder van Datalab: die kan het herstellen.',
  'checks.version-damaged':
    'Een bestand van de dataset {dataSet} is beschadigd. Daarom tonen we niets uit deze dataset. Er is ook niets verkeerds getoond. Vertel dit aan de beheerder van Datalab: die kan het bestand terugzetten of de data opnieuw laten leveren.',
  'checks.too-large':
    'Uit de dataset {dataSet} valt te veel te vragen om te controleren. Daarom tonen we niets uit deze dataset. Er is ook niets verkeerds getoond. Vraag de organisatie die levert om een contract met minder kolommen of categorieën, en vertel dit aan de beheerder van Datalab.',
  'analyses.too-heavy':
    'Deze vraag heeft meer geheugen nodig dan het platform voor één vraag heeft, en is gestopt. Kies minder kolommen of een kortere periode.',
  'analyses.took-too-long': 'Dit duurde te lang en is gestopt. Kies minder kolommen of een kortere periode.',
  'solutions.figure-unknown': 'Een getal in het inzicht hoort bij geen bevinding waarop het rust.',
  'impact.figure-unknown': 'Een getal in het oordeel hoort niet bij de meting.',
  'analyses.figure-unknown': 'Een getal in de zin hoort bij geen enkele uitkomst.',
  'analyses.data-withdrawn':
    'De data hieronder zijn teruggetrokken door {organisation}. Daarom kan dit niet opnieuw worden berekend.',
  'analyses.rung-needs-reason': 'Dit is hoger dan het advies. Zeg waarom je het toch wilt.',
  'guardrail.question-unknown': 'Deze vraag bestaat niet.',
  'guardrail.data-unknown': 'Een gekozen dataset of kolom hoort niet bij deze editie.',
  'guardrail.check-changed': 'Iemand veranderde deze toets intussen. Lees hem opnieuw.',
  'guardrail.role-may-not': 'Jouw rol vult deze toets niet in.',
  'guardrail.not-in': 'Jouw organisatie is niet ingestapt.',
  'guardrail.officer-only': 'Alleen een functionaris gegevensbescherming kan dit.',
  'guardrail.own-question': 'Over jullie vraag beslist een functionaris van een andere organisatie.',
  'guardrail.nothing-to-except': 'Er is niets om een uitzondering op te maken.',
  'guardrail.no-exception': 'Er is geen uitzondering.',
  'guardrail.no-check': 'Zeg eerst waar deze vraag voor is, bij “Waar is het voor?”.',
  'guardrail.forbidden': 'De wet verbiedt dit. Zie “Waar is het voor?” bij de vraag.',
  'guardrail.not-here': 'Dit doen wij hier niet. Zie “Waar is het voor?” bij de vraag.',
  'guardrail.incomplete': 'Bij “Waar is het voor?” van de vraag is nog niet alles ingevuld.',
  'guardrail.other-data': 'Deze data staan niet in de toets van de vraag. Toets opnieuw met deze data.',
  'assessments.not-in': 'Je organisatie doet niet mee aan deze editie.',
  'assessments.role-may-not': 'Met jouw rol kun je dit lezen, niet veranderen.',
  'assessments.no-form': 'De regels van de pre-scan zijn er nog niet. Vraag een beheerder om ze te brengen.',
  'assessments.form-invalid': 'Dit bestand is geen formulier dat we kunnen gebruiken.',
  'assessments.form-other': 'We kennen het formulier {urn} niet. Breng de pre-scan, de DPIA of het IAMA.',
  'assessments.question-unknown': 'Deze vraag staat niet meer in het formulier.',
  'assessments.answer-not-offered': 'Dit antwoord hoort niet bij de keuzes.',
  'assessments.changed-meanwhile':
    'Een collega antwoordde intussen. Wat je koos staat er nog: kijk het na en verstuur het opnieuw.',
  'assessments.no-file': 'Er zat geen bestand bij.',
  'assessments.file-too-large': 'Dit bestand is te groot. Er is niets bewaard.',
  'assessments.file-not-json':
    'Dit bestand is geen JSON. Bewaar het als JSON in de invulhulp van het ministerie.',
  'assessments.file-unsafe': 'Dit bestand is te diep genest, te lang of onveilig. Er is niets bewaard.',
  'assessments.file-other-form': 'Dit bestand is geen DPIA of IAMA.',
  'assessments.file-unknown': 'Dit bestand kennen we niet, of niet meer.',
  'assessments.same-principle': 'Kies twee verschillende principes.',
  'assessments.review-past': 'Kies een dag na vandaag om er opnieuw naar te kijken.',
  'assessments.record-unknown': 'Dit kennen we niet, of niet meer.',
  'assessments.review-waits': 'Kijk opnieuw naar een keuze over ethiek: de dag ervoor is voorbij.',
  'processing.privacy-officer-only': 'Alleen een functionaris gegevensbescherming ziet dit.',
  'processing.not-written-yet':
    'De personen van een nieuwe levering worden nog opgeschreven. Probeer het over een minuut opnieuw.',
  'incidents.unknown': 'Dit datalek is er niet, of is niet voor u.',
  'incidents.not-in-edition': 'Uw organisatie doet niet mee aan deze editie.',
  'incidents.privacy-officer-only': 'Alleen een functionaris gegevensbescherming ziet dit.',
  'incidents.other-organisation': 'Een andere organisatie leidt dit en besluit.',
  'incidents.closed': 'Dit is afgesloten en verandert niet meer.',
  'incidents.undecided': 'Besluit eerst over het risico, de toezichthouder en de mensen zelf.',
  'incidents.outcome-wrong': 'Dit antwoord hoort niet bij deze vraag.',
  'incidents.risk-says-otherwise':
    'Er is een risico, dus de toezichthouder moet het weten. Besluit eerst opnieuw over het risico als dat onwaarschijnlijk is.',
  'incidents.in-the-future': 'Dit moment moet nog komen. Vul een moment in dat voorbij is.',
  'incidents.period-reversed': 'Het einde ligt voor het begin. Draai de data om.',
} as const;
