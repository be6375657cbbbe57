/** What may be answered on the pages that these come with. */
export const dataErrorsNl = {
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
