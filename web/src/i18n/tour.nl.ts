/** What the tour of the demo says at each stop, for each kind of user. */
export const tourNl = {
  title: 'Rondleiding',
  stop: '{n} van {total}',
  next: 'Volgende',
  previous: 'Vorige',
  close: 'Sluit',
  end: 'Klaar',
  go: 'Ga naar deze stop',
  'stop.facilitator.day.title': 'Jouw dag',
  'stop.facilitator.day.text': 'Bovenaan staat wat op jou wacht, over al je edities heen. Begin de dag hier.',
  'stop.facilitator.edition.title': 'Een editie',
  'stop.facilitator.edition.text':
    'Vijf stappen, en wat de volgende stap nog tegenhoudt. Bij elk punt staat wie het kan oplossen, en je kunt het vriendelijk vragen.',
  'stop.facilitator.canvas.title': 'Het canvas',
  'stop.facilitator.canvas.text':
    'Alles over de vraag op één bord. Iedereen schrijft tegelijk, en niemand overschrijft een ander.',
  'stop.facilitator.preparation.title': 'Voor je begint',
  'stop.facilitator.preparation.text':
    'Twaalf vragen en wat ieder inbrengt: tijd, geld of data. Pas daarna besluiten jullie om te starten.',
  'stop.facilitator.solve.title': 'Van inzicht naar oplossing',
  'stop.facilitator.solve.text': 'Wat er gevonden is wordt een oplossing met een trekker, een doel en taken.',
  'stop.facilitator.closing.title': 'Afronden',
  'stop.facilitator.closing.text':
    'Een editie die klaar is: wat het opleverde, wat jullie leerden, en een sjabloon voor een andere gemeente.',
  'stop.participant.day.title': 'Jouw dag',
  'stop.participant.day.text': 'Hier staat wat er van jou wordt gevraagd. Meer hoef je niet bij te houden.',
  'stop.participant.edition.title': 'De editie',
  'stop.participant.edition.text': 'Waar jullie samen aan werken, wie meedoet en hoe ver het is.',
  'stop.participant.goals.title': 'Doelen en vragen',
  'stop.participant.goals.text':
    'Breng in wat jouw organisatie wil bereiken en wat je wilt weten. Elke vraag hoort bij een doel.',
  'stop.participant.found.title': 'Wat er gevonden is',
  'stop.participant.found.text':
    'De antwoorden, in grafieken en kaarten. Wat over te weinig mensen gaat, blijft weg.',
  'stop.participant.solve.title': 'Wat gaan we doen',
  'stop.participant.solve.text': 'Zeg welk inzicht meetelt, en doe mee aan een oplossing.',
  'stop.steward.day.title': 'Jouw dag',
  'stop.steward.day.text': 'Als er op jouw data gewacht wordt, staat het hier.',
  'stop.steward.share.title': 'Leveren',
  'stop.steward.share.text':
    'Per dataset staat wat er is afgesproken, en hoe je levert. Namen en nummers worden op je eigen computer pseudoniemen.',
  'stop.steward.data.title': 'De catalogus',
  'stop.steward.data.text': 'Alle datasets van het netwerk, met de eigenaar en wat erin staat.',
  'stop.steward.contract.title': 'Het contract',
  'stop.steward.contract.text':
    'Per kolom staat wat ervan overblijft als het geleverd is: een sleutel, een grovere waarde of niets.',
  'stop.privacy-officer.day.title': 'Jouw dag',
  'stop.privacy-officer.day.text': 'Hier staat wat jij moet beoordelen of bevestigen.',
  'stop.privacy-officer.releases.title': 'Wat er naar buiten komt',
  'stop.privacy-officer.releases.text':
    'Welke cijfers van deze editie te zien zijn, over hoeveel mensen, en wat is weggelaten en waarom.',
  'stop.privacy-officer.groupings.title': 'Indelingen',
  'stop.privacy-officer.groupings.text':
    'Vaste groepen waarin geteld mag worden. Per indeling zie je wat die aan cijfers kost.',
  'stop.privacy-officer.log.title': 'Het logboek',
  'stop.privacy-officer.log.text':
    'Wie wat deed, en wanneer. Een gewijzigd logboek valt op: elke regel hangt aan de vorige.',
  'stop.privacy-officer.network.title': 'Wie spreekt voor wie',
  'stop.privacy-officer.network.text':
    'Je bevestigt wie er voor een organisatie spreekt, nadat je die persoon echt hebt gesproken.',
  'stop.analyst.day.title': 'Jouw dag',
  'stop.analyst.day.text': 'Welke vragen wachten op een antwoord, en wat er net gevonden is.',
  'stop.analyst.picture.title': 'De feitelijke foto',
  'stop.analyst.picture.text': 'Wat al bekend is over de vraag. Begin hier, voordat je gaat rekenen.',
  'stop.analyst.builder.title': 'Een vraag stellen',
  'stop.analyst.builder.text':
    'Kies wat je telt, waarover en waarnaar je splitst. Elk antwoord is beschermd voordat jij het ziet.',
  'stop.analyst.answers.title': 'Antwoorden',
  'stop.analyst.answers.text':
    'Bij elke bevinding hoort bewijs: de vraag, de versies van de data en de methode.',
  'stop.analyst.impact.title': 'Wat het deed',
  'stop.analyst.impact.text': 'Een maat door de tijd, met een eerlijk woord over toeval.',
  'stop.engineer.data.title': 'De catalogus',
  'stop.engineer.data.text': 'Alle datasets van het netwerk, met hun eigenaar en de nieuwste versie.',
  'stop.engineer.contract.title': 'Een datacontract',
  'stop.engineer.contract.text':
    'Kolommen, regels en rechten in één bestand, volgens de open standaard ODCS.',
  'stop.engineer.register.title': 'Vastleggen',
  'stop.engineer.register.text': 'Plak een contract. Wat er niet klopt, staat er per regel bij.',
  'stop.engineer.share.title': 'Leveringen',
  'stop.engineer.share.text': 'Elke levering is een nieuwe versie met een controle die je kunt teruglezen.',
  'stop.manager.editions.title': 'Alle edities',
  'stop.manager.editions.text': 'Waar het netwerk aan werkt, per stand. Kies een thema of een regio.',
  'stop.manager.decide.title': 'Besluiten om te starten',
  'stop.manager.decide.text':
    'Wat het vraagt en wat het kan opleveren, voordat iemand tijd of geld inbrengt.',
  'stop.manager.impact.title': 'Wat het opleverde',
  'stop.manager.impact.text': 'De doelen naast de metingen. Wat toeval kan zijn, staat er als toeval.',
  'stop.manager.report.title': 'Het verslag',
  'stop.manager.report.text': 'Eén pagina om te delen of af te drukken, met bewijs achter elk getal.',
} as const;
